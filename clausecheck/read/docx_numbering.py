"""Automatic numbers of a Word file, counted and written as Word shows them (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from clausecheck.read.docx_package import Attributes, Package, points, switch, whole
from clausecheck.read.docx_styles import Styles
from clausecheck.read.numbers import cardinal_words, ordinal, ordinal_words, repeated_letter, roman

_PLACE = re.compile(r"%([1-9])")
_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "upperRoman": roman,
        "lowerRoman": lambda number: roman(number).lower(),
        "upperLetter": lambda number: repeated_letter(number, upper=True),
        "lowerLetter": repeated_letter,
        "ordinal": ordinal,
        "cardinalText": cardinal_words,
        "ordinalText": ordinal_words,
        "decimalZero": lambda number: f"{number:02d}",
        "numberInDash": lambda number: f"- {number} -",
        "decimalEnclosedParen": lambda number: f"({number})",
        "decimalEnclosedFullstop": lambda number: f"{number}.",
        "decimalEnclosedCircle": lambda number: (
            chr(0x245F + number) if 0 < number < 21 else chr(0x323C + number) if 20 < number < 36 else str(number)
        ),
        "none": lambda _: "",
    }
)
_LEVELS = 9


@dataclass(slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    legal: bool = False
    """Numbers of the levels above are shown in digits too."""
    restart: int | None = None
    style: str = ""
    hidden: bool = False
    indent: float | None = None
    picture: str = ""
    """The pattern of a custom format, "001, 002, …"."""


@dataclass(slots=True)
class _Abstract:
    identity: str
    levels: dict[int, Level] = field(default_factory=dict)
    style_link: str = ""


@dataclass(slots=True)
class _Number:
    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbered(NamedTuple):
    """The automatic number of one paragraph."""

    label: str
    level: int
    list_id: str
    indent: float | None


class Numbering:
    """The lists of a file, with their counters. Call `number` once for each paragraph, in order."""

    def __init__(self, package: Package, part: str, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, _Abstract] = {}
        self._numbers: dict[str, _Number] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        self._restarts: dict[str, int] = {}
        data = package.read(part) if part else b""
        if data:
            _Reader(self._abstracts, self._numbers).parse(package, data)

    def number(self, style: str, num_id: str | None, level: int | None) -> Numbered | None:
        """Count a paragraph with this style and direct list; None where it is in no list."""
        from_style = num_id is None
        if num_id is None:
            num_id = self._styles.look(style).num_id
        if num_id is None or num_id == "0":
            return None
        number = self._numbers.get(num_id)
        abstract = self._abstract(num_id)
        if number is None or abstract is None:
            return None
        if level is None:
            level = self._style_level(abstract, style) if from_style or self._styles.look(style).num_id else None
        if level is None:
            level = self._styles.look(style).level if from_style else None
        level = min(max(level or 0, 0), _LEVELS - 1)
        return self._count(num_id, number, abstract, level)

    def _style_level(self, abstract: _Abstract, style: str) -> int | None:
        """The level that is linked to the style or to one that it is based on."""
        for link in self._styles.chain(style):
            for index, level in abstract.levels.items():
                if level.style == link.identity:
                    return index
            if link.look.level is not None:
                return link.look.level
        return None

    def _abstract(self, num_id: str) -> _Abstract | None:
        """The definition behind a list, through links to numbering styles."""
        seen: set[str] = set()
        while num_id in self._numbers and num_id not in seen:
            seen.add(num_id)
            abstract = self._abstracts.get(self._numbers[num_id].abstract)
            if abstract is None or not abstract.style_link or abstract.levels:
                return abstract
            num_id = self._styles.look(abstract.style_link).num_id or ""
        return None

    def _count(self, num_id: str, number: _Number, abstract: _Abstract, level: int) -> Numbered:
        counters = self._counters.setdefault(abstract.identity, [None] * _LEVELS)
        levels = [number.levels.get(index) or abstract.levels.get(index) or Level() for index in range(_LEVELS)]
        current = levels[level]
        first = (num_id, level) not in self._started
        self._started.add((num_id, level))
        start = number.starts.get(level, current.start)
        before = counters[level]
        if first and level in number.starts:
            counters[level] = start
            self._restarts[abstract.identity] = self._restarts.get(abstract.identity, -1) + 1
        else:
            counters[level] = start if before is None else before + 1
        for index in range(level):
            if counters[index] is None:
                counters[index] = number.starts.get(index, levels[index].start)
        for index in range(level + 1, _LEVELS):
            restart = levels[index].restart
            if restart is None or (restart > 0 and level < restart):
                counters[index] = None
        label = "" if current.hidden or current.format == "bullet" else _label(levels, counters, level)
        identity = f"list{abstract.identity}.{self._restarts.get(abstract.identity, 0)}"
        return Numbered(label, level + 1, identity, current.indent)


def _label(levels: list[Level], counters: list[int | None], level: int) -> str:
    legal = levels[level].legal

    def shown(place: re.Match[str]) -> str:
        index = int(place.group(1)) - 1
        value = counters[index]
        return _format(levels[index], levels[index].start if value is None else value, legal)

    return _PLACE.sub(shown, levels[level].pattern)


def _format(level: Level, number: int, legal: bool) -> str:
    if level.picture and not legal:
        return str(number).zfill(len(level.picture.split(",")[0].strip()))
    if legal and level.format not in ("none", "decimalZero"):
        return str(number)
    return _FORMATS.get(level.format, str)(number)


class _Reader:
    """Reads `numbering.xml`."""

    def __init__(self, abstracts: dict[str, _Abstract], numbers: dict[str, _Number]) -> None:
        self.abstracts, self.numbers = abstracts, numbers
        self.abstract: _Abstract | None = None
        self.number: _Number | None = None
        self.override = 0
        self.level: Level | None = None
        self.fallback = 0

    def parse(self, package: Package, data: bytes) -> None:
        """Fill the two tables."""
        package.parse(data, self._start, self._end)

    def _start(self, name: str, attributes: Attributes) -> None:
        self.fallback += name == "mc:Fallback"
        if not self.fallback:
            self._read(name, attributes, attributes.get("w:val"))

    def _read(self, name: str, attributes: Attributes, value: str | None) -> None:
        if name == "w:abstractNum":
            self.abstract = _Abstract(attributes.get("w:abstractNumId", ""))
            self.abstracts[self.abstract.identity] = self.abstract
        elif name == "w:num":
            self.number = self.numbers.setdefault(attributes.get("w:numId", ""), _Number())
        elif name == "w:lvlOverride":
            self.override = whole(attributes.get("w:ilvl"), 0) or 0
        elif name == "w:lvl":
            self._open_level(whole(attributes.get("w:ilvl"), 0) or 0)
        elif self.level is not None:
            _read_level(self.level, name, attributes)
        elif self.number is not None:
            if name == "w:abstractNumId":
                self.number.abstract = value or ""
            elif name == "w:startOverride":
                self.number.starts[self.override] = whole(value, 1) or 0
        elif self.abstract is not None and name == "w:numStyleLink":
            self.abstract.style_link = value or ""

    def _open_level(self, index: int) -> None:
        self.level = Level()
        if self.number is not None:
            self.number.levels[index] = self.level
        elif self.abstract is not None:
            self.abstract.levels[index] = self.level

    def _end(self, name: str) -> None:
        self.fallback -= name == "mc:Fallback"
        if name == "w:abstractNum":
            self.abstract = None
        elif name == "w:num":
            self.number = None
        elif name == "w:lvl":
            self.level = None


def _read_level(level: Level, name: str, attributes: Attributes) -> None:
    value = attributes.get("w:val")
    if name == "w:start":
        level.start = whole(value, 1) or 0
    elif name == "w:numFmt":
        level.format = value or "decimal"
        level.picture = attributes.get("w:format", "") if value == "custom" else ""
    elif name == "w:lvlText":
        level.pattern = value or ""
    elif name == "w:isLgl":
        level.legal = switch(attributes)
    elif name == "w:lvlRestart":
        level.restart = whole(value)
    elif name == "w:pStyle":
        level.style = value or ""
    elif name == "w:vanish":
        level.hidden = switch(attributes)
    elif name == "w:ind":
        level.indent = points(attributes.get("w:left") or attributes.get("w:start"))
