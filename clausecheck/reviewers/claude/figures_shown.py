"""The rows of the shared context that go with a group of clauses."""

import json
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from clausecheck.model import SharedContext

_LEAST: Final = 20
"""Contracts that a row must count to be shown in place of a wider one."""

Row = Mapping[str, Any]


def figures_on(shared: SharedContext, types: AbstractSet[str], terms: AbstractSet[str]) -> list[str]:
    """Of each table the narrowest row on each of these clause types and terms that counts enough contracts, in words.

    A function of the shared context and of what the clauses are about, never of a side or of where they stand. Rows by
    years, and sources, would only cost, and are left out.
    """
    context = json.loads(shared.canonical)
    order = [cell.category for cell in shared.cell.wider()]

    def rows(table: str, of: AbstractSet[str]) -> Iterator[Row]:
        found: dict[str, list[Row]] = {}
        for row in context.get(table, ()):
            name = row.get("type", row.get("term"))
            if name in of and "years" not in row:
                found.setdefault("|".join((name, row.get("unit", ""), row.get("proposed_by", ""))), []).append(row)
        return (_narrowest(found[name], order) for name in sorted(found))

    return [
        *(
            f"{row['type']}: in {row['count']} of {row['sampled']} {_cell(row)} contracts"
            for row in rows("presence", types)
        ),
        *(
            f"{row['type']}: binds both in {row['mutual']}, the seller in {row['seller']}, the buyer in {row['buyer']} "
            f"{_cell(row)} contracts"
            for row in rows("directions", types)
        ),
        *(
            f"{row['type']}, proposed by the {row['proposed_by']}: accepted {row['accepted']}, "
            f"changed {row['changed']}, removed {row['removed']} in {_cell(row)}"
            for row in rows("outcomes", types)
        ),
        *(f"{row['term']} in {row['unit']}: {_stated(row, 'values', 'beyond')}" for row in rows("values", terms)),
        *(f"{row['term']}: {_stated(row, 'names', 'others')}" for row in rows("names", terms)),
    ]


def _narrowest(rows: Iterable[Row], order: list[str]) -> Row:
    """The row nearest to the deal that counts enough contracts; the largest where none does."""

    def distance(row: Row) -> tuple[bool, int, int]:
        place = order.index(row["category"]) if row["category"] in order else len(order)
        return row["sampled"] < _LEAST, place, -len(_cell(row).split())

    every = sorted(rows, key=lambda row: -row["sampled"])
    return min(every, key=distance) if any(row["sampled"] >= _LEAST for row in every) else every[0]


def _cell(row: Row) -> str:
    """The category, with the region and the size of the deal where they narrow it: "consulting US-NY 10000-99999"."""
    return " ".join(row[field] for field in ("category", "region", "size") if field in row)


def _stated(row: Row, stated: str, more: str) -> str:
    """What contracts state, each with how many do: "30 in 6, 60 in 3 services contracts"."""
    listed = [*row[stated], *([[more, row[more]]] if row.get(more) else [])]
    return ", ".join(f"{value} in {count}" for value, count in listed) + f" {_cell(row)} contracts"
