"""The main job on the example contract that ships with the project."""

from dataclasses import replace
from pathlib import Path

import pytest

from clausecheck.errors import UsageError
from clausecheck.model import (
    Asking,
    FindingKind,
    Origin,
    Review,
    ReviewerAnswer,
    ReviewerInfo,
    ReviewRequest,
    Severity,
    Side,
)
from clausecheck.report.json_review import review_json
from clausecheck.review import read_contract, review
from clausecheck.review.choice import chosen

EXAMPLE = Path(__file__).parents[1] / "examples" / "website-agreement.docx"


@pytest.fixture(scope="module")
def seller() -> Review:
    return review(read_contract(EXAMPLE), Side.SELLER)


@pytest.fixture(scope="module")
def buyer() -> Review:
    return review(read_contract(EXAMPLE), Side.BUYER)


@pytest.mark.parametrize(
    "path", ["1.4", "2.2", "2.3", "7.1", "8.2", "9.3", "10.1"], ids=lambda number: f"clause {number}"
)
def test_what_harms_the_contractor_is_found_at_its_place(seller: Review, path: str) -> None:
    found = [
        finding
        for finding in seller.findings
        if finding.clause_id
        and seller.contract.by_id[finding.clause_id].path == path
        and finding.severity.rank >= Severity.MEDIUM.rank
    ]
    assert found
    for finding in found:
        assert finding.favors == "buyer"
        assert finding.negotiation
        assert finding.negotiation.ask
        assert finding.negotiation.proposed_text


@pytest.mark.parametrize("side", Side)
def test_every_quote_stands_in_the_document(seller: Review, buyer: Review, side: Side) -> None:
    result = seller if side is Side.SELLER else buyer
    text = result.contract.document.text
    assert result.findings
    for finding in result.findings:
        if finding.kind is FindingKind.MISSING_CLAUSE:
            assert finding.quote == ""
        else:
            assert finding.span
            assert text[finding.span.start : finding.span.end] == finding.quote


def test_what_harms_the_other_side_is_no_risk_to_this_one(seller: Review, buyer: Review) -> None:
    loud = [finding for finding in buyer.findings if finding.favors == "buyer" and finding.severity.rank > 0]
    assert loud == []
    harming = sum(finding.severity.rank >= Severity.MEDIUM.rank for finding in seller.findings)
    assert harming > sum(finding.severity.rank >= Severity.MEDIUM.rank for finding in buyer.findings)


def test_both_sides_are_served_the_same_bytes(seller: Review, buyer: Review) -> None:
    assert seller.shared.canonical == buyer.shared.canonical
    assert seller.shared.digest == buyer.shared.digest


def test_every_figure_has_count_sample_interval_and_source(seller: Review) -> None:
    shown = [evidence for finding in seller.findings for evidence in finding.evidence]
    assert shown
    for evidence in shown:
        assert 0 <= evidence.count <= evidence.sampled
        assert 0 <= evidence.low <= evidence.high <= 1
        assert evidence.source
        assert evidence.as_of
        assert f"{evidence.count} of {evidence.sampled}" in evidence.statement


def test_the_same_input_gives_the_same_json() -> None:
    once, twice = (review_json(review(read_contract(EXAMPLE), Side.SELLER)) for _ in range(2))
    assert once == twice


def test_the_category_is_detected_and_said(seller: Review) -> None:
    assert seller.category_detected
    assert seller.category == seller.contract.category.id
    made = review(seller.contract, Side.SELLER, category="consulting")
    assert not made.category_detected
    assert made.category == "consulting"


def test_unknown_words_say_what_to_use(seller: Review) -> None:
    with pytest.raises(UsageError, match="unknown category 'nonsense'"):
        review(seller.contract, Side.SELLER, category="nonsense")
    with pytest.raises(UsageError, match="unknown reviewer 'oracle'"):
        chosen(Asking(reviewer="oracle"))
    with pytest.raises(UsageError, match="needs the network"):
        chosen(Asking(reviewer="claude", offline=True))


def test_a_file_without_a_clause_is_never_called_clean() -> None:
    told = review(read_contract(b"A note", "note.txt"), Side.SELLER)
    assert told.findings == ()
    assert told.compared_clauses == 0
    assert any("No clause was found" in note for note in told.notes)


def test_the_mirror_is_what_the_other_side_is_told(buyer: Review) -> None:
    mirror = review(buyer.contract, Side.SELLER, mirror=True).mirror
    raised = [f for f in buyer.findings if f.severity.rank >= Severity.MEDIUM.rank and f.favors != "buyer"]
    assert mirror is not None
    assert list(mirror) == raised
    assert review(buyer.contract, Side.SELLER).mirror is None


def test_the_summary_counts_what_a_reviewer_adds(seller: Review) -> None:
    class Adding:
        name, version = "adding", "1"

        def review(self, request: ReviewRequest) -> ReviewerAnswer:
            new = replace(request.findings[0], id="f000000", origin=Origin.MODEL, severity=Severity.CRITICAL)
            made = ReviewerInfo(name=self.name, version=self.version, maker="the tests")
            return ReviewerAnswer(reviewer=made, findings=(new,))

    asked = review(seller.contract, Side.SELLER, reviewer=Adding())
    before, after = (int(told.summary.split()[0]) for told in (seller, asked))
    assert after == before + 1
    assert len(asked.findings) == len(seller.findings) + 1
