"""Automatic numbers of a Word file, counted and written as Word shows them (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from clausecheck.read.docx.lists import Abstract, Level, List, Lists
from clausecheck.read.docx.number_formats import formatted
from clausecheck.read.docx.package import Package
from clausecheck.read.docx.styles import Styles

_PLACE = re.compile(r"%([1-9])")
_WORDS = re.compile(r"[^\W\d_]{2}")
_LEVELS = 9
_FEW = 2


class Numbered(NamedTuple):
    """The automatic number of one paragraph."""

    label: str
    level: int
    list_id: str
    indent: float | None
    worded: bool = False
    """The label holds words beside its number, more than "Article" or "Section"."""


class Place(NamedTuple):
    """A list and a level of it, counted from 0."""

    num_id: str
    list: List
    abstract: Abstract
    level: int


@dataclass(slots=True)
class _Counts:
    """How far the lists of one story have come; Word counts body, notes, text boxes and page heads apart."""

    values: dict[str, list[int | None]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)
    restarts: dict[str, int] = field(default_factory=dict)
    last: Place | None = None


class Numbering:
    """The lists of a file, with their counters. Call `number` once for each paragraph, in order."""

    def __init__(self, package: Package, part: str, styles: Styles) -> None:
        self._styles = styles
        self._lists = Lists(package, part)
        self._shown: dict[tuple[str, int], _Shown] = {}
        self._places: dict[tuple[str, str | None, int | None], Place | None] = {}
        self._stories: dict[str, _Counts] = {"": _Counts()}
        self._story = ""

    @contextmanager
    def story(self, name: str) -> Iterator[None]:
        """Count apart what is numbered inside: "" is the body; the same name goes on where it ended."""
        before = self.enter(name)
        try:
            yield
        finally:
            self.enter(before)

    def enter(self, name: str) -> str:
        """Go on with the counters of another story; returns the one that was left."""
        before, self._story = self._story, name
        self._stories.setdefault(name, _Counts())
        return before

    def number(self, style: str, num_id: str | None, level: int | None) -> Numbered | None:
        """Count a paragraph with this style and direct list; None where it is in no list."""
        place = self.place(style, num_id, level)
        return self.count(place) if place else None

    def place(self, style: str, num_id: str | None, level: int | None) -> Place | None:
        """The list and level of a paragraph, without counting it."""
        key = (style, num_id, level)
        if key not in self._places:
            self._places[key] = self._find(style, num_id, level)
        return self._places[key]

    def _find(self, style: str, num_id: str | None, level: int | None) -> Place | None:
        from_style = num_id is None
        if num_id is None:
            num_id = self._styles.look(style).num_id
        if num_id is None or num_id == "0":
            return None
        number = self._lists.list(num_id)
        abstract = self._abstract(num_id)
        if number is None or abstract is None:
            return None
        if level is None:
            level = self._style_level(abstract, style) if from_style or self._styles.look(style).num_id else None
        if level is None:
            level = self._styles.look(style).level if from_style else None
        return Place(num_id, number, abstract, min(max(level or 0, 0), _LEVELS - 1))

    def named(self, name: str) -> Place | None:
        """A list whose definition has this name, in small letters."""
        for num_id in self._lists.ids():
            number, abstract = self._lists.list(num_id), self._abstract(num_id)
            if number is not None and abstract is not None and abstract.name == name:
                return Place(num_id, number, abstract, -1)
        return None

    def last(self) -> Place | None:
        """Where the story counted last."""
        return self._stories[self._story].last

    def count_field(self, place: Place, level: int, start: int | None) -> str:
        """Count a number inside a paragraph, at `level` from 0, and return it as it is shown."""
        if start is not None:
            story = self._stories[self._story]
            story.started.add((place.num_id, level))
            story.values.setdefault(place.abstract.identity, [None] * _LEVELS)[level] = start - 1
        return self.count(place._replace(level=level)).label

    def _style_level(self, abstract: Abstract, style: str) -> int | None:
        """The level that is linked to the style or to one that it is based on."""
        for link in self._styles.chain(style):
            for index, level in abstract.levels.items():
                if level.style == link.identity:
                    return index
            if link.look.level is not None:
                return link.look.level
        return None

    def _abstract(self, num_id: str) -> Abstract | None:
        """The definition behind a list, through links to numbering styles."""
        seen: set[str] = set()
        while (number := self._lists.list(num_id)) is not None and num_id not in seen:
            seen.add(num_id)
            abstract = self._lists.abstract(number.abstract)
            if abstract is None or not abstract.style_link or abstract.levels:
                return abstract
            num_id = self._styles.look(abstract.style_link).num_id or ""
        return None

    def count(self, place: Place) -> Numbered:
        """Count a paragraph there."""
        num_id, number, abstract, level = place
        shown = self._shown.get((num_id, level))
        if shown is None:
            shown = self._shown[num_id, level] = _Shown(number, abstract, level)
        story = self._stories[self._story]
        story.last = place
        counters = story.values.get(abstract.identity)
        if counters is None:
            counters = story.values[abstract.identity] = [None] * _LEVELS
        before = counters[level]
        restarts = level in number.starts and (num_id, level) not in story.started
        if restarts:
            story.restarts[abstract.identity] = story.restarts.get(abstract.identity, -1) + 1
            story.started.add((num_id, level))
        counters[level] = shown.starts[level] if before is None or restarts else before + 1
        for index in range(level):
            if counters[index] is None:
                counters[index] = shown.starts[index]
        for index in shown.cleared:
            counters[index] = None
        identity = f"list{abstract.identity}.{story.restarts.get(abstract.identity, 0)}{self._story}"
        return Numbered(self._label(shown, counters), level + 1, identity, shown.level.indent, shown.worded)

    def _label(self, shown: "_Shown", counters: list[int | None]) -> str:
        text = shown.text
        for index, level, legal, behind in shown.parts:
            value = counters[index]
            value = level.start if value is None else value
            text += str(value) if legal else formatted(level.format, value, self._styles.language, level.picture)
            text += behind
        return text


class _Shown:
    """How a level of a list counts and is written, worked out once."""

    def __init__(self, number: List, abstract: Abstract, level: int) -> None:
        levels = [number.levels.get(index) or abstract.levels.get(index) or Level() for index in range(_LEVELS)]
        self.level = current = levels[level]
        self.starts = [number.starts.get(index, levels[index].start) for index in range(_LEVELS)]
        restarts = [(index, levels[index].restart) for index in range(level + 1, _LEVELS)]
        self.cleared = [index for index, after in restarts if after is None or (after > 0 and level < after)]
        """The levels that begin anew behind a paragraph of this one."""
        self.worded = sum(map(bool, map(_WORDS.search, current.pattern.split()))) > _FEW
        self.text = ""
        self.parts: list[tuple[int, Level, bool, str]] = []
        """After `text`: the level whose number comes, whether in plain digits, and the text behind it."""
        if current.hidden or (current.format == "bullet" and not _WORDS.search(current.pattern)):
            return
        if current.format == "bullet":
            self.text = current.pattern
            return
        self.text, *pieces = _PLACE.split(current.pattern)
        for place, behind in zip(pieces[::2], pieces[1::2], strict=True):
            above = levels[int(place) - 1]
            digits = current.legal and above.format not in ("none", "decimalZero")
            self.parts.append((int(place) - 1, above, digits or above.format == "decimal", behind))
