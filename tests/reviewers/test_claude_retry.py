"""When the service is asked again, and when it is given up."""

from typing import Any

import pytest

from clausecheck.reviewers.claude.retry import Fault, Patience, status_fault


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


def test_a_request_to_wait_for_long_is_tried_once_more_and_told() -> None:
    waiting = Waiting(faults(4, wait=3600.0))
    with pytest.raises(Fault) as told:
        waiting.patience().ask(waiting.call)
    assert waiting.slept == [60.0]
    assert waiting.patience().words(told.value) == "overloaded; it asks to be left alone for 60 minutes"
    assert waiting.patience().hopeless(told.value, known=True)
    assert waiting.patience().words(Fault("overloaded", again=True, wait=1e300)).endswith("for a day or more")


@pytest.mark.parametrize(
    ("kind", "known", "slept", "ends"),
    [
        ("absent", False, [0.5], True),
        ("absent", True, [1.0, 2.0, 4.0], False),
        ("slow", False, [1.0], True),
        ("slow", True, [1.0], False),
    ],
)
def test_who_is_not_there_or_slow_is_asked_once_more(kind: str, known: bool, slept: list[float], ends: bool) -> None:
    waiting = Waiting(faults(9, **{kind: True}))
    with pytest.raises(Fault) as told:
        waiting.patience().ask(waiting.call, known=lambda: known)
    assert waiting.slept == slept
    assert waiting.patience().hopeless(told.value, known=known) is ends


def test_an_answer_that_is_cut_at_the_deadline_is_told_by_the_deadline() -> None:
    waiting = Waiting([])

    def slow() -> str:
        waiting.now = 20.0
        raise Fault("the answer took too long", again=True, slow=True)

    with pytest.raises(Fault, match="time for the review"):
        waiting.patience(deadline=20.0).ask(slow)


@pytest.mark.parametrize(
    ("status", "kind", "charged"),
    [
        (429, None, False),
        (500, None, False),
        (529, None, False),
        (400, None, False),
        (504, None, True),
        (200, "x", True),
    ],
)
def test_what_began_or_was_passed_on_may_be_charged(status: int, kind: str | None, charged: bool) -> None:
    assert status_fault(status, kind).charged is charged
