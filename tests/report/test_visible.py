"""Nothing in a text acts on a terminal, and nothing in it stays hidden."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.report.visible import exact, fit, literal, trimmed, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “quoted” words – 5 €", "plain “quoted” words – 5 €"),
        ("two\r\nlines\tand\u2028more", "two lines and more"),
        ("\x1b[31mred\x1b[0m", "U+001B[31mredU+001B[0m"),
        ("\x9b2J", "U+009B2J"),
        ("\x1b]8;;http://evil.example\x07link\x1b]8;;\x07", "U+001B]8;;http://evil.exampleU+0007linkU+001B]8;;U+0007"),
        ("pay 09\u202e days", "pay 09U+202E days"),
        ("zero\u200bwidth\u2060\ufeff", "zeroU+200BwidthU+2060U+FEFF"),
        ("tag\U000e0041", "tagU+E0041"),
        ("filler\u3164\u115f\u2800", "fillerU+3164U+115FU+2800"),
        ("variation\ufe0f\U000e0101", "variationU+FE0FU+E0101"),
        ("soft\u00adhyphen", "softU+00ADhyphen"),
        ("lone\ud800", "loneU+D800"),
        ("Straße 東京 é e\u0301", "Straße 東京 é e\u0301"),
        ("\u0301on nothing \u0338", "U+0301on nothing U+0338"),
        ("z" + "\u0301" * 6, "z" + "\u0301" * 4 + "U+0301U+0301"),
        ("שָׁלוֹם ไทย ngu\u031b\u0301", "שָׁלוֹם ไทย ngu\u031b\u0301"),
    ],
)
def test_what_a_reader_would_not_see_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_no_text_keeps_a_character_that_acts_or_hides(text: str) -> None:
    shown = visible(text)
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for c in shown)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\r\ntwo\tthree\nfour", "one two three four"),
        ("owes 900.\rowes nothing.", "owes 900.U+000Dowes nothing."),
        ("a\u2028b\u2029c\x85d\x0be\x0cf\x1dg", "aU+2028bU+2029cU+0085dU+000BeU+000CfU+001Dg"),
    ],
)
def test_evidence_tells_unusual_line_breaks_apart(text: str, shown: str) -> None:
    assert literal(text) == shown


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "“Fee” – 5 € … 東"),
        ("cp1252", "“Fee” – 5 € … ?"),
        ("cp437", '"Fee" - 5 EUR ... ?'),
        ("ascii", '"Fee" - 5 EUR ... ?'),
    ],
)
def test_a_code_page_gets_the_nearest_characters(encoding: str, shown: str) -> None:
    assert fit("“Fee” – 5 € … 東", encoding) == shown
    shown.encode(encoding)


@given(st.text(min_size=1), st.integers(10, 80))
def test_trimming_keeps_the_beginning(text: str, limit: int) -> None:
    cut = trimmed(text, limit)
    assert len(cut) <= limit + 2
    assert cut == text or (cut.endswith(" …") and text.startswith(cut[:-2]))


def test_trimming_cuts_between_words() -> None:
    assert trimmed("The Customer shall pay each invoice", 22) == "The Customer shall …"


@given(st.text(alphabet="ab \n\t\u00a0\u200b\u202e\udc80", max_size=8), st.text(alphabet="ab \n\t\u00a0", max_size=8))
def test_names_that_differ_are_shown_differently(one: str, other: str) -> None:
    assert (exact(one) == exact(other)) is (one == other)
    assert not set(exact(one)) & set("\n\t\u00a0\u200b\u202e\udc80")


def test_every_space_of_a_name_is_kept() -> None:
    assert exact(" a  b\u00a0c.txt ") == " a  bU+00A0c.txt "
