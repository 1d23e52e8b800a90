"""Plain text files."""

import pytest

from clausecheck import read
from clausecheck.model import BlockKind, Format
from tests.read.files import check_spans, texts

_LONG = (
    "The Provider shall perform the services with care and skill and shall keep the Customer informed of all matters"
)


def _wrapped(text: str, width: int = 60, indent: str = "") -> str:
    lines, line = [], indent
    for word in text.split():
        if len(line) + len(word) + 1 > width:
            lines.append(line.rstrip())
            line = indent
        line += f"{word} "
    return "\n".join([*lines, line.rstrip()])


def test_hard_wrapped_lines_become_paragraphs() -> None:
    first, second = f"1. Services. {_LONG}.", f"2. Fees. {_LONG} in writing."
    document = read.read_bytes(f"{_wrapped(first)}\n\n{_wrapped(second)}\n".encode(), "a.txt")
    assert document.format is Format.TEXT
    assert texts(document) == [first, second]
    assert [block.paragraph for block in document.blocks] == [1, 2]
    check_spans(document)


def test_unwrapped_lines_stay_paragraphs() -> None:
    lines = [f"{number}. {_LONG} {_LONG}." for number in range(1, 5)]
    assert texts(read.read_bytes("\n".join(lines).encode(), "a.txt")) == lines


def test_a_label_with_an_indented_block_stays_together() -> None:
    text = "Services: " + _LONG
    lines = _wrapped(text).split("\n")
    wrapped = "\n".join([lines[0], *(f"    {line}" for line in lines[1:])])
    assert texts(read.read_bytes(f"{wrapped}\n\nTerm: one year.\n".encode(), "a.txt")) == [text, "Term: one year."]


def test_underlined_line_is_a_heading_without_its_rule() -> None:
    document = read.read_bytes(b"KEY TERMS\n---------\n\nEffective Date: April 1, 2025\n", "a.txt")
    assert texts(document) == ["KEY TERMS", "Effective Date: April 1, 2025"]
    assert document.blocks[0].kind is BlockKind.HEADING


@pytest.mark.parametrize(
    "mark",
    ["- 2 -", "Page 3 of 9", "Source: ACME INC, 10-K, 1/15/2000", "\f", "<PAGE> 2", "2 of 9"],
)
def test_page_marks_leave_the_text_and_the_sentence_goes_on(mark: str) -> None:
    lines = _wrapped(f"1. Services. {_LONG}.").split("\n")
    broken = "\n".join([*lines[:1], "", mark, "", *lines[1:]])
    document = read.read_bytes(broken.encode(), "a.txt")
    assert texts(document) == [f"1. Services. {_LONG}."]
    if mark.strip():
        assert [notice.quote for notice in document.notices if notice.code == "running_head"] == [mark]


def test_counting_page_numbers_leave_the_text() -> None:
    pages = "".join(f"{number}. {_LONG}.\n\n\n{number}\n\n\n" for number in range(1, 5))
    document = read.read_bytes(pages.encode(), "a.txt")
    assert texts(document) == [f"{number}. {_LONG}." for number in range(1, 5)]
    assert [block.page for block in document.blocks] == [1, 2, 3, 4]


def test_pages_from_form_feeds() -> None:
    document = read.read_bytes(b"First page words here.\n\fSecond page words here.\n", "a.txt")
    assert [block.page for block in document.blocks] == [1, 2]
    assert document.pages == 2


def test_contents_lines() -> None:
    body = "CONTENTS\n\n1. Services ........ 2\n2. Fees ............ 3\n3. Term ............ 4\n\n1. Services\n"
    kinds = [block.kind for block in read.read_bytes(body.encode(), "a.txt").blocks]
    assert kinds == [BlockKind.PARAGRAPH, *[BlockKind.CONTENTS] * 3, BlockKind.PARAGRAPH]


def test_columns_of_a_table_are_cells() -> None:
    document = read.read_bytes(b"Item A          $100.00\nItem B          $250.00\n", "a.txt")
    assert [block.kind for block in document.blocks] == [BlockKind.TABLE_ROW] * 2
    assert [document.slice(cell) for cell in document.blocks[1].cells] == ["Item B", "$250.00"]


def test_list_items_in_one_run_of_lines_are_apart() -> None:
    text = "The Provider shall:\n(a) work with care;\n(b) keep records; and\n(c) report monthly.\n"
    assert len(read.read_bytes(text.encode(), "a.txt").blocks) == 4


def test_signature_lines_are_apart() -> None:
    text = "By: ____________________\nName: Ann Lee\nTitle: Director\n"
    assert texts(read.read_bytes(text.encode(), "a.txt")) == text.strip().split("\n")


def test_numbers_in_brackets_repeat_words_and_begin_nothing() -> None:
    text = (
        f"6. Support. {_LONG} for a period of not more than ninety\n(90) calendar days after the date of the receipt.\n"
    )
    assert len(read.read_bytes(text.encode(), "a.txt").blocks) == 1


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        ("Fees of €5 – “net”".encode(), False),
        ("Fees of €5 – “net”".encode("utf-8-sig"), False),
        ("Fees of €5 – “net”".encode("utf-16"), False),
        ("Fees of €5 – “net”".encode("cp1252"), True),
    ],
)
def test_encodings(data: bytes, guess: bool) -> None:
    document = read.read_bytes(data, "a.txt")
    assert document.text == "Fees of €5 – “net”"
    assert any(notice.code == "guessed_encoding" for notice in document.notices) is guess


def test_invisible_characters_are_left_out() -> None:
    document = read.read_bytes("Pay\u200bment\u00ad is due\x1b[31m now\U000e0041.".encode(), "a.txt")
    assert document.text == "Payment is due now."
    assert document.notices[-1].message == "3 invisible characters were left out of the text"


def test_the_word_article_in_a_line_of_its_own_belongs_to_the_number_below() -> None:
    text = f"ARTICLE\nII\nLICENSE GRANT\n\n{_LONG}\n\nSECTION\n2.1 Grant. {_LONG}\n"
    found = texts(read.read_bytes(text.encode(), "a.txt"))
    assert found[0] == "ARTICLE II"
    assert found[3].startswith("SECTION 2.1 Grant.")


def test_a_numbered_sentence_with_gaps_is_no_row_of_a_table() -> None:
    sentence = "1.\tThe dealer sells the goods of the maker, whoever has made them, in the whole of the\tterritory."
    text = f"{sentence}\n\n2.\tShort\t\trow\n\n{_LONG}\n"
    blocks = read.read_bytes(text.encode(), "a.txt").blocks
    assert [block.kind for block in blocks[:2]] == [BlockKind.PARAGRAPH, BlockKind.TABLE_ROW]


def test_running_heads_leave_the_text() -> None:
    page = f"Supply Agreement - Execution Copy\n\n{_LONG}\n\n" + "\n\n".join(f"{_LONG} {n}" for n in range(6))
    text = "".join(f"{page}\n\n{number}\n\n" for number in range(1, 6))
    document = read.read_bytes(text.encode(), "a.txt")
    assert "Execution Copy" not in document.text
    assert any(notice.quote == "Supply Agreement - Execution Copy" for notice in document.notices)


def test_lines_that_return_in_the_text_are_no_running_heads() -> None:
    text = "".join(f"Clause for all Services\n\n{_LONG} {n}\n\n" for n in range(8))
    assert read.read_bytes(text.encode(), "a.txt").text.count("Clause for all Services") == 8
