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
