"""What JSON says of own deals: the private part of a review, and a whole history."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clausecheck.model.history import Accepted, OwnDeal, Owner, OwnSummary, OwnUsual, PrivateContext
    from clausecheck.report import schema_private as shapes


def private_json(private: PrivateContext, findings: Iterable[str]) -> shapes.PrivateJson:
    """The private part of a review: of the findings with these ids, and of what has none."""
    shown = {"", *findings}
    return {
        "side": private.side,
        "deals": private.deals,
        "with_party": private.with_party,
        "figures": [
            {
                "finding": figure.finding_id or None,
                "clause": figure.clause_id,
                "clause_type": figure.clause_type,
                "term": figure.term,
                "value": figure.value,
                "unit": figure.unit,
                "usual": _usual(figure.usual),
                "with_party": _accepted(figure.with_party) if figure.with_party else None,
            }
            for figure in private.figures
            if figure.finding_id in shown
        ],
    }


def history_json(owner: Owner, deals: Sequence[OwnDeal], rows: Iterable[OwnSummary]) -> shapes.HistoryJson:
    """Everything that a history holds, and what is usual in it."""
    return {
        "schema": "clausecheck/history/1",
        "account": owner.account,
        "side": owner.side,
        "usual": [
            {
                "clause_type": row.clause_type,
                "term": row.term,
                "binds": row.binds,
                **_usual(row.usual),
            }
            for row in rows
        ],
        "deals": [_deal(deal) for deal in deals],
    }


def _deal(deal: OwnDeal) -> shapes.DealJson:
    return {
        "id": deal.id,
        "name": deal.name,
        "sha256": deal.sha256,
        "date": deal.date,
        "category": deal.category,
        "region": deal.region,
        "own": deal.own,
        "other": deal.other,
        "partial": deal.partial,
        "clauses": [{"type": clause.type, "direction": clause.direction} for clause in deal.clauses],
        "terms": [
            {"name": term.name, "value": term.value, "unit": term.unit, "binds": term.binds} for term in deal.terms
        ],
    }


def _usual(usual: OwnUsual) -> shapes.OwnUsualJson:
    return {
        "value": usual.value,
        "unit": usual.unit,
        "count": usual.count,
        "sampled": usual.sampled,
        "majority": usual.majority,
        "low": usual.low,
        "high": usual.high,
        "last": _accepted(usual.last),
    }


def _accepted(accepted: Accepted) -> shapes.AcceptedJson:
    return {"value": accepted.value, "date": accepted.date}
