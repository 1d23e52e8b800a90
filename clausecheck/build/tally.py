"""Exact counts before disclosure control. They are private: only `build.control` may turn them into a release."""

from dataclasses import dataclass
from enum import StrEnum

from clausecheck.model import Cell


class Table(StrEnum):
    """The tables of a release that are counted."""

    PRESENCE = "presence"
    VALUES = "values"
    NAMES = "names"
    DIRECTIONS = "directions"
    OUTCOMES = "outcomes"
    ROUNDS = "rounds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the contracts of one cell say about one thing, by weight.

    Of a public source each contract weighs 1. Else a contract weighs 1 over the number of contracts that the more
    active of its two accounts has in this tally, so that no account, as a seller or as a buyer, ever weighs more than
    1.
    """

    table: Table
    key: tuple[str, ...]
    """(clause type,) for presence and directions; (term, unit) for values; (term,) for names; (clause type, side that
    proposed) for outcomes and rounds."""
    cell: Cell
    source: str
    parts: tuple[tuple[str | float, float], ...]
    """What is said, and its weight, ascending: ("present", 12.5); (30.0, 4.0); ("New York", 7.0); ("mutual", 3.0);
    ("accepted", 9.0); (2.0, 5.0) for the second round."""
    sampled: float
    """The weight of all contracts that could say it."""
    accounts: int
    """Distinct sellers or distinct buyers, whichever are fewer; for a public source the contracts."""
    fresh: float
    """The weight of the contracts that are new since the figure was last released; weighed among themselves."""
    largest: float = 0.0
    """Of rates and amounts: the sum of the account that holds most of the total."""
    second: float = 0.0
    total: float = 0.0
