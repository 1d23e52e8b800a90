"""The values of the options on how a model is asked."""

from collections.abc import Callable

import pytest

from clausecheck.cli import reviewer
from clausecheck.errors import UsageError


@pytest.mark.parametrize(
    ("check", "value", "means"),
    [
        (reviewer.dollars, "0.50", 0.5),
        (reviewer.dollars, "$2", 2.0),
        (reviewer.dollars, "1e-3", 0.001),
        (reviewer.seconds, "90", 90.0),
        (reviewer.seconds, "0.5", 0.5),
        (reviewer.runs, "1", 1),
        (reviewer.runs, "9", 9),
    ],
)
def test_values_that_make_sense(check: Callable[[str], float], value: str, means: float) -> None:
    assert check(value) == means


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "-inf", "", "x", "1,5", "1 2"])
@pytest.mark.parametrize(
    ("check", "option"),
    [(reviewer.dollars, "--max-cost"), (reviewer.seconds, "--max-time"), (reviewer.runs, "--runs")],
)
def test_values_that_make_no_sense(check: Callable[[str], float], option: str, value: str) -> None:
    with pytest.raises(UsageError, match=f"^{option}: '{value}' is no"):
        check(value)


@pytest.mark.parametrize("value", ["10", "1.5", "¹", "٣"])
def test_runs_are_a_small_whole_number(value: str) -> None:
    with pytest.raises(UsageError, match="is no number of runs"):
        reviewer.runs(value)
