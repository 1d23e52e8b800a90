"""What asking a model would cost, for people and for programs."""

from typing import TYPE_CHECKING

from clausecheck.model.estimate import Estimate
from clausecheck.report.page import Line, Page

if TYPE_CHECKING:
    from clausecheck.report.schema_estimate import EstimateJson, RangeJson

_COUNTED = {
    "service": "counted by the service, which was sent the questions for that",
    "here": "estimated by this program; the service may count up to a third more",
}


def estimate_page(estimate: Estimate) -> Page:
    """Lay out an estimate."""
    runs = f", in {estimate.runs} runs" if estimate.runs > 1 else ""
    left_out = f"; {estimate.left_out} more are over the limit of requests" if estimate.left_out else ""
    output = f"{estimate.least_output:,} to {estimate.most_output:,} tokens expected"
    return Page(
        title="What asking would cost",
        header=(
            Line(f"{estimate.model} at {estimate.service}{', in batches' if estimate.batches else ''}", "model"),
            Line(f"{estimate.requests} about {_clauses(estimate.clauses)}{runs}{left_out}", "requests"),
            Line(f"{estimate.input_tokens:,} tokens, {_COUNTED[estimate.counted_by]}", "input"),
            Line(output, "output"),
            Line(_cost(estimate), "cost"),
            Line(f"list prices of {estimate.as_of}, {estimate.source}", "prices"),
        ),
        alarms=(),
        summary=("Nothing was asked, and nothing was judged.",),
        sections=(),
        closing=(),
    )


def estimate_json(estimate: Estimate) -> "EstimateJson":
    """An estimate for programs."""
    return {
        "schema": "clausecheck/estimate/1",
        "judged": False,
        "model": estimate.model,
        "service": estimate.service,
        "batches": estimate.batches,
        "clauses": estimate.clauses,
        "left_out": estimate.left_out,
        "runs": estimate.runs,
        "requests": estimate.requests,
        "input_tokens": estimate.input_tokens,
        "counted_by": "service" if estimate.counted_by == "service" else "here",
        "output_tokens": {"least": estimate.least_output, "most": estimate.most_output},
        "cost_usd": _range(estimate),
        "bound_usd": None if estimate.bound_usd is None else round(estimate.bound_usd, 4),
        "stop_usd": estimate.stop_usd,
        "prices": {"as_of": estimate.as_of, "source": estimate.source},
    }


def _cost(estimate: Estimate) -> str:
    if estimate.least_usd is None or estimate.most_usd is None or estimate.bound_usd is None:
        return f"unknown: there is no price for {estimate.model}"
    expected = f"${estimate.least_usd:.4f} to ${estimate.most_usd:.4f} expected"
    if estimate.stop_usd is not None:
        return f"{expected}, and never above ${estimate.stop_usd:g}: --max-cost stops it there"
    return f"{expected}, never above ${estimate.bound_usd:.2f} where nothing is asked twice"


def _range(estimate: Estimate) -> "RangeJson | None":
    if estimate.least_usd is None or estimate.most_usd is None:
        return None
    return {"least": round(estimate.least_usd, 6), "most": round(estimate.most_usd, 6)}


def _clauses(count: int) -> str:
    return "1 clause" if count == 1 else f"{count} clauses"
