"""What the reports say of who was asked: beside the findings, and at the end."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from clausecheck.model import Agreement, Dropped, Opinion, Review, Severity
from clausecheck.report.asked import asked_lines, opinion_words
from clausecheck.report.page import Page
from clausecheck.report.review import brief_page, whole_page
from tests.report import sample


def with_opinion(severity: Severity) -> Review:
    plain = sample.review()
    first = plain.findings[0]
    opinion = Opinion(finding_id=first.id, severity=severity, why="It can be insured.")
    return replace(plain, findings=(replace(first, opinion=opinion), *plain.findings[1:]))


def labelled(page: Page, label: str) -> list[str]:
    return [line.text for part in page.sections for item in part.items for line in item.lines if line.label == label]


def test_nothing_is_said_where_nobody_was_asked() -> None:
    ruled = sample.review(dropped=())
    assert asked_lines(ruled, brief=True) == asked_lines(ruled, brief=False) == ()


def test_how_much_was_asked_and_what_was_not_believed() -> None:
    dropped = (Dropped(reason="quote not in the document", count=2), Dropped(reason="link in the text", count=1))
    asked = sample.review(asked=("c1", "c2"), dropped=dropped)
    brief, whole = asked_lines(asked, brief=True), asked_lines(asked, brief=False)
    scope = "rules was asked about 2 of 4 clauses and added 1 finding; "
    assert brief == (
        f"{scope}the others show nothing unusual when counted (--ask all).",
        "Left out of the answer: 2 × quote not in the document, 1 × link in the text.",
    )
    assert whole[1:] == (
        "Left out of the answer: 2 × quote not in the document.",
        "Left out of the answer: 1 × link in the text.",
    )


@pytest.mark.parametrize("layout", [brief_page, whole_page])
def test_a_model_that_lowers_a_finding_is_shown_beside_it(layout: Callable[[Review], Page]) -> None:
    plain, lowered = sample.review(), with_opinion(Severity.LOW)
    page = layout(lowered)
    assert labelled(page, "Model") == ["rates it low: It can be insured."]
    severities = [item.severity for part in page.sections for item in part.items]
    assert severities == [item.severity for part in layout(plain).sections for item in part.items]


def test_a_model_that_agrees_says_so() -> None:
    first = with_opinion(sample.review().findings[0].severity).findings[0]
    assert opinion_words(first) == "agrees: It can be insured."


def test_agreement_over_runs_is_told_with_the_finding() -> None:
    plain = sample.review()
    found = replace(plain.findings[2], agreement=Agreement(found=2, runs=3))
    told = replace(plain, findings=(*plain.findings[:2], found, *plain.findings[3:]))
    assert any("found in 2 of 3 runs" in line for line in labelled(whole_page(told), "Basis"))
