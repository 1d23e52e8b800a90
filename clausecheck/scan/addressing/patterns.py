"""The patterns that tell words to a reviewer, and the sieve that tells which of them a stretch of text is worth.

They are written in `signs/addressing.toml`; `tools/prepare_addressing.py` makes of it what is read here.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final

from clausecheck import resources

LOOK_BEFORE: Final = 90
"""Characters before a match in which words that make it harmless are looked for."""
_WORD: Final = re.compile(r"[^\W_]+")
_DISGUISED: Final = re.compile(r"(?=\w*[^\W\d_])(?=\w*(?:[013457]|[^\x00-\x7f]))\w{4,}|\w*[@$!|]\w[\w@$!|]*")
_MAY_BE_DISGUISED: Final = re.compile(r"[a-z][013457@$!|]\w|[013457@$!|][a-z]|[^\x00-\x7f]")
_DIGITS: Final = str.maketrans("013457@$!|", "oieastasil")
SHORTEST_STEM: Final = 2
LONGEST_STEM: Final = 9
"""Letters of a stem that a word is looked up by."""
MARKS: Final = "?<[{|=:"
"""Marks that tell much by themselves; `Held` has those of a text behind its words."""
CASED: Final = re.compile("[a-zͰ-ϿЀ-ӿ]")
"""Letters of scripts that part words with spaces and change only their ends."""


class Level(IntEnum):
    """How much a pattern says by itself."""

    HINT = 0
    """The words are not written as contracts are."""
    POSSIBLE = 1
    """Contracts hold such words too; the model decides."""
    LIKELY = 2
    PLAIN = 3
    """No contract is written so."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that a pattern matches."""

    name: str
    level: Level
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One alternative of a pattern."""

    match: str
    needs: tuple[tuple[str, ...], ...]
    """Groups of strings, one of each of which stands in every text that it matches, as `Held` has it."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Ways to speak to whoever reads a contract for somebody."""

    name: str
    unless_before: str
    """Words just before a match that make it a party's duty or right: it is then merely possible."""
    unless_within: str
    """Words within a match that tell that it is none."""
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns, with what a text must hold for each to be worth trying."""

    lines: tuple[bytes, ...]
    """Each as the file has it; `pattern` reads one."""
    levels: tuple[Level, ...]
    stems: Mapping[str, int]
    """Beginnings of words, each with a bit for every pattern that needs it."""
    whole: Mapping[str, int]
    """The same for whole words."""
    inner: tuple[tuple[str, int], ...]
    """The same for scripts in which a word may stand within another one."""
    marks: tuple[tuple[str, int], ...]
    """Marks such as "<", with bits."""
    look_alikes: Mapping[int, int]


@cache
def patterns() -> Patterns:
    """The shipped patterns; none of them is read or compiled before it is needed."""
    place = resources.folder("signs") / "addressing_patterns.jsonl"
    first, *lines = place.read_bytes().splitlines()
    index = json.loads(first)
    return Patterns(
        tuple(lines),
        tuple(map(Level, index["levels"])),
        index["stems"],
        index["whole"],
        tuple(index["inner"].items()),
        tuple(index["marks"].items()),
        str.maketrans(*index["look_alikes"]),
    )


@cache
def pattern(number: int) -> Pattern:
    """The pattern of that number."""
    read = json.loads(patterns().lines[number])
    ways = tuple(Way(match, tuple(map(tuple, needs))) for match, needs in read["ways"])
    return Pattern(read["name"], read["unless_before"], read["unless_within"], ways)


@cache
def _compiled(match: str) -> re.Pattern[str]:
    return re.compile(match, re.VERBOSE)


@lru_cache(maxsize=32_768)
def worth(word: str) -> int:
    """A bit for each pattern that a folded word makes worth trying."""
    known = patterns()
    bits = known.whole.get(word, 0)
    for length in range(SHORTEST_STEM, min(len(word), LONGEST_STEM) + 1):
        bits |= known.stems.get(word[:length], 0)
    if not word.isascii() and not CASED.match(word):
        for stem, bit in known.inner:
            if stem in word:
                bits |= bit
    return bits


@cache
def at_least(level: Level) -> int:
    """A bit for each pattern of that level or a higher one."""
    return sum(1 << number for number, each in enumerate(patterns().levels) if each >= level)


def sieve(folded: str) -> int:
    """A bit for each pattern that a folded text is worth."""
    bits = 0
    for word in set(_WORD.findall(folded)):
        bits |= worth(word)
    for mark, bit in patterns().marks:
        if mark in folded:
            bits |= bit
    return bits


def undisguised(folded: str) -> str:
    """A folded text with digits and letters that pass for Latin ones as those; of the same length."""
    if not _MAY_BE_DISGUISED.search(folded):
        return folded
    alike = patterns().look_alikes
    return _DISGUISED.sub(lambda word: word[0].translate(alike).translate(_DIGITS), folded)


def guises(folded: str) -> tuple[str, ...]:
    """A folded text as it stands, and without its disguise where it has one."""
    bare = undisguised(folded)
    return (folded,) if bare == folded else (folded, bare)


def hits(folded: str, among: int) -> Iterator[Hit]:
    """Matches of the patterns `among` (a bit for each) in a folded text, as it stands and without its disguise."""
    for text in guises(folded):
        wanted = sieve(text) & among
        held = Held(text)
        while wanted:
            number = (wanted & -wanted).bit_length() - 1
            wanted &= wanted - 1
            yield from _matches(number, held)


class Held:
    """A folded text, and what it holds of what ways of patterns need."""

    __slots__ = ("_met", "_sifted", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._sifted = f" {sifted(text)} {''.join(mark for mark in MARKS if mark in text)}"
        self._met: dict[tuple[str, ...], bool] = {}

    def worth(self, way: Way) -> bool:
        """Whether the way may match at all: where it is not, nothing is lost by not trying it."""
        return all(map(self._meets, way.needs))

    def _meets(self, group: tuple[str, ...]) -> bool:
        met = self._met.get(group)
        if met is None:
            met = self._met[group] = any(map(self._sifted.__contains__, group))
        return met


class _Sifted(dict[int, str]):
    """Characters of words as they are, a space for each other one."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        kept = char if char.isalnum() or char == "_" else " "
        if len(self) < 4096:
            self[point] = kept
        return kept


_SIFTED: Final = _Sifted()


def sifted(text: str) -> str:
    """A text with a space in place of everything that no word is made of; of the same length."""
    return text.translate(_SIFTED)


def _matches(number: int, held: Held) -> Iterator[Hit]:
    known, text = pattern(number), held.text
    for start, end in spans([_compiled(way.match) for way in known.ways if held.worth(way)], text):
        if known.unless_within and _compiled(known.unless_within).search(text[start:end]):
            continue
        level = patterns().levels[number]
        if known.unless_before and level > Level.POSSIBLE:
            before = text[max(0, start - LOOK_BEFORE) : start]
            level = Level.POSSIBLE if _compiled(known.unless_before).search(before) else level
        yield Hit(known.name, level, start, end)


def spans(ways: Sequence[re.Pattern[str]], text: str) -> Iterator[tuple[int, int]]:
    """Where one pattern of these alternatives is found: the first place, there the first of them, then on behind it."""
    ahead = _first(ways, range(len(ways)), text, 0)
    while ahead:
        start, _, end = min(ahead)
        if end > start:
            yield start, end
        behind = max(end, start + 1)
        again = [number for first, number, _ in ahead if first < behind]
        ahead = [one for one in ahead if one[0] >= behind] + _first(ways, again, text, behind)


def _first(ways: Sequence[re.Pattern[str]], among: Iterable[int], text: str, start: int) -> list[tuple[int, int, int]]:
    """Where each of some ways first matches: start, number of the way, and end."""
    found = ((number, ways[number].search(text, start)) for number in among)
    return [(one.start(), number, one.end()) for number, one in found if one]
