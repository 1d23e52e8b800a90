"""How figures on private deals are rounded before anybody sees them, and with which settings.

The rules are those of statistics offices; docs/disclosure.md says which is whose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Final

from clausecheck.stats.figures import Values, quantile

_TINY: Final = 1e-6
"""Weights are sums of fractions: what is nearer than this to a limit is at the limit."""

_SERIES: Final = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5)

GRIDS: Final[dict[str, tuple[float, ...]]] = {
    "days": (1, 3, 5, 7, 10, 14, 15, 20, 30, 45, 60, 90, 120, 180, 365),
    "months": (1, 3, 6, 12, 18, 24, 36, 48, 60, 84, 120, 240),
    "months_of_fees": (1, 3, 6, 12, 18, 24, 36, 60),
    "multiple_of_fees": (0.5, 1, 1.5, 2, 3, 5, 10),
    "percent_per_month": (0.5, 1, 1.5, 2, 3, 5),
    "percent_per_year": (1, 2, 3, 4, 5, 7.5, 10, 15, 20),
}
"""The steps that values are rounded up to, by unit."""

_HOURLY: Final = tuple(step * 10**power for power in range(6) for step in _SERIES)

ROUNDS: Final = (1.0, 2.0, 3.0, 4.0, 5.0, 10.0)
"""The steps of rounds of negotiation."""

QUANTILES: Final[Mapping[str, float]] = {"p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9}
MIDDLE: Final = ("p25", "p50", "p75")
"""The quantiles of a source that is not public: none near the extremes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureSettings:
    """What a release of private deals must keep to. Raises ValueError for settings that protect nothing."""

    least_accounts: int = 20
    """Distinct accounts behind every published figure, on either side."""
    share_points: int = 5
    """Shares are multiples of so many points, never nearer to 0 or 100 %."""
    new_deals: int = 10
    """A figure changes only after so many new deals of as much weight."""
    largest_share: float = 0.5
    """Of rates: the most that one account may hold of a figure, 0 to 1."""
    p_percent: int = 10
    """Of rates: the second largest account must not be able to tell the largest one's amount within so many %."""

    def __post_init__(self) -> None:
        if not (1 <= self.share_points <= 25 and 100 % self.share_points == 0):
            raise ValueError(f"share_points is {self.share_points}: it must divide 100 and be 1 to 25")
        if self.least_accounts < 3:
            raise ValueError(f"least_accounts is {self.least_accounts}: with fewer than 3 one knows the other's")
        if self.new_deals < 1 or not 0 < self.largest_share <= 1 or not 0 <= self.p_percent <= 100:
            raise ValueError("new_deals must be 1 or more, largest_share within 0 to 1, p_percent within 0 to 100")

    @property
    def steps(self) -> int:
        """How many steps a whole has: 20 of 5 points. Published samples are multiples of it: counts are whole."""
        return 100 // self.share_points

    def weaker(self) -> list[str]:
        """Which settings protect less than the defaults: "least_accounts 10, not 20"."""
        usual = DisclosureSettings()
        pairs = {
            "least_accounts": self.least_accounts < usual.least_accounts,
            "share_points": self.share_points < usual.share_points,
            "new_deals": self.new_deals < usual.new_deals,
            "largest_share": self.largest_share > usual.largest_share,
            "p_percent": self.p_percent < usual.p_percent,
        }
        return [f"{name} {getattr(self, name):g}, not {getattr(usual, name):g}" for name, weak in pairs.items() if weak]


def enough(weight: float, least: float) -> bool:
    """Whether a weight reaches a limit."""
    return weight >= least - _TINY


def rounded_sample(weight: float, settings: DisclosureSettings) -> int:
    """The sample as published: rounded down, so that it never says more contracts than there are."""
    return floor(weight + _TINY) // settings.steps * settings.steps


def apportion(weights: Sequence[float], steps: int) -> tuple[int, ...]:
    """The steps of each part, which add up to `steps`; none gets 0, for "nobody" tells of everybody.

    Largest remainders, the earlier part on a tie. Raises ValueError for more parts than steps, or no weight.
    """
    total = sum(weights)
    if len(weights) > steps or total <= 0:
        raise ValueError(f"{len(weights)} parts of {total:g} cannot share {steps} steps")
    exact = [weight / total * steps for weight in weights]
    found = [max(1, floor(share + _TINY)) for share in exact]
    while (left := steps - sum(found)) != 0:
        step = 1 if left > 0 else -1
        able = [at for at in range(len(found)) if step > 0 or found[at] > 1]
        found[max(able, key=lambda at: (round(step * (exact[at] - found[at]), 9), -at))] += step
    return tuple(found)


def cumulate(parts: Sequence[tuple[float, float]], grid: Sequence[float], steps: int) -> tuple[Values, int]:
    """Values as steps of the grid with the steps of their shares, and the steps of what lies beyond the last one.

    Each value is rounded up; the share up to each step is rounded. The lowest values join the first step that reaches
    7.5 %, and 5 % always lie beyond the last one (of 5 points each): nobody can tell that nobody has less, or more.
    """
    total = sum(weight for _, weight in parts)
    found: list[tuple[float, int]] = []
    reached = 0
    for step in grid:
        share = sum(weight for value, weight in parts if value <= step * (1 + _TINY)) / total
        up_to = min(steps - 1, floor(share * steps + 0.5 + _TINY))
        if up_to < 2 and step != grid[-1]:
            continue
        up_to = max(1, up_to)
        if up_to > reached:
            found.append((step, up_to - reached))
        reached = up_to
    return tuple(found), steps - reached


def grid(unit: str) -> tuple[float, ...]:
    """The steps of a unit; a currency by the hour has its own. Raises KeyError for another one."""
    return _HOURLY if unit.endswith("_per_hour") else GRIDS[unit]


def quantiles(values: Values, beyond: int, names: Sequence[str]) -> dict[str, float | None]:
    """Quantiles by their names: the smallest value that so many do not exceed, None beyond the last one."""
    return {name: quantile(values, QUANTILES[name], beyond) for name in names}
