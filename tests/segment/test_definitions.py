"""Terms and the words that define them."""

import time

import pytest

from clausecheck.model import Clause, Definition, DefinitionForm, Document
from clausecheck.segment import find_definitions, find_references, order_notices, segment
from tests.segment.making import LONG, document

_MEANS, _INLINE, _TABLE = DefinitionForm.MEANS, DefinitionForm.INLINE, DefinitionForm.TABLE


def _read(made: Document) -> tuple[tuple[Clause, ...], tuple[Definition, ...]]:
    clauses = segment(made)
    found = find_definitions(made, clauses, find_references(made, clauses))
    for one in found:
        assert made.slice(one.span) == one.text
    return clauses, found


def _found(*paragraphs: str | tuple[str, ...] | dict[str, object]) -> list[tuple[str, str, DefinitionForm]]:
    return [(one.term, one.text, one.form) for one in _read(document(*paragraphs))[1]]


@pytest.mark.parametrize(
    "words",
    [
        "“Fees” means the fees of Annex 1.",
        '"Fees" shall mean the fees of Annex 1.',
        "'Fees' means the fees of Annex 1.",
        "«Fees» means the fees of Annex 1.",
        "“Fees” has the meaning given to it in Section 4.",
        "“Fees,” as used in this Agreement, means the fees of Annex 1.",
        "“Fees” includes all costs.",
        "“Fees”: the fees of Annex 1.",
    ],
)
def test_terms_in_quotes(words: str) -> None:
    assert _found(f"1. Definitions. {LONG}", words) == [("Fees", words, _MEANS)]


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("It does the work (the “Services”).", ["Services"]),
        ('It does the work (collectively, the "Services").', ["Services"]),
        ("It does the work (hereinafter referred to as the “Services”).", ["Services"]),
        ("It does the work, hereinafter called the “Services”.", ["Services"]),
        ("It does the work (the “Services” or the “Work”).", ["Services", "Work"]),
        ("It does the work (each a “Service” and together the “Services”).", ["Service", "Services"]),
        ("It does the work [the “Services”].", ["Services"]),
    ],
)
def test_terms_within_a_sentence(words: str, terms: list[str]) -> None:
    found = _found(f"1. Services. {LONG}", words)

    assert [(term, form) for term, _, form in found] == [(term, _INLINE) for term in terms]
    assert all(text.startswith("It does the work") for _, text, _ in found)


@pytest.mark.parametrize(
    "words",
    [
        "The goods are sold “as is” and “with all faults”.",
        "He said “yes” to it.",
        'It is 5" wide and 6" high (the rest is not).',
        "The word “shall” is strong (see “may”).",
        "Fees means trouble.",
        "It means a lot.",
    ],
)
def test_what_defines_no_term(words: str) -> None:
    assert _found(f"1. Services. {LONG}", words) == []


def test_a_bracket_that_is_not_closed_ends_with_its_paragraph() -> None:
    found = _found(
        '1. Parties. This is between Acme Inc. and Bright Ideas LLC ("Supplier"', "2. Fees. Each is paid (at once)."
    )
    assert [(term, "Fees" in text) for term, text, _ in found] == [("Supplier", False)]


def test_two_terms_with_one_meaning() -> None:
    assert [term for term, *_ in _found("1. Definitions.", "“Fee” or “Fees” means what is paid.")] == ["Fee", "Fees"]


def test_terms_without_quotes_in_a_clause_of_definitions() -> None:
    words = "Business Day means a day on which banks are open."

    assert _found("1. Definitions.", words, f"2. Services. {LONG}", "Time means money.") == [
        ("Business Day", words, _MEANS)
    ]


def test_terms_in_bold() -> None:
    words = "Business Day means a day on which banks are open."

    assert _found(f"1. Services. {LONG}", {"text": words, "heading_end": len("Business Day")}) == [
        ("Business Day", words, _MEANS)
    ]


def test_tables_of_terms() -> None:
    assert _found("1. Definitions.", ("Fees", "What is paid."), ("Term", "One year.")) == [
        ("Fees", "What is paid.", _TABLE),
        ("Term", "One year.", _TABLE),
    ]
    assert _found(f"1. Services. {LONG}", ("“Fees”", "What is paid."), ("Name", "Ann")) == [
        ("Fees", "What is paid.", _TABLE)
    ]


def test_definitions_in_one_paragraph_end_where_the_next_begins() -> None:
    assert [text for _, text, _ in _found("1. Definitions. “Fee” means a price. “Term” means a year.")] == [
        "“Fee” means a price.",
        "“Term” means a year.",
    ]


def test_a_definition_has_the_list_that_follows_it() -> None:
    found = _found("1. Definitions.", "“Fees” means:", "the rates; and", "the costs.", f"2. Services. {LONG}")

    assert found[0][1] == "“Fees” means:\nthe rates; and\nthe costs."


def _scope(*paragraphs: str) -> str:
    clauses, found = _read(document(*paragraphs))
    by_id = {clause.id: clause for clause in clauses}
    return (by_id[found[0].scope].path or by_id[found[0].scope].heading) if found[0].scope else ""


_END = (f"2. Services. {LONG}", f"3. Term. {LONG}")


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("In this Agreement, “Fees” means the fees.", ""),
        ("“Fees” means the fees.", ""),
        ("For purposes of this Section 1, “Fees” means the fees.", "1"),
        ("“Fees”, as used in this Section, means the fees.", "1"),
        ("It pays all of it (in this clause, the “Fees”).", "1"),
    ],
)
def test_where_a_term_holds(words: str, scope: str) -> None:
    assert _scope(f"1. Fees. {words}", *_END) == scope


def test_an_introduction_tells_where_the_terms_of_its_list_hold() -> None:
    assert _scope("1. Fees. In this Section 1:", "(a) “Fee” means a price.", "(b) “Cost” means a cost.", *_END) == "1"


def test_terms_of_an_exhibit_hold_for_it() -> None:
    exhibit = ("IN WITNESS WHEREOF, they sign.", "EXHIBIT A", "1. Terms. “Fees” means the fees.", f"2. Dates. {LONG}")

    assert _scope(f"1. Fees. {LONG}", *_END, *exhibit) == "EXHIBIT A"


def test_uses_are_counted() -> None:
    found = _read(
        document(
            "1. Definitions. “Fee” means a price. “Fee Notice” means a notice.",
            "2. Use. The Fee and all Fees are told by a Fee Notice; a fee, a Feeling and a Coffee Fee Notice are not.",
        )
    )[1]

    assert [(one.term, one.uses) for one in found] == [("Fee", 2), ("Fee Notice", 2)]


def _messages(*paragraphs: str) -> list[tuple[str, str]]:
    made = document(*paragraphs)
    clauses, found = _read(made)
    return [(notice.code, notice.message) for notice in order_notices(made, clauses, (), found)]


def test_a_term_that_is_defined_twice() -> None:
    twice = ("1. Fees. “Fees” means the fees.", f"2. Costs. “Fees” means the costs. {LONG}", f"3. Term. {LONG}")

    assert _messages(*twice) == [("defined_twice", "“Fees” is defined in 1 and again, in other words, in 2")]


@pytest.mark.parametrize(
    "again",
    [
        "“Fees” means the fees.",
        "“Fees” has the meaning given in Section 1.",
        "In this Section 2, “Fees” means the costs.",
    ],
)
def test_what_is_no_second_meaning(again: str) -> None:
    assert _messages("1. Fees. “Fees” means the fees.", f"2. Costs. {again}", f"3. Term. {LONG}") == []


def test_terms_that_mean_each_other() -> None:
    assert _messages("1. Definitions.", "“Charges” means the Fees.", "“Fees” means the Charges.") == [
        ("circular_reference", "“Charges” is defined as “Fees”, and “Fees” as “Charges”")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "“" * 100_000,
        '"A" ' * 25_000,
        "“A” or " * 15_000,
        "(the “A” " * 15_000,
        "A " * 50_000 + "means x",
        "“A” means “A” means " * 6_000,
        "“Ab Cd” (" + "(" * 90_000,
        "hereinafter " * 10_000 + "“Fees”",
    ],
)
def test_hostile_words_are_quick(words: str) -> None:
    made = document("1. Definitions.", words, f"2. Services. {LONG}")
    clauses = segment(made)
    start = time.process_time()

    find_definitions(made, clauses, ())

    assert time.process_time() - start < 2
