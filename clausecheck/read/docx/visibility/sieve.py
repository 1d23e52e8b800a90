"""A quick test whether anything in a part of a Word file could hide words, which little in most contracts could."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from clausecheck.read.docx.package import Attributes, points, whole
from clausecheck.read.docx.tags import attributes_of, pieces
from clausecheck.read.docx.visibility.colours import WHITE, Colour, Theme, highlighted, merges

_TAG: Final = re.compile(
    rb"<w:(?:color|s(?:hd|zC?s?|pacing)|h(?:ighlight|idden)|w|ind|f(?:ramePr|itText)|t(?:bl(?:pPr|Ind|Style)|rHeight|cW)"
    rb"|p(?:osition|Style)|rStyle|gridCol)[\s/>][^<>]*>?|<w14:textFill"
)
_NAME: Final = re.compile(rb"<([^\s/>]+)([^>]*)")
_BOXES: Final = (b"txbxContent>", b"position:")
"""What is found where words stand in drawings, or drawings before words."""
_EXTENT: Final = re.compile(rb'<wp:extent cx="([0-9]{1,12})" cy="([0-9]{1,12})"')
_BASED: Final = re.compile(rb"<w:basedOn( [^<>]*)>")
_SMALL: Final = 400 * 12_700**2
"""Square units of a drawing that is too small to cover a sentence."""
_WIDTHS: Final = frozenset({"w:gridCol", "w:tcW"})
_STYLES: Final = frozenset({"w:pStyle", "w:rStyle", "w:tblStyle"})
_WORDS: Final = (b"<w:t>", b"<w:t ", b"<w:t\n", b"<w:t\r", b"<w:t\t", b"<w:delText", b"<w:sym")
"""How the elements begin that words stand in."""
_Tag = tuple[str, bytes]
"""The name of an element, and what stands behind it."""


class _Sign(NamedTuple):
    """What a tag says by itself."""

    stops: bool = False
    letters: Colour | None = None
    behind: Colour | None = None


class Sieve:
    """Knows the styles of a file by what they look like."""

    def __init__(self, theme: Theme, styles: bytes, backdrop: Colour = WHITE) -> None:
        self._theme, self._backdrop = theme, backdrop
        self._styles: dict[str, bytes] = {}
        self._signs: dict[_Tag, _Sign] = {}
        self._looks: dict[str, tuple[list[str], set[_Tag], bool]] = {}
        self._always = b""
        found = pieces(styles, "w:style", "w:styleId") if styles else []
        if found is None:
            self._always = styles
            return
        start = min((piece.start for piece in found), default=len(styles))
        self._always = styles[:start]
        for piece in found:
            text = styles[piece.start : piece.end]
            self._styles.setdefault(piece.identity, text)
            if b' w:default="' in piece.head:
                self._always += text

    def stops(self, data: bytes) -> bool:
        """Whether a part, with the styles that it uses, has anything that could hide words."""
        if not any(sign in data for sign in _WORDS):
            return False
        if any(sign in data for sign in _BOXES) or _covers(data):
            return True
        tags = _tags(data)
        if any(name == "w:hidden" for name, _ in tags):
            return True
        tags |= self._always_there
        waiting = [_id(rest) for name, rest in tags if name in _STYLES]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            bases, own, hides = self._style(name)
            if hides:
                return True
            waiting += bases
            tags |= own
        silent = _silent_widths(data)
        return self._suspicious(tag for tag in tags if tag[0] not in silent and tag[0] not in _STYLES)

    @cached_property
    def _always_there(self) -> set[_Tag]:
        return _tags(self._always)

    def _style(self, name: str) -> tuple[list[str], set[_Tag], bool]:
        """What a style is based on, its own tags, and whether it hides the words of a table."""
        if name not in self._looks:
            text = self._styles.get(name, b"")
            hides = b"<w:vanish" in text and b'w:type="table"' in text
            self._looks[name] = [_id(match[1]) for match in _BASED.finditer(text)], _tags(text), hides
        return self._looks[name]

    def _suspicious(self, tags: Iterable[_Tag]) -> bool:
        letters: set[Colour] = set()
        behind = {WHITE, self._backdrop}
        for tag in tags:
            sign = self._signs.get(tag)
            if sign is None:
                sign = self._signs[tag] = self._sign(*tag)
            if sign.stops:
                return True
            letters.update(_known(sign.letters))
            behind.update(_known(sign.behind))
        return any(merges(one, other) for one in letters for other in behind)

    def _sign(self, name: str, rest: bytes) -> _Sign:
        attributes = attributes_of(rest.rstrip(b"/"))
        if name == "w:color":
            return _Sign(letters=self._theme.letters(attributes))
        if name == "w:shd":
            return _Sign(behind=self._theme.shading(attributes))
        if name == "w:highlight":
            value = attributes.get("w:val", "")
            return _Sign(stops=value in ("black", "darkBlue"), behind=highlighted(value))
        return _Sign(stops=name == "w14:textFill" or _beyond(name, attributes))


def _silent_widths(data: bytes) -> frozenset[str]:
    """Which measures of tables say nothing: all where columns are as wide as their words need."""
    if b"fixed" not in data:
        return _WIDTHS
    return frozenset({"w:gridCol"} if data.count(b"<w:tcW ") >= data.count(b"</w:tc>") else ())


def _covers(data: bytes) -> bool:
    """Whether a drawing may lie in front of words."""
    end = data.find(b"<wp:anchor ")
    while end >= 0:
        start, end = end, data.find(b"</wp:anchor>", end)
        piece = data[start:end] if end >= 0 else data[start:]
        extent = _EXTENT.search(piece)
        large = extent is None or int(extent[1]) * int(extent[2]) >= _SMALL
        if large and b'behindDoc="1"' not in piece[:1_000] and b"<wp:wrapNone" in piece:
            return True
        end = data.find(b"<wp:anchor ", end) if end >= 0 else -1
    return False


def _tags(data: bytes) -> set[_Tag]:
    found = (_NAME.match(tag) for tag in set(_TAG.findall(data)))
    return {(match[1].decode(), match[2]) for match in found if match is not None}


def _id(rest: bytes) -> str:
    return attributes_of(rest.rstrip(b"/")).get("w:val", "")


def _known(colour: Colour | None) -> Iterator[Colour]:
    if colour is not None:
        yield colour


def _beyond(name: str, attributes: Attributes) -> bool:
    """Whether a measure is one that words can hide behind."""
    value = attributes.get("w:val", "")
    if name in ("w:sz", "w:szCs"):
        return ((points(value) or 0.0) if value[-2:].isalpha() else (whole(value, 20) or 0) / 2) <= 5.5
    if name == "w:w":
        return (whole(value.removesuffix("%"), 100) or 0) <= 20
    if name == "w:position":
        return abs(whole(value) or 0) >= 100 or value[-2:].isalpha()
    if name == "w:spacing":
        line = points(attributes.get("w:line"))
        return (points(value) or 0.0) <= -1.4 or (line is not None and line <= 8)
    if name == "w:framePr":
        return _framed(attributes)
    if name in _WIDTHS:
        return attributes.get("w:type", "dxa") == "dxa" and 0 < (points(attributes.get("w:w")) or 0.0) <= 3
    if name == "w:trHeight":
        return attributes.get("w:hRule") == "exact"
    if name in ("w:ind", "w:tblInd", "w:tblpPr"):
        return any(_far(key, item) for key, item in attributes.items())
    return name == "w:fitText"


def _framed(attributes: Attributes) -> bool:
    width, height = points(attributes.get("w:w")), points(attributes.get("w:h"))
    if (width is not None and 0 < width <= 3) or (height is not None and height <= 6):
        return True
    return any(_far("", attributes.get(name, "")) for name in ("w:x", "w:y"))


def _far(name: str, value: str) -> bool:
    if name.endswith("Chars"):
        return value.lstrip("-") > "" and abs(whole(value) or 0) > 4000
    measure = points(value) or 0.0
    return measure < -70 or measure > 440
