"""Asking question by question: the order, the first one alone, the budget, and faults that end it."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clausecheck.model import Exchange
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.budget import UNPAID, Budget
from clausecheck.reviewers.claude.direct import INTERRUPTED, DirectAsker
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.prices import Price, Spent
from clausecheck.reviewers.claude.retry import Fault, Patience

PRICE = Price(input=1.0, output=10.0, cache_write=1.0, cache_read=1.0)
TOKENS = 1_000_000


class FakeLine:
    """Answers by a function, and knows how many questions were under way at once."""

    def __init__(self, play: Callable[[dict[str, Any]], Reply]) -> None:
        self.play, self.sent, self.most, self.closed = play, [], 0, False  # type: Any, list[dict[str, Any]], int, bool
        self._now = 0
        self._lock = threading.Lock()

    def send(self, body: Mapping[str, Any]) -> Reply:
        with self._lock:
            self.sent.append(dict(body))
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            return self.play(dict(body))
        finally:
            with self._lock:
                self._now -= 1

    def count(self, body: Mapping[str, Any]) -> int:
        raise Fault("it counts no tokens", again=False)

    def close(self) -> None:
        self.closed = True


def questions(count: int, max_tokens: int = 100) -> list[Question]:
    bodies = (json.dumps({"n": n, "max_tokens": max_tokens}).encode() for n in range(count))
    return [Question(body, clauses=(f"c{n}",)) for n, body in enumerate(bodies)]


def asker(line: FakeLine, budget: Budget | None = None, input_tokens: int = 10, parallel: int = 4) -> DirectAsker:
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    return DirectAsker(
        line=line,
        patience=Patience(
            tries=4, longest_wait=60, deadline=1e6, clock=lambda: now[0], sleep=sleep, jitter=lambda: 0.0
        ),
        budget=budget or Budget(),
        input_tokens=lambda body: input_tokens,
        parallel=parallel,
    )


def reply(body: dict[str, Any]) -> Reply:
    return Reply(f"answer {body['n']}", "end_turn", Spent(fresh=10, output=5))


def test_exchanges_are_in_the_order_of_the_questions_whatever_comes_first() -> None:
    def play(body: dict[str, Any]) -> Reply:
        time.sleep(0.002 * (7 - body["n"]))
        return reply(body)

    told: list[Exchange] = []
    asked = questions(8)
    came = asker(FakeLine(play)).ask(asked, told.append)
    assert [exchange.text for exchange in came] == [f"answer {n}" for n in range(8)]
    assert [exchange.request for exchange in came] == [question.body for question in asked]
    assert [exchange.clauses for exchange in came] == [(f"c{n}",) for n in range(8)]
    assert sorted(told, key=came.index) == list(came)
    assert told != list(came)


def test_one_is_asked_alone_until_somebody_answers_and_then_no_more_than_the_limit() -> None:
    first = threading.Event()

    def play(body: dict[str, Any]) -> Reply:
        if body["n"] == 0:
            first.set()
        elif not first.is_set():
            raise AssertionError("asked beside the first")
        time.sleep(0.01)
        return reply(body)

    line = FakeLine(play)
    asking = asker(line, parallel=3)
    asking.ask(questions(9), lambda exchange: None)
    assert line.most == 3
    asking.ask(questions(9), lambda exchange: None)
    assert line.most == 3


def test_the_tokens_of_all_tries_are_summed() -> None:
    came = [Fault("broke off", again=True, charged=True, spent=Spent(fresh=7, output=1)), Fault("busy", again=True)]

    def play(body: dict[str, Any]) -> Reply:
        if came:
            raise came.pop(0)
        return Reply("yes", "end_turn", Spent(fresh=1, written=2, cached=3, output=4))

    (exchange,) = asker(FakeLine(play)).ask(questions(1), lambda exchange: None)
    assert (exchange.tries, exchange.input_tokens, exchange.output_tokens) == (3, 8, 5)
    assert (exchange.written_tokens, exchange.cached_tokens) == (2, 3)
    assert (exchange.text, exchange.stop_reason, exchange.trouble) == ("yes", "end_turn", "")
    assert exchange.seconds == 3.0


def test_two_failures_in_a_row_end_it_and_what_was_not_asked_says_why() -> None:
    line = FakeLine(lambda body: (_ for _ in ()).throw(Fault("overloaded", again=True)))
    came = asker(line).ask(questions(6), lambda exchange: None)
    assert [exchange.tries for exchange in came] == [4, 4, 0, 0, 0, 0]
    assert {exchange.trouble for exchange in came} == {"overloaded"}


@pytest.mark.parametrize("fault", [{"again": False, "stop": True}, {"again": True, "absent": True}])
def test_a_fault_that_concerns_all_ends_it_at_once(fault: dict[str, bool]) -> None:
    line = FakeLine(lambda body: (_ for _ in ()).throw(Fault("gone", **fault)))
    came = asker(line).ask(questions(3), lambda exchange: None)
    assert len(line.sent) == (2 if fault["again"] else 1)
    assert [exchange.trouble for exchange in came] == ["gone"] * 3


def test_an_interruption_ends_it_and_stops_the_others() -> None:
    def play(body: dict[str, Any]) -> Reply:
        if body["n"] == 1:
            raise KeyboardInterrupt
        return reply(body)

    line = FakeLine(play)
    asking = asker(line, parallel=1)
    with pytest.raises(KeyboardInterrupt):
        asking.ask(questions(40), lambda exchange: None)
    assert asking.stop.is_set()
    assert len(line.sent) < 5
    (late,) = asking.ask(questions(1), lambda exchange: None)
    assert (late.tries, late.trouble) == (0, INTERRUPTED)


def test_hanging_up_stops_the_asking_and_closes_the_line() -> None:
    line = FakeLine(reply)
    asking = asker(line)
    asking.close()
    assert line.closed
    assert [exchange.tries for exchange in asking.ask(questions(2), lambda exchange: None)] == [0, 0]
    assert line.sent == []


def test_an_answer_is_made_shorter_where_the_money_needs_it_and_the_question_stays_as_it_was() -> None:
    """10 of input and 60 of output can be paid: ten at a millionth each, the rest at ten."""
    line = FakeLine(reply)
    budget = Budget((10 + 60 * 10 + 0.5) / TOKENS, PRICE)
    (asked,) = questions(1)
    (exchange,) = asker(line, budget).ask([asked], lambda exchange: None)
    assert line.sent[0]["max_tokens"] == exchange.max_tokens == 60
    assert exchange.request == asked.body


def test_what_cannot_be_paid_is_not_sent_and_what_is_done_is_kept() -> None:
    """Each uses 60 of the 2 000 that there are, but the next may use 1 010, so that it is made shorter, or left out."""
    line = FakeLine(lambda body: Reply("yes", "end_turn", Spent(fresh=10, output=50)))
    budget = Budget(2_000 / TOKENS, PRICE, least_answer=80)
    came = asker(line, budget).ask(questions(9), lambda exchange: None)
    answered = [exchange for exchange in came if not exchange.trouble]
    assert [exchange.text for exchange in answered] == ["yes"] * len(line.sent)
    assert 2 <= len(answered) < 9
    assert {exchange.trouble for exchange in came if exchange.trouble} == {UNPAID}
    assert all(body["max_tokens"] >= 80 for body in line.sent)
    assert budget.charged * TOKENS == pytest.approx(510 * len(answered))


@pytest.mark.parametrize(
    ("fault", "charged"),
    [
        (Fault("broke off", again=True, charged=True, spent=Spent(fresh=10, output=1)), 1_010),
        (Fault("counted", again=True, spent=Spent(fresh=10, output=1)), 20),
        (Fault("overloaded", again=True), 0),
    ],
)
def test_what_broke_off_is_booked_at_the_most_that_it_may_cost(fault: Fault, charged: int) -> None:
    faults = [fault]

    def play(body: dict[str, Any]) -> Reply:
        if faults:
            raise faults.pop()
        return reply(body)

    budget = Budget(1.0, PRICE)
    asker(FakeLine(play), budget).ask(questions(1), lambda exchange: None)
    assert budget.charged * TOKENS == pytest.approx(charged + 60)


def test_tries_too_must_be_paid() -> None:
    line = FakeLine(lambda body: (_ for _ in ()).throw(Fault("broke off", again=True, charged=True)))
    (exchange,) = asker(line, Budget(2_500 / TOKENS, PRICE, least_answer=80)).ask(questions(1), lambda exchange: None)
    assert (exchange.tries, exchange.trouble) == (2, UNPAID)
