"""How much some words are like an order to a reader, and how little like a contract: a small linear model.

Each word is a few hashed features with weights (`signs/addressing.npy`, 8-bit): the word, with the one before it, with
the last but one, the shape of these three, that it begins a sentence, and that it, or it with the one before, stands in
no contract that the model was trained on (`signs/addressing_seen.npy`, one bit each). Windows of a few lengths are
moved over a text; what one says is the sum of its weights, divided by the root of its length, and a constant.
`tools/train_injection.py` makes both files.
"""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias
from zlib import crc32

from clausecheck import resources

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

BITS: Final = 16
"""A feature is a number below 2 ** BITS."""
SEEN_BITS: Final = 20
"""Words and pairs of words that contracts hold are numbers below 2 ** SEEN_BITS."""
WINDOWS: Final = (6, 12, 24)
"""Words of the windows."""
PIECE: Final = 60_000
"""Characters that are looked at together."""
SHORT: Final = 5
"""Letters of a word that is its own shape; the shape of a longer one is how it ends."""
FOREIGN: Final = 0.35
"""Of the words around one, the share that no contract holds from which they are in another language."""
AROUND: Final = 40
"""How many words these are."""
_TOKEN: Final = re.compile(
    r"(?:https?://|www\.)\S{1,200}|[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{1,60}|[A-Za-z]+(?:'[a-z]+)?|[0-9]+|[.?!:;]|\n"
)
_ENDS: Final = frozenset(".?!:;\n")
_PAIR, _SKIP, _SHAPE, _BEGIN, _SPREAD = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 2654435761)
_NEW_WORD, _NEW_PAIR = 1, 2
"""Features that have no word in them; 0 is none."""

Rows: TypeAlias = "npt.NDArray[np.uint32]"
Flags: TypeAlias = "npt.NDArray[np.bool_]"


@dataclass(frozen=True, slots=True)
class Model:
    """The weights, and what scores mean."""

    weights: "npt.NDArray[np.int8]"
    seen: "Flags"
    step: float
    constant: float
    support: float
    """A stretch of this score or more, in which a pattern that says little by itself matches, may be an order."""
    possible: float
    """One of this score or more may be an order; four pages of contracts in 1,000 hold one."""
    likely: float
    """One page of contracts in 10,000 holds a stretch of this score or more."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that the model tells of."""

    start: int
    end: int
    score: float


@cache
def model() -> Model:
    """The shipped model."""
    import numpy as np

    place = resources.folder("signs")
    weights = np.load(place / "addressing.npy", allow_pickle=False)
    seen = np.unpackbits(np.load(place / "addressing_seen.npy", allow_pickle=False)).astype(bool)
    return Model(weights, seen, **json.loads((place / "addressing.json").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a text, as numbers."""

    own: "Rows"
    shapes: "Rows"
    plain: "Flags"
    """Words of small letters."""
    ends: "Flags"
    """Marks that end a sentence."""

    def __len__(self) -> int:
        return len(self.own)

    def pairs(self) -> "Rows":
        """Each word with the one before it."""
        import numpy as np

        before = np.roll(self.own, 1)
        before[0] = 0
        return (before * np.uint32(_PAIR)) ^ self.own


@lru_cache(maxsize=32_768)
def _number(token: str) -> tuple[int, int, bool, bool]:
    """A hash of a token, one of its shape, whether it is a word of small letters, and whether it ends a sentence."""
    word = "0" if token.isdecimal() else token.lower() if token.isalpha() or len(token) == 1 or "'" in token else "@"
    shape = word if len(word) <= SHORT else f"-{word[-2:]}"
    return crc32(word.encode()), crc32(shape.encode()), token.isalpha() and token.islower(), token in _ENDS


def words(text: str) -> Words:
    """The words and marks of a text. The first is a line break that is not in it."""
    import numpy as np

    tokens = ["\n", *_TOKEN.findall(_straight(text))]
    own, shapes, plain, ends = zip(*map(_number, tokens), strict=True)
    return Words(
        np.array(own, dtype=np.uint32),
        np.array(shapes, dtype=np.uint32),
        np.array(plain, dtype=bool),
        np.array(ends, dtype=bool),
    )


def _straight(text: str) -> str:
    return text.replace("‘", "'").replace("’", "'").replace("“", '"').replace("”", '"')


def spread(mixed: "Rows", bits: int) -> "Rows":
    """Hashes as numbers below 2 ** bits."""
    import numpy as np

    return (mixed * np.uint32(_SPREAD)) >> np.uint32(32 - bits)


def rows(known: Words, seen_words: "Flags", seen_pairs: "Flags") -> "Rows":
    """The features of each word, one below the other; the flags tell whether contracts hold it, and the pair."""
    import numpy as np

    own, pairs = known.own, known.pairs()
    last, begins = np.roll(own, 2), np.roll(known.ends, 1)
    before, second = np.roll(known.shapes, 1), np.roll(known.shapes, 2)
    last[:2], begins[0], before[0], second[:2] = 0, True, 0, 0
    shape = (second * np.uint32(_SKIP)) ^ (before * np.uint32(_PAIR)) ^ known.shapes ^ np.uint32(_SHAPE)
    hashed = spread(np.stack([own, pairs, (last * np.uint32(_SKIP)) ^ (own + np.uint32(1)), shape]), BITS)
    first = np.where(begins, spread(own ^ np.uint32(_BEGIN), BITS), 0)
    new_word = np.where(known.plain & ~seen_words, _NEW_WORD, 0)
    new_pair = np.where(known.plain & ~seen_pairs & ~begins, _NEW_PAIR, 0)
    return np.concatenate([hashed, np.stack([first, new_word, new_pair]).astype(np.uint32)])


def alike(text: str, told: Model) -> list[Stretch]:
    """The windows of a text that lend any support; those that touch and say as much are one, of the highest score."""
    found: list[Stretch] = []
    for start in range(0, len(text), PIECE):
        found.extend(_alike(text[start : start + PIECE + 400], start, told))
    return found


def _alike(text: str, offset: int, told: Model) -> list[Stretch]:
    import numpy as np

    known = words(text)
    seen_words, seen_pairs = told.seen[spread(known.own, SEEN_BITS)], told.seen[spread(known.pairs(), SEEN_BITS)]
    own = told.weights[rows(known, seen_words, seen_pairs)].sum(axis=0, dtype=np.int64) * told.step
    own[_foreign(seen_words)] = 0
    sums = np.concatenate([[0.0], np.cumsum(own)])
    best = np.full(len(known), -np.inf)
    for length in WINDOWS:
        size = min(length, len(known))
        scores = (sums[size:] - sums[:-size]) / size**0.5 + told.constant
        for at in np.flatnonzero(scores >= told.support):
            best[at : at + size] = np.maximum(best[at : at + size], scores[at])
    if not np.isfinite(best).any():
        return []
    places = [(0, 0), *(found.span() for found in _TOKEN.finditer(_straight(text)))]
    return [
        Stretch(offset + places[first][0], offset + places[last][1], float(best[first : last + 1].max()))
        for first, last in _runs(best, told.possible)
    ]


def _foreign(seen: "Flags") -> "Flags":
    """Of each word, whether those around it are in another language than the contracts that the model knows."""
    import numpy as np

    sums = np.concatenate([[0], np.cumsum(~seen)])
    firsts = np.clip(np.arange(len(seen)) - AROUND // 2, 0, None)
    lasts = np.clip(firsts + AROUND, None, len(seen))
    foreign: Flags = (sums[lasts] - sums[firsts]) > FOREIGN * (lasts - firsts)
    return foreign


def _runs(best: "npt.NDArray[np.float64]", possible: float) -> list[tuple[int, int]]:
    """The first and last of each run of words with a score: those of a possible order, and those of some support."""
    import numpy as np

    kind = np.where(best >= possible, 2, np.where(np.isfinite(best), 1, 0))
    firsts = np.concatenate([[0], np.flatnonzero(np.diff(kind)) + 1])
    lasts = np.concatenate([firsts[1:] - 1, [len(kind) - 1]])
    marked = kind[firsts] > 0
    return list(zip(firsts[marked].tolist(), lasts[marked].tolist(), strict=True))
