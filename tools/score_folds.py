#!/usr/bin/env python3
"""Write honest parse results of the labelled contracts: score_folds.py CORPORA FOLDS RESULTS.

FOLDS holds the models that `train_types.py --folds FOLDS` made: each contract is typed by the models that were trained
and calibrated without its fold. RESULTS gets `<id>.json` for each contract, in the shape of `clausecheck parse`.
Printed: the rows of the table of chances in docs/model-card.md, the calibration error, and the types whose chances are
off by a tenth or more. A liability type is right where the label "Cap On Liability" is. tools/draw_reliability.py draws
the table.
"""

import argparse
import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from train_data import CUAD, Example, examples, folds

from clausecheck.classify import classify, liability, models
from clausecheck.model import ClassifiedType, Clause

BINS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
LEAST = 50
"""Answers of a type that say how well it is calibrated."""
OFF = 0.1
LIABILITY = dict.fromkeys((*liability.KINDS, liability.GENERAL), liability.LABEL)
Answers = dict[str, list[tuple[float, bool]]]


def row(clause: Clause, types: tuple[ClassifiedType, ...]) -> dict[str, Any]:
    """One clause as `clausecheck parse` shows it."""
    return {
        "id": clause.id,
        "number": clause.number,
        "heading": clause.heading,
        "text": clause.text,
        "types": [{"id": kind.id, "probability": kind.probability, "origin": kind.origin} for kind in types],
    }


def answers(example: Example, types: list[tuple[ClassifiedType, ...]], found: Answers) -> None:
    """Add the labelled types that are told, with their probability and whether they are right."""
    for labels, kinds in zip(example.labels, types, strict=True):
        told: dict[str, float] = {}
        for kind in kinds:
            name = LIABILITY.get(kind.id, kind.id)
            told[name] = max(told.get(name, 0.0), kind.probability)
        for name, probability in told.items():
            if name in CUAD:
                found[name].append((probability, bool(labels[CUAD.index(name)])))


def report(found: Answers) -> None:
    """Print how often answers of each probability are right."""
    table = np.array([one for told in found.values() for one in told])
    error = 0.0
    for low, high in pairwise(BINS):
        inside = table[(table[:, 0] >= low) & ((table[:, 0] < high) | (high == 1.0))]
        if len(inside):
            mean, right = inside.mean(axis=0)
            error += abs(mean - right) * len(inside) / len(table)
            print(f"| {low:.2f} to {high:.2f} | {len(inside)} | {mean:.2f} | {right:.2f} |")
    print(f"expected calibration error {error:.3f} over {len(table)} answers")
    for name, told in sorted(found.items()):
        mean, right = np.mean(told, axis=0)
        if len(told) >= LEAST and abs(mean - right) >= OFF:
            print(f"{name}: {len(told)} told, mean probability {mean:.2f}, right {right:.2f}")
    sure = sum(len(told) >= LEAST for told in found.values())
    print(f"{sure} types have {LEAST} answers or more")


def main() -> None:
    """Type every contract with the models that have not seen it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("results", type=Path)
    args = parser.parse_args()
    args.results.mkdir(parents=True, exist_ok=True)
    cuad = args.corpora / "cuad"
    unseen = {n: models.read(args.folds / str(n)) for n in set(folds(cuad).values())}
    found: Answers = defaultdict(list)
    for example in examples(cuad):
        types = classify(example.clauses, unseen[example.fold])
        result = {"document": {}, "clauses": [row(clause, types[clause.id]) for clause in example.clauses]}
        (args.results / f"{example.id}.json").write_text(json.dumps(result), encoding="utf-8")
        answers(example, [types[clause.id] for clause in example.clauses], found)
    report(found)


if __name__ == "__main__":
    main()
