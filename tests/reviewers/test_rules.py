"""The rules' review of small contracts: for the right side, with a place, figures and words to paste."""

import dataclasses
import time

import pytest

from clausecheck.model import (
    Binds,
    Deviation,
    DeviationKind,
    Evidence,
    Favors,
    FindingKind,
    Origin,
    Severity,
    Side,
    Span,
    Term,
)
from clausecheck.reviewers import Reviewer
from clausecheck.reviewers.rules import RulesReviewer
from tests.reviewers.rules_contract import PROTECTED, answer, by_rule, contract

PLANTS = (
    "Provider shall be liable without limit for all losses of Customer, regardless of fault.",
    "Customer may terminate this Agreement at any time, without notice and without paying for work in progress.",
    "Provider may change this Agreement at any time by posting a new version on its website.",
    "Provider shall indemnify Customer from all claims, even if caused by the negligence of Customer.",
    "Customer may set off any amount that it believes Provider may owe under any agreement.",
    "Provider may suspend the services at any time, without notice and for any reason.",
)
FILLER = tuple(
    f"Provider shall deliver report number {number} to the address stated in the order." for number in range(100)
)


def _evidence() -> Evidence:
    return Evidence(
        statement="90 days or more in 3 of 41 contracts", count=3, sampled=41, low=0.02, high=0.2, source="test",
        as_of="2020",
    )  # fmt: skip


def test_it_is_a_reviewer() -> None:
    assert isinstance(RulesReviewer(), Reviewer)
    assert RulesReviewer().name == "rules"


@pytest.mark.parametrize("side", Side)
def test_findings_stand_in_the_document(side: Side) -> None:
    made = contract(*PLANTS, *PROTECTED)
    given = answer(made, side)
    assert len(given.findings) >= len(PLANTS)
    for finding in given.findings:
        if finding.kind is not FindingKind.MISSING_CLAUSE:
            assert finding.span is not None
            assert made.document.slice(finding.span) == finding.quote
            assert finding.clause_id in made.by_id
    assert len({finding.id for finding in given.findings}) == len(given.findings)


def test_what_harms_one_side_is_no_risk_to_the_other() -> None:
    made = contract(*PLANTS, *PROTECTED)
    seller, buyer = answer(made, Side.SELLER), answer(made, Side.BUYER)
    assert [f.id for f in seller.findings] == [f.id for f in buyer.findings]
    for one, two in zip(seller.findings, buyer.findings, strict=True):
        assert one.favors is two.favors
        if one.favors is Favors.BUYER:
            assert one.severity.rank >= Severity.LOW.rank
            assert one.negotiation is not None
            assert two.severity is Severity.INFO
            assert two.negotiation is None
            assert two.clause_id in {given.clause_id for given in buyer.can_give}


def test_the_same_input_gives_the_same_answer() -> None:
    made = contract(*PLANTS, *PROTECTED)
    assert repr(answer(made, Side.SELLER)) == repr(answer(made, Side.SELLER))


@pytest.mark.parametrize("side", Side)
def test_swapping_the_roles_mirrors_the_findings(side: Side) -> None:
    lines = (
        "Provider shall be liable without limit for all losses of Customer.",
        "Provider may change this Agreement at any time by posting a new version.",
        "Provider may assign this Agreement to any person without consent or notice.",
        "Customer may audit all books of Provider at any time, without notice and at Provider's expense.",
        "Customer gives no indemnity to Provider.",
        "Customer waives all claims and remedies against Provider.",
        *PROTECTED,
    )
    straight = answer(contract(*lines), side)
    mirrored = answer(contract(*lines, swapped=True), side.other)
    assert [(f.rule, f.severity) for f in straight.findings] == [(f.rule, f.severity) for f in mirrored.findings]
    assert [f.favors.value for f in straight.findings] == [
        {"seller": "buyer", "buyer": "seller", "neither": "neither"}[f.favors.value] for f in mirrored.findings
    ]


def test_balanced_words_are_quiet() -> None:
    lines = (
        "Either party may terminate this Agreement for convenience on thirty (30) days' notice.",
        "Customer shall pay each invoice within thirty (30) days of receipt.",
        "Neither party may assign this Agreement without the consent of the other party.",
        "Provider does not warrant that the service will be uninterrupted or error-free.",
        "This Agreement may be changed only in writing signed by both parties.",
        *PROTECTED,
    )
    for side in Side:
        assert [f.rule for f in answer(contract(*lines), side).findings if f.severity.rank >= 2] == []


def test_words_to_paste_use_the_contracts_names() -> None:
    finding = by_rule(answer(contract(PLANTS[0], *PROTECTED), Side.SELLER), "liability_without_limit")
    assert finding.severity is Severity.CRITICAL
    assert finding.negotiation is not None
    assert finding.negotiation.ask.startswith("Cap Provider's total liability")
    assert finding.negotiation.proposed_text.startswith("Each party's total liability")
    assert "{" not in repr(finding.negotiation)


def test_a_missing_protection_is_found_in_a_contract_of_some_length() -> None:
    given = answer(contract(*FILLER, *PROTECTED[1:]), Side.BUYER)
    finding = by_rule(given, "missing.confidentiality")
    assert finding.kind is FindingKind.MISSING_CLAUSE
    assert finding.clause_id is None
    assert finding.quote == ""
    assert finding.origin is Origin.RULES
    assert finding.evidence == ()


def test_nothing_is_missing_from_an_excerpt() -> None:
    assert answer(contract(*FILLER[:3]), Side.BUYER).findings == ()


def test_what_is_counted_as_missing_is_held_against_the_text() -> None:
    missing = Deviation(kind=DeviationKind.MISSING, clause_type="confidentiality", evidence=_evidence())
    assert answer(contract(*PROTECTED), Side.SELLER, deviations=(missing,)).findings == ()
    given = answer(contract(*FILLER, *PROTECTED[1:]), Side.SELLER, deviations=(missing,))
    assert by_rule(given, "missing.confidentiality").evidence == (_evidence(),)
    assert by_rule(given, "missing.confidentiality").origin is Origin.STATISTICS


def _late_payment(days: int) -> tuple[str, Term, Deviation]:
    line = f"Customer shall pay each invoice within {days} days of receipt."
    span = Span(line.index(str(days)), line.index(" of receipt"))
    term = Term(
        name="payment_days", value=float(days), unit="days", quote=line[span.start : span.end], span=span,
        clause_id="c1", binds=Binds.BUYER,
    )  # fmt: skip
    deviation = Deviation(
        kind=DeviationKind.HIGH, clause_type="payment_terms", evidence=_evidence(), clause_id="c1", term="payment_days",
        value=float(days), span=(span.start, span.end), usual=(15.0, 60.0),
    )  # fmt: skip
    return line, term, deviation


def test_a_counted_value_carries_its_figure_and_usual_words() -> None:
    line, term, deviation = _late_payment(150)
    made = contract(line, *PROTECTED, terms=(term,))
    (finding,) = answer(made, Side.SELLER, deviations=(deviation,)).findings
    assert finding.kind is FindingKind.UNUSUAL_VALUE
    assert finding.severity is Severity.HIGH
    assert finding.favors is Favors.BUYER
    assert finding.evidence == (_evidence(),)
    assert finding.origin is Origin.STATISTICS
    assert finding.negotiation is not None
    assert finding.negotiation.proposed_text == "Customer shall pay each invoice within 30 days of receipt."
    assert "150" in finding.title


def test_a_value_that_practice_knows_well_is_low() -> None:
    line, term, deviation = _late_payment(60)
    made = contract(line, *PROTECTED, terms=(term,))
    (finding,) = answer(made, Side.SELLER, deviations=(dataclasses.replace(deviation, usual=(15.0, 30.0)),)).findings
    assert finding.severity is Severity.LOW


def test_a_rare_clause_is_worth_a_line() -> None:
    rare = Deviation(kind=DeviationKind.RARE, clause_type="source_code_escrow", evidence=_evidence(), clause_id="c1")
    made = contract("The source code shall be held in escrow by a third party.", *PROTECTED)
    (finding,) = answer(made, Side.BUYER, deviations=(rare,)).findings
    assert finding.kind is FindingKind.RARE_CLAUSE
    assert finding.severity is Severity.LOW
    assert "source code escrow" in finding.title


def test_numbers_that_contradict_each_other() -> None:
    made = contract("Customer shall give thirty (60) days notice before it moves its office.", *PROTECTED)
    finding = by_rule(answer(made, Side.SELLER), "numbers_differ")
    assert finding.kind is FindingKind.INCONSISTENT
    assert finding.favors is Favors.NEITHER


def test_references_in_a_circle() -> None:
    lines = ("Fees are due as stated in Section 2.", "Fees under this clause are determined under Section 1.")
    made = contract(*lines, *PROTECTED, paths=("1", "2"))
    found = [f for f in answer(made, Side.SELLER).findings if f.rule == "circular_reference"]
    assert [f.clause_id for f in found] == ["c1", "c2"]


def test_a_clause_that_cites_itself() -> None:
    made = contract(
        "This Agreement ends unless terminated earlier pursuant to Section 2.1.", *PROTECTED, paths=("2.1",)
    )
    assert by_rule(answer(made, Side.BUYER), "circular_reference").clause_id == "c1"
    other = contract(
        "This Agreement ends unless terminated earlier pursuant to Section 2.2.", *PROTECTED, paths=("2.1",)
    )
    assert answer(other, Side.BUYER).findings == ()


def test_one_finding_for_one_problem() -> None:
    line = "Provider shall be liable without limit for all indirect and consequential losses of Customer."
    given = answer(contract(line, *PROTECTED), Side.SELLER)
    assert [f.rule for f in given.findings] == ["liability_without_limit"]


def test_a_long_sentence_is_quoted_where_it_matters() -> None:
    harmless = "; ".join(
        f"({letter}) Provider shall deliver the report for quarter {letter} in good order" for letter in "abcdef"
    )
    line = (
        f"{harmless}; (g) Customer may terminate this Agreement at any time without notice; (h) nothing else applies."
    )
    finding = by_rule(answer(contract(line, *PROTECTED), Side.SELLER), "convenience_harsh")
    assert finding.quote == "(g) Customer may terminate this Agreement at any time without notice"


def test_a_one_way_right_is_offered_to_both() -> None:
    line = "Customer may terminate this Agreement for convenience on thirty (30) days' notice to Provider."
    finding = by_rule(answer(contract(line, *PROTECTED), Side.SELLER), "convenience_one_way")
    assert finding.negotiation is not None
    assert finding.negotiation.proposed_text == (
        "Either party may terminate this Agreement for convenience on thirty (30) days' notice to the other party."
    )


def test_the_summary_says_what_matters() -> None:
    said = answer(contract(*PLANTS, *PROTECTED), Side.SELLER).summary
    assert "to raise for Provider" in said
    assert answer(contract(*PROTECTED), Side.SELLER).summary == "Nothing of weight stands against Provider."


def test_no_clause_at_all() -> None:
    given = answer(contract(""), Side.SELLER)
    assert given.findings == ()
    assert given.summary


def test_a_hostile_contract_takes_linear_time() -> None:
    lines = ("one " * 20000, "Provider may terminate at any time without notice. " * 400, "(" * 20000, *PLANTS * 150)
    made = contract(*lines)
    begin = time.process_time()
    assert len(answer(made, Side.SELLER).findings) >= 500
    assert time.process_time() - begin < 10
