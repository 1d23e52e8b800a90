"""Words that take the place of others."""

import pytest

from clausecheck.model import Priority, Severity, Side
from clausecheck.reviewers.playbook import Position
from clausecheck.reviewers.rules.names import Names
from clausecheck.reviewers.rules.wording import defined_term, propose

NAMES = Names("Provider", "the Customer")


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
