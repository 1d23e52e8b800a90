import pytest

from clausecheck.terms import parts
from clausecheck.terms.numbers import Quantity, find_quantities


def first(low: str) -> Quantity:
    return find_quantities(low)[0]


@pytest.mark.parametrize(
    ("low", "bound"),
    [
        ("a notice of at least thirty (30) days", "at_least"),
        ("within ten days, but not in less than five", ""),
        ("fees may increase by not more than 5%", "at_most"),
        ("a period of 30 days or more", "at_least"),
        ("up to two years", "at_most"),
        ("within thirty days", ""),
    ],
)
def test_a_number_that_is_only_a_limit(low: str, bound: str) -> None:
    assert parts.limit(low, first(low)) == bound


@pytest.mark.parametrize(
    ("low", "which"),
    [
        ("the lesser of 1.5% per month or what the law allows", "lesser"),
        ("the greater of (a) 5% and (b) the rise of the index", "greater"),
        ("1.5% or the legal rate, whichever is lower", "lesser"),
        ("ten days after the invoice or its receipt, whichever is the later", "greater"),
        ("1.5% per month", ""),
        ("ten days. " + "x" * 300 + " whichever is later", ""),
    ],
)
def test_which_of_several_values_counts(low: str, which: str) -> None:
    quantity = first(low)
    assert parts.choice(low, quantity.start, quantity.end) == which


@pytest.mark.parametrize(
    ("low", "unit"),
    [
        ("1.5% per month", "percent_per_month"),
        ("12% p.a. until paid", "percent_per_year"),
        ("a daily rate equal to 0.5%", "percent_per_day"),
        ("5% of the price", "percent"),
        ("2% per week, at most 24% per annum", "percent_per_week"),
        ("5% of the monthly fees", "percent"),
        ("the annual rate is 8%", "percent_per_year"),
    ],
)
def test_the_period_of_a_rate(low: str, unit: str) -> None:
    assert parts.rate(low, first(low)) == unit


@pytest.mark.parametrize(
    ("low", "name"),
    [
        ("by 5% or the consumer price index", "CPI"),
        ("at 2% above the prime rate", "prime rate"),
        ("200 basis points over euribor", "EURIBOR"),
        ("5% paid to the builder under the prime contract", ""),
        ("by 5% a year", ""),
    ],
)
def test_what_a_percentage_is_added_to(low: str, name: str) -> None:
    quantity = first(low)
    assert parts.index(low, quantity.start, quantity.end) == name


@pytest.mark.parametrize(
    ("low", "day"),
    [
        ("thirty days after receipt of the invoice", "receipt"),
        ("thirty days from the invoice", "invoice"),
        ("thirty days after the end of each month", "month_end"),
        ("ten days from the end of the calendar quarter", "quarter_end"),
        ("90 days from delivery of the goods", "delivery"),
        ("ten days unless the invoice is disputed", ""),
        ("ten days. notice is given in writing", ""),
    ],
)
def test_what_a_period_runs_from(low: str, day: str) -> None:
    assert parts.counted_from(low, first(low).end) == day
