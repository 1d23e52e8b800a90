"""A review made again from its record gives the same report, whatever the service did."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from clausecheck.audit.reading import exchanges
from clausecheck.audit.record import document_json, reviewed_json
from clausecheck.audit.shape import RecordJson, ReviewedJson
from clausecheck.cli.recording import report_text
from clausecheck.context.canonical import canonical, digest
from clausecheck.errors import AuditError
from clausecheck.model import Asking, Contract, Redaction, Review, Scope, Severity, Side
from clausecheck.review import read_contract, review
from clausecheck.review.replay import RecordedAsker, replayed
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.reviewer import ClaudeReviewer
from tests.audit.models import finds
from tests.cli.conftest import CONTRACT
from tests.messages_server import Step, page, refusal, serve, status, text

Recorded = tuple[RecordJson, ReviewedJson]
LONG = CONTRACT + "".join(
    f"\n{number}. Duty. Supplier shall pay Customer ${number},000 for each day after {number} days without notice.\n"
    for number in range(6, 50)
)
"""More clauses than go into one request."""


@pytest.fixture(scope="module")
def contract() -> Contract:
    return read_contract(LONG.encode(), "agreement.txt")


@pytest.fixture
def ask(contract: Contract, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Review]:
    def run(asking: Asking, *steps: Step) -> Review:
        monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-test")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        with serve(steps[-1], *steps[:-1]) as service:
            monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
            reviewer = ClaudeReviewer(asking, sleep=lambda _: None)
            done = review(contract, Side.SELLER, reviewer=reviewer)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
        return done

    return run


def report(made: Review) -> bytes:
    return report_text(made, least=Severity.INFO, message=False).encode()


def recorded(made: Review, asking: Asking) -> Recorded:
    """The record of a review as it is read back from its line."""
    reviewed = reviewed_json(made, report(made), (), deals=None, playbook=None, full=False)
    record: dict[str, Any] = {
        "schema": "clausecheck/audit/1",
        "program": "clausecheck",
        "started": "2026-01-01T00:00:00Z",
        "seconds": 0.5,
        "outcome": "reviewed",
        "exit_code": 0,
        "error": None,
        "document": document_json(made.contract, full=False),
        "settings": {
            "side": made.side, "category": made.category, "category_detected": made.category_detected,
            "region": made.region, "deal_size": None, "min_severity": "info", "fail_on": None, "mirror": False,
            "message": False, "reviewer": "claude", "offline": False, "service": asking.service, "ask": asking.scope,
            "runs": asking.runs, "max_cost": asking.max_cost, "max_time": asking.max_time, "batches": asking.batches,
            "redact": sorted(asking.redact), "give_private": False,
        },
        "review": reviewed, "unfinished": [],
    }  # fmt: skip
    whole = TypeAdapter(RecordJson).validate_json(canonical(record, ascii=True))
    assert whole["review"] is not None
    return whole, whole["review"]


@pytest.mark.parametrize(
    ("asking", "steps"),
    [
        (Asking(), (text(finds),)),
        (Asking(scope=Scope.ALL), (text(finds),)),
        (Asking(scope=Scope.ALL, runs=3), (text(finds), status(529, "overloaded_error"), refusal(), text(finds))),
        (Asking(scope=Scope.ALL, redact=frozenset(Redaction)), (text(finds),)),
        (Asking(scope=Scope.ALL), (refusal(), text(finds))),
        (Asking(scope=Scope.ALL), (text("{", "max_tokens"), text(finds))),
        (Asking(scope=Scope.ALL), (text("no JSON"), text(finds))),
        (Asking(scope=Scope.ALL), (text('{"half": "\\ud800"}'),)),
        (Asking(scope=Scope.ALL), (status(400, "invalid_request_error"),)),
        (Asking(scope=Scope.ALL), (status(401, "authentication_error"),)),
        (Asking(scope=Scope.ALL), (text(finds), page())),
        (Asking(scope=Scope.ALL, max_cost=0.000001), (text(finds),)),
        (Asking(scope=Scope.ALL, max_cost=0.03), (text(finds),)),
    ],
    ids=[
        "flagged", "all", "runs", "redacted", "refusal", "cut off", "repaired", "no form", "400", "401", "page",
        "no money", "little money",
    ],
)  # fmt: skip
def test_the_same_report(
    contract: Contract, ask: Callable[..., Review], asking: Asking, steps: tuple[Step, ...]
) -> None:
    made = ask(asking, *steps)
    record, reviewed = recorded(made, asking)
    assert reviewed["exchanges"]
    again, why = replayed(record, reviewed, contract)
    assert why == ()
    assert report(again) == report(made)
    assert digest(report(again)) == reviewed["report"]["digest"]
    assert [one.text for one in again.exchanges] == [one.text for one in made.exchanges]


def test_a_model_that_was_heard_is_heard_again(contract: Contract, ask: Callable[..., Review]) -> None:
    made = ask(Asking(scope=Scope.ALL), text(finds))
    again, _ = replayed(*recorded(made, Asking(scope=Scope.ALL)), contract)
    assert any(finding.origin == "model" for finding in again.findings)
    assert again.usage.input_tokens == made.usage.input_tokens > 0


def test_a_changed_answer_is_another_report(contract: Contract, ask: Callable[..., Review]) -> None:
    asking = Asking(scope=Scope.ALL)
    record, reviewed = recorded(ask(asking, text(finds)), asking)
    first = reviewed["exchanges"][0]
    first["answer"] = [part.replace("high", "low") if isinstance(part, str) else part for part in first["answer"]]
    again, _ = replayed(record, reviewed, contract)
    assert digest(report(again)) != reviewed["report"]["digest"]


def test_a_question_that_was_not_asked_then_is_told(contract: Contract, ask: Callable[..., Review]) -> None:
    asking = Asking(scope=Scope.ALL)
    record, reviewed = recorded(ask(asking, text(finds)), asking)
    reviewed["exchanges"].pop()
    _, why = replayed(record, reviewed, contract)
    assert why == ("the questions are others: 1 not asked then, 0 not asked now",)


def test_a_record_of_another_text_is_refused(contract: Contract, ask: Callable[..., Review]) -> None:
    _, reviewed = recorded(ask(Asking(), text(finds)), Asking())
    with pytest.raises(AuditError):
        exchanges(reviewed, contract.document.text[:20])


def test_repairs_are_answered_in_the_order_of_the_record(contract: Contract, ask: Callable[..., Review]) -> None:
    asking = Asking(scope=Scope.ALL)
    made = ask(asking, text("no JSON"), text(finds))
    _, reviewed = recorded(made, asking)
    asker = RecordedAsker(exchanges(reviewed, contract.document.text))
    body = made.exchanges[0].request
    told: list[str] = []
    answers = asker.ask([Question(body), Question(body), Question(body)], lambda one: told.append(one.text))
    assert [one.text for one in answers] == told
    assert answers[0].text == "no JSON"
    assert json.loads(answers[1].text)["findings"]
    assert (answers[2].tries, asker.unknown) == (0, 1)


def test_no_file_is_read_and_no_name_kept(contract: Contract, ask: Callable[..., Review], tmp_path: Path) -> None:
    record, reviewed = recorded(ask(Asking(), text(finds)), Asking())
    assert record["document"]["name"] is None
    assert "agreement.txt" not in json.dumps(reviewed)
    assert not list(tmp_path.iterdir())
