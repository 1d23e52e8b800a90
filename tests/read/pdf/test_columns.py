"""The reading order of PDF pages: columns, text across them, tables, footnotes, turned pages."""

from clausecheck import read
from clausecheck.model import BlockKind
from tests.read.files import Item, column, pdf_file

_WORDS = ["and", "shall", "keep", "the", "other", "party", "informed", "of", "all"]


def _lines(name: str, count: int, words: int = 6) -> list[str]:
    """Lines of one long sentence, all about as wide, each with a number."""
    return [f"{' '.join(_WORDS[:words])} {name} {number}" for number in range(100, 100 + count)]


def _order(pages: list[list[Item]], *words: str) -> bool:
    """Whether the words stand in this order in the text."""
    text = read.read_bytes(pdf_file(pages), "a.pdf").text
    places = [text.index(word) for word in words]
    return places == sorted(places)


def test_three_columns_under_a_heading_across_them() -> None:
    heading: Item = (72, 60, "A heading that runs over the whole page, from its left to its right edge", "F2", 14)
    columns = [
        item for number, x in enumerate((50, 230, 410)) for item in column(_lines("abc"[number], 14, 4), x=x, top=100)
    ]
    assert _order([[heading, *columns]], "A heading", "a 100", "a 113", "b 100", "b 113", "c 100", "c 113")


def test_a_heading_across_two_of_three_columns() -> None:
    heading: Item = (50, 60, "A heading over the first and the second of three columns", "F2", 11)
    columns = [
        *column(_lines("a", 14, 4), x=50, top=100),
        *column(_lines("b", 14, 4), x=230, top=100),
        *column(_lines("c", 16, 4), x=410, top=74),
    ]
    assert _order([[heading, *columns]], "A heading", "a 100", "a 113", "b 100", "b 113", "c 100", "c 115")


def test_columns_that_begin_below_text_across_the_page() -> None:
    wide = [f"Words of a line {'that goes on over the whole page ' * 2}{number}" for number in range(30)]
    items = [*column(wide, top=60), *column(_lines("a", 14), top=470), *column(_lines("b", 14), x=330, top=470)]
    assert _order([items], "page 0", "page 29", "a 100", "a 113", "b 100", "b 113")


def test_text_across_the_page_parts_columns() -> None:
    items = [
        *column(_lines("a", 12), top=60), *column(_lines("b", 12), x=330, top=60),
        (72, 230, "Words across the page that part what stands above them from what stands below them"),
        *column(_lines("c", 12), top=260), *column(_lines("d", 12), x=330, top=260),
    ]  # fmt: skip
    assert _order([items], "a 111", "b 100", "b 111", "Words across", "c 100", "c 111", "d 100")


def test_lines_of_columns_that_the_file_has_row_by_row() -> None:
    rows = zip(column(_lines("a", 20), top=60), column(_lines("b", 20), x=316, top=60), strict=True)
    assert _order([[item for row in rows for item in row]], "a 100", "a 119", "b 100", "b 119")


def test_columns_in_capitals() -> None:
    left, right = ([line.upper() for line in _lines(name, 14)] for name in "ab")
    assert _order([[*column(left, top=60), *column(right, x=330, top=60)]], "A 100", "A 113", "B 100", "B 113")


def test_footnotes_below_columns() -> None:
    note: Item = (72, 700, "1 A note that runs over the whole width of the page, below both of its columns", "F1", 8)
    items = [*column(_lines("a", 30), top=60), *column(_lines("b", 30), x=330, top=60), note]
    assert _order([items], "a 100", "a 129", "b 100", "b 129", "A note")


def test_cells_of_a_table_are_no_columns() -> None:
    cells = [
        (f"Service number {number} for the Customer", f"Fee of {number} hundred dollars a month")
        for number in range(14)
    ]
    items: list[Item] = [
        item
        for number, (left, right) in enumerate(cells)
        for item in ((72.0, 100.0 + 20 * number, left), (330.0, 100.0 + 20 * number, right))
    ]
    document = read.read_bytes(pdf_file([items]), "a.pdf")
    assert [block.kind for block in document.blocks] == [BlockKind.TABLE_ROW] * 14
    assert document.slice(document.blocks[3].span) == "\t".join(cells[3])


def test_terms_beside_their_meaning_are_no_columns() -> None:
    items: list[Item] = []
    for number in range(6):
        top = 80 + 60 * number
        items += [(72, top, f"Term {number}"), *column(_lines(f"of {number},", 3, 7), x=200, top=top)]
    assert _order([items], "Term 0", "of 0, 102", "Term 1", "of 1, 102", "Term 5", "of 5, 102")


def test_words_stamped_across_the_page_do_not_mix_with_its_lines() -> None:
    lines = _lines("a", 20)
    stamp = b"BT /F2 60 Tf 0.7 0.7 -0.7 0.7 150 400 Tm (DRAFT) Tj ET\n"
    data = pdf_file([[*column(lines, top=60), (0, 0, "@" * 60)]])
    place = data.index(b"BT /F1 11 Tf 0 792 Td (@")
    end = data.index(b"ET\n", place) + 3
    data = data[:place] + stamp + b" " * (end - place - len(stamp)) + data[end:]
    text = read.read_bytes(data, "a.pdf").text
    assert " ".join(lines) in text
    assert "DRAFT" in text


def test_a_turned_page_is_read_in_the_direction_of_its_words() -> None:
    items = [*column(_lines("a", 14), top=60), *column(_lines("b", 14), x=330, top=60)]
    upright = read.read_bytes(pdf_file([items]), "a.pdf")
    for turn in (90, 180, 270):
        assert read.read_bytes(pdf_file([items], turn=turn), "a.pdf").text == upright.text
