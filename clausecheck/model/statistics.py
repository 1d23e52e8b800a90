"""Counts, never bare percentages: every figure has its count, its sample, its source and its years."""

from dataclasses import dataclass
from enum import StrEnum

from clausecheck.model.sample import Cell
from clausecheck.model.sides import Binds, Side


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
    method: str
    """How the figures came about: labelled by lawyers, read by a rule, taken over as published."""
    note: str
    """What a reader must know to judge the figures: who filed the contracts, what is over-represented."""
    public: bool
    """Whether the contracts, or the figures, are published by others; then nothing in them needs protection."""
    second_hand: bool = False
    """Whether the figures were read in a report on the source, not in the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseStatistic:
    """How many contracts of a cell have a clause of a type."""

    clause_type: str
    cell: Cell
    count: int
    sampled: int
    source: str
    """`Source.id`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDistribution:
    """The values of a term that the contracts of a cell state."""

    term: str
    unit: str
    cell: Cell
    values: tuple[tuple[float, int], ...]
    """Value and how many contracts state it, ascending; of a rounded source, steps that values were rounded up to."""
    source: str
    beyond: int = 0
    """How many state more than the last value; 0 where every value is published."""

    @property
    def sampled(self) -> int:
        """How many contracts state a value."""
        return sum(count for _, count in self.values) + self.beyond


@dataclass(frozen=True, slots=True, kw_only=True)
class NameDistribution:
    """The names that contracts of a cell state for a term: whose law governs."""

    term: str
    cell: Cell
    names: tuple[tuple[str, int], ...]
    """Name and how many contracts state it, the most frequent first."""
    source: str
    others: int = 0
    """How many state a name that is not listed, because few do."""

    @property
    def sampled(self) -> int:
        """How many contracts state a name."""
        return sum(count for _, count in self.names) + self.others


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionStatistic:
    """Whom clauses of a type bind, in the contracts of a cell where that could be told."""

    clause_type: str
    cell: Cell
    mutual: int
    """Contracts where both sides are bound alike."""
    seller: int
    """Contracts where the seller alone is bound."""
    buyer: int
    source: str

    @property
    def sampled(self) -> int:
        """How many contracts say whom the clause binds."""
        return self.mutual + self.seller + self.buyer


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeStatistic:
    """What became of clauses of a type that one side proposed, in the deals of a cell."""

    clause_type: str
    cell: Cell
    proposed_by: Side
    accepted: int
    changed: int
    removed: int
    rounds: tuple[tuple[int, int], ...]
    """Round of negotiation and how many were settled in it, ascending."""
    source: str

    @property
    def sampled(self) -> int:
        """How many proposals were settled."""
        return self.accepted + self.changed + self.removed


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementStatistic:
    """How many contracts say something that is narrower than a clause type: "may keep a copy"."""

    id: str
    statement: str
    clause_type: str
    """The type that the statement belongs to."""
    cell: Cell
    count: int
    contradicted: int
    """How many say the opposite."""
    sampled: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """A figure taken over as others published it: shown as such, and never counted with."""

    id: str
    topic: str
    measure: str
    population: str
    value: float | str
    unit: str
    clause_types: tuple[str, ...]
    """The clause types that it says something about; empty for a rate."""
    categories: tuple[str, ...]
    """The categories that it says something about; empty for every one."""
    date: str
    source: str
    sampled: int | None = None
    """How many cases it is made from; None where that was not published."""
    sampled_words: str = ""
    """The sample as published: "1,000+ contracts"."""
    spread: float | None = None
    """The standard deviation, where published."""
    note: str = ""


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
    cell: Cell | None = None
    """What the sample is of; may be wider than what was asked for. None for a figure that counts no sample."""


class DeviationKind(StrEnum):
    """How a contract departs from the usual."""

    MISSING = "missing"
    RARE = "rare"
    HIGH = "high"
    LOW = "low"
    ONE_WAY = "one_way"
    """A clause binds one side alone where most bind both."""
    FAR = "far"
    """A right or a duty of one side reaches further than such rights and duties do."""
    UNPROTECTED = "unprotected"
    """A term lacks the protection that goes with it in most contracts."""


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
    binds: Binds = Binds.UNKNOWN
    """Whom the words bind, where that is what departs from the usual."""
    words: tuple[str, ...] = ()
    """What the words of a far-reaching right or duty come to: "without notice"."""
