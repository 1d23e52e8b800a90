"""What own deals say of a contract under review, joined to a finished review."""

import inspect
from dataclasses import fields, replace

import pytest

from clausecheck import model
from clausecheck.context.own import own_deal
from clausecheck.model import Binds, FindingKind, Review, ReviewRequest, Side
from clausecheck.model.history import ABSENT, PRESENT, OwnDeal, OwnFigure, PrivateContext, party_key
from clausecheck.review import read_contract, review, with_history
from tests.history.contracts import ONE_WAY, UNLIMITED, agreement


def deal(number: int, text: str, side: Side = Side.SELLER, **given: str) -> OwnDeal:
    read = read_contract(text.encode(), f"deal-{number}.txt")
    return replace(own_deal(read, side, **given), id=number)


@pytest.fixture(scope="module")
def deals() -> tuple[OwnDeal, ...]:
    return (
        deal(1, agreement(date="March 1, 2024", days=30)),
        deal(2, agreement(date="May 5, 2024", buyer="Globex Corporation", days=45, law="Delaware")),
        deal(3, agreement(date="June 7, 2025", buyer="Initech Ltd", days=30, indemnity=ONE_WAY)),
        deal(4, agreement(date="September 9, 2024", buyer="ACME TOOLS, Incorporated", days=60, warranty=60)),
    )


@pytest.fixture(scope="module")
def reviewed() -> Review:
    text = agreement(
        date="January 5, 2026", days=120, warranty=90, months=24, liability=UNLIMITED, indemnity=ONE_WAY, law="Wales"
    )
    return review(read_contract(text.encode(), "next.txt"), Side.SELLER)


def joined(reviewed: Review, deals: tuple[OwnDeal, ...]) -> PrivateContext:
    private = with_history(reviewed, deals).private
    assert private
    return private


def figure(private: PrivateContext, term: str) -> OwnFigure:
    (found,) = [one for one in private.figures if one.term == term]
    return found


def test_a_deal_is_kept_as_it_was_agreed_and_without_its_words(deals: tuple[OwnDeal, ...]) -> None:
    first = deals[0]
    assert (first.date, first.region, first.own, first.other) == (
        "2024-03-01", "US-NY", "Bright Ideas LLC", "Acme Tools Inc.",
    )  # fmt: skip
    assert {(term.name, term.value, term.unit) for term in first.terms} >= {
        ("payment_days", 30.0, "days"), ("liability_cap", 12.0, "months_of_fees"), ("initial_term", 12.0, "months"),
        ("governing_law", "New York", "region"),
    }  # fmt: skip
    assert {(one.type, one.direction) for one in first.clauses} >= {("indemnification", Binds.BOTH)}
    buyers = deal(9, agreement(), Side.BUYER)
    assert (buyers.own, buyers.other) == ("Acme Tools Inc.", "Bright Ideas LLC")
    assert "undisputed" not in str(deals)
    given = deal(9, agreement(), counterparty="Wayne", date="2020-02-02", category="saas", region="GB")
    assert (given.other, given.date, given.category, given.region) == ("Wayne", "2020-02-02", "saas", "GB")


def test_of_several_values_the_most_frequent_then_the_smallest_is_kept() -> None:
    again = "\n\n9. Invoices. Customer shall pay each invoice for expenses within {} days after receipt.\n"
    (days,) = [t for t in deal(1, agreement(days=60) + again.format(45)).terms if t.name == "payment_days"]
    assert days.value == 45.0


def test_a_value_is_compared_with_what_is_usual_and_with_the_last_one(
    reviewed: Review, deals: tuple[OwnDeal, ...]
) -> None:
    private = joined(reviewed, deals)
    assert (private.deals, private.with_party) == (4, 2)
    days = figure(private, "payment_days")
    assert days.finding_id in {finding.id for finding in reviewed.findings}
    assert (days.value, days.unit) == (120.0, "days")
    assert (days.usual.value, days.usual.count, days.usual.sampled, days.usual.majority) == (30.0, 2, 4, False)
    assert (days.usual.low, days.usual.high) == (30.0, 60.0)
    assert (days.usual.last.value, days.usual.last.date) == (30.0, "2025-06-07")
    assert days.with_party
    assert (days.with_party.value, days.with_party.date) == (60.0, "2024-09-09")


def test_a_cap_is_compared_for_the_side_that_it_protects(reviewed: Review, deals: tuple[OwnDeal, ...]) -> None:
    cap = figure(joined(reviewed, deals), "liability_cap")
    assert (cap.value, cap.unit) == ("unlimited", "months_of_fees")
    assert (cap.usual.value, cap.usual.count, cap.usual.sampled, cap.usual.majority) == (12.0, 4, 4, True)
    flipped = [
        replace(one, terms=tuple(replace(t, binds=Binds.BUYER) for t in one.terms if t.name == "liability_cap"))
        for one in deals
    ]
    assert [one for one in joined(reviewed, tuple(flipped)).figures if one.term == "liability_cap"] == []


def test_whom_a_clause_binds_is_compared(reviewed: Review, deals: tuple[OwnDeal, ...]) -> None:
    bound = figure(joined(reviewed, deals), "direction")
    assert bound.clause_type == "indemnification"
    assert (bound.value, bound.usual.value, bound.usual.count, bound.usual.sampled) == ("seller", "both", 3, 4)
    assert bound.usual.last.value == "seller"


def test_missing_clauses_are_compared_and_a_deal_read_in_part_says_nothing_of_what_it_lacks(
    reviewed: Review, deals: tuple[OwnDeal, ...]
) -> None:
    missing = {f.id: f for f in reviewed.findings if f.kind is FindingKind.MISSING_CLAUSE}
    assert missing
    whole = [one for one in joined(reviewed, deals).figures if one.finding_id in missing]
    assert whole
    for one in whole:
        assert (one.term, one.value, one.clause_id) == ("", ABSENT, None)
        assert one.usual.sampled == 4
    partial = tuple(replace(one, partial=True) for one in deals)
    for one in joined(reviewed, partial).figures:
        if one.finding_id in missing:
            assert one.usual.value == PRESENT


def test_values_worse_than_usual_are_told_where_the_market_has_no_finding(
    reviewed: Review, deals: tuple[OwnDeal, ...]
) -> None:
    alone = {one.term: one for one in joined(reviewed, deals).figures if not one.finding_id}
    assert set(alone) == {"warranty_period"}
    assert (alone["warranty_period"].value, alone["warranty_period"].usual.value) == (3.0, 1.0)
    buyers = replace(reviewed, side=Side.BUYER)
    assert {one.term for one in joined(buyers, deals).figures if not one.finding_id} == {"initial_term"}
    longer = tuple(
        replace(one, terms=tuple(replace(t, value=t.value * 9) for t in one.terms if t.name == "warranty_period"))  # type: ignore[operator]
        for one in deals
    )
    assert [one for one in joined(reviewed, longer).figures if not one.finding_id] == []


def test_confidentiality_agreements_stand_apart(reviewed: Review, deals: tuple[OwnDeal, ...]) -> None:
    mixed = (replace(deals[0], category="nda"), *deals[1:])
    assert joined(reviewed, mixed).deals == 3
    assert joined(replace(reviewed, category="nda"), mixed).deals == 1
    assert joined(replace(reviewed, category="saas"), mixed).deals == 3


def test_a_contract_is_not_compared_with_itself(reviewed: Review, deals: tuple[OwnDeal, ...]) -> None:
    itself = replace(deals[0], sha256=reviewed.contract.document.sha256)
    assert joined(reviewed, (itself,)).deals == 0
    assert joined(reviewed, (itself,)).figures == ()


def test_deals_without_a_date_come_before_all_others(reviewed: Review, deals: tuple[OwnDeal, ...]) -> None:
    undated = (*deals, replace(deals[1], id=5, date="", sha256="f" * 64))
    assert figure(joined(reviewed, undated), "payment_days").usual.last.date == "2025-06-07"


def test_the_other_party_is_known_by_its_name_where_the_roles_are_not_told(
    reviewed: Review, deals: tuple[OwnDeal, ...]
) -> None:
    parties = tuple(replace(party, role=None) for party in reviewed.contract.facts.parties)
    unclear = replace(reviewed.contract, facts=replace(reviewed.contract.facts, parties=parties))
    assert joined(replace(reviewed, contract=unclear), deals).with_party == 2
    with_oneself = (*deals, replace(deals[1], other="Bright Ideas, LLC", sha256="f" * 64))
    assert joined(replace(reviewed, contract=unclear), with_oneself).with_party == 2


def test_nothing_else_in_a_review_changes(reviewed: Review, deals: tuple[OwnDeal, ...]) -> None:
    private = with_history(reviewed, deals)
    assert replace(private, private=None) == reviewed
    assert reviewed.private is None


def test_no_reviewer_can_be_given_history() -> None:
    """By type: the review takes none, the request has no place for it, and the nouns are not lying around."""
    names = " ".join([*inspect.signature(review).parameters, *(f"{f.name}: {f.type}" for f in fields(ReviewRequest))])
    assert not any(word in names.lower() for word in ("history", "private", "own", "deals"))
    assert not {"OwnDeal", "OwnTerm", "OwnFigure", "PrivateContext"} & set(dir(model))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Tools, Inc.", "ACME TOOLS INCORPORATED"),
        ("Acme Tools L.L.C.", "Acme Tools"),
        ("The Acme Company", "Acme Co., Ltd."),
        ("Müller & Söhne GmbH & Co. KG", "Muller and Sohne"),
        ("O’Brien's Ltd", "OBriens Limited"),
        ("Globex S.A.", "Globex"),
    ],
)
def test_a_party_is_known_however_its_name_is_written(one: str, other: str) -> None:
    assert party_key(one) == party_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Acme Tools Inc.", "Acme Inc."), ("Limited", "Company"), ("Co. A", "Co. B"), ("Acme", "")]
)
def test_others_are_not_taken_for_it(one: str, other: str) -> None:
    assert party_key(one) != party_key(other)
