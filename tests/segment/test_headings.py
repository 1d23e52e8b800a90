"""What is a heading, and where it ends."""

import pytest

from clausecheck.model import BlockKind
from tests.segment.making import LONG, clauses, outline


@pytest.mark.parametrize(
    ("line", "heading", "text"),
    [
        ("1. Services. The provider works.", "Services", "The provider works."),
        ("1. SERVICES. The provider works.", "SERVICES", "The provider works."),
        ("1. Term; Termination. It ends.", "Term; Termination", "It ends."),
        ("1. Effective Date of this License: July 1, 2000", "Effective Date of this License", "July 1, 2000"),
        ("1. Fees and Expenses - The customer pays.", "Fees and Expenses", "The customer pays."),
        ("1. U.S. Government Rights. None are given.", "U.S. Government Rights", "None are given."),
        ("1. The provider works. It works well.", "", "The provider works. It works well."),
        ("1. Except as agreed: nothing.", "", "Except as agreed: nothing."),
        ('1. "Affiliate" means a company.', "", '"Affiliate" means a company.'),
        ("1. Acme Inc. shall pay.", "", "Acme Inc. shall pay."),
        ("1. Assignor agrees:", "", "Assignor agrees:"),
        (
            "1. Reference to Loans: Definitions. The terms are set out there.",
            "Reference to Loans: Definitions",
            "The terms are set out there.",
        ),
    ],
)
def test_run_in_headings(line: str, heading: str, text: str) -> None:
    first = clauses(line, f"2. Term. {LONG}", f"3. Law. {LONG}")[0]

    assert (first.number, first.heading, first.text) == ("1", heading, text)


@pytest.mark.parametrize("title", ["Limitation of Liability", "LIMITATION OF LIABILITY", "Limitation of Liability."])
def test_a_title_on_the_line_of_the_number_is_the_heading_of_what_follows(title: str) -> None:
    first = clauses(f"1. {title}", LONG, "2. Term", LONG)[0]

    assert first.heading.rstrip(".") == title.rstrip(".")
    assert first.text == LONG


def test_short_items_of_a_list_are_words_not_headings() -> None:
    found = clauses("1. Territory. The following lands:", "(a) Canada", "(b) Mexico", "2. Term", LONG)

    assert [(c.number, c.heading, c.text) for c in found][1:3] == [("(a)", "", "Canada"), ("(b)", "", "Mexico")]


def test_the_file_says_where_a_heading_ends() -> None:
    text = "1. Who may use it The customer may."

    found = clauses({"text": text, "heading_end": len("1. Who may use it")}, "2. Term. It ends.", "3. Law. It is.")

    assert (found[0].heading, found[0].text) == ("Who may use it", "The customer may.")


def test_a_whole_paragraph_in_a_heading_style_is_no_heading() -> None:
    found = clauses(
        {"text": f"1. {LONG}", "kind": BlockKind.HEADING}, {"text": "2. Term", "kind": BlockKind.HEADING}, LONG
    )

    assert found[0].heading == ""
    assert found[1].heading == "Term"


def test_a_heading_in_capitals_may_take_two_lines() -> None:
    found = clauses("1. GRANT", "OF LICENCE AND OWNERSHIP", LONG, "2. TERM", LONG)

    assert (found[0].heading, found[0].text) == ("GRANT OF LICENCE AND OWNERSHIP", LONG)


def test_the_beginning_of_a_sentence_is_no_heading() -> None:
    found = clauses(
        {"text": "1. You Agree", "bold": True}, "to tell the sponsor of any facts that matter.", "2. Term. It ends."
    )

    assert found[0].heading == ""


def test_headings_without_numbers_begin_clauses() -> None:
    assert outline(
        "HOSTING AGREEMENT",
        "This agreement is made between A and B on the first day of a year, and binds both of them from that day.",
        "SERVICES",
        LONG,
        "The following are provided:",
        "1. power;",
        "2. water.",
        "FEES",
        LONG,
        "TERM",
        LONG,
    ) == ["HOSTING AGREEMENT", "· This agreement is", "SERVICES", "  1", "  2", "FEES", "TERM"]


def test_run_in_headings_without_numbers_begin_clauses() -> None:
    def clause(heading: str) -> dict[str, object]:
        return {"text": f"{heading}. {LONG}", "heading_end": len(heading) + 1}

    assert outline(
        "LICENCE AGREEMENT", f"This agreement is made between A and B. {LONG}", *map(clause, ["Grant", "Fee", "Term"])
    )[2:] == ["Grant", "Fee", "Term"]


def test_a_letter_has_a_clause_for_each_paragraph() -> None:
    found = clauses("Dear Sir,", LONG, LONG, LONG)

    assert [c.text for c in found] == ["Dear Sir,", LONG, LONG, LONG]
    assert {c.level for c in found} == {1}


def test_a_long_clause_without_numbers_inside_has_a_clause_for_each_paragraph() -> None:
    found = clauses("1. Services", LONG, LONG, LONG, LONG, "2. Term", LONG)

    assert [(c.number, c.level, c.text) for c in found] == [
        ("1", 1, LONG),
        ("", 2, LONG),
        ("", 2, LONG),
        ("", 2, LONG),
        ("2", 1, LONG),
    ]


def test_a_short_line_below_a_number_that_stands_alone_is_its_heading() -> None:
    found = clauses("Article 1.", "Work", LONG, "Article 2.", "Indication of the right", LONG, "Article 3.", LONG)

    assert [c.heading for c in found] == ["Work", "Indication of the right", ""]
