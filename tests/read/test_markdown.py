"""Markdown files."""

import pytest

from clausecheck import read
from clausecheck.errors import LimitExceeded
from clausecheck.model import BlockKind, Format
from tests.read.files import check_spans, texts


def test_headings_lists_and_marks() -> None:
    source = b"# Agreement\n\n1. **Services**\n    1. *First* thing.\n    2. Second thing.\n2. **Fees**. Pay `now`.\n"
    document = read.read_bytes(source, "a.md")
    assert document.format is Format.MARKDOWN
    assert texts(document) == ["Agreement", "1. Services", "1. First thing.", "2. Second thing.", "2. Fees. Pay now."]
    assert [block.kind for block in document.blocks][:2] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert [block.label for block in document.blocks] == ["", "1.", "1.", "2.", "2."]
    assert [block.level for block in document.blocks] == [1, 1, 2, 2, 1]
    assert document.blocks[1].list_id == document.blocks[4].list_id != document.blocks[2].list_id
    assert document.blocks[1].bold
    check_spans(document)


def test_a_list_starts_where_it_says() -> None:
    assert texts(read.read_bytes(b"7. Seven\n8. Eight\n", "a.md")) == ["7. Seven", "8. Eight"]


def test_bold_words_at_the_start_are_a_heading() -> None:
    document = read.read_bytes(b"**2.1. Term.** One year.\n", "a.md")
    block = document.blocks[0]
    assert document.text[block.span.start : block.heading_end] == "2.1. Term."


def test_a_span_of_a_heading_class_is_a_heading_and_leaves_no_tag() -> None:
    document = read.read_bytes(b'1. <span class="header_3" id="x">Use.</span> You may.\n', "a.md")
    assert document.text == "1. Use. You may."
    assert document.text[: document.blocks[0].heading_end] == "1. Use."


def test_tables_and_forced_breaks() -> None:
    document = read.read_bytes(b"| Term | Details |\n|---|---|\n| Fee | $5 |\n\nName:  \nAnn Lee\n", "a.md")
    assert texts(document) == ["Term\tDetails", "Fee\t$5", "Name:", "Ann Lee"]
    assert [document.slice(cell) for cell in document.blocks[1].cells] == ["Fee", "$5"]


def test_front_matter_and_comments_are_not_text() -> None:
    document = read.read_bytes(b"---\ntitle: Terms\n---\n<!-- hidden -->\nPay now.\n", "a.md")
    assert document.text == "Pay now."
    assert [notice.code for notice in document.notices] == ["front_matter"]


def test_bullets_have_no_label() -> None:
    document = read.read_bytes(b"- one\n- two\n", "a.md")
    assert [block.label for block in document.blocks] == ["", ""]
    assert texts(document) == ["one", "two"]


def test_lines_that_begin_with_letters_are_items_of_their_own() -> None:
    text = "1. Work\n   a. First thing\n   b. Second thing\n\n(i) one,\n(ii) two, and\nso on\n"
    assert texts(read.read_bytes(text.encode(), "a.md")) == [
        "1. Work",
        "a. First thing",
        "b. Second thing",
        "(i) one,",
        "(ii) two, and so on",
    ]


def test_indented_words_keep_their_paragraphs() -> None:
    text = "Terms\n\n    (a) The first item.\n    (b) The second item.\n\n[^1]: A note.\n"
    document = read.read_bytes(text.encode(), "a.md")
    assert texts(document) == ["Terms", "(a) The first item.", "(b) The second item.", "[^1]: A note."]
    assert document.blocks[-1].kind is BlockKind.FOOTNOTE


def test_empty_cells_are_no_fault() -> None:
    assert texts(read.read_bytes(b"| A | |\n|---|---|\n| | |\n| B | C |\n", "a.md")) == ["A", "B\tC"]


@pytest.mark.parametrize("text", ["> " * 80 + "deep", "".join("  " * depth + "- item\n" for depth in range(80))])
def test_words_nested_beyond_the_parser_are_not_lost_in_silence(text: str) -> None:
    with pytest.raises(LimitExceeded, match="nested too deeply"):
        read.read_bytes(f"# Top\n\n{text}".encode(), "a.md")
