"""What a review discloses of itself: that a program advised, with which data, and what was sent where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck import __version__

if TYPE_CHECKING:
    from clausecheck.model import Review
    from clausecheck.report.schema_disclosure import DisclosureJson, SentJson


def disclosure_json(review: Review) -> DisclosureJson:
    """The disclosure of a review. The same review has the same one.

    Of the contract it holds no words but those that may be names and were sent as they stand.
    """
    reviewer, shared = review.reviewer, review.shared
    return {
        "statement": disclosure_line(review),
        "program": f"clausecheck {__version__}",
        "reviewer": {
            "name": reviewer.name,
            "version": reviewer.version,
            "model": reviewer.model,
            "maker": reviewer.maker,
        }
        if review.exchanges
        else None,
        "statistics": shared.statistics,
        "as_of": shared.as_of,
        "sources": list(shared.sources),
        "sent": _sent(review),
    }


def disclosure_line(review: Review) -> str:
    """The disclosure in plain words."""
    reviewer, shared = review.reviewer, review.shared
    asked = (
        f" and by {reviewer.name} ({reviewer.model or reviewer.version}, {reviewer.maker})" if review.exchanges else ""
    )
    made = f"A program made this review: clausecheck {__version__}, by statistics and rules{asked}."
    figures = f"Its figures are those of {shared.statistics}, as of {shared.as_of}."
    return f"{made} {figures} {_sent_words(_sent(review))} It is not legal advice."


def _sent_words(sent: SentJson | None) -> str:
    if sent is None:
        return "Nothing of the contract was sent anywhere."
    clauses = f"{sent['clauses']} of its {sent['of']} clauses"
    replaced = (
        f"with {', '.join(sent['replaced'])} replaced" if sent["replaced"] else "with names and numbers as they stand"
    )
    return f"{clauses} went to {sent['to']}, {replaced}."


def _sent(review: Review) -> SentJson | None:
    went = [exchange for exchange in review.exchanges if exchange.tries]
    if not went:
        return None
    redacted = review.redacted
    return {
        "to": review.sent_to or review.reviewer.name,
        "clauses": len({clause for exchange in went for clause in exchange.clauses}),
        "of": sum(bool(clause.text.strip()) for clause in review.contract.clauses),
        "requests": sum(exchange.tries for exchange in went),
        "replaced": [kind for kind, _ in redacted.replaced] if redacted else [],
        "left": list(redacted.left) if redacted else [],
        "left_count": redacted.left_count if redacted else 0,
    }
