import pytest

from clausecheck.model import Binds, ClassifiedType, Term
from clausecheck.terms import find_contradictions, read_sentences, read_terms
from tests.terms.making import DEAL, clause, document, one_clause


def read(words: str, heading: str = "", types: tuple[str, ...] = ()) -> list[Term]:
    made, clauses = one_clause(words, heading)
    named = {"c1": tuple(ClassifiedType(id=name, probability=0.9) for name in types)}
    terms = read_terms(made, clauses, named, read_sentences(made, clauses, DEAL))
    assert all(made.slice(term.span) == term.quote for term in terms)
    return list(terms)


def told(words: str, heading: str = "") -> dict[str, float | str]:
    return {term.name: term.value for term in read(words, heading)}


def test_quotes_are_the_documents_own_words() -> None:
    (term,) = read("Customer shall pay each “Invoice” within forty-five (45)\u00a0days of receipt of the invoice.")
    assert term.quote.startswith("forty-five (45)\u00a0days")
    assert (term.value, term.unit, term.binds) == (45, "days", Binds.BUYER)


def test_context_tells_one_notice_from_another() -> None:
    assert told("Either party may terminate this Agreement for convenience on ninety (90) days' written notice.") == {
        "convenience_notice": 90
    }
    assert told(
        "Either party may terminate this Agreement if the other party fails to cure a breach within 30 days."
    ) == {"cure_period": 30}
    assert told("Provider shall deliver a report within ten (10) days after the end of each month.") == {}


def test_items_of_a_list_are_kept_apart() -> None:
    words = (
        "Customer may terminate this Agreement (a) at any time without cause, upon sixty (60) days written notice;"
        " (b) immediately, if Provider is in material breach and fails to cure it within ten (10) days after notice;"
        " or (c) if Provider becomes insolvent."
    )
    assert told(words) == {"convenience_notice": 60, "cure_period": 10}


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("at the rate of 1.5% per month", "percent_per_month"),
        ("at twelve percent (12%) per annum", "percent_per_year"),
        ("at the monthly rate of 1.5%", "percent_per_month"),
        ("at the rate of 5%", "percent"),
    ],
)
def test_rates_of_interest(words: str, unit: str) -> None:
    (term,) = read(f"Overdue amounts shall bear interest {words}.")
    assert (term.name, term.unit) == ("late_interest", unit)


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        (
            "If Customer breaches this Agreement and fails to cure such breach within 30 days, Provider may terminate.",
            Binds.BUYER,
        ),
        ("Customer may terminate if the other party fails to cure a breach within 30 days.", Binds.SELLER),
        ("Either party may terminate if the other party fails to cure a breach within 30 days.", Binds.BOTH),
    ],
)
def test_whom_a_cure_period_binds(words: str, bound: Binds) -> None:
    (term,) = read(words)
    assert (term.name, term.binds) == ("cure_period", bound)


def test_law_and_venue_are_two_things() -> None:
    terms = read(
        "This Agreement is governed by the laws of the State of Delaware, and the courts located in New York shall have"
        " exclusive jurisdiction.",
        "Governing Law",
    )
    assert {term.name: term.value for term in terms} == {"governing_law": "Delaware", "venue": "New York"}


def test_a_type_names_what_the_heading_does_not() -> None:
    assert read("State of California") == []
    (term,) = read("State of California", types=("governing_law",))
    assert (term.name, term.value, term.unit) == ("governing_law", "California", "region")


def test_what_a_section_is_about_is_told_by_the_headings_above() -> None:
    made = document("Confidentiality", "The duties above shall survive for three (3) years.")
    above = clause(made, "Confidentiality", heading="Confidentiality")
    below = clause(made, "The duties above shall survive for three (3) years.", number=2, parent="c1")
    terms = read_terms(made, (above, below), {}, read_sentences(made, (above, below), DEAL))
    assert [(term.name, term.value, term.clause_id) for term in terms] == [("confidentiality_period", 36, "c2")]


def test_contradictions_are_quoted_where_they_stand() -> None:
    made, clauses = one_clause("Customer shall pay within thirty (60) days. Notice is thirty (30) days.")
    (found,) = find_contradictions(made, clauses)
    assert (found.name, found.value, found.unit, found.quote) == ("contradiction", 60, "words_say=30", "thirty (60)")
    assert made.slice(found.span) == found.quote


def test_a_number_out_of_all_bounds_is_no_value() -> None:
    assert told("Provider warrants the software for a period of 90000 years from delivery.") == {}


def test_a_term_may_be_told_by_its_last_day() -> None:
    (term,) = read("The Term commences on January 1, 2024 and shall end on December 31, 2025.")
    assert (term.name, term.value, term.unit, term.quote) == ("initial_term", 24.0, "months", "December 31, 2025")
