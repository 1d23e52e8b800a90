import time

import pytest

from clausecheck.model import DefinitionUse
from clausecheck.segment import find_definitions, find_references, find_uses, segment
from clausecheck.segment.uses import MOST, count_uses
from tests.segment.making import document


def uses(*paragraphs: str | tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Path of the clause, words, and the first words of the meaning of each use."""
    made = document(*paragraphs)
    clauses = segment(made)
    paths = {clause.id: clause.path for clause in clauses}
    references = find_references(made, clauses)
    found = find_uses(made, clauses, find_definitions(made, clauses, references))
    return [(paths[use.clause_id], made.slice(use.span), _meaning(use)) for use in found]


def _meaning(use: DefinitionUse) -> str:
    return use.definition.text.partition("means ")[2]


def test_a_clause_uses_a_term_where_it_stands_and_not_where_it_is_defined() -> None:
    assert uses("1.1 “Fees” means money.", "1.2 Customer pays the Fees.") == [("1.2", "Fees", "money.")]


def test_the_longest_term_wins() -> None:
    found = uses(
        "1.1 “Fees” means money.", "1.2 “Late Fees” means more money.", "1.3 Customer pays Late Fees and the Fees."
    )
    assert [(words, meaning) for _, words, meaning in found] == [("Late Fees", "more money."), ("Fees", "money.")]


@pytest.mark.parametrize(
    ("defined", "used", "words"),
    [
        ("Deliverable", "all Deliverables", "Deliverable"),
        ("Deliverables", "each Deliverable is late", "Deliverable"),
        ("Business Day", "ten Business Days", "Business Day"),
    ],
)
def test_plural_and_singular_mean_the_same(defined: str, used: str, words: str) -> None:
    assert uses(f"1.1 “{defined}” means that.", f"1.2 It is {used}.") == [("1.2", words, "that.")]


def test_a_singular_that_begins_another_name_is_not_the_term() -> None:
    assert uses("1.1 “Services” means work.", "1.2 The Service Credits are small.") == []


def test_the_narrowest_scope_decides() -> None:
    found = uses(
        "1.1 “Loss” means any loss.",
        "2.1 In this Section, “Loss” means a direct loss.",
        "2.2 No Loss here.",
        "2.1A Other.",
    )
    assert ("2.2", "Loss", "any loss.") in found


def test_a_term_of_another_part_alone_means_nothing_here() -> None:
    assert uses("1.1 For the purposes of this Section, “Loss” means a loss.", "2.1 No Loss here.") == []


def test_entries_of_a_cover_page_are_definitions_where_the_contract_uses_them() -> None:
    made = document(
        ("General Cap Amount", "$100,000"),
        ("Unused Entry", "$5"),
        "1.1 Liability. Each party's liability will not be more than the General Cap Amount.",
        "1.2 Term. This Agreement lasts a year.",
        "1.3 Law. It is governed by the laws of France.",
    )
    clauses = segment(made)
    found = find_definitions(made, clauses, find_references(made, clauses))
    assert [(one.term, one.text) for one in found if one.term != "Agreement"] == [("General Cap Amount", "$100,000")]


def test_uses_are_counted_as_they_are_found() -> None:
    text = "“Fee” means money. A Fee and two Fees and a Feeling."
    assert count_uses(text, ["Fee"]) == {"Fee": 2}


def test_many_uses_of_many_terms_take_little_time_and_are_capped() -> None:
    terms = [f"1.{number} “Term {number}” means Term {number + 1}." for number in range(1, 1500)]
    started = time.process_time()
    made = document(*terms, "2.1 " + "Term 7 and Term 77 " * 15_000)
    clauses = segment(made)
    found = find_uses(made, clauses, find_definitions(made, clauses, ()))
    assert len(found) == MOST
    assert time.process_time() - started < 8
