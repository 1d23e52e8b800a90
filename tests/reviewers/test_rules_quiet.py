"""What keeps the rules quiet: one finding for one problem, and none for words that only look like one."""

from clausecheck.model import Finding, Severity, Side
from clausecheck.review import read_contract, review

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
    contract = read_contract(text.encode(), "contract.txt")
    answer = review(contract, side, category="services", reviewer="rules", offline=True)
    return [finding for finding in answer.findings if finding.severity is not Severity.INFO and finding.quote]


def rules(*clauses: str, side: Side = Side.SELLER) -> list[str | None]:
    """The rules of those findings."""
    return [finding.rule for finding in found(*clauses, side=side)]


LIST = """Termination. Customer may terminate this Agreement with immediate effect, without giving Provider any opportunity
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
