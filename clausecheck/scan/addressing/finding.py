"""Finds the stretches of a text that speak to a reviewer or a program."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from clausecheck.scan.addressing import patterns
from clausecheck.scan.addressing.folding import fold
from clausecheck.scan.addressing.patterns import Level

LONGEST: Final = 1_500
"""Characters of a line that are looked at together; longer ones are cut, with an overlap."""
AROUND: Final = 240
"""Characters before and behind them that a match may reach into."""
_PIECE: Final = re.compile(rf"[^\n]{{1,{LONGEST}}}")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a text that speaks to whoever reads it."""

    start: int
    end: int
    level: Level
    name: str
    """The pattern that tells, or how the words are disguised."""
    reads: str = ""
    """What disguised words say."""


def stretches(text: str, least: Level) -> Iterator[Found]:
    """Every match of a pattern of that level or a higher one, as the text runs."""
    among = patterns.at_least(least)
    for piece in _PIECE.finditer(text):
        folded = fold(piece.group())
        bits = 0
        for guise in patterns.guises(folded.text):
            bits |= patterns.sieve(guise)
        if not bits & among:
            continue
        start = max(0, piece.start() - AROUND)
        window = folded if len(piece.group()) == len(text) else fold(text[start : piece.end() + AROUND])
        for hit in patterns.hits(window.text, bits & among):
            first, last = window.back(hit.start, hit.end)
            if start + first < piece.end() and start + last > piece.start():
                yield Found(start + first, start + last, hit.level, hit.name)


def merged(found: Iterable[Found], gap: int) -> list[Found]:
    """Stretches that lie at most `gap` characters apart as one, of the highest level."""
    together: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if together and one.start <= together[-1].end + gap:
            together.append(_both(together.pop(), one))
        else:
            together.append(one)
    return together


def _both(one: Found, other: Found) -> Found:
    higher = other if other.level > one.level else one
    reads = one.reads if other.reads in one.reads else f"{one.reads} {other.reads}".strip()
    return Found(one.start, max(one.end, other.end), higher.level, higher.name, reads)
