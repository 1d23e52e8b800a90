"""The patterns of `clause_stats/term_patterns.toml`: which words around a number tell what it means."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from clausecheck import resources
from clausecheck.terms.words import holds

WORD = "W"
_BEFORE = 220
_AFTER = 160


class TermPattern(NamedTuple):
    """One way to recognise a value. Fields left empty always fit."""

    term: str
    kind: str
    """The letter of a `Kind`, or `WORD` for a word instead of a number."""
    unit: str
    before: str = ""
    after: str = ""
    sentence: str = ""
    heading: str = ""
    about: str = ""
    not_about: str = ""
    unless: str = ""
    word: str = ""
    needs: tuple[str, ...] = ()
    """One of these must stand in the sentence before `word` is searched for."""
    value: float | str = ""
    binds: str = ""
    otherwise: str = ""
    """The side that is bound where the words name none."""
    counted_from: str = ""
    least: float = 0.0
    most: float = float("inf")
    """Values outside these bounds mean something else."""
    example: tuple[str, float | str] = ("", "")
    other: tuple[str, ...] = ()

    def fits_clause(self, headings: Sequence[str], about: str) -> bool:
        """Whether the clause is one that the pattern asks for: by its heading or label, or by what it is about.

        `about` holds its headings, those above it, and the ids of its types; all are in lower case.
        """
        if self.heading and not any(heading and compiled(self.heading).search(heading) for heading in headings):
            return False
        if self.not_about and compiled(self.not_about).search(about):
            return False
        return not self.about or bool(compiled(self.about).search(about))

    def find_word(self, low: str) -> re.Match[str] | None:
        """The word that stands instead of a number."""
        return compiled(self.word).search(low) if holds(low, self.needs) else None

    def fits_words(self, around: str, near: str) -> bool:
        """Whether the sentence, with roles, speaks of the matter, and the words near of nothing that rules it out."""
        if self.sentence and not compiled(self.sentence).search(around):
            return False
        return not (self.unless and compiled(self.unless).search(near))

    def fits_number(self, text: str, start: int, end: int) -> int | None:
        """Where the words that belong to the number end, if those around it fit; else None."""
        if self.before and not compiled(self.before).search(text[max(0, start - _BEFORE) : start].removesuffix("(")):
            return None
        if not self.after:
            return end
        following = compiled(self.after).search(text[end : end + _AFTER])
        if following is None:
            return None
        return end + following.end() if following.start() == 0 and self.after.startswith("^") else end


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled pattern; compiled when first needed, for most documents need few of them."""
    return re.compile(pattern)


@cache
def term_patterns() -> tuple[TermPattern, ...]:
    """All patterns, in the order in which they claim numbers."""
    data = resources.toml("clause_stats", "term_patterns.toml")
    return tuple(_pattern(entry) for entry in data["pattern"])


def _pattern(entry: Mapping[str, Any]) -> TermPattern:
    lists: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return TermPattern(**lists)
