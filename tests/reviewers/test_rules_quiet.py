"""What keeps the rules quiet: one finding for one problem, and none for words that only look like one."""

import pytest

from clausecheck.model import Confidence, Finding, FindingKind, Severity, Side
from clausecheck.review import read_contract, review
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.doubt import doubted
from tests.reviewers.rules_contract import contract

OPENING = """SERVICES AGREEMENT

This Services Agreement is made between Northgate Ltd ("Provider"), which provides the services, and Millbrook Inc
("Customer"), which pays for them.

"""
FIRST = "Services. Provider shall perform the services with reasonable skill and care."
LAST = "Notices. Every notice shall be in writing."


def found(*clauses: str, side: Side = Side.SELLER) -> list[Finding]:
    """The findings at low or above on a contract of these clauses, between a plain first and a plain last one."""
    numbered = enumerate((FIRST, *clauses, LAST), 1)
    text = OPENING + "\n\n".join(f"{number}. {words}" for number, words in numbered)
    parsed = read_contract(text.encode(), "contract.txt")
    answer = review(parsed, side, category="services")
    return [finding for finding in answer.findings if finding.severity is not Severity.INFO and finding.quote]


def rules(*clauses: str, side: Side = Side.SELLER) -> list[str | None]:
    """The rules of those findings."""
    return [finding.rule for finding in found(*clauses, side=side)]


LIST = """Termination. Customer may terminate this Agreement with immediate effect, without giving Provider any chance
to cure, on any of these defaults:

(a) Provider fails to attend a monthly meeting;

(b) Provider changes its address without telling Customer;

(c) Provider keeps no records of its hours."""


def test_a_list_is_one_finding_where_its_introduction_says_it_all() -> None:
    [finding] = [each for each in found(LIST) if each.rule == "no_cure_by_one"]
    assert finding.quote.startswith("Customer may terminate")


def test_an_item_that_says_more_is_found_in_the_list() -> None:
    items = """Rights. Customer may:

(a) inspect the office with ten (10) days' notice;

(b) terminate this Agreement immediately without any opportunity for Provider to cure a breach."""
    [finding] = [each for each in found(items) if each.rule == "no_cure_by_one"]
    assert finding.quote.startswith("terminate this Agreement")


@pytest.mark.parametrize(("kind", "sure"), [("refunds", Confidence.MEDIUM), ("governing_law", Confidence.LOW)])
def test_words_in_a_clause_about_something_else_are_less_sure(kind: str, sure: Confidence) -> None:
    [clause] = contract("Provider shall refund all fees on demand.").clauses
    candidate = Candidate(
        rule="refund_at_will",
        topic="refund_at_will",
        family="refund",
        kind=FindingKind.ONE_SIDED,
        confidence=Confidence.MEDIUM,
        favored=Side.BUYER,
        clause_type="refunds",
        clause=clause,
        span=clause.span,
    )
    [found_there] = doubted([candidate], {clause.id: frozenset({kind})})
    assert found_there.confidence is sure
    assert found_there.severity is candidate.severity


def test_including_without_limitation_is_no_missing_limit() -> None:
    words = "Renewal. Customer may renew the term in writing, including, without limitation, by e-mail."
    assert "extension_at_will" not in rules(words)


def test_what_one_shall_not_do_is_no_duty() -> None:
    words = "Liability. Provider shall in no circumstances be liable for indirect or consequential loss."
    assert "liability_all_kinds" not in rules(words)
