"""What the statistics hold on a clause type or a term: what is used, the way up, drift, and what belongs to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Generic

from clausecheck.model import (
    Cell,
    ClauseStatistic,
    DirectionStatistic,
    NameDistribution,
    OutcomeStatistic,
    PublishedFigure,
    Side,
    Source,
    StatementStatistic,
    TermDistribution,
)
from clausecheck.model.sample import year_windows
from clausecheck.model.taxonomy import APART, CLAUSE_TYPES, category_chain
from clausecheck.stats import LEAST_PRESENCE, LEAST_VALUES, TYPES, Climb, Statistics
from clausecheck.stats.library import Sampled
from clausecheck.stats.policy import TABLES, Policy
from clausecheck.stats.terms import RATE

Row = ClauseStatistic | TermDistribution | NameDistribution | DirectionStatistic | OutcomeStatistic | StatementStatistic
"""A row of a table that is counted from contracts."""

HOURLY: Final = "hourly rate"
"""How the topic of a published rate begins."""


@dataclass(frozen=True, slots=True)
class Way(Generic[Sampled]):
    """The way up from the asked cell: every cell with its row, and which one is used."""

    steps: tuple[tuple[Cell, Sampled | None], ...]
    """The narrowest first; None where nobody counted."""
    used: Sampled | None
    least: int
    """The smallest sample that is used."""


@dataclass(frozen=True, slots=True)
class Drift(Generic[Sampled]):
    """The same figure from older and from more recent contracts of one category."""

    before: Sampled
    recent: Sampled
    enough: bool
    """Whether both samples are large enough to compare."""


@dataclass(frozen=True, slots=True)
class ValueFigures:
    """The values of a term in one unit."""

    term: str
    unit: str
    way: Way[TermDistribution]
    drift: Drift[TermDistribution] | None


@dataclass(frozen=True, slots=True)
class NameFigures:
    """The names that contracts state for a term."""

    term: str
    way: Way[NameDistribution]
    drift: Drift[NameDistribution] | None


@dataclass(frozen=True, slots=True)
class ClauseFigures:
    """What is counted on a clause type, apart from the values in it."""

    clause_type: str
    presence: Way[ClauseStatistic]
    drift: Drift[ClauseStatistic] | None
    direction: DirectionStatistic | None
    outcomes: tuple[OutcomeStatistic, ...]
    """At most one for each side that proposed; empty where there are no outcome data."""
    statements: tuple[StatementStatistic, ...]
    """Of the asked category and those above it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything on what was asked for."""

    statistics: Statistics
    policy: Policy
    """What says which figures are served."""
    name: str
    """The clause type or the term; empty for everything that there is."""
    cell: Cell
    clauses: tuple[ClauseFigures, ...]
    values: tuple[ValueFigures, ...]
    names: tuple[NameFigures, ...]
    published: tuple[PublishedFigure, ...]

    @property
    def found(self) -> bool:
        """Whether there is any figure at all."""
        if any(one.direction or one.outcomes or one.statements for one in self.clauses):
            return True
        presence = any(counted(one.presence) for one in self.clauses)
        return presence or bool(self.values or self.names or self.published)

    @property
    def withheld(self) -> bool:
        """Whether the policy serves nothing on what was asked for, whatever was counted."""
        policy = self.policy
        subject = TYPES.get(self.name, self.name)
        return subject in policy.types or self.name in policy.terms or self.cell.category in policy.categories

    @property
    def served_in_part(self) -> bool:
        """Whether the policy withholds categories, sources, tables or small samples, so that a gap may be its work."""
        policy = self.policy
        small = any(least > 1 for least in policy.least.values())
        return bool(policy.categories or policy.sources or small or policy.tables != frozenset(TABLES))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the rows that are used, by id."""
        named = {row.source for row in (*self.used(), *self.published)}
        return tuple(self.statistics.sources[name] for name in sorted(named))

    def used(self) -> Iterator[Row]:
        """The rows that are used, in the order of the report."""
        for clause in self.clauses:
            yield from (clause.presence.used,) if clause.presence.used else ()
            yield from (clause.direction,) if clause.direction else ()
            yield from clause.outcomes
            yield from clause.statements
        yield from (one.way.used for one in self.values if one.way.used)
        yield from (one.way.used for one in self.names if one.way.used)


def look_up(statistics: Statistics, policy: Policy, name: str, cell: Cell) -> Figures:
    """The figures on a clause type, a term, or both where they share a name; on everything where `name` is empty.

    A clause type comes with the values of the terms that belong to it. Raises KeyError for an unknown category.
    """
    types = [kind for kind in sorted(CLAUSE_TYPES) if name in {"", kind}]
    terms = {term for term in (*TYPES, RATE) if name in {"", term, TYPES.get(term)}}
    clauses = (_clause(statistics, kind, cell) for kind in types)
    values = (_values(statistics, *key, cell) for key in sorted({key[:2] for key in statistics.values}))
    names = (_names(statistics, term, cell) for term in sorted({term for term, _ in statistics.names}))
    return Figures(
        statistics=statistics,
        policy=policy,
        name=name,
        cell=cell,
        clauses=tuple(one for one in clauses if name or counted(one.presence)),
        values=tuple(one for one in values if one.term in terms and counted(one.way)),
        names=tuple(one for one in names if one.term in terms and counted(one.way)),
        published=tuple(row for row in statistics.published if _is_about(row, name, cell)),
    )


def _clause(statistics: Statistics, kind: str, cell: Cell) -> ClauseFigures:
    outcomes = (_near(statistics.usual_outcome(kind, side, cell), cell) for side in Side)
    direction = _near(statistics.usual_direction(kind, cell), cell)
    return ClauseFigures(
        clause_type=kind,
        presence=_way(
            lambda at: statistics.presence.get((kind, at)),
            cell,
            _near(statistics.usual_presence(kind, cell), cell),
            LEAST_PRESENCE,
        ),
        drift=_drift(lambda at: statistics.presence.get((kind, at)), cell, statistics.window_cut, LEAST_PRESENCE),
        direction=direction.found if direction else None,
        outcomes=tuple(found.found for found in outcomes if found),
        statements=tuple(
            row for row in statistics.statements if row.clause_type == kind and row.cell in _plain_cells(cell)
        ),
    )


def _near(usual: Climb[Sampled] | None, cell: Cell) -> Climb[Sampled] | None:
    """What was found, unless it is of contracts that the category is not compared with."""
    return usual if usual and usual.found.cell.category in _chain(cell) else None


def _values(statistics: Statistics, term: str, unit: str, cell: Cell) -> ValueFigures:
    def row(place: Cell) -> TermDistribution | None:
        return statistics.values.get((term, unit, place))

    way = _way(row, cell, statistics.usual_values(term, unit, cell), LEAST_VALUES)
    return ValueFigures(term, unit, way, _drift(row, cell, statistics.window_cut, LEAST_VALUES))


def _names(statistics: Statistics, term: str, cell: Cell) -> NameFigures:
    def row(place: Cell) -> NameDistribution | None:
        return statistics.names.get((term, place))

    way = _way(row, cell, statistics.usual_names(term, cell), LEAST_VALUES)
    return NameFigures(term, way, _drift(row, cell, statistics.window_cut, LEAST_VALUES))


def _way(row: Callable[[Cell], Sampled | None], cell: Cell, usual: Climb[Sampled] | None, least: int) -> Way[Sampled]:
    return Way(tuple((place, row(place)) for place in cell.wider()), usual.found if usual else None, least)


def _drift(row: Callable[[Cell], Sampled | None], cell: Cell, cut: int, least: int) -> Drift[Sampled] | None:
    """Of the first category where both windows are large enough, else of the first that has both."""
    first: Drift[Sampled] | None = None
    for category in _chain(cell):
        before, recent = (row(Cell(category, years=window)) for window in year_windows(cut))
        if before and recent:
            drift = Drift(before, recent, min(before.sampled, recent.sampled) >= least)
            if drift.enough:
                return drift
            first = first or drift
    return first


def _chain(cell: Cell) -> tuple[str, ...]:
    """The category and those above it that it may be compared with."""
    return (cell.category,) if cell.category in APART else category_chain(cell.category)


def _plain_cells(cell: Cell) -> set[Cell]:
    return {Cell(category) for category in _chain(cell)}


def counted(way: Way[Sampled]) -> bool:
    """Whether anybody counted, at any level."""
    return any(row for _, row in way.steps)


def _is_about(row: PublishedFigure, name: str, cell: Cell) -> bool:
    """Whether a figure of others is on what was asked for, and on contracts above or within the category."""
    chain = {*category_chain(cell.category)}
    if row.categories and not any(kind in chain or cell.category in category_chain(kind) for kind in row.categories):
        return False
    if name == RATE:
        return row.topic.startswith(HOURLY)
    return not name or name in row.clause_types or TYPES.get(name) in row.clause_types
