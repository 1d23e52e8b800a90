"""A quick test whether anything in a part of a Word file could hide words, which little in most contracts could."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from clausecheck.read.docx.package import Attributes, points, whole
from clausecheck.read.docx.tags import attributes_of, pieces
from clausecheck.read.docx.visibility_colours import WHITE, Colour, Theme, highlighted, merges

_LOOKED_AT: Final = (
    rb"w:(?:color|shd|highlight|szC?s?|w|spacing|ind|framePr|tblpPr|tblInd|trHeight|position|fitText|hidden"
    rb"|pStyle|rStyle|tblStyle|gridCol|tcW)"
)
_TAG: Final = re.compile(rb"<(%b)( [^<>]*)>" % _LOOKED_AT + rb"|<(w:hidden|[\w.-]+:textFill|w:framePr)/?>")
_DRAWN: Final = re.compile(
    rb"<wp:anchor |<(?:\w+:)?anchor |txbxContent>|position:absolute|position:relative|:textFill[ />]|<w:vanish[ /]"
)
_STYLES: Final = frozenset({"w:pStyle", "w:rStyle", "w:tblStyle"})


class Sieve:
    """Knows the styles of a file by what they look like."""

    def __init__(self, theme: Theme, styles: bytes, backdrop: Colour = WHITE) -> None:
        self._theme, self._backdrop = theme, backdrop
        self._styles: dict[str, bytes] = {}
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
        if _DRAWN.search(data):
            return True
        tags = _tags(data)
        if any(name == "w:hidden" for name, _ in tags):
            return True
        tags |= _tags(self._always)
        waiting = [_id(rest) for name, rest in tags if name in _STYLES]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            text = self._styles.get(name)
            if text is None or name in seen:
                continue
            seen.add(name)
            waiting += [_id(match[1]) for match in _BASED.finditer(text)]
            tags |= _tags(text)
            if _DRAWN.search(text) and b"vanish" in text and b'w:type="table"' in text:
                return True
        return self._suspicious(tags)

    def _suspicious(self, tags: Iterable[tuple[str, bytes]]) -> bool:
        letters: set[Colour] = set()
        behind = {WHITE, self._backdrop}
        for name, rest in tags:
            attributes = attributes_of(rest.rstrip(b"/"))
            if name == "w:color":
                letters.update(_known(self._theme.letters(attributes)))
            elif name == "w:shd":
                behind.update(_known(self._theme.shading(attributes)))
            elif name == "w:highlight":
                behind.update(_known(highlighted(attributes.get("w:val", ""))))
                if attributes.get("w:val") in ("black", "darkBlue"):
                    return True
            elif name in _STYLES:
                continue
            elif name.endswith(":textFill") or name == "w:framePr" or _beyond(name, attributes):
                return True
        return any(merges(one, other) for one in letters for other in behind)


_BASED: Final = re.compile(rb"<w:basedOn( [^<>]*)>")


def _tags(data: bytes) -> set[tuple[str, bytes]]:
    return {((match[0] or match[2]).decode(), match[1]) for match in set(_TAG.findall(data))}


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
    if name in ("w:gridCol", "w:tcW"):
        return attributes.get("w:type", "dxa") == "dxa" and 0 < (points(attributes.get("w:w")) or 0.0) <= 3
    if name == "w:trHeight":
        return attributes.get("w:hRule") == "exact"
    if name in ("w:ind", "w:tblInd", "w:tblpPr"):
        return any(_far(key, item) for key, item in attributes.items())
    return name == "w:fitText"


def _far(name: str, value: str) -> bool:
    if name.endswith("Chars"):
        return value.lstrip("-") > "" and abs(whole(value) or 0) > 4000
    measure = points(value) or 0.0
    return measure < -70 or measure > 440
