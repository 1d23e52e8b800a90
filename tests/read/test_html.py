"""HTML files."""

from clausecheck import read
from clausecheck.model import BlockKind, Format
from tests.read.files import check_spans, texts


def _read(body: str) -> list[str]:
    document = read.read_bytes(f"<html><body>{body}</body></html>".encode(), "a.html")
    check_spans(document)
    return texts(document)


def test_only_what_is_displayed() -> None:
    body = "<script>x()</script><style>p{}</style><!-- note --><p>Pay&nbsp;&euro;5 &amp; tax</p><title>t</title>"
    assert _read(body)[0] == "Pay €5 & tax"


def test_hidden_words_are_a_notice() -> None:
    document = read.read_bytes(b'<html><p>Seen</p><p style="display: none">Unseen</p></html>', "a.html")
    assert document.text == "Seen"
    assert [(notice.code, notice.quote) for notice in document.notices] == [("hidden_text", "Unseen")]


def test_lists_count_as_a_browser_does() -> None:
    body = '<ol><li>One<ol type="a"><li>Sub<li>Sub two</ol><li value="5">Five</ol><ol start="3" type="I"><li>Three</ol>'
    assert _read(body) == ["1. One", "a. Sub", "b. Sub two", "5. Five", "III. Three"]


def test_headings_tables_and_breaks() -> None:
    document = read.read_bytes(
        b"<html><h2>Fees</h2><table><tr><td>A</td><td>B<p>C</p></td></tr></table><p>By:<br>Ann</p></html>", "a.html"
    )
    assert texts(document) == ["Fees", "A\tB C", "By:", "Ann"]
    assert document.blocks[0].kind is BlockKind.HEADING
    assert document.blocks[0].level == 2
    assert document.blocks[1].kind is BlockKind.TABLE_ROW


def test_white_space_and_unclosed_paragraphs() -> None:
    assert _read("<p>one\n   two<p>three <b>four</b>five") == ["one two", "three fourfive"]


def test_bold_start_is_a_heading() -> None:
    document = read.read_bytes(b"<html><p><u>Term</u>. One year.</p></html>", "a.html")
    assert document.text[: document.blocks[0].heading_end] == "Term."


def test_html_is_told_by_its_content() -> None:
    assert read.read_bytes(b"<!DOCTYPE html><html><p>Words</p></html>", "contract.txt").format is Format.HTML


def test_deep_nesting_ends() -> None:
    assert _read("<div>" * 5000 + "deep" + "</div>" * 5000) == ["deep"]


_LONG = "The provider shall carry out the work with reasonable skill and care, in line with what is usual among firms."


def test_a_contract_that_is_laid_out_as_a_table() -> None:
    body = (
        f"<table><tr><td>1.</td><td><b>Services</b>. {_LONG}</td></tr>"
        f"<tr><td>&nbsp;</td><td>(a)</td><td>one thing</td></tr>"
        f"<tr><td colspan=2><p>{_LONG}</p><p>2. Fees. {_LONG}</p></td></tr>"
        f"<tr><td>Fee</td><td>$5</td></tr></table>"
    )
    document = read.read_bytes(f"<html>{body}</html>".encode(), "a.html")
    assert texts(document) == [f"1. Services. {_LONG}", "(a) one thing", _LONG, f"2. Fees. {_LONG}", "Fee\t$5"]
    assert [block.kind is BlockKind.TABLE_ROW for block in document.blocks] == [False] * 4 + [True]
    assert document.text[: document.blocks[0].heading_end] == "1. Services."


def test_page_numbers_and_heads_beside_page_breaks_leave_the_text() -> None:
    turn = '<p align="center">{}</p><hr style="page-break-after:always"><p>ACME CONFIDENTIAL</p>'
    body = (
        f"<p>1. Work. The provider does what the</p>{turn.format(2)}<p>customer asks.</p>{turn.format(3)}"
        f"<p>2. Fees. {_LONG}</p>{turn.format(4)}<p>3. Term. {_LONG}</p>"
    )
    document = read.read_bytes(f"<html>{body}</html>".encode(), "a.html")
    assert texts(document) == [
        "1. Work. The provider does what the customer asks.",
        f"2. Fees. {_LONG}",
        f"3. Term. {_LONG}",
    ]
    assert {notice.quote for notice in document.notices} == {"2", "3", "4", "ACME CONFIDENTIAL"}


def test_a_rule_between_parts_takes_nothing_away() -> None:
    assert _read("<p>Part A</p><hr><p>1</p><p>Part B</p>") == ["Part A", "1", "Part B"]


def test_typed_text_keeps_its_paragraphs() -> None:
    typed = "\n4. LAW\n\nThe law is that of the State of New York, without regard to rules\non conflicts of laws.\n\n"
    assert _read(f"<p>One</p><pre>{typed}5. NOTICES</pre><p>Two</p>") == [
        "One",
        "4. LAW",
        "The law is that of the State of New York, without regard to rules on conflicts of laws.",
        "5. NOTICES",
        "Two",
    ]


def test_a_table_that_never_ends_loses_nothing() -> None:
    assert _read("<table><tr><td>Fee<td>$5<tr><td>Law<td>Nevada") == ["Fee\t$5", "Law\tNevada"]
