"""What a report says, in which order, and what it says in brief."""

from dataclasses import replace

from clausecheck.model import Notice, Severity
from clausecheck.report.page import FULL_AT_MOST, NOTICES_AT_MOST, Look, Page, review_page
from tests.report import sample


def titles(page: Page) -> list[str]:
    return [section.title for section in page.sections]


def test_sections_come_in_the_order_of_the_job() -> None:
    page = review_page(sample.review())
    assert titles(page) == ["Findings", "Missing from the contract", "What you can give"]
    assert [item.severity for item in page.sections[0].items] == ["high", "medium", "low"]
    assert page.sections[1].items[0].title == "No kill fee"


def test_a_finding_in_full_has_quote_figure_ask_fallback_and_wording() -> None:
    medium = review_page(sample.review()).sections[0].items[1]
    assert [line.label for line in medium.lines] == [
        "", "", "Figure", "Ask", "Settle for", "Walk away", "Say why", "Paste",
    ]  # fmt: skip
    assert medium.lines[0].look is Look.QUOTE
    assert medium.lines[-1].look is Look.PASTE


def test_how_hard_to_push_is_said() -> None:
    labels = [line.label for line in review_page(sample.review()).sections[0].items[0].lines]
    assert "Must ask" in labels


def test_small_findings_are_told_in_one_line_and_in_full_on_demand() -> None:
    short, whole = review_page(sample.review()), review_page(sample.review(), short=False)
    assert [bool(item.lines) for item in short.sections[0].items] == [True, True, False]
    assert all(item.lines[-1].label == "Basis" for section in whole.sections for item in section.items)
    assert any("2 findings are told in brief" in text for text in short.closing)
    assert not any("in brief" in text for text in whole.closing)


def test_the_gravest_are_told_in_full_and_others_say_what_to_ask() -> None:
    read = sample.contract()
    grave = sample.finding(read, "c2", negotiation=sample.ADVICE, evidence=(sample.FIGURE,))
    review = sample.review(read, findings=tuple(replace(grave, id=f"f{n}") for n in range(FULL_AT_MOST + 2)))
    labels = [[line.label for line in item.lines] for item in review_page(review).sections[0].items]
    full = ["", "", "Figure", "Must ask", "Settle for", "Walk away", "Say why", "Paste"]
    assert labels == [full] * FULL_AT_MOST + [["", "Figure", "Must ask", "Settle for"]] * 2


def test_sources_are_told_of_the_figures_that_are_shown() -> None:
    read = sample.contract()
    small = sample.finding(read, "c1", severity=Severity.LOW, evidence=(sample.FIGURE,))
    review = sample.review(read, findings=(small,))
    assert not any("cuad-v1" in text for text in review_page(review).closing)
    assert any("cuad-v1: A reference corpus" in text for text in review_page(review, short=False).closing)


def test_what_a_model_found_is_marked_also_on_one_line() -> None:
    items = review_page(sample.review()).sections[0].items
    assert items[2].place == "2(a) Liability, page 2 (a model's finding)"
    assert "model" not in items[0].place + items[1].place


def test_what_is_not_shown_is_counted() -> None:
    page = review_page(sample.review(), least=Severity.MEDIUM)
    assert titles(page) == ["Findings", "What you can give"]
    assert page.summary[0] == "1 high, 1 medium, 2 low. 2 below medium not shown."


def test_a_partial_reading_is_an_alarm_and_a_remark_is_not() -> None:
    remark = Notice(code="running_head", message="a line that repeats was left out", page=1)
    page = review_page(sample.review(sample.contract((remark, sample.PARTIAL))))
    assert page.alarms[-1] == "Page 2: this page is a picture"
    assert "Only part of this file" in page.alarms[0]
    assert [line.text for line in page.sections[-1].lines] == ["Page 1: a line that repeats was left out"]
    assert review_page(sample.review(sample.contract((remark,)))).alarms == ()


def test_words_that_nobody_has_checked_are_told_first() -> None:
    notices = [
        Notice(code="page_read_by_ocr", message="read by OCR", page=2),
        Notice(code="page_read_by_ocr", message="read by OCR", page=3),
        Notice(code="text_unverified", message="page 1 is scanned"),
    ]
    told = review_page(sample.review(sample.contract(tuple(notices)))).alarms
    assert told == (
        "2 pages were read by OCR: nobody has checked that these are the words of the picture.",
        "page 1 is scanned.",
    )


def test_many_remarks_are_told_on_demand() -> None:
    remarks = tuple(Notice(code="x", message=f"remark {n}") for n in range(NOTICES_AT_MOST + 5))
    review = sample.review(sample.contract(remarks))
    assert len(review_page(review).sections[-1].lines) == NOTICES_AT_MOST + 1
    assert review_page(review).sections[-1].lines[-1].text.startswith("5 more")
    assert len(review_page(review, short=False).sections[-1].lines) == len(remarks)


def test_remarks_on_the_order_are_counted_on_a_short_page() -> None:
    notices = (
        *(Notice(code="missing_attachment", message=f"Exhibit {name} is missing") for name in "ABC"),
        Notice(code="dangling_reference", message="Section 9 is not there", quote="see Section 9"),
    )
    review = sample.review(replace(sample.contract(), notices=notices))

    assert [line.text for line in review_page(review).sections[-1].lines] == [
        (
            "In the contract itself: 1 mention of a clause that is not there, 3 exhibits or schedules that are not in"
            " the file. --verbose lists them."
        )
    ]
    assert [line.text for line in review_page(review, short=False).sections[-1].lines] == [
        *(f"Exhibit {name} is missing" for name in "ABC"),
        "Section 9 is not there “see Section 9”",
    ]


def test_the_head_says_side_category_reviewer_and_context() -> None:
    said = {line.label: line.text for line in review_page(sample.review()).header}
    assert said["Side"] == "seller"
    assert said["Category"] == "consulting (detected, probability 0.81; --category sets it)"
    assert said["Reviewer"] == "rules 1, made by the clausecheck developers"
    assert said["Figures"] == "cuad-v1 1, as of 2021, from Test contracts"
    assert said["Context"].startswith("sha256:abababababab ")
    chosen = review_page(sample.review(category_detected=False, region="US-NY")).header
    assert {"consulting (chosen)", "US-NY"} <= {line.text for line in chosen}


def test_a_fault_of_a_service_is_said_near_the_top() -> None:
    assert "The service did not answer." in review_page(sample.review(notes=("The service did not answer.",))).summary
