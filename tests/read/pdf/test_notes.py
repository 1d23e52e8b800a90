"""Footnotes of a PDF stand behind the paragraph that refers to them, not in the sentence they interrupt."""

from clausecheck import read
from clausecheck.model import BlockKind, Document
from tests.read.files import Item, check_spans, column, pdf_file, texts

_ABOVE = [
    "1.1 Services. The Provider shall perform the services with care and skill and shall",
    "keep the Customer informed of all matters that may reasonably be expected to have",
]
_BELOW = ["an effect on the services."]


def _read(pages: list[list[Item]]) -> Document:
    document = read.read_bytes(pdf_file(pages), "a.pdf")
    check_spans(document)
    return document


def _note(x: float, top: float, number: str, words: str, size: float = 11) -> list[Item]:
    return [(x, top - 3, number, "F1", 6), (x + 5, top, words, "F1", size)]


def test_a_note_between_the_pages_of_a_sentence() -> None:
    body: list[Item] = [(72, 100, "The Provider shall tell the Customer.", "F1", 11), (254, 97, "1", "F1", 6)]
    body += [(262, 100, "It shall perform the services with due care and"), (72, 113, _ABOVE[1])]
    note: list[Item] = [*_note(72, 700, "1", "As the Customer has told in writing."), (72, 713, "Or said.")]
    document = _read([[*body, *note], column(_BELOW)])
    kinds = [block.kind for block in document.blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.FOOTNOTE]
    assert texts(document)[0].endswith(f"with due care and {_ABOVE[1]} {_BELOW[0]}")
    assert texts(document)[1] == "1 As the Customer has told in writing. Or said."


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    first: list[Item] = [*column(_ABOVE), (72, 680, "__________"), (72, 694, "2 Small words of a note", "F1", 8)]
    second: list[Item] = [*column(_BELOW), (72, 694, "that go on over the page.", "F1", 8)]
    assert texts(_read([first, second])) == [
        " ".join(_ABOVE + _BELOW),
        "2 Small words of a note that go on over the page.",
    ]


def test_small_numbered_terms_are_no_notes() -> None:
    items: list[Item] = [*column(_ABOVE), *column(_BELOW, top=126)]
    items += [(72, 300, "2 Payment is due within thirty days.", "F1", 8), (72, 320, "3 No interest.", "F1", 8)]
    assert BlockKind.FOOTNOTE not in {block.kind for block in _read([items]).blocks}
