"""What a batch comes to, as JSON."""

from typing import TYPE_CHECKING

from clausecheck import __version__
from clausecheck.report.batch.totals import CategoryTotals, Cause, SideTotals, Totals

if TYPE_CHECKING:
    from clausecheck.report import schema_batch as shapes


def summary_json(totals: Totals) -> "shapes.BatchJson":
    """What a batch comes to."""
    return {
        "schema": "clausecheck/batch/1",
        "program": f"clausecheck {__version__}",
        "files": totals.files,
        "duplicates": totals.duplicates,
        "words": totals.words,
        "outcomes": dict(totals.outcomes),
        "scans": dict(totals.scans),
        "sides": [_side(side) for side in totals.whole.sides],
        "unread": totals.unread,
        "cost_usd": totals.cost_usd,
        "categories": [_category(category) for category in totals.categories],
        "causes": [_cause(cause) for cause in totals.causes],
        "causes_left_out": totals.causes_left_out,
    }


def _category(totals: CategoryTotals) -> "shapes.CategoryTotalsJson":
    return {
        "category": totals.category or None,
        "files": totals.files,
        "outcomes": dict(totals.outcomes),
        "scans": dict(totals.scans),
        "sides": [_side(side) for side in totals.sides],
    }


def _side(totals: SideTotals) -> "shapes.SideTotalsJson":
    return {
        "side": totals.side,
        "files": totals.files,
        "worst": dict(totals.worst),
        "findings": dict(totals.findings),
        "frequent": [
            {
                "kind": one.kind,
                "clause_type": one.clause_type,
                "gravest": one.gravest,
                "count": one.count,
                "sampled": one.sampled,
            }
            for one in totals.frequent
        ],
    }


def _cause(cause: Cause) -> "shapes.CauseJson":
    return {
        "outcome": cause.outcome,
        "fault": cause.fault,
        "why": cause.why,
        "hint": cause.hint,
        "files": cause.files,
        "examples": list(cause.examples),
    }
