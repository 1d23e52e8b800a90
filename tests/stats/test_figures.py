from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.stats import most_stated, quantile, rank_interval, split, wilson

PAYMENT = ((10.0, 4), (15.0, 7), (30.0, 42), (45.0, 2), (60.0, 6))

counts = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: (min(pair), max(pair)))
distributions = st.dictionaries(st.integers(0, 400).map(float), st.integers(1, 50), min_size=1, max_size=12).map(
    lambda found: tuple(sorted(found.items()))
)


@pytest.mark.parametrize(
    ("count", "sampled", "low", "high"),
    [
        (21, 28, 0.5664, 0.8732),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (0, 0, 0.0, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_wilson_agrees_with_published_figures(count: int, sampled: int, low: float, high: float) -> None:
    assert wilson(count, sampled) == pytest.approx((low, high), abs=5e-5)


@given(counts)
def test_wilson_holds_the_share_and_stays_in_range(pair: tuple[int, int]) -> None:
    count, sampled = pair
    low, high = wilson(count, sampled)
    assert 0 <= low <= high <= 1
    if sampled:
        assert low <= count / sampled <= high
        # Each end solves the score equation that defines the interval.
        for end in (low, high):
            if 0 < end < 1:
                distance = abs(count / sampled - end)
                assert distance == pytest.approx(1.959964 * sqrt(end * (1 - end) / sampled), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(("count", "sampled"), [(-1, 5), (6, 5)])
def test_wilson_refuses_what_is_no_count(count: int, sampled: int) -> None:
    with pytest.raises(ValueError, match="not a count"):
        wilson(count, sampled)


def test_a_tied_value_has_a_range_of_ranks() -> None:
    assert split(PAYMENT, 30) == (11, 42, 8)
    assert rank_interval(PAYMENT, 30) == (18, 87)
    assert rank_interval(PAYMENT, 90) == (100, 100)
    assert rank_interval(PAYMENT, 5) == (0, 0)


def test_a_yearly_rate_divided_by_twelve_ties_with_the_monthly_one() -> None:
    assert split(((1.5, 3), (2.0, 1)), 18 / 12 + 1e-12) == (0, 3, 1)


def test_quantiles_are_stated_values() -> None:
    assert quantile(PAYMENT, 0.1) == 15
    assert quantile(PAYMENT, 0.5) == 30
    assert quantile(PAYMENT, 0.9) == 45
    assert quantile(PAYMENT, 1.0) == 60
    assert most_stated(PAYMENT) == (30, 42)
    assert most_stated(((12.0, 3), (6.0, 3))) == (6, 3)


@pytest.mark.parametrize("call", [lambda: quantile((), 0.5), lambda: most_stated(()), lambda: rank_interval((), 1)])
def test_an_empty_sample_has_no_figures(call) -> None:
    with pytest.raises(ValueError, match="no stated values"):
        call()


@given(distributions, st.integers(0, 400).map(float))
def test_parts_of_a_distribution_add_up(values: tuple[tuple[float, int], ...], value: float) -> None:
    assert sum(split(values, value)) == sum(count for _, count in values)
    low, high = rank_interval(values, value)
    assert 0 <= low <= high <= 100
    assert quantile(values, 0.1) <= quantile(values, 0.5) <= quantile(values, 0.9)
