"""One finding in full: what the whole report says of it, and from which factors its severity is made."""

from clausecheck.errors import UsageError
from clausecheck.model import Factor, Finding, Review, Side, Weighing
from clausecheck.report import own, wording
from clausecheck.report.page import Line, Page, Section, alarms, name_of
from clausecheck.report.review.whole import finding_item

_FACTORS = {
    Factor.MONEY: "Money at stake",
    Factor.LIKELIHOOD: "Likelihood",
    Factor.DISTANCE: "Distance from the usual",
    Factor.IRREVERSIBILITY: "Irreversibility",
    Factor.CONTEST: "How hard it is fought over",
}


def one_finding(review: Review, finding_id: str) -> Finding:
    """The finding with that id. Raises UsageError where the review has none."""
    for finding in review.findings:
        if finding.id == finding_id:
            return finding
    name = name_of(review.contract.document)
    raise UsageError(
        f"there is no finding {finding_id!r} in the review of {name} for the {review.side}",
        hint="an id is “f” and six digits or letters, beside each finding in the report; it goes with the file's words",
    )


def explain_page(review: Review, finding: Finding) -> Page:
    """Lay out one finding with its factors, figures and place in the market."""
    figures = [
        *finding.evidence,
        *(place.evidence for place in (finding.negotiation.placed if finding.negotiation else ())),
    ]
    return Page(
        title=f"Finding {finding.id} for the {review.side}",
        header=(
            Line(f"{name_of(review.contract.document)}, {wording.place_of_finding(finding, review.contract)}", "File"),
            Line(wording.type_name(finding.clause_type), "Clause"),
            Line(wording.category_line(review), "Category"),
            Line(wording.statistics_line(review), "Figures"),
        ),
        alarms=alarms(review.contract.document),
        summary=(),
        sections=(
            Section("The finding", items=(finding_item(finding, review),)),
            Section(f"Why it is {finding.severity}", lines=tuple(map(Line, _reasons(finding, review.side)))),
        ),
        closing=(*wording.source_lines(review, figures), *((own.CLOSING,) if review.private else ())),
    )


def _reasons(finding: Finding, side: Side) -> list[str]:
    if finding.factors:
        return [*map(_factor, finding.factors), f"Together: {finding.weighed}."]
    if finding.favors.value == side.value:
        return ["It favours you, so that it is no risk for you. It may be traded, and will be contested."]
    return ["The model that was asked has judged it; its severity is not made from factors."]


def _factor(one: Weighing) -> str:
    figure = f"level {one.level} × weight {one.weight:g} = {one.level * one.weight:g}"
    return f"{_FACTORS[one.factor]}: {one.why} ({figure})."
