"""What the linear model sees of a clause: hashed words, word pairs, and marked words of headings and openings.

Every feature is a number below 2 ** HASH_BITS. Hashing is `zlib.crc32` of the word, so that it is the same on every
machine and in every version of Python; pairs and marks are mixed in with unsigned 32-bit arithmetic.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from clausecheck.model import Clause

HASH_BITS: Final = 18
"""A feature is a number below 2 ** HASH_BITS; a model keeps those it was trained on and folds them into its rows."""
MAX_TOKENS: Final = 20_000
"""Words of one clause that are looked at; no real clause is as long."""
LEAD: Final = 3
"""Opening words of a clause that are marked as such."""
DOCUMENT_TOKENS: Final = 5000
"""Words of a contract that its category is told from."""
OPENING_TOKENS: Final = 150
"""Words at its beginning that are marked as such."""
LEAST_WINDOW: Final = 8
"""A shorter sentence is joined to the next one."""

Rows = npt.NDArray[np.uint32]
_NO_WORD: Final = np.zeros(1, dtype=np.uint32)
"""Stands in every contract, so that no bag is empty."""
_TOKEN = re.compile(r"[a-z]+|[0-9]+|[$%€£]|[.;](?=\s|$)")
_STOP: Final = {".", ";"}
_MULTIPLIER: Final = np.uint32(2654435761)
_PAIR: Final = np.uint32(0x9E3779B1)
_NO_MARK: Final = np.uint32(0)
_LEAD_MARK, _HEADING_MARK, _PARENT_MARK, _ABOVE_MARK, _PART_MARK, _LENGTH_MARK = (
    np.uint32(crc32(name)) for name in (b"lead", b"heading", b"parent", b"above", b"part", b"length")
)


@dataclass(frozen=True, slots=True)
class Bags:
    """Sets of rows, one after the other: bag i holds `rows[starts[i]:starts[i + 1]]`, ascending, without repeats."""

    rows: Rows
    starts: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def only(self, kept: npt.NDArray[np.bool_]) -> "Bags":
        """The bags without the features that are not kept."""
        there = kept[self.rows]
        before = np.concatenate([[0], np.cumsum(there)])
        return Bags(self.rows[there], before[self.starts])


@lru_cache(maxsize=65536)
def _hash(token: str) -> int:
    return crc32(token.encode()) if token.isalpha() or len(token) == 1 else crc32(b"0" * min(len(token), 5))


def tokens(text: str) -> list[str]:
    """Lower-case words, figures, money and per cent signs, and full stops and semicolons that end something."""
    return _TOKEN.findall(text[: MAX_TOKENS * 16].lower())[:MAX_TOKENS]


def token_spans(text: str) -> list[tuple[int, int]]:
    """Where the tokens of a text stand, one for one with `tokens`."""
    return [match.span() for match in _TOKEN.finditer(text[: MAX_TOKENS * 16].lower())][:MAX_TOKENS]


def hashes(words: Sequence[str]) -> Rows:
    """A stable 32-bit hash for each word; figures of the same length are the same word."""
    return np.fromiter(map(_hash, words), dtype=np.uint32, count=len(words))


def windows(words: Sequence[str]) -> list[int]:
    """Where each sentence begins in `words`, with the end as the last item; sentences of few words are joined."""
    cuts = [0]
    for i, word in enumerate(words):
        if word in _STOP and i + 1 - cuts[-1] >= LEAST_WINDOW:
            cuts.append(i + 1)
    if len(words) - cuts[-1] < LEAST_WINDOW and len(cuts) > 1:
        cuts.pop()
    return [*cuts, len(words)]


def _rows(mixed: Rows) -> Rows:
    return (mixed * _MULTIPLIER) >> np.uint32(32 - HASH_BITS)


def pairs(words: Rows) -> Rows:
    """The rows of each two neighbouring words."""
    return _rows((words[:-1] * _PAIR) ^ words[1:])


def singles(words: Rows, mark: np.uint32 = _NO_MARK) -> Rows:
    """The rows of words; with a mark they are other features than the plain words."""
    return _rows(words ^ mark)


def _headings(clause: Clause, by_id: dict[str, Clause]) -> list[Clause]:
    """The clause and those above it, nearest first, at most five."""
    chain = [clause]
    while len(chain) < 5 and (above := by_id.get(chain[-1].parent or "")) is not None:
        chain.append(above)
    return chain


def _context(clause: Clause, by_id: dict[str, Clause]) -> list[Rows]:
    """Marked words: the clause's own heading, the nearest heading above, the words that lead to it, its part."""
    chain = _headings(clause, by_id)
    own = hashes(tokens(clause.heading[:300]))
    found = [singles(own, _HEADING_MARK), pairs(own ^ _HEADING_MARK)]
    above = next((item.heading for item in chain[1:] if item.heading), "")
    if above:
        words = hashes(tokens(above[:300]))
        found += [singles(words, _PARENT_MARK), pairs(words ^ _PARENT_MARK)]
    if len(chain) > 1 and chain[1].text:
        found.append(singles(hashes(tokens(chain[1].text[-400:])[-12:]), _ABOVE_MARK))
    found.append(singles(np.array([crc32(clause.part.value.encode())], dtype=np.uint32), _PART_MARK))
    return found


def bags(clauses: Sequence[Clause]) -> tuple[Bags, Bags, npt.NDArray[np.int64]]:
    """Bags of the clauses, bags of their sentences, and for each sentence the index of its clause."""
    by_id = {clause.id: clause for clause in clauses}
    wholes: list[Rows] = []
    parts: list[Rows] = []
    owners: list[int] = []
    for index, clause in enumerate(clauses):
        words = tokens(clause.text)
        hashed = hashes(words)
        context = _context(clause, by_id)
        length = np.array([len(words).bit_length()], dtype=np.uint32)
        wholes.append(
            np.concatenate(
                [
                    singles(hashed),
                    pairs(hashed),
                    singles(hashed[:LEAD], _LEAD_MARK),
                    singles(length, _LENGTH_MARK),
                    *context,
                ]
            )
        )
        cuts = windows(words)
        for start, end in pairwise(cuts):
            piece = hashed[start:end]
            parts.append(np.concatenate([singles(piece), pairs(piece), singles(piece[:LEAD], _LEAD_MARK), *context]))
            owners.append(index)
    return _bag(wholes), _bag(parts), np.array(owners, dtype=np.int64)


def document_bag(title: str, text: str) -> Bags:
    """One bag for a whole contract: its words, and the marked words of its title and of its beginning."""
    hashed = hashes(tokens(text)[:DOCUMENT_TOKENS])
    named = hashes(tokens(title[:300]))
    start = hashed[:OPENING_TOKENS]
    return _bag(
        [np.concatenate([singles(hashed), singles(named, _HEADING_MARK), singles(start, _LEAD_MARK), _NO_WORD])]
    )


def _bag(lists: list[Rows]) -> Bags:
    """Sort each list and drop repeats, all lists at once."""
    sizes = np.array([len(rows) for rows in lists], dtype=np.int64)
    if not sizes.sum():
        return Bags(np.zeros(0, dtype=np.uint32), np.zeros(len(lists) + 1, dtype=np.int64))
    owner = np.repeat(np.arange(len(lists), dtype=np.int64), sizes)
    keys = np.sort((owner << HASH_BITS) | np.concatenate(lists))
    keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])]
    starts = np.searchsorted(keys >> HASH_BITS, np.arange(len(lists) + 1))
    return Bags((keys & ((1 << HASH_BITS) - 1)).astype(np.uint32), starts)
