"""Readings on money and warranties go by who pays and who warrants."""

import pytest

from clausecheck.model import Favors, Side
from clausecheck.reviewers.rules.reading import library
from clausecheck.reviewers.rules.turned import DOES, exchanged, turned
from tests.reviewers.rules_contract import PROTECTED, answer, by_rule, contract


@pytest.mark.parametrize(
    ("does", "text", "other_way"),
    [
        ("pays", " SELLER shall promptly pay BUYER within <days 90> ", True),
        ("pays", " the rebate shall be paid by SELLER within <days 90> ", True),
        ("pays", " BUYER shall pay SELLER within <days 90> ", False),
        ("pays", " BUYER shall pay the fees and SELLER shall pay the tax ", False),
        ("pays", " invoices of SELLER are due in <days 90> ", False),
        ("warrants", " BUYER warrants the goods for <days 9000> ", True),
        ("warrants", " SELLER gives no warranty and BUYER warrants nothing ", False),
    ],
)
def test_the_other_way_round(does: str, text: str, other_way: bool) -> None:
    assert turned(does, text) is other_way
    assert turned(does, exchanged(text)) is False or not other_way


def test_every_reading_names_what_is_known() -> None:
    for reading in library().readings:
        assert not reading.does or (reading.does in DOES and reading.favors in {"seller", "buyer"}), reading.id


@pytest.mark.parametrize(
    ("line", "favors"),
    [
        ("Payment. Customer shall pay interest of 9% per month on late payments.", Favors.SELLER),
        ("Payment. Provider shall pay interest of 9% per month on late payments.", Favors.BUYER),
        ("Payment. Late payments bear interest of 9% per month.", Favors.SELLER),
    ],
)
def test_whoever_pays_is_harmed(line: str, favors: Favors) -> None:
    for side in Side:
        found = by_rule(answer(contract(line, *PROTECTED), side), "late_interest_steep")
        assert found.favors is favors
