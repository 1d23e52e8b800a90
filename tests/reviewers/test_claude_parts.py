"""The parts of the Claude path by themselves: groups, schema, patience, and stopping."""

import json
import threading
from typing import Any

import anthropic
import jsonschema
import pytest

from clausecheck.model import ClassifiedType, Part
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.request import Chunk, data, message, plan
from clausecheck.reviewers.claude.retry import Fault, Patience, status_fault
from clausecheck.reviewers.claude.schema import parse, schema
from clausecheck.reviewers.claude.session import Session
from clausecheck.reviewers.prompting import load_prompts
from tests.reviewers.contracts import CLAUSES, request

GOOD = {
    "findings": [
        {
            "clause_id": "c1", "quote": "q", "kind": "one_sided", "severity": "low", "favors": "buyer",
            "clause_type": "insurance", "title": "t", "explanation": "e", "ask": "a", "fallback": "", "walk_away": "",
            "proposed_text": "", "priority": "nice", "reason": "",
        }
    ],
    "verdicts": [{"clause_id": "c1", "verdict": "finding"}],
}  # fmt: skip


def changed(path: tuple[Any, ...], value: object) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(GOOD))
    place: Any = copy
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return copy


BAD = [
    changed(("verdicts",), None),
    changed(("findings", 0, "quote"), None),
    changed(("findings", 0, "severity"), "fatal"),
    changed(("findings", 0, "kind"), "missing_clause"),
    changed(("findings", 0, "confidence"), "high"),
    changed(("findings", 0, "title"), 7),
    changed(("verdicts", 0, "verdict"), "fine"),
    changed(("findings",), {}),
]


def test_the_schema_says_what_the_check_accepts() -> None:
    jsonschema.validate(GOOD, schema())
    assert parse(json.dumps(GOOD)) is not None
    for bad in BAD:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema())
        assert parse(json.dumps(bad)) is None


def test_the_schema_uses_only_what_the_service_supports() -> None:
    """The SDK's own transformation, which takes out what the service would refuse, leaves it as it is."""
    assert anthropic.transform_schema(schema()) == schema()


def test_groups_are_bounded_and_hold_every_clause_once() -> None:
    clauses = tuple(("Heading", "Some words of a clause. " * (n % 40 + 1), "insurance") for n in range(300))
    limits = Limits(chunk_characters=2_000, chunk_clauses=5, clause_characters=600)
    chunks, left_out = plan(request(clauses=clauses), limits)
    ids = [name for chunk in chunks for name in chunk.ids]
    assert ids + list(left_out) == [f"c{n}" for n in range(1, 301)]
    assert len(chunks) == limits.requests
    for chunk in chunks:
        assert len(chunk.clauses) <= 5
        shown = data(request(clauses=clauses), chunk, limits)["clauses"]
        assert sum(len(clause["text"]) for clause in shown) <= 2_000
        assert all(len(clause["text"]) <= 600 for clause in shown)


def test_signatures_and_bare_headings_are_not_asked_about() -> None:
    from dataclasses import replace

    whole = request()
    first, second, *others = whole.contract.clauses
    clauses = (replace(first, part=Part.SIGNATURES), replace(second, text="  "), *others)
    chunks, left_out = plan(replace(whole, contract=replace(whole.contract, clauses=clauses)), Limits())
    assert [chunk.ids for chunk in chunks] == [("c3", "c4")]
    assert left_out == ()


def test_a_document_without_clauses_asks_nothing() -> None:
    assert plan(request(clauses=()), Limits()) == ((), ())


def test_a_group_shows_what_is_known_of_its_clauses_and_no_more() -> None:
    whole = request()
    first = data(whole, Chunk(clauses=whole.contract.clauses[:1]), Limits())
    last = data(whole, Chunk(clauses=whole.contract.clauses[3:]), Limits())
    assert [term["value"] for term in first["terms"]] == [90.0]
    assert [found["statement"] for found in first["deviations"]] == ["90 days or more in 3 of 41 contracts"]
    assert [found["quote"] for found in first["findings"]] == ["ninety (90) days"]
    assert (last["terms"], last["deviations"], last["findings"]) == ([], [], [])


def test_every_group_says_who_is_who() -> None:
    whole = request()
    shown = data(whole, Chunk(clauses=whole.contract.clauses[3:]), Limits())
    assert shown["parties"] == [
        {"name": "Acme Ltd", "called": "Supplier", "role": "seller"},
        {"name": "Bolt Inc.", "called": "Customer", "role": "buyer"},
    ]


def test_the_region_is_told() -> None:
    whole = request(region="uk")
    chunk = Chunk(clauses=whole.contract.clauses)
    assert 'The region is "uk".' in message(whole, chunk, data(whole, chunk, Limits()))


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


def test_an_interruption_ends_the_review_and_stops_the_others() -> None:
    sent = []

    def send(body: dict[str, Any]) -> Reply:
        sent.append(body)
        if len(sent) > 1:
            raise KeyboardInterrupt
        return Reply(json.dumps({"findings": [], "verdicts": []}), "end_turn")

    whole = request(clauses=CLAUSES * 10)
    limits = Limits(chunk_clauses=1, parallel=1)
    session = Session(
        request=whole,
        prompts=load_prompts(),
        limits=limits,
        model="test",
        patience=Waiting([]).patience(),
        send=send,
        stop=threading.Event(),
    )
    with pytest.raises(KeyboardInterrupt):
        session.run(plan(whole, limits)[0])
    assert session.stop.is_set()
    assert len(sent) == 2


def test_types_are_told_by_their_ids() -> None:
    whole = request()
    shown = data(whole, Chunk(clauses=whole.contract.clauses[1:2]), Limits())
    assert whole.contract.types["c2"] == (ClassifiedType(id="uncapped_liability", probability=0.9),)
    assert shown["clauses"][0]["types"] == ["uncapped_liability"]
