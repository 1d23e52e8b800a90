"""Folded text leads back to the words it was made of."""

import pytest

from clausecheck.scan.addressing.folding import fold, spelled_in_selectors

SAMPLES = (
    "Plain words of a clause.",
    "Two  spaces,\ttabs \t and\n\n  lines",
    "“Curly” – and ‘single’ quotes — dashes",
    "1. First item\n(b) second\n§ 3. third",
    "Größe, naïve, Ärger",
    "ﬁne ½ ①",
    "zero\u200bwidth and soft\u00adhyphen",
    "".join(chr(0xE0000 + ord(c)) for c in "tags"),
)


@pytest.mark.parametrize("text", SAMPLES)
def test_every_letter_leads_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.at)
    assert list(folded.at) == sorted(folded.at)
    assert all(0 <= place < len(text) for place in folded.at)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Größe  NAÏVE", "grosse naive"),
        ("Ig\u200bno\u00adre", "ignore"),
        ("(a) Ignore\n2.1 all", "ignore\nall"),
        ("ＩＧＮＯＲＥ", "ignore"),
        ("".join(chr(0xE0000 + ord(c)) for c in "Ignore"), "ignore"),
        ("निर्देश", "निर्देश"),
        ("ab\u2028cd", "ab\ncd"),
    ],
)
def test_what_a_text_folds_to(text: str, plain: str) -> None:
    assert fold(text).text == plain


def test_a_range_leads_back_to_the_original() -> None:
    text = "1.  See  “Größe”  here"
    folded = fold(text)
    start = folded.text.index('"')
    first, last = folded.back(start, folded.text.rindex('"') + 1)
    assert text[first:last] == "“Größe”"


def test_words_in_selectors_are_read() -> None:
    spelled = "".join(chr(0xFE00 + b if b < 16 else 0xE0100 + b - 16) for b in b"ignore")
    assert spelled_in_selectors(f"a{spelled}b") == [(1, 7, "ignore")]
