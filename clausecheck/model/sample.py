"""The part of a sample that a figure is about: a category, and where it is narrowed a region, a size of deal, years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausecheck.model.taxonomy import category_chain


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Which contracts are counted together. An empty field narrows nothing."""

    category: str
    region: str = ""
    """ISO 3166: a country, "US", or a part of one, "US-NY"."""
    size: str = ""
    """A band of deal sizes, as `size_band` names it."""
    years: str = ""
    """"..2009" or "2010..": contracts up to, or from, a year."""

    def wider(self) -> "Iterator[Cell]":
        """This cell and those to fall back to, the narrowest first, each one without years.

        The category is kept longest: within each the size of the deal is given up first, then the part of the country,
        then the country. Raises KeyError for an unknown category.
        """
        for category in category_chain(self.category):
            for region in region_chain(self.region):
                if self.size:
                    yield Cell(category, region, self.size)
                yield Cell(category, region)


def region_chain(region: str) -> tuple[str, ...]:
    """The region and those above it: ("US-NY", "US", ""); the empty one is everywhere."""
    country, _, part = region.partition("-")
    return tuple(dict.fromkeys((region, country, ""))) if part else tuple(dict.fromkeys((region, "")))


def size_band(amount: float, bounds: Sequence[int]) -> str:
    """The band of an amount: "10000-99999" between two bounds, "1000000-" from the last one.

    `bounds` ascend and start with 0. Raises ValueError for a negative amount.
    """
    at = sum(amount >= bound for bound in bounds) - 1
    if at < 0:
        raise ValueError(f"{amount:g} is below every band")
    return f"{bounds[at]}-{bounds[at + 1] - 1 if at + 1 < len(bounds) else ''}"


def year_windows(cut: int) -> tuple[str, str]:
    """The two windows that show drift: up to the year before `cut`, and from it."""
    return f"..{cut - 1}", f"{cut}.."
