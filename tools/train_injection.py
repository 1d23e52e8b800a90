#!/usr/bin/env python3
"""Train the model of `clausecheck.scan.addressing`: train_injection.py SHARED [--write] [--folds 5].

Orders are the texts of `documents/injection` (BIPIA and others: MIT, garak: Apache-2.0) and the written lines of
`tools/gold/addressing_orders.txt`; what is not one are contracts of CUAD (CC BY 4.0) and the lines of
`addressing_benign.txt`. Only weights are kept, no text. Orders are laid into contracts, so that the words around one
count for nothing. The windows of contracts that a model takes for orders are added, and it is trained again.

Every group of orders and every fold of contracts is held out once. Printed: the share of held-out orders, laid into
held-out contracts, at each rate of false alarms for 1,000 pages (of 275 words) of held-out contracts; the cuts of
`signs/addressing.json` are chosen from the same scores. `--write` trains on everything and writes the model.
"""

import argparse
import csv
import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from injection_texts import Order, fetched, own
from sklearn.linear_model import LogisticRegression

from clausecheck.scan.addressing.likeness import BITS, SEEN_BITS, WINDOWS, Model, Words, rows, spread, words

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.uint32]
PAGE: Final = 275
"""Words of a page."""
PER_CONTRACT: Final = 400
"""Windows of a contract that are taken at random, and the most of its worst that are added."""
SEEN_IN: Final = 2
"""Contracts in which a word or pair must stand to be one of contracts."""
ROUNDS: Final = 3
CUTS: Final = {"support": -4.0, "possible": 2.2, "likely": 8.0}
"""What scores mean, chosen from those of held-out contracts: see `Model`."""
STRENGTH: Final = 5.0
"""Inverse of regularisation."""
SIGNS: Final = Path(__file__).parents[1] / "signs"


@dataclass
class Trained:
    """A model, before its weights are made small."""

    weights: Floats
    constant: float

    def scores(self, found: Rows) -> Iterator[tuple[int, Floats]]:
        """For each length of windows, the score of each, from the features of a text."""
        sums = np.concatenate([[0.0], np.cumsum(self.weights[found].sum(axis=0))])
        for length in WINDOWS:
            size = min(length, found.shape[1])
            yield size, (sums[size:] - sums[:-size]) / size**0.5 + self.constant


class Contracts:
    """Contracts to train on, and in how many of them words and pairs stand."""

    def __init__(self, texts: Sequence[Words]) -> None:
        self.texts = texts
        self._in = np.zeros(1 << SEEN_BITS, dtype=np.uint16)
        for text in texts:
            self._in[self._held(text)] += 1
        self.seen = self._in >= SEEN_IN
        self.features = [self._without(text) for text in texts]

    def rows(self, text: Words) -> Rows:
        """The features of a text that is none of these."""
        return rows(text, self.seen[spread(text.own, SEEN_BITS)], self.seen[spread(text.pairs(), SEEN_BITS)])

    def _held(self, text: Words) -> Rows:
        return np.unique(np.concatenate([spread(text.own, SEEN_BITS), spread(text.pairs(), SEEN_BITS)]))

    def _without(self, text: Words) -> Rows:
        """The features of one of these, as if it were not among them."""
        seen = self._in > SEEN_IN
        return rows(text, seen[spread(text.own, SEEN_BITS)], seen[spread(text.pairs(), SEEN_BITS)])


@dataclass
class Windows:
    """Windows to train on: their features, whether they are of an order, and what each weighs."""

    features: list[npt.NDArray[np.uint32]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)

    def add(self, found: Rows, starts: Iterable[int], size: int, label: int, share: float) -> None:
        """Take the windows of a text, of which these are the features, that begin at these words."""
        for start in starts:
            window = found[:, start : start + size].ravel()
            self.features.append(window[window > 0])
            self.sizes.append(size)
            self.labels.append(label)
            self.shares.append(share)

    def matrix(self) -> sp.csr_matrix:
        """The features as rows, each divided by the root of the window's length."""
        sizes = np.array([len(one) for one in self.features])
        values = np.repeat(1 / np.sqrt(sizes / 3), sizes)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        matrix = sp.csr_matrix(
            (values, np.concatenate(self.features).astype(np.int64), starts), (len(sizes), 1 << BITS)
        )
        matrix.sum_duplicates()
        return matrix


def contracts(shared: Path) -> list[tuple[int, str]]:
    """The contracts of CUAD, each with its fold."""
    with (shared / "corpora" / "cuad" / "folds.csv").open(encoding="utf-8", newline="") as lines:
        folds = {row["id"]: int(row["fold"]) for row in csv.DictReader(lines)}
    with gzip.open(shared / "corpora" / "cuad" / "contracts.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [(folds[row["id"]], joined(row["text"])) for row in map(json.loads, lines)]


def joined(text: str) -> str:
    """A text with each paragraph on one line, as the program's readers make it."""
    return "\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text))


def train(orders: Sequence[Order], benign: Sequence[Order], among: Contracts) -> Trained:
    """A model of the orders, against the contracts."""
    chance = random.Random(3)
    windows = Windows()
    for order in orders:
        _lay(windows, among.rows(words(order.text)), among, chance, 1, 1.0 if order.group.startswith("own") else 2.0)
    for line in benign:
        _lay(windows, among.rows(words(line.text)), among, chance, 0, 0.5)
    for text in among.features:
        for size in WINDOWS:
            last = max(1, text.shape[1] - size)
            windows.add(text, (chance.randrange(last) for _ in range(PER_CONTRACT // len(WINDOWS))), size, 0, 1.0)
    for turn in range(ROUNDS):
        fitted = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=200)
        fitted.fit(windows.matrix(), windows.labels, sample_weight=_weights(windows))
        found = Trained(fitted.coef_[0].astype(np.float64), float(fitted.intercept_[0]))
        if turn < ROUNDS - 1:
            _add_worst(windows, found, among)
    return found


def _weights(windows: Windows) -> Floats:
    """Orders weigh as much together as a third of all else."""
    labels, shares = np.array(windows.labels), np.array(windows.shares)
    shares[labels == 1] *= shares[labels == 0].sum() / shares[labels == 1].sum() / 3
    return np.asarray(shares)


def _lay(windows: Windows, order: Rows, among: Contracts, chance: random.Random, label: int, share: float) -> None:
    """Take the windows of an order that is laid into a contract: those that hold as much of it as they can."""
    for size in WINDOWS:
        whole = laid(order, among.features[chance.randrange(len(among.features))], chance, size)
        inside = order.shape[1] - 1
        starts: Iterable[int] = {chance.randint(min(inside, size), size), size, inside}
        if inside >= size:
            starts = range(size, inside + 1, max(1, size // 2))
        windows.add(whole, starts, size, label, share)


def laid(order: Rows, around: Rows, chance: random.Random, size: int) -> Rows:
    """An order between so many words of a contract on each side."""
    at = chance.randrange(max(1, around.shape[1] - 2 * size))
    return np.concatenate([around[:, at : at + size], order[:, 1:], around[:, at + size : at + 2 * size]], axis=1)


def _add_worst(windows: Windows, found: Trained, among: Contracts) -> None:
    """Take the windows of contracts that are most like orders."""
    for text in among.features:
        for size, scores in found.scores(text):
            for at in np.argsort(scores)[-PER_CONTRACT // 8 :]:
                if scores[at] > -2:
                    windows.add(text, [int(at)], size, 0, 1.0)


def highest(found: Trained, text: Rows) -> float:
    """The highest score in a text."""
    return max(float(scores.max()) for _, scores in found.scores(text))


def peaks(found: Trained, text: Rows) -> list[float]:
    """The highest score of each page of a text that has one above -2."""
    best = np.full(text.shape[1] // PAGE + 1, -np.inf)
    for size, scores in found.scores(text):
        np.maximum.at(best, (np.arange(len(scores)) + size // 2) // PAGE, scores)
    return [float(score) for score in best if score > -2]


def measure(shared: Path, folds: int) -> tuple[list[tuple[str, str, float]], Floats, int]:
    """Scores of held-out orders, laid into contracts; peaks of held-out contracts; how many pages these have."""
    orders, benign = [*fetched(shared), *own("orders", 6)], own("benign", 10)
    groups = sorted({order.group for order in orders})
    random.Random(5).shuffle(groups)
    turn = {group: number % folds for number, group in enumerate(groups)}
    texts = [(fold % folds, words(text)) for fold, text in contracts(shared)]
    told, alarms, pages = [], [], 0
    for fold in range(folds):
        among = Contracts([text for at, text in texts if at != fold])
        found = train([one for one in orders if turn[one.group] != fold], benign, among)
        chance = random.Random(11)
        held = [among.rows(text) for at, text in texts if at == fold]
        for order in (one for one in orders if turn[one.group] == fold):
            whole = laid(among.rows(words(order.text)), held[chance.randrange(len(held))], chance, 30)
            told.append((order.group, order.text, highest(found, whole)))
        for text in held:
            alarms += peaks(found, text)
            pages += text.shape[1] // PAGE + 1
    return told, np.sort(np.array(alarms))[::-1], pages


def report(told: Sequence[tuple[str, str, float]], alarms: Floats, pages: int) -> None:
    """Print recall by group at some rates of false alarms."""
    rates = (0.1, 0.5, 1, 2, 5, 10)
    cuts = [float(alarms[min(len(alarms) - 1, int(rate * pages / 1000))]) for rate in rates]
    print(f"{pages} pages; false alarms for 1,000 pages: {rates}; cuts {[round(cut, 2) for cut in cuts]}")
    names = {re.sub(r"/.*", "", group) for group, _, _ in told} | {group for group, _, _ in told}
    for name in sorted(names):
        scores = np.array([score for group, _, score in told if group == name or group.startswith(f"{name}/")])
        print(f"{name:36}{len(scores):5}  " + "  ".join(f"{(scores >= cut).mean():6.1%}" for cut in cuts))


def small(found: Trained, among: Contracts, cuts: dict[str, float]) -> Model:
    """A model with its weights in 8 bits."""
    step = round(float(np.quantile(np.abs(found.weights), 0.9999)) / 127, 6)
    weights = np.clip(np.rint(found.weights / step), -127, 127).astype(np.int8)
    weights[0] = 0
    return Model(weights, among.seen, step, round(found.constant, 4), **cuts)


def write(shared: Path, cuts: dict[str, float]) -> None:
    """Train on everything, and write the model."""
    among = Contracts([words(text) for _, text in contracts(shared)])
    made = small(train([*fetched(shared), *own("orders", 8)], own("benign", 12), among), among, cuts)
    np.save(SIGNS / "addressing.npy", made.weights)
    np.save(SIGNS / "addressing_seen.npy", np.packbits(made.seen))
    told = {"step": made.step, "constant": made.constant, **cuts}
    (SIGNS / "addressing.json").write_text(json.dumps(told) + "\n", encoding="utf-8")


def main() -> None:
    """Measure, and write on demand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if args.folds:
        told, alarms, pages = measure(args.shared, args.folds)
        report(told, alarms, pages)
        for group, text, score in sorted(told, key=lambda one: one[2])[:60]:
            print(f"{score:6.2f} {group}: {text[:120]!r}")
    if args.write:
        write(args.shared, CUTS)


if __name__ == "__main__":
    main()
