"""PDF files: lines, paragraphs, columns, page furniture."""

import pytest

from clausecheck import read
from clausecheck.errors import DamagedFile
from clausecheck.model import BlockKind, Document, Format
from tests.read.files import Item, check_spans, column, pdf_file, texts

_BODY = [
    "1.1 Services. The Provider shall perform the services with care and skill and shall",
    "keep the Customer informed of all matters that may reasonably be expected to have an",
    "effect on the services.",
]
_MORE = [
    "1.2 Fees. The Customer shall pay the fees within thirty days of the receipt of a proper",
    "invoice, which the Provider shall send at the end of each calendar month of the term.",
]


def _read(pages: list[list[Item]]) -> Document:
    document = read.read_bytes(pdf_file(pages), "a.pdf")
    check_spans(document)
    return document


def test_lines_become_paragraphs_by_space() -> None:
    document = _read([[*column(_BODY), *column(_MORE, top=160)]])
    assert document.format is Format.PDF
    assert texts(document) == [" ".join(_BODY), " ".join(_MORE)]
    assert [(block.page, block.paragraph) for block in document.blocks] == [(1, 1), (1, 2)]


def test_lines_become_paragraphs_by_numbers_and_short_lines() -> None:
    assert texts(_read([column([*_BODY, *_MORE])])) == [" ".join(_BODY), " ".join(_MORE)]


def test_a_paragraph_goes_on_over_the_page_without_its_furniture() -> None:
    pages = []
    for number, lines in enumerate((_MORE, _BODY[:2], _BODY[2:] + _MORE), 1):
        furniture: list[Item] = [(72, 40, "Acme Services Agreement"), (290, 760, f"Page {number} of 3")]
        pages.append([*furniture, *column(lines)])
    document = _read(pages)
    assert texts(document) == [" ".join(_MORE), " ".join(_BODY), " ".join(_MORE)]
    assert document.pages == 3
    heads = {notice.quote for notice in document.notices if notice.code == "running_head"}
    assert heads == {"Acme Services Agreement", "Page 1 of 3", "Page 2 of 3", "Page 3 of 3"}


def test_hyphens_at_line_ends() -> None:
    lines = [
        "The Provider shall not be liable for any indirect or consequential loss of the Cus-",
        "tomer and grants to the Customer for the term of this agreement a right that is non-",
        "exclusive and may not be assigned.",
    ]
    text = _read([column(lines)]).text
    assert "of the Customer and" in text
    assert "non-exclusive" in text


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left column line {number} with some more words" for number in range(10)]
    right = [f"right column line {number} with other words" for number in range(10)]
    text = _read([[*column(left, x=60), *column(right, x=330)]]).text
    assert text.index("left column line 9") < text.index("right column line 0")


def test_rows_of_a_table_are_cells_and_go_on_below() -> None:
    items: list[Item] = [(72, 100, "Fee"), (250, 100, "100 dollars for each month of the"), (250, 113, "term")]
    items += [(72, 140, "Term"), (250, 140, "one year")]
    document = _read([items])
    assert texts(document) == ["Fee\t100 dollars for each month of the term", "Term\tone year"]
    assert {block.kind for block in document.blocks} == {BlockKind.TABLE_ROW}


def test_bold_words_at_the_start_are_a_heading() -> None:
    document = _read([[(72, 100, "2. Term.", "F2", 11), (125, 100, "This agreement runs for one year.")]])
    assert document.text[: document.blocks[0].heading_end] == "2. Term."


def test_larger_type_is_a_heading_and_may_be_centred() -> None:
    title: Item = (236, 60, "Services Agreement", "F2", 16)
    document = _read([[title, *column(_BODY)]])
    block = document.blocks[0]
    assert (block.kind, block.bold, block.centered) == (BlockKind.HEADING, True, True)


def test_line_numbers_at_the_margin_are_left_out() -> None:
    lines = [f"words of line {'abcdefghijklmno'[number]} and of nothing else at all" for number in range(15)]
    numbers: list[Item] = [(40, 100 + 13 * number, str(number + 1)) for number in range(15)]
    assert not any(character.isdigit() for character in _read([[*numbers, *column(lines, x=90)]]).text)


def test_page_numbers_of_an_earlier_print_inside_pages() -> None:
    items: list[Item] = []
    for number in range(1, 5):
        top = 60 + number * 130
        items += [*column(_BODY[:2], top=top), (300, top + 45, f"-{number}-"), *column(_BODY[2:], top=top + 70)]
    document = _read([items])
    assert texts(document) == [" ".join(_BODY)] * 4


def test_lines_that_count_up_are_no_page_marks() -> None:
    lines = [f"Milestone payment {number} of five hundred dollars" for number in range(1, 8)]
    assert texts(_read([column(lines, step=26)])) == lines


def test_ligatures_are_letters() -> None:
    assert "ﬁ" not in _read([column(["The first office"])]).text


def test_damaged_files() -> None:
    for data in (b"%PDF-1.7\n", b"%PDF-1.4\n" + b"<" * 5000):
        with pytest.raises(DamagedFile):
            read.read_bytes(data, "a.pdf")


@pytest.mark.parametrize("turn", ["0 1 -1 0 300 72", "-1 0 0 -1 540 500", "0 -1 1 0 300 720"])
def test_words_are_read_in_their_own_direction(turn: str) -> None:
    lines = "".join(f"({line}) Tj T*\n" for line in _BODY)
    data = pdf_file([[(0, 0, "@")]]).replace(b"BT /F1 11 Tf 0 792 Td (@) Tj ET\n", b"@" * 32)
    content = f"BT /F1 11 Tf 13 TL {turn} Tm {lines} ET\n".encode()
    data = data.replace(
        b"<< /Length 32 >>\nstream\n" + b"@" * 32, b"<< /Length %d >>\nstream\n%s" % (len(content), content)
    )
    assert texts(read.read_bytes(data, "a.pdf")) == [" ".join(_BODY)]


def test_a_line_at_the_right_stands_by_itself() -> None:
    items: list[Item] = [(490, 60, "Exhibit 10.1"), (72, 74, "SERVICES AGREEMENT of Acme Incorporated"), *column(_BODY)]
    assert texts(_read([items]))[:2] == ["Exhibit 10.1", "SERVICES AGREEMENT of Acme Incorporated"]


def test_a_reference_at_the_start_of_a_line_goes_on() -> None:
    lines = [
        "1.2 The Royalty Advance has the meaning that is given to those words further below in Section",
        "3.2 hereof, and the parties agree to read the words so wherever they stand in this agreement.",
    ]
    assert texts(_read([column(lines)])) == [" ".join(lines)]


def test_a_definition_begins_a_paragraph() -> None:
    lines = [
        "In this agreement the following words have the meanings that are given to them here below as:",
        '"Services" means the services that are described in the schedule to this agreement, as amended.',
        '"Term" has the meaning given in clause 3.',
    ]
    assert texts(_read([column(lines)])) == lines


def test_a_number_left_of_the_paragraph_begins_the_next() -> None:
    items: list[Item] = [(97, 100, "The Provider shall keep the Customer informed of all matters that may have")]
    items += [(97, 113, "an effect on the services and on the obligations of the Customer [and of all others.]")]
    items += [
        (72, 126, "(6)"),
        (97, 126, "The Customer shall pay the fees within thirty days of the receipt of a proper"),
    ]
    items += [(97, 139, "invoice.")]
    assert [text[:3] for text in texts(_read([items]))] == ["The", "(6)"]
