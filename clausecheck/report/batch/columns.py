"""The columns of the results, the same for every table of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from clausecheck.model import Severity, Side
from clausecheck.model.batch import Judged, Row
from clausecheck.report.batch.inert import inert
from clausecheck.report.visible import exact, visible

Cell = str | int | float | None

TOP: Final = 3
"""Findings that a row names."""
NARROW, MIDDLE, WIDE = 10, 18, 48
"""Widths of columns in a spreadsheet, in characters."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the results."""

    name: str
    cell: Callable[[Row], Cell]
    """What stands in it: a number, or a text that may be anybody's."""
    width: int = MIDDLE
    """In a spreadsheet, in characters."""


def cells(columns: Sequence[Column], row: Row) -> list[Cell]:
    """A row's cells: numbers as they are, and texts with which nothing can be done but read them."""
    found = (column.cell(row) for column in columns)
    return [inert(str(cell)) if isinstance(cell, str) else cell for cell in found]


def columns(sides: Sequence[Side]) -> tuple[Column, ...]:
    """The columns; those on findings once for each side that was reviewed for."""
    return (
        Column("file", lambda row: exact(row.name), WIDE),
        Column("account", lambda row: visible(row.account)),
        Column("outcome", lambda row: row.result.outcome, NARROW + 2),
        Column("why", lambda row: visible(row.result.why), WIDE),
        Column("hint", lambda row: visible(row.result.hint), WIDE),
        Column("scan", lambda row: row.result.scan, NARROW),
        Column("category", lambda row: visible(row.result.category)),
        Column("category_detected", lambda row: "yes" if row.result.category_detected else "no", NARROW),
        Column("region", lambda row: visible(row.result.region), NARROW),
        *(column for side in sides for column in _of(side)),
        Column("title", lambda row: visible(row.result.title), WIDE),
        Column("format", lambda row: visible(row.result.format), NARROW),
        Column("pages", lambda row: row.result.pages, NARROW),
        Column("words", lambda row: row.result.words, NARROW),
        Column("bytes", lambda row: row.result.size, NARROW),
        Column("sha256", lambda row: visible(row.result.sha256)),
        Column("same_as", lambda row: exact(row.same_as), WIDE),
    )


def judged_for(row: Row, side: Side) -> Judged | None:
    """What was found for a side; None where the file was not reviewed for it."""
    return next((one for one in row.result.judged if one.side is side), None)


def _of(side: Side) -> tuple[Column, ...]:
    def told(tell: Callable[[Judged], Cell]) -> Callable[[Row], Cell]:
        return lambda row: None if (found := judged_for(row, side)) is None else tell(found)

    def counted(severity: Severity) -> Callable[[Row], Cell]:
        return told(lambda found: found.count(severity))

    return (
        Column(f"{side}_worst", told(lambda found: found.worst or "none"), NARROW),
        *(Column(f"{side}_{severity}", counted(severity), NARROW) for severity in reversed(Severity)),
        Column(f"{side}_top", told(lambda found: "; ".join(_points(found))), WIDE),
        Column(f"{side}_review", lambda row: dict(row.reviews).get(side), WIDE),
    )


def _points(judged: Judged) -> list[str]:
    return [
        visible(f"{point.title} ({point.clause})" if point.clause else point.title) for point in judged.points[:TOP]
    ]
