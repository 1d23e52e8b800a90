"""What must hold between rows: the parts of a whole, along category, region, size of the deal and years."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from clausecheck.model import Cell
from clausecheck.model.taxonomy import CATEGORY_PARENT
from clausecheck.stats.keys import KEYS, Line, cell_of, key_of, wholes

Row = Mapping[str, Any]
Numbered = tuple[int, Row]


def lines(rows: Mapping[str, list[Numbered]], public: Mapping[str, bool]) -> Iterator[tuple[str, int, str]]:
    """Every fault between rows of one source: table, row, and what is wrong.

    Of a public source, exact parts never add up to more than their whole. Of another, a row stands only under published
    wholes; else a withheld whole could be had by adding up its parts.
    """
    for table in KEYS:
        groups: dict[tuple[str, ...], dict[Cell, Numbered]] = defaultdict(dict)
        for number, row in rows[table]:
            if row["source"] in public and row["category"] in CATEGORY_PARENT:
                groups[*key_of(table, row), row["source"]][cell_of(row)] = number, row
        for (*_, source), group in groups.items():
            faults = _sums(group, table) if public[source] else _orphans(group)
            yield from ((table, number, fault) for number, fault in faults)


def _orphans(group: Mapping[Cell, Numbered]) -> Iterator[tuple[int, str]]:
    for cell, (number, _) in group.items():
        if missing := [whole for whole, _ in wholes(cell) if whole not in group]:
            yield number, f"{_words(missing[0])}, which it is a part of, is not published: parts must not tell a whole"


def _sums(group: Mapping[Cell, Numbered], table: str) -> Iterator[tuple[int, str]]:
    added: dict[Line, Counter[object]] = defaultdict(Counter)
    for cell, (_, row) in group.items():
        for line in wholes(cell):
            if line[0] in group:
                added[line].update(_counts(table, row))
    for (whole, field), counts in added.items():
        number, row = group[whole]
        known = _counts(table, row)
        for part, count in counts.items():
            if count > known.get(part, 0):
                yield number, f"{part} {known.get(part, 0)} is below the {count} of its parts by {field}"


def _counts(table: str, row: Row) -> dict[object, int]:
    """The counts of a row that add up over its parts."""
    counts: dict[object, int] = {"sampled": row["sampled"]}
    if table in {"values", "names"}:
        return counts | dict(row[table])
    if table in {"presence", "statements"}:
        return counts | {"count": row["count"], "without": row["sampled"] - row["count"]}
    fields = ("mutual", "seller", "buyer") if table == "directions" else ("accepted", "changed", "removed")
    return counts | {field: row[field] for field in fields}


def _words(cell: Cell) -> str:
    return ", ".join(part for part in (cell.category, cell.region, cell.size, cell.years) if part)
