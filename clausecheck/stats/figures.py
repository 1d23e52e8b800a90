"""Small arithmetic on counts: intervals, ranks and quantiles that stay honest with ties and small samples."""

from math import sqrt
from typing import Final

Z: Final = 1.959964
"""The 97.5 % point of the normal distribution: a two-sided 95 % interval."""

Values = tuple[tuple[float, int], ...]


def wilson(count: int, sampled: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of `count` out of `sampled`, each end from 0 to 1.

    An empty sample gives (0, 1): nothing is known. Raises ValueError where `count` is not within 0 to `sampled`.
    """
    if not 0 <= count <= sampled:
        raise ValueError(f"{count} of {sampled} is not a count and its sample")
    if sampled == 0:
        return 0.0, 1.0
    share, square = count / sampled, Z * Z
    middle = (share + square / (2 * sampled)) / (1 + square / sampled)
    half = Z * sqrt(share * (1 - share) / sampled + square / (4 * sampled * sampled)) / (1 + square / sampled)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == sampled else min(1.0, middle + half)
    return low, high


def split(values: Values, value: float, beyond: int = 0) -> tuple[int, int, int]:
    """How many stated values lie below `value`, at it, and above it; `beyond` more lie above all that are listed."""
    below = sum(count for stated, count in values if stated < value and not same(stated, value))
    at = sum(count for stated, count in values if same(stated, value))
    return below, at, sum(count for _, count in values) + beyond - below - at


def rank_interval(values: Values, value: float, beyond: int = 0) -> tuple[int, int]:
    """The shares of stated values strictly below, and at or below `value`, in whole per cent.

    Round numbers tie so often that one percentile would be false: 30 days can hold the ranks 20 to 85.
    Raises ValueError for an empty sample.
    """
    below, at, above = split(values, value, beyond)
    sampled = below + at + above
    if sampled == 0:
        raise ValueError("no stated values")
    return round(100 * below / sampled), round(100 * (below + at) / sampled)


def quantile(values: Values, share: float, beyond: int = 0) -> float | None:
    """The smallest stated value that `share` (0 to 1) of the values do not exceed; None where it lies beyond them all.

    Raises ValueError for an empty sample.
    """
    sampled = sum(count for _, count in values) + beyond
    if sampled == 0:
        raise ValueError("no stated values")
    reached = 0
    for value, count in sorted(values):
        reached += count
        if reached >= share * sampled - 1e-9:
            return value
    return None


def most_stated(values: Values) -> tuple[float, int]:
    """The value that most contracts state, the smaller one on a tie, with its count. Raises ValueError where empty."""
    if not values:
        raise ValueError("no stated values")
    return max(values, key=lambda pair: (pair[1], -pair[0]))


def same(one: float, other: float) -> bool:
    """Whether two values are the same but for rounding: 18 % a year is 1.5 % a month."""
    return abs(one - other) <= 1e-6 * max(1.0, abs(one), abs(other))
