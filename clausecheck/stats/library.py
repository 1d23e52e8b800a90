"""The statistics as looked up: exact, or climbing to the first sample that is large enough."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from clausecheck.model import ClauseStatistic, Source, TermDistribution
from clausecheck.model.taxonomy import CATEGORY_PARENT, category_chain

Found = TypeVar("Found")
Names = tuple[tuple[str, int], ...]

LEAST_PRESENCE: Final = 20
"""Contracts that a category must have before its share of contracts with a clause is shown."""

LEAST_VALUES: Final = 10
"""Contracts that must state a value before the values of a category are shown."""


@dataclass(frozen=True, slots=True)
class Climb(Generic[Found]):
    """What was found on the way up, and which samples were passed by."""

    found: Found
    skipped: tuple[tuple[str, int], ...]
    """Categories whose sample is too small, the chosen one first, each with the size of its sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameDistribution:
    """The names that contracts of a category state for a term: whose law governs."""

    term: str
    category: str
    names: Names
    """Name and how many contracts state it, the most frequent first."""
    source: str

    @property
    def sampled(self) -> int:
        """How many contracts state a name."""
        return sum(count for _, count in self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Counts from reference contracts. Every figure names its source; nothing here knows a side."""

    id: str
    version: str
    as_of: str
    """The year of the newest source."""
    sources: Mapping[str, Source]
    presence_rows: Mapping[tuple[str, str], tuple[int, int, str]]
    """Clause type and category to count, sample and source id."""
    value_rows: Mapping[tuple[str, str, str], tuple[tuple[tuple[float, int], ...], str]]
    """Term, unit and category to stated values with their counts, and source id."""
    name_rows: Mapping[tuple[str, str], tuple[Names, str]]
    """Term and category to stated names with their counts, and source id."""

    def presence(self, clause_type: str, category: str) -> ClauseStatistic | None:
        """How many contracts of exactly this category have a clause of this type; None where nobody counted."""
        if (row := self.presence_rows.get((clause_type, category))) is None:
            return None
        count, sampled, source = row
        return ClauseStatistic(clause_type=clause_type, category=category, count=count, sampled=sampled, source=source)

    def values(self, term: str, unit: str, category: str) -> TermDistribution | None:
        """The values that contracts of exactly this category state; None where none does."""
        if (row := self.value_rows.get((term, unit, category))) is None:
            return None
        return TermDistribution(term=term, unit=unit, category=category, values=row[0], source=row[1])

    def names(self, term: str, category: str) -> NameDistribution | None:
        """The names that contracts of exactly this category state; None where none does."""
        if (row := self.name_rows.get((term, category))) is None:
            return None
        return NameDistribution(term=term, category=category, names=row[0], source=row[1])

    def usual_presence(
        self, clause_type: str, category: str, least: int = LEAST_PRESENCE
    ) -> Climb[ClauseStatistic] | None:
        """As `presence`, of the category or the first one above it with at least `least` contracts."""
        rows = ((name, self.presence(clause_type, name)) for name in _chain(category))
        return _climb(((name, row, row.sampled if row else 0) for name, row in rows), least)

    def usual_values(
        self, term: str, unit: str, category: str, least: int = LEAST_VALUES
    ) -> Climb[TermDistribution] | None:
        """As `values`, of the category or the first one above it where at least `least` contracts state one."""
        rows = ((name, self.values(term, unit, name)) for name in _chain(category))
        return _climb(((name, row, row.sampled if row else 0) for name, row in rows), least)

    def usual_names(self, term: str, category: str, least: int = LEAST_VALUES) -> Climb[NameDistribution] | None:
        """As `names`, of the category or the first one above it where at least `least` contracts state one."""
        rows = ((name, self.names(term, name)) for name in _chain(category))
        return _climb(((name, row, row.sampled if row else 0) for name, row in rows), least)


def _chain(category: str) -> tuple[str, ...]:
    return category_chain(category) if category in CATEGORY_PARENT else (category, "all")


def _climb(rows: Iterable[tuple[str, Found | None, int]], least: int) -> Climb[Found] | None:
    skipped: list[tuple[str, int]] = []
    for category, row, sampled in rows:
        if row is not None and sampled >= least:
            return Climb(row, tuple(skipped))
        skipped.append((category, sampled))
    return None
