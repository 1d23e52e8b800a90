"""An attacker who solves for what is withheld, over every published row of a release at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from math import ceil, floor, inf
from typing import Any, Final

import numpy as np
from scipy.optimize import linprog

from clausecheck.model import Cell
from clausecheck.stats.keys import cell_of
from tests.build.platforms import PRESENCE, SETTINGS, Deal, Release, cells_of

STEPS: Final = SETTINGS.steps
_TINY: Final = 1e-6


@dataclass(frozen=True)
class Known:
    """What the attacker has: the published rows, and which kinds of deals there are.

    Every deal is of two accounts of its own, so that weights are whole and add up. A kind is all that a cell can tell
    apart: category, region and size of the deal.
    """

    deals: Sequence[Deal]
    release: Release

    @cached_property
    def kinds(self) -> dict[tuple[Cell, ...], int]:
        """The kinds by the cells that count them, numbered."""
        found: dict[tuple[Cell, ...], int] = {}
        for deal in self.deals:
            found.setdefault(tuple(cells_of(deal)), len(found))
        return found

    @cached_property
    def sizes(self) -> Counter[int]:
        """How many deals each kind has, in truth."""
        return Counter(self.kinds[tuple(cells_of(deal))] for deal in self.deals)

    @cached_property
    def have(self) -> Counter[int]:
        """How many of each kind have the clause, in truth."""
        return Counter(self.kinds[tuple(cells_of(deal))] for deal in self.deals if deal.present)

    @cached_property
    def members(self) -> Mapping[Cell, frozenset[int]]:
        """The kinds that each cell is made of."""
        found: dict[Cell, set[int]] = defaultdict(set)
        for cells, kind in self.kinds.items():
            for cell in cells:
                found[cell].add(kind)
        return {cell: frozenset(kinds) for cell, kinds in found.items()}

    @cached_property
    def rows(self) -> Mapping[Cell, Mapping[str, Any]]:
        """The published rows."""
        return {cell_of(row): row for row in self.release.rows["presence"] if row["type"] == PRESENCE[1][0]}

    def withheld(self) -> list[Cell]:
        """The small cells that have no row, the unnamed rests among them."""
        small = [cell for cell in self.members if self.sample(self.members[cell]) < SETTINGS.least_accounts]
        return sorted(cell for cell in small if cell not in self.rows)

    def sample(self, kinds: Iterable[int]) -> int:
        """How many deals some kinds have, in truth."""
        return sum(self.sizes[kind] for kind in kinds)

    def share(self, cell: Cell) -> tuple[float, float]:
        """The least and the most of its deals that have the clause, from 0 to 1, by the cell's row."""
        row = self.rows[cell]
        steps = row["count"] // (row["sampled"] // STEPS)
        return 0.0 if steps == 1 else (steps - 0.5) / STEPS, 1.0 if steps == STEPS - 1 else (steps + 0.5) / STEPS

    def counts(self, cell: Cell) -> range:
        """The counts that the cell's row allows, for who knows its sample exactly."""
        sampled = self.sample(self.members[cell])
        low, high = self.share(cell)
        most = sampled if high == 1.0 else ceil(high * sampled - _TINY) - 1
        return range(ceil(low * sampled - _TINY), most + 1)


def recovered(known: Known) -> Iterator[tuple[Cell, bool]]:
    """Each withheld small cell, and whether an attacker who knows every sample exactly is certain of its count.

    He is not where another count fits every published row too: then he can neither tell the count nor that none of the
    deals, or each, has the clause. Another one is looked for near the truth first, then by integer programming.
    """
    solved: dict[frozenset[int], bool] = {}
    for cell in known.withheld():
        kinds = known.members[cell]
        if kinds not in solved:
            solved[kinds] = not _near(known, kinds) and _only(known, kinds)
        yield cell, solved[kinds]


def intervals(known: Known) -> Iterator[tuple[Cell, tuple[float, float], tuple[float, float]]]:
    """Each withheld small cell with the samples and the counts that are possible, for who knows no sample."""
    count = len(known.sizes)
    matrix, limits = [], []
    for cell, row in known.rows.items():
        kinds = known.members[cell]
        low, high = known.share(cell)
        matrix += [_line(count, kinds, 1, 0), _line(count, kinds, -1, 0), _line(count, kinds, -high, 1)]
        matrix.append(_line(count, kinds, low, -1))
        limits += [row["sampled"] + STEPS - _TINY, -row["sampled"], 0.0, 0.0]
    for kind in range(count):  # no more have the clause than there are
        matrix.append(_line(count, [kind], -1, 1))
        limits.append(0.0)
    solve = partial(_range, np.array(matrix), limits, [(0.0, None)] * 2 * count)
    solved: dict[frozenset[int], tuple[tuple[float, float], tuple[float, float]]] = {}
    for cell in known.withheld():
        kinds = known.members[cell]
        if kinds not in solved:
            solved[kinds] = solve(_line(count, kinds, 1, 0)), solve(_line(count, kinds, 0, 1))
        yield cell, *solved[kinds]


def _near(known: Known, target: frozenset[int]) -> bool:
    """Whether the rows stay the same with one more or one fewer in the cell, perhaps one the other way elsewhere."""
    elsewhere = [None, *(kind for kind in known.sizes if kind not in target)]
    for one in target:
        for step in (1, -1):
            if not 0 <= known.have[one] + step <= known.sizes[one]:
                continue
            for other in elsewhere:
                if other is not None and not 0 <= known.have[other] - step <= known.sizes[other]:
                    continue
                if all(_fits(known, cell, {one: step, other: -step}) for cell in known.rows):
                    return True
    return False


def _fits(known: Known, cell: Cell, changes: Mapping[int | None, int]) -> bool:
    kinds = known.members[cell]
    count = sum(known.have[kind] for kind in kinds)
    return count + sum(step for kind, step in changes.items() if kind in kinds) in known.counts(cell)


def _only(known: Known, target: frozenset[int]) -> bool:
    """Whether only the true count fits every row, by integer programming."""
    number = len(known.sizes)
    matrix, limits = [], []
    for cell in known.rows:
        counts = known.counts(cell)
        line = _line(number, known.members[cell], 0, 1)[number:]
        matrix += [line, -line]
        limits += [counts[-1], -counts[0]]
    ranges = [(0, known.sizes[kind]) for kind in range(number)]
    low, high = _range(np.array(matrix), limits, ranges, _line(number, target, 0, 1)[number:], whole=True)
    return floor(high + _TINY) <= ceil(low - _TINY)


def _line(number: int, kinds: Iterable[int], sample: float, count: float) -> np.ndarray:
    """A sum over some kinds: so many times their samples, so many times their counts."""
    line = np.zeros(2 * number)
    at = list(kinds)
    line[at] = sample
    line[[number + kind for kind in at]] = count
    return line


def _range(
    matrix: np.ndarray, limits: list[float], ranges: list[Any], line: np.ndarray, *, whole: bool = False
) -> tuple[float, float]:
    found = []
    for sign in (1.0, -1.0):
        bounded = {"A_ub": matrix, "b_ub": limits} if len(matrix) else {}
        result = linprog(sign * line, **bounded, bounds=ranges, method="highs", integrality=int(whole))
        if result.status not in {0, 3}:
            raise ValueError(f"no release can be like this: {result.message}")
        found.append(sign * result.fun if result.status == 0 else inf)
    return found[0], found[1]
