"""Counts, never bare percentages: every figure has its count, its sample, its source and its years."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where figures come from."""

    id: str
    title: str
    licence: str
    url: str
    years: str
    """The years of the contracts: "1994-2020"."""
    as_of: str
    """When the source was published or last counted."""
    note: str
    """What a reader must know to judge the figures: who filed the contracts, what is over-represented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseStatistic:
    """How many contracts of a category have a clause of a type."""

    clause_type: str
    category: str
    count: int
    sampled: int
    source: str
    """`Source.id`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDistribution:
    """The values of a term that the contracts of a category state."""

    term: str
    unit: str
    category: str
    values: tuple[tuple[float, int], ...]
    """Value and how many contracts state it, ascending."""
    source: str

    @property
    def sampled(self) -> int:
        """How many contracts state a value."""
        return sum(count for _, count in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A figure as it is shown: a statement with its count, sample, interval, source and date."""

    statement: str
    """"12 months in 21 of 28 stated caps"; plain words, with the category where it is not the chosen one."""
    count: int
    sampled: int
    low: float
    """Lower end of the 95 % Wilson interval of count/sampled, 0 to 1."""
    high: float
    source: str
    as_of: str
    percentile: tuple[int, int] | None = None
    """Rank interval of a value among the stated ones, in per cent: the shares strictly below, and at or below."""
    category: str = ""
    """The category that the sample is of; may be a parent of the chosen one."""


class DeviationKind(StrEnum):
    """How a contract departs from the usual."""

    MISSING = "missing"
    RARE = "rare"
    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A departure from the usual, counted before any reviewer is asked."""

    kind: DeviationKind
    clause_type: str
    evidence: Evidence
    clause_id: str | None = None
    """None for a missing clause."""
    term: str = ""
    """`Term.name` for a value."""
    value: float | None = None
    span: tuple[int, int] | None = None
    """Of the term's quote."""
    usual: tuple[float, float] | None = None
    """The range from the 10th to the 90th percentile, for a value."""
