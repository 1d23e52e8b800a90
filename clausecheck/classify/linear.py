"""A linear model in 8-bit integers: a matrix with a row for each hashed feature and a column for each class.

Two files in `clause_stats/`: `NAME.npy`, whose first column holds the weight of the feature itself (its rarity), and
`NAME.json` with the classes, and for each class the size of one step and the constant.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from clausecheck.classify.features import ROW_BITS, Bags
from clausecheck.resources import folder

RARITY_STEP: Final = 0.1
"""One step of the first column."""
NEVER: Final = -50.0
"""A class with a lower level is never told."""
CHUNK: Final = 40_000
"""Features that are looked up at once; bounds the memory of a long document."""

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights, and how to turn their sums into scores."""

    classes: tuple[str, ...]
    weights: npt.NDArray[np.int8]
    step: Scores
    constant: Scores
    evidence: Scores
    """What each of `mixing.KINDS` weighs."""
    level: Scores
    """For each class the constant that puts its threshold at 0.5."""

    def tells(self) -> frozenset[str]:
        """The classes that the model had examples enough for to tell them at all."""
        return frozenset(name for name, level in zip(self.classes, self.level, strict=True) if level > NEVER)

    def scores(self, bags: Bags) -> Scores:
        """The score of each bag for each class. No bag may be empty."""
        shift = np.uint32(ROW_BITS - (len(self.weights).bit_length() - 1))
        result = np.empty((len(bags), len(self.classes)), dtype=np.float32)
        first = 0
        while first < len(bags):
            last = max(first + 1, int(np.searchsorted(bags.starts, bags.starts[first] + CHUNK, side="right")) - 1)
            last = min(last, len(bags))
            rows = bags.rows[bags.starts[first] : bags.starts[last]] >> shift
            starts = bags.starts[first:last] - bags.starts[first]
            found = self.weights[rows]
            sums = np.add.reduceat(found[:, 1:], starts, axis=0, dtype=np.int32)
            rarity = found[:, 0].astype(np.float32) * np.float32(RARITY_STEP)
            norms = np.sqrt(np.add.reduceat(rarity * rarity, starts))
            result[first:last] = sums * self.step / norms[:, None] + self.constant
            first = last
        return result


@cache
def load(name: str) -> Linear:
    """The shipped model called `name`."""
    return read(folder("clause_stats"), name)


def read(place: Path, name: str) -> Linear:
    """The model `NAME.npy` and `NAME.json` of a folder; the weights stay on disk until they are looked up."""
    settings = json.loads((place / f"{name}.json").read_text(encoding="utf-8"))
    return Linear(
        classes=tuple(settings["classes"]),
        weights=np.load(place / f"{name}.npy", mmap_mode="r", allow_pickle=False),
        step=np.array(settings["step"], dtype=np.float32),
        constant=np.array(settings["constant"], dtype=np.float32),
        evidence=np.array(settings["evidence"], dtype=np.float32),
        level=np.array(settings["level"], dtype=np.float32),
    )
