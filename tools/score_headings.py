#!/usr/bin/env python3
"""How well the words of a clause tell what its heading names: score_headings.py CORPORA FOLDS.

For every clause under a heading of the table in clause_stats/type_rules.toml the heading is hidden, and the clause is
typed by the models that were trained and calibrated without its fold (see score_folds.py). Recall is over the clauses
that the heading names; precision counts every other type told in clauses under any heading of the table as wrong,
although a clause may be of several types and a heading names seldom more than one: it is a lower bound.
"""

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

from train_data import examples, folds
from train_headings import SERVICES, by_heading

from clausecheck.classify import classify, models, rules


def main() -> None:
    """Print precision, recall and F1 for each type that headings name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folds", type=Path)
    args = parser.parse_args()
    cuad = args.corpora / "cuad"
    unseen = {n: models.read(args.folds / str(n)) for n in set(folds(cuad).values())}
    named, told, right = Counter[str](), Counter[str](), Counter[str]()
    for example in examples(cuad):
        gold = by_heading(example, [rules.hits(clause) for clause in example.clauses])
        bare = [replace(clause, heading="") for clause in example.clauses]
        found = classify(bare, unseen[example.fold])
        for clause, labels in zip(bare, gold.labels, strict=True):
            expected = {name for name, there in zip(SERVICES, labels, strict=True) if there}
            if expected:
                answer = {kind.id for kind in found[clause.id] if kind.probability >= 0.5} & set(SERVICES)
                named.update(expected)
                told.update(answer)
                right.update(answer & expected)
    print(f"{'type':28} {'P':>6} {'R':>6} {'F1':>6}  clauses")
    for name, count in named.most_common():
        precision, recall = right[name] / max(1, told[name]), right[name] / count
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:28} {precision:6.3f} {recall:6.3f} {f1:6.3f}  {count}")
    hits, wrong, missed = (right.total(), told.total() - right.total(), named.total() - right.total())
    print(f"\nmicro P {hits / (hits + wrong):.3f} R {hits / (hits + missed):.3f}")


if __name__ == "__main__":
    main()
