"""What the rules make of one-way, unprotected and far-reaching words."""

from dataclasses import replace

import pytest

from clausecheck.model import (
    Binds,
    Confidence,
    Deviation,
    DeviationKind,
    Evidence,
    Favors,
    FindingKind,
    Severity,
    Side,
)
from clausecheck.review import read_contract, review
from clausecheck.reviewers.playbook import playbook
from clausecheck.reviewers.rules.candidate import UNNAMED, Candidate, strongest
from clausecheck.reviewers.rules.deviations import deviations
from tests.reviewers.rules_contract import contract

LINE = "Provider is excused by events beyond its control."
EVIDENCE = Evidence(
    statement="both sides bound alike in 64 of 71",
    count=64,
    sampled=71,
    low=0.8,
    high=0.95,
    source="test",
    as_of="2021",
)


def _candidate(kind: DeviationKind, share: float, term: str, binds: Binds = Binds.BUYER) -> Candidate:
    made = contract(LINE)
    clause = made.clauses[0]
    deviation = Deviation(
        kind=kind, clause_type="force_majeure", evidence=EVIDENCE, clause_id=clause.id, term=term, value=share,
        span=(clause.span.start, clause.span.end), binds=binds, words=("without notice", "however small"),
    )  # fmt: skip
    (found,) = deviations(made, (deviation,), playbook(Side.BUYER))
    return found


@pytest.mark.parametrize(("share", "distance", "low"), [(0.02, 2, False), (0.2, 1, False), (0.45, 0, True)])
def test_the_fewer_contracts_bind_that_side_alone_the_graver(share: float, distance: int, low: bool) -> None:
    found = _candidate(DeviationKind.ONE_WAY, share, "force_majeure")
    assert (found.distance, found.favored) == (distance, Side.SELLER)
    assert (found.at_most is Severity.LOW) is low
    assert found.evidence == (EVIDENCE,)


@pytest.mark.parametrize(("share", "distance"), [(0.95, 2), (0.8, 1), (0.6, 0)])
def test_the_more_contracts_have_the_protection_the_graver_its_absence(share: float, distance: int) -> None:
    found = _candidate(DeviationKind.UNPROTECTED, share, "renewal_without_way_out")
    assert (found.distance, found.kind) == (distance, FindingKind.MISSING_CLAUSE)


def test_a_deviation_that_the_playbook_has_no_view_on_is_left_out() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        _candidate(DeviationKind.ONE_WAY, 0.1, "insurance")


@pytest.mark.parametrize("side", [Binds.SELLER, Binds.BUYER])
def test_far_reaching_words_are_against_the_side_they_bind(side: Binds) -> None:
    found = _candidate(DeviationKind.FAR, 12.0, "", side)
    assert found.favored is Side(side.value).other
    assert found.said == "without notice, however small"


def test_far_reaching_words_give_way_to_what_knows_the_matter() -> None:
    far = _candidate(DeviationKind.FAR, 12.0, "")
    named = _candidate(DeviationKind.ONE_WAY, 0.02, "force_majeure")
    graver = Candidate(
        rule="x", topic=far.topic, family=UNNAMED, kind=far.kind, confidence=Confidence.MEDIUM, favored=far.favored,
        clause_type=far.clause_type, clause=far.clause, span=far.span, severity=Severity.HIGH,
    )  # fmt: skip

    def kept(severity: Severity) -> list[str]:
        return [one.rule for one in strongest([graver, replace(named, severity=severity)])]

    assert kept(Severity.MEDIUM) == ["one_way.force_majeure"]
    assert sorted(kept(Severity.LOW)) == ["one_way.force_majeure", "x"]


TEXT = """This Services Agreement is made between Acme Inc. ("Supplier") and Beta LLC ("Customer").

1. Services. Supplier shall provide the services and Customer shall pay the fees.

2. Garden. Customer shall paint Supplier's fences in perpetuity, however long they are.
"""


def test_words_that_go_far_are_told_to_the_harmed_side_alone() -> None:
    """By their own name or by that of a reading that knows them."""
    made = read_contract(TEXT.encode(), "contract.txt")
    for side in Side:
        found = [one for one in review(made, side, category="services").findings if "fences" in one.quote]
        assert found
        for finding in found:
            assert finding.favors is Favors.SELLER
            assert (finding.severity.rank >= Severity.MEDIUM.rank) is (side is Side.BUYER)
            assert "{" not in finding.title + finding.explanation
