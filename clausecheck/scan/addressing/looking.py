"""Everything that is looked for in a text, together: patterns, what the model tells, and words in code."""

from collections.abc import Iterator
from dataclasses import replace

from clausecheck.scan.addressing.decoding import decoded, parted, turned
from clausecheck.scan.addressing.finding import Found, stretches
from clausecheck.scan.addressing.patterns import Level


def look(text: str) -> Iterator[Found]:
    """Stretches of a text that speak to a reviewer or a program, and those that are in code."""
    yield from _plain(text)
    yield from in_code(text)


def in_code(text: str) -> Iterator[Found]:
    """Words in code: those that speak to a reviewer, and, of a hint's level, those that say anything else."""
    for one in decoded(text):
        said = max((found.level for found in _plain(one.reads)), default=Level.HINT)
        inside = max((found.level for found in _turned(one.reads)), default=Level.HINT)
        yield replace(one, level=max(said, inside))
    yield from _turned(text)


def _turned(text: str) -> Iterator[Found]:
    """Words with letters shifted, backwards or parted, where they speak to a reviewer: all else may be chance."""
    for one in (*turned(text), *parted(text)):
        level = max((found.level for found in _plain(one.reads)), default=Level.HINT)
        if level > Level.HINT:
            yield replace(one, level=level)


def _plain(text: str) -> Iterator[Found]:
    yield from stretches(text, Level.LIKELY)
