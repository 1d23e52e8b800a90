"""`scan`: what a file hides, without the hidden words: an assistant is the reader that they are written for."""

from typing import TYPE_CHECKING, Any, Final

from clausecheck.mcp.marking import marked, page

if TYPE_CHECKING:
    from clausecheck.mcp.asks import Parse
    from clausecheck.mcp.desk import Desk
    from clausecheck.mcp.shapes import ConcealedJson, ScannedFileJson
    from clausecheck.report.schema_scan import ObservationJson

WITHHELD: Final = "The words are withheld from assistants; a person sees them with: clausecheck scan FILE"
_HIDDEN_NOTICES: Final = frozenset({"hidden_text", "unused_note", "comment", "annotation", "form_field"})
"""Codes of notices whose quotes are words that a person who reads the contract does not see in it."""


def scanned(desk: "Desk", ask: "Parse") -> "ScannedFileJson":
    """The verdict and a page of what was observed, the gravest first."""
    from clausecheck.report.json_scan import scan_json

    told = scan_json(*desk.scanned(ask))
    rows, following = page(told["observations"], ask.start, _row)
    return {
        "note": WITHHELD,
        "file": marked(told["document"]["name"]),
        "sha256": told["document"]["sha256"],
        "verdict": told["verdict"],
        "observations": rows,
        "total": len(told["observations"]),
        "next": following,
        "not_read": marked(told["not_read"][:20]) if ask.start == 0 else [],
    }


def without_hidden(finding: Any) -> Any:
    """A finding as JSON, without words that are not part of the contract's text."""
    if finding["kind"] != "hidden_content" or finding["span"] is not None:
        return finding
    return {**finding, "quote": "", "explanation": f"{_title(finding['explanation'])}. {WITHHELD}"}


def without_quotes(notices: list[Any]) -> list[Any]:
    """Notices as JSON, without the words of those that tell of words outside the contract's text."""
    return [{**notice, "quote": ""} if notice["code"] in _HIDDEN_NOTICES else notice for notice in notices]


def _row(one: "ObservationJson") -> "ConcealedJson":
    return {
        "category": one["category"],
        "technique": one["technique"],
        "severity": one["severity"],
        "title": _title(one["explanation"]),
        "words": len(one["quote"].split()),
        "page": one["page"],
        "location": one["location"],
        "clause": one["clause"],
    }


def _title(explanation: str) -> str:
    """What the technique is; the sentences behind it may quote the file."""
    return explanation.partition(". ")[0].rstrip(".")
