"""What makes a row of a statistics file the only one of its kind."""

from collections.abc import Mapping
from typing import Any, Final

from clausecheck.model import Cell

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


def key_of(table: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    """What a row is about: ("payment_days", "days"). Raises KeyError for an unknown table or a missing field."""
    return tuple(row[field] for field in KEYS[table])


def cell_of(row: Mapping[str, Any]) -> Cell:
    """Which contracts a row counts. Raises KeyError where it has no category."""
    return Cell(row["category"], *(row.get(field, "") for field in CELL[1:]))
