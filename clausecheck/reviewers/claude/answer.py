"""What Claude answers, checked claim by claim, and turned into findings only where every claim holds."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from clausecheck.model import (
    Confidence,
    Favors,
    Finding,
    FindingKind,
    Negotiation,
    Origin,
    Priority,
    ReviewRequest,
    Severity,
    Span,
)
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.request import Chunk, cut
from clausecheck.reviewers.claude.schema import Answer, Claim, Verdict
from clausecheck.reviewers.figures import Given, invented, invented_count
from clausecheck.reviewers.grounding import find_quote, long_enough, visible

LONGEST_TEXT = 1_500
"""Characters of a text field that are shown; wording to paste may have twice as many."""
MOST_FINDINGS = 6
"""Findings that are read for each clause asked about; the rest of a flood is counted only."""


@dataclass(slots=True)
class Judged:
    """What is left of an answer once it was checked."""

    findings: list[Finding] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    read: set[str] = field(default_factory=set)
    """Clauses with a usable verdict."""


def judge(answer: Answer, request: ReviewRequest, chunk: Chunk, shown: Given, limits: Limits) -> Judged:
    """Keep what can be proven: a quote in the named clause, a known type, figures that were given, new to the rules.

    A clause counts as read where it was shown in full and has one clear verdict; one that is said to have a finding
    also needs a finding that holds. Verdicts on clauses that were not asked about are dropped.
    """
    judged = Judged()
    asked = {clause.id: clause for clause in chunk.clauses}
    most = MOST_FINDINGS * len(asked)
    if len(answer.findings) > most:
        judged.dropped["more findings than are read"] = len(answer.findings) - most
    for claim in answer.findings[:most]:
        found, fault = _checked(claim, request, asked, shown, limits)
        if found is None:
            judged.dropped[fault] += 1
        elif any(_same(found, other) for other in request.findings):
            judged.dropped["found already"] += 1
        elif found.id in {other.id for other in judged.findings}:
            judged.dropped["said twice"] += 1
        else:
            judged.findings.append(found)
    placed = {found.clause_id for found in (*judged.findings, *request.findings)}
    for clause_id, verdict in _single(answer.verdicts):
        if clause_id not in asked:
            judged.dropped["verdict on a clause that was not asked about"] += 1
        elif not cut(asked[clause_id], limits) and (
            verdict == "usual" or (verdict == "finding" and clause_id in placed)
        ):
            judged.read.add(clause_id)
    return judged


def _same(one: Finding, other: Finding) -> bool:
    """Whether two findings say the same of the same words."""
    if (one.kind, one.clause_type) != (other.kind, other.clause_type) or one.span is None or other.span is None:
        return False
    return one.span.start < other.span.end and other.span.start < one.span.end


def _single(verdicts: Iterable[Verdict]) -> list[tuple[str, str]]:
    """Each clause with its verdict; "unsure" where two contradict each other."""
    single: dict[str, str] = {}
    for verdict in verdicts:
        said = single.setdefault(verdict.clause_id, verdict.verdict)
        if said != verdict.verdict:
            single[verdict.clause_id] = "unsure"
    return list(single.items())


def _checked(
    claim: Claim, request: ReviewRequest, asked: dict[str, Any], shown: Given, limits: Limits
) -> tuple[Finding | None, str]:
    """The finding that `claim` makes, or None and why it was dropped."""
    clause = asked.get(claim.clause_id)
    if clause is None:
        return None, "clause that was not asked about"
    if claim.clause_type not in CLAUSE_TYPES:
        return None, "unknown clause type"
    region = Span(clause.whole.start, min(clause.whole.end, clause.whole.start + limits.clause_characters))
    if not long_enough(claim.quote):
        return None, "quote too short to place"
    span = find_quote(request.contract.document.text, region, claim.quote)
    if span is None:
        return None, "quote not in the document"
    said = (claim.title, claim.explanation, claim.reason)
    wished = (claim.ask, claim.fallback, claim.walk_away, claim.proposed_text)
    if any(invented(text, shown) for text in said) or any(invented_count(text, shown) for text in wished):
        return None, "figure that was not given"
    if any(mark in text.lower() for text in said + wished for mark in ("://", "www.", "mailto:")):
        return None, "link in the text"
    if not (title := _text(claim.title, 160)) or not (explanation := _text(claim.explanation)):
        return None, "finding without words"
    return _finding(claim, request, span, title, explanation), ""


def _finding(claim: Claim, request: ReviewRequest, span: Span, title: str, explanation: str) -> Finding:
    place = f"{claim.kind}|{claim.clause_type}|{span.start}|{span.end}|claude"
    return Finding(
        id="f" + hashlib.sha256(place.encode()).hexdigest()[:6],
        kind=FindingKind(claim.kind),
        severity=Severity(claim.severity),
        confidence=Confidence.MEDIUM,
        favors=Favors(claim.favors),
        clause_id=claim.clause_id,
        clause_type=claim.clause_type,
        title=title,
        explanation=explanation,
        quote=request.contract.document.slice(span),
        span=span,
        origin=Origin.MODEL,
        negotiation=_negotiation(claim),
    )


def _negotiation(claim: Claim) -> Negotiation | None:
    ask = _text(claim.ask)
    if not ask:
        return None
    whole = visible(claim.proposed_text).strip()
    return Negotiation(
        priority=Priority(claim.priority),
        ask=ask,
        fallback=_text(claim.fallback),
        walk_away=_text(claim.walk_away),
        proposed_text=whole if len(whole) <= 2 * LONGEST_TEXT else "",
        reason=_text(claim.reason),
    )


def _text(words: str, longest: int = LONGEST_TEXT) -> str:
    """Single-spaced visible words, ended with "…" where they are too long."""
    single = " ".join(visible(words).split())
    return single if len(single) <= longest else single[: longest - 1].rsplit(" ", 1)[0] + "…"
