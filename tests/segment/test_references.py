"""What mentions of clauses lead to."""

import time

import pytest

from clausecheck.model import Clause, Document, Reference, ReferenceKind
from clausecheck.segment import find_references, order_notices, segment
from tests.segment.making import LONG, document

_RESOLVED, _DANGLING = ReferenceKind.RESOLVED, ReferenceKind.DANGLING
_NOT_ATTACHED, _EXTERNAL = ReferenceKind.NOT_ATTACHED, ReferenceKind.EXTERNAL


def _contract(words: str, *more: str) -> Document:
    """A contract of seven clauses whose clause 7.3 says `words`; `more` are paragraphs behind it."""
    return document(
        "SERVICES AGREEMENT",
        "A. Acme has a plan.",
        "B. Bolt has none.",
        f"1. Definitions. {LONG}",
        f"2. Services. {LONG}",
        "3. Fees. The fees are as follows.",
        f"3.1 Rates. {LONG}",
        f"(a) rates of the day: {LONG}",
        f"(b) rates of the night, if (i) agreed, or (ii) usual: {LONG}",
        f"3.2 Costs. {LONG}",
        f"4. Term. {LONG}",
        f"5. Liability. {LONG}",
        f"6. Notices. {LONG}",
        "7. General. What follows holds.",
        f"7.1 Survival. {LONG}",
        f"(a) of duties: {LONG}",
        f"(b) of rights: {LONG}",
        f"7.2 Waiver. {LONG}",
        f"7.3 Other. {words}",
        *more,
    )


def _read(made: Document) -> tuple[dict[str, Clause], tuple[Reference, ...]]:
    found = segment(made)
    return {clause.id: clause for clause in found}, find_references(made, found)


def _told(words: str, *more: str) -> list[tuple[str, ReferenceKind, list[str]]]:
    by_id, references = _read(_contract(words, *more))
    return [
        (one.quote, one.kind, [by_id[target].path or by_id[target].heading for target in one.targets])
        for one in references
        if by_id[one.clause_id].path == "7.3"
    ]


_EXHIBIT = (
    "IN WITNESS WHEREOF, they sign.",
    "EXHIBIT A",
    f"1. Tasks. {LONG}",
    f"2. Dates. {LONG}",
    f"3. Places. {LONG}",
)


@pytest.mark.parametrize(
    ("words", "quote", "targets"),
    [
        ("It is subject to Section 3.1(b).", "Section 3.1(b)", ["3.1(b)"]),
        ("It is subject to section 3.1 (b).", "section 3.1 (b)", ["3.1(b)"]),
        ("It is subject to Section 3.1(b)(ii).", "Section 3.1(b)(ii)", ["3.1(b)"]),
        ("It is subject to Section 03.01.", "Section 03.01", ["3.1"]),
        ("See clauses 4 to 6.", "clauses 4 to 6", ["4", "5", "6"]),
        ("See Sections 4-6 for it.", "Sections 4-6", ["4", "5", "6"]),
        ("See Article IV of this Agreement.", "Article IV", ["4"]),
        ("See Article Four.", "Article Four", ["4"]),
        ("See § 4.", "§ 4", ["4"]),
        ("See Section\n4.", "Section\n4", ["4"]),
        ("See Sec. 4.", "Sec. 4", ["4"]),
        ("See Sub-clause 3.2.", "Sub-clause 3.2", ["3.2"]),
        ("See Section 4 (Term).", "Section 4", ["4"]),
        ("This Section is short.", "This Section", ["7.3"]),
        ("In this Section 7.3 it is so.", "Section 7.3", ["7.3"]),
        ("Recital B explains it.", "Recital B", ["B"]),
        ("See paragraph (b) of Section 7.1.", "paragraph (b)", ["7.1(b)"]),
        ("If (i) it rains, clause (i) holds.", "clause (i)", ["7.3"]),
    ],
)
def test_mentions_that_lead_somewhere(words: str, quote: str, targets: list[str]) -> None:
    if "\n" in quote:
        words, quote = words.replace("\n", " "), quote.replace("\n", " ")
    assert (quote, _RESOLVED, targets) in _told(words)


def test_lists_of_numbers() -> None:
    assert _told("Sections 3.1, 3.2 and 7.1(b) apply, and Section 3.1(a) or (b) too.") == [
        ("Sections 3.1", _RESOLVED, ["3.1"]),
        ("3.2", _RESOLVED, ["3.2"]),
        ("7.1(b)", _RESOLVED, ["7.1(b)"]),
        ("Section 3.1(a)", _RESOLVED, ["3.1(a)"]),
        ("(b)", _RESOLVED, ["3.1(b)"]),
    ]


def test_an_amount_behind_a_number_is_no_more_of_them() -> None:
    assert [quote for quote, *_ in _told("Under Section 4 and 30 days later, Sections 4, 5, 10 days.")] == [
        "Section 4",
        "Sections 4",
        "5",
    ]


def test_a_range_of_items_ends_where_it_ends() -> None:
    assert _told("Section 3.1(a) through (b) apply.") == [
        ("Section 3.1(a) through (b)", _RESOLVED, ["3.1(a)", "3.1(b)"])
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Section 365 of the Bankruptcy Code",
        "Section 4(2) of the Securities Act",
        "Section 3 of the Master Agreement",
        "Section 2 of the Lease",
        "Section 2 or Section 3 of the Lease",
        "Section 4 of the APA",
        "17 C.F.R. § 240.24b",
        "Rule 144",
        "Article 6 GDPR",
        "Internal Revenue Code Section 4",
        "Section 409A",
        "Section 2-314",
        "Section 1542",
        "the Separation Agreement, which Section 9.9",
        "Section 9.9 thereof",
    ],
)
def test_other_documents_are_no_part_of_this_one(words: str) -> None:
    told = _told(f"It is made under {words}.")

    assert told
    assert all((kind, targets) == (_EXTERNAL, []) for _, kind, targets in told)


@pytest.mark.parametrize("words", ["Section 9", "Section 7.9", "clause 3.3 hereof", "Section 8(a)", "Section 0"])
def test_a_number_that_no_clause_has(words: str) -> None:
    assert [(kind, targets) for _, kind, targets in _told(f"It is subject to {words}.")] == [(_DANGLING, [])]


def test_an_item_that_its_clause_does_not_have_is_unclear() -> None:
    assert [kind for _, kind, _ in _told("It is subject to Section 3.1(z).")] == [ReferenceKind.UNCLEAR]


def test_a_number_in_a_gap_may_have_been_read_wrongly() -> None:
    made = document(*(f"{n}. Fees. {LONG} It is subject to Section 4." for n in (1, 2, 3, 5, 6, 7, 8)))

    assert {one.kind for one in _read(made)[1]} == {ReferenceKind.UNCLEAR}


def test_in_a_document_that_changes_another_one_no_number_is_missing() -> None:
    made = document("FIRST AMENDMENT", *(f"{n}. Section {n + 20} is hereby amended. {LONG}" for n in range(1, 6)))

    assert {one.kind for one in _read(made)[1]} == {_EXTERNAL}


def test_where_numbers_are_few_nothing_is_called_missing() -> None:
    made = document("TERMS", f"1. Fees. See Section 4. {LONG}", f"Other words. {LONG}")

    assert [one.kind for one in _read(made)[1]] == [ReferenceKind.UNCLEAR]


def test_where_many_numbers_are_missing_it_is_the_file_that_is_broken() -> None:
    words = " ".join(f"See Section {n}.9." for n in (3, 7)) + " See Sections 9, 10, 11, 12 and 13."

    assert {kind for _, kind, _ in _told(words)} == {ReferenceKind.UNCLEAR}


def test_a_number_that_stands_in_a_text_is_not_missing() -> None:
    told = _told(f"See Section 9. {LONG} 9. MISCELLANEOUS. {LONG}")

    assert told[0] == ("Section 9", _RESOLVED, ["7.3"])


def test_exhibits_in_the_file_and_not_in_it() -> None:
    assert _told("Exhibits A and B and Exhibit “A” apply, and Section 2 of Exhibit A too.", *_EXHIBIT) == [
        ("Exhibits A", _RESOLVED, ["EXHIBIT A"]),
        ("B", _NOT_ATTACHED, []),
        ("Exhibit “A”", _RESOLVED, ["EXHIBIT A"]),
        ("Section 2", _RESOLVED, ["EXHIBIT A, 2"]),
        ("Exhibit A", _RESOLVED, ["EXHIBIT A"]),
    ]


def test_a_letter_of_several_exhibits_leads_to_the_first() -> None:
    exhibits = ("IN WITNESS WHEREOF, they sign.", "EXHIBIT F-1", LONG, "EXHIBIT F-2", LONG)

    assert _told("It uses Exhibit F and Exhibit G.", *exhibits) == [
        ("Exhibit F", _RESOLVED, ["EXHIBIT F-1"]),
        ("Exhibit G", _NOT_ATTACHED, []),
    ]


def test_an_exhibit_cites_itself_before_the_body() -> None:
    by_id, references = _read(
        _contract("Nothing.", *_EXHIBIT[:-1], f"3. Places. See Section 2 and this Exhibit. {LONG}")
    )

    assert [by_id[one.targets[0]].path or by_id[one.targets[0]].heading for one in references] == [
        "EXHIBIT A, 2",
        "EXHIBIT A",
    ]


def test_forms_are_no_exhibits() -> None:
    assert [kind for _, kind, _ in _told("It files Schedule 13D and Schedule TO.")] == [_EXTERNAL, _EXTERNAL]


def test_numbers_of_clauses_and_titles_are_no_mentions() -> None:
    made = document(
        "TABLE OF CONTENTS",
        "Section 1. Fees ........ 1",
        "Section 2. Term ........ 2",
        f"Section 1. Fees. {LONG}",
        f"Section 2. Term. {LONG}",
        "EXHIBIT A",
        LONG,
    )

    assert _read(made)[1] == ()


def _messages(made: Document) -> list[tuple[str, str]]:
    found = segment(made)
    references = find_references(made, found)
    return [(notice.code, notice.message) for notice in order_notices(made, found, references, ())]


def test_what_leads_nowhere_is_told_once() -> None:
    made = _contract("See Section 9.4. See Section 9.4 too, Exhibit C and EXHIBIT C.")

    assert _messages(made) == [
        ("dangling_reference", "Section 9.4 is mentioned in 7.3, but the contract has no 9.4"),
        ("missing_attachment", "Exhibit C is mentioned in 7.3, but is not in this file"),
    ]


def test_a_notice_has_its_clause_and_words() -> None:
    made = _contract("It is all subject to Section 9.4.")
    found = segment(made)

    notice = order_notices(made, found, find_references(made, found), ())[0]

    assert notice.quote == "7.3 Other. It is all subject to Section 9.4."
    assert {clause.id: clause.path for clause in found}[notice.clause_id] == "7.3"


def test_two_clauses_that_send_the_reader_to_each_other() -> None:
    made = document(
        "1. Price. The price is as set out in Section 3.",
        f"2. Services. {LONG}",
        "3. Rates. The rates are as set out in Section 1.",
        f"4. Term. It is subject to Section 5. {LONG}",
        f"5. End. It is subject to Section 4. {LONG}",
    )

    assert _messages(made) == [
        ("circular_reference", "1 sends the reader to 3, and that one back; neither says it"),
    ]


def test_many_notices_are_counted() -> None:
    made = _contract(" ".join(f"See Exhibit B-{n}." for n in range(1, 40)))

    told = _messages(made)

    assert len(told) == 21
    assert told[-1] == ("missing_attachment", "19 more of this kind are not listed")


@pytest.mark.parametrize(
    "words",
    [
        "Section 9" * 20_000,
        "Section " * 20_000,
        "Sections 1" + ", 1" * 50_000,
        "Section 3.1" + "(a)" * 50_000,
        "Exhibit A to the " * 10_000,
        "this Section (" * 10_000,
        "clause (i) " * 10_000,
        "§" * 100_000,
        "Section 9.9 of " + "the " * 30_000,
        "Section 9.9 (" * 10_000,
    ],
)
def test_hostile_words_are_quick(words: str) -> None:
    made = _contract(words)
    found = segment(made)
    start = time.process_time()

    find_references(made, found)

    assert time.process_time() - start < 2


def test_a_number_of_the_next_clause_belongs_to_no_mention_before_it() -> None:
    read = document(
        "Secrets and Plans", "The laws of Ohio govern it (see clauses 1 to", f"2) {LONG}", LONG, f"3) {LONG}"
    )
    clauses = segment(read)
    ends = {clause.id: clause.whole.end for clause in clauses}
    assert all(found.span.end <= ends[found.clause_id] for found in find_references(read, clauses))
