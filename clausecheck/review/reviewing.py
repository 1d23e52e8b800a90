"""The straight line: clauses → deviations → findings of the rules, and of whoever else is asked → review."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.errors import UsageError
from clausecheck.model import (
    Cell,
    Contract,
    Favors,
    Finding,
    Flag,
    Part,
    Review,
    ReviewerAnswer,
    ReviewRequest,
    Scan,
    Severity,
    Side,
)
from clausecheck.model.taxonomy import CATEGORY_PARENT
from clausecheck.review.concealed import concealed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clausecheck.compare.market import Market
    from clausecheck.model.history import OwnDeal
    from clausecheck.reviewers import Reviewer
    from clausecheck.reviewers.playbook.rulebook import Rulebook
    from clausecheck.stats import Statistics


def review(
    contract: Contract,
    side: Side,
    *,
    category: str | None = None,
    region: str | None = None,
    deal_size: float | None = None,
    statistics: Path | None = None,
    policy: Path | None = None,
    reviewer: "Reviewer | None" = None,
    mirror: bool = False,
    playbook: "Rulebook | None" = None,
    seen: Scan | None = None,
) -> Review:
    """Review a contract for one side.

    `category` is an id of the taxonomy, or None to use the detected one; `region` and `deal_size`, in the currency of
    the statistics, narrow what the contract is compared with, where the sample allows; `statistics` (a file, or a
    folder with one) replaces the shipped ones; `reviewer` is asked besides the statistics and the rules, whose
    findings stand whatever it answers. With `mirror` the review says what a reviewer for the other side would raise.
    `playbook` is the user's own: no model, no mirror and no shared figure sees anything of it. `seen` is what `scanned`
    found in the contract, for who reviews it for both sides. Raises UsageError for unknown values, and for a playbook
    of the other side.
    """
    from clausecheck import compare, context, stats
    from clausecheck.compare.market import Market
    from clausecheck.reviewers.rules import RulesReviewer
    from clausecheck.reviewers.rules.names import names
    from clausecheck.reviewers.rules.summary import summary

    chosen = category or contract.category.id
    if chosen not in CATEGORY_PARENT:
        raise UsageError(f"unknown category {chosen!r}", hint=f"use one of: {', '.join(CATEGORY_PARENT)}")
    if playbook and playbook.side is not side:
        raise UsageError(f"{playbook.file} is the playbook of a {playbook.side}", hint=f"use --side {playbook.side}")
    figures, rules = stats.load_served(statistics, policy, chosen)
    cell = figures.cell(chosen, stats.region_code(region or ""), deal_size)
    request = ReviewRequest(
        contract=contract,
        side=side,
        category=chosen,
        region=region,
        deviations=compare.compare(contract, figures, figures.narrowed(cell)),
        shared=context.shared_context(figures, rules, cell),
    )
    market = Market(statistics=figures, cell=figures.narrowed(cell))
    counted = RulesReviewer(market=market, deal_size=deal_size, own=playbook).review(request)
    asked = None
    if reviewer:
        shared = RulesReviewer(market=market, deal_size=deal_size).review(request) if playbook else counted
        asked = reviewer.review(
            replace(request, findings=shared.findings, flags=_flags(request, market, shared.findings))
        )
    seen = seen or scanned(contract)
    hidden = concealed(contract, seen)
    findings = hidden + _judged(counted, asked) + (_for_side(asked, side) if asked else ())
    touched = {found.clause_id for found in findings if found.severity is not Severity.INFO and found not in hidden}
    compared = [clause for clause in contract.clauses if clause.text and clause.part in {Part.BODY, Part.ANNEX}]
    unheard = () if compared else ("No clause was found in this file, so a list without findings means nothing.",)
    last = asked or counted
    return Review(
        contract=contract,
        side=side,
        category=chosen,
        category_detected=category is None,
        region=region,
        reviewer=last.reviewer,
        shared=request.shared,
        findings=_in_order(contract, findings),
        can_give=counted.can_give,
        trades=counted.trades,
        summary=summary(findings, side, names(contract)) if asked or hidden else counted.summary,
        unread=last.unread,
        dropped=last.dropped,
        scan=seen,
        asked=last.asked,
        exchanges=last.exchanges,
        redacted=last.redacted,
        sent_to=last.sent_to,
        notes=unheard + _narrowing(figures, cell, region) + counted.notes + (asked.notes if asked else ()),
        usage=last.usage,
        usual_clauses=sum(clause.id not in touched for clause in compared),
        compared_clauses=len(compared),
        deal_size=deal_size,
        mirror=_mirrored(request, market) if mirror else None,
        own_rules=playbook.count if playbook else 0,
    )


def scanned(contract: Contract) -> Scan:
    """What the contract hides, the same for either side."""
    from clausecheck import scan

    return scan.scan(contract.document, contract.clauses, contract.references)


def with_history(review: Review, deals: "Sequence[OwnDeal]") -> Review:
    """A finished review with what the user's own deals say of the contract; nothing else in it changes.

    `review` itself takes no history, so that no reviewer, prompt or shared figure can hold any of it.
    """
    from clausecheck.context.private import private_context
    from clausecheck.reviewers.playbook import playbook

    favors = {name: rule.favors for name, rule in playbook(review.side).values.items()}
    found = private_context(review.contract, review.side, review.category, review.findings, deals, favors)
    return replace(review, private=found)


def _flags(request: ReviewRequest, market: "Market", found: tuple[Finding, ...]) -> tuple[Flag, ...]:
    """What the rules find for either side, in no side's order; `found` is for the request's own."""
    from clausecheck.reviewers.rules import RulesReviewer

    others = RulesReviewer(market=market).review(replace(request, side=request.side.other)).findings
    gravest: dict[tuple[str, str], Severity] = {}
    for finding in (*found, *others):
        if finding.clause_id:
            key = finding.clause_id, finding.clause_type
            gravest[key] = max(gravest.get(key, Severity.INFO), finding.severity, key=lambda one: one.rank)
    return tuple(
        Flag(clause_id=clause_id, clause_type=kind, severity=severity)
        for (clause_id, kind), severity in sorted(gravest.items())
        if severity is not Severity.INFO
    )


def _mirrored(request: ReviewRequest, market: "Market") -> tuple[Finding, ...]:
    """What a reviewer for the other side would raise, from shared data and the shipped rules alone."""
    from clausecheck.reviewers.rules import RulesReviewer

    other = request.side.other
    found = RulesReviewer(market=market).review(replace(request, side=other, findings=())).findings
    raised = tuple(f for f in found if f.severity.rank >= Severity.MEDIUM.rank and f.favors != Favors(other.value))
    return _in_order(request.contract, raised)


def _narrowing(statistics: "Statistics", cell: Cell, region: str | None) -> tuple[str, ...]:
    """What must be said where the figures cannot be narrowed as asked."""
    used, notes = statistics.narrowed(cell), []
    if region and not cell.region:
        notes.append(f"{region} is no region that is known here; figures of all regions are used.")
    elif used.region != cell.region:
        instead = f"figures of {used.region}" if used.region else "figures of all regions"
        notes.append(f"There are too few contracts under {cell.region} law to count; {instead} are used.")
    if used.size != cell.size:
        notes.append("The statistics are not told by the size of deals; figures of all sizes are used.")
    return tuple(notes)


def _judged(counted: ReviewerAnswer, asked: ReviewerAnswer | None) -> tuple[Finding, ...]:
    """The rules' findings, each as it is, with what a model says of it beside it."""
    opinions = {opinion.finding_id: opinion for opinion in asked.opinions} if asked else {}
    return tuple(replace(finding, opinion=opinions.get(finding.id)) for finding in counted.findings)


def _for_side(answer: ReviewerAnswer, side: Side) -> tuple[Finding, ...]:
    """A model's findings, where what favours the chosen side is no risk to it."""
    return tuple(
        replace(finding, severity=Severity.INFO) if finding.favors == Favors(side.value) else finding
        for finding in answer.findings
    )


def _in_order(contract: Contract, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """By severity, then as the document runs; what is missing comes last within its severity."""
    end = len(contract.document.text)

    def key(finding: Finding) -> tuple[int, int, str]:
        return -finding.severity.rank, finding.span.start if finding.span else end, finding.id

    return tuple(sorted(findings, key=key))
