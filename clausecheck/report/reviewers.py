"""The list of reviewers, and the scorecard of one, for people and for programs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from clausecheck.model.known import Check, KnownReviewer, Scorecard, State
from clausecheck.report.page import Line, Page, Section

if TYPE_CHECKING:
    from clausecheck.report.schema_reviewers import ConformanceJson, ReviewersJson

_STATES: Final = {State.PASSED: "passed", State.FAILED: "FAILED", State.NOT_SHOWN: "not shown"}


def reviewers_page(known: Sequence[KnownReviewer]) -> Page:
    """Lay out the list: each with who makes it, what it needs, and whether it is ready."""
    return Page(
        title="Reviewers",
        header=(),
        alarms=(),
        summary=(),
        sections=tuple(Section(one.name, lines=_known(one)) for one in known),
        closing=("A program of your own needs no entry: --reviewer command:PROGRAM. docs/bots.md says how.",),
    )


def reviewers_json(known: Sequence[KnownReviewer]) -> "ReviewersJson":
    """The list for programs."""
    return {
        "schema": "clausecheck/reviewers/1",
        "reviewers": [
            {
                "name": one.name,
                "kind": one.kind,
                "version": one.version,
                "maker": one.maker,
                "needs": one.needs,
                "ready": not one.fault,
                "fault": one.fault,
            }
            for one in known
        ],
    }


def scorecard_page(card: Scorecard) -> Page:
    """Lay out a scorecard: the verdict, then each check with what was seen."""
    who = card.reviewer
    passed = sum(check.state is State.PASSED for check in card.checks)
    verdict = "conforms" if card.conforms else "does not conform"
    return Page(
        title="Conformance",
        header=(
            Line(f"{who.name} {who.version}", "reviewer"),
            Line(f"{card.contracts}, with {card.findings} findings that hold", "contracts"),
            *((Line(f"${card.cost_usd:.4f} by list prices", "cost"),) if card.cost_usd else ()),
        ),
        alarms=(),
        summary=(f"{who.name} {verdict}: {passed} of {len(card.checks)} checks passed.",),
        sections=(Section("Checks", lines=tuple(_check(check) for check in card.checks)),),
        closing=("A check that is not shown says nothing: the reviewer found too little for it.",),
    )


def scorecard_json(card: Scorecard) -> "ConformanceJson":
    """A scorecard for programs."""
    who = card.reviewer
    return {
        "schema": "clausecheck/conformance/1",
        "reviewer": {"name": who.name, "version": who.version, "model": who.model, "maker": who.maker},
        "conforms": card.conforms,
        "contracts": card.contracts,
        "findings": card.findings,
        "cost_usd": round(card.cost_usd, 6),
        "checks": [
            {
                "id": check.id,
                "title": check.title,
                "state": check.state,
                "required": check.required,
                "told": check.told,
            }
            for check in card.checks
        ],
    }


def _known(one: KnownReviewer) -> tuple[Line, ...]:
    told = (("version", one.version), ("made by", one.maker), ("needs", one.needs))
    ready = Line(f"not ready: {one.fault}" if one.fault else "ready")
    return (*(Line(f"{label} {words}") for label, words in told if words), ready)


def _check(check: Check) -> Line:
    advice = "" if check.required else " (advice)"
    return Line(f"{check.title}: {_STATES[check.state]}{advice}; {check.told}")
