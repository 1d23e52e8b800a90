"""What other contracts say, for looking up one figure at a time."""

from dataclasses import dataclass

from clausecheck.model import Cell
from clausecheck.stats import Statistics


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """The served statistics with the cell that a contract is compared in. It knows no side."""

    statistics: Statistics
    cell: Cell
    """As narrowed by `Statistics.narrowed`."""
