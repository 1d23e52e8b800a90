"""The bound on the cost: never exceeded, whatever is asked at once, breaks off or is asked again."""

import json
import random
import threading
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.budget import Budget
from clausecheck.reviewers.claude.direct import DirectAsker
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.prices import Price, Spent
from clausecheck.reviewers.claude.retry import Fault, Patience

PRICE = Price(input=2.0, output=10.0, cache_write=2.5, cache_read=0.2)
TOKENS = 1_000_000


class Bill:
    """A service that uses up to what it is allowed, breaks off now and then, and keeps the real bill."""

    def __init__(self, seed: int, input_tokens: int) -> None:
        self.chance, self.input_tokens = random.Random(seed), input_tokens
        self.dollars, self.lock = 0.0, threading.Lock()

    def send(self, body: Mapping[str, Any]) -> Reply:
        with self.lock:
            output = self.chance.randint(0, body["max_tokens"])
            parts = sorted(self.chance.randint(0, self.input_tokens) for _ in range(2))
            spent = Spent(parts[0], parts[1] - parts[0], self.input_tokens - parts[1], output)
            fate = self.chance.random()
            if fate < 0.2:
                raise Fault("overloaded", again=True)
            self.dollars += PRICE.cost(spent)
        if fate < 0.4:
            raise Fault("broke off", again=True, charged=True, spent=Spent(fresh=1))
        return Reply("", "end_turn", None if fate < 0.5 else spent)

    def count(self, body: Mapping[str, Any]) -> int:
        raise Fault("it counts no tokens", again=False)

    def close(self) -> None:
        """Nothing is open."""


@given(
    seed=st.integers(0, 10**6),
    most=st.floats(0.000_001, 0.05),
    input_tokens=st.integers(0, 3_000),
    count=st.integers(1, 12),
)
def test_the_bill_is_never_above_the_bound(seed: int, most: float, input_tokens: int, count: int) -> None:
    bill = Bill(seed, input_tokens)
    budget = Budget(most, PRICE, least_answer=20)
    asker = DirectAsker(
        line=bill,
        patience=Patience(
            tries=4, longest_wait=60, deadline=1e9, clock=lambda: 0.0, sleep=lambda seconds: None, jitter=lambda: 0.0
        ),
        budget=budget,
        input_tokens=lambda body: input_tokens,
        parallel=4,
    )
    body = json.dumps({"max_tokens": 500}).encode()
    came = asker.ask([Question(body)] * count, lambda exchange: None)
    assert bill.dollars <= budget.charged * (1 + 1e-9)
    assert budget.charged <= most * (1 + 1e-9)
    assert all(exchange.trouble or exchange.stop_reason for exchange in came)


def test_without_a_bound_nothing_is_ever_refused() -> None:
    budget = Budget(None, None)
    reserved = budget.reserve(10**6, 16_000)
    assert reserved is not None
    assert reserved.max_tokens == 16_000
    budget.book(reserved, None)
    assert budget.charged == 0.0


def test_a_bound_needs_a_price() -> None:
    with pytest.raises(ValueError, match="price"):
        Budget(1.0, None)


def test_who_could_be_paid_later_waits_for_what_others_leave() -> None:
    """Both could use the whole of it. The second is asked in full once the first turns out to be cheap."""
    budget = Budget(PRICE.most(0, 100) * 1.001, PRICE, least_answer=10)
    first = budget.reserve(0, 100)
    assert first is not None
    found: list[int] = []

    def second() -> None:
        reserved = budget.reserve(0, 95)
        found.append(reserved.max_tokens if reserved else 0)

    thread = threading.Thread(target=second)
    thread.start()
    thread.join(0.05)
    assert found == []
    budget.book(first, Spent(output=5))
    thread.join(5)
    assert found == [95]


def test_waiting_for_money_ends_when_all_ends() -> None:
    budget = Budget(PRICE.most(0, 100), PRICE)
    assert budget.reserve(0, 50) is not None
    assert budget.reserve(0, 90, lambda: True) is None


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (None, [500, 500, 500]),
        (1.0, [500, 500, 500]),
        (PRICE.most(300, 900) * 1.0001, [300, 300, 300]),
        (PRICE.most(200, 110) * 1.0001, [55, 55, None]),
        (PRICE.most(100, 49), [None, None, None]),
    ],
)
def test_a_batch_shares_what_there_is(most: float | None, expected: list[int | None]) -> None:
    budget = Budget(most, PRICE, least_answer=50)
    assert [one.max_tokens if one else None for one in budget.reserve_all([100, 100, 100], 500)] == expected


def test_what_is_not_charged_can_be_used_again() -> None:
    budget = Budget(PRICE.most(0, 100) * 1.001, PRICE)
    for _ in range(3):
        reserved = budget.reserve(0, 100)
        assert reserved is not None
        assert reserved.max_tokens == 100
        budget.book(reserved, Spent())
    assert budget.charged == 0.0
