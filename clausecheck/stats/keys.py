"""What makes a row of a statistics file the only one of its kind, and which rows are parts of which."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from clausecheck.model import Cell
from clausecheck.model.taxonomy import APART, CATEGORY_PARENT

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "presence": ("type",),
    "values": ("term", "unit"),
    "names": ("term",),
    "directions": ("type",),
    "outcomes": ("type", "proposed_by"),
    "statements": ("id",),
}
"""The fields that say what a row of a table is about, beside its cell."""

CELL: Final = ("category", "region", "size", "years")

REST: Final = "-"
"""Ends the name of a rest: the contracts of a whole that are in none of its named parts ("services-", "US-", "-")."""

Line = tuple[Cell, str]
"""A whole, and the field along which it has parts."""


def key_of(table: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    """What a row is about: ("payment_days", "days"). Raises KeyError for an unknown table or a missing field."""
    return tuple(row[field] for field in KEYS[table])


def cell_of(row: Mapping[str, Any]) -> Cell:
    """Which contracts a row counts. Raises KeyError where it has no category."""
    return Cell(row["category"], *(row.get(field, "") for field in CELL[1:]))


def is_rest(cell: Cell) -> bool:
    """Whether the cell is what its whole has beside its named parts; it is never published."""
    return cell.category.endswith(REST) or cell.region.endswith(REST) or REST in {cell.size, cell.years}


def wholes(cell: Cell) -> Iterator[Line]:
    """The lines that the cell is a part of."""
    rest = cell.category.endswith(REST)
    category = cell.category.removesuffix(REST) if rest else CATEGORY_PARENT[cell.category]
    if category is not None and cell.category not in APART:
        yield replace(cell, category=category), "category"
    if cell.region:
        yield replace(cell, region=cell.region.rpartition(REST)[0]), "region"
    if cell.size:
        yield replace(cell, size=""), "size"
    if cell.years:
        yield replace(cell, years=""), "years"
