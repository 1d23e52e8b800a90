#!/usr/bin/env python3
"""Choose the chance from which a contract has a labelled type: train_presence.py CORPORA FOLDS [--out FILE].

CORPORA holds cuad/; FOLDS the models that `train_types.py --folds FOLDS` made. Each contract's chances come from models
that have seen neither it nor its fold. A type's cut lies where as many contracts reach it as lawyers gave the label to;
so contracts taken in error and contracts missed are equally many, and the share of contracts is right on the whole.
The contracts of tools/left_out.txt are not looked at. Written to clause_stats/presence_cuts.toml by default.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from train_data import CUAD, clauses_of, folds, left_out, rows, type_id

from clausecheck.classify import highest, models
from clausecheck.resources import folder

HEADER = """\
# The chance that a clause must reach for a contract to count as having it: as many contracts of CUAD reach it as
# lawyers gave the label to, judged by models that had not seen them. Made by tools/train_presence.py.

[cuts]
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A contract with its labels, and what models that have not seen it make of it."""

    id: str
    fold: int
    labels: npt.NDArray[np.bool_]
    """One for each type of CUAD."""
    chances: npt.NDArray[np.float64]
    """The highest of any clause, for each type."""


def judged(cuad: Path, unseen: Path) -> list[Judged]:
    """Every contract of CUAD, in the order of ids."""
    fold = folds(cuad)
    by_fold = {n: models.read(unseen / str(n)) for n in set(fold.values())}
    found = []
    for row in sorted(rows(cuad / "contracts.jsonl.gz"), key=lambda row: str(row["id"])):
        told = highest(clauses_of(row["text"], row["id"]), by_fold[fold[row["id"]]])
        labels = {type_id(label) for label in row["labels"]}
        found.append(
            Judged(
                id=row["id"],
                fold=fold[row["id"]],
                labels=np.array([kind in labels for kind in CUAD]),
                chances=np.array([told[kind] for kind in CUAD]),
            )
        )
    return found


def cuts(contracts: Sequence[Judged]) -> Mapping[str, float]:
    """The cut of each type: halfway between the last chance that counts and the next; where all count, the lowest."""
    labels = np.array([contract.labels for contract in contracts]).sum(axis=0)
    chances = -np.sort(-np.array([contract.chances for contract in contracts]), axis=0)
    chosen = {}
    for column, kind in enumerate(CUAD):
        count = int(labels[column])
        last = chances[count - 1, column] if count else 1.0
        after = chances[count, column] if count < len(contracts) else last
        chosen[kind] = float(f"{(last + after) / 2:.4g}")
    return chosen


def main() -> None:
    """Choose the cuts and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("--out", type=Path, default=folder("clause_stats") / "presence_cuts.toml")
    args = parser.parse_args()
    cuad = args.corpora / "cuad"
    unseen = left_out(cuad)
    known = [contract for contract in judged(cuad, args.folds) if contract.id not in unseen]
    lines = [f"{kind} = {cut}\n" for kind, cut in sorted(cuts(known).items())]
    args.out.write_text(HEADER + "".join(lines), encoding="utf-8", newline="\n")
    print(f"{len(lines)} cuts from {len(known)} contracts")


if __name__ == "__main__":
    main()
