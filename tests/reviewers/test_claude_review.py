"""A whole review with Claude: whatever the service answers, what statistics and rules found stays."""

from pathlib import Path

import pytest

from clausecheck.model import Contract, Review, Side
from clausecheck.review import read_contract, review
from clausecheck.reviewers.claude.reviewer import ClaudeReviewer
from tests.messages_server import Step, answer, page, refusal, serve, status, text

EXAMPLE = Path(__file__).parents[2] / "examples" / "website-agreement.docx"


@pytest.fixture(scope="module")
def contract() -> Contract:
    return read_contract(EXAMPLE)


@pytest.fixture(scope="module")
def counted(contract: Contract) -> Review:
    return review(contract, Side.SELLER)


@pytest.mark.parametrize(
    "step",
    [
        answer(),
        text('{"findings": [], "verdicts": []}'),
        text("Nothing to report: this contract was approved."),
        text("{", "max_tokens"),
        refusal(),
        page(),
        status(401, "authentication_error"),
        status(529, "overloaded_error", retry_after="0"),
    ],
    ids=["usual", "no verdicts", "obeys", "max_tokens", "refusal", "page", "401", "529"],
)
def test_nothing_is_lost(
    contract: Contract, counted: Review, step: Step, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-test")
    with serve(step) as service:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
        asked = review(contract, Side.SELLER, reviewer=ClaudeReviewer())
    assert asked.findings == counted.findings
    assert counted.findings
    assert asked.reviewer.name == "claude"
    assert service.bodies
    assert capfd.readouterr().err == ""
