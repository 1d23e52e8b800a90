"""Fields of a Word file whose text Word works out each time and does not store (ECMA-376 part 1, 17.16)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from clausecheck.read.docx.lists import Abstract, Level, List
from clausecheck.read.docx.number_formats import formatted
from clausecheck.read.docx.numbering import Numbering, Place
from clausecheck.read.docx.package import whole
from clausecheck.read.docx.symbol_fonts import symbol

_LEVELS: Final = 9
_BODY_LEVEL: Final = 2
"""At which level, from 0, LISTNUM counts behind words where nothing else tells: the third (17.16.5.30)."""
_ARGUMENT = re.compile(r'"[^"]*"|\S+')
_EQUATION = re.compile(r"\\[a-z]+[0-9]*")
_OUTLINE = (
    *(("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%3."), ("lowerLetter", "%4)"), ("decimal", "(%5)")),
    *(("lowerLetter", "(%6)"), ("lowerRoman", "(%7)"), ("lowerLetter", "(%8)"), ("lowerRoman", "(%9)")),
)
_SIMPLE = (
    *(("decimal", "%1)"), ("lowerLetter", "%2)"), ("lowerRoman", "%3)"), ("decimal", "(%4)"), ("lowerLetter", "(%5)")),
    *(("lowerRoman", "(%6)"), ("decimal", "%7."), ("lowerLetter", "%8."), ("lowerRoman", "%9.")),
)
_LEGAL = tuple(("decimal", "".join(f"%{above}." for above in range(1, level + 1))) for level in range(1, 10))
_BUILT_IN: Final = {
    name: Abstract(name, {index: Level(format=form, pattern=text) for index, (form, text) in enumerate(levels)})
    for name, levels in (("numberdefault", _SIMPLE), ("outlinedefault", _OUTLINE), ("legaldefault", _LEGAL))
}
"""The lists of LISTNUM fields that every file has (Microsoft's article 162895)."""
_SWITCH_FORMATS = {
    "arabic": "decimal", "roman": "lowerRoman", "alphabetic": "lowerLetter", "ordinal": "ordinal",
    "cardtext": "cardinalText", "ordtext": "ordinalText",
}  # fmt: skip


@dataclass(slots=True)
class OpenField:
    """A field: its instruction, and whether its result is being read."""

    instruction: str = ""
    result: bool = False
    runs: int = 0
    """How many runs its paragraph had when the result began."""
    paragraph: object = None
    """The one that the result began in, told by identity."""
    words: list[str] = field(default_factory=list)
    """Words of the text that stand in its code, where nobody sees them."""
    dirty: bool = False
    """Word is asked to work it out again."""
    form: list[tuple[str, str]] = field(default_factory=list)
    """What a form field holds: names and values of elements."""


@dataclass(slots=True)
class Where:
    """What a field's paragraph is when the field ends."""

    paragraph: object
    """Told by identity."""
    list: Place | None
    """Its own automatic number."""
    outline: int | None
    """Its level as a heading, from 0."""
    begun: bool
    """Words stand before the field."""


@dataclass(slots=True)
class _Headings:
    """Counters of the paragraphs that a field of the AUTONUM family numbers."""

    counts: list[int] = field(default_factory=lambda: [0] * (_LEVELS + 1))
    last: int = -1


class FieldTexts:
    """What Word shows for fields without a stored result. Call `text` once for each, in order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._headings = {name: _Headings() for name in ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT")}
        self._before: tuple[object, str, int] = (None, "", 0)
        """The paragraph, list and level of the LISTNUM before."""
        self._kinds: dict[str, Callable[[OpenField, list[str], Where], str]] = {
            "LISTNUM": self._list_number,
            **dict.fromkeys(self._headings, self._automatic),
            "FORMCHECKBOX": lambda item, _, __: "☒" if _last(item, "w:checked", "w:default") else "☐",
            "FORMDROPDOWN": lambda item, _, __: _chosen(item),
            "MACROBUTTON": lambda item, _, __: _behind_name(item.instruction),
            "GOTOBUTTON": lambda item, _, __: _behind_name(item.instruction),
            "SYMBOL": lambda _, words, __: _symbol(words),
            "EQ": lambda item, _, __: _EQUATION.sub(" ", item.instruction.strip()[2:]),
        }

    def knows(self, item: OpenField) -> bool:
        """Whether it is a field of a kind whose text is worked out here."""
        return any(word.upper() in self._kinds for word in item.instruction.split(None, 1)[:1])

    def text(self, item: OpenField, where: Where) -> str:
        """Its text; empty for fields that show nothing, or that only the page can tell."""
        words = [word.strip('"') for word in _ARGUMENT.findall(item.instruction)]
        show = self._kinds.get(words[0].upper()) if words else None
        return show(item, words, where) if show else ""

    def _list_number(self, _: OpenField, words: list[str], where: Where) -> str:
        name = words[1].lower() if len(words) > 1 and not words[1].startswith("\\") else ""
        place = self._numbering.named(name) if name else where.list or self._numbering.last()
        if place is None:
            built_in = _BUILT_IN.get(name, _BUILT_IN["numberdefault"])
            place = Place(built_in.identity, List(), built_in, -1)
        level = _switch_number(words, "\\l")
        level = self._level(place, where) if level is None else level - 1
        level = min(max(level, 0), _LEVELS - 1)
        self._before = (where.paragraph, place.abstract.identity, level)
        return self._numbering.count_field(place, level, _switch_number(words, "\\s"))

    def _level(self, place: Place, where: Where) -> int:
        if where.list is not None and where.list.abstract is place.abstract:
            return where.list.level + 1
        paragraph, identity, level = self._before
        if paragraph is where.paragraph and identity == place.abstract.identity:
            return level
        return _BODY_LEVEL if where.begun else 0

    def _automatic(self, _: OpenField, words: list[str], where: Where) -> str:
        kind = words[0].upper()
        headings = self._headings[kind]
        level = headings.last + 1 if where.outline is None else min(max(where.outline, 0), _LEVELS - 1)
        headings.counts[level] += 1
        headings.counts[level + 1 :] = [0] * (_LEVELS - level)
        if where.outline is not None:
            headings.last = level
        count = headings.counts[level]
        if kind == "AUTONUMOUT":
            form, pattern = _OUTLINE[min(level, _LEVELS - 1)]
            return re.sub("%[1-9]", lambda _: formatted(form, count), pattern)
        mark = _switch(words, "\\s") or "."
        if kind == "AUTONUM":
            return f"{formatted(_number_format(words), count)}{mark[0]}"
        text = mark[0].join(str(number) for number in headings.counts[: level + 1] if number)
        return text if "\\e" in words else f"{text}{mark[0]}"


def _switch(words: list[str], name: str) -> str | None:
    r"""The word behind a switch: `\\l 2`, or `\\l2`."""
    for index, word in enumerate(words):
        if word.lower() == name and index + 1 < len(words):
            return words[index + 1]
        if word.lower().startswith(name) and len(word) > len(name):
            return word[len(name) :]
    return None


def _switch_number(words: list[str], name: str) -> int | None:
    number = whole(_switch(words, name))
    return None if number is None or abs(number) > 1_000_000 else number


def _number_format(words: list[str]) -> str:
    told = _switch(words, "\\*") or "arabic"
    form = _SWITCH_FORMATS.get(told.lower(), "decimal")
    return form.replace("lower", "upper") if told[:1].isupper() and told.lower() in ("roman", "alphabetic") else form


def _last(item: OpenField, *names: str) -> bool:
    """Whether the first of these elements that there is stands on "on"."""
    values = dict(item.form)
    value = next((values[name] for name in names if name in values), "0")
    return value.lower() in ("1", "true", "on", "")


def _chosen(item: OpenField) -> str:
    entries = [value for name, value in item.form if name == "w:listEntry"]
    values = dict(item.form)
    index = whole(values.get("w:result", values.get("w:default")), 0) or 0
    return entries[index] if 0 <= index < len(entries) else ""


def _behind_name(instruction: str) -> str:
    """The words on a button: all but the field's name and the macro's."""
    parts = instruction.split(None, 2)
    return parts[2] if len(parts) > 2 else ""


def _symbol(words: list[str]) -> str:
    code = whole(words[1]) if len(words) > 1 else None
    if code is None and len(words) > 1 and re.fullmatch("0x[0-9a-f]{1,4}", words[1].lower()):
        code = int(words[1], 16)
    return symbol(code, _switch(words, "\\f") or "") if code is not None else ""
