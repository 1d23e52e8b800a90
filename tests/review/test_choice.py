"""Which reviewer is asked besides the rules."""

import pytest

from clausecheck.errors import UsageError
from clausecheck.model import Asking, Service
from clausecheck.review.choice import chosen, dry_run
from clausecheck.reviewers.claude.reviewer import ClaudeReviewer

KEYS = ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUSECHECK_MODEL", "AWS_ACCESS_KEY_ID", "AWS_PROFILE")


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    "asking", [Asking(), Asking(reviewer="rules"), Asking(offline=True), Asking(reviewer="rules", offline=True)]
)
def test_without_credentials_the_rules_review_alone(asking: Asking) -> None:
    assert chosen(asking) is None


@pytest.mark.parametrize("variable", ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"])
def test_credentials_choose_claude_unless_nothing_may_be_connected(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "key")
    asked = chosen(Asking(model="claude-opus-5"))
    assert isinstance(asked, ClaudeReviewer)
    assert asked.model == "claude-opus-5"
    assert chosen(Asking(offline=True)) is None
    assert chosen(Asking(reviewer="rules")) is None


@pytest.mark.parametrize(
    ("asking", "why"),
    [
        (Asking(reviewer="claude"), "no credentials for Claude"),
        (Asking(reviewer="claude", offline=True), "needs the network"),
        (Asking(service=Service.BEDROCK, batches=True), "--service bedrock takes no batches"),
        (Asking(service=Service.BEDROCK), "--service bedrock needs"),
        (Asking(service=Service.VERTEX), "--service vertex needs"),
        (Asking(private=True), "--give-private is for a bot"),
        (Asking(reviewer="nobody-of-that-name"), "nobody-of-that-name"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_read(asking: Asking, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        chosen(asking)


def test_a_bound_on_the_cost_that_cannot_be_kept_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "key")
    with pytest.raises(UsageError, match="no price is known for my-model"):
        chosen(Asking(model="my-model", max_cost=1.0))


def test_a_dry_run_needs_no_credentials_but_options_that_fit() -> None:
    assert dry_run(Asking()).estimate is None
    assert dry_run(Asking(reviewer="claude", offline=True)).estimate is None
    with pytest.raises(UsageError, match="what Claude would cost"):
        dry_run(Asking(reviewer="rules"))
    with pytest.raises(UsageError, match="takes no batches"):
        dry_run(Asking(batches=True, service=Service.VERTEX))
