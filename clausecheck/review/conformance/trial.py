"""The whole trial of a reviewer: every contract, every check, one scorecard."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from clausecheck.model.known import Scorecard
from clausecheck.review.conformance.checks import checks
from clausecheck.review.conformance.trying import tried

if TYPE_CHECKING:
    from clausecheck.reviewers import Reviewer


def trial(reviewer: "Reviewer | None", told: Callable[[str], object] = lambda _: None) -> Scorecard:
    """Try `reviewer`, or the rules where it is None; `told` is called with the name of each contract before it."""
    made = tried(reviewer, lambda case: told(case.name))
    return Scorecard(
        reviewer=made[0].answer.reviewer,
        contracts=len(made),
        findings=sum(len(one.answer.findings) for one in made),
        cost_usd=sum(one.answer.usage.cost_usd for one in made),
        checks=checks(made),
    )
