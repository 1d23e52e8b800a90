"""What a report says, in which order, and what it says in brief."""

from dataclasses import replace

from clausecheck.model import Confidence, Notice, PlaybookLine, Severity, Step, Trade
from clausecheck.report.page import Look, Page
from clausecheck.report.review import brief_page, whole_page
from clausecheck.report.review.brief import FULL_AT_MOST, ITEMS_AT_MOST
from clausecheck.report.review.parts import NOTICES_AT_MOST
from tests.report import sample


def titles(page: Page) -> list[str]:
    return [section.title for section in page.sections]


def test_sections_come_in_the_order_of_the_job() -> None:
    page = whole_page(sample.review())
    assert titles(page) == ["Findings", "Missing from the contract", "What you can give"]
    assert [item.severity for item in page.sections[0].items] == ["high", "medium", "low"]
    assert page.sections[1].items[0].title == "No kill fee"


def test_a_whole_finding_has_quote_figure_ask_fallback_wording_and_who_made_it() -> None:
    medium = whole_page(sample.review()).sections[0].items[1]
    assert [line.label for line in medium.lines] == [
        "", "", "Figure", "Ask", "Settle for", "Walk away", "Say why", "Paste", "Basis",
    ]  # fmt: skip
    assert medium.lines[0].look is Look.QUOTE
    assert medium.lines[-2].look is Look.PASTE
    assert medium.lines[-1].text.endswith(f"id {sample.review().findings[1].id}")


def test_how_hard_to_push_is_said() -> None:
    labels = [line.label for line in whole_page(sample.review()).sections[0].items[0].lines]
    assert "Must ask" in labels


def test_a_short_page_tells_the_gravest_in_full_and_what_to_ask_of_others() -> None:
    read = sample.contract()
    grave = sample.finding(read, "c2", negotiation=sample.ADVICE, evidence=(sample.FIGURE,))
    review = sample.review(read, findings=tuple(replace(grave, id=f"f{n}") for n in range(FULL_AT_MOST + 2)))
    items = brief_page(review).sections[0].items
    full = ["", "", "Figure", "Must ask", "Settle for", "Paste"]
    assert [[line.label for line in item.lines] for item in items] == [full] * FULL_AT_MOST + [
        ["", "Figure", "Must ask"]
    ] * 2
    assert [item.tight for item in items] == [False] * FULL_AT_MOST + [True] * 2
    assert items[0].place.endswith("[f0]")


def test_a_short_page_counts_what_is_small_what_is_uncertain_and_what_is_too_much() -> None:
    read = sample.contract()
    one = sample.finding(read, "c2", negotiation=sample.ADVICE)
    sure = [replace(one, id=f"f{n}") for n in range(ITEMS_AT_MOST + 3)]
    small = replace(one, id="s", severity=Severity.LOW)
    unsure = replace(one, id="u", confidence=Confidence.LOW)
    page = brief_page(sample.review(read, findings=(*sure, unsure, small)))
    assert len(page.sections[0].items) == ITEMS_AT_MOST
    assert page.closing[0].startswith("Not shown: 3 more to raise, 1 uncertain, 1 small or in your favour. ")
    assert "--explain f0 " in page.closing[0]
    assert page.summary[0].startswith(f"{ITEMS_AT_MOST + 3} points to raise, ")


def test_a_contract_without_points_says_so() -> None:
    page = brief_page(sample.review(findings=()))
    assert page.summary[0] == "Nothing of weight stands against the seller. 1 of 4 clauses are in the usual range."
    assert "explain" not in page.closing[0]


def test_a_finding_says_which_line_of_the_playbook_fired_and_what_it_comes_to_in_money() -> None:
    read = sample.contract()
    line = PlaybookLine(
        file="mine.toml", line=12, rule="payment_days", step=Step.WALK_AWAY, text="walk away above 60 days"
    )
    found = sample.finding(read, "c1", playbook=line, money=("60 days later: 1,200 of 24,000",))
    for page in (
        brief_page(sample.review(read, findings=(found,))),
        whole_page(sample.review(read, findings=(found,))),
    ):
        told = {told.label: told.text for told in page.sections[0].items[0].lines}
        assert told["Playbook"] == "mine.toml, line 12 (payment_days): walk away above 60 days"
        assert told["In money"] == "60 days later: 1,200 of 24,000"


def test_a_trade_names_what_is_asked_and_what_to_offer() -> None:
    read = sample.contract()
    found = sample.finding(read, "c1", negotiation=sample.ADVICE)
    trade = Trade(finding_id=found.id, clause_id="c4", clause_type="governing_law", offer="Their law.", reason="Cheap.")
    page = brief_page(sample.review(read, findings=(found,), trades=(trade,)))
    (section,) = [one for one in page.sections if one.title == "What you could trade"]
    assert section.lines[0].text == f"For “{found.title}” you could offer: Their law (3, page 2). Cheap."


def test_what_the_other_side_would_raise_is_told_where_it_was_asked_for() -> None:
    read = sample.contract()
    raised = sample.finding(read, "c1", negotiation=sample.ADVICE)
    assert "What the buyer would raise (from the same shared figures)" not in titles(brief_page(sample.review()))
    page = brief_page(sample.review(read, mirror=(raised,)))
    (section,) = [one for one in page.sections if one.title.startswith("What the buyer would raise")]
    assert section.lines[0].text.startswith(f"HIGH {raised.title} (1 Payment, page 1). They would ask: ")
    (empty,) = [one for one in brief_page(sample.review(mirror=())).sections if "would raise" in one.title]
    assert [line.text for line in empty.lines] == ["Nothing."]


def test_sources_are_told_of_the_figures_that_are_shown() -> None:
    read = sample.contract()
    small = sample.finding(read, "c1", severity=Severity.LOW, evidence=(sample.FIGURE,))
    review = sample.review(read, findings=(small,))
    assert not any("cuad-v1:" in text for text in brief_page(review).closing)
    assert any("cuad-v1: A reference corpus" in text for text in whole_page(review).closing)


def test_what_a_model_found_is_marked_also_on_one_line() -> None:
    items = whole_page(sample.review()).sections[0].items
    assert items[2].place == "2(a) Liability, page 2 (a model's finding)"
    assert "model" not in items[0].place + items[1].place


def test_what_is_not_shown_is_counted() -> None:
    page = whole_page(sample.review(), least=Severity.MEDIUM)
    assert titles(page) == ["Findings", "What you can give"]
    assert page.summary[0] == "1 high, 1 medium, 2 low. 2 below medium not shown."


def test_a_partial_reading_is_an_alarm_and_a_remark_is_not() -> None:
    remark = Notice(code="running_head", message="a line that repeats was left out", page=1)
    page = brief_page(sample.review(sample.contract((remark, sample.PARTIAL))))
    assert page.alarms[-1] == "Page 2: this page is a picture"
    assert "Only part of this file" in page.alarms[0]
    assert [line.text for line in page.sections[-1].lines] == ["Page 1: a line that repeats was left out"]
    assert brief_page(sample.review(sample.contract((remark,)))).alarms == ()


def test_words_that_nobody_has_checked_are_told_first() -> None:
    notices = [
        Notice(code="page_read_by_ocr", message="read by OCR", page=2),
        Notice(code="page_read_by_ocr", message="read by OCR", page=3),
        Notice(code="text_unverified", message="page 1 is scanned"),
    ]
    told = brief_page(sample.review(sample.contract(tuple(notices)))).alarms
    assert told == (
        "2 pages were read by OCR: nobody has checked that these are the words of the picture.",
        "page 1 is scanned.",
    )


def test_many_remarks_are_told_on_demand() -> None:
    remarks = tuple(Notice(code="x", message=f"remark {n}") for n in range(NOTICES_AT_MOST + 5))
    review = sample.review(sample.contract(remarks))
    assert len(brief_page(review).sections[-1].lines) == NOTICES_AT_MOST + 1
    assert brief_page(review).sections[-1].lines[-1].text.startswith("5 more")
    assert len(whole_page(review).sections[-1].lines) == len(remarks)


def test_remarks_on_the_order_are_counted_on_a_short_page() -> None:
    notices = (
        *(Notice(code="missing_attachment", message=f"Exhibit {name} is missing") for name in "ABC"),
        Notice(code="dangling_reference", message="Section 9 is not there", quote="see Section 9"),
    )
    review = sample.review(replace(sample.contract(), notices=notices))

    assert [line.text for line in brief_page(review).sections[-1].lines] == [
        (
            "In the contract itself: 1 mention of a clause that is not there, 3 exhibits or schedules that are not in"
            " the file. --verbose lists them."
        )
    ]
    assert [line.text for line in whole_page(review).sections[-1].lines] == [
        *(f"Exhibit {name} is missing" for name in "ABC"),
        "Section 9 is not there “see Section 9”",
    ]


def test_the_head_says_side_category_reviewer_and_context() -> None:
    said = {line.label: line.text for line in whole_page(sample.review()).header}
    assert said["Side"] == "seller"
    assert said["Category"] == "consulting (detected, probability 0.81; --category sets it)"
    assert said["Reviewer"] == "rules 1, made by the clausecheck developers"
    assert said["Figures"] == "cuad-v1 1, as of 2021, from Test contracts"
    assert said["Context"].startswith("sha256:abababababab ")
    chosen = whole_page(sample.review(category_detected=False, region="US-NY")).header
    assert {"consulting (chosen)", "US-NY"} <= {line.text for line in chosen}


def test_a_fault_of_a_service_is_said_near_the_top() -> None:
    assert "The service did not answer." in brief_page(sample.review(notes=("The service did not answer.",))).summary
