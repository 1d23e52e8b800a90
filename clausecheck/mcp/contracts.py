"""`parse` and `clause`: what a contract says, a page at a time."""

from typing import TYPE_CHECKING, Any, Final

from clausecheck.errors import UsageError
from clausecheck.mcp.marking import NOTE, marked, page, shown
from clausecheck.mcp.scans import without_quotes
from clausecheck.model.contract import DECIDED

if TYPE_CHECKING:
    from clausecheck.mcp.asks import OneClause, Parse
    from clausecheck.mcp.desk import Desk
    from clausecheck.mcp.shapes import ClauseTextJson, LineJson, OutlineJson
    from clausecheck.report.schema import ClauseJson

_NOTICES: Final = 4_000
_DETAILS: Final = 3_000
"""Characters of JSON for each kind of detail of a clause."""
_TEXT: Final = 4_000
"""Characters of a clause's text at a time."""


def outline(desk: "Desk", ask: "Parse") -> "OutlineJson":
    """The document and a page of its clauses, without their texts."""
    parsed = desk.parsed(ask)
    first = ask.start == 0
    notices, _ = page(without_quotes(parsed["notices"]), 0, room=_NOTICES) if first else ([], None)
    clauses, following = page(parsed["clauses"], ask.start, _line)
    return {
        "note": NOTE,
        "document": marked(parsed["document"]),
        "notices": notices,
        "more_notices": len(parsed["notices"]) - len(notices) if first else 0,
        "clauses": clauses,
        "total": len(parsed["clauses"]),
        "next": following,
    }


def clause(desk: "Desk", ask: "OneClause") -> "ClauseTextJson":
    """One clause: its text from `start` on and, with the beginning of the text, what was read in it."""
    clauses = desk.parsed(ask)["clauses"]
    found = next((one for one in clauses if one["id"] == ask.clause), None)
    if found is None:
        raise UsageError("there is no clause with this id", hint="parse lists the clauses with their ids")
    text = found["text"]
    end = _end(text, ask.start)
    details: dict[str, list[Any]] = {
        "types": found["types"],
        "terms": found["terms"],
        "norms": found["norms"],
        "references": found["references"],
        "defined": sorted({use["term"] for use in found["uses"]}),
    }
    told = {name: page(rows, 0, room=_DETAILS)[0] if ask.start == 0 else [] for name, rows in details.items()}
    under = [one["id"] for one in clauses if one["parent"] == found["id"]]
    return {
        "note": NOTE,
        "id": found["id"],
        "number": marked(found["path"] or found["number"]),
        "heading": marked(found["heading"]),
        "level": found["level"],
        "parent": found["parent"],
        "part": found["part"],
        "page": found["page"],
        "text": shown(text[ask.start : end]),
        "characters": len(text),
        "next": end if end < len(text) else None,
        "under": page(under, 0, room=_DETAILS)[0],
        "types": told["types"],
        "terms": told["terms"],
        "norms": told["norms"],
        "references": told["references"],
        "defined": told["defined"],
        "left_out": sum(map(len, details.values())) - sum(map(len, told.values())),
    }


def _line(found: "ClauseJson") -> "LineJson":
    return {
        "id": found["id"],
        "number": found["path"] or found["number"],
        "heading": found["heading"],
        "level": found["level"],
        "part": found["part"],
        "types": [kind["id"] for kind in found["types"] if kind["probability"] >= DECIDED],
        "words": len(found["text"].split()),
    }


def _end(text: str, start: int) -> int:
    """Where a part of a text ends that begins at `start`: between words, where there is a place."""
    end = start + _TEXT
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start, end)
    return space if space > start else end
