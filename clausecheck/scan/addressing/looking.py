"""Everything that is looked for in a text, together: patterns, what the model tells, and words in code."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from clausecheck.scan.addressing.decoding import decoded, parted, turned
from clausecheck.scan.addressing.finding import Found, stretches
from clausecheck.scan.addressing.likeness import Model, Stretch, alike, model
from clausecheck.scan.addressing.patterns import Level

NAME: Final = "is unlike a contract and like an order to a reader"
MOST: Final = 400
"""Matches of patterns in one text that are looked at."""
MOST_ALONE: Final = 2
"""Stretches in a few pages that the model may tell of alone. A text with more speaks to its readers all through, as
terms of service do: there it is not believed alone."""
FEW_PAGES: Final = 20_000
"""Characters of these pages."""


def look(text: str, known: Model | None = None) -> Iterator[Found]:
    """Stretches of a text that speak to a reviewer or a program, and those that are in code.

    The shipped model decides, where no other one is `known`.
    """
    yield from _plain(text, known or model())
    yield from in_code(text)


def in_code(text: str) -> Iterator[Found]:
    """Words in code: those that speak to a reviewer, and, of a hint's level, those that say anything else."""
    for one in decoded(text):
        yield replace(one, level=max(_level(one.reads), *(found.level for found in _turned(one.reads)), Level.HINT))
    yield from _turned(text)


def _turned(text: str) -> Iterator[Found]:
    """Words with letters shifted, backwards or parted, where they speak to a reviewer: all else may be chance."""
    for one in (*turned(text), *parted(text)):
        level = _level(one.reads)
        if level > Level.HINT:
            yield replace(one, level=level)


def _level(text: str) -> Level:
    return max((found.level for found in stretches(text, Level.LIKELY)), default=Level.HINT)


def _plain(text: str, known: Model) -> Iterator[Found]:
    """What patterns find, each a level higher where the model agrees, and what it tells alone."""
    told = alike(text, known)
    hits = list(islice(stretches(text, Level.LIKELY), MOST))
    for hit in hits:
        agreed = _score(told, hit) >= known.likely
        yield replace(hit, level=Level.PLAIN) if agreed else hit
    told = [one for one in told if not any(hit.start < one.end and one.start < hit.end for hit in hits)]
    alone = [one for one in told if one.score >= known.possible]
    usual = len(alone) > MOST_ALONE * (1 + len(text) // FEW_PAGES)
    for one in told:
        matches = _may_be(text[one.start : one.end])
        if matches or (one in alone and not usual):
            level = Level.LIKELY if matches and one.score >= known.likely else Level.POSSIBLE
            yield Found(one.start, one.end, level, NAME)


def _score(told: Sequence[Stretch], one: Found) -> float:
    """The highest score of what the model tells of some words."""
    return max((each.score for each in told if each.start < one.end and one.start < each.end), default=0.0)


def _may_be(words: str) -> bool:
    """Whether a pattern that says little by itself matches."""
    return any(found.level >= Level.POSSIBLE for found in stretches(words, Level.POSSIBLE))
