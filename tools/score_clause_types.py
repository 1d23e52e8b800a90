#!/usr/bin/env python3
"""How well clause types are told that lawyers' corpora do not label: score_clause_types.py SHARED.

tools/gold/clause_types.csv holds clauses of services-like contracts and what a reader says each is: `types` it has, and
`open` ones on which careful readers may differ, which count neither way. A clause is found again by its first words,
nearest to where it began. "random" clauses were drawn at random, "search" ones by a broad search for words of rare
types. Most contracts of CUAD have taught the shipped models, by their headings alone. Failures (`--failures`) are shown
for the development half only.
"""

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from gold_documents import contracts

from clausecheck.classify import classify
from clausecheck.model import Clause, Contract
from clausecheck.model.taxonomy import CUAD_TYPES

GOLD = Path(__file__).parent / "gold" / "clause_types.csv"
Row = dict[str, str]
Counts = dict[str, Counter[str]]


def place(text: str, row: Row) -> int | None:
    """Where a gold clause begins in a text: its first words, nearest to where they stood."""
    pattern = r"\s+".join(map(re.escape, row["words"].split()))
    found = [match.start() for match in re.finditer(pattern, text)]
    return min(found, key=lambda start: abs(start - int(row["start"])), default=None)


def clause_at(contract: Contract, start: int) -> Clause | None:
    """The clause whose own words hold a place."""
    return next((clause for clause in contract.clauses if clause.span.start <= start < clause.span.end), None)


def told(clauses: Sequence[Clause], hide: bool) -> dict[str, set[str]]:
    """The decided types of each clause by its id; with `hide` no heading is seen."""
    shown = [replace(clause, heading="") for clause in clauses] if hide else clauses
    return {name: {kind.id for kind in kinds if kind.decided} for name, kinds in classify(shown).items()}


def count(counts: Counts, row: Row, types: set[str]) -> None:
    """Add what was right, wrong and missed in one clause."""
    sure, undecided = set(row["types"].split()), set(row["open"].split())
    for kind in types | sure:
        if kind in sure:
            counts[kind]["right" if kind in types else "missed"] += 1
        elif kind not in undecided:
            counts[kind]["wrong"] += 1


def figures(counted: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1; 0 where nothing was told or labelled."""
    right, wrong, missed = counted["right"], counted["wrong"], counted["missed"]
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return precision, recall, 2 * right / max(1, 2 * right + wrong + missed)


def summary(name: str, counts: Counts, kinds: Iterable[str]) -> str:
    """Micro figures, and macro F1 over the types that the gold has."""
    chosen = [kind for kind in kinds if kind in counts]
    labelled = [kind for kind in chosen if counts[kind]["right"] + counts[kind]["missed"]]
    precision, recall, f1 = figures(sum((counts[kind] for kind in chosen), Counter[str]()))
    macro = sum(figures(counts[kind])[2] for kind in labelled) / max(1, len(labelled))
    return f"{name:28} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  macro {macro:.3f} ({len(labelled)})"


def report(title: str, counts: Counts, per_type: bool) -> None:
    """Print the figures of one half."""
    print(f"\n{title}")
    print(summary("services and boilerplate", counts, sorted(counts.keys() - CUAD_TYPES.keys())))
    print(summary("types that CUAD labels too", counts, sorted(counts.keys() & CUAD_TYPES.keys())))
    for kind in sorted(counts) if per_type else ():
        precision, recall, f1 = figures(counts[kind])
        labelled = counts[kind]["right"] + counts[kind]["missed"]
        print(f"  {kind:36} {labelled:4d} labelled  {precision:.2f} {recall:.2f} {f1:.2f}  {dict(counts[kind])}")


def main() -> None:
    """Type every contract of the gold, with its headings and without, and print the figures of each half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpora, documents and planted")
    parser.add_argument("--half", choices=("development", "blind", "both"), default="both")
    parser.add_argument("--types", action="store_true", help="a line for each type")
    parser.add_argument("--failures", action="store_true", help="what is wrong in the development half")
    args = parser.parse_args()
    gold: dict[str, list[Row]] = defaultdict(list)
    with GOLD.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if args.half in {"both", row["half"]}:
                gold[row["document"]].append(row)
    counts: dict[tuple[str, ...], Counts] = defaultdict(lambda: defaultdict(Counter))
    lost = 0
    for name, contract in contracts(args.shared, gold):
        by_view = {"shown": told(contract.clauses, hide=False), "hidden": told(contract.clauses, hide=True)}
        for row in gold[name]:
            start = place(contract.document.text, row)
            clause = None if start is None else clause_at(contract, start)
            if clause is None:
                lost += 1
                continue
            for view, types in by_view.items():
                count(counts[row["half"], view], row, types[clause.id])
                count(counts[row["half"], view, row["drawn"]], row, types[clause.id])
            if args.failures and row["half"] == "development":
                show(row, clause, by_view["shown"][clause.id])
    for key in sorted(counts):
        report(", headings ".join(key[:2]) + "".join(f", {drawn} draw" for drawn in key[2:]), counts[key], args.types)
    print(f"\n{sum(map(len, gold.values()))} clauses, {lost} not found again")


def show(row: Row, clause: Clause, types: set[str]) -> None:
    """Print a clause with what was missed and what was wrong."""
    sure, undecided = set(row["types"].split()), set(row["open"].split())
    missed, wrong = sorted(sure - types), sorted(types - sure - undecided)
    if missed or wrong:
        print(f"{row['document']} [{clause.heading}] MISSED {missed} WRONG {wrong}\n    {clause.text[:600]!r}")


if __name__ == "__main__":
    main()
