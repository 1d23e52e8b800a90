"""A linear model in 8-bit integers: a matrix with a row for each hashed feature and a column for each class.

Three files in `clause_stats/`: `NAME.npy`, whose first column holds the weight of the feature itself (its rarity);
`NAME.kept.npy`, one bit for each feature, which says whether it was common enough in training to count; and `NAME.json`
with the classes, and for each class the size of one step and the constant.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from clausecheck.classify.features import HASH_BITS, Bags
from clausecheck.resources import folder

RARITY_STEP: Final = 0.1
"""One step of the first column."""
CHUNK: Final = 40_000
"""Features that are looked up at once; bounds the memory of a long document."""
MOST: Final = 256
"""Rows whose bytes fit into 16 bits when they are added up."""
_EVEN: Final = np.uint64(0x00FF00FF00FF00FF)

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights, and how to turn their sums into scores."""

    classes: tuple[str, ...]
    weights: npt.NDArray[np.int8]
    kept: npt.NDArray[np.bool_]
    """Of 2 ** HASH_BITS features, those that count; rare ones would only blur the rows they share."""
    step: Scores
    constant: Scores

    def scores(self, bags: Bags) -> Scores:
        """The score of each bag for each class; the constant where nothing of a bag counts."""
        shift = np.uint32(HASH_BITS - (len(self.weights).bit_length() - 1))
        bags = bags.only(self.kept)
        result = np.empty((len(bags), len(self.classes)), dtype=np.float32)
        first = 0
        while first < len(bags):
            last = max(first + 1, int(np.searchsorted(bags.starts, bags.starts[first] + CHUNK, side="right")) - 1)
            last = min(last, len(bags))
            result[first:last] = self._sums(bags, first, last, shift) * self.step + self.constant
            first = last
        return result

    def _sums(self, bags: Bags, first: int, last: int, shift: np.uint32) -> Scores:
        """The weights of some bags, added up and divided by the bag's length."""
        rows = bags.rows[bags.starts[first] : bags.starts[last]] >> shift
        rows = np.append(rows, 0)  # one more, so that an empty bag at the end has a place to start at
        found = np.take(np.asarray(self.weights), rows, axis=0)
        starts = bags.starts[first:last] - bags.starts[first]
        rarity = found[:, 0].astype(np.float32) * np.float32(RARITY_STEP)
        lengths = np.sqrt(np.add.reduceat(rarity * rarity, starts))
        sums = _added(found, starts)[:, 1:] / lengths[:, None]
        empty = bags.starts[first:last] == bags.starts[first + 1 : last + 1]
        return np.where(empty[:, None], np.float32(0), sums.astype(np.float32))


def _added(found: npt.NDArray[np.int8], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """Sums of the rows from each start to the next: `np.add.reduceat`, but four columns are added at once.

    Weights from -128 are counted from 0, and the bytes of eight columns, every second one apart, lie in a word with
    16 bits for each sum; these hold MOST rows, so longer bags are cut, and the pieces added up.
    """
    sizes = np.diff(starts, append=len(found))
    pieces = np.maximum(1, -(-sizes // MOST))
    firsts = np.cumsum(pieces) - pieces
    within = np.arange(pieces.sum()) - np.repeat(firsts, pieces)
    cuts = np.repeat(starts, pieces) + within * MOST
    width = found.shape[1]
    padded = np.zeros((len(found), width + -width % 8), dtype=np.uint8)
    np.bitwise_xor(found.view(np.uint8), 0x80, out=padded[:, :width])
    words = padded.view("<u8")
    sums = np.empty((len(cuts), padded.shape[1]), dtype=np.int32)
    sums[:, ::2] = np.add.reduceat(words & _EVEN, cuts, axis=0).view("<u2")
    sums[:, 1::2] = np.add.reduceat((words >> np.uint64(8)) & _EVEN, cuts, axis=0).view("<u2")
    if len(cuts) > len(starts):
        sums = np.add.reduceat(sums, firsts, axis=0)
    return sums[:, :width] - np.maximum(1, sizes)[:, None].astype(np.int32) * 128


@cache
def load(name: str) -> Linear:
    """The shipped model called `name`."""
    return read(folder("clause_stats"), name)


def read(place: Path, name: str) -> Linear:
    """The model called `NAME` of a folder; the weights stay on disk until they are looked up."""
    settings = json.loads((place / f"{name}.json").read_text(encoding="utf-8"))
    return Linear(
        classes=tuple(settings["classes"]),
        weights=np.load(place / f"{name}.npy", mmap_mode="r", allow_pickle=False),
        kept=np.unpackbits(np.load(place / f"{name}.kept.npy", allow_pickle=False)).astype(bool),
        step=np.array(settings["step"], dtype=np.float32),
        constant=np.array(settings["constant"], dtype=np.float32),
    )
