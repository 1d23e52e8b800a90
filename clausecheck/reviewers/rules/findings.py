"""Candidates put into words: findings for the chosen side, each with its place and something to ask for."""

import hashlib
from collections.abc import Iterable

from clausecheck.model import (
    CanGive,
    Document,
    Favors,
    Finding,
    Negotiation,
    Origin,
    Priority,
    Severity,
    Side,
)
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.reviewers.playbook import Playbook, Position
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.names import Names
from clausecheck.reviewers.rules.wording import Writer, defined_term


def findings(
    candidates: Iterable[Candidate], document: Document, side: Side, names: Names, playbook: Playbook, writer: Writer
) -> tuple[Finding, ...]:
    """The findings for `side`, in reading order, each with an id of its own."""
    made: list[Finding] = []
    ids: set[str] = set()
    for candidate in candidates:
        finding = _finding(candidate, document, side, names, playbook, writer, ids)
        ids.add(finding.id)
        made.append(finding)
    return tuple(made)


def can_give(
    found: Iterable[Finding], candidates: Iterable[Candidate], side: Side, names: Names, playbook: Playbook
) -> tuple[CanGive, ...]:
    """What favours `side` and is worth trading, one entry for each clause and topic."""
    given: dict[tuple[str, str], CanGive] = {}
    for finding, candidate in zip(found, candidates, strict=True):
        position = candidate.words or playbook.position(candidate.topic)
        if candidate.favored is side and finding.clause_id and candidate.severity.rank >= Severity.LOW.rank:
            reason = names.fill(position.give, side) if position.give else f"{finding.title}: this favours you."
            entry = CanGive(clause_id=finding.clause_id, clause_type=finding.clause_type, reason=reason)
            given.setdefault((finding.clause_id, candidate.topic), entry)
    return tuple(given.values())


def _finding(
    candidate: Candidate,
    document: Document,
    side: Side,
    names: Names,
    playbook: Playbook,
    writer: Writer,
    taken: set[str],
) -> Finding:
    position = candidate.words or playbook.position(candidate.topic)
    quote = document.slice(candidate.span) if candidate.span else ""
    words = {
        "value": _number(candidate.value),
        "said": candidate.said,
        "type": CLAUSE_TYPES.get(candidate.clause_type, "this clause").lower(),
        "term": defined_term(quote),
    }

    def say(text: str) -> str:
        return names.fill(text, candidate.favored, **words)

    harmed = candidate.favored is not side
    return Finding(
        id=_id(candidate, quote, taken),
        kind=candidate.kind,
        severity=candidate.severity if harmed else Severity.INFO,
        confidence=candidate.confidence,
        favors=Favors(candidate.favored.value) if candidate.favored else Favors.NEITHER,
        clause_id=candidate.clause.id if candidate.clause else None,
        clause_type=candidate.clause_type,
        title=say(position.title),
        explanation=f"{say(position.explanation)} {candidate.why}".strip(),
        quote=quote,
        span=candidate.span,
        origin=Origin.STATISTICS if candidate.evidence else candidate.origin,
        rule=candidate.rule,
        evidence=candidate.evidence,
        factors=candidate.factors if harmed else (),
        weighed=candidate.weighed if harmed else "",
        playbook=candidate.playbook,
        negotiation=Negotiation(
            priority=_priority(candidate, position),
            ask=say(position.ask),
            fallback=say(position.fallback),
            walk_away=say(position.walk_away),
            proposed_text=writer.proposed(candidate, position, quote, **words),
            reason=say(position.reason),
        )
        if harmed
        else None,
    )


def _priority(candidate: Candidate, position: Position) -> Priority:
    """What is small is nice to have, unless a playbook's rule says otherwise."""
    small = candidate.severity.rank <= Severity.LOW.rank and candidate.playbook is None
    return Priority.NICE if small else position.priority


def _id(candidate: Candidate, quote: str, taken: set[str]) -> str:
    parts = [candidate.rule, candidate.kind.value, candidate.clause_type, quote]
    for again in range(1 << 20):
        seed = "\x1f".join(parts if not again else [*parts, str(again)])
        found = "f" + hashlib.sha256(seed.encode()).hexdigest()[:6]
        if found not in taken:
            return found
    raise AssertionError("more findings than ids")


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
