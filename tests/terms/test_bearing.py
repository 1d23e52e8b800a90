import pytest

from clausecheck.model import Binds
from clausecheck.terms.bearing import bearing


@pytest.mark.parametrize(
    ("rule", "roles", "binds", "mutual"),
    [
        ("buyer", "SELLER shall deliver", Binds.BUYER, False),
        ("both", "SELLER shall deliver", Binds.BOTH, True),
        ("", "SELLER shall deliver", Binds.UNKNOWN, None),
        ("subject:terminat", "BUYER may terminate this Agreement by notice to SELLER", Binds.BUYER, False),
        ("subject:terminat", "either PARTY may terminate this Agreement", Binds.BOTH, True),
        ("subject:terminat", "SELLER and BUYER may terminate this Agreement", Binds.BOTH, True),
        ("subject:pay", "amounts paid late by BUYER", Binds.BUYER, False),
        ("subject:pay", "amounts paid late", Binds.UNKNOWN, None),
    ],
)
def test_the_side_named_before_the_word_is_bound(rule: str, roles: str, binds: Binds, mutual: bool | None) -> None:
    assert bearing(rule, roles) == (binds, mutual)


@pytest.mark.parametrize(
    ("roles", "binds"),
    [
        ("BUYER may terminate if SELLER fails to cure within 30 days", Binds.SELLER),
        ("SELLER may terminate upon a breach of this Agreement by BUYER", Binds.BUYER),
        ("BUYER may terminate if the OTHER breaches and does not cure", Binds.SELLER),
        ("either PARTY may terminate if the other PARTY breaches and does not cure", Binds.BOTH),
    ],
)
def test_the_party_at_fault_has_to_cure(roles: str, binds: Binds) -> None:
    assert bearing("fault:cure", roles)[0] is binds


def test_a_side_may_be_told_for_words_that_name_none() -> None:
    assert bearing("subject:pay", "late amounts bear interest", "buyer") == (Binds.BUYER, False)
    assert bearing("subject:pay", "SELLER shall pay late amounts", "buyer") == (Binds.SELLER, False)


@pytest.mark.parametrize(
    ("roles", "binds"),
    [
        ("SELLER shall promptly pay each invoice of BUYER", Binds.SELLER),
        ("BUYER must pay SELLER's invoices", Binds.BUYER),
        ("invoices shall be paid by SELLER within 30 days", Binds.SELLER),
        ("within 30 days of receipt of SELLER's invoice, payment is due", Binds.BUYER),
        ("if SELLER delivers late, amounts are paid after delivery", Binds.BUYER),
    ],
)
def test_who_is_said_to_do_it_is_bound(roles: str, binds: Binds) -> None:
    assert bearing("does:pa(?:y|id)", roles, "buyer")[0] is binds
