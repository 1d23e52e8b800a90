"""The patterns of `signs/addressing.toml`, and the sieve that tells which of them a stretch of text is worth."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import Any, Final

from clausecheck import resources
from clausecheck.scan.addressing.folding import fold

LOOK_BEFORE: Final = 90
"""Characters before a match in which words that make it harmless are looked for."""
_WORD: Final = re.compile(r"[^\W_]+")
_DISGUISED: Final = re.compile(r"(?=\w*[^\W\d_])(?=\w*(?:[013457]|[^\x00-\x7f]))\w{4,}|\w*[@$!|]\w[\w@$!|]*")
_MAY_BE_DISGUISED: Final = re.compile(r"[a-z][013457@$!|]\w|[013457@$!|][a-z]|[^\x00-\x7f]")
_DIGITS: Final = str.maketrans("013457@$!|", "oieastasil")
_NEVER: Final = r"(?!)"
_SPACE: Final = re.compile(r"\\ |(?<!\\)\[(?:\\.|[^\]\\])*\]")
_NAMED: Final = re.compile(r"\{([a-z_]+)\}")
_SHORTEST, _LONGEST = 2, 9
"""Letters of a stem that a word is looked up by."""
_CASED: Final = re.compile("[a-zͰ-ϿЀ-ӿ]")
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
class Pattern:
    """One way to speak to whoever reads a contract for somebody."""

    name: str
    level: Level
    match: str
    unless_before: str
    """Words just before a match that make it a party's duty or right: it is then merely possible."""
    unless_within: str
    """Words within a match that tell that it is none."""
    words: Mapping[str, str]
    """The words of a language, which `match` names."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns, with what a text must hold for each to be worth trying."""

    every: tuple[Pattern, ...]
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
def _searched(pattern: Pattern) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What to search with, to look before a match with, and within it; made when they are first wanted."""
    match = _NAMED.sub(lambda name: _any(pattern.words[name[1]].split()), pattern.match)
    return _compiled(match), _compiled(pattern.unless_before or _NEVER), _compiled(pattern.unless_within or _NEVER)


def _compiled(match: str) -> re.Pattern[str]:
    return re.compile(_SPACE.sub(_any_space, match), re.VERBOSE)


def _any_space(found: re.Match[str]) -> str:
    """A space of a pattern, or a set of characters that may hold one, such that a line break is one too."""
    return r"[\ \n]" if found[0] == r"\ " else found[0].replace(r"\ ", r"\ \n")


@cache
def patterns() -> Patterns:
    """The shipped patterns; none of them is compiled before it is needed."""
    data = resources.toml("signs", "addressing.toml")
    words = {name: listed.replace(" ", r"\ ") for name, listed in data["words"].items()}
    tables = [*data["pattern"], *_of_languages(data)]
    every = tuple(_pattern(table, words) for table in tables)
    stems: dict[str, int] = {}
    whole: dict[str, int] = {}
    inner: dict[str, int] = {}
    marks: dict[str, int] = {}
    for bit, table in enumerate(tables):
        for stem in table.get("stems", "").split():
            plain = _folded(stem.rstrip("$"))
            place = inner if not _CASED.match(plain) else whole if stem.endswith("$") else stems
            key = plain[:_LONGEST] if place is stems else plain
            place[key] = place.get(key, 0) | 1 << bit
        for mark in table.get("marks", "").split():
            words = mark.replace("_", " ")
            marks[words] = marks.get(words, 0) | 1 << bit
    alike = data["look_alikes"]
    return Patterns(every, stems, whole, tuple(inner.items()), tuple(marks.items()), _table(alike))


def _table(alike: Mapping[str, str]) -> dict[int, int]:
    return str.maketrans(alike["letters"], alike["latin"])


def _pattern(table: Mapping[str, Any], words: Mapping[str, str]) -> Pattern:
    match, before = table["match"], table.get("unless_before", "")
    for name, listed in words.items():
        match, before = match.replace(f"{{{name}}}", listed), before.replace(f"{{{name}}}", listed)
    return Pattern(
        table["name"],
        Level[table["level"].upper()],
        match,
        before,
        table.get("unless_within", ""),
        table.get("words", {}),
    )


def _of_languages(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A pattern for each shape and language that has the words for it."""
    for language in data["language"]:
        for shape in data["shape"]:
            needed = [name for name in _NAMED.findall(shape["match"]) if name not in data["words"]]
            if all(name in language for name in needed):
                stems = " ".join(map(_stem, language[shape["rarest"]].split()))
                name = f"{shape['name']} ({language['name']})"
                yield shape | data["foreign"] | {"name": name, "stems": stems, "words": language}


def _stem(word: str) -> str:
    """What a word, or the longest one of several, is looked up by: "$" at the end stands for a whole word."""
    longest = max(word.split("_"), key=len)
    return longest.rstrip("*") if longest.endswith("*") else f"{longest}$"


def _any(words: Iterable[str]) -> str:
    """A pattern for any of some words: "_" is a space in one, "*" at an end any letters."""
    return f"(?:{'|'.join(_one(_folded(word.replace('_', ' '))) for word in words)})"


def _folded(word: str) -> str:
    return word if word.isascii() else fold(word).text


def _one(word: str) -> str:
    bare = word.rstrip("*")
    before, after = (r"\b", r"\w*" if word != bare else r"\b") if _CASED.match(bare) else ("", "")
    return before + r"\ ".join(map(re.escape, bare.split(" "))) + after


@lru_cache(maxsize=32_768)
def worth(word: str) -> int:
    """A bit for each pattern that a folded word makes worth trying."""
    known = patterns()
    bits = known.whole.get(word, 0)
    for length in range(_SHORTEST, min(len(word), _LONGEST) + 1):
        bits |= known.stems.get(word[:length], 0)
    if not word.isascii() and not _CASED.match(word):
        for stem, bit in known.inner:
            if stem in word:
                bits |= bit
    return bits


def at_least(level: Level) -> int:
    """A bit for each pattern of that level or a higher one."""
    return sum(1 << number for number, pattern in enumerate(patterns().every) if pattern.level >= level)


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
        while wanted:
            number = (wanted & -wanted).bit_length() - 1
            wanted &= wanted - 1
            yield from _matches(patterns().every[number], text)


def _matches(pattern: Pattern, text: str) -> Iterator[Hit]:
    searched, before, within = _searched(pattern)
    for found in searched.finditer(text):
        if found.end() == found.start() or within.search(found.group()):
            continue
        duty = before.search(text[max(0, found.start() - LOOK_BEFORE) : found.start()])
        level = min(pattern.level, Level.POSSIBLE) if duty else pattern.level
        yield Hit(pattern.name, level, found.start(), found.end())
