import pytest

from clausecheck.terms.numbers import Kind, find_contradictions, find_quantities
from clausecheck.terms.numerals import digits_value, words_value


@pytest.mark.parametrize(
    ("words", "kind", "value", "unit"),
    [
        ("thirty (30) days", Kind.DURATION, 30, "day"),
        ("thirty days", Kind.DURATION, 30, "day"),
        ("30-day", Kind.DURATION, 30, "day"),
        ("ten (10) business days", Kind.DURATION, 10, "business day"),
        ("twelve-month", Kind.DURATION, 12, "month"),
        ("one hundred and twenty (120) days", Kind.DURATION, 120, "day"),
        ("one (l) year", Kind.DURATION, 1, "year"),
        ("two weeks", Kind.DURATION, 2, "week"),
        ("thirty(30)days", Kind.DURATION, 30, "day"),
        ("one and one-half percent (1.5%)", Kind.PERCENT, 1.5, ""),
        ("1-1/2%", Kind.PERCENT, 1.5, ""),
        ("1 l/2%", Kind.PERCENT, 1.5, ""),
        ("one-half percent", Kind.PERCENT, 0.5, ""),
        ("us$2,000,000", Kind.MONEY, 2_000_000, "USD"),
        ("$2 million", Kind.MONEY, 2_000_000, "USD"),
        ("€50k", Kind.MONEY, 50_000, "EUR"),
        ("five hundred thousand dollars", Kind.MONEY, 500_000, "USD"),
        ("three (3) times", Kind.TIMES, 3, ""),
        ("3.0 times", Kind.TIMES, 3, ""),
        ("twice", Kind.TIMES, 2, ""),
        ("triple", Kind.TIMES, 3, ""),
        ("30 (thirty) days", Kind.DURATION, 30, "day"),
        ("15 year(s)", Kind.DURATION, 15, "year"),
        ("thirty (30) banking days", Kind.DURATION, 30, "business day"),
        ("second anniversary", Kind.DURATION, 2, "year"),
        ("thirtieth (30th) day after", Kind.DURATION, 30, "day"),
        ("15th day of the following month", Kind.DURATION, 15, "day"),
        ("1,25% per month", Kind.PERCENT, 1.25, ""),
        ("one percent (1.00%)", Kind.PERCENT, 1, ""),
        ("fifteen (15%) percent", Kind.PERCENT, 15, ""),
        ("us $5 million", Kind.MONEY, 5_000_000, "USD"),
        ("250,000 euros", Kind.MONEY, 250_000, "EUR"),
        ("chf 1,000", Kind.MONEY, 1000, "CHF"),
        ("10,000 hong kong dollars", Kind.MONEY, 10_000, "HKD"),
    ],
)
def test_a_number_is_read_with_what_it_counts(words: str, kind: Kind, value: float, unit: str) -> None:
    text = f"within {words} of it"
    found = find_quantities(text)
    assert [(item.kind, item.value, item.unit) for item in found] == [(kind, value, unit)]
    assert text[found[0].start : found[0].end].startswith(words[:3])


@pytest.mark.parametrize(
    "words", ["100,000 units", "section 30.2", "net sales of 30", "in 2024", "no. 5", "example.net 25-jul"]
)
def test_numbers_that_count_nothing_are_left_alone(words: str) -> None:
    assert find_quantities(words) == []


def test_payment_terms_without_the_word_days() -> None:
    (found,) = find_quantities("payment is net 30 from receipt")
    assert (found.value, found.unit) == (30, "day")


def test_an_amount_in_words_and_digits_is_one_amount() -> None:
    found = find_quantities("one million dollars ($1,000,000) per occurrence")
    assert [item.value for item in found] == [1_000_000]


@pytest.mark.parametrize(
    ("words", "days", "months"),
    [
        ("ten business days", 14, 0.47),
        ("three months", 90, 3),
        ("one year", 365, 12),
        ("eighteen months", 545, 18),
        ("90 days", 90, 3),
        ("365 days", 365, 12),
        ("two weeks", 14, 0.47),
    ],
)
def test_durations_in_days_and_months(words: str, days: float, months: float) -> None:
    (found,) = find_quantities(words)
    assert found.days == days
    assert found.months == pytest.approx(months, abs=0.01)


@pytest.mark.parametrize(
    ("words", "says", "digits"),
    [
        ("thirty (60) days", 30, 60),
        ("within forty-five (30) days", 45, 30),
        ("one percent (2%) per month", 1, 2),
        ("ten thousand dollars ($100,000)", 10_000, 100_000),
        ("three (2) years", 3, 2),
    ],
)
def test_words_and_digits_that_differ(words: str, says: float, digits: float) -> None:
    (found,) = find_contradictions(words)
    assert (found.words, found.digits) == (says, digits)


@pytest.mark.parametrize(
    "words",
    [
        "thirty (30) days",
        "one hundred and twenty (120) days",
        "one and one-half percent (1.5%)",
        "one and one-half (1 1/2%) percent",
        "twenty-four (24) months",
        "two hundred fifty thousand dollars ($250,000)",
        "the following, one, (2) the second",
        "fifty percent (50%)",
        "section two",
    ],
)
def test_words_and_digits_that_agree(words: str) -> None:
    assert find_contradictions(words) == []


def test_values_of_words_and_digits() -> None:
    assert words_value("two hundred fifty thousand") == 250_000
    assert words_value("one and three quarters") == pytest.approx(1.75)
    assert words_value("purple") is None
    assert digits_value("1,500.50") == 1500.5
    assert digits_value("1.2.3") is None


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("between ten (10) and fifteen (15) days", 10, 15),
        ("10 to 15 days", 10, 15),
        ("10-15 business days", 10, 15),
        ("1% to 2%", 1, 2),
    ],
)
def test_a_range_has_two_ends(words: str, least: float, most: float) -> None:
    (found,) = [item for item in find_quantities(f"within {words} of it") if item.high is not None]
    assert (found.value, found.high) == (least, most)


@pytest.mark.parametrize("words", ["sections 2 and 30 days", "20 to 10 days", "2019-30 days"])
def test_two_numbers_are_not_always_a_range(words: str) -> None:
    assert all(item.high is None for item in find_quantities(words))


@pytest.mark.parametrize(
    ("words", "says", "digits"),
    [("thirty (60) days", 30, 60), ("60 (thirty) days", 30, 60), ("30 days", None, 30), ("thirty days", 30, None)],
)
def test_what_words_and_digits_say(words: str, says: float | None, digits: float | None) -> None:
    (found,) = find_quantities(words)
    assert (found.words, found.digits) == (says, digits)
    assert words[found.number_end :].strip() == "days"


def test_pounds_are_money_only_where_they_are_sterling() -> None:
    assert find_quantities("2,500,000 pounds of product") == []
    assert [item.unit for item in find_quantities("500 pounds sterling")] == ["GBP"]
