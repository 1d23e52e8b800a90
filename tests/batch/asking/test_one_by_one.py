"""Questions of a batch that are asked one by one: one pace, one budget, and no question paid twice."""

import json

import pytest

from clausecheck.batch.running import Again
from clausecheck.reviewers.claude.limits import Limits
from tests.batch.asking.desk import QUICK, Out, journal_of
from tests.messages_server import answer, refusal, silence, status, text


def test_every_file_is_asked_about_once(out: Out) -> None:
    told = out.run()
    assert told.outcomes == ["reviewed"] * 3
    assert told.why == [""] * 3
    assert len(out.service.bodies) == len(set(out.service.bodies)) == 3
    assert [row.result.judged[0].reviewer for row in told.rows] == ["claude"] * 3


def test_the_same_command_asks_nothing_again(out: Out) -> None:
    first, reviews = out.run().rows, out.reviews()
    assert out.run().rows == first
    assert out.reviews() == reviews
    assert len(out.service.bodies) == 3


def test_an_answer_is_kept_though_the_review_is_lost(out: Out) -> None:
    out.run()
    reviews = out.reviews()
    for path in (out.folder / "reviews").iterdir():
        path.unlink()
    out.run()
    assert out.reviews() == reviews
    assert len(out.service.bodies) == 3


def test_doing_everything_again_asks_again(out: Out) -> None:
    out.run()
    out.run(again=Again.ALL)
    assert len(out.service.bodies) == 6


def test_the_estimate_is_told_before_anything_is_sent(out: Out) -> None:
    told = out.run(ask=False)
    assert told.outcomes == ["pending"] * 3
    assert out.service.asked == []
    (estimate,) = told.estimates
    assert (estimate.requests, estimate.counted_by, estimate.batches) == (3, "here", False)
    assert estimate.least_usd is not None
    assert estimate.most_usd is not None
    assert estimate.bound_usd is not None
    assert 0 < estimate.least_usd < estimate.most_usd < estimate.bound_usd
    assert out.run().outcomes == ["reviewed"] * 3


def test_the_instructions_of_all_files_are_written_to_the_cache_once(out: Out) -> None:
    (estimate,) = out.run(ask=False).estimates
    sent = {json.dumps(body["system"]) for body in (out.run(), out.service.requests)[1]}
    assert len(sent) == 1
    assert estimate.shared_tokens < estimate.input_tokens / 3


def test_a_repair_and_halves_are_asked_in_further_rounds(out: Out) -> None:
    out.service.script[:] = [text("no JSON"), refusal()]
    told = out.run(2)
    assert told.outcomes == ["reviewed"] * 2
    assert told.why == ["", ""]
    assert len(out.service.bodies) == 2 + 1 + 2  # the repair, and two halves of what was declined
    assert all(row.result.judged[0].unread == 0 for row in told.rows)


def test_each_run_of_a_question_is_asked_once(out: Out) -> None:
    told = out.run(2, runs=2)
    assert told.outcomes == ["reviewed"] * 2
    assert len(out.service.bodies) == 4
    assert len(set(out.service.bodies)) == 2


@pytest.mark.parametrize("code", [429, 529, 500])
def test_a_short_fault_is_waited_out(out: Out, code: int) -> None:
    out.service.script[:] = [answer(), *[status(code, retry_after="0")] * 3]
    told = out.run(5, limits=Limits(tries=4, longest_wait=0.05))
    assert told.why == [""] * 5
    assert len(out.service.bodies) == 5 + 3


def test_a_service_that_is_down_loses_no_file(out: Out) -> None:
    working, out.service.otherwise = out.service.otherwise, status(500)
    told = out.run()
    assert told.outcomes == ["reviewed"] * 3
    assert all("(a fault of the service, 500); the rules' review is complete" in why for why in told.why)
    assert all(row.result.judged[0].points for row in told.rows)
    asked = len(out.service.bodies)
    assert asked <= 2 * QUICK.tries  # nobody has ever answered: two questions are enough to see it
    out.service.otherwise = working
    again = out.run()
    assert again.why == [""] * 3
    assert len(out.service.bodies) == asked + 3


def test_refused_credentials_end_the_asking_at_once(out: Out) -> None:
    out.service.otherwise = status(401, "authentication_error")
    told = out.run()
    assert len(out.service.bodies) == 1
    assert told.outcomes == ["reviewed"] * 3
    assert all("it did not accept the credentials" in why for why in told.why)


def test_a_question_that_is_not_accepted_is_not_asked_by_a_later_run(out: Out) -> None:
    out.service.script[:] = [answer(), status(400, "invalid_request_error")]
    told = out.run(2)
    assert sorted(map(bool, told.why)) == [False, True]
    assert out.run(2).rows == told.rows
    assert len(out.service.bodies) == 2


def test_the_bound_holds_for_all_files_and_all_runs(out: Out) -> None:
    whole = out.run(8).rows
    dear = sum(row.result.judged[0].cost_usd for row in whole)
    bounded = Out(out.folder.with_name("bounded"), out.service)
    out.service.tokens = lambda _: 200
    cheap = Limits(tries=2, longest_wait=0.05, least_answer_tokens=50)
    told = bounded.run(8, max_cost=dear / 2, limits=cheap)
    paid = sum(row.result.judged[0].cost_usd for row in told.rows)
    assert told.outcomes == ["reviewed"] * 8
    assert 0 < paid <= dear / 2
    unpaid = [why for why in told.why if "over the bound on the cost" in why]
    assert 0 < len(unpaid) < 8
    asked = len(out.service.bodies)
    assert bounded.run(8, max_cost=dear / 2, limits=cheap).rows == told.rows
    assert len(out.service.bodies) == asked
    more = bounded.run(8, max_cost=dear * 4, limits=cheap)
    assert more.why == [""] * 8
    assert len(out.service.bodies) == asked + len(unpaid)


def test_what_was_on_the_wire_at_a_crash_counts_as_paid(out: Out) -> None:
    out.run(1, ask=False)
    with journal_of(out) as journal, journal.writing() as base:
        base.execute("UPDATE question SET batch = 0, held = 0.5, sent = 1")
    told = out.run(1, max_cost=0.500001)
    assert "over the bound on the cost" in told.why[0]
    assert out.service.bodies == []


def test_a_run_asks_no_longer_than_it_may(out: Out) -> None:
    working, out.service.otherwise = out.service.otherwise, silence(5.0)
    told = out.run(max_time=1.5)
    assert told.outcomes == ["reviewed"] * 3
    assert all("the time for the review was used up" in why for why in told.why)
    assert len(out.service.bodies) == 1
    out.service.otherwise = working
    assert out.run().why == [""] * 3


def test_words_are_forgotten_once_they_are_answered(out: Out) -> None:
    out.run()
    with journal_of(out) as journal:
        assert journal.base.execute("SELECT count(*), count(body) FROM question").fetchone() == (3, 0)
