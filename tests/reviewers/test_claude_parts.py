"""The parts of the Claude path by themselves: groups, schema, patience, and stopping."""

import json
import threading
from typing import Any

import pytest

from clausecheck.reviewers.claude.grouping import plan
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.retry import Fault, Patience, status_fault
from clausecheck.reviewers.claude.session import Session
from clausecheck.reviewers.prompting import load_prompts
from tests.reviewers.contracts import CLAUSES, request


class Waiting:
    def __init__(self, faults: list[Fault]) -> None:
        self.faults, self.slept, self.now = faults, [], 0.0  # type: tuple[list[Fault], list[float], float]

    def patience(self, deadline: float = 1e9, jitter: float = 0.0, longest: float = 60.0) -> Patience:
        return Patience(
            tries=4,
            longest_wait=longest,
            deadline=deadline,
            clock=lambda: self.now,
            sleep=self.slept.append,
            jitter=lambda: jitter,
        )

    def call(self) -> str:
        if self.faults:
            raise self.faults.pop(0)
        return "answer"


def faults(count: int, **changes: Any) -> list[Fault]:
    return [Fault("overloaded", **{"again": True, **changes}) for _ in range(count)]


def test_patience_waits_longer_each_time_and_adds_chance() -> None:
    waiting = Waiting(faults(3))
    assert waiting.patience(jitter=1.0).ask(waiting.call) == "answer"
    assert waiting.slept == [1.5, 3.0, 6.0]


def test_patience_has_an_end() -> None:
    waiting = Waiting(faults(4))
    with pytest.raises(Fault, match="overloaded"):
        waiting.patience().ask(waiting.call)
    assert len(waiting.slept) == 3


@pytest.mark.parametrize(
    ("asked", "slept"), [(3600.0, 60.0), (0.0, 0.0), (-5.0, 1.0), (float("nan"), 1.0), (12.5, 12.5)]
)
def test_the_service_may_ask_for_a_wait_within_reason(asked: float, slept: float) -> None:
    waiting = Waiting(faults(1, wait=asked))
    waiting.patience().ask(waiting.call)
    assert waiting.slept == [slept]


def test_nothing_is_waited_for_beyond_the_deadline() -> None:
    waiting = Waiting(faults(1, wait=30.0))
    with pytest.raises(Fault, match="overloaded"):
        waiting.patience(deadline=20.0).ask(waiting.call)
    assert waiting.slept == []
    waiting.now = 20.0
    with pytest.raises(Fault, match="time for the review"):
        waiting.patience(deadline=20.0).ask(waiting.call)


@pytest.mark.parametrize("code", [408, 409, 429, 500, 502, 503, 504, 529, 599])
def test_statuses_that_may_pass(code: int) -> None:
    assert status_fault(code).again


@pytest.mark.parametrize("code", [400, 401, 402, 403, 404, 413, 418, 422])
def test_statuses_that_never_pass(code: int) -> None:
    assert not status_fault(code).again


@pytest.mark.parametrize(
    ("kind", "again", "stop"),
    [
        ("overloaded_error", True, False),
        ("rate_limit_error", True, False),
        ("something_new", True, False),
        ("invalid_request_error", False, False),
        ("authentication_error", False, True),
    ],
)
def test_errors_within_a_stream(kind: str, again: bool, stop: bool) -> None:
    fault = status_fault(200, kind)
    assert (fault.again, fault.stop) == (again, stop)


def test_an_interruption_ends_the_review_and_stops_the_others() -> None:
    sent = []

    def send(body: dict[str, Any]) -> Reply:
        sent.append(body)
        if len(sent) > 1:
            raise KeyboardInterrupt
        return Reply(json.dumps({"findings": [], "verdicts": []}), "end_turn")

    whole = request(clauses=CLAUSES * 10)
    limits = Limits(chunk_clauses=1, parallel=1)
    session = Session(
        request=whole,
        prompts=load_prompts(),
        limits=limits,
        model="test",
        patience=Waiting([]).patience(),
        send=send,
        stop=threading.Event(),
    )
    with pytest.raises(KeyboardInterrupt):
        session.run(plan(whole, limits)[0])
    assert session.stop.is_set()
    assert len(sent) == 2
