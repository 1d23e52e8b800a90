"""Furniture of the pages of a PDF: what is taken out of the text, and what stays."""

from clausecheck import read
from clausecheck.model import Document
from tests.read.files import Item, check_spans, column, pdf_file, texts


def _read(pages: list[list[Item]]) -> Document:
    document = read.read_bytes(pdf_file(pages), "a.pdf")
    check_spans(document)
    return document


def _quotes(document: Document, code: str) -> list[str]:
    return [notice.quote for notice in document.notices if notice.code == code]


def _words(number: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return f"{letters[number // 26 % 26]}{letters[number % 26]} line of words that goes on over the end of its page"


def _body(start: int) -> list[str]:
    """Six lines of one sentence, others for each start."""
    return [*(_words(10 * start + number) for number in range(5)), f"{_words(10 * start + 5)[:2]} is the end."]


def test_heads_of_an_earlier_print_inside_pages() -> None:
    items: list[Item] = []
    for part in range(4):
        top = 40 + part * 160
        items += column([_words(10 * part + number) for number in range(9)], top=top)
        items += column(["Acme and Widget", "Services Agreement", "-------------------"], top=top + 9 * 13)
    document = _read([items])
    assert "Acme" not in document.text
    assert len(document.blocks) == 1
    assert _quotes(document, "running_head") == ["Acme and Widget", "Services Agreement", "-------------------"]


def test_words_that_come_again_in_sentences_stay() -> None:
    lines = [_words(number % 20) if number % 10 else "of the Agreement and its schedules" for number in range(50)]
    document = _read([column(lines)])
    assert document.text.count("of the Agreement and its schedules") == 5


def test_the_last_words_above_a_page_number_stay() -> None:
    items: list[Item] = []
    for part in range(4):
        top = 40 + part * 180
        items += column([_words(number) for number in range(9)], top=top)
        items += [(72, top + 117, "Agreement."), (300, top + 135, str(part + 1))]
    document = _read([items])
    assert document.text.count("Agreement.") == 4
    assert _quotes(document, "running_head") == ["1", "2", "3", "4"]


def test_page_numbers_of_a_short_print() -> None:
    pages: list[list[Item]] = [column(_body(number)) for number in (0, 6, 12)]
    pages[0].append((303, 220, "1"))
    pages[1].append((303, 220, "2"))
    document = _read(pages)
    assert texts(document) == [" ".join(_body(number)) for number in (0, 6, 12)]


def test_numbers_above_headings_are_no_page_numbers() -> None:
    items: list[Item] = []
    for number, heading in enumerate(("Services", "Charges", "Payment", "Liability"), 1):
        top = 20 + number * 120
        items += [(303, top, str(number)), (284, top + 14, heading), *column(_body(number), top=top + 40)]
    assert [text[0] for text in texts(_read([items])) if text[0].isdigit()] == ["1", "2", "3", "4"]


def test_numbers_of_lines_are_kept_as_notices() -> None:
    numbers: list[Item] = [(40, 100 + 13 * number, str(number + 1)) for number in range(15)]
    document = _read([[*numbers, *column([_words(number) for number in range(15)], x=90)]])
    assert _quotes(document, "line_numbers") == ["1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"]
    assert not any(character.isdigit() for character in document.text)


def test_raised_figures_in_the_margin_are_no_numbers_of_lines() -> None:
    numbers: list[Item] = [(40, 100 + 13 * number, f"{number + 1}\u00b3") for number in range(15)]
    document = _read([[*numbers, *column([_words(number) for number in range(15)], x=90)]])
    assert _quotes(document, "line_numbers") == []
    assert document.text.count("\u00b3") == 15


def test_every_fifth_line_has_a_number() -> None:
    numbers: list[Item] = [(40, 100 + 13 * number, str(number + 1)) for number in range(4, 20, 5)]
    document = _read([[*numbers, *column([_words(number) for number in range(20)], x=90)]])
    assert _quotes(document, "line_numbers") == ["5 10 15 20"]


def test_titles_of_annexes_stay_and_the_head_of_one_goes() -> None:
    pages: list[list[Item]] = [column(_body(number)) for number in range(20)]
    for number in range(4):
        pages[10 + number] = [(270, 60, f"EXHIBIT {number + 1}"), (240, 74, "TO THE DEED"), *column(_body(number))]
    assert _read(pages).text.count("EXHIBIT") == 4
    for number in range(4):
        pages[10 + number] = [(72, 40, "SCHEDULE 2"), *column(_body(number))]
    assert "SCHEDULE" not in _read(pages).text


def test_stamps_count_up() -> None:
    pages = [[*column(_body(number)), (480, 770, f"ACME_{number:07}")] for number in range(88, 92)]
    document = _read(pages)
    assert _quotes(document, "running_head") == [f"ACME_{number:07}" for number in range(88, 92)]
    assert "ACME" not in document.text
