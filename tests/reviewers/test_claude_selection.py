"""Which clauses a model is asked about: by what each is itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from clausecheck.model import (
    Binds,
    Flag,
    Norm,
    NormKind,
    Part,
    ReviewerAnswer,
    ReviewerInfo,
    ReviewRequest,
    Scope,
    Severity,
    Side,
)
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.review import read_contract, review
from clausecheck.reviewers.claude.selection import offered_types, selected
from tests.reviewers.contracts import CLAUSES, request

EXAMPLE = Path(__file__).parents[2] / "examples" / "website-agreement.docx"
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
    return unflagged(replace(whole, contract=contract))


def flag(severity: Severity) -> Flag:
    return Flag(clause_id="c1", clause_type="acceptance", severity=severity)


def unflagged(whole: ReviewRequest) -> ReviewRequest:
    return replace(whole, findings=(), flags=(), deviations=())


def test_a_clause_with_a_finding_or_a_deviation_is_asked_about() -> None:
    whole = request(clauses=(CLAUSES[0], *CLAUSES[2:]))
    assert asked(whole) == ("c1",)
    assert asked(replace(whole, findings=(), flags=())) == ("c1",), "by the deviation alone"
    assert asked(replace(whole, deviations=())) == ("c1",), "by the finding alone"
    assert asked(replace(whole, findings=(), deviations=())) == ("c1",), "by what the other side would find"
    assert asked(unflagged(whole)) == ()


def test_a_long_clause_with_nothing_above_low_is_left_out() -> None:
    short, long = (made(("Meetings", PLAIN * times, "audit_rights")) for times in (1, 20))
    assert asked(replace(short, flags=(flag(Severity.LOW),))) == ("c1",)
    assert asked(replace(long, flags=(flag(Severity.LOW),))) == ()
    assert asked(replace(long, flags=(flag(Severity.MEDIUM),))) == ("c1",)


def test_either_side_asks_about_the_same_clauses() -> None:
    class Listening:
        name, version = "listening", "1"

        def review(self, request: ReviewRequest) -> ReviewerAnswer:
            told.append(asked(request))
            return ReviewerAnswer(reviewer=ReviewerInfo(name=self.name, version=self.version, maker="the tests"))

    told: list[tuple[str, ...]] = []
    read = read_contract(EXAMPLE)
    for side in Side:
        review(read, side, reviewer=Listening())
    assert told[0] == told[1] != ()


def test_every_clause_with_words_can_be_asked_for() -> None:
    whole = request()
    first, second, *others = whole.contract.clauses
    clauses = (replace(first, text="  "), replace(second, part=Part.SIGNATURES), *others)
    whole = unflagged(replace(whole, contract=replace(whole.contract, clauses=clauses)))
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
    assert asked(replace(block, flags=(flag(Severity.HIGH),))) == ("c1",)


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
