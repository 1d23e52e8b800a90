"""An attacker who solves for what is withheld: linear programming over every published row of a release."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, floor, inf
from typing import Any, Final

import numpy as np
from scipy.optimize import linprog

from clausecheck.model import Cell
from clausecheck.stats.keys import cell_of
from tests.build.platforms import PRESENCE, SETTINGS, Deal, Release, cells_of

STEPS: Final = SETTINGS.steps
_TINY: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the attacker learns of a withheld cell."""

    cell: Cell
    deals: int
    """How many there are in truth."""
    have: int
    """How many have the clause in truth."""
    sample: tuple[float, float]
    count: tuple[float, float]
    """How many may have the clause."""
    without: tuple[float, float]
    """How many may have none."""

    @property
    def recovered(self) -> bool:
        """Whether only one number is possible, or it is certain that none has the clause, or that each has it."""
        low, high = self.count
        return (
            high < 1 - _TINY or self.without[1] < 1 - _TINY or (high < 1e9 and floor(high + _TINY) <= ceil(low - _TINY))
        )


def bounds(deals: Sequence[Deal], release: Release, *, samples_known: bool) -> Iterator[Bounds]:
    """The feasible intervals of every small cell that has no row, the unnamed rests among them.

    The attacker knows which kinds of deals there are and that every deal is of two accounts of its own, so that weights
    add up; with `samples_known` also how many deals each cell has, to the last one.
    """
    leaves, members = _leaves(deals)
    rows = {cell_of(row): row for row in release.rows["presence"] if row["type"] == PRESENCE[1][0]}
    matrix, limits = _published(rows, members, len(leaves))
    known = [float(count) for count in leaves]
    ranges = [(count, count) if samples_known else (0.0, None) for count in known] + [(0.0, None)] * len(leaves)
    for at in range(len(leaves)):  # no more have the clause than there are
        matrix.append(_line(len(leaves), y={at}, x_factor=-1.0, x={at}))
        limits.append(0.0)
    solve = partial(_range, matrix=np.array(matrix), limits=limits, ranges=ranges, whole=samples_known)
    solved: dict[frozenset[int], tuple[tuple[float, float], ...]] = {}
    for cell, inside in sorted(members.items()):
        there = float(sum(leaves[at] for at in inside))
        if cell in rows or there >= SETTINGS.least_accounts:
            continue
        kinds = frozenset(inside)
        if kinds not in solved:
            sample = _line(len(leaves), x=inside, x_factor=1.0)
            count = _line(len(leaves), y=inside)
            solved[kinds] = ((there, there) if samples_known else solve(sample), solve(count), solve(sample - count))
        have = sum(deal.present for deal in deals if cell in set(cells_of(deal)))
        yield Bounds(cell, int(there), have, *solved[kinds])


def _leaves(deals: Sequence[Deal]) -> tuple[list[int], Mapping[Cell, set[int]]]:
    """How many deals each kind has, and which kinds a cell is made of."""
    kinds: dict[tuple[Cell, ...], int] = {}
    sizes: list[int] = []
    members: dict[Cell, set[int]] = defaultdict(set)
    for deal in deals:
        at = kinds.setdefault(tuple(cells_of(deal)), len(kinds))
        if at == len(sizes):
            sizes.append(0)
        sizes[at] += 1
    for cells, at in kinds.items():
        for cell in cells:
            members[cell].add(at)
    return sizes, members


def _published(
    rows: Mapping[Cell, Mapping[str, Any]], members: Mapping[Cell, set[int]], kinds: int
) -> tuple[list[np.ndarray], list[float]]:
    matrix: list[np.ndarray] = []
    limits: list[float] = []
    for cell, row in rows.items():
        inside = members[cell]
        step = row["sampled"] // STEPS
        share = row["count"] // step
        low = 0.0 if share == 1 else (share - 0.5) / STEPS
        high = 1.0 if share == STEPS - 1 else (share + 0.5) / STEPS
        matrix += [
            _line(kinds, x=inside, x_factor=1.0),
            _line(kinds, x=inside, x_factor=-1.0),
            _line(kinds, x=inside, x_factor=-high, y=inside),
            -_line(kinds, x=inside, x_factor=-low, y=inside),
        ]
        limits += [row["sampled"] + STEPS - _TINY, -row["sampled"], 0.0 if share == STEPS - 1 else -_TINY, 0.0]
    return matrix, limits


def _line(
    kinds: int,
    *,
    x: Iterable[int] = (),
    x_factor: float = 0.0,
    y: Iterable[int] = (),
    y_factor: float = 1.0,
) -> np.ndarray:
    line = np.zeros(2 * kinds)
    line[list(x)] = x_factor
    line[[kinds + at for at in y]] = y_factor
    return line


def _range(
    line: np.ndarray, matrix: np.ndarray, limits: list[float], ranges: list[Any], whole: bool
) -> tuple[float, float]:
    found = []
    for sign in (1.0, -1.0):
        result = linprog(sign * line, A_ub=matrix, b_ub=limits, bounds=ranges, method="highs", integrality=int(whole))
        if result.status == 3:
            found.append(inf)
            continue
        if result.status != 0:
            raise ValueError(f"no release can be like this: {result.message}")
        found.append(sign * result.fun)
    return found[0], found[1]
