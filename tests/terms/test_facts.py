import pytest

from clausecheck.model import Party, Side
from clausecheck.terms import read_facts
from clausecheck.terms.dates import find_date
from clausecheck.terms.effective import effective_date
from clausecheck.terms.law import find_law
from tests.terms.making import clause, document


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("governed by the laws of the State of Delaware", "Delaware"),
        ("governed by the laws, other than choice of law rules, of the state of Florida.", "Florida"),
        ("The laws of England and Wales", "England and Wales"),
        ("construed in accordance with New York law", "New York"),
        ("governed by English law", "England"),
        ("THE LAWS OF THE STATE OF NEW YORK SHALL GOVERN", "New York"),
        ("governed by the laws of the Republic of Genovia", "Genovia"),
        ("governed by the laws of the United States and of the State of Texas", "Texas"),
        ("This is accepted in the State of Nevada and governed by the laws thereof, and courts of Iowa", "Nevada"),
        ("governed by the laws of the PRC", "People's Republic of China"),
        ("governed by PRC Laws", "People's Republic of China"),
        ("governed by Ohio law, and the courts of Iowa have jurisdiction", "Ohio"),
    ],
)
def test_the_law_that_governs(words: str, place: str) -> None:
    found = find_law(words)
    assert found is not None
    assert found.name == place


@pytest.mark.parametrize(
    "words", ["in accordance with applicable law", "the governing law of this Agreement", "federal law applies"]
)
def test_no_law_is_named(words: str) -> None:
    assert find_law(words) is None


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("march 3, 2025", "2025-03-03"),
        ("this 6th day of april, 1999", "1999-04-06"),
        ("3 june 2021", "2021-06-03"),
        ("09/24/2018", "2018-09-24"),
        ("24/09/2018", "2018-09-24"),
        ("2024-02-29", "2024-02-29"),
        ("1.4.2011", "2011-04-01"),
        ("july 11 , 2006", "2006-07-11"),
        ("the 15t h day of january 2018", "2018-01-15"),
    ],
)
def test_dates(words: str, iso: str) -> None:
    found = find_date(f"as of {words} between")
    assert found is not None
    assert found[2] == iso


@pytest.mark.parametrize("words", ["february 31, 2024", "13/13/2020", "may 2024", "1.2.3"])
def test_what_is_no_date(words: str) -> None:
    assert find_date(words) is None


_MADE = "This Agreement is made as of May 2, 2024 between Acme, Inc. and Bolt LLC."


@pytest.mark.parametrize(
    ("paragraphs", "iso"),
    [
        (['Amended on May 1, 2019, it is made as of June 2, 2020 (the "Effective Date") by'], "2020-06-02"),
        (["This Agreement is entered into on the 5th day of May, 2010 by and between"], "2010-05-05"),
        (["This agreement is made effective as of the 24t h day of August 2018, by and among"], "2018-08-24"),
        (["SUPPLY AGREEMENT, dated as of April 1, 2019, between Acme, Inc. and Bolt LLC"], "2019-04-01"),
        (["This Agreement, by and between Acme, Inc. and Bolt LLC, is entered into as of May 2, 2024."], "2024-05-02"),
        ([_MADE, "The term of this Agreement shall commence on July 1, 2024 and end on June 30, 2025."], "2024-07-01"),
        ([_MADE, '"Effective Date" means June 1, 2024.'], "2024-06-01"),
        ([_MADE, "Effective Date: June 3, 2024"], "2024-06-03"),
        ([_MADE, "It replaces that certain agreement dated as of May 5, 2001."], "2024-05-02"),
        (["It replaces that certain agreement dated as of May 5, 2001.", _MADE], "2024-05-02"),
        (["AGENCY AGREEMENT", "May 21, 2015", "Acme, Inc. shall act for Bolt LLC."], "2015-05-21"),
        (["This Agreement is effective as of 1.4.2011 by and between"], "2011-04-01"),
        (["This Agreement is made as of ________, 2015 by Acme, Inc.", "As of May 2, 2014 it had cash."], ""),
        (
            ["This Agreement is made by Acme, Inc. ", "By: /s/ A", "Date: May 2, 2014", "Date: May 4, 2014"],
            "2014-05-04",
        ),
        (["Nothing is dated here."], ""),
    ],
)
def test_the_date_from_which_it_holds(paragraphs: list[str], iso: str) -> None:
    assert effective_date(document(*paragraphs), ()) == iso


def test_facts_of_a_contract() -> None:
    preamble = 'This Agreement is made as of May 2, 2024 between Acme, Inc. ("Provider") and Bolt LLC ("Customer").'
    law = "This Agreement is governed by the laws of Ohio."
    made = document("MASTER SERVICES AGREEMENT", preamble, law)
    facts = read_facts(made, (clause(made, law, heading="Governing Law"),))
    assert facts.title == "MASTER SERVICES AGREEMENT"
    assert facts.parties == (
        Party(name="Acme, Inc.", alias="Provider", role=Side.SELLER),
        Party(name="Bolt LLC", alias="Customer", role=Side.BUYER),
    )
    assert (facts.governing_law, facts.effective_date) == ("Ohio", "2024-05-02")


def test_facts_of_a_cover_page() -> None:
    made = document("Order Form", "Effective Date\tMarch 3, 2025", "Governing Law\tState of California")
    clauses = (
        clause(made, "March 3, 2025", heading="Effective Date"),
        clause(made, "State of California", number=2, heading="Governing Law"),
    )
    facts = read_facts(made, clauses)
    assert (facts.governing_law, facts.effective_date, facts.parties) == ("California", "2025-03-03", ())


def test_a_document_that_tells_nothing() -> None:
    made = document("x")
    facts = read_facts(made, ())
    assert (facts.title, facts.parties, facts.governing_law, facts.effective_date) == ("", (), "", "")
