"""What of a review stands in a row of the results."""

from collections.abc import Sequence
from typing import Final

from clausecheck.errors import ClausecheckError, LimitExceeded, UnreadableError
from clausecheck.model import Contract, Finding, Review
from clausecheck.model.batch import Judged, Outcome, Point, Result, Task

QUOTE: Final = 160
"""Characters of a quote in a row."""
_HINT: Final = "run the same command again; if it stays, look at this file alone with: clausecheck review"


def judged(task: Task, contract: Contract, reviews: Sequence[Review]) -> Result:
    """The row of a file that was reviewed."""
    document, first = contract.document, reviews[0]
    partial = [notice.message for notice in document.notices if notice.partial]
    silent = _unanswered(reviews)
    return Result(
        outcome=Outcome.PARTIAL if document.partial else Outcome.REVIEWED,
        why="; ".join(dict.fromkeys([*partial, *silent])),
        fault="partial" if document.partial else "unanswered" if silent else "",
        sha256=document.sha256,
        size=len(task.data),
        format=document.format,
        pages=document.pages,
        words=document.words,
        title=contract.facts.title,
        category=first.category,
        category_detected=first.category_detected,
        region=first.region or "",
        scan=first.scan.verdict,
        judged=tuple(_side(review) for review in reviews),
    )


def unread(task: Task, fault: BaseException) -> Result:
    """The row of a file that could not be reviewed."""
    import hashlib

    outcome, why, hint = Outcome.FAILED, f"a fault in clausecheck itself: {type(fault).__name__}: {fault}", _HINT
    if isinstance(fault, ClausecheckError):
        why, hint = fault.message, fault.hint
    if isinstance(fault, UnreadableError):
        outcome = Outcome.LIMIT if isinstance(fault, LimitExceeded) else Outcome.UNREADABLE
    elif isinstance(fault, MemoryError | RecursionError):
        outcome, why, hint = Outcome.LIMIT, f"{task.file} needs more memory than is allowed", LimitExceeded.default_hint
    return Result(
        outcome=outcome,
        why=why,
        hint=hint,
        fault=type(fault).__name__,
        sha256=hashlib.sha256(task.data).hexdigest(),
        size=len(task.data),
        category=task.category or "",
        region=task.region or "",
    )


def _unanswered(reviews: Sequence[Review]) -> list[str]:
    """What a reviewer outside the program did not answer: the rules' review is whole without it."""
    exchanges = [exchange for review in reviews for exchange in review.exchanges]
    troubles = [exchange.trouble for exchange in exchanges if exchange.trouble]
    if not troubles:
        return []
    why = ", ".join(dict.fromkeys(troubles))
    return [f"{len(troubles)} of {len(exchanges)} questions were not answered ({why}); the rules' review is complete"]


def _side(review: Review) -> Judged:
    return Judged(
        side=review.side,
        points=tuple(_point(review, finding) for finding in review.findings),
        summary=review.summary,
        reviewer=review.reviewer.name,
        unread=len(review.unread),
        cost_usd=review.usage.cost_usd,
    )


def _point(review: Review, finding: Finding) -> Point:
    clause = review.contract.by_id.get(finding.clause_id) if finding.clause_id else None
    return Point(
        severity=finding.severity,
        kind=finding.kind,
        clause_type=finding.clause_type,
        title=finding.title,
        clause=(clause.path or clause.number) if clause else "",
        quote=finding.quote[:QUOTE],
    )
