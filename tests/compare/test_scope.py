"""Rights and duties that reach far, in contracts whose sides are named."""

import pytest

from clausecheck.compare.scope import far_reaching, marks, reaches
from clausecheck.model import Binds, Deviation, DeviationKind, NormKind
from clausecheck.review import read_contract

PARTIES = (
    'This Services Agreement is made between Acme Inc. ("Supplier") and Beta LLC ("Customer").\n\n'
    "1. Services. Supplier shall provide the services and Customer shall pay the fees.\n\n"
)

FAR = [
    ("Supplier may, as it sees fit and without any notice, remove any feature, however important.", Binds.BUYER),
    ("Customer may reject any work for no reason and without payment, whether or not it is used.", Binds.SELLER),
    ("Customer shall pay twice the price for each day late, regardless of fault, without any ceiling.", Binds.BUYER),
    ("Supplier shall repair any defect free of charge as often as Customer pleases.", Binds.SELLER),
    ("Whatever Supplier decides is final and binding upon Customer, even if it is not justified.", Binds.BUYER),
    ("The fee is such sum as Supplier may at any time determine, with retroactive effect.", Binds.BUYER),
]  # fmt: skip

USUAL = [
    "Customer may terminate this Agreement for any reason on thirty days' written notice.",
    "Supplier may suspend the services on ten days' notice if an undisputed invoice is overdue.",
    "Neither party is liable for any indirect damages whatsoever, however caused and regardless of the theory.",
    "Either party may assign this Agreement at its sole discretion, without notice and for no reason at all.",
    "Supplier shall not use Customer's data for its own purposes, sell it or give it to any third party whatsoever.",
    "Supplier may defend the claim with counsel of its own choice at its own expense.",
    "Supplier shall, at its option, repair or replace the defective part free of charge.",
    "Upon termination of this Agreement for any reason whatsoever, Customer shall return the equipment.",
    "Each party shall keep the information confidential, except what is generally available to the public.",
]


def _deviations(clause: str) -> tuple[Deviation, ...]:
    return far_reaching(read_contract(f"{PARTIES}2. Clause. {clause}\n".encode(), "contract.txt"))


@pytest.mark.parametrize(("clause", "binds"), FAR)
def test_words_that_take_away_limits_are_told_against_the_side_they_bind(clause: str, binds: Binds) -> None:
    (deviation,) = _deviations(clause)
    assert (deviation.kind, deviation.binds) == (DeviationKind.FAR, binds)
    assert deviation.words
    assert deviation.evidence.count < 0.5 * deviation.evidence.sampled


@pytest.mark.parametrize(("clause", "binds"), FAR)
def test_the_other_side_is_told_where_the_names_are_exchanged(clause: str, binds: Binds) -> None:
    swapped = clause.replace("Supplier", "\0").replace("Customer", "Supplier").replace("\0", "Customer")
    (deviation,) = _deviations(swapped)
    assert deviation.binds is binds.other


@pytest.mark.parametrize("clause", USUAL)
def test_usual_words_are_not_told(clause: str) -> None:
    assert not _deviations(clause)


def test_a_negation_takes_the_words_back() -> None:
    assert _deviations("Supplier may change the fees retroactively and unilaterally, however large the change is.")
    assert not _deviations("Supplier may change the fees, but never retroactively or, as to Customer, unilaterally.")


def test_the_more_marks_the_further_and_the_rarer() -> None:
    one, two = (
        _deviations(f"Supplier may, as it sees fit and without any notice, remove any feature{more}.")[0]
        for more in ("", ", however important, whether or not Customer has paid")
    )
    assert (one.value or 0) < (two.value or 0)
    assert two.evidence.count <= one.evidence.count


def test_nothing_is_told_where_the_sides_are_not_known() -> None:
    text = (
        "Agreement between Alpha and Omega.\n\n1. Start. The fee may be set without any notice, however large it is.\n"
    )
    assert not far_reaching(read_contract(text.encode(), "contract.txt"))


def test_each_mark_is_counted_and_its_groups_and_kinds_are_known() -> None:
    held = marks()
    for mark in held.by_id.values():
        assert mark.id == "ordinary" or (mark.means and mark.weight > 0), mark.id
    assert set().union(*held.usual.values()) <= set(held.by_id)
    assert set(held.usual) <= set(NormKind)
    counts = [count for _, count in held.reached]
    assert counts == sorted(counts, reverse=True)
    assert all(count <= held.contracts for count in counts)


def test_a_long_sentence_weighs_less_than_the_same_words_alone() -> None:
    words = "Supplier may, as it sees fit and without any notice, remove any feature, however important"
    filler = ", and the parties shall meet each month to speak about the services and what is planned for them" * 6
    held = marks()
    short, long = (
        max(reach.score for reach in reaches(read_contract(f"{PARTIES}2. A. {text}.\n".encode(), "a.txt"), held))
        for text in (words, words + filler)
    )
    assert long < short
