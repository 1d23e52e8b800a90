"""The columns of the results, the same for every table."""

from collections.abc import Callable, Sequence
from typing import Final

from clausecheck.model import Severity, Side
from clausecheck.model.batch import Judged, Row
from clausecheck.report.visible import visible

Cell = str | int | float | None
Column = tuple[str, Callable[[Row], Cell]]

TOP: Final = 3
"""Findings that a row names."""


def columns(sides: Sequence[Side]) -> tuple[Column, ...]:
    """Names of the columns with what stands in them; those on findings once for each side that was reviewed for."""
    return (
        ("file", lambda row: visible(row.name)),
        ("account", lambda row: visible(row.account)),
        ("outcome", lambda row: row.result.outcome),
        ("why", lambda row: visible(row.result.why)),
        ("hint", lambda row: visible(row.result.hint)),
        ("scan", lambda row: row.result.scan),
        ("category", lambda row: row.result.category),
        ("category_detected", lambda row: "yes" if row.result.category_detected else "no"),
        ("region", lambda row: row.result.region),
        *(column for side in sides for column in _of(side)),
        ("title", lambda row: visible(row.result.title)),
        ("format", lambda row: row.result.format),
        ("pages", lambda row: row.result.pages),
        ("words", lambda row: row.result.words),
        ("bytes", lambda row: row.result.size),
        ("sha256", lambda row: row.result.sha256),
        ("same_as", lambda row: visible(row.same_as)),
    )


def _of(side: Side) -> tuple[Column, ...]:
    def judged(row: Row) -> Judged | None:
        return next((one for one in row.result.judged if one.side is side), None)

    def counted(severity: Severity) -> Callable[[Row], Cell]:
        return lambda row: found.count(severity) if (found := judged(row)) else None

    return (
        (f"{side}_worst", lambda row: (found.worst or "none") if (found := judged(row)) else None),
        *((f"{side}_{severity}", counted(severity)) for severity in reversed(Severity)),
        (f"{side}_top", lambda row: "; ".join(_points(found)) if (found := judged(row)) else None),
        (f"{side}_review", lambda row: dict(row.reviews).get(side)),
    )


def _points(judged: Judged) -> list[str]:
    return [
        visible(f"{point.title} ({point.clause})" if point.clause else point.title) for point in judged.points[:TOP]
    ]
