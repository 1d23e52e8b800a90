"""Words far below or far to the right of the rest of a text file."""

import pytest

from clausecheck import read
from tests.read.files import paragraph, word_file

_FIRST = "1. Services. The provider serves.\n\n2. Fees. The customer pays.\n"
_LAST = "3. The buyer forfeits all claims."


@pytest.mark.parametrize(
    ("between", "technique", "told"),
    [
        ("\n" * 70, "text.gap", "70 blank lines"),
        ("\n" * 400, "text.far_below", "400 blank lines"),
        ("\u00a0\n" * 400, "text.far_below", "400 blank lines"),
        (" \t\n.\n" * 200, "text.far_below", "400 blank lines"),
        ("\u200b\n" * 400, "text.far_below", "400 blank lines"),
        ("\f" * 9, "text.far_below", "8 blank pages"),
        (" " * 900, "text.far_right", "900 columns"),
        ("\t" * 45, "text.far_right", "360 columns"),
    ],
)
def test_words_far_away_are_told_of_and_reviewed(between: str, technique: str, told: str) -> None:
    document = read.read_bytes((_FIRST + between + _LAST).encode(), "a.txt")
    (trace,) = [trace for trace in document.traces if trace.technique.startswith(("text.far", "text.gap"))]
    assert (trace.technique, trace.quote) == (technique, _LAST)
    assert told in trace.detail
    assert trace.at is not None
    assert document.text[trace.at :].startswith(_LAST)


@pytest.mark.parametrize("between", ["\n" * 50, "\f\n\n\f\n", "\n" + " " * 120, "\n" + "." * 200 + "\n"])
def test_ordinary_white_space_is_quiet(between: str) -> None:
    assert read.read_bytes((_FIRST + between + _LAST).encode(), "a.txt").traces == ()


def test_words_far_to_the_right_in_a_line() -> None:
    document = read.read_bytes((_FIRST + "The fee is fixed." + " " * 500 + _LAST + "\n").encode(), "a.txt")
    (trace,) = document.traces
    assert (trace.technique, trace.quote) == ("text.far_right", _LAST)


def test_empty_paragraphs_of_a_word_file() -> None:
    words = paragraph("1. The seller delivers the goods.")
    far = read.read_bytes(word_file(words + paragraph() * 150 + paragraph(_LAST) + words), "a.docx")
    (trace,) = [trace for trace in far.traces if trace.technique == "text.gap"]
    assert "150 blank lines" in trace.detail
    assert trace.quote.startswith(_LAST)
    assert trace.at is not None
    assert far.text[trace.at :].startswith(_LAST)
    near = read.read_bytes(word_file(paragraph() * 150 + words + paragraph() * 20 + paragraph(_LAST)), "a.docx")
    assert not [trace for trace in near.traces if trace.technique == "text.gap"]
