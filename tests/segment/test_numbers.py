import pytest

from clausecheck.segment.numbers import read_label, read_mark, roman_value


@pytest.mark.parametrize(
    ("typed", "shown", "style", "values"),
    [
        ("1. Term", "1", "dec1", (1,)),
        ("12 Term", "12", "bare1", (12,)),
        ("1.0 Term", "1.0", "dec0", (1,)),
        ("1.00 Term", "1.00", "dec0", (1,)),
        ("1.1 Term", "1.1", "dec2", (1, 1)),
        ("1.1. Term", "1.1", "dec2", (1, 1)),
        ("3. 2. Term", "3.2", "dec2", (3, 2)),
        ("1.1.1 Term", "1.1.1", "dec3", (1, 1, 1)),
        ("18.33.010 Term", "18.33.010", "dec3", (18, 33, 10)),
        ("1) Term", "1)", "dec1)", (1,)),
        ("(1) Term", "(1)", "dec1()", (1,)),
        ("(a) Term", "(a)", "lower()", (1,)),
        ("a) Term", "a)", "lower)", (1,)),
        ("a. Term", "a", "lower.", (1,)),
        ("(A) Term", "(A)", "upper()", (1,)),
        ("A. Term", "A", "upper.", (1,)),
        ("(bb) term", "(bb)", "lower()", (28,)),
        ("(iv) term", "(iv)", "roman()", (4,)),
        ("IV. Term", "IV", "ROMAN.", (4,)),
        ("Article I Term", "Article I", "article", (1,)),
        ("ARTICLE 4 - TERM", "ARTICLE 4", "article", (4,)),
        ("ARTICLE - 4 TERM", "ARTICLE - 4", "article", (4,)),
        ("Section l. Term", "Section l", "section", (1,)),
        ("2.l Term", "2.l", "dec2", (2, 1)),
        ("1.A. Term", "1.A", "upper.", (1,)),
        ("3.b) term", "3.b)", "lower)", (2,)),
        ("ARTICLE FOUR: TERM", "ARTICLE FOUR", "article", (4,)),
        ("Section 2.3 Term", "Section 2.3", "dec2", (2, 3)),
        ("Section 2.01. Term", "Section 2.01", "dec2", (2, 1)),
        ("SECTION 5. Term", "SECTION 5", "section", (5,)),
        ("§ 4 Term", "§ 4", "section", (4,)),
        ("Clause 5", "Clause 5", "clause", (5,)),
        ("PART 2 TERM", "PART 2", "part", (2,)),
        ("Item 2. Term", "Item 2", "item", (2,)),
        ("No. 2 Term", "No. 2", "no", (2,)),
        ("2nd. Term", "2nd", "place", (2,)),
        ("SECOND: Term", "SECOND", "place", (2,)),
        ("2.1(a) Term", "2.1(a)", "lower()", (1,)),
    ],
)
def test_numbers_that_are_read(typed: str, shown: str, style: str, values: tuple[int, ...]) -> None:
    mark = read_mark(typed, 0, len(typed))

    assert mark is not None
    assert mark.shown == shown
    assert (style, values) in [(reading.style, reading.values) for reading in mark.readings]
    assert typed[mark.end :].lower() in ("term", "")


@pytest.mark.parametrize(
    "typed",
    [
        "30 days after receipt",
        "1998. In that year",
        "1, 1998 (the date)",
        "$5.00 for each",
        "2.5% of the fees",
        "408-555-1234",
        "12/31/2020",
        "Section 2.1 of this Agreement",
        "Article IV shall survive",
        "Section 5.1, and",
        "Part of the work",
        "(the Agreement) is",
        "(not) so",
        "Mr. Smith",
        "e.g. this",
        "First, the parties agree",
        "Second thoughts. They",
        "Month. The",
        "No part of it",
        "dim. light",
        "90210 Beverly Hills",
        "",
    ],
)
def test_words_that_are_no_numbers(typed: str) -> None:
    assert read_mark(typed, 0, len(typed)) is None


def test_a_letter_that_may_be_a_roman_numeral_has_two_readings() -> None:
    mark = read_mark("(i) term", 0, 8)

    assert mark is not None
    assert {(reading.style, reading.last) for reading in mark.readings} == {("lower()", 9), ("roman()", 1)}


@pytest.mark.parametrize(("word", "value"), [("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14), ("xl", 40)])
def test_roman_numerals(word: str, value: int) -> None:
    assert roman_value(word) == value


@pytest.mark.parametrize("word", ["", "iiii", "vx", "ic", "abc", "iviv", "mmmmmmmmmmmm"])
def test_words_that_are_no_roman_numerals(word: str) -> None:
    assert roman_value(word) is None


def test_an_automatic_number_is_a_number_whatever_stands_behind_it() -> None:
    text = "30. days after receipt"

    mark = read_label("30.", text, 0, len(text))

    assert mark is not None
    assert mark.automatic
    assert mark.shown == "30"
    assert text[mark.end :] == "days after receipt"


def test_an_automatic_number_may_be_written_out() -> None:
    mark = read_label("Second:", "Second: the parties agree", 0, 25)

    assert mark is not None
    assert (mark.shown, mark.readings[0].values) == ("Second", (2,))


@pytest.mark.parametrize("bullet", ["•", "-", "o", "➢"])
def test_bullets_are_no_numbers(bullet: str) -> None:
    assert read_label(bullet, f"{bullet} item", 0, 6) is None
