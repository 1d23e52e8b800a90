"""Where the steps of a negotiation stand among counted contracts, and what terms come to in money."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from clausecheck import resources
from clausecheck.compare.market import Market
from clausecheck.model import (
    Cell,
    Confidence,
    Favors,
    Finding,
    FindingKind,
    Negotiation,
    Origin,
    Priority,
    Review,
    Severity,
    Side,
    Step,
)
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.review import read_contract, review
from clausecheck.reviewers.rules.placing import amount_in, in_market
from clausecheck.stats import load
from clausecheck.stats.terms import UNITS
from tests.statistics_files import presence, values, write

POSITIONS: dict[str, Any] = tomllib.loads(
    (resources.folder("playbooks") / "both.toml").read_text(encoding="utf-8")
)["position"]  # fmt: skip
PLACED = {topic: entry["market"] for topic, entry in POSITIONS.items() if "market" in entry}
STATED = {topic: about for topic, about in PLACED.items() if about in UNITS}

CONTRACT = """\
SERVICES AGREEMENT

This Services Agreement is made as of January 5, 2026 between Acme Tools Inc., a Delaware corporation ("Customer"), and
Bright Ideas LLC, a New York limited liability company ("Provider").

1. Services. Provider shall provide the consulting services described in Exhibit A to Customer.

2. Term. The initial term of this Agreement is {term}.

3. Payment. Customer shall pay each invoice within {days} days after receipt.

4. Late payment. Overdue amounts bear interest at {interest} percent per month, payable by Customer to Provider.

5. Governing Law. This Agreement is governed by the laws of the State of New York.
"""


@pytest.fixture
def market(tmp_path: Path) -> Market:
    row = {"source": "one", "category": "all", "mutual": 30, "seller": 6, "buyer": 4}
    figures = load(
        write(
            tmp_path,
            presence=presence("non_compete all 10 40"),
            values=values("""
                payment_days days all 10:2 30:20 45:4 60:3 90:1
                liability_cap months_of_fees all 12:9 24:3
                confidentiality_period months all 12:4 36:12 60:4
            """),
            directions=[{"type": "indemnification", "sampled": 40, **row}],
        )
    )
    return Market(statistics=figures, cell=Cell("all"))


def _finding(ask: str, fallback: str = "None.", walk_away: str = "None.", kind: str = "payment_terms") -> Finding:
    return Finding(
        id="f000000", kind=FindingKind.MISSING_CLAUSE, severity=Severity.HIGH, confidence=Confidence.HIGH,
        favors=Favors.BUYER, clause_id=None, clause_type=kind, title="t", explanation="e", quote="", span=None,
        origin=Origin.RULES,
        negotiation=Negotiation(priority=Priority.MUST, ask=ask, fallback=fallback, walk_away=walk_away,
                                proposed_text="p", reason="r"),
    )  # fmt: skip


def _words(finding: Finding) -> list[str]:
    assert finding.negotiation
    return [place.words for place in finding.negotiation.placed]


def test_each_step_stands_where_its_own_amount_does(market: Market) -> None:
    found = in_market(_finding("Thirty days.", "Forty-five days.", "More than 60 days."), "payment_days", market)
    assert _words(found) == [
        "Your ask, 30 days, is the median",
        "Your fallback, 45 days, is above the median",
        "Your walk-away, 60 days, is above the median",
    ]
    assert found.negotiation
    ask = found.negotiation.placed[0]
    assert ask.step is Step.ASK
    assert (ask.evidence.count, ask.evidence.sampled) == (22, 30)
    assert ask.evidence.statement.startswith("30 days or less in 22 of 30 contracts of all kinds")


def test_who_asks_for_more_is_told_how_many_have_as_much(market: Market) -> None:
    found = in_market(_finding("Sixty days.", "Forty-five days.", "Less than thirty days."), "payment_days", market)
    assert found.negotiation
    assert found.negotiation.placed[0].evidence.statement.startswith("60 days or more in 4 of 30")


@pytest.mark.parametrize(
    ("ask", "rank"), [("Five days.", "below what nearly all state"), ("120 days.", "above what nearly all state")]
)
def test_an_ask_beyond_nearly_all_is_called_so(market: Market, ask: str, rank: str) -> None:
    assert _words(in_market(_finding(ask), "payment_days", market))[0].endswith(rank)


def test_a_mutual_clause_and_one_left_out_are_placed_by_counts(market: Market) -> None:
    both = in_market(_finding("Make it mutual.", kind="indemnification"), "mutual", market)
    assert _words(both) == ["Your ask, the same for both sides, is what most contracts have"]
    assert both.negotiation
    assert (both.negotiation.placed[0].evidence.count, both.negotiation.placed[0].evidence.sampled) == (30, 40)
    none = in_market(_finding("No non-compete."), "absent non_compete", market)
    assert _words(none) == ["Your ask, no clause on non-compete, is what most contracts have"]
    there = in_market(_finding("One."), "clause non_compete", market)
    assert _words(there) == ["Your ask, a clause on non-compete, is what fewer than half have"]


@pytest.mark.parametrize("about", ["", "cure_period", "mutual confidentiality", "clause exclusivity"])
def test_without_a_sample_nothing_is_placed(market: Market, about: str) -> None:
    assert _words(in_market(_finding("Thirty days."), about, market)) == []


def test_a_step_without_an_amount_is_not_placed(market: Market) -> None:
    found = in_market(_finding("Payment on time.", "Forty-five days."), "payment_days", market)
    assert [word.partition(",")[0] for word in _words(found)] == ["Your fallback"]


@pytest.mark.parametrize(
    ("text", "term", "amount"),
    [
        ("Payment within thirty days of the invoice.", "payment_days", (30, "days")),
        ("Ten business days to test.", "acceptance_days", (14, "days")),
        (
            "Three years after the end; trade secrets as long as they are secret.",
            "confidentiality_period",
            (36, "months"),
        ),
        ("Ninety days.", "warranty_period", (3, "months")),
        ("One percent a month, or the legal maximum.", "late_interest", (1, "percent_per_month")),
        ("18 % a year.", "late_interest", (1.5, "percent_per_month")),
        ("On sixty days' notice, at most 3 % or the index.", "price_increase", (3, "percent_per_year")),
        ("Twice the fees of twelve months.", "liability_cap", (24, "months_of_fees")),
        ("At most three times the fees.", "liability_cap", (3, "multiple_of_fees")),
        ("150 % of the fees.", "liability_cap", (1.5, "multiple_of_fees")),
        ("No cap at all.", "liability_cap", None),
        ("On time.", "payment_days", None),
    ],
)
def test_amounts_are_read_from_the_words_that_are_shown(text: str, term: str, amount: tuple[float, str] | None) -> None:
    assert amount_in(text, term) == amount


@pytest.mark.parametrize("topic", sorted(STATED))
def test_a_topic_that_is_placed_by_a_term_states_an_amount_of_it(topic: str) -> None:
    entry = POSITIONS[topic]
    steps = [amount_in(entry[step], STATED[topic]) for step in ("ask", "fallback", "walk_away")]
    assert any(steps), entry["ask"]


def test_what_a_topic_is_placed_by_is_known() -> None:
    for topic, about in PLACED.items():
        kind, _, named = about.partition(" ")
        assert about in UNITS or kind in {"clause", "absent", "mutual"}, topic
        assert not named or named in CLAUSE_TYPES, topic


def _reviewed(
    size: float | None, *, term: str = "twenty-four (24) months", days: str = "120", rate: str = "4"
) -> Review:
    text = CONTRACT.format(term=term, days=days, interest=rate)
    return review(read_contract(text.encode(), "a.txt"), Side.SELLER, category="services", deal_size=size)


def _money(made: Review, clause_type: str) -> tuple[str, ...]:
    return next(f.money for f in made.findings if f.clause_type == clause_type and f.quote)


def test_without_a_deal_size_nothing_is_told_in_money() -> None:
    assert all(not finding.money for finding in _reviewed(None).findings)


def test_days_to_pay_in_money_with_the_arithmetic_and_what_is_assumed() -> None:
    stated, asked = _money(_reviewed(73_000), "payment_terms")
    spread = "(73,000 USD spread evenly over the initial term of 24 months)."
    assert stated == f"120 days to pay: 73,000 × 12 / 24 × 120 / 365 = 12,000 USD owed at any time {spread}"
    assert asked == f"Your ask, 30 days to pay: 73,000 × 12 / 24 × 30 / 365 = 3,000 USD owed at any time {spread}"


@pytest.mark.parametrize("term", ["until terminated", "ninety-nine (99) years"])
def test_an_open_term_is_not_assumed_silently(term: str) -> None:
    stated = _money(_reviewed(73_000, term=term), "payment_terms")[0]
    assert stated.endswith(
        "73,000 × 120 / 365 = 24,000 USD owed at any time (if 73,000 USD is what one year is worth)."
    )


def test_late_interest_in_money() -> None:
    made = review(
        read_contract(CONTRACT.format(term="one year", days="30", interest="4").encode(), "a.txt"), Side.BUYER,
        category="services", deal_size=10_000,
    )  # fmt: skip
    stated, asked = _money(made, "late_payment_interest")
    assert stated == "4 % a month: 10,000 × 4 % = 400 USD for each month of delay, if all of it is late."
    assert asked == "Your ask, 1 % a month: 10,000 × 1 % = 100 USD for each month of delay, if all of it is late."


def test_the_other_side_is_told_no_sums() -> None:
    made = _reviewed(73_000)
    assert all(not finding.money for finding in made.findings if finding.severity is Severity.INFO)


def _sums(clause: str, side: Side) -> list[str]:
    text = CONTRACT.format(term="one year", days="30", interest="1").replace(
        "5. Governing", f"5. {clause}\n\n6. Governing"
    )
    made = review(read_contract(text.encode(), "a.txt"), side, category="services", deal_size=50_000)
    return [line for finding in made.findings for line in finding.money]


@pytest.mark.parametrize(
    ("clause", "side", "said"),
    [
        (
            "Liability. Provider's total liability under this Agreement shall not exceed $100.",
            Side.BUYER,
            "100 USD is 0.2 % of the deal (100 / 50,000).",
        ),
        (
            "Liability. Provider's total liability under this Agreement shall not exceed ten times the fees paid.",
            Side.SELLER,
            "10 times the fees: 50,000 × 10 = 500,000 USD, if the deal is all the fees.",
        ),
        (
            "Delay. Provider shall pay Customer liquidated damages of 20 % of the fees for each week of delay.",
            Side.SELLER,
            "20 % a week: 50,000 × 20 % = 10,000 USD for each week of delay, if all of it is late.",
        ),
        (
            "Termination. Customer may terminate this Agreement for convenience on one (1) day's notice to Provider.",
            Side.SELLER,
            "1 day of notice: 50,000 × 1 / 365 = 137 USD of fees (50,000 USD spread evenly over the initial term",
        ),
        (
            "Prices. Provider may increase the fees by up to 40 % each year.",
            Side.BUYER,
            "40 % a year: 50,000 × 40 % = 20,000 USD more in the next year (50,000 USD spread evenly over the initial",
        ),
    ],
)
def test_terms_in_money(clause: str, side: Side, said: str) -> None:
    assert any(line.startswith(said) for line in _sums(clause, side))


def test_an_amount_in_another_currency_is_not_converted() -> None:
    clause = "Liability. Provider's total liability under this Agreement shall not exceed £100."
    assert not any("100" in line.partition(":")[0] for line in _sums(clause, Side.BUYER))
