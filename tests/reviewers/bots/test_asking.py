"""Questions are put one after the other, within what is allowed for all of them."""

import sys

import pytest

from clausecheck.model import Exchange
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.bots.asking import ProgramAsker
from clausecheck.reviewers.bots.limits import Limits

ECHO = (sys.executable, "-c", "import sys; print(sys.stdin.read())")
SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")
RUNS = [Question(b'{"a":1}', run, ("c1",)) for run in (1, 2, 3)]


def test_each_question_has_its_exchange_in_order() -> None:
    told: list[Exchange] = []
    exchanges = ProgramAsker(ECHO, Limits()).ask(RUNS, told.append)
    assert exchanges == tuple(told)
    assert [(one.run, one.tries, one.clauses, one.stop_reason) for one in exchanges] == [
        (run, 1, ("c1",), "end_turn") for run in (1, 2, 3)
    ]
    assert {one.text.strip() for one in exchanges} == {'{"a":1}'}
    assert exchanges[0].began <= exchanges[1].began


def test_the_time_is_for_all_runs() -> None:
    first, second, third = ProgramAsker(SLEEP, Limits(), total=0.4).ask(RUNS, lambda _: None)
    assert first.trouble == "it took longer than 0.4 seconds"
    assert second.trouble == third.trouble == "the 0.4 seconds for all runs were over"
    assert (first.tries, second.tries) == (1, 0)


def test_a_request_that_is_too_long_is_not_sent() -> None:
    (only,) = ProgramAsker(ECHO, Limits(request_bytes=5)).ask(RUNS[:1], lambda _: None)
    assert (only.tries, only.text) == (0, "")
    assert only.trouble == "the request on this contract is longer than 0 MB"


def test_what_is_private_counts_as_sent_and_is_not_kept() -> None:
    (only,) = ProgramAsker(ECHO, Limits(), {"history": 7}).ask(RUNS[:1], lambda _: None)
    assert only.text.strip() == '{"a":1,"private":{"history":7}}'
    assert only.request == b'{"a":1}'


def test_a_key_that_was_passed_on_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_KEY", "sk-not-to-be-told")
    monkeypatch.setenv("CLAUSECHECK_BOT_ENV", "BOT_KEY")
    tells = (sys.executable, "-c", "import os; raise SystemExit('no access with ' + os.environ['BOT_KEY'])")
    (only,) = ProgramAsker(tells, Limits()).ask(RUNS[:1], lambda _: None)
    assert only.trouble == "it ended with exit code 1; it said “no access with BOT_KEY”"


def test_nothing_is_started_once_it_is_closed() -> None:
    asker = ProgramAsker(SLEEP, Limits())
    asker.close()
    assert [one.trouble for one in asker.ask(RUNS[:1], lambda _: None)] == ["it was not asked any more"]
