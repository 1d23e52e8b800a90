"""An answer is read part by part: what is out of form falls alone."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from clausecheck.reviewers.bots.answer import OUT_OF_FORM, RATING_OUT_OF_FORM, Told, read_answer
from clausecheck.reviewers.bots.shapes import json_schema
from tests.reviewers.contracts import contract

WHOLE: dict[str, Any] = {
    "clause": {"id": "c1"},
    "quote": "within ninety (90) days",
    "kind": "unusual_value",
    "severity": "high",
    "favors": "buyer",
    "clause_type": "payment_terms",
    "title": "Late payment",
    "explanation": "The time to pay is long.",
}
RATING = {"finding": "f000001", "severity": "low", "why": "Usual between these two."}
SCHEMA = Draft202012Validator(json_schema("bot-answer"))


def read(answer: object) -> Told | None:
    text = answer if isinstance(answer, str) else json.dumps(answer)
    return read_answer(text, contract(), lambda value: value)


def held(answer: object) -> Told:
    told = read(answer)
    assert told is not None
    return told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "null",
        "7",
        '"findings"',
        "{}",
        '{"findings": {}}',
        '{"findings": [], "ratings": 3}',
        "[1",
        "[NaN]",
        "[" * 100_000,
        "9" * 10_000,
        '{"findings": []} and more',
        "\x00",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_answer(text: str) -> None:
    assert read(text) is None


def test_a_list_is_an_answer_as_well() -> None:
    assert held([WHOLE]).claims == held({"findings": [WHOLE]}).claims
    assert held([WHOLE]).claims[0].clause_id == "c1"
    SCHEMA.validate([WHOLE])
    SCHEMA.validate({"findings": [WHOLE], "ratings": [RATING], "version": "3"})


def test_a_finding_may_be_given_back_as_it_was_given() -> None:
    more = {"id": "f000001", "span": [1, 2], "origin": "rules", "evidence": [], "confidence": "high"}
    assert held([WHOLE | more]).claims == held([WHOLE]).claims
    SCHEMA.validate([WHOLE | more])


def test_a_clause_may_be_named_by_its_id_alone() -> None:
    named = {name: value for name, value in WHOLE.items() if name != "clause"} | {"clause_id": "c1"}
    assert held([named]).claims == held([WHOLE]).claims
    SCHEMA.validate([named])


def test_a_finding_without_a_type_has_the_likeliest_of_its_clause() -> None:
    assert held([WHOLE | {"clause_type": ""}]).claims[0].clause_type == "payment_terms"
    assert held([WHOLE | {"clause_type": "", "clause": {"id": "c99"}}]).claims[0].clause_type == ""


@pytest.mark.parametrize(
    "broken",
    [
        {"clause": None},
        {"clause": "c1"},
        {"clause": {"id": "c2"}, "clause_id": "c1"},
        {"quote": 7},
        {"quote": None},
        {"severity": "grave"},
        {"kind": "missing_clause"},
        {"kind": "hidden_content"},
        {"favors": "me"},
        {"title": ["x"]},
        {"title": "x" * 200_000},
        {"negotiation": {"priority": "must"}},
        {"negotiation": "pay less"},
    ],
    ids=str,
)
def test_a_finding_out_of_form_falls_alone(broken: dict[str, Any]) -> None:
    told = held([WHOLE | broken, WHOLE])
    assert len(told.claims) == 1
    assert [refused.reason for refused in told.refused] == [OUT_OF_FORM]


@pytest.mark.parametrize("part", [None, 3, "text", [], {}])
def test_what_is_no_finding_at_all_is_counted(part: object) -> None:
    told = held({"findings": [part, WHOLE], "ratings": [part, RATING]})
    assert (len(told.claims), len(told.ratings)) == (1, 1)
    assert sorted(refused.reason for refused in told.refused) == [OUT_OF_FORM, RATING_OUT_OF_FORM]


def test_a_flood_is_counted() -> None:
    told = held({"findings": [WHOLE] * 2_500, "ratings": [RATING] * 2_001})
    assert (len(told.claims), len(told.ratings)) == (2_000, 2_000)
    assert [refused.reason for refused in told.refused] == ["more findings than are read"] * 501


def test_a_version_is_short_and_visible() -> None:
    assert held({"findings": [], "version": "2.0\x1b[31m\n beta"}).version == "2.0[31m beta"
    assert held({"findings": [], "version": "x" * 500}).version == ""
    assert held({"findings": [], "version": 3}).version == ""


def test_what_was_replaced_is_put_back_before_it_is_read() -> None:
    told = read_answer(
        json.dumps([WHOLE]), contract(), lambda value: json.loads(json.dumps(value).replace("Late", "Slow"))
    )
    assert told is not None
    assert told.claims[0].title == "Slow payment"
