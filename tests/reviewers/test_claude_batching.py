"""Batches through the real SDK, against a local service."""

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from clausecheck.model import Exchange
from clausecheck.model import Service as Where
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.batch_memory import KEPT_DAYS, BatchMemory, key_of
from clausecheck.reviewers.claude.batching import AGAIN, NOT_DONE, NOT_KEPT, BatchAsker
from clausecheck.reviewers.claude.budget import UNPAID, Budget
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.prices import Price
from clausecheck.reviewers.claude.retry import Patience
from clausecheck.reviewers.claude.service import ServiceLine
from tests.messages_server import Handler, Service, Step, ended, page, serve, silence, status, text


def question(words: str, run: int = 1) -> Question:
    body = {"model": "a-model", "max_tokens": 100, "messages": [{"role": "user", "content": words}]}
    return Question(json.dumps(body).encode(), run, (words,))


ECHO = text(lambda body: str(body["messages"][0]["content"]))
THREE = (question("one"), question("two"), question("three"))


@dataclass
class Talk:
    """A batch asker whose waiting moves a clock."""

    service: Service
    folder: Path
    now: float = 0.0
    slept: list[float] = field(default_factory=list)
    heard: list[Exchange] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    fails_at: int | None = None
    """The wait at which the user has had enough."""

    def asker(self, budget: Budget | None = None, deadline: float = 10_000.0) -> BatchAsker:
        patience = Patience(
            tries=4, longest_wait=60.0, deadline=deadline, clock=lambda: self.now, sleep=self.sleep, jitter=lambda: 0.0
        )
        limits = Limits(silence_seconds=0.3)
        return BatchAsker(
            desk=ServiceLine(Where.ANTHROPIC, limits, time.monotonic() + 60, time.monotonic, threading.Event()),
            patience=patience,
            budget=budget or Budget(),
            input_tokens=lambda _: 1000,
            memory=BatchMemory(self.folder),
            waiting=lambda _, state: self.open.append(state.open),
        )

    def sleep(self, seconds: float) -> None:
        if self.fails_at == len(self.slept):
            raise KeyboardInterrupt
        self.slept.append(seconds)
        self.now += seconds

    def ask(self, *rounds: tuple[Question, ...], asker: BatchAsker | None = None) -> list[tuple[Exchange, ...]]:
        asker = asker or self.asker()
        try:
            return [asker.ask(questions, self.heard.append) for questions in rounds or (THREE,)]
        finally:
            asker.close()

    def kept(self) -> list[Path]:
        return sorted(self.folder.glob("*"))


Talking = Callable[..., Talk]


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Talk]:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-test")
    monkeypatch.delenv("ANTHROPIC_AUTH_TOKEN", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve(ECHO) as service:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
        yield Talk(service, tmp_path / "data" / "batches")


def words(exchanges: tuple[Exchange, ...]) -> list[str]:
    return [exchange.text or exchange.trouble for exchange in exchanges]


def test_answers_come_in_the_order_of_the_questions(talk: Talk) -> None:
    (exchanges,) = talk.ask()
    assert words(exchanges) == ["one", "two", "three"]
    assert [exchange.request for exchange in exchanges] == [asked.body for asked in THREE]
    assert [exchange.clauses for exchange in exchanges] == [("one",), ("two",), ("three",)]
    assert {(exchange.tries, exchange.stop_reason, exchange.trouble) for exchange in exchanges} == {(1, "end_turn", "")}
    first = exchanges[0]
    assert (first.input_tokens, first.written_tokens, first.cached_tokens, first.output_tokens) == (100, 40, 60, 50)
    assert talk.heard == list(exchanges)
    assert len(talk.service.batches) == 1


def test_names_are_the_same_each_time_and_fit(talk: Talk) -> None:
    talk.ask()
    talk.ask()
    first, second = ([request["custom_id"] for request in batch.requests] for batch in talk.service.batches)
    assert first == second
    assert len(set(first)) == 3
    assert all(0 < len(name) <= 64 and set(name) <= set("0123456789abcdef-") for name in first)


def test_waiting_grows_and_tells_what_is_open(talk: Talk) -> None:
    talk.service.polls = 12
    (exchanges,) = talk.ask()
    assert words(exchanges) == ["one", "two", "three"]
    assert talk.slept[:3] == [1.0, 1.5, 2.25]
    assert max(talk.slept) == 60.0
    assert talk.open == [3] * 12
    assert exchanges[0].seconds == pytest.approx(sum(talk.slept), abs=0.01)


def test_each_run_and_each_round_is_asked_anew(talk: Talk) -> None:
    twice = (question("one"), question("one", 2))
    first, again = talk.ask(twice, (question("one"),))
    assert (words(first), words(again)) == (["one", "one"], ["one"])
    assert len(talk.service.batches) == 2
    assert len(talk.service.bodies) == 3


@pytest.mark.parametrize(
    ("place", "read"),
    [
        ("{url}/elsewhere/msgbatch_0", "/elsewhere/msgbatch_0"),
        ("https://elsewhere.example/results", "/v1/messages/batches/msgbatch_0/results"),
        ("http://localhost:1/results", "/v1/messages/batches/msgbatch_0/results"),
        ("nonsense", "/v1/messages/batches/msgbatch_0/results"),
    ],
)
def test_answers_are_read_at_the_host_that_was_set(talk: Talk, place: str, read: str) -> None:
    talk.service.polls = 1
    asker = talk.asker()
    sleep = talk.sleep

    def meanwhile(seconds: float) -> None:
        talk.service.batches[0].place = place.format(url=talk.service.url)
        sleep(seconds)

    asker.patience = replace(asker.patience, sleep=meanwhile)
    (exchanges,) = talk.ask(asker=asker)
    assert words(exchanges) == ["one", "two", "three"]
    assert talk.service.asked[-1] == ("GET", read)


def test_what_was_interrupted_is_picked_up(talk: Talk) -> None:
    talk.service.polls, talk.fails_at = 5, 2
    with pytest.raises(KeyboardInterrupt):
        talk.ask()
    (kept,) = talk.kept()
    assert json.loads(kept.read_text()) == {"batch": "msgbatch_0"}
    talk.fails_at = None
    (exchanges,) = talk.ask()
    assert words(exchanges) == ["one", "two", "three"]
    assert len(talk.service.batches) == 1
    assert talk.kept() == []


def test_an_interruption_of_a_later_round_keeps_the_earlier_ones(talk: Talk) -> None:
    asker = talk.asker()
    asker.ask(THREE, talk.heard.append)
    talk.service.polls, talk.fails_at = 5, 0
    with pytest.raises(KeyboardInterrupt):
        talk.ask((question("four"),), asker=asker)
    assert len(talk.kept()) == 2
    talk.fails_at = None
    first, second = talk.ask(THREE, (question("four"),))
    assert (words(first), words(second)) == (["one", "two", "three"], ["four"])
    assert len(talk.service.batches) == 2


def test_what_is_kept_is_its_owner_s_alone_and_holds_no_words(talk: Talk) -> None:
    talk.service.polls, talk.fails_at = 5, 1
    with pytest.raises(KeyboardInterrupt):
        talk.ask()
    (kept,) = talk.kept()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert talk.folder.stat().st_mode & 0o777 == 0o700
    assert "one" not in kept.read_text() + kept.name


def test_other_questions_are_another_batch(talk: Talk) -> None:
    talk.service.polls, talk.fails_at = 5, 1
    with pytest.raises(KeyboardInterrupt):
        talk.ask()
    talk.fails_at = None
    (exchanges,) = talk.ask((question("else"),))
    assert words(exchanges) == ["else"]
    assert len(talk.service.batches) == 2
    assert len(talk.kept()) == 1


@pytest.mark.parametrize("kept", ['{"batch": "gone"}', '{"batch": "../evil"}', '{"batch": ""}', "no json", "[]", "7"])
def test_a_batch_that_is_not_there_any_more_is_handed_in_again(talk: Talk, kept: str) -> None:
    talk.service.polls, talk.fails_at = 5, 1
    with pytest.raises(KeyboardInterrupt):
        talk.ask()
    talk.kept()[0].write_text(kept)
    talk.fails_at, talk.service.polls = None, 0
    (exchanges,) = talk.ask()
    assert words(exchanges) == ["one", "two", "three"]
    assert len(talk.service.batches) == 2


def test_old_batches_are_forgotten(talk: Talk) -> None:
    talk.folder.mkdir(parents=True)
    old, new = talk.folder / "old.json", talk.folder / "new.json"
    for path in (old, new):
        path.write_text("{}")
    past = time.time() - (KEPT_DAYS + 1) * 86_400
    os.utime(old, (past, past))
    talk.ask()
    assert talk.kept() == [new]


def test_each_request_may_end_in_its_own_way(talk: Talk) -> None:
    talk.service.script = [status(400, "invalid_request_error"), ended("expired"), ended("canceled")]
    (exchanges,) = talk.ask((*THREE, question("four")))
    assert words(exchanges) == [
        "it did not accept the request",
        "the batch ended before it was its turn",
        "the batch was cancelled",
        "four",
    ]


def lines(*told: object) -> Step:
    page_of = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in told).encode()
    return lambda handler, _: handler.whole(200, page_of)


def test_a_page_that_is_no_list_of_answers_is_asked_for_again(talk: Talk) -> None:
    talk.service.faults["results"] = [page(), lines(7, [], {"custom_id": 3})]
    (exchanges,) = talk.ask()
    assert words(exchanges) == ["one", "two", "three"]


def test_answers_that_are_missing_or_strange_are_told(talk: Talk) -> None:
    def strange(handler: Handler, _: dict[str, Any]) -> None:
        first, second, _third = (request["custom_id"] for request in talk.service.batches[0].requests)
        unfinished = {"type": "succeeded", "message": {"content": [], "stop_reason": None, "usage": {}}}
        lines(
            {"custom_id": "unknown", "result": {"type": "expired"}},
            {"custom_id": first, "result": unfinished},
            {"custom_id": second, "result": None},
        )(handler, {})

    talk.service.faults["results"] = [strange]
    (exchanges,) = talk.ask()
    assert words(exchanges) == ["the answer was garbled", "the answer was garbled", "the batch holds no answer"]


def test_line_ends_within_words_do_not_tear_an_answer(talk: Talk) -> None:
    def torn(handler: Handler, _: dict[str, Any]) -> None:
        usage = {"input_tokens": 5, "output_tokens": 5}
        content = [{"type": "text", "text": "a\u2028b\x85c"}]
        message = {"content": content, "stop_reason": "end_turn", "usage": usage}
        names = [request["custom_id"] for request in talk.service.batches[0].requests]
        lines(*({"custom_id": name, "result": {"type": "succeeded", "message": message}} for name in names))(
            handler, {}
        )

    talk.service.faults["results"] = [torn]
    (exchanges,) = talk.ask()
    assert words(exchanges) == ["a\u2028b\x85c"] * 3


def test_a_bad_line_is_booked_as_it_may_be_charged(talk: Talk) -> None:
    budget = Budget(1.0, PRICE, least_answer=50)
    talk.service.faults["results"] = [lines()]
    talk.ask(asker=talk.asker(budget))
    assert budget.charged == pytest.approx(PRICE.most(3000, 300))


@pytest.mark.parametrize("what", ["submit", "state", "results"])
def test_a_passing_fault_is_asked_again(talk: Talk, what: str) -> None:
    talk.service.faults[what] = [status(529, "overloaded_error"), status(429, retry_after="7")]
    (exchanges,) = talk.ask()
    assert words(exchanges) == ["one", "two", "three"]
    assert 7.0 in talk.slept
    assert len(talk.service.batches) == 1


def test_a_fault_while_waiting_is_no_reason_to_pay_twice(talk: Talk) -> None:
    talk.service.faults["state"] = [page(), silence(0.5), status(500)]
    (exchanges,) = talk.ask()
    assert words(exchanges) == ["one", "two", "three"]
    assert len(talk.service.batches) == 1


@pytest.mark.parametrize("unsure", [silence(0.5), page(), status(504)])
def test_what_may_have_been_taken_is_not_handed_in_again(talk: Talk, unsure: object) -> None:
    talk.service.faults["submit"] = [unsure]  # type: ignore[list-item]
    (exchanges,) = talk.ask()
    assert all(exchange.trouble for exchange in exchanges)
    assert talk.service.batches == []
    assert talk.service.asked == [("POST", "/v1/messages/batches")]


def test_refused_credentials_end_it(talk: Talk) -> None:
    talk.service.faults["submit"] = [status(401, "authentication_error")]
    first, second = talk.ask(THREE, THREE)
    assert words(first) == words(second) == ["it did not accept the credentials"] * 3
    assert len(talk.service.asked) == 1
    assert {exchange.tries for exchange in second} == {0}


def test_a_service_that_takes_no_batches_says_so(talk: Talk) -> None:
    talk.service.faults["submit"] = [status(404, "not_found_error")]
    (exchanges,) = talk.ask()
    assert words(exchanges) == ["it does not know the model or the address"] * 3


def test_a_batch_that_never_ends_is_left_and_found_again(talk: Talk) -> None:
    talk.service.polls = 10**6
    (exchanges,) = talk.ask(asker=talk.asker(deadline=600.0))
    assert words(exchanges) == [f"{NOT_DONE}; {AGAIN}"] * 3
    assert len(talk.kept()) == 1
    talk.service.batches[0].polls = 0
    talk.now = 0.0
    (exchanges,) = talk.ask()
    assert words(exchanges) == ["one", "two", "three"]
    assert len(talk.service.batches) == 1


def test_a_service_that_is_gone_while_waiting_is_left_alone(talk: Talk) -> None:
    talk.service.faults["state"] = [status(500)] * 50
    (exchanges,) = talk.ask()
    assert words(exchanges) == [f"a fault of the service, 500; {AGAIN}"] * 3
    assert len(talk.kept()) == 1
    assert len(talk.service.asked) == 11


def test_nothing_is_paid_for_that_could_not_be_found_again(talk: Talk) -> None:
    talk.folder.parent.mkdir()
    talk.folder.write_text("a file where the folder should be")
    (exchanges,) = talk.ask()
    assert words(exchanges) == [NOT_KEPT] * 3
    assert talk.service.asked == []


def test_answers_that_cannot_be_read_are_kept_for_the_next_time(talk: Talk) -> None:
    most = PRICE.most(3000, 300)
    budget = Budget(most, PRICE, least_answer=50)
    talk.service.faults["results"] = [status(500)] * 4
    (exchanges,) = talk.ask(asker=talk.asker(budget))
    assert words(exchanges) == [f"a fault of the service, 500; {AGAIN}"] * 3
    assert budget.charged == pytest.approx(most)
    (exchanges,) = talk.ask(asker=talk.asker(Budget(most, PRICE, least_answer=50)))
    assert words(exchanges) == ["one", "two", "three"]
    assert len(talk.service.batches) == 1


def test_a_disk_that_fills_up_meanwhile_loses_nothing_that_was_paid_for(talk: Talk) -> None:
    asker = talk.asker()
    asker.memory = Forgetful(talk.folder)
    (exchanges,) = talk.ask(asker=asker)
    assert words(exchanges) == ["one", "two", "three"]


class Forgetful(BatchMemory):
    """Can keep that there will be a batch, and then not its id."""

    def keep(self, key: str, batch: str) -> None:
        if batch:
            raise OSError(28, "no space left")
        super().keep(key, batch)


def test_an_interruption_before_it_was_taken_says_nothing_of_a_batch(talk: Talk) -> None:
    talk.service.faults["submit"] = [status(529)]
    talk.fails_at = 0
    with pytest.raises(KeyboardInterrupt) as raised:
        talk.ask()
    assert raised.value.args == ()


PRICE = Price(input=1.0, output=10.0, cache_write=1.25, cache_read=0.1)


def test_the_bound_on_the_cost_holds_before_anything_is_handed_in(talk: Talk) -> None:
    enough_for_one = PRICE.most(1000, 100) * 1.01
    budget = Budget(enough_for_one, PRICE, least_answer=50)
    (exchanges,) = talk.ask(asker=talk.asker(budget))
    assert words(exchanges) == ["one", UNPAID, UNPAID]
    assert [exchange.tries for exchange in exchanges] == [1, 0, 0]
    assert [len(batch.requests) for batch in talk.service.batches] == [1]
    assert budget.charged <= enough_for_one


def test_a_tight_bound_makes_answers_shorter(talk: Talk) -> None:
    budget = Budget(PRICE.most(3000, 182), PRICE, least_answer=10)
    (exchanges,) = talk.ask(asker=talk.asker(budget))
    assert [exchange.max_tokens for exchange in exchanges] == [60, 60, 60]
    assert [request["params"]["max_tokens"] for request in talk.service.batches[0].requests] == [60, 60, 60]
    assert [exchange.request for exchange in exchanges] == [asked.body for asked in THREE]


def test_what_may_have_been_taken_is_booked(talk: Talk) -> None:
    most = PRICE.most(3000, 300)
    budget = Budget(most, PRICE, least_answer=50)
    talk.service.faults["submit"] = [silence(0.5)]
    talk.ask(asker=talk.asker(budget))
    assert budget.charged == pytest.approx(most)


def test_what_was_refused_costs_nothing(talk: Talk) -> None:
    budget = Budget(1.0, PRICE, least_answer=50)
    talk.service.script = [ended("expired"), ended("canceled"), status(400)]
    talk.ask(asker=talk.asker(budget))
    assert budget.charged == 0.0


def test_the_key_is_that_of_the_requests() -> None:
    one, other = [("a", {"x": 1, "y": 2})], [("a", {"x": 1, "y": 3})]
    assert key_of(one) == key_of([("a", {"y": 2, "x": 1})]) != key_of(other)
