"""One pace for everybody who asks the same service."""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.reviewers.claude.limiter import LONGEST, Limiter, PacedLine
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.retry import Fault, status_fault


class Time:
    """A clock that goes on as it is slept."""

    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Script:
    """A line that answers as it is told."""

    def __init__(self, *outcomes: Fault | None) -> None:
        self.outcomes, self.sent = list(outcomes), 0

    def send(self, body: Mapping[str, Any]) -> Reply:
        self.sent += 1
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome:
            raise outcome
        return Reply("", "end_turn")

    def count(self, body: Mapping[str, Any]) -> int:
        return 1

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def time() -> Time:
    return Time()


def _line(time: Time, *outcomes: Fault | None, burst: int = 4) -> PacedLine:
    return PacedLine(Script(*outcomes), Limiter(time.clock, time.sleep, burst), lambda: False)


def _send(line: PacedLine) -> None:
    with suppress(Fault):
        line.send({})


def test_nobody_waits_while_the_service_does_not_complain(time: Time) -> None:
    line = _line(time)
    for _ in range(1_000):
        line.send({})
    assert time.now == 100.0


@pytest.mark.parametrize("code", [429, 529])
def test_a_complaint_to_one_holds_for_all(time: Time, code: int) -> None:
    line = _line(time, status_fault(code, wait=20.0))
    _send(line)
    line.send({})
    assert time.now >= 120.0


def test_a_wait_that_is_asked_for_is_bounded(time: Time) -> None:
    line = _line(time, status_fault(429, wait=86_400.0))
    _send(line)
    line.send({})
    assert 100.0 + LONGEST <= time.now < 100.0 + 2 * LONGEST


def test_complaints_without_a_wait_are_waited_for_longer_each_time(time: Time) -> None:
    line = _line(time, *[status_fault(529)] * 4)
    waits = []
    for _ in range(4):
        began = time.now
        _send(line)
        waits.append(time.now - began)
    assert waits == sorted(waits)
    assert waits[-1] > waits[1]


def test_the_pace_after_a_complaint_is_half_of_what_was_too_much(time: Time) -> None:
    limiter = Limiter(time.clock, time.sleep, 4)
    for _ in range(60):
        limiter.take()
        time.sleep(0.5)  # two a second
    limiter.complained(status_fault(429, wait=0.0))
    began = time.now
    for _ in range(10):
        limiter.take()
    assert (time.now - began) / 10 == pytest.approx(1.0, rel=0.25)


def test_answers_bring_the_pace_back(time: Time) -> None:
    limiter = Limiter(time.clock, time.sleep, 1)
    for _ in range(10):
        limiter.take()
        time.sleep(1.0)
    limiter.complained(status_fault(429, wait=0.0))
    for _ in range(40):
        limiter.take()
        limiter.answered()
    began = time.now
    limiter.take()
    assert time.now - began < 0.5


def test_complaints_of_what_was_under_way_are_one(time: Time) -> None:
    limiter = Limiter(time.clock, time.sleep, 4)
    for _ in range(40):
        limiter.take()
        time.sleep(0.25)
    for _ in range(4):  # four at once
        limiter.complained(status_fault(429, wait=5.0))
    limiter.take()
    began = time.now
    limiter.take()
    assert time.now - began < 1.0  # half of four a second, not a sixteenth


def test_other_faults_hold_nobody_up(time: Time) -> None:
    line = _line(time, status_fault(500), status_fault(400))
    for _ in range(3):
        _send(line)
    assert time.now == 100.0


def test_whoever_is_stopped_waits_no_longer(time: Time) -> None:
    limiter = Limiter(time.clock, time.sleep, 1)
    limiter.pause(60.0)
    limiter.take(lambda: True)
    assert time.now == 100.0


@given(st.lists(st.sampled_from([None, 429, 529, 500]), max_size=60))
def test_there_is_always_a_turn_in_the_end(codes: list[int | None]) -> None:
    time = Time()
    line = _line(time, *[status_fault(code) if code else None for code in codes])
    for _ in range(len(codes) + 1):
        _send(line)
    assert time.now - 100.0 <= (len(codes) + 1) * 2 * LONGEST


def test_many_threads_share_one_pace() -> None:
    time, lock = Time(), threading.Lock()

    def sleep(seconds: float) -> None:
        with lock:
            time.now += seconds / 100

    limiter = Limiter(time.clock, sleep, 2)
    limiter.take()
    limiter.complained(status_fault(429, wait=0.0))
    took: list[float] = []

    def work(note: Callable[[float], None]) -> None:
        for _ in range(5):
            limiter.take()
            note(time.now)

    threads = [threading.Thread(target=work, args=(took.append,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(took) == 20
    assert max(took) - min(took) >= (20 - 1 - 2) / 1.0 * 0.9  # one a second was measured at most; its half is slower
