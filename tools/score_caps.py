"""Limits of liability against those recorded by hand in gold/caps.csv, part by part.

    python tools/score_caps.py SHARED --half development --failures

Each row of the gold is one limit: the document, where some of its words stand, and its parts; "?" is what a reader
could not tell. A part that has several values ("indirect consequential") counts value by value.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from gold_documents import contracts

from clausecheck.model import Contract, LiabilityLimit

GOLD = Path(__file__).parent / "gold" / "caps.csv"
PARTS = ("found", "protects", "damages", "ceilings", "choice", "per", "base", "under", "carve_outs")
_FAR = 400
"""Characters by which a passage may have moved since it was recorded."""


def main() -> None:
    """Print how many values of each part are right, of those recorded and of those read."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path, help="the folder of the shared sets")
    parser.add_argument("--half", choices=["development", "blind"], required=True)
    parser.add_argument("--failures", action="store_true", help="show each row that is not wholly right")
    arguments = parser.parse_args()
    with GOLD.open(newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["half"] == arguments.half]
    of: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        of[row["document"]].append(row)
    counts: dict[str, Counter[str]] = {part: Counter() for part in PARTS}
    for name, contract in contracts(arguments.shared, sorted(of)):
        for row in of[name]:
            wrong = _compare(row, contract, counts)
            if wrong and arguments.failures:
                print(f"{name} {row['start']} {row['words']}")
                for line in wrong:
                    print("    ", line)
    _report(len(rows), counts)


def _compare(row: dict[str, str], contract: Contract, counts: dict[str, Counter[str]]) -> list[str]:
    limit = _limit(row, contract)
    counts["found"].update(gold=1, read=limit is not None, right=limit is not None)
    if limit is None:
        told = dict.fromkeys(PARTS, "")
    else:
        told = _parts(limit)
    wrong = [] if limit is not None else ["not found"]
    for part in PARTS[1:]:
        if row[part].strip() == "?":
            continue
        gold, read = set(row[part].split()), set(told[part].split())
        counts[part].update(gold=len(gold), read=len(read), right=len(gold & read))
        if gold != read and limit is not None:
            wrong.append(f"{part}: missing {sorted(gold - read)}, too many {sorted(read - gold)}")
    return wrong


def _limit(row: dict[str, str], contract: Contract) -> LiabilityLimit | None:
    """The limit of that kind which holds the words; of several in one sentence, that whose amount follows them next."""
    at = _place(row, contract.document.text)
    held = [
        limit
        for limit in contract.limits
        if limit.kind == row["kind"] and at is not None and limit.span.start <= at < limit.span.end
    ]
    behind = [limit for limit in held if limit.ceilings and limit.ceilings[0].span.start >= (at or 0)]
    return next(iter(behind or held), None)


def _place(row: dict[str, str], text: str) -> int | None:
    start = int(row["start"])
    first = row["words"].split()[0]
    flat = " ".join(row["words"].split()).lower()
    places: list[int] = []
    at = text.find(first, max(0, start - _FAR))
    while 0 <= at <= start + _FAR:
        if " ".join(text[at : at + 3 * len(flat)].split()).lower().startswith(flat):
            places.append(at)
        at = text.find(first, at + 1)
    return min(places, key=lambda place: abs(place - start), default=None)


def _parts(limit: LiabilityLimit) -> dict[str, str]:
    ceilings = [_ceiling(one.value, one.unit) for one in limit.ceilings]

    def first(values: Iterator[str]) -> str:
        return next((value for value in values if value), "")

    return {
        "protects": limit.protects,
        "damages": " ".join(damage.id for damage in limit.damages),
        "ceilings": " ".join(ceilings),
        "choice": limit.choice,
        "per": first(one.per for one in limit.ceilings),
        "base": first(one.base for one in limit.ceilings),
        "under": first(one.under for one in limit.ceilings),
        "carve_outs": " ".join(one.kind for one in limit.carve_outs if one.kind != "other"),
    }


def _ceiling(value: float | None, unit: str) -> str:
    return unit if value is None else f"{value:g}:{unit}" if value < 1e5 else f"{value:.0f}:{unit}"


def _report(rows: int, counts: dict[str, Counter[str]]) -> None:
    print(f"{rows} limits")
    total: Counter[str] = Counter()
    for part in PARTS:
        total.update(counts[part] if part != "found" else {})
        _line(part, counts[part])
    _line("all parts", total)


def _line(name: str, count: Counter[str]) -> None:
    precision = count["right"] / max(1, count["read"])
    recall = count["right"] / max(1, count["gold"])
    print(f"{name:12} gold {count['gold']:4} read {count['read']:4} precision {precision:.3f} recall {recall:.3f}")


if __name__ == "__main__":
    main()
