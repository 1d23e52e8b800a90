#!/usr/bin/env python3
"""Write honest parse results of the labelled contracts: score_folds.py CORPORA FOLDS RESULTS.

FOLDS holds the models that `train_types.py --folds FOLDS` made: each contract is typed by the models that were trained
and calibrated without its fold. RESULTS gets `<id>.json` for each contract, in the shape of `clausecheck parse`.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from train_data import clauses_of, folds, rows

from clausecheck.classify import linear
from clausecheck.classify.types import MODELS, classify
from clausecheck.model import ClassifiedType, Clause


def row(clause: Clause, types: tuple[ClassifiedType, ...]) -> dict[str, Any]:
    """One clause as `clausecheck parse` shows it."""
    return {
        "id": clause.id,
        "number": clause.number,
        "heading": clause.heading,
        "text": clause.text,
        "types": [{"id": kind.id, "probability": kind.probability, "origin": kind.origin} for kind in types],
    }


def main() -> None:
    """Type every contract with the model that has not seen it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("results", type=Path)
    args = parser.parse_args()
    args.results.mkdir(parents=True, exist_ok=True)
    cuad = args.corpora / "cuad"
    fold = folds(cuad)
    models = {
        number: tuple(linear.read(args.folds / str(number), name) for name in MODELS) for number in set(fold.values())
    }
    for contract in rows(cuad / "contracts.jsonl.gz"):
        clauses = clauses_of(contract["text"], contract["id"])
        types = classify(clauses, models[fold[contract["id"]]])
        result = {"document": {}, "clauses": [row(clause, types[clause.id]) for clause in clauses]}
        (args.results / f"{contract['id']}.json").write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()
