"""Places in a contract: whose law governs, and where disputes are heard."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import Final, NamedTuple

from clausecheck import resources
from clausecheck.terms.words import Expression, any_of

_LAW_CUE = re.compile(r"\blaws?\b|\bstatutes\b|\blegislation\b")
_UNLISTED = Expression(
    r"\b[Ll]aws?\s+(?:of|in|applicable\s+in)\s+(?:the\s+)?(?:(?:[Ss]tate|[Rr]epublic|[Kk]ingdom|[Pp]rovince|[Cc]ountry|[Cc]anton)\s+of\s+)?((?:[A-Z][\w-]+)(?:\s+[A-Z][\w-]+){0,3})"
)
_NOT_PLACES = frozenset(
    [
        "State",
        "Republic",
        "Kingdom",
        "Agreement",
        "Contract",
        "Party",
        "Company",
        "Sale",
        "Commonwealth",
        "Court",
        "Section",
        "Federal",
        "Applicable",
        "Any",
        "Country",
        "Province",
        "Governing",
        "Law",
    ]
)
FEDERAL: Final = frozenset({"United States", "United States of America"})
"""Where a state is named beside it, the state's law is the one that tells contracts apart."""
_BEFORE, _AFTER = 60, 220
_MOST_CUES = 50
"""Mentions of law in one sentence that are looked at."""
_SUCH = re.compile(r" (?:thereof\b|of (?:such|that|said|the same) (?:state|country|jurisdiction|province)\b)")
"""Behind "laws": the place was named before."""


class Place(NamedTuple):
    """A place with the words that name it, as offsets into the text that was searched."""

    name: str
    start: int
    end: int


def find_law(text: str) -> Place | None:
    """The place whose law governs, in the words of a governing-law sentence; the text must be plain."""
    low = text.lower()
    for match in islice(_LAW_CUE.finditer(low), _MOST_CUES):
        before = _before_law(text, match.start())
        if before:
            return before
        if _SUCH.match(low, match.end()):
            return _last_place(text, match.start())
        end = _reach(low, match.end())
        found = first_place(text, match.end(), end)
        if found and found.name in FEDERAL:
            found = first_place(text, found.end, end) or found
        if found:
            return found
    unlisted = _UNLISTED.search(text)
    if unlisted and not set(unlisted.group(1).split()) & _NOT_PLACES:
        return Place(" ".join(unlisted.group(1).split()), unlisted.start(1), unlisted.end(1))
    return None


def _last_place(text: str, end: int) -> Place | None:
    """The last place before the words "the laws thereof"."""
    found = None
    for match in _listed(text, max(0, end - _AFTER), end):
        found = Place(_names()[_key(match.group())], match.start(), match.end())
    return found


def first_place(text: str, start: int = 0, end: int | None = None) -> Place | None:
    """The first place of the list in that part of the text."""
    match = next(_listed(text, start, len(text) if end is None else end), None)
    return None if match is None else Place(_names()[_key(match.group())], match.start(), match.end())


def city_in(text: str, start: int = 0, end: int | None = None) -> Place | None:
    """The place of the first city of the list in that part of the text; a city's name alone is enough for a venue."""
    match = _cities().search(text, start, len(text) if end is None else end)
    if match is None:
        return None
    name = match["postal"] or " ".join(match.group().split())
    return Place((_data()["postal"] if match["postal"] else _data()["cities"])[name], match.start(), match.end())


def nation_of(text: str, start: int, end: int) -> Place | None:
    """The place that an adjective names: England for "English"."""
    name = _data()["adjectives"].get(text[start:end])
    return Place(name, start, end) if name else None


def _before_law(text: str, end: int) -> Place | None:
    """The place right before the word: "New York law", "English law", "California State law"."""
    words = text[max(0, end - _BEFORE) : end]
    trimmed = re.sub(r"(?:(?:'s|\s+state|\s+State|\s+contract|\s+substantive|\s+domestic|\s+internal)?\s*)$", "", words)
    offset = max(0, end - _BEFORE)
    for match in _listed(trimmed, 0, len(trimmed)):
        if match.end() == len(trimmed):
            return Place(_names()[_key(match.group())], offset + match.start(), offset + match.end())
    last = re.search(r"[A-Z][a-z]+$", trimmed)
    if last and last.group() in _data()["adjectives"]:
        return Place(_data()["adjectives"][last.group()], offset + last.start(), offset + last.end())
    return None


def _reach(low: str, start: int) -> int:
    """Where the words about this law end: at the sentence's end, or at courts and conflicts of laws."""
    end = min(len(low), start + _AFTER)
    stop = re.compile(r"\.\s|\bcourts?\b|\bjurisdiction\b|\bvenue\b|\bwithout (?:regard|reference|giving)\b").search(
        low, start, end
    )
    return stop.start() if stop and stop.start() - start > 1 else end


def _key(words: str) -> str:
    return " ".join(words.lower().split())


@cache
def _data() -> dict[str, dict[str, str]]:
    return resources.toml("clause_stats", "places.toml")


@cache
def _names() -> dict[str, str]:
    names = {name.lower(): name for name in _data()["places"]}
    return names | {short.lower(): name for short, name in _data()["abbreviations"].items()}


def _listed(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where places of the list stand; those that are there are many times fewer than those in the list."""
    words = " ".join(text[start:end].split())
    standing = tuple(name for name in _written() if name in words)
    return _pattern(standing).finditer(text, start, end) if standing else iter(())


@cache
def _written() -> tuple[str, ...]:
    """The places of the list as they may be written."""
    names = list(_data()["places"])
    return (*names, *map(str.upper, names), *_data()["abbreviations"])


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    listed = any_of(names).replace(" +", r"\s+")
    return re.compile(rf"(?:(?<![\w-])|(?<=\bof))(?:{listed})(?![\w-])")


@cache
def _cities() -> re.Pattern[str]:
    cities = any_of(_data()["cities"]).replace(" +", r"\s+")
    return re.compile(rf"(?<![\w-])(?:{cities})(?![\w-])|(?<=[a-z], )(?P<postal>{any_of(_data()['postal'])})\b")
