"""`review` and `finding`: a review in brief, and one finding of it in full."""

from typing import TYPE_CHECKING, Any, Final

from clausecheck.errors import UsageError
from clausecheck.mcp.marking import NOTE, marked, page
from clausecheck.mcp.scans import without_hidden
from clausecheck.model import Severity

if TYPE_CHECKING:
    from clausecheck.mcp.asks import OneFinding, OneReview
    from clausecheck.mcp.desk import Desk
    from clausecheck.mcp.shapes import BriefJson, ReviewedJson, WholeFindingJson
    from clausecheck.report.schema_review import FindingJson, ReviewJson

_BESIDE: Final = 4_000
"""Characters of JSON for each list beside the findings."""
_ASK: Final = 400
_GIVEN: Final = "This result was given to an assistant, which is no part of that program."


def brief(desk: "Desk", ask: "OneReview") -> "ReviewedJson":
    """The review's findings in brief, a page at a time."""
    key, review = desk.reviewed(ask)
    wanted = [one for one in review["findings"] if one["severity"].rank >= ask.min_severity.rank]
    findings, following = page(wanted, ask.start, _brief)
    first = ask.start == 0
    lists: dict[str, list[Any]] = {
        "can_give": review["can_give"],
        "notes": [*_unread(review), *review["notes"]],
        "unread": review["unread"],
    }
    beside = {name: page(rows, 0, room=_BESIDE)[0] if first else [] for name, rows in lists.items()}
    served, document = review["shared_context"], review["document"]
    return {
        "note": NOTE,
        "review": key,
        "file": marked(document["name"]),
        "sha256": document["sha256"],
        "partial": document["partial"],
        "side": review["side"],
        "category": review["category"],
        "category_detected": review["category_detected"],
        "reviewer": review["reviewer"],
        "shared_context": {
            "digest": served["digest"],
            "statistics": served["statistics"],
            "as_of": served["as_of"],
            "policy": served["policy"],
        },
        "summary": marked(review["summary"]),
        "severities": {str(each): sum(one["severity"] is each for one in review["findings"]) for each in Severity},
        "findings": findings,
        "next": following,
        "can_give": beside["can_give"],
        "notes": beside["notes"],
        "unread": beside["unread"],
        "dropped": marked(review["dropped"]),
        "usage": review["usage"],
        "disclosure": f"{review['disclosure']['statement']} {_GIVEN}",
    }


def finding(desk: "Desk", ask: "OneFinding") -> "WholeFindingJson":
    """One finding with its figures, its factors, what to ask for, and what could be offered for that."""
    review = desk.recalled(ask.review)
    found = next((one for one in review["findings"] if one["id"] == ask.finding), None)
    if found is None:
        raise UsageError("this review has no finding with this id", hint="review lists the findings with their ids")
    return {
        "note": NOTE,
        "review": ask.review,
        "finding": marked(without_hidden(found)),
        "trades": marked([trade for trade in review["trades"] if trade["finding"] == found["id"]]),
    }


def _unread(review: "ReviewJson") -> list[str]:
    """What of the file could not be read."""
    missing = [(notice["page"], notice["message"]) for notice in review["notices"] if notice["partial"]]
    return [f"page {number}: {words}" if number else words for number, words in missing]


def _brief(one: "FindingJson") -> "BriefJson":
    place, advice, opinion = one["clause"], one["negotiation"], one["opinion"]
    return {
        "id": one["id"],
        "severity": one["severity"],
        "confidence": one["confidence"],
        "favors": one["favors"],
        "kind": one["kind"],
        "clause": place["id"] if place else None,
        "number": place["number"] if place else "",
        "clause_type": one["clause_type"],
        "origin": one["origin"],
        "opinion": opinion["severity"] if opinion else None,
        "title": one["title"],
        "ask": advice["ask"][:_ASK] if advice else "",
    }
