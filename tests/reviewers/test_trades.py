"""What could be offered for what is asked."""

from clausecheck.model import Contract, Severity, Side
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.reviewers.rules.trades import MOST, shelf
from tests.reviewers.rules_contract import PROTECTED, answer, contract

UNPAID = "Customer may request more work at any time and Provider shall perform it at no additional charge."
UNPAID_AGAIN = "Provider shall correct the work as often as Customer wishes at no additional charge."
DEARER = "Provider may increase the fees at any time in its sole discretion."


def typed(*lines: str) -> Contract:
    """A contract whose clauses are of the types that the sentences are about."""
    kinds = {UNPAID: "scope_of_services", UNPAID_AGAIN: "revisions", DEARER: "price_increase"}
    types = tuple((kinds[line],) if line in kinds else () for line in lines)
    return contract(*PROTECTED, *lines, types=((),) * len(PROTECTED) + types)


def test_every_group_and_offer_names_types_of_the_taxonomy() -> None:
    kept = shelf()
    assert set(kept.groups) <= set(CLAUSE_TYPES)
    assert {offer.clause_type for offer in kept.offers} <= set(CLAUSE_TYPES)
    assert {offer.group for offer in kept.offers} == set(kept.groups.values())
    assert {(offer.side, offer.group) for offer in kept.offers} == {
        (side, group) for side in Side for group in set(kept.groups.values())
    }


def test_an_offer_of_the_same_group_is_made_for_a_finding() -> None:
    given = answer(typed(UNPAID), Side.SELLER)
    (trade,) = [one for one in given.trades if one.clause_id is None]
    asked = {finding.id: finding for finding in given.findings}[trade.finding_id]
    assert asked.severity.rank >= Severity.MEDIUM.rank
    assert trade.offer.startswith("A small discount")
    again = answer(typed(UNPAID, "A discount of 2 % is given for early payment."), Side.SELLER)
    assert not [one for one in again.trades if one.offer == trade.offer]


def test_what_the_contract_gives_too_much_of_is_offered_first_and_once() -> None:
    given = answer(typed(UNPAID, UNPAID_AGAIN, DEARER), Side.SELLER)
    first, *others = given.trades
    assert first.clause_id is not None
    assert first.clause_type == "price_increase"
    assert first.clause_id not in {one.clause_id for one in others}


def test_a_review_makes_few_trades() -> None:
    lines = [f"Customer may terminate part {n} at any time, for any or no reason, without notice." for n in range(20)]
    assert len(answer(contract(*PROTECTED, UNPAID, *lines), Side.SELLER).trades) <= MOST
