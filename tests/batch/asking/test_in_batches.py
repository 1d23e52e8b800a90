"""Questions of a batch that are handed in together: nothing is lost or paid twice, whatever happens to a batch."""

import json
from typing import Any

import pytest

from clausecheck.batch.asking import in_batches
from clausecheck.reviewers.claude.limits import Limits
from tests.batch.asking.desk import Out, journal_of
from tests.messages_batches import Collected, results
from tests.messages_server import Handler, answer, broken, ended, raw, status, text


def _handed_in(out: Out) -> int:
    return len(out.service.batches)


def test_everything_is_handed_in_at_once_at_half_the_price(out: Out) -> None:
    told = out.run(bulk=True)
    assert told.outcomes == ["reviewed"] * 3
    assert told.why == [""] * 3
    assert [len(batch.requests) for batch in out.service.batches] == [3]
    one_by_one = Out(out.folder.with_name("other"), out.service).run()
    cost, dear = (sum(row.result.judged[0].cost_usd for row in run.rows) for run in (told, one_by_one))
    assert cost == pytest.approx(dear / 2, rel=1e-3)
    assert told.estimates[0].batches


def test_a_batch_is_left_and_read_by_the_same_command(out: Out) -> None:
    out.service.polls = 10**6
    left = out.run(bulk=True, wait=False)
    assert left.outcomes == ["pending"] * 3
    assert _handed_in(out) == 1
    still = out.run(bulk=True, wait=False)
    assert still.outcomes == ["pending"] * 3
    out.service.batches[0].polls = 0
    assert out.run(bulk=True).why == [""] * 3
    assert _handed_in(out) == 1


def test_answers_are_matched_by_their_names(out: Out) -> None:
    def told(body: dict[str, Any]) -> str:
        content = body["messages"][0]["content"]
        shown = json.loads(content.partition("<contract_data>\n")[2].partition("\n</contract_data>")[0])
        days = next(clause["text"] for clause in shown["clauses"] if "days after" in clause["text"])
        verdicts = [{"clause_id": clause["id"], "verdict": "usual"} for clause in shown["clauses"]]
        place = next(clause["id"] for clause in shown["clauses"] if clause["text"] == days)
        number = days.partition("(")[2].partition(")")[0]
        finding = {
            "clause_id": place, "kind": "one_sided", "severity": "high", "confidence": "high", "favors": "buyer",
            "clause_type": "payment", "title": f"Pays after {number} days", "explanation": "Long.",
            "quote": f"({number}) days after receipt", "negotiation": None,
        }  # fmt: skip
        verdicts = [one | ({"verdict": "finding"} if one["clause_id"] == place else {}) for one in verdicts]
        return json.dumps({"ratings": [], "findings": [finding], "verdicts": verdicts})

    out.service.otherwise = text(told)
    out.run(4, bulk=True)
    one_by_one = Out(out.folder.with_name("other"), out.service)
    one_by_one.run(4)
    for name, review in out.reviews().items():
        number = name[0]
        quotes = [finding["quote"] for finding in json.loads(review)["findings"]]
        assert not any(f"(6{other}) days" in quote for quote in quotes for other in range(4) if str(other) != number)
    assert {name: _without_cost(one) for name, one in out.reviews().items()} == {
        name: _without_cost(one) for name, one in one_by_one.reviews().items()
    }


def _without_cost(review: bytes) -> Any:
    told = json.loads(review)
    del told["usage"]["cost_usd"]
    return told


def test_what_expired_is_handed_in_again(out: Out) -> None:
    out.service.script[:] = [ended("expired"), answer(), ended("expired")]
    told = out.run(bulk=True)
    assert told.why == [""] * 3
    assert [len(batch.requests) for batch in out.service.batches] == [3, 2]


def test_what_ends_in_an_error_is_handed_in_three_times(out: Out) -> None:
    out.service.otherwise = status(500)
    told = out.run(2, bulk=True)
    assert told.outcomes == ["reviewed"] * 2
    assert all("a fault of the service, 500" in why for why in told.why)
    assert [len(batch.requests) for batch in out.service.batches] == [2, 2, 2]
    out.service.otherwise = answer()
    assert out.run(2, bulk=True).why == ["", ""]


def test_what_is_not_accepted_is_never_handed_in_again(out: Out) -> None:
    out.service.script[:] = [answer(), status(400, "invalid_request_error")]
    told = out.run(2, bulk=True)
    assert sorted(map(bool, told.why)) == [False, True]
    assert out.run(2, bulk=True).rows == told.rows
    assert _handed_in(out) == 1


def test_a_batch_that_was_cancelled_is_left_to_a_later_run(out: Out) -> None:
    out.service.script[:] = [ended("canceled")] * 2
    told = out.run(2, bulk=True)
    assert all("the batch was cancelled" in why for why in told.why)
    assert _handed_in(out) == 1
    assert out.run(2, bulk=True).why == ["", ""]
    assert _handed_in(out) == 2


def test_a_batch_that_is_gone_is_handed_in_again(out: Out) -> None:
    out.service.polls = 10**6
    out.run(bulk=True, wait=False)
    out.service.batches[0].id = "forgotten"
    out.service.polls = 0
    assert out.run(bulk=True).why == [""] * 3
    assert _handed_in(out) == 2


def test_a_lost_id_is_found_again(out: Out) -> None:
    out.service.polls = 10**6
    out.run(bulk=True, wait=False)
    with journal_of(out) as journal, journal.writing() as base:
        base.execute("UPDATE handed SET batch = ''")
    out.service.batches[0].polls = 0
    assert out.run(bulk=True).why == [""] * 3
    assert _handed_in(out) == 1


def test_the_batch_of_somebody_else_is_not_taken_for_a_lost_one(out: Out) -> None:
    out.service.polls = 10**6
    out.run(2, bulk=True, wait=False)
    mine = out.service.batches.pop()
    other = Out(out.folder.with_name("other"), out.service)
    other.run(2, bulk=True, wait=False, runs=1)
    for request in out.service.batches[0].requests:
        request["custom_id"] = "x" + request["custom_id"][1:]
    out.service.batches[0].polls = 0
    out.service.batches[0].id = "msgbatch_other"
    out.service.batches.insert(0, mine)
    mine.polls = 0
    with journal_of(out) as journal, journal.writing() as base:
        base.execute("UPDATE handed SET batch = ''")
    assert out.run(2, bulk=True).why == [""] * 2
    assert _handed_in(out) == 2


def test_a_batch_that_was_never_taken_is_handed_in(out: Out) -> None:
    out.service.polls = 10**6
    out.run(bulk=True, wait=False)
    out.service.batches.clear()
    with journal_of(out) as journal, journal.writing() as base:
        base.execute("UPDATE handed SET batch = ''")
    out.service.polls = 0
    assert out.run(bulk=True).why == [""] * 3
    assert _handed_in(out) == 1


def test_a_batch_whose_taking_was_not_told_is_looked_for(out: Out) -> None:
    def taken_in_silence(handler: Handler, _: dict[str, Any]) -> None:
        handler.close_connection = True

    out.service.faults["submit"] = [taken_in_silence]
    assert out.run(bulk=True).why == [""] * 3
    assert _handed_in(out) == 1
    assert ("GET", "/v1/messages/batches?limit=100") in out.service.asked


def test_results_that_broke_off_are_read_again(out: Out) -> None:
    def half(handler: Handler, _: dict[str, Any]) -> None:
        def play(body: bytes, taken: Collected) -> None:
            handler.service.next_step(body, {})(taken, json.loads(body))  # type: ignore[arg-type]

        page = results(handler.service.batches[0], play)
        handler.whole(200, page[: len(page) * 2 // 3], "application/x-jsonl")

    out.service.faults["results"] = [half]
    assert out.run(bulk=True).why == [""] * 3
    assert _handed_in(out) == 1
    assert [path for _, path in out.service.asked].count("/v1/messages/batches/msgbatch_0/results") == 2


def test_a_result_that_comes_twice_counts_once(out: Out) -> None:
    out.service.polls = 10**6
    out.run(2, bulk=True, wait=False)
    batch = out.service.batches[0]
    message = {
        "id": "m", "type": "message", "role": "assistant", "model": "m",
        "content": [{"type": "text", "text": "no JSON"}],
        "stop_reason": "end_turn", "stop_sequence": None, "usage": {"input_tokens": 1, "output_tokens": 1},
    }  # fmt: skip
    good = json.dumps({"ratings": [], "findings": [], "verdicts": [
        {"clause_id": str(number), "verdict": "usual"} for number in range(1, 30)]})  # fmt: skip
    right = message | {"content": [{"type": "text", "text": good}]}
    names = [request["custom_id"] for request in batch.requests]
    batch.results = [
        {"custom_id": name, "result": {"type": "succeeded", "message": told}}
        for told in (right, message)
        for name in [*names, "nobody"]
    ]
    batch.polls = 0
    assert out.run(2, bulk=True).why == ["", ""]
    assert _handed_in(out) == 1


def test_faults_of_a_moment_are_waited_out(out: Out) -> None:
    out.service.faults["submit"] = [status(429, "rate_limit_error"), status(529, "overloaded_error")]
    out.service.faults["state"] = [status(500), broken("cut")]
    out.service.faults["results"] = [raw(b"", 502)]
    assert out.run(bulk=True).why == [""] * 3
    assert _handed_in(out) == 1


def test_a_service_without_batches_loses_no_file(out: Out) -> None:
    out.service.faults["submit"] = [status(404, "not_found_error")]
    told = out.run(bulk=True)
    assert told.outcomes == ["reviewed"] * 3
    assert all("it does not know the model or the address" in why for why in told.why)


def test_a_service_that_says_nothing_of_its_batches_leaves_them_for_later(out: Out) -> None:
    out.service.faults["state"] = [status(500)] * 2
    assert out.run(bulk=True).outcomes == ["reviewed"] * 3  # it has answered before, so it is waited for
    other = Out(out.folder.with_name("other"), out.service)
    out.service.faults["state"] = [status(401, "authentication_error")]
    assert other.run(bulk=True).outcomes == ["pending"] * 3
    assert other.run(bulk=True).why == [""] * 3
    assert _handed_in(out) == 2


def test_a_bound_makes_more_and_smaller_batches(out: Out) -> None:
    limits = Limits(tries=2, longest_wait=0.05)
    (estimate,) = out.run(4, bulk=True, ask=False, limits=limits).estimates
    assert estimate.bound_usd
    told = out.run(4, bulk=True, max_cost=estimate.bound_usd * 0.6, limits=limits)
    assert told.why == [""] * 4
    assert sum(len(batch.requests) for batch in out.service.batches) == 4
    assert _handed_in(out) > 1


def test_what_can_never_be_paid_is_reviewed_without(out: Out) -> None:
    told = out.run(2, bulk=True, max_cost=0.000001)
    assert all("over the bound on the cost" in why for why in told.why)
    assert _handed_in(out) == 0


def test_a_batch_is_read_though_the_next_run_asks_one_by_one(out: Out) -> None:
    out.service.polls = 10**6
    out.run(bulk=True, wait=False)
    out.service.batches[0].polls = 0
    told = out.run(4)
    assert told.why == [""] * 4
    assert _handed_in(out) == 1
    assert [path for method, path in out.service.asked if path == "/v1/messages"] == ["/v1/messages"]


def test_a_batch_is_waited_for_no_longer_than_it_may(out: Out) -> None:
    out.service.polls = 10**6
    assert out.run(bulk=True, max_time=4.0).outcomes == ["pending"] * 3
    out.service.batches[0].polls = 0
    assert out.run(bulk=True).why == [""] * 3
    assert _handed_in(out) == 1


def test_a_damaged_journal_leaves_no_file_waiting_for_ever(out: Out) -> None:
    out.service.polls = 10**6
    out.run(bulk=True, wait=False)
    with journal_of(out) as journal, journal.writing() as base:
        base.execute("DELETE FROM handed")
        base.execute("DELETE FROM question WHERE name = (SELECT min(name) FROM question)")
    out.service.polls = 0
    assert out.run(bulk=True).why == [""] * 3
    assert sum(len(batch.requests) for batch in out.service.batches) == 6


def test_more_than_one_batch_can_hold(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_batches, "MOST_REQUESTS", 2)
    assert out.run(5, bulk=True).why == [""] * 5
    assert sorted(len(batch.requests) for batch in out.service.batches) == [1, 2, 2]
