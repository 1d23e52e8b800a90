"""From evidence to probabilities: a small net that all types share, with terms of each type's own."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from clausecheck.classify.mixing import KINDS, Evidence, Indexes, Scores
from clausecheck.model.contract import DECIDED

HIDDEN: Final = 48
FIELDS: Final = ("middle", "spread", "inward", "topics", "bias", "outward", "slopes", "topic_slopes", "constant")
"""The arrays of a net, in the order of the file."""
CUT: Final = 5.0
"""Evidence farther from the middle, in units of its spread, is cut."""
ROWS: Final = 96
"""Rows that are multiplied at once: so few that the library of linear algebra starts no threads, which cost more time
than they save."""
JUST: Final = 0.05
"""Types that are just decided are told with probabilities from 0.5 to this much above it."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cuts:
    """Which chances are a decision; chosen on contracts that the net has not seen."""

    first: float
    """The least chance of the clause of a contract that is the likeliest of its type."""
    other: float
    """The least chance of another clause."""
    plain: float
    """From this chance on, the chance itself is told."""
    offsets: tuple[float, ...] = ()
    """What each type adds to `first` and `other`; empty where all types are decided alike."""

    def least(self, top: Mask, types: Indexes) -> Scores:
        """The least chance that is a decision, for rows of these types; `top` are the likeliest of theirs."""
        level = np.where(top, np.float32(self.first), np.float32(self.other))
        return level + np.asarray(self.offsets, dtype=np.float32)[types] if self.offsets else level


@dataclass(frozen=True, slots=True)
class Net:
    """The weights, as `sizes` has their shapes."""

    middle: Scores
    spread: Scores
    inward: Scores
    topics: Scores
    bias: Scores
    outward: Scores
    slopes: Scores
    topic_slopes: Scores
    constant: Scores

    def chances(self, found: Evidence, topics: Scores) -> Scores:
        """The chance that a clause is of a type, for each row of the evidence."""
        level = np.empty(len(found.types), dtype=np.float32)
        for first in range(0, len(level), ROWS):
            some = slice(first, first + ROWS)
            level[some] = self._level(found.values[some], topics[found.clauses[some]], found.types[some])
        return np.asarray(1 / (1 + np.exp(-np.clip(level, -30, 30))), dtype=np.float32)

    def _level(self, values: Scores, topics: Scores, types: Indexes) -> Scores:
        """What speaks for each row, its topics beside it, before the logistic."""
        values = np.clip((values - self.middle) / self.spread, -CUT, CUT)
        hidden = np.maximum(values @ self.inward + topics @ self.topics + self.bias[types], 0)
        own = np.einsum("ij,ij->i", values, self.slopes[types])
        own += np.einsum("ij,ij->i", topics, self.topic_slopes[types])
        return np.asarray(hidden @ self.outward + self.constant[types] + own, dtype=np.float32)


def sizes(types: int, topics: int) -> tuple[tuple[int, ...], ...]:
    """The shapes of the arrays of a net, in the order of FIELDS."""
    kinds = len(KINDS)
    return (
        (kinds,), (kinds,), (kinds, HIDDEN), (topics, HIDDEN), (types, HIDDEN), (HIDDEN,), (types, kinds),
        (types, topics), (types,),
    )  # fmt: skip


def probabilities(chances: Scores, found: Evidence, cuts: Cuts) -> Scores:
    """What is told of each row: its chance, but of types that are just decided the chance that they have as a group.

    The decisions with the best F1 reach below an even chance. So that 0.5 both decides and is right one time in two,
    decisions whose chance is below `cuts.plain` are told together, with probabilities from 0.5 to 0.5 + JUST.
    """
    decided = chances >= cuts.least(likeliest(chances, found), found.types)
    share = (chances - cuts.first) / max(1e-6, cuts.plain - cuts.first)
    just = DECIDED + JUST * np.clip(share, 0, 1)
    told = np.where(chances >= cuts.plain, np.maximum(chances, just), just)
    return np.where(decided, told, np.minimum(chances, np.float32(0.499))).astype(np.float32)


def likeliest(chances: Scores, found: Evidence) -> Mask:
    """Whether a row is the likeliest of its type in the contract; the first of equals."""
    best: Indexes = np.lexsort((found.clauses, -chances, found.types))
    first = np.ones(len(best), dtype=bool)
    first[1:] = found.types[best][1:] != found.types[best][:-1]
    result = np.zeros(len(best), dtype=bool)
    result[best[first]] = True
    return result


def read(place: Path, name: str) -> tuple[Net, Cuts]:
    """The net `NAME.net.npy` of a folder, with its cuts and sizes from `NAME.net.json`."""
    settings = json.loads((place / f"{name}.net.json").read_text(encoding="utf-8"))
    flat = np.load(place / f"{name}.net.npy", allow_pickle=False)
    shapes = sizes(settings["types"], settings["topics"])
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    parts = np.split(flat, ends[:-1])
    arrays = {key: part.reshape(shape) for key, part, shape in zip(FIELDS, parts, shapes, strict=True)}
    cuts = settings["cuts"]
    return Net(**arrays), Cuts(**(cuts | {"offsets": tuple(cuts.get("offsets", ()))}))
