"""Words that speak to whoever reads a contract for somebody: a reviewer, a program, a model."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from clausecheck import resources
from clausecheck.reviewers.grounding import fold

_MIXED: Final = re.compile(r"\b(?=\w*[a-z])(?=\w*[013457])\w{4,}\b")
_DIGITS: Final = str.maketrans("013457", "oieast")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`prompts/addressing.toml`, ready to search with."""

    named: tuple[re.Pattern[str], ...]
    hints: tuple[re.Pattern[str], ...]
    look_alikes: dict[int, int]


@cache
def _patterns() -> _Patterns:
    data = resources.toml("prompts", "addressing.toml")
    named, hints = (tuple(_compiled(data[table], data["words"])) for table in ("pattern", "hint"))
    alike = data["look_alikes"]
    return _Patterns(named, hints, str.maketrans(alike["letters"], alike["latin"]))


def _compiled(table: Iterable[Mapping[str, str]], words: Mapping[str, str]) -> Iterator[re.Pattern[str]]:
    for pattern in table:
        match = pattern["match"]
        for name, listed in words.items():
            match = match.replace(f"{{{name}}}", listed.replace(" ", r"\ "))
        yield re.compile(match, re.VERBOSE)


def addresses_reader(text: str) -> bool:
    """Whether `text` speaks to a reviewer, a program or a model, as far as the patterns tell.

    A sieve: it is made to let little through, so it also stops some harmless words. It decides what is asked about
    alone, and whether a model's own words are shown; never what is found.
    """
    return _found(text, _patterns().named)


def may_address(text: str) -> bool:
    """Whether `text` speaks to its reader, or is so unlike a contract that it might."""
    return _found(text, _patterns().named + _patterns().hints)


def _found(text: str, patterns: Iterable[re.Pattern[str]]) -> bool:
    plain = fold(text).text
    disguised = _MIXED.sub(lambda word: word[0].translate(_DIGITS), plain.translate(_patterns().look_alikes))
    return any(pattern.search(read) for read in dict.fromkeys((plain, disguised)) for pattern in patterns)
