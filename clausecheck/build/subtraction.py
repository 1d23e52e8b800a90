"""Secondary suppression: what is left when published parts are subtracted from a published whole must be large too.

A line is a whole and its parts along one way: a category and those under it, a country and its states, all sizes and
their bands, all years and their windows. A row is published only under published wholes, so that a withheld cell has no
published parts that would add up to it.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import ceil, floor
from typing import Final

from clausecheck.build.tally import Tally
from clausecheck.model import Cell
from clausecheck.model.taxonomy import CATEGORY_PARENT, category_chain
from clausecheck.stats.disclosure import DisclosureSettings, enough
from clausecheck.stats.keys import CELL, REST, Line, wholes

_TINY: Final = 1e-6


@dataclass(slots=True)
class Group:
    """The tallies that are about the same thing, and what is to become of their rows."""

    tallies: Mapping[Cell, Tally]
    moving: set[Cell]
    """Rows to be made now, for the first time or anew."""
    kept: frozenset[Cell]
    """Cells of which the previous release has a row: it stays where it is not made anew."""
    held: dict[Cell, str]
    """Rows that are not made now, and why."""
    told: Callable[[Tally], Mapping[object, tuple[float, float]]]
    """What a row of the tally tells: the least and the most weight of each statement."""
    facts: dict[Cell, Mapping[object, tuple[float, float]]] = field(default_factory=dict)

    def settle(self, settings: DisclosureSettings) -> None:
        """Take rows out of `moving` until nothing small can be got by subtracting."""
        parts: dict[Line, list[Cell]] = defaultdict(list)
        for cell in self.tallies:
            for line in wholes(cell):
                parts[line].append(cell)
        waiting = deque(sorted(parts, key=lambda line: (_narrowed(line[0]), line)))
        while waiting:
            line = waiting.popleft()
            for cell in self._to_hold(line[0], sorted(parts[line]), settings):
                again = [*wholes(cell), *((cell, way) for way in CELL)]
                waiting.extend(other for other in again if other in parts)

    def published(self, cell: Cell) -> bool:
        """Whether readers have a row of the cell."""
        return cell in self.moving or cell in self.kept

    def _to_hold(self, whole: Cell, parts: list[Cell], settings: DisclosureSettings) -> list[Cell]:
        """Hold rows of one line until it is safe; those that were held."""
        moving = sorted((cell for cell in parts if cell in self.moving), key=lambda cell: self.tallies[cell].sampled)
        if not self.published(whole):
            return [self._hold(cell, "wider_withheld") for cell in moving]
        held: list[Cell] = []
        while not self._safe(whole, parts, settings):
            if not moving:
                return [*held, self._hold(whole, "subtraction")] if whole in self.moving else held
            held.append(self._hold(moving.pop(0), "subtraction"))
        return held

    def _hold(self, cell: Cell, why: str) -> Cell:
        self.moving.discard(cell)
        self.held[cell] = why
        return cell

    def _safe(self, whole: Cell, parts: list[Cell], settings: DisclosureSettings) -> bool:
        """Whether what is left of the whole is nothing, or large enough to be published itself.

        Left are the parts without a row, and of the rows that stay as they were what came since. A contract never
        weighs more in the whole than in its part, so the difference of the weights is the least that can be left.
        """
        hidden = [self.tallies[cell] for cell in parts if not self.published(cell)]
        late = [self.tallies[cell].fresh for cell in parts if cell in self.kept and cell not in self.moving]
        if not hidden and not any(late):
            return True
        seen = sum(self.tallies[cell].sampled for cell in parts if self.published(cell)) - sum(late)
        left = self.tallies[whole].sampled - seen
        if not hidden:
            return enough(max(left, *late), settings.new_deals)
        large = enough(max(left, *(tally.sampled for tally in hidden)), settings.least_accounts)
        return large and self._open(whole, parts)

    def _open(self, whole: Cell, parts: list[Cell]) -> bool:
        """Whether a reader who knows every sample exactly must still allow that one of those left says so, and one not.

        Where accounts have contracts in several parts, the parts weigh more than the whole, and by as much he may err.
        """
        blur = sum(self.tallies[cell].sampled for cell in parts) - self.tallies[whole].sampled
        seen = [cell for cell in parts if self.published(cell)]
        for fact, (low, high) in self._told(whole).items():
            bounds = [(self.tallies[cell].sampled, self._told(cell).get(fact)) for cell in seen]
            spans = [(sampled, *(span or (0.0, sampled))) for sampled, span in bounds]
            most = floor(high) - sum(ceil(least) for _, least, _ in spans)
            most_not = floor(self.tallies[whole].sampled - low + _TINY)
            most_not -= sum(ceil(sampled - top - _TINY) for sampled, _, top in spans)
            if min(most, most_not) + max(blur, 0.0) < 1:
                return False
        return True

    def _told(self, cell: Cell) -> Mapping[object, tuple[float, float]]:
        if cell not in self.facts:
            self.facts[cell] = self.told(self.tallies[cell])
        return self.facts[cell]


def _narrowed(cell: Cell) -> int:
    """In how many ways a cell is narrowed."""
    parts = len(category_chain(cell.category)) if cell.category in CATEGORY_PARENT else 9
    return parts + cell.region.count(REST) + bool(cell.region) + bool(cell.size) + bool(cell.years)
