"""What contracts state for a term, as rows of a chart: values, quantiles, names."""

from collections.abc import Sequence
from typing import Final

from clausecheck.model import NameDistribution, TermDistribution
from clausecheck.report.figures.lookup import Row
from clausecheck.report.figures.words import counted, interval_words, number_words
from clausecheck.report.page import Bar
from clausecheck.stats import Statistics, quantile, split, value_words, wilson

MOST_ROWS: Final = 10
"""Rows of a histogram, and names that are listed."""

QUANTILES: Final = {0.1: "one in ten", 0.25: "a quarter", 0.5: "half", 0.75: "three quarters", 0.9: "nine in ten"}
"""The shares whose values are told, in words."""
ROUNDED: Final = frozenset({0.25, 0.5, 0.75})
"""The quantiles that are told of figures that are rounded for privacy."""


def histogram(statistics: Statistics, row: TermDistribution) -> tuple[Bar, ...]:
    """Values with how many contracts state them; neighbours that few state are put together."""
    public = statistics.sources[row.source].public
    groups = grouped(row.values, MOST_ROWS)
    labels = [_exact(low, high) for low, high, _ in groups] if public else _steps([high for _, high, _ in groups])
    counts = [count for _, _, count in groups]
    if row.beyond:
        labels.append(f"over {number_words(row.values[-1][0])}" if row.values else "any")
        counts.append(row.beyond)
    most = max(counts, default=1) or 1
    return tuple(
        Bar(label, counted(statistics, row, count), length=count / most)
        for label, count in zip(labels, counts, strict=True)
    )


def quantiles(statistics: Statistics, row: TermDistribution) -> tuple[tuple[float, float], ...]:
    """Shares and the values at which they are reached; fewer where figures are rounded, none beyond the last value."""
    public = statistics.sources[row.source].public
    shares = [share for share in QUANTILES if public or share in ROUNDED]
    reached = ((share, quantile(row.values, share, row.beyond)) for share in shares)
    return tuple((share, value) for share, value in reached if value is not None)


def quantile_bars(statistics: Statistics, row: TermDistribution) -> tuple[Bar, ...]:
    """The values at which a quarter, half and so on are reached, with how many contracts state so much or less."""
    notes: dict[float, list[str]] = {}
    for share, value in quantiles(statistics, row):
        notes.setdefault(value, []).append(QUANTILES[share])
    return tuple(
        share_bar(
            statistics,
            row,
            at_most(row, value),
            f"{value_words(value, row.unit)} or less",
            note=_range(words),
        )
        for value, words in notes.items()
    )


def _range(words: Sequence[str]) -> str:
    return ", ".join(words) if len(words) < 3 else f"{words[0]} to {words[-1]}"


def share_bar(
    statistics: Statistics,
    row: Row,
    count: int,
    label: str,
    *,
    note: str = "",
    draw: bool = True,
    strong: bool = False,
) -> Bar:
    """A count of a sample with its interval; the count alone where the sample is too small to `draw`."""
    told = draw and row.sampled > 0
    return Bar(
        label,
        counted(statistics, row, count),
        interval_words(count, row.sampled) if told else "",
        count / row.sampled if told else None,
        wilson(count, row.sampled) if told else None,
        note,
        strong,
    )


def name_bars(statistics: Statistics, row: NameDistribution) -> tuple[Bar, ...]:
    """The names that most contracts state, and how many state another."""
    bars = [share_bar(statistics, row, count, name) for name, count in row.names[:MOST_ROWS]]
    if rest := row.sampled - sum(count for _, count in row.names[:MOST_ROWS]):
        bars.append(Bar("others together", counted(statistics, row, rest), interval_words(rest, row.sampled)))
    return tuple(bars)


def at_most(row: TermDistribution, value: float) -> int:
    """How many contracts state `value` or less."""
    below, at, _ = split(row.values, value, row.beyond)
    return below + at


def grouped(values: Sequence[tuple[float, int]], most: int) -> list[tuple[float, float, int]]:
    """The values as (lowest, highest, count), with the two neighbours that the fewest state joined until few are left.

    What many contracts state thus keeps a row of its own, and rare values share one.
    """
    groups = [(value, value, count) for value, count in values if count]
    while len(groups) > most:
        at = min(range(len(groups) - 1), key=lambda place: (groups[place][2] + groups[place + 1][2], place))
        (low, _, count), (_, high, more) = groups[at : at + 2]
        groups[at : at + 2] = [(low, high, count + more)]
    return groups


def _exact(low: float, high: float) -> str:
    return number_words(low) if low == high else f"{number_words(low)}–{number_words(high)}"


def _steps(steps: Sequence[float]) -> list[str]:
    """Labels of values that were rounded up to steps."""
    return [
        f"over {number_words(steps[at - 1])}, up to {number_words(step)}" if at else f"up to {number_words(step)}"
        for at, step in enumerate(steps)
    ]
