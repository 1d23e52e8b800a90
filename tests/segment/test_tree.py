"""Numbers become a tree: each style of numbering and each trap has its test."""

from dataclasses import replace

import pytest

from clausecheck.model import Format
from clausecheck.segment import segment
from tests.segment.making import LONG, check, clauses, document, outline


def test_articles_hold_sections_which_hold_letters_and_romans() -> None:
    assert outline(
        "This agreement is made between A and B.",
        "ARTICLE I",
        "DEFINITIONS",
        "Section 1.01 Terms. The words below mean the following:",
        "(a) the first;",
        "(i) in part;",
        "(ii) in full;",
        "(b) the second.",
        "Section 1.02 Reading. Headings do not count.",
        "ARTICLE II",
        "SERVICES",
        "Section 2.01 Work. The provider works.",
    ) == [
        "· This agreement is",
        "ARTICLE I DEFINITIONS",
        "  Section 1.01 Terms",
        "    (a)",
        "      (i)",
        "      (ii)",
        "    (b)",
        "  Section 1.02 Reading",
        "ARTICLE II SERVICES",
        "  Section 2.01 Work",
    ]


def test_decimals_stand_under_their_number() -> None:
    assert outline(
        "1. Services",
        "1.1 The provider works.",
        "1.1.1 It works well.",
        "1.2 The customer pays.",
        "2. Term",
        "2.1 It runs for a year.",
    ) == ["1 Services", "  1.1", "    1.1.1", "  1.2", "2 Term", "  2.1"]


@pytest.mark.parametrize(
    ("behind", "letter"),
    [(("(j) tenth.",), True), (("(ii) second part.", "(iii) third part."), False)],
)
def test_i_is_a_letter_or_a_numeral_by_what_comes_next(behind: tuple[str, ...], letter: bool) -> None:
    items = [f"({name}) item {name}." for name in "abcdefgh"]

    lines = outline("1. Duties", *items, "(i) ninth or first.", *behind, "2. Term")

    assert ("  (i)" in lines) is letter
    assert ("    (i)" in lines) is not letter


def test_i_behind_h_is_a_letter_where_numerals_follow_it_as_its_parts() -> None:
    items = [f"({name}) item {name}." for name in "abcdefgh"]

    lines = outline("1. Duties", *items, "(i) ninth:", "(i) first part;", "(ii) second part.", "(j) tenth.", "2. Term")

    assert lines[-5:-1] == ["  (i)", "    (i)", "    (ii)", "  (j)"]


@pytest.mark.parametrize(
    "line",
    [
        "30 Days' notice is needed.",
        "1998. That was the year.",
        "1. Acme Road, Springfield",
        "2.1 will apply.",
        "12.7 Percent is the rate.",
        "(c) as above.",
    ],
)
def test_a_line_that_does_not_fit_any_list_is_text(line: str) -> None:
    lines = outline(
        "1. Services", "1.1 Work is done.", "2. Term", "2.1 It ends as follows:", line, "3. Fees", "3.1 Ten a day."
    )

    assert lines == ["1 Services", "  1.1", "2 Term", "  2.1", "3 Fees", "  3.1"]


def test_a_cross_reference_at_the_start_of_a_line_is_text() -> None:
    lines = outline(
        "1. Services",
        "1.1 Work is done. The first part of this is set out in Section",
        "1.2 The rest is not.",
        "1.2 Really.",
        "2. Term",
    )

    assert lines == ["1 Services", "  1.1", "  1.2", "2"]


def test_a_missing_number_is_tolerated_and_the_printed_ones_are_kept() -> None:
    assert outline("1. Services", LONG, "2. Delivery", LONG, "4. Term", LONG, "5. Fees", LONG) == [
        "1 Services",
        "2 Delivery",
        "4 Term",
        "5 Fees",
    ]


def test_a_list_inside_a_clause_begins_at_one_again() -> None:
    assert outline(
        "1. Purpose",
        LONG,
        "2. Scope",
        LONG,
        "3. Duties",
        "The provider shall:",
        "1. work;",
        "2. report;",
        "4. Term",
        LONG,
    ) == ["1 Purpose", "2 Scope", "3 Duties", "  1", "  2", "4 Term"]


def test_a_second_part_begins_at_one_again_on_the_same_level() -> None:
    assert outline(
        "1. Software. The software is listed.",
        "2. Fee. The fee is ten.",
        "3. Delivery. It is sent.",
        "TERMS AND CONDITIONS",
        "1. Term. It runs for a year.",
        "2. Licence. It may be used.",
        "3. Warranty. There is none.",
        "4. Law. It is that of Kansas.",
    ) == [
        "1 Software",
        "2 Fee",
        "3 Delivery",
        "TERMS AND CONDITIONS",
        "1 Term",
        "2 Licence",
        "3 Warranty",
        "4 Law",
    ]


def test_numbers_begin_anew_in_an_exhibit_and_stand_below_it() -> None:
    found = clauses(
        f"1. Services. {LONG}",
        f"2. Term. {LONG}",
        "IN WITNESS WHEREOF, the parties have signed.",
        "By: ________",
        "EXHIBIT A",
        "PRICES",
        "1. Fees. They are high.",
        "1.1 Very high.",
        "2. Taxes. They are extra.",
    )

    assert [(c.part.value, c.level, c.number, c.heading, c.path) for c in found][2:] == [
        ("signatures", 1, "", "", ""),
        ("annex", 1, "", "EXHIBIT A PRICES", ""),
        ("annex", 2, "1", "Fees", "EXHIBIT A, 1"),
        ("annex", 3, "1.1", "", "EXHIBIT A, 1.1"),
        ("annex", 2, "2", "Taxes", "EXHIBIT A, 2"),
    ]


def test_an_exhibit_that_is_named_inside_a_clause_begins_no_part() -> None:
    assert outline("1. Services", "Exhibit A - Prices", "Exhibit B - Dates", "2. Term", LONG) == [
        "1 Services",
        "2 Term",
    ]


def test_a_number_alone_on_its_line_takes_the_heading_behind_it() -> None:
    found = clauses("1.", "DEFINITIONS", LONG, "2.", "SERVICES", LONG)

    assert [(c.number, c.heading, c.text) for c in found] == [("1", "DEFINITIONS", LONG), ("2", "SERVICES", LONG)]


def test_automatic_lists_nest_by_the_level_that_the_file_states() -> None:
    def item(label: str, level: int, words: str) -> dict[str, object]:
        return {"text": f"{label} {words}", "label": label, "level": level, "list_id": "l"}

    assert outline(
        item("1.", 1, "Uptime"),
        item("1.", 2, "Target. It is met."),
        item("2.", 2, "Measure. It is taken."),
        item("2.", 1, "Response"),
        item("1.", 2, "Target. It is met."),
        item("2.", 2, "Measure. It is taken."),
        item("3.", 1, "Credits. They are given."),
    ) == ["1 Uptime", "  1 Target", "  2 Measure", "2 Response", "  1 Target", "  2 Measure", "3 Credits"]


def test_side_headings_belong_to_the_number_below_them() -> None:
    found = clauses(
        "PART 1 INTERPRETATION",
        "Definitions",
        "1.1 In this agreement, words have meanings.",
        "Governing Law",
        "1.2 The law is that of Nevada.",
        "PART 2 COMPETITION",
        "Promise",
        "2.1 There will be none.",
    )

    assert [(c.level, c.number, c.heading) for c in found] == [
        (1, "PART 1", "INTERPRETATION"),
        (2, "1.1", "Definitions"),
        (2, "1.2", "Governing Law"),
        (1, "PART 2", "COMPETITION"),
        (2, "2.1", "Promise"),
    ]


def test_numbers_inside_a_short_paragraph_are_no_children() -> None:
    assert outline("1. Duties. The provider shall (a) work; (b) report.", "2. Term. It ends.") == ["1 Duties", "2 Term"]


def test_the_first_item_may_stand_behind_the_heading_of_its_list() -> None:
    assert outline(
        "1. Term. It ends.",
        "2. General. (a) Notices are in writing.",
        "(b) The law is that of Nevada.",
        "3. Law. It is that of Nevada.",
    ) == ["1 Term", "2 General", "  (a)", "  (b)", "3 Law"]


def test_paragraphs_that_run_together_are_split_at_numbers_that_count_on() -> None:
    page = f"1. Services. {LONG} 1.1 Work. {LONG} 1.2 Reports. {LONG} 2. Term. {LONG} 2.1 End. {LONG}"

    assert outline("This is an agreement between two.", page) == [
        "· This is an",
        "1 Services",
        "  1.1 Work",
        "  1.2 Reports",
        "2 Term",
        "  2.1 End",
    ]


def test_numbers_that_a_conversion_lost_are_told_apart_by_their_headings() -> None:
    assert outline(
        "1. GRANT", "1. The licence is given.", "1. It is free.", "1. FEES", "1. There are none.", "1. TERM", "6.1 x."
    )[:6] == ["1 GRANT", "  1", "  1", "1 FEES", "  1", "1 TERM"]


def test_large_steps_of_ten_are_one_list() -> None:
    assert outline("18.33.010 Purpose.", LONG, "18.33.020 Scope.", LONG, "18.33.030 Fees.", LONG) == [
        "18.33.010 Purpose",
        "18.33.020 Scope",
        "18.33.030 Fees",
    ]


def _indented(indent: float, text: str) -> dict[str, object]:
    return {"text": text, "indent": indent}


def test_flush_text_behind_the_items_belongs_to_their_clause() -> None:
    made = document(
        _indented(0, "1. Duties. The provider shall:"),
        _indented(36, "(a) do the work that is set out;"),
        _indented(36, "(b) report on it each month."),
        _indented(0, LONG),
        _indented(0, "2. Term. It ends."),
        _indented(0, "3. Law. It is that of Nevada."),
    )

    found = segment(replace(made, format=Format.DOCX))

    assert [(c.level, c.number) for c in found] == [(1, "1"), (2, "(a)"), (2, "(b)"), (2, ""), (1, "2"), (1, "3")]
    assert found[3].parent == "c1"
    assert found[3].text == LONG


def test_flush_text_closes_the_items_before_it() -> None:
    made = document(
        _indented(0, "ARTICLE I WORK"),
        _indented(36, "1. Fees. They are due."),
        _indented(0, LONG),
        _indented(0, "1.1 Costs. They are paid."),
        _indented(0, "ARTICLE II LAW"),
        _indented(36, "1. It is that of Nevada."),
    )

    check(made, segment(replace(made, format=Format.DOCX)))


def test_headings_without_numbers_hold_the_lists_that_begin_anew_under_them() -> None:
    assert outline(
        "SERVICES AGREEMENT",
        f"This agreement is made on May 1 between A and B. {LONG}",
        "DEFINITIONS",
        f"1. {LONG}",
        f"2. {LONG}",
        "SERVICES",
        f"1. {LONG}",
        f"2. {LONG}",
        f"3. {LONG}",
        "INSURANCE",
        LONG,
        "PAYMENT",
        f"4. {LONG}",
        f"5. {LONG}",
        "TERMINATION",
        f"1. {LONG}",
        f"2. {LONG}",
    )[2:] == [
        "DEFINITIONS",
        "  1",
        "  2",
        "SERVICES",
        "  1",
        "  2",
        "  3",
        "INSURANCE",
        "PAYMENT",
        "  4",
        "  5",
        "TERMINATION",
        "  1",
        "  2",
    ]


def test_headings_between_numbers_that_count_on_are_not_the_top_level() -> None:
    found = clauses(
        f"This agreement is made on May 1 between A and B. {LONG}",
        *("GENERAL", f"1. {LONG}", f"2. {LONG}", "SERVICES", f"3. {LONG}", "PAYMENT", f"4. {LONG}", f"5. {LONG}"),
    )

    assert [c.number for c in found if c.level == 1 and c.number] == ["1", "2", "3", "4", "5"]


def test_paths_are_as_a_lawyer_cites() -> None:
    found = clauses("1. Fees", "1.2 Caps. They apply:", "(a) to all;", "(b) to none.", "2. Term", LONG)

    assert [c.path for c in found] == ["1", "1.2", "1.2(a)", "1.2(b)", "2"]


def test_a_number_that_stands_behind_a_page_head_or_a_short_sentence_begins_a_clause() -> None:
    assert outline(
        "SECTION 1. Work. " + LONG,
        "SECTION 2. Price. " + LONG,
        "CONFIDENTIAL COPY SECTION 3. Term. " + LONG,
        "It ends in May. SECTION 4. Law. " + LONG,
    ) == ["SECTION 1 Work", "SECTION 2 Price", "SECTION 3 Term", "SECTION 4 Law"]


def test_a_number_behind_words_without_a_stop_begins_a_clause_where_it_has_a_heading() -> None:
    notices = "2. Notices. They are sent to Ann Lee 3. Entire Agreement. " + LONG

    assert outline("1. Term. " + LONG, notices) == ["1 Term", "2 Notices", "3 Entire Agreement"]


def test_a_number_that_is_cited_in_a_sentence_begins_nothing() -> None:
    cited = f"2. Price. {LONG} It is paid as agreed in Section 3. The customer pays on time."

    assert outline("1. Term. " + LONG, cited, "3. Law. " + LONG) == ["1 Term", "2 Price", "3 Law"]


def test_the_word_of_a_number_is_not_parted_from_it() -> None:
    found = clauses(f"SECTION 1. Work. {LONG} {LONG} {LONG}", f"SECTION 2. Price. {LONG} {LONG} {LONG}")

    assert [c.number for c in found] == ["SECTION 1", "SECTION 2"]


def test_a_list_may_have_one_item_where_others_have_more() -> None:
    assert outline(
        "ARTICLE 1. WORK",
        "Section 1. It is done.",
        "Section 2. It is good.",
        "ARTICLE 2. OFFICES",
        "A note on offices.",
        "Section 1. It is in Reno.",
        "ARTICLE 3. LAW",
        "Section 1. It is that of Nevada.",
        "Section 2. Courts sit in Reno.",
    ) == [
        "ARTICLE 1 WORK",
        "  Section 1",
        "  Section 2",
        "ARTICLE 2 OFFICES",
        "  Section 1",
        "ARTICLE 3 LAW",
        "  Section 1",
        "  Section 2",
    ]


def test_a_single_letter_right_under_a_heading_is_an_item() -> None:
    assert outline(
        "1. AREA",
        "(a) The area of the dealer is Nevada.",
        "2. SALES",
        "(a) The dealer sells.",
        "(b) The maker delivers.",
        "3. LAW",
        "(a) The law is that of Nevada.",
        "(b) Courts sit in Reno.",
    ) == ["1 AREA", "  (a)", "2 SALES", "  (a)", "  (b)", "3 LAW", "  (a)", "  (b)"]


def test_exhibits_that_a_clause_lists_do_not_end_the_body() -> None:
    found = outline(
        "ARTICLE 1: PURPOSE",
        "1.1 Exhibits. These are attached:",
        "Exhibit A: Legal Description",
        "Exhibit B: Project Budget",
        "ARTICLE 2: ADVANCES",
        "2.1 Loan. " + LONG,
        "ARTICLE 3: LAW",
        "3.1 Nevada. " + LONG,
    )

    assert [line for line in found if line.startswith("ARTICLE")] == [
        "ARTICLE 1 PURPOSE",
        "ARTICLE 2 ADVANCES",
        "ARTICLE 3 LAW",
    ]


def test_a_page_number_before_the_title_is_no_first_clause() -> None:
    found = outline(
        "1 EXHIBIT 10.17",
        "MAINTENANCE AGREEMENT",
        "1. EQUIPMENT",
        LONG,
        "2. TERM",
        LONG,
        "2 CUSTOMER COPY",
        "3. SERVICE",
        LONG,
        "4. LAW",
        LONG,
    )

    assert [line for line in found if line[0].isdigit()][:1] == ["1 EQUIPMENT"]


def test_headed_numbers_without_a_stop_carry_on_a_list_with_stops() -> None:
    assert outline(
        "1. WORK", LONG, "2. PRICE", LONG, "3 HOURS OF WORK", "3.1 They are few.", "3.2 They are long.", "4. LAW", LONG
    ) == ["1 WORK", "2 PRICE", "3 HOURS OF WORK", "  3.1", "  3.2", "4 LAW"]


def test_a_number_in_the_line_above_its_heading_is_one_where_the_list_bears_it_out() -> None:
    assert outline("1. WORK", LONG, "2. PRICE", LONG, "3", "TERMINATION", LONG, "4. LAW", LONG) == [
        "1 WORK",
        "2 PRICE",
        "3 TERMINATION",
        "4 LAW",
    ]


def test_a_page_number_above_a_heading_is_none() -> None:
    found = outline("1. WORK", LONG, "2. PRICE", LONG, "7", "TERMINATION", LONG, "3. LAW", LONG)

    assert [line for line in found if line[0].isdigit()] == ["1 WORK", "2 PRICE", "3 LAW"]


def test_a_number_that_is_none_of_a_list_stays_with_the_words() -> None:
    made = clauses("Title of the deal", "17) Video provides a way to prove a point in the text at hand.", "The end.")
    assert not any(clause.number for clause in made)
    assert "17) Video provides" in " ".join(clause.text for clause in made)


def test_numbers_may_run_on_from_one_part_to_the_next() -> None:
    assert outline(
        "PART A - GENERAL",
        "1. Work. " + LONG,
        "2. Fees. " + LONG,
        "PART B - SPECIAL",
        "3. Law. " + LONG,
        "4. End. It ends.",
    ) == ["PART A GENERAL", "  1 Work", "  2 Fees", "PART B SPECIAL", "  3 Law", "  4 End"]


def test_a_list_without_stops_goes_on_behind_a_number_that_could_not_be_read() -> None:
    assert outline("1 WORK", LONG, "2 FEES", LONG, "8l TERM", LONG, "4 LAW", LONG, "5 NOTICES", LONG)[-2:] == [
        "4 LAW",
        "5 NOTICES",
    ]


def test_an_item_may_stand_right_behind_the_number_of_its_clause() -> None:
    assert outline(
        "1. " + LONG, "2. (a) As full pay for the work, the customer pays.", "(b) Nothing else is due.", "3. " + LONG
    ) == ["1", "2", "  (a)", "  (b)", "3"]


def test_the_number_of_a_clause_that_begins_with_its_first_item() -> None:
    assert outline(
        "1. Term",
        "1.1 The term is one year.",
        "1.2 (a) The customer may end it at the end of a month.",
        "(b) The provider may end it at the end of a year.",
        "1.3 It ends at once on a breach.",
        "1.3(a) The breach must be told.",
        "1.3(b) It must be grave.",
        "2. Law",
        LONG,
    ) == ["1 Term", "  1.1", "  1.2", "    (a)", "    (b)", "  1.3", "    1.3(a)", "    1.3(b)", "2 Law"]


@pytest.mark.parametrize("numbers", [[1, 2, 3, 3, 4, 5], [1, 2, 3, 4, 3, 4, 5, 6]])
def test_a_number_used_twice_by_a_slip_begins_a_clause_each_time(numbers: list[int]) -> None:
    found = clauses(*(line for n in numbers for line in (f"{n}. PRICES AND FEES", LONG)))

    assert [(c.level, c.number) for c in found] == [(1, str(n)) for n in numbers]


def test_a_number_that_names_the_part_of_a_clause_is_not_used_twice() -> None:
    found = clauses("1. WORK", LONG, "2. FEES", LONG, "2.B TAXES. " + LONG, "3. TERM", LONG, "4. LAW", LONG)

    assert [c.number for c in found if c.level == 1] == ["1", "2", "3", "4"]
