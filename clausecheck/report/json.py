"""Contracts and reviews as JSON with the names that the interface promises; the same input gives the same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from clausecheck.model import Severity
from clausecheck.report import json_file as of_file
from clausecheck.report import json_limits
from clausecheck.report.json_private import private_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clausecheck.context.schema import MadeByJson
    from clausecheck.model import (
        ClassifiedType,
        Clause,
        Contract,
        DefinitionUse,
        Evidence,
        Finding,
        LiabilityLimit,
        Negotiation,
        Norm,
        Review,
        ReviewerInfo,
        Term,
    )
    from clausecheck.report import schema as shapes
    from clausecheck.report import schema_limits as clause_shapes

LEAST_PROBABILITY = 0.2
"""Types below it are noise and are left out; 0.5 is the threshold of a decision."""


def to_json(value: Mapping[str, Any]) -> str:
    """Write a value as JSON in plain ASCII, so that no terminal or code page can misread it; ends in a line break."""
    return json.dumps(value, indent=1, allow_nan=False) + "\n"


def parse_json(contract: Contract) -> shapes.ParseJson:
    """The clause tree of a contract, with types and terms."""
    terms: dict[str, list[shapes.TermJson]] = {}
    for term in contract.terms:
        terms.setdefault(term.clause_id, []).append(_term(term))
    norms: dict[str, list[shapes.NormJson]] = {}
    for norm in contract.norms:
        norms.setdefault(norm.clause_id, []).append(_norm(norm))
    limits: dict[str, list[LiabilityLimit]] = {}
    for limit in contract.limits:
        limits.setdefault(limit.clause_id, []).append(limit)
    uses: dict[str, list[DefinitionUse]] = {}
    for use in contract.uses:
        uses.setdefault(use.clause_id, []).append(use)
    references: dict[str, list[clause_shapes.ReferenceJson]] = {}
    for reference in contract.references:
        references.setdefault(reference.clause_id, []).append(json_limits.reference(reference))
    return {
        "schema": "clausecheck/parse/1",
        "document": of_file.document(contract),
        "notices": of_file.notices(contract),
        "changes": of_file.changes(contract),
        "comments": of_file.comments(contract),
        "clauses": [
            _clause(
                clause,
                contract,
                terms.get(clause.id, []),
                norms.get(clause.id, []),
                references.get(clause.id, []),
                limits.get(clause.id, ()),
                uses.get(clause.id, ()),
            )
            for clause in contract.clauses
        ],
        "definitions": [json_limits.definition(definition) for definition in contract.definitions],
    }


def review_json(review: Review, *, least: Severity = Severity.INFO) -> shapes.ReviewJson:
    """A review. Findings below `least` are left out, and counted under `dropped`."""
    from clausecheck.context import shared_json

    findings = [finding for finding in review.findings if finding.severity.rank >= least.rank]
    dropped: list[shapes.DroppedJson] = [{"reason": drop.reason, "count": drop.count} for drop in review.dropped]
    if left_out := len(review.findings) - len(findings):
        dropped.append({"reason": f"below --min-severity {least}", "count": left_out})
    return {
        "schema": "clausecheck/review/1",
        "document": of_file.document(review.contract),
        "notices": of_file.notices(review.contract),
        "changes": of_file.changes(review.contract),
        "comments": of_file.comments(review.contract),
        "side": review.side,
        "category": review.category,
        "category_detected": review.category_detected,
        "region": review.region,
        "reviewer": reviewer_json(review.reviewer),
        "shared_context": shared_json(review.shared),
        "findings": [_finding(finding, review.contract) for finding in findings],
        "can_give": [
            {
                "clause": _place(review.contract.by_id[gift.clause_id]),
                "clause_type": gift.clause_type,
                "reason": gift.reason,
            }
            for gift in review.can_give
            if gift.clause_id in review.contract.by_id
        ],
        "summary": review.summary,
        "usual": {"clauses": review.usual_clauses, "compared": review.compared_clauses},
        "unread": list(review.unread),
        "dropped": dropped,
        "notes": list(review.notes),
        "usage": _usage(review),
        "private": private_json(review.private, (finding.id for finding in findings)) if review.private else None,
    }


def reviewer_json(reviewer: ReviewerInfo) -> MadeByJson:
    """Who reviewed, and who made that reviewer."""
    return {
        "name": reviewer.name,
        "version": reviewer.version,
        "model": reviewer.model,
        "maker": reviewer.maker,
    }


def _clause(
    clause: Clause,
    contract: Contract,
    terms: list[shapes.TermJson],
    norms: list[shapes.NormJson],
    references: list[clause_shapes.ReferenceJson],
    limits: Sequence[LiabilityLimit],
    uses: Sequence[DefinitionUse],
) -> shapes.ClauseJson:
    types = contract.types.get(clause.id, ())
    return {
        "id": clause.id,
        "number": clause.number,
        "path": clause.path,
        "heading": clause.heading,
        "level": clause.level,
        "parent": clause.parent,
        "part": clause.part,
        "text": clause.text,
        "span": of_file.span(clause.span),
        "page": clause.page,
        "paragraph": clause.paragraph,
        "types": [_type(kind, contract) for kind in types if kind.probability >= LEAST_PROBABILITY],
        "terms": terms,
        "norms": norms,
        "liability": [json_limits.liability(limit) for limit in limits],
        "references": references,
        "uses": json_limits.uses(uses),
    }


def _type(kind: ClassifiedType, contract: Contract) -> shapes.TypeJson:
    return {
        "id": kind.id,
        "probability": of_file.rounded(kind.probability),
        "span": of_file.span(kind.span) if kind.span else None,
        "quote": contract.document.text[kind.span.start : kind.span.end] if kind.span else "",
    }


def _term(term: Term) -> shapes.TermJson:
    return {
        "name": term.name,
        "value": term.value,
        "unit": term.unit,
        "quote": term.quote,
        "span": of_file.span(term.span),
        "binds": term.binds,
        "mutual": term.mutual,
        "high": term.high,
        "bound": term.bound,
        "choice": term.choice,
        "multiple": term.multiple,
        "look_back_months": term.look_back_months,
        "index": term.index,
        "counted_from": term.counted_from,
        "used_by": list(term.used_by),
    }


def _norm(norm: Norm) -> shapes.NormJson:
    return {
        "kind": norm.kind,
        "bearer": norm.bearer,
        "beneficiary": norm.beneficiary,
        "mutual": norm.mutual,
        "quote": norm.quote,
        "span": of_file.span(norm.span),
    }


def _place(clause: Clause) -> shapes.PlaceJson:
    return {
        "id": clause.id,
        "number": clause.path or clause.number,
        "heading": clause.heading,
        "page": clause.page,
        "paragraph": clause.paragraph,
    }


def _finding(finding: Finding, contract: Contract) -> shapes.FindingJson:
    clause = contract.by_id.get(finding.clause_id) if finding.clause_id else None
    return {
        "id": finding.id,
        "kind": finding.kind,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "favors": finding.favors,
        "clause": _place(clause) if clause else None,
        "clause_type": finding.clause_type,
        "title": finding.title,
        "explanation": finding.explanation,
        "quote": finding.quote,
        "span": of_file.span(finding.span) if finding.span else None,
        "origin": finding.origin,
        "rule": finding.rule,
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "negotiation": _negotiation(finding.negotiation) if finding.negotiation else None,
    }


def _evidence(evidence: Evidence) -> shapes.EvidenceJson:
    return {
        "statement": evidence.statement,
        "count": evidence.count,
        "sampled": evidence.sampled,
        "low": of_file.rounded(evidence.low),
        "high": of_file.rounded(evidence.high),
        "percentile": evidence.percentile,
        "category": evidence.cell.category if evidence.cell else "",
        "region": evidence.cell.region if evidence.cell else "",
        "deal_size": evidence.cell.size if evidence.cell else "",
        "source": evidence.source,
        "as_of": evidence.as_of,
    }


def _negotiation(advice: Negotiation) -> shapes.NegotiationJson:
    return {
        "priority": advice.priority,
        "ask": advice.ask,
        "fallback": advice.fallback,
        "walk_away": advice.walk_away,
        "proposed_text": advice.proposed_text,
        "reason": advice.reason,
    }


def _usage(review: Review) -> shapes.UsageJson:
    """Seconds are a model's; a run without one is the same bytes every time."""
    usage = review.usage
    return {
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cost_usd": round(usage.cost_usd, 6),
        "seconds": round(usage.seconds, 2) if review.reviewer.model else 0.0,
    }
