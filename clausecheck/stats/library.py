"""The statistics as looked up: exact, or climbing to the first sample that is large enough."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

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
    region_chain,
    size_band,
)
from clausecheck.stats.terms import NAMED

Sampled = TypeVar("Sampled", ClauseStatistic, TermDistribution, NameDistribution, DirectionStatistic, OutcomeStatistic)

LEAST_PRESENCE: Final = 20
"""Contracts that a cell must have before its share of contracts with a clause is shown."""

LEAST_VALUES: Final = 10
"""Contracts that must state a value before the values of a cell are shown."""


@dataclass(frozen=True, slots=True)
class Climb(Generic[Sampled]):
    """What was found on the way up, and which samples were passed by."""

    found: Sampled
    skipped: tuple[tuple[Cell, int], ...]
    """Cells whose sample is too small, the chosen one first, each with its size; 0 where nobody counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Counted figures of one release. Every figure names its source; nothing knows a side, an account or a deal."""

    id: str
    release: int
    digest: str
    """"sha256:" and the hexadecimal digest of the file."""
    as_of: str
    """The date of the newest source that contracts were counted from."""
    currency: str
    size_bounds: tuple[int, ...]
    window_cut: int
    """The year from which contracts count as recent."""
    disclosure: Mapping[str, float] | None
    """The settings of disclosure control; None where every source is public."""
    sources: Mapping[str, Source]
    presence: Mapping[tuple[str, Cell], ClauseStatistic]
    """By clause type and cell."""
    values: Mapping[tuple[str, str, Cell], TermDistribution]
    """By term, unit and cell."""
    names: Mapping[tuple[str, Cell], NameDistribution]
    """By term and cell."""
    directions: Mapping[tuple[str, Cell], DirectionStatistic]
    """By clause type and cell."""
    outcomes: Mapping[tuple[str, Side, Cell], OutcomeStatistic]
    """By clause type, the side that proposed, and cell."""
    statements: tuple[StatementStatistic, ...]
    published: tuple[PublishedFigure, ...]

    def __hash__(self) -> int:
        return hash((self.digest, len(self.presence)))

    @property
    def name(self) -> str:
        """Id and number of the release: "clausecheck-reference 2"."""
        return f"{self.id} {self.release}"

    def cell(self, category: str, region: str, deal_size: float | None) -> Cell:
        """The cell of a category, of a region by its code, and of a deal worth so much; none of the last two is needed.

        Raises ValueError for a negative deal.
        """
        return Cell(category, region, "" if deal_size is None else size_band(deal_size, self.size_bounds))

    def narrowed(self, cell: Cell) -> Cell:
        """The cell without a region or a size of deal that no figure of this release is narrowed to.

        A part of a country gives way to the country.
        """
        cells = [row.cell for table in (self.presence, self.values, self.names) for row in table.values()]
        regions, sizes = {place.region for place in cells}, {place.size for place in cells}
        region = next((code for code in region_chain(cell.region) if code in regions), "")
        return Cell(cell.category, region, cell.size if cell.size in sizes else "")

    def usual_presence(
        self, clause_type: str, cell: Cell, least: int = LEAST_PRESENCE
    ) -> Climb[ClauseStatistic] | None:
        """How many contracts have a clause of the type, in the cell or the first wider one with `least` contracts.

        A clause on whose law governs is looked up without the region: that law is what makes the region.
        """
        return _climb(lambda place: self.presence.get((clause_type, place)), _placeless(clause_type, cell), least)

    def usual_values(
        self, term: str, unit: str, cell: Cell, least: int = LEAST_VALUES
    ) -> Climb[TermDistribution] | None:
        """The values of the cell, or of the first wider one where at least `least` contracts state one."""
        return _climb(lambda place: self.values.get((term, unit, place)), cell, least)

    def usual_names(self, term: str, cell: Cell, least: int = LEAST_VALUES) -> Climb[NameDistribution] | None:
        """The names of the cell without its region, or of the first wider one where at least `least` state one."""
        return _climb(lambda place: self.names.get((term, place)), _placeless(term, cell), least)

    def usual_direction(
        self, clause_type: str, cell: Cell, least: int = LEAST_PRESENCE
    ) -> Climb[DirectionStatistic] | None:
        """Whom the clause binds, in the cell or the first wider one where at least `least` contracts say so."""
        return _climb(lambda place: self.directions.get((clause_type, place)), cell, least)

    def usual_outcome(
        self, clause_type: str, proposed_by: Side, cell: Cell, least: int = LEAST_PRESENCE
    ) -> Climb[OutcomeStatistic] | None:
        """What became of proposals by a side, in the cell or the first wider one with at least `least` settled ones."""
        return _climb(lambda place: self.outcomes.get((clause_type, proposed_by, place)), cell, least)


def _placeless(name: str, cell: Cell) -> Cell:
    return replace(cell, region="") if name in NAMED else cell


def newest(sources: Mapping[str, Source], used: Iterable[str]) -> str:
    """The date of the newest of the sources that are used; empty where none is."""
    return max((sources[name].as_of for name in set(used)), default="")


def _climb(row: Callable[[Cell], Sampled | None], cell: Cell, least: int) -> Climb[Sampled] | None:
    skipped: list[tuple[Cell, int]] = []
    for place in cell.wider():
        found = row(place)
        if found is not None and found.sampled >= least:
            return Climb(found, tuple(skipped))
        skipped.append((place, found.sampled if found else 0))
    return None
