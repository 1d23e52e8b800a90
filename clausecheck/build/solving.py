"""What a reader could work out who knows every sample exactly and puts all published rows together.

Each row tells the least and the most weight of each statement in its cell. Parts add up to their whole, so the bounds
of each narrow those of the others, from line to line, until nothing changes. Where a cell is left without a doubt, its
contracts are told: none of them says it, or each one does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from clausecheck.build.tally import Tally
from clausecheck.model import Cell
from clausecheck.stats.keys import Line

_SLACK: Final = 1e-5
"""Sums of weights are exact to six decimals; bounds are not narrowed by what was lost in them."""
_DOUBT: Final = 2.0
"""The contracts of a cell that must be left open; with 1, integer programming finds a few that these bounds miss."""
_ROUNDS: Final = 50
"""Enough for bounds to travel through every line there and back."""

Span = tuple[float, float]
Bounds = np.ndarray


@dataclass(frozen=True, slots=True)
class Solver:
    """The cells of one figure and their lines, as arrays."""

    at: Mapping[Cell, int]
    """The place of each cell in the arrays."""
    sampled: Bounds
    part: np.ndarray
    """The cells that are parts, line after line."""
    line: np.ndarray
    """The line that each part is in."""
    whole: np.ndarray
    """The whole of each line."""
    overlap: Bounds
    """By how much the parts of a line weigh more than the whole: accounts that have contracts in several."""

    @classmethod
    def of(cls, tallies: Mapping[Cell, Tally], lines: Mapping[Line, Sequence[Cell]]) -> "Solver":
        """The solver of some tallies, of which `lines` are the wholes with their parts."""
        at = {cell: number for number, cell in enumerate(tallies)}
        kept = [(at[whole], [at[cell] for cell in parts]) for (whole, _), parts in lines.items() if whole in at]
        sampled = np.array([tally.sampled for tally in tallies.values()], dtype=float)
        part = np.array([cell for _, parts in kept for cell in parts], dtype=np.intp)
        line = np.repeat(np.arange(len(kept)), [len(parts) for _, parts in kept])
        whole = np.array([whole for whole, _ in kept], dtype=np.intp)
        excess = np.bincount(line, sampled[part], len(kept)) - sampled[whole]
        return cls(at, sampled, part, line, whole, np.maximum(excess, 0.0))

    def certain(self, told: Mapping[Cell, Mapping[object, Span]], facts: Iterable[object]) -> list[Cell]:
        """The cells of which somebody can be certain that none, or each, says one of the facts.

        `told` is what each published row tells.
        """
        found = np.zeros(len(self.sampled), dtype=bool)
        doubt = np.minimum(_DOUBT, self.sampled) - 100 * _SLACK
        for fact in facts:
            low, high = self._narrowed({self.at[cell]: spans[fact] for cell, spans in told.items() if fact in spans})
            found |= (high < doubt) | (self.sampled - low < doubt)
        found &= self.sampled > 100 * _SLACK
        return [cell for cell, number in self.at.items() if found[number]]

    def _narrowed(self, spans: Mapping[int, Span]) -> tuple[Bounds, Bounds]:
        low, high = np.zeros(len(self.sampled)), self.sampled.copy()
        for number, span in spans.items():
            low[number], high[number] = span
        for _ in range(_ROUNDS):
            before = low.copy(), high.copy()
            least = np.bincount(self.line, low[self.part], len(self.whole))
            most = np.bincount(self.line, high[self.part], len(self.whole))
            np.maximum.at(low, self.whole, least - self.overlap - _SLACK)
            np.minimum.at(high, self.whole, most + _SLACK)
            others_least = least[self.line] - before[0][self.part]
            others_most = most[self.line] - before[1][self.part]
            np.minimum.at(high, self.part, (high[self.whole] + self.overlap)[self.line] - others_least + _SLACK)
            np.maximum.at(low, self.part, low[self.whole][self.line] - others_most - _SLACK)
            if max(float((low - before[0]).max()), float((before[1] - high).max())) < 10 * _SLACK:
                break
        return low, high
