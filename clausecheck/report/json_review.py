"""A review as JSON, with the names that the interface promises; the same input gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.model import Severity
from clausecheck.report import json_file as of_file
from clausecheck.report.disclosure import disclosure_json
from clausecheck.report.json_private import private_json
from clausecheck.report.json_scan import observations
from clausecheck.report.visible import visible

if TYPE_CHECKING:
    from clausecheck.context.schema import MadeByJson
    from clausecheck.model import (
        Agreement,
        CanGive,
        Clause,
        Contract,
        Evidence,
        Finding,
        Negotiation,
        Opinion,
        PlaybookLine,
        Review,
        ReviewerInfo,
        Trade,
    )
    from clausecheck.report import schema_review as shapes


def review_json(review: Review, *, least: Severity = Severity.INFO, message: str | None = None) -> shapes.ReviewJson:
    """A review. Findings below `least` are left out, and counted under `dropped`.

    `message` is the draft of a message to the other side, where one was asked for.
    """
    from clausecheck.context import shared_json

    contract = review.contract
    findings = [finding for finding in review.findings if finding.severity.rank >= least.rank]
    dropped: list[shapes.DroppedJson] = [{"reason": drop.reason, "count": drop.count} for drop in review.dropped]
    if left_out := len(review.findings) - len(findings):
        dropped.append({"reason": f"below --min-severity {least}", "count": left_out})
    return {
        "schema": "clausecheck/review/1",
        "document": of_file.document(contract),
        "notices": of_file.notices(contract),
        "changes": of_file.changes(contract),
        "comments": of_file.comments(contract),
        "scan": {"verdict": review.scan.verdict, "observations": observations(review.scan)},
        "side": review.side,
        "category": review.category,
        "category_detected": review.category_detected,
        "region": review.region,
        "reviewer": reviewer_json(review.reviewer),
        "shared_context": shared_json(review.shared),
        "findings": [_finding(finding, contract) for finding in findings],
        "can_give": [_gift(gift, contract) for gift in review.can_give if gift.clause_id in contract.by_id],
        "trades": [_trade(trade, contract) for trade in review.trades],
        "summary": review.summary,
        "usual": {"clauses": review.usual_clauses, "compared": review.compared_clauses},
        "asked": list(review.asked),
        "unread": list(review.unread),
        "dropped": dropped,
        "notes": list(review.notes),
        "usage": _usage(review),
        "deal_size": review.deal_size,
        "mirror": None if review.mirror is None else [_finding(finding, contract) for finding in review.mirror],
        "message": message,
        "private": private_json(review.private, (finding.id for finding in findings)) if review.private else None,
        "disclosure": disclosure_json(review),
    }


def reviewer_json(reviewer: ReviewerInfo) -> MadeByJson:
    """Who reviewed, and who made that reviewer."""
    return {
        "name": reviewer.name,
        "version": reviewer.version,
        "model": reviewer.model,
        "maker": reviewer.maker,
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
        "quote": finding.quote if finding.span else visible(finding.quote),
        "span": of_file.span(finding.span) if finding.span else None,
        "origin": finding.origin,
        "rule": finding.rule,
        "location": visible(finding.location),
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "negotiation": _negotiation(finding.negotiation) if finding.negotiation else None,
        "factors": [
            {"factor": one.factor, "level": one.level, "weight": one.weight, "why": one.why} for one in finding.factors
        ],
        "weighed": finding.weighed,
        "playbook": _playbook_line(finding.playbook) if finding.playbook else None,
        "money": list(finding.money),
        "opinion": _opinion(finding.opinion) if finding.opinion else None,
        "agreement": _agreement(finding.agreement) if finding.agreement else None,
    }


def _opinion(opinion: Opinion) -> shapes.OpinionJson:
    return {
        "severity": opinion.severity,
        "why": opinion.why,
        "agreement": _agreement(opinion.agreement) if opinion.agreement else None,
    }


def _agreement(agreement: Agreement) -> shapes.AgreementJson:
    return {"found": agreement.found, "runs": agreement.runs}


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
        "placed": [
            {"step": place.step, "words": place.words, "evidence": _evidence(place.evidence)} for place in advice.placed
        ],
    }


def _playbook_line(fired: PlaybookLine) -> shapes.PlaybookLineJson:
    return {"file": fired.file, "line": fired.line, "rule": fired.rule, "step": fired.step, "text": fired.text}


def _gift(gift: CanGive, contract: Contract) -> shapes.CanGiveJson:
    return {
        "clause": _place(contract.by_id[gift.clause_id]),
        "clause_type": gift.clause_type,
        "reason": gift.reason,
    }


def _trade(trade: Trade, contract: Contract) -> shapes.TradeJson:
    clause = contract.by_id.get(trade.clause_id) if trade.clause_id else None
    return {
        "finding": trade.finding_id,
        "clause": _place(clause) if clause else None,
        "clause_type": trade.clause_type,
        "offer": trade.offer,
        "reason": trade.reason,
    }


def _usage(review: Review) -> shapes.UsageJson:
    """Seconds are those of who was asked; a run of the rules alone is the same bytes every time."""
    usage = review.usage
    return {
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cost_usd": round(usage.cost_usd, 6),
        "seconds": round(usage.seconds, 2) if review.exchanges else 0.0,
        "written_tokens": usage.written_tokens,
        "cached_tokens": usage.cached_tokens,
        "requests": usage.requests,
    }
