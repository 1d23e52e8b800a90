"""Rows and their details as the page holds them."""

import json
from typing import Any, Final
from urllib.parse import quote

from clausecheck.model import Severity, Side
from clausecheck.model.batch import Judged, Point, Row
from clausecheck.report.batch.columns import judged_for
from clausecheck.report.batch.weight import weight
from clausecheck.report.visible import exact, trimmed, visible

POINTS: Final = 5
"""Findings that the page tells of a file and side."""
_QUOTE: Final = 150
_SUMMARY: Final = 400
"""Characters of a quote and of a summary in the page."""
_MARKUP: Final = "<>&'"


def data_text(value: Any) -> str:
    """JSON that may stand in a page: ASCII, without a character that HTML acts on."""
    text = json.dumps(value, separators=(",", ":"), allow_nan=False)
    for character in _MARKUP:
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def row_data(row: Row) -> dict[str, Any]:
    """What the table tells of a file, without what is empty."""
    result = row.result
    told = {
        "name": exact(row.name),
        "account": visible(row.account),
        "outcome": result.outcome,
        "scan": result.scan,
        "category": visible(result.category),
        "region": visible(result.region),
        "title": visible(result.title),
        "format": visible(result.format),
        "pages": result.pages,
        "words": result.words,
        "why": visible(result.why),
        "hint": visible(result.hint),
        "same_as": exact(row.same_as),
        "sides": [_side(row, side) for side in row.sides],
    }
    return {name: value for name, value in told.items() if value}


def details_data(row: Row) -> list[dict[str, Any]]:
    """What is told of a file when somebody opens it."""
    return [
        {
            "side": judged.side,
            "summary": trimmed(visible(judged.summary), _SUMMARY),
            "points": [_point(point) for point in judged.points[:POINTS]],
            "left": max(0, len(judged.points) - POINTS),
            "unread": judged.unread,
        }
        for judged in row.result.judged
    ]


def link(row: Row, side: Side) -> str:
    """Where a browser finds the review, beside the page; empty where there is none."""
    name = dict(row.reviews).get(side, "")
    return f"./{quote(name)}" if name else ""


def _side(row: Row, side: Side) -> dict[str, Any]:
    judged = judged_for(row, side)
    told: dict[str, Any] = {"side": side, "weight": weight(row, judged)}
    if judged is None:
        return told
    return told | {
        "counts": [judged.count(severity) for severity in reversed(Severity)],
        "top": top(judged),
        "review": link(row, side),
    }


def top(judged: Judged) -> str:
    """The gravest finding in a few words; empty where there is none."""
    return visible(judged.points[0].title) if judged.points else ""


def _point(point: Point) -> dict[str, Any]:
    told = {
        "severity": point.severity,
        "title": visible(point.title),
        "clause": visible(point.clause),
        "quote": trimmed(visible(point.quote), _QUOTE),
    }
    return {name: value for name, value in told.items() if value}
