"""Whom the clauses of a type bind, read from what they oblige, forbid, allow and limit."""

import pytest

from clausecheck.compare.directions import DIRECTED, direction, directions
from clausecheck.model import Binds, Contract, Span
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.review import read_contract

PARTIES = (
    'This Services Agreement is made between Acme Inc. ("Supplier") and Beta LLC ("Customer").\n\n'
    "1. Services. Supplier shall provide the services and Customer shall pay the fees.\n\n"
)


def _bound(kind: str, clause: str, opening: str = PARTIES) -> Binds | None:
    contract = read_contract(f"{opening}2. Clause. {clause}\n".encode(), "contract.txt")
    return direction(kind, contract, [_place(contract, clause)])


def _place(contract: Contract, words: str) -> Span:
    start = contract.document.text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("kind", "clause", "bound"),
    [
        ("anti_assignment", "Supplier shall not assign this Agreement.", Binds.SELLER),
        ("anti_assignment", "Neither party may assign this Agreement.", Binds.BOTH),
        ("anti_assignment", "Supplier may assign this Agreement to an affiliate.", None),
        ("termination_for_convenience", "Customer may terminate this Agreement on 30 days notice.", Binds.SELLER),
        ("termination_for_convenience", "Supplier may terminate this Agreement on 30 days notice.", Binds.BUYER),
        ("termination_for_convenience", "Either Supplier or Customer may terminate this Agreement.", Binds.BOTH),
        ("audit_rights", "Customer may audit Supplier's books and records once a year.", Binds.SELLER),
        ("audit_rights", "Each party shall permit the other party to audit its records.", Binds.BOTH),
        ("indemnification", "Supplier shall indemnify Customer. Customer shall indemnify Supplier.", Binds.BOTH),
        ("indemnification", "Customer shall indemnify Supplier against all claims.", Binds.BUYER),
        ("insurance", "Supplier shall maintain liability insurance. Customer shall be named as insured.", Binds.SELLER),
        ("license_grant", "Supplier hereby grants to Customer a licence to use the Software.", Binds.SELLER),
        ("non_compete", "Supplier shall not compete with Customer for one year.", Binds.SELLER),
        ("confidentiality", "Each party shall keep all information confidential.", Binds.BOTH),
        ("ip_ownership_assignment", "Supplier hereby assigns to Customer all rights in the work.", Binds.SELLER),
        ("cap_on_liability", "Supplier's total liability shall not exceed the fees paid.", Binds.BUYER),
        ("cap_on_liability", "Neither party's total liability shall exceed the fees paid.", Binds.BOTH),
    ],
)  # fmt: skip
def test_the_bound_side_is_told(kind: str, clause: str, bound: Binds | None) -> None:
    assert _bound(kind, clause) is bound


def test_a_limit_binds_the_side_whose_claims_it_limits() -> None:
    clause = "In no event shall Supplier be liable for any consequential damages."
    assert _bound("exclusion_of_consequential_damages", clause) is Binds.BUYER
    assert _bound("cap_on_liability", clause) is None


def test_only_the_words_of_the_clause_count() -> None:
    text = (
        f"{PARTIES}2. A. Supplier shall not assign this Agreement.\n\n3. B. Customer shall not assign this Agreement.\n"
    )
    contract = read_contract(text.encode(), "contract.txt")
    one, other = (_place(contract, f"{who} shall not assign") for who in ("Supplier", "Customer"))
    assert direction("anti_assignment", contract, [one]) is Binds.SELLER
    assert direction("anti_assignment", contract, [one, other]) is Binds.BOTH


def test_nothing_is_told_where_the_sides_are_not_known() -> None:
    """Else mutual clauses alone could be told, and would be counted too often."""
    opening = "Agreement between Alpha and Omega.\n\n1. Start. This Agreement starts today.\n\n"
    assert _bound("anti_assignment", "Neither party may assign this Agreement.", opening) is None


def test_the_decided_types_of_a_contract_are_asked() -> None:
    clause = "Neither party may assign this Agreement without the prior written consent of the other."
    text = f"{PARTIES}2. Assignment. {clause}\n"
    told = directions(read_contract(text.encode(), "contract.txt"))
    assert told["anti_assignment"] is Binds.BOTH
    assert set(told) <= set(DIRECTED)


def test_every_type_says_what_being_bound_means() -> None:
    assert set(DIRECTED) <= set(CLAUSE_TYPES)
    for kind, rule in DIRECTED.items():
        assert rule.bound, kind
        assert bool(rule.norms) != bool(rule.limits), kind
