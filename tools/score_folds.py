#!/usr/bin/env python3
"""Write honest parse results of the labelled contracts: score_folds.py CORPORA FOLDS RESULTS.

FOLDS holds the models that `train_types.py --folds FOLDS` made: each contract is typed by the models that were trained
and calibrated without its fold. RESULTS gets `<id>.json` for each contract, in the shape of `clausecheck parse`.
Printed: of the labelled types told with a probability in a range, how many are right.
"""

import argparse
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from train_data import CUAD, Example, examples, folds

from clausecheck.classify import linear
from clausecheck.classify.types import MODELS, classify
from clausecheck.model import ClassifiedType, Clause

BINS = (0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 1.01)


def row(clause: Clause, types: tuple[ClassifiedType, ...]) -> dict[str, Any]:
    """One clause as `clausecheck parse` shows it."""
    return {
        "id": clause.id,
        "number": clause.number,
        "heading": clause.heading,
        "text": clause.text,
        "types": [{"id": kind.id, "probability": kind.probability, "origin": kind.origin} for kind in types],
    }


def count(example: Example, types: list[tuple[ClassifiedType, ...]], told: Counter[int], right: Counter[int]) -> None:
    """Count the types that are told by range of probability, and those that are labelled so."""
    for labels, kinds in zip(example.labels, types, strict=True):
        for kind in kinds:
            if kind.id in CUAD:
                place = next(i for i, (low, high) in enumerate(pairwise(BINS)) if low <= kind.probability < high)
                told[place] += 1
                right[place] += bool(labels[CUAD.index(kind.id)])


def main() -> None:
    """Type every contract with the models that have not seen it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("results", type=Path)
    args = parser.parse_args()
    args.results.mkdir(parents=True, exist_ok=True)
    cuad = args.corpora / "cuad"
    numbers = set(folds(cuad).values())
    models = {n: tuple(linear.read(args.folds / str(n), name) for name in MODELS) for n in numbers}
    told, right = Counter[int](), Counter[int]()
    for example in examples(cuad):
        types = classify(example.clauses, models[example.fold])
        result = {"document": {}, "clauses": [row(clause, types[clause.id]) for clause in example.clauses]}
        (args.results / f"{example.id}.json").write_text(json.dumps(result), encoding="utf-8")
        count(example, [types[clause.id] for clause in example.clauses], told, right)
    for i, (low, high) in enumerate(pairwise(BINS)):
        print(f"probability {low:.2f} to {min(1.0, high):.2f}: {right[i]} of {told[i]} right")


if __name__ == "__main__":
    main()
