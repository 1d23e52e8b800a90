"""Rounding of figures on private deals."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.stats.disclosure import (
    GRIDS,
    MIDDLE,
    DisclosureSettings,
    apportion,
    cumulate,
    grid,
    quantiles,
    rounded_sample,
)
from clausecheck.stats.terms import UNITS

USUAL = DisclosureSettings()
WEIGHTS = st.floats(0, 1000).map(lambda weight: round(weight, 6))


def test_the_usual_settings_are_those_of_the_documents() -> None:
    usual = (USUAL.least_accounts, USUAL.share_points, USUAL.new_deals, USUAL.largest_share, USUAL.p_percent)
    assert usual == (20, 5, 10, 0.5, 10)
    assert USUAL.weaker() == []


@pytest.mark.parametrize(
    "wrong", [{"share_points": 7}, {"share_points": 0}, {"least_accounts": 2}, {"new_deals": 0}, {"largest_share": 0}]
)
def test_settings_that_protect_nothing_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        DisclosureSettings(**wrong)


def test_weaker_settings_are_told() -> None:
    weak = DisclosureSettings(least_accounts=10, share_points=1, largest_share=0.6)
    assert weak.weaker() == ["least_accounts 10, not 20", "share_points 1, not 5", "largest_share 0.6, not 0.5"]
    assert DisclosureSettings(least_accounts=30, share_points=10, new_deals=20).weaker() == []


@pytest.mark.parametrize(
    ("have", "of", "steps"),
    [(0, 20, 1), (20, 20, 19), (1, 20, 1), (10, 20, 10), (9, 20, 9), (52, 100, 10), (53, 100, 11), (99, 100, 19)],
)
def test_shares_are_rounded_to_steps_and_never_nothing_or_everything(have: float, of: float, steps: int) -> None:
    assert apportion((have, of - have), 20) == (steps, 20 - steps)


@given(st.lists(WEIGHTS, min_size=2, max_size=10).filter(lambda weights: sum(weights) > 1))
def test_parts_add_up_and_none_is_nothing(weights: list[float]) -> None:
    steps = apportion(weights, 20)
    assert sum(steps) == 20
    assert min(steps) >= 1
    for weight, found in zip(weights, steps, strict=True):
        exact = 20 * weight / sum(weights)
        assert (
            found > exact - 1 - 1e-5 or found < exact + 1
        )  # less than a step off, but where others were raised to one
        if all(20 * other / sum(weights) >= 1 for other in weights):
            assert abs(found - exact) < 1 + 1e-5


def test_the_sample_is_rounded_down() -> None:
    assert [rounded_sample(weight, USUAL) for weight in (19.9, 20, 39.99, 40 - 1e-9)] == [0, 20, 20, 40]


@given(st.lists(st.tuples(st.integers(0, 500).map(float), st.floats(0.1, 5)), min_size=1, max_size=60))
def test_no_distribution_tells_that_nobody_has_less_or_more(parts: list[tuple[float, float]]) -> None:
    steps = grid("days")
    pairs, beyond = cumulate(parts, steps, 20)
    assert sum(count for _, count in pairs) + beyond == 20
    assert beyond >= 1
    assert all(value in steps and count >= 1 for value, count in pairs)
    total = sum(weight for _, weight in parts)
    for (value, _), up_to in zip(pairs, accumulate(count for _, count in pairs), strict=True):
        exact = 20 * sum(weight for stated, weight in parts if stated <= value) / total
        assert abs(up_to - exact) <= 0.5 + 1e-4 or (up_to, exact >= 18.5) == (19, True) or value == steps[-1]


def test_one_value_for_all_is_not_told_as_such() -> None:
    assert cumulate([(30.0, 100.0)], grid("days"), 20) == (((30, 19),), 1)


def test_an_extreme_value_changes_nothing() -> None:
    usual = [(30.0, 25.0), (60.0, 15.0)]
    assert cumulate([*usual, (400.0, 1.0)], grid("days"), 20) == cumulate([*usual, (90_000.0, 1.0)], grid("days"), 20)


def test_every_unit_that_is_counted_has_a_grid() -> None:
    assert {unit for units in UNITS.values() for unit in units} == GRIDS.keys()
    assert grid("EUR_per_hour")[0] == 1
    for steps in (*GRIDS.values(), grid("EUR_per_hour")):
        assert list(steps) == sorted(set(steps))


def test_quantiles_beyond_the_last_step_are_not_told() -> None:
    assert quantiles(((30.0, 12),), 8, MIDDLE) == {"p25": 30, "p50": 30, "p75": None}
