"""Covers, tables of contents, signatures and exhibits."""

import pytest

from clausecheck.model import BlockKind, Part
from tests.segment.making import LONG, clauses, outline, row


def test_key_terms_of_a_cover_are_clauses_of_their_own() -> None:
    found = clauses(
        "Order Form",
        row("Payment Period", "30 days from receipt"),
        row("General Cap Amount", "The fees of 12 months"),
        "Governing Law: the State of Delaware",
        f"1. Services. {LONG}",
        f"2. Term. {LONG}",
    )

    assert [(c.heading, c.text, c.part) for c in found][1:4] == [
        ("Payment Period", "30 days from receipt", Part.COVER),
        ("General Cap Amount", "The fees of 12 months", Part.COVER),
        ("Governing Law", "the State of Delaware", Part.COVER),
    ]
    assert {c.number for c in found[:4]} == {""}


def test_rows_of_a_wider_table_stay_together() -> None:
    found = clauses(
        "Prices", row("Item", "Unit", "Price"), row("A", "each", "1"), f"1. Services. {LONG}", f"2. Term. {LONG}"
    )

    assert [c.text for c in found][1] == "Item\tUnit\tPrice\nA\teach\t1"


def test_recitals_stand_on_the_cover_below_their_title() -> None:
    found = clauses(
        "SERVICES AGREEMENT",
        "RECITALS",
        "WHEREAS, A sells things that B wants to have;",
        "WHEREAS, B has the money that A wants to have;",
        f"1. Services. {LONG}",
        f"2. Term. {LONG}",
    )

    assert [(c.level, c.number, c.part) for c in found] == [
        (1, "", Part.COVER),
        (1, "", Part.COVER),
        (2, "", Part.COVER),
        (2, "", Part.COVER),
        (1, "1", Part.BODY),
        (1, "2", Part.BODY),
    ]


def test_lettered_recitals_are_not_the_clauses_of_the_body() -> None:
    assert outline(
        "RECITALS",
        f"A. {LONG}",
        f"B. {LONG}",
        "1. Services",
        LONG,
        "A. The first.",
        "B. The second.",
        "2. Term",
        LONG,
        "3. Fees",
        LONG,
        "4. Law",
        LONG,
    ) == ["RECITALS", "  A", "  B", "1 Services", "  A", "  B", "2 Term", "3 Fees", "4 Law"]


def test_parties_with_numbers_are_not_the_clauses_of_the_body() -> None:
    found = clauses(
        "This agreement is made between:",
        "(1) Acme Limited; and",
        "(2) Beta Limited.",
        *(f"{n}. Heading. {LONG}" for n in range(1, 6)),
    )

    assert [c.number for c in found if c.level == 1 and c.number] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Services", "2. Term", "3. Fees", "4. Law", "5. Notices"],
        [
            "1. Services ........ 1",
            "2. Term ........ 2",
            "3. Fees ........ 3",
            "4. Law ........ 4",
            "5. Notices ........ 5",
        ],
        ["1. Services 1", "2. Term 2", "3. Fees 3", "4. Law 4", "5. Notices 5"],
    ],
)
def test_a_table_of_contents_is_not_doubled(lines: list[str]) -> None:
    body = [line for name in ("Services", "Term", "Fees", "Law", "Notices") for line in (name, LONG)]
    numbered = [f"{i // 2 + 1}. {line}" if i % 2 == 0 else line for i, line in enumerate(body)]

    found = clauses("MASTER AGREEMENT", "TABLE OF CONTENTS", *lines, *numbered)

    assert [(c.number, c.heading) for c in found if c.number] == [
        ("1", "Services"),
        ("2", "Term"),
        ("3", "Fees"),
        ("4", "Law"),
        ("5", "Notices"),
    ]


def test_contents_that_are_set_as_a_table_are_one_clause_of_the_cover() -> None:
    titles = {1: "WORK", 2: "FEES", 3: "TERM", 4: "LAW"}
    rows = [row(f"ARTICLE {n} {title}", str(3 * n)) for n, title in titles.items()]
    body = [line for n, title in titles.items() for line in (f"ARTICLE {n}", title, LONG)]

    found = clauses("MASTER AGREEMENT", "TABLE OF CONTENTS", *rows, f"This is made between A and B. {LONG}", *body)

    assert [(c.level, c.number) for c in found if c.number] == [(1, f"ARTICLE {n}") for n in range(1, 5)]
    assert len([c for c in found if c.part is Part.COVER]) == 3


def test_lines_that_the_file_marks_as_contents_are_one_clause_of_the_cover() -> None:
    entry = [{"text": f"{n}. Title {n}", "kind": BlockKind.CONTENTS} for n in range(1, 4)]

    found = clauses("AGREEMENT", *entry, *(f"{n}. Title {n}. {LONG}" for n in range(1, 4)))

    assert [(c.part, c.number) for c in found] == [
        (Part.COVER, ""),
        (Part.COVER, ""),
        (Part.BODY, "1"),
        (Part.BODY, "2"),
        (Part.BODY, "3"),
    ]


def test_signatures_are_one_clause_and_no_part_of_the_last() -> None:
    found = clauses(
        f"1. Services. {LONG}", f"2. Term. {LONG}", "IN WITNESS WHEREOF, they have signed.", "By: ______", "Name: Ann"
    )

    assert [(c.part, c.number, c.text.split("\n")[-1]) for c in found][-1] == (Part.SIGNATURES, "", "Name: Ann")
    assert len(found) == 3


@pytest.mark.parametrize(
    "title", ["Exhibit A", "SCHEDULE 1 - PRICES", "Annex II: Data", "Appendix B (Forms)", "STATEMENT OF WORK"]
)
def test_titles_of_exhibits(title: str) -> None:
    found = clauses(f"1. Services. {LONG}", f"2. Term. {LONG}", title, LONG)

    assert (found[-1].part, found[-1].level, found[-1].number) == (Part.ANNEX, 1, "")


@pytest.mark.parametrize(
    "sentence", ["Exhibit A sets out the prices.", "Schedule 1 shall apply to all orders.", "Exhibits are parts."]
)
def test_sentences_on_exhibits_are_no_titles(sentence: str) -> None:
    found = clauses(f"1. Services. {LONG}", f"2. Term. {LONG}", sentence, LONG)

    assert {c.part for c in found} == {Part.BODY}


def test_key_terms_of_an_exhibit_are_clauses_below_its_title() -> None:
    found = clauses(f"1. Services. {LONG}", f"2. Term. {LONG}", "EXHIBIT A", row("Fee", "Ten"), row("Term", "A year"))

    assert [(c.level, c.heading, c.text, c.part) for c in found][-2:] == [
        (2, "Fee", "Ten", Part.ANNEX),
        (2, "Term", "A year", Part.ANNEX),
    ]


def test_a_form_has_no_numbered_clauses() -> None:
    found = clauses("Cover Page", row("Party 1", "Acme"), row("Party 2", "Beta"), "Signature: ____")

    assert {(c.part, c.number) for c in found} == {(Part.COVER, "")}


def test_numbers_in_a_table_are_no_clauses() -> None:
    assert outline(
        f"1. Services. {LONG}",
        row("1.", "Ann", "100"),
        row("2.", "Bob", "200"),
        f"2. Term. {LONG}",
        f"3. Law. {LONG}",
    ) == ["1 Services", "2 Term", "3 Law"]


def test_a_clause_may_be_set_as_a_row() -> None:
    found = clauses(row("Section 1.", "SERVICES."), LONG, row("Section 2.", "TERM."), LONG)

    assert [(c.number, c.heading, c.text) for c in found] == [
        ("Section 1", "SERVICES", LONG),
        ("Section 2", "TERM", LONG),
    ]


def test_the_body_begins_where_the_parties_agree_even_before_its_first_number() -> None:
    found = clauses(
        f"This agreement is made between A and B. {LONG}",
        f"NOW, THEREFORE, the parties agree as follows. {LONG}",
        "1.1 The first clause has lost its number.",
        "1.2 But its items have not.",
        f"2. Term. {LONG}",
        f"3. Law. {LONG}",
        f"4. Fees. {LONG}",
    )

    assert [(c.part, c.number) for c in found] == [
        (Part.COVER, ""),
        (Part.COVER, ""),
        (Part.BODY, "1.1"),
        (Part.BODY, "1.2"),
        (Part.BODY, "2"),
        (Part.BODY, "3"),
        (Part.BODY, "4"),
    ]


def test_terms_behind_the_signatures_are_a_part_with_numbers_of_its_own() -> None:
    found = clauses(
        f"1. Services. {LONG}",
        f"2. Term. {LONG}",
        f"3. Law. {LONG}",
        "IN WITNESS WHEREOF, they have signed.",
        "By: ______",
        "Additional Provisions",
        f"1. Liability. {LONG}",
        f"2. Data. {LONG}",
    )

    assert [(c.part, c.level, c.number, c.heading) for c in found][3:] == [
        (Part.SIGNATURES, 1, "", ""),
        (Part.ANNEX, 1, "", "Additional Provisions"),
        (Part.ANNEX, 2, "1", "Liability"),
        (Part.ANNEX, 2, "2", "Data"),
    ]


def test_signatures_without_an_opening_begin_with_the_names_above_them() -> None:
    found = clauses(f"1. Services. {LONG}", f"2. Term. {LONG}", "ACME INC.", "By: /s/ Ann", "Name: Ann")

    assert [(c.part, c.number) for c in found] == [(Part.BODY, "1"), (Part.BODY, "2"), (Part.SIGNATURES, "")]
    assert found[1].text == LONG
    assert "Ann" in found[2].text


def test_key_terms_below_a_title_without_a_number_are_clauses_of_their_own() -> None:
    titles = [line for name in ("SERVICES", "FEES", "TERM") for line in (name, LONG)]

    found = clauses(
        "ORDER FORM", LONG, *titles, "KEY TERMS", LONG, row("Cap", "Ten thousand"), row("Court", "Delaware")
    )

    assert [(c.level, c.heading, c.text) for c in found][-2:] == [(2, "Cap", "Ten thousand"), (2, "Court", "Delaware")]


def test_headed_numbers_are_the_clauses_however_long_the_cover() -> None:
    cover = [row(f"Term {n}", LONG) for n in range(12)]

    found = clauses("ORDER FORM", "Key Terms", *cover, *(f"{n}. Heading. {LONG}" for n in range(1, 6)))

    assert [c.number for c in found if c.part is Part.BODY] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("label", ["By: /s/ Ann", "Name: Ann", "Title: Head", "Signature: ____", "-----"])
def test_rows_of_signatures_are_no_key_terms(label: str) -> None:
    found = clauses("ORDER FORM", row("Fee", "Ten"), row(label, "Bob"), f"1. Services. {LONG}", f"2. Term. {LONG}")

    assert [c.heading for c in found if c.part is Part.COVER] == ["ORDER FORM", "Fee", ""]


def test_the_word_signatures_ends_the_body() -> None:
    found = clauses(
        "1. Term. " + LONG, "2. Law. " + LONG, {"text": "Signatures", "bold": True}, "The parties sign here." + LONG
    )

    assert [c.part for c in found] == [Part.BODY, Part.BODY, Part.SIGNATURES]


def test_recitals_however_long_do_not_hide_the_numbers_behind_them() -> None:
    found = clauses(
        "The board acts by written consent:",
        *(f"WHEREAS, {LONG} {LONG}" for _ in range(4)),
        {"text": "1. Approval of Financing", "bold": True},
        f"1.1 RESOLVED, that {LONG}",
        {"text": "2. Authority", "bold": True},
        f"RESOLVED, that {LONG}",
    )

    assert [c.number for c in found if c.level == 1 and c.part is Part.BODY] == ["1", "2"]


def test_a_paragraph_of_the_recitals_is_no_clause() -> None:
    found = clauses("THIS AMENDMENT", *(f"WHEREAS, {LONG}" for _ in range(5)), f"Fees: {LONG}", f"Law: {LONG}")

    assert all(c.part is Part.COVER for c in found if c.text.startswith("WHEREAS"))


def test_a_clause_on_headings_and_the_table_of_contents_is_a_clause() -> None:
    last = f"2.2. Headings and Table of Contents. The headings and table of contents are for convenience. {LONG}"
    found = clauses("1. Work. " + LONG, "2. General", f"2.1. Law. {LONG}", last, "3. Term. " + LONG)

    assert [c.number for c in found] == ["1", "2", "2.1", "2.2", "3"]


def test_a_page_number_before_the_title_of_an_exhibit_is_no_clause() -> None:
    found = clauses("1 WORK", LONG, "2 FEES", LONG, "3 LAW", LONG, "By: ____________", "4 EXHIBIT A", LONG)

    assert [(c.number, c.part) for c in found if c.level == 1][-1] == ("", Part.ANNEX)
