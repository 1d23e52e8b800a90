import time

import pytest

from clausecheck.model import Contract
from clausecheck.read import read_bytes
from clausecheck.review import understand
from clausecheck.terms.resolved import MOST


def contract(*clauses: str) -> Contract:
    """A contract of these clauses, between a provider and a customer, numbered 1.1, 1.2, …"""
    numbered = "\n\n".join(f"1.{number} {words}" for number, words in enumerate(clauses, 1))
    text = (
        'SERVICES AGREEMENT\n\nThis Services Agreement is made between Alpha Services Ltd ("Provider") and Beta Stores'
        f' Inc ("Customer").\n\n{numbered}\n'
    )
    return understand(read_bytes(text.encode(), "a.txt"))


@pytest.mark.parametrize("days", [10, 300])
def test_a_value_of_a_definition_is_that_of_the_clause_that_uses_it(days: int) -> None:
    made = contract(
        f'Definitions. "Payment Period" means {days} days from receipt of the invoice.',
        "Payment. Customer shall pay each invoice within the Payment Period.",
    )
    (term,) = [term for term in made.terms if term.name == "payment_days"]
    assert (term.value, term.unit) == (days, "days")
    assert made.document.slice(term.span) == term.quote
    assert term.quote.startswith(str(days))
    assert made.by_id[term.clause_id].heading == "Definitions"
    assert [made.by_id[clause].heading for clause in term.used_by] == ["Payment"]


def test_the_sentence_reads_as_if_it_said_the_meaning() -> None:
    made = contract(
        '"Late Rate" means 1.5% per month.', "Customer shall pay interest at the Late Rate on all overdue amounts."
    )
    (one,) = made.resolved
    assert one.text == "Customer shall pay interest at 1.5% per month on all overdue amounts."
    assert one.roles.startswith("BUYER shall pay interest at 1.5%")
    (part,) = one.inserted
    assert one.text[part.span.start : part.span.end] == made.document.slice(part.source) == "1.5% per month"
    assert [(term.name, term.value) for term in made.terms] == [("late_interest", 1.5)]


@pytest.mark.parametrize(
    "definition",
    [
        '"Affiliate" means who holds more than 50% of the votes.',
        '"Subscription Period" means one year.',
        '"Review Period" means the time that it takes.',
        f'"Review Period" means ten days, {"and so on " * 40}.',
    ],
)
def test_terms_without_a_short_measure_are_not_put_in(definition: str) -> None:
    term = definition.split('"')[1]
    assert contract(definition, f"Customer reviews each of the {term} with care.").resolved == ()


def test_a_definition_is_not_put_into_itself() -> None:
    assert contract('"Cure Period" means ten days, or a longer Cure Period that is agreed.').resolved == ()


def test_definitions_of_one_another_and_very_many_uses_take_little_time() -> None:
    terms = [f'"Period {number} Limit" means 5 days after the Period {number + 1} Limit.' for number in range(600)]
    started = time.process_time()
    made = contract(*terms, "Customer pays in the Period 7 Limit. " * 3000)
    assert len(made.resolved) == MOST
    assert time.process_time() - started < 20
