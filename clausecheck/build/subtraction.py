"""Secondary suppression: what is left when published parts are subtracted from a published whole must be large too.

A line is a whole and its parts along one way: a category and those under it, a country and its states, all sizes and
their bands, all years and their windows. A row is published only under published wholes, so that a withheld cell has no
published parts that would add up to it.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from clausecheck.build.solving import Solver
from clausecheck.build.tally import Table, Tally
from clausecheck.model import Cell
from clausecheck.model.taxonomy import CATEGORY_PARENT, category_chain
from clausecheck.stats.disclosure import DisclosureSettings, enough
from clausecheck.stats.keys import CELL, REST, Line, is_rest, wholes


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
                if not is_rest(line[0]):  # the rest of a rest is not tallied, so its parts do not add up
                    parts[line].append(cell)
        solver = Solver.of(self.tallies, parts)
        self._keep_safe(sorted(parts, key=lambda line: (_narrowed(line[0]), line)), parts, settings)
        lost = frozenset(self._certain(solver, self.kept))
        while (row := self._doubtless(solver, parts, lost)) is not None:
            self._hold(row, "subtraction")
            self._keep_safe(_around(row), parts, settings)

    def _keep_safe(self, lines: Iterable[Line], parts: Mapping[Line, list[Cell]], settings: DisclosureSettings) -> None:
        """Hold rows until these lines are safe, and those that change with them."""
        waiting = deque(line for line in lines if line in parts)
        while waiting:
            line = waiting.popleft()
            for cell in self._to_hold(line[0], sorted(parts[line]), settings):
                waiting.extend(other for other in _around(cell) if other in parts)

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
        return enough(max(left, *(tally.sampled for tally in hidden)), settings.least_accounts)

    def _certain(self, solver: Solver, rows: Iterable[Cell]) -> list[Cell]:
        told = {cell: self._told(cell) for cell in rows}
        return solver.certain(told, self._facts(told))

    def _doubtless(self, solver: Solver, parts: Mapping[Line, list[Cell]], lost: frozenset[Cell]) -> Cell | None:
        """The row to hold so that nobody is certain of a cell: the smallest of those nearest to it; None if none is.

        Of cells that are `lost`, earlier releases have told already.
        """
        certain = set(self._certain(solver, self.moving | self.kept)) - lost
        for cell in sorted(certain, key=lambda cell: (-self.tallies[cell].sampled, cell)):
            seen, near = {cell}, {cell}
            while near:
                if rows := [other for other in near if other in self.moving and _narrowed(other) > 1]:
                    return min(rows, key=lambda other: (self.tallies[other].sampled, other))
                lines = {line for other in near for line in _around(other)}
                near = {
                    other for line in lines for other in (line[0], *parts.get(line, ()))
                } & self.tallies.keys() - seen
                seen |= near
        return None

    def _facts(self, told: Mapping[Cell, Mapping[object, tuple[float, float]]]) -> list[object]:
        """What is to be left in doubt; of values only steps that the widest row tells to be neither rare nor usual."""
        widest = max(told, key=lambda cell: (self.tallies[cell].sampled, cell), default=None)
        if widest is None or len(told) < 2:
            return []
        tally = self.tallies[widest]
        if tally.table is Table.VALUES:
            return [fact for fact, (low, high) in told[widest].items() if low > 0 and high < tally.sampled]
        return sorted({fact for spans in told.values() for fact in spans}, key=str)

    def _told(self, cell: Cell) -> Mapping[object, tuple[float, float]]:
        if cell not in self.facts:
            self.facts[cell] = self.told(self.tallies[cell])
        return self.facts[cell]


def _around(cell: Cell) -> list[Line]:
    """The lines that the cell is a part or the whole of."""
    return [*wholes(cell), *((cell, way) for way in CELL)]


def _narrowed(cell: Cell) -> int:
    """In how many ways a cell is narrowed."""
    parts = len(category_chain(cell.category)) if cell.category in CATEGORY_PARENT else 9
    return parts + cell.region.count(REST) + bool(cell.region) + bool(cell.size) + bool(cell.years)
