"""Amounts in words and figures, and the words that take their place."""

import pytest

from clausecheck.model import Priority, Severity, Side
from clausecheck.reviewers.rules.amounts import Unit, find_amounts, mentions_amount, number_of_words
from clausecheck.reviewers.rules.names import Names
from clausecheck.reviewers.rules.playbook import Position
from clausecheck.reviewers.rules.wording import defined_term, propose

NAMES = Names("Provider", "the Customer")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("within thirty (30) days", Unit.DAYS, 30),
        ("one hundred and fifty days' notice", Unit.DAYS, 150),
        ("15 year(s)", Unit.DAYS, 5475),
        ("24 hours", Unit.DAYS, 1),
        ("a 12 month period", Unit.DAYS, 365),
        ("two (2) Business Days", Unit.DAYS, 2),
        ("$2,500,000", Unit.MONEY, 2_500_000),
        ("US $5 million", Unit.MONEY, 5_000_000),
        ("ten million dollars", Unit.MONEY, 10_000_000),
        ("one percent (1.00%) per month", Unit.PERCENT, 1),
        ("one and one-half percent", Unit.PERCENT, 1.5),
        ("1.5 %", Unit.PERCENT, 1.5),
        ("1,25 %", Unit.PERCENT, 1.25),
        ("fifty (50) times the fees", Unit.TIMES, 50),
        ("twice the fees", Unit.TIMES, 2),
    ],
)
def test_an_amount_is_read(text: str, unit: Unit, value: float) -> None:
    amount = find_amounts(text)[0]
    assert amount.unit is unit
    assert amount.value == pytest.approx(value)
    assert mentions_amount(text.lower())


@pytest.mark.parametrize("text", ["Section 30", "the first day", "one party", "version 2.5.1"])
def test_what_is_no_amount(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [("thirty", 30), ("forty-five", 45), ("one hundred fifty", 150), ("two thousand", 2000), ("party", None)],
)
def test_numbers_in_words(words: str, number: float | None) -> None:
    assert number_of_words(words) == number


def _position(**more: object) -> Position:
    fields: dict[str, object] = {
        "severity": Severity.HIGH, "priority": Priority.MUST, "title": "t", "explanation": "e", "ask": "a",
        "fallback": "f", "walk_away": "w", "proposed": "{A} and {B} agree.", "reason": "r",
    }  # fmt: skip
    return Position(**(fields | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quote", "value", "days", "expected"),
    [
        ("Pay within one hundred eighty (180) days.", 180, 30, "Pay within thirty (30) days."),
        ("Notice of 300 days' length.", 300, 60, "Notice of 60 days' length."),
        ("It runs 15 year(s)", 5475, 365, "It runs 1 year"),
    ],
)
def test_a_period_is_replaced_as_it_was_written(quote: str, value: float, days: float, expected: str) -> None:
    assert propose(_position(set_days=days), {}, NAMES, Side.SELLER, quote, value) == expected


def test_an_edit_mends_the_quoted_words() -> None:
    edits = {"x": {"sole discretion": "reasonable discretion"}}
    given = propose(
        _position(edits=("x",)), edits, NAMES, Side.SELLER, "In its SOLE DISCRETION, or its sole discretion.", None
    )
    assert given == "In its REASONABLE DISCRETION, or its reasonable discretion."


def test_the_playbooks_sentence_is_used_where_no_edit_fits() -> None:
    assert propose(_position(), {}, NAMES, Side.BUYER, "Something else.", None) == "The Customer and Provider agree."


def test_capitals_answer_capitals() -> None:
    quote = "PROVIDER SHALL NOT BE LIABLE FOR ANYTHING."
    assert propose(_position(), {}, NAMES, Side.SELLER, quote, None) == "PROVIDER AND THE CUSTOMER AGREE."


@pytest.mark.parametrize(
    ("quote", "term"),
    [
        ("“Net Sales” means all receipts.", "Net Sales"),
        ('"Fees" means x', "Fees"),
        ("Fees means all.", "Fees"),
        ("x", "the term"),
    ],
)
def test_the_defined_term_is_found(quote: str, term: str) -> None:
    assert defined_term(quote) == term
