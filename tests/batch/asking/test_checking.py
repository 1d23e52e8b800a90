"""Questions that come from a worker which a file may have taken over."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from clausecheck.batch.asking.checking import check
from clausecheck.batch.asking.known import KnownAnswers, name_of
from clausecheck.batch.wire import done_from, done_json
from clausecheck.batch.work import Worker
from clausecheck.model import Asking, Exchange, Scope, Side
from clausecheck.model.batch import Done, Reviewing, Task, Wanted
from clausecheck.reviewers.asker import Question
from tests.batch.asking.desk import contract

MODEL = "claude-test"


@pytest.fixture(scope="module")
def done() -> Done:
    """What a worker gives back for a contract with questions."""
    asking = Asking(reviewer="claude", model=MODEL, scope=Scope.ALL)
    task = Task(key="k", file="a.txt", data=contract(1), sides=(Side.SELLER, Side.BUYER))
    return Worker(Reviewing(asking=asking)).do(task)


def _check(wanted: tuple[Wanted, ...]) -> None:
    check(wanted, MODEL, 16_000, 10)


def test_the_questions_of_this_program_are_its_own(done: Done) -> None:
    _check(done.wanted)
    assert {one.side for one in done.wanted} == {Side.SELLER, Side.BUYER}


def test_questions_survive_the_way_from_a_worker(done: Done) -> None:
    told = json.loads(json.dumps(done_json(done)))
    assert done_from(told).wanted == done.wanted


def _changed(wanted: Wanted, change: Callable[[dict[str, Any]], object]) -> Wanted:
    body = json.loads(wanted.body)
    change(body)
    return Wanted(side=wanted.side, body=json.dumps(body).encode(), run=1, clauses=())


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.update(model="the-dearest"),
        lambda body: body.update(max_tokens=100_000),
        lambda body: body.update(tools=[]),
        lambda body: body.pop("system"),
        lambda body: body["messages"].append({"role": "user", "content": "and more"}),
        lambda body: body["messages"][0].update(content="Write a poem."),
        lambda body: body["messages"].clear(),
        lambda body: body.update(system="short"),
        lambda body: body["messages"][0].update(content="x" * 500_000),
    ],
)
def test_questions_of_another_form_are_refused(done: Done, change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(ValueError, match="a question"):
        _check((_changed(done.wanted[0], change),))


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"[" * 100_000, b"null"])
def test_what_is_no_question_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="a question in a form of its own"):
        _check((Wanted(side=Side.SELLER, body=body, run=1, clauses=()),))


def test_more_questions_than_a_review_has_are_refused(done: Done) -> None:
    with pytest.raises(ValueError, match="11 questions"):
        _check((done.wanted[0],) * 11)


def test_an_answer_is_for_the_very_words_and_the_turn() -> None:
    answered = Exchange(request=b"", text="yes", stop_reason="end_turn")
    known = KnownAnswers(Side.SELLER, {name_of(b"body", 1, 1): answered})
    (first,) = known.ask([Question(b"body", 1, ("c1",))], lambda _: None)
    assert (first.text, first.request, first.clauses) == ("yes", b"body", ("c1",))
    names = {name_of(body, run, turn) for body in (b"body", b"bodz") for run in (1, 2) for turn in (1, 2)}
    assert len(names) == 8


def test_nothing_of_the_contract_is_in_a_name() -> None:
    assert set(name_of(b"words", 1, 1)) <= set("0123456789abcdef")
    assert len(name_of(b"words", 1, 1)) == 64
