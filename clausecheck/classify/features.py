"""What the linear model sees of a clause: hashed words, word pairs, word beginnings, and marked words around it.

Every feature is a number below 2 ** HASH_BITS. Hashing is `zlib.crc32` of the word, so that it is the same on every
machine and in every version of Python; pairs and marks are mixed in with unsigned 32-bit arithmetic.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress, count, pairwise
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
STEM: Final = 5
"""Letters at a word's beginning that stand for all its forms: "terminate", "termination", "terminated"."""
TITLE_TOKENS: Final = 30
"""First words of a contract, which every clause of it is marked with: they tell what kind of contract it is."""
BEFORE: Final = 40
"""Words just before a clause or sentence that it is marked with."""

Rows = npt.NDArray[np.uint32]
Keys = npt.NDArray[np.int64]
"""Features with the number of their bag in the bits above HASH_BITS."""
_NO_WORD: Final = np.zeros(1, dtype=np.uint32)
"""Stands in every contract, so that no bag is empty."""
_TOKEN = re.compile(r"[a-z]+|[0-9]+|[$%€£]|[.;](?!\S)")
_STOP: Final = {".", ";"}
_MULTIPLIER: Final = np.uint32(2654435761)
_PAIR: Final = np.uint32(0x9E3779B1)
_NO_MARK: Final = np.uint32(0)
_LEAD_MARK, _HEADING_MARK, _PARENT_MARK, _ABOVE_MARK, _PART_MARK, _LENGTH_MARK = (
    np.uint32(crc32(name)) for name in (b"lead", b"heading", b"parent", b"above", b"part", b"length")
)
_STEM_MARK, _BEFORE_MARK, _TITLE_MARK = (np.uint32(crc32(name)) for name in (b"stem", b"before", b"title"))


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


@lru_cache(maxsize=65536)
def _stem(token: str) -> int:
    return _hash(token) | (_hash(token[:STEM]) if token.isalpha() else _hash(token)) << 32


def tokens(text: str) -> list[str]:
    """Lower-case words, figures, money and per cent signs, and full stops and semicolons that end something."""
    return _TOKEN.findall(text[: MAX_TOKENS * 16].lower())[:MAX_TOKENS]


def token_spans(text: str) -> list[tuple[int, int]]:
    """Where the tokens of a text stand, one for one with `tokens`."""
    return [match.span() for match in _TOKEN.finditer(text[: MAX_TOKENS * 16].lower())][:MAX_TOKENS]


def hashes(words: Sequence[str]) -> Rows:
    """A stable 32-bit hash for each word; figures of the same length are the same word."""
    return np.fromiter(map(_hash, words), dtype=np.uint32, count=len(words))


def stems(words: Sequence[str]) -> tuple[Rows, Rows]:
    """A hash for each word, as `hashes` has it, and one for its beginning, the same for most forms of a word."""
    both = np.fromiter(map(_stem, words), dtype=np.uint64, count=len(words))
    return both.astype(np.uint32), (both >> np.uint64(32)).astype(np.uint32)


def windows(words: Sequence[str]) -> list[int]:
    """Where each sentence begins in `words`, with the end as the last item; sentences of few words are joined."""
    cuts = [0]
    for end in compress(count(1), map(_STOP.__contains__, words)):
        if end - cuts[-1] >= LEAST_WINDOW:
            cuts.append(end)
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


@dataclass(frozen=True, slots=True)
class _Lists:
    """Hashed words of lists, one list after the other, and the number of the list that each word is of."""

    words: Rows
    owners: npt.NDArray[np.int64]

    @classmethod
    def of(cls, lists: Sequence[Sequence[str]]) -> "_Lists":
        sizes = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
        return cls(hashes(list(chain.from_iterable(lists))), np.repeat(np.arange(len(lists)), sizes))

    def singles(self, mark: np.uint32 = _NO_MARK) -> Keys:
        return _keys(singles(self.words, mark), self.owners)

    def pairs(self, mark: np.uint32 = _NO_MARK) -> Keys:
        """Each two neighbours within one list."""
        together = self.owners[1:] == self.owners[:-1]
        return _keys(pairs(self.words ^ mark)[together], self.owners[1:][together])

    def before(self, count: int) -> Keys:
        """The last words of each of `count` lists, as features of the list after it."""
        last = np.ones(len(self.owners), dtype=bool)
        last[:-BEFORE] = self.owners[:-BEFORE] != self.owners[BEFORE:]
        last &= self.owners < count - 1
        return _keys(singles(self.words[last], _BEFORE_MARK), self.owners[last] + 1)

    def leads(self) -> Keys:
        """The first words of each list."""
        first = np.ones(len(self.owners), dtype=bool)
        first[LEAD:] = self.owners[LEAD:] != self.owners[:-LEAD]
        return _keys(singles(self.words[first], _LEAD_MARK), self.owners[first])


def _keys(rows: Rows, owners: npt.NDArray[np.int64]) -> Keys:
    return (owners << HASH_BITS) | rows


def _context(clauses: Sequence[Clause]) -> Bags:
    """Marked words: the clause's heading, the nearest one above, the lead-in, its part, the contract's opening."""
    by_id = {clause.id: clause for clause in clauses}
    named = {clause.id: tokens(clause.heading[:300]) for clause in clauses}
    above, leading = [], []
    endings: dict[str, list[str]] = {}
    for clause in clauses:
        higher = _headings(clause, by_id)[1:]
        above.append(next((named[item.id] for item in higher if item.heading), []))
        if higher and higher[0].id not in endings:
            endings[higher[0].id] = tokens(higher[0].text[-400:])[-12:]
        leading.append(endings[higher[0].id] if higher else [])
    own, parents = _Lists.of(list(named.values())), _Lists.of(above)
    opening = " ".join(f"{clause.heading} {clause.text[:300]}" for clause in clauses[:3])
    title = singles(hashes(tokens(opening)[:TITLE_TOKENS]), _TITLE_MARK)
    parts = np.array([crc32(clause.part.value.encode()) for clause in clauses], dtype=np.uint32)
    return _bag(
        len(clauses),
        own.singles(_HEADING_MARK),
        own.pairs(_HEADING_MARK),
        parents.singles(_PARENT_MARK),
        parents.pairs(_PARENT_MARK),
        _Lists.of(leading).singles(_ABOVE_MARK),
        _keys(singles(parts, _PART_MARK), np.arange(len(clauses))),
        _keys(np.tile(title, len(clauses)), np.repeat(np.arange(len(clauses)), len(title))),
    )


def bags(
    clauses: Sequence[Clause], words: Sequence[Sequence[str]] | None = None
) -> tuple[Bags, Bags, npt.NDArray[np.int64]]:
    """Bags of the clauses, bags of their sentences, and for each sentence the index of its clause.

    `words` are the tokens of each clause's text where they are at hand.
    """
    context = _context(clauses)
    words = words or [tokens(clause.text) for clause in clauses]
    cuts = [windows(own) for own in words]
    owners = np.repeat(np.arange(len(clauses)), np.array([len(own) - 1 for own in cuts], dtype=np.int64))
    sizes = np.array([end - start for own in cuts for start, end in pairwise(own)], dtype=np.int64)
    lengths = np.array([len(own).bit_length() for own in words], dtype=np.uint32)
    hashed, stemmed = stems(list(chain.from_iterable(words)))
    whole = _Lists(hashed, np.repeat(np.arange(len(words)), [len(own) for own in words]))
    part = _Lists(hashed, np.repeat(np.arange(len(owners)), sizes))
    beginnings = singles(stemmed, _STEM_MARK)
    wholes = _bag(
        len(clauses),
        whole.singles(),
        whole.pairs(),
        whole.leads(),
        whole.before(len(clauses)),
        _keys(beginnings, whole.owners),
        _keys(singles(lengths, _LENGTH_MARK), np.arange(len(clauses))),
        _repeated(context, np.arange(len(clauses))),
    )
    parts = _bag(
        len(owners),
        part.singles(),
        part.pairs(),
        part.leads(),
        part.before(len(owners)),
        _keys(beginnings, part.owners),
        _repeated(context, owners),
    )
    return wholes, parts, owners


def _repeated(found: Bags, owners: npt.NDArray[np.int64]) -> Keys:
    """The features of bag `owners[i]` as those of bag i."""
    sizes = np.diff(found.starts)[owners]
    ends = np.cumsum(sizes)
    places = np.arange(sizes.sum()) + np.repeat(found.starts[owners] - (ends - sizes), sizes)
    return _keys(found.rows[places], np.repeat(np.arange(len(owners)), sizes))


def document_bag(title: str, text: str) -> Bags:
    """One bag for a whole contract: its words, and the marked words of its title and of its beginning."""
    hashed = hashes(tokens(text)[:DOCUMENT_TOKENS])
    named = hashes(tokens(title[:300]))
    start = hashed[:OPENING_TOKENS]
    found = (singles(hashed), singles(named, _HEADING_MARK), singles(start, _LEAD_MARK), _NO_WORD)
    return _bag(1, *(rows.astype(np.int64) for rows in found))


def _bag(count: int, *found: Keys) -> Bags:
    """Sort what was found for `count` bags, and drop repeats."""
    keys = np.concatenate(found)
    keys.sort()
    fresh = np.ones(len(keys), dtype=bool)
    fresh[1:] = keys[1:] != keys[:-1]
    keys = keys[fresh]
    starts = np.searchsorted(keys >> HASH_BITS, np.arange(count + 1))
    return Bags((keys & ((1 << HASH_BITS) - 1)).astype(np.uint32), starts)
