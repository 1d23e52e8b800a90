"""The second stage on contracts that the first has not seen: the net, and which of its chances are a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from train_net import Mask, Scores, Seen, fit, rows

from clausecheck.classify.mixing import Evidence
from clausecheck.classify.net import JUST, Cuts, Net, likeliest
from clausecheck.model.contract import DECIDED

LEAST_EXAMPLES = 12
"""A type with fewer clauses is never told by the model."""
GRID = np.arange(0.2, 0.52, 0.02)
PLAIN = np.arange(0.52, 1.0, 0.01)
SHIFTS = np.arange(-9, 10) / 50
"""Offsets that a type may have; the farthest leaves the least of GRID above nought. Farther ones would decide types of
25 passages from chances of 0.1, and tell them as right half the time."""
HELD_BACK = 6.0
"""What an offset costs, see `Unseen.offsets`."""

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Gold:
    """What is known of one contract."""

    labels: Mask
    """Clauses by types."""
    known: Mask
    """Where `labels` is to be believed."""
    sentences: Mask
    known_sentences: Mask
    passages: tuple[tuple[int, tuple[int, ...]], ...]
    """Each labelled passage: its type, and the clauses that hold it."""


def second_stage(seen: Sequence[Seen], gold: Sequence[Gold]) -> Net:
    """The net that these contracts teach."""
    examples = sum((one.labels & one.known).sum(axis=0) for one in gold)
    data = rows(seen, [one.labels for one in gold], [one.known for one in gold])
    return fit(data, np.asarray(examples < LEAST_EXAMPLES))


class Unseen:
    """Chances of contracts that the net has not seen, and what decisions on them are worth."""

    def __init__(
        self, chances: Sequence[Scores], evidence: Sequence[Evidence], gold: Sequence[Gold], counted: Sequence[bool]
    ) -> None:
        self.types, self.counted = len(counted), np.array(counted)
        rows, labels, passages, present, best = [], [], [], [], []
        for chance, found, own in zip(chances, evidence, gold, strict=True):
            known = own.known[found.clauses, found.types]
            top = likeliest(chance, found)
            rows.append(np.column_stack([found.types, chance, top])[known])
            labels.append(own.labels[found.clauses, found.types][known])
            tops = np.zeros((2, *own.labels.shape))
            tops[np.where(top, 0, 1), found.clauses, found.types] = np.where(known, chance, 0)
            passages += [(kind, *tops[:, list(clauses), kind].max(axis=1, initial=0)) for kind, clauses in own.passages]
            present.append([any(kind == k for k, _ in own.passages) for kind in range(self.types)])
            best.append(tops[0].max(axis=0, initial=0))
        table = np.concatenate(rows)
        self.kind, self.chance, self.top = (table[:, 0].astype(int), table[:, 1], table[:, 2] > 0)
        self.right = np.concatenate(labels)
        self.passages = np.array(passages).reshape(-1, 3)
        self.present, self.best = np.array(present), np.array(best)

    def decided(self, first: Floats, other: Floats) -> Mask:
        """Which rows are decided by these least chances, one for each type."""
        return np.asarray(self.chance >= np.where(self.top, first[self.kind], other[self.kind]))

    def tallies(self, first: Floats, other: Floats) -> tuple[Floats, Floats, Counts]:
        """F1 of passages and of contracts for each type, and what they are counted from, one row a count."""
        decided = self.decided(first, other)
        told = np.bincount(self.kind[decided], minlength=self.types)
        right = np.bincount(self.kind[decided & self.right], minlength=self.types)
        kinds = self.passages[:, 0].astype(int)
        hit = (self.passages[:, 1] >= first[kinds]) | (self.passages[:, 2] >= other[kinds])
        hits, all_of = (np.bincount(kinds[hit], minlength=self.types), np.bincount(kinds, minlength=self.types))
        there = self.best >= first
        both, either = ((there & self.present).sum(axis=0), there.sum(axis=0) + self.present.sum(axis=0))
        counts = np.array([right, told, hits, all_of, both, either])
        return f1(right, told, hits, all_of), 2 * both / np.maximum(1, either), counts

    def value(self, first: float, other: float) -> float:
        """F1 of passages and half of F1 of contracts, over all answers and, by half, as the mean of the types."""
        passages, contracts, counts = self.tallies(*self.alike(first, other))
        sums = counts[:, self.counted].sum(axis=1, keepdims=True)
        measured = self.counted & (counts[3] >= LEAST_EXAMPLES)
        means = passages[measured].mean() + contracts[measured].mean() / 2
        return float(f1(*sums[:4])[0] + sums[4, 0] / max(1, sums[5, 0]) + means / 2)

    def alike(self, first: float, other: float) -> tuple[Floats, Floats]:
        """The same two least chances for all types."""
        return np.full(self.types, first), np.full(self.types, other)

    def offsets(self, first: float, other: float) -> Floats:
        """What each type adds to both least chances: worth most to its own F1, less HELD_BACK for how far it goes.

        Where examples are few, the best offset is mostly chance. A shift therefore costs its length over the root of
        the number of passages, as F1 scatters. Chosen on four folds and measured on the fifth, with shifts of up to
        0.24, a cost of 3 lost 0.3 points of F1 over all clauses; 6 lost next to none and raised the mean of the types
        by 0.7; 9 raised it by 0.4. So it is fixed at 6 rather than chosen anew.
        """
        worth = []
        for shift in SHIFTS:
            passages, contracts, counts = self.tallies(*(one + shift for one in self.alike(first, other)))
            worth.append(passages + contracts / 2 - HELD_BACK * abs(shift) / np.sqrt(np.maximum(1, counts[3])))
        return np.asarray(np.where(self.counted, SHIFTS[np.argmax(worth, axis=0)], 0.0))

    def cuts(self) -> Cuts:
        """The decisions worth most, and the chance below which they are told as a group that is right half the time."""
        pairs = [(float(first), float(other)) for first, other in product(GRID, GRID) if first <= other]
        first, other = max(pairs, key=lambda pair: self.value(*pair))
        offsets = self.offsets(first, other)
        decided = self.decided(first + offsets, other + offsets)
        for plain in PLAIN:
            group = decided & (self.chance < plain)
            if group.any() and self.right[group].mean() >= DECIDED + JUST / 2:
                return Cuts(first, other, float(plain), tuple(offsets.tolist()))
        return Cuts(first, other, 1.0, tuple(offsets.tolist()))


def f1(right: Counts, told: Counts, hits: Counts, passages: Counts) -> Floats:
    """F1 from the share of what is told that is right, and the share of the passages that are hit."""
    precision, recall = right / np.maximum(1, told), hits / np.maximum(1, passages)
    return np.asarray(2 * precision * recall / np.maximum(1e-9, precision + recall))
