"""Which clauses a model is asked about: by what each is itself."""

from dataclasses import replace
from typing import Any

import pytest

from clausecheck.model import Binds, Clause, Finding, Norm, NormKind, Part, ReviewRequest, Scope, Severity
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.reviewers.claude.selection import offered_types, selected
from tests.reviewers.contracts import CLAUSES, request

PLAIN = "The parties meet in the first week of each quarter to talk about the progress of the work."
FAR = (
    "The Customer may at its sole discretion, at any time and for any reason, send the work back without compensation."
)


def asked(whole: ReviewRequest, scope: Scope = Scope.FLAGGED) -> tuple[str, ...]:
    return tuple(clause.id for clause in selected(whole, scope))


def made(*clauses: tuple[str, str, str], binding: bool = True, part: Part = Part.BODY) -> ReviewRequest:
    """A request on clauses without any finding; each binds somebody or none does."""
    whole = request(clauses=clauses)
    norms = tuple(
        Norm(
            kind=NormKind.OBLIGATION,
            bearer=Binds.SELLER,
            beneficiary=Binds.BUYER,
            mutual=False,
            clause_id=clause.id,
            span=clause.span,
            quote=clause.text[:20],
        )
        for clause in whole.contract.clauses
    )
    parted = tuple(replace(clause, part=part) for clause in whole.contract.clauses)
    contract = replace(whole.contract, clauses=parted, norms=norms if binding else ())
    return replace(whole, contract=contract, findings=(), deviations=())


def found(whole: ReviewRequest, **changes: Any) -> ReviewRequest:
    """With a finding on the first clause."""
    clause: Clause = whole.contract.clauses[0]
    finding: Finding = replace(
        request().findings[0], clause_id=clause.id, span=clause.span, quote=clause.text, **changes
    )
    return replace(whole, findings=(finding,))


def test_a_clause_with_a_finding_or_a_deviation_is_asked_about() -> None:
    whole = request(clauses=(CLAUSES[0], *CLAUSES[2:]))
    assert asked(whole) == ("c1",)
    assert asked(replace(whole, findings=())) == ("c1",), "by the deviation alone"
    assert asked(replace(whole, deviations=())) == ("c1",), "by the finding alone"
    assert asked(replace(whole, findings=(), deviations=())) == ()


def test_a_long_clause_that_is_good_for_the_side_is_left_out() -> None:
    short, long = (made(("Meetings", PLAIN * times, "audit_rights")) for times in (1, 20))
    assert asked(found(short, severity=Severity.INFO)) == ("c1",)
    assert asked(found(long, severity=Severity.INFO)) == ()
    assert asked(found(long, severity=Severity.LOW)) == ("c1",)


def test_every_clause_with_words_can_be_asked_for() -> None:
    whole = request()
    first, second, *others = whole.contract.clauses
    clauses = (replace(first, text="  "), replace(second, part=Part.SIGNATURES), *others)
    whole = replace(whole, contract=replace(whole.contract, clauses=clauses), findings=(), deviations=())
    assert asked(whole, Scope.ALL) == ("c3", "c4")


def test_a_contested_clause_is_asked_about_where_its_words_reach_far() -> None:
    assert asked(made(("Acceptance", FAR, "acceptance"))) == ("c1",)
    assert asked(made(("Acceptance", PLAIN, "acceptance"))) == ()
    assert asked(made(("Headings", FAR, "headings"))) == (), "nobody fights over these"


def test_a_clause_of_no_type_is_asked_about_where_it_binds_and_reaches_far() -> None:
    assert asked(made(("Returns", FAR, ""))) == ("c1",)
    assert asked(made(("Returns", PLAIN, ""))) == ()
    assert asked(made(("Returns", FAR, ""), binding=False)) == ()


def test_words_around_far_reaching_ones_do_not_hide_them_for_ever() -> None:
    """Once a clause is so long that nothing in it is dense, its length alone is a reason to ask."""
    assert asked(made(("Returns", f"{PLAIN * 50} {FAR}", ""))) == ("c1",)


def test_what_was_found_in_a_signature_block_is_asked_about() -> None:
    block = made(("Signatures", FAR, "acceptance"), part=Part.SIGNATURES)
    assert asked(block) == ()
    assert asked(found(block)) == ("c1",)


@pytest.mark.parametrize("noise", [50, 500])
def test_what_stands_around_a_clause_does_not_matter(noise: int) -> None:
    clauses = (("Acceptance", FAR, "acceptance"), ("Meetings", PLAIN, "audit_rights"))
    around = tuple(("Meetings", f"The parties meet in spring to talk about item {n}.", "") for n in range(noise))
    for before, after in (((), around), (around, ())):
        (name,) = asked(made(*before, *clauses, *after))
        assert name == f"c{len(before) + 1}"


def test_types_that_are_offered_are_types() -> None:
    assert set(offered_types()) <= set(CLAUSE_TYPES)
    assert len(set(offered_types())) == len(offered_types())
