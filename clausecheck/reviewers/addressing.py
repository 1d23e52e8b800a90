"""Words that speak to whoever reads a contract for somebody: a reviewer, a program, a model."""

import re
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

    named: tuple[tuple[str, re.Pattern[str]], ...]
    look_alikes: dict[int, int]


@cache
def _patterns() -> _Patterns:
    data = resources.toml("prompts", "addressing.toml")
    named = []
    for pattern in data["pattern"]:
        match = pattern["match"]
        for name, words in data["words"].items():
            match = match.replace(f"{{{name}}}", words.replace(" ", r"\ "))
        named.append((pattern["name"], re.compile(match, re.VERBOSE)))
    alike = data["look_alikes"]
    return _Patterns(tuple(named), str.maketrans(alike["letters"], alike["latin"]))


def addressed(text: str) -> str:
    """What in `text` speaks to a reviewer, a program or a model, in a few words; empty where nothing does.

    A sieve: it is made to let little through, so it also stops some harmless words. It decides what is asked about
    alone, never what is found.
    """
    patterns = _patterns()
    plain = fold(text).text
    disguised = _MIXED.sub(lambda word: word[0].translate(_DIGITS), plain.translate(patterns.look_alikes))
    for read in dict.fromkeys((plain, disguised)):
        for name, pattern in patterns.named:
            if pattern.search(read):
                return name
    return ""


def addresses_reader(text: str) -> bool:
    """Whether `text` speaks to whoever reads it for somebody, as far as the patterns tell."""
    return bool(addressed(text))
