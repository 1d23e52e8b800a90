"""A whole talk through the real SDK: runs, rounds, progress, what is hidden, the bound on the cost, and the record."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from clausecheck.model import Agreement, Asking, Exchange, Redaction, ReviewerAnswer, Scope
from clausecheck.model.estimate import Progress
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.prices import Price, Spent, spent_in
from clausecheck.reviewers.claude.reviewer import ClaudeReviewer
from tests.messages_server import Handler, Service, Step, answer, asked_headings, broken, refusal, serve, status, text
from tests.reviewers.contracts import CLAUSES, request
from tests.reviewers.test_claude import claim

MANY = tuple((f"{heading} {n}", words, kind) for n in range(10) for heading, words, kind in CLAUSES)
ALL = Asking(scope=Scope.ALL)


@contextmanager
def served(monkeypatch: pytest.MonkeyPatch, otherwise: Step, *script: Step) -> Iterator[Service]:
    with serve(otherwise, *script) as service:
        monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-test")
        monkeypatch.delenv("ANTHROPIC_AUTH_TOKEN", raising=False)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield service


def reviewer(asking: Asking = ALL, **options: Any) -> ClaudeReviewer:
    limits = Limits(**options.pop("limits", {}))
    return ClaudeReviewer(asking, limits=limits, sleep=lambda seconds: None, jitter=lambda: 0.0, **options)


def test_in_several_runs_the_same_is_asked_and_agreement_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(monkeypatch, answer(claim()), answer(claim()), answer()) as service:
        result = reviewer(replace(ALL, runs=3), limits={"parallel": 1}).review(request())
    assert len(service.bodies) == 3
    assert len(set(service.bodies)) == 1
    assert [exchange.run for exchange in result.exchanges] == [1, 2, 3]
    (found,) = result.findings
    assert found.agreement == Agreement(found=2, runs=3)
    assert result.usage.requests == 3


def test_a_run_without_an_answer_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(monkeypatch, answer(claim()), answer(claim()), status(400), answer(claim())):
        result = reviewer(replace(ALL, runs=3), limits={"parallel": 1}).review(request())
    assert result.findings[0].agreement == Agreement(found=2, runs=2)
    assert result.unread == ()
    (note,) = result.notes
    assert note.startswith("Claude did not answer on 4 clauses (it did not accept the request), in 1 of 3 runs; ")


def declines_liability(handler: Handler, body: dict[str, Any]) -> None:
    (refusal() if "Liability" in asked_headings(body) else answer(claim()))(handler, body)


def test_each_question_leaves_one_exchange_round_after_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four clauses are declined, then two of them, then one; and what broke its form is asked once more."""
    with served(monkeypatch, declines_liability, text("nonsense")):
        result = reviewer().review(request())
    told = [(exchange.clauses, exchange.stop_reason) for exchange in result.exchanges]
    four = ("c1", "c2", "c3", "c4")
    assert told == [
        (four, "end_turn"),
        (four, "refusal"),
        (("c1", "c2"), "refusal"),
        (("c3", "c4"), "end_turn"),
        (("c1",), "end_turn"),
        (("c2",), "refusal"),
    ]
    assert result.exchanges[0].request == result.exchanges[1].request
    assert result.asked == four
    assert result.unread == ("c2",)


class Recorded:
    """Answers from what was answered before."""

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        self.exchanges = list(exchanges)

    def ask(self, questions: Sequence[Question], told: Callable[[Exchange], None]) -> tuple[Exchange, ...]:
        found = [
            next(one for one in self.exchanges if (one.request, one.run) == (question.body, question.run))
            for question in questions
        ]
        for exchange in found:
            self.exchanges.remove(exchange)
            told(exchange)
        return tuple(found)

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("options", [{}, {"runs": 2}, {"redact": frozenset({Redaction.PARTIES})}, {"max_cost": 0.4}])
def test_the_same_exchanges_make_the_same_answer(options: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)

    def now_and_then(handler: Handler, body: dict[str, Any]) -> None:
        steps = [
            answer(claim()),
            answer(),
            broken("cut"),
            refusal(),
            status(529),
            text("nonsense"),
            text("", "max_tokens"),
        ]
        chance.choice(steps)(handler, body)

    asking = replace(ALL, **options)
    whole = request(clauses=MANY)
    with served(monkeypatch, now_and_then):
        first = reviewer(asking, limits={"chunk_clauses": 3}).review(whole)
    again = reviewer(asking, limits={"chunk_clauses": 3}, asker=Recorded(first.exchanges)).review(whole)
    assert again == first
    assert any(exchange.text for exchange in first.exchanges)


def test_progress_is_told_with_each_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Progress] = []
    with served(monkeypatch, answer()):
        result = reviewer(progress=told.append, limits={"chunk_clauses": 5}).review(request(clauses=MANY))
    assert [one.done for one in told] == list(range(1, 9))
    assert {one.questions for one in told} == {8}
    assert [one.clauses for one in told] == list(range(5, 45, 5))
    last = told[-1]
    assert (last.input_tokens, last.output_tokens) == (result.usage.input_tokens, result.usage.output_tokens)
    assert last.cost_usd == pytest.approx(result.usage.cost_usd, abs=1e-6)


def test_names_are_hidden_before_they_are_sent_and_stand_in_the_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    clauses = (("Liability", "Acme Ltd is liable without limit. Bolt Inc. is never liable.", "uncapped_liability"),)
    quoted = text(
        lambda body: json.dumps(
            {
                "ratings": [],
                "findings": [claim(clause_id="1", quote="[PARTY_1] is liable without limit")],
                "verdicts": [{"clause_id": "1", "verdict": "finding"}],
            }
        )
    )
    with served(monkeypatch, quoted) as service:
        result = reviewer(replace(ALL, redact=frozenset({Redaction.PARTIES}))).review(request(clauses=clauses))
    (body,) = service.bodies
    assert b"Acme" not in body
    assert b"Bolt" not in body
    assert [found.quote for found in result.findings] == ["Acme Ltd is liable without limit"]
    assert result.redacted is not None
    assert dict(result.redacted.replaced)[Redaction.PARTIES] == 2
    assert result.sent_to == service.url.removeprefix("http://")
    assert b"Acme" not in b"".join(exchange.request for exchange in result.exchanges)


def test_nothing_is_said_to_be_sent_where_nothing_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-test")
    asking = replace(ALL, max_cost=1e-6, redact=frozenset(Redaction))
    result = reviewer(asking).review(request())
    assert {exchange.tries for exchange in result.exchanges} == {0}
    assert (result.sent_to, result.redacted) == ("", None)
    assert result.unread == result.asked == ("c1", "c2", "c3", "c4")


class Till:
    """A service that uses as much as it may, breaks off now and then, and writes the real bill."""

    def __init__(self, price: Price, input_tokens: int) -> None:
        self.price, self.input_tokens = price, input_tokens
        self.chance, self.dollars = random.Random(3), 0.0

    def __call__(self, handler: Handler, body: dict[str, Any]) -> None:
        output = self.chance.choice([1, body["max_tokens"] // 2, body["max_tokens"]])
        self.dollars += self.price.cost(Spent(written=self.input_tokens, output=output))
        handler.begin_stream()
        usage = {"input_tokens": 0, "cache_creation_input_tokens": self.input_tokens, "output_tokens": 1}
        handler.event("message_start", message={
            "id": "m", "type": "message", "role": "assistant", "model": "m", "content": [], "stop_reason": None,
            "stop_sequence": None, "usage": usage,
        })  # fmt: skip
        if self.chance.random() < 0.3:
            handler.close_connection = True
            return
        listed = [{"clause_id": str(n), "verdict": "usual"} for n in range(1, len(asked_headings(body)) + 1)]
        words = json.dumps({"ratings": [], "findings": [], "verdicts": listed})
        handler.event("content_block_start", index=0, content_block={"type": "text", "text": ""})
        handler.event("content_block_delta", index=0, delta={"type": "text_delta", "text": words})
        handler.event("content_block_stop", index=0)
        handler.stop_message("end_turn", output)


@pytest.mark.parametrize("most", [0.05, 0.3, 1.0])
def test_the_bill_stays_below_the_bound_with_several_under_way(most: float, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = replace(ALL, max_cost=most)
    asks = reviewer(asking, limits={"chunk_clauses": 1})
    assert asks.price is not None
    till = Till(asks.price, 3_000)
    with served(monkeypatch, till) as service:
        service.tokens = lambda body: 3_000
        result = asks.review(request(clauses=MANY))
    assert 0 < till.dollars <= most
    assert 0 < result.usage.cost_usd <= most
    answered = [exchange for exchange in result.exchanges if not exchange.trouble]
    assert {clause for exchange in answered for clause in exchange.clauses}.isdisjoint(result.unread)
    if most < 1:
        assert result.unread
        assert any("to keep within the bound on the cost" in note for note in result.notes)


def test_usage_is_the_sum_of_the_exchanges(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(monkeypatch, answer(), status(400)):
        result: ReviewerAnswer = reviewer(limits={"chunk_clauses": 1, "parallel": 1}).review(request())
    spent = sum(map(spent_in, result.exchanges), Spent())
    assert (result.usage.input_tokens, result.usage.output_tokens) == (spent.input, spent.output) == (600, 150)
    assert (result.usage.written_tokens, result.usage.cached_tokens, result.usage.requests) == (120, 180, 3)


def test_whose_model_it_is_is_told_only_where_its_name_says_so() -> None:
    assert ClaudeReviewer(Asking(model="claude-opus-5")).info.maker == "Anthropic"
    assert ClaudeReviewer(Asking(model="my-own-model")).info.maker == "unknown"


def test_more_time_for_a_review_is_more_time_for_each_answer_and_less_time_is_not_less() -> None:
    usual, longer = ClaudeReviewer().limits, ClaudeReviewer(Asking(max_time=3_600)).limits
    assert (longer.total_seconds, longer.silence_seconds) == (3_600, 4 * usual.silence_seconds)
    assert longer.answer_seconds == 4 * usual.answer_seconds
    shorter = ClaudeReviewer(Asking(max_time=60)).limits
    assert (shorter.total_seconds, shorter.silence_seconds) == (60, usual.silence_seconds)


def test_a_service_that_reports_no_tokens_is_not_told_to_be_free(monkeypatch: pytest.MonkeyPatch) -> None:
    def untold(handler: Handler, body: dict[str, Any]) -> None:
        handler.begin_stream()
        handler.event("message_start", message={
            "id": "m", "type": "message", "role": "assistant", "model": "m", "content": [], "stop_reason": None,
            "stop_sequence": None, "usage": {"input_tokens": 0, "output_tokens": 0},
        })  # fmt: skip
        handler.stop_message("end_turn", 0)

    with served(monkeypatch, untold):
        result = reviewer().review(request())
    assert "The service reported no tokens for some answers; their cost is not counted." in result.notes


def test_a_clause_of_which_a_piece_is_left_out_is_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    clauses = (("Liability", "The Supplier is liable without any limit. " * 30, "uncapped_liability"),)
    with served(monkeypatch, answer()) as service:
        result = reviewer(limits={"clause_characters": 600, "requests": 2}).review(request(clauses=clauses))
    assert len(service.bodies) == 2
    assert result.unread == result.asked == ("c1",)
    assert any("the limit is 2 requests" in note for note in result.notes)
