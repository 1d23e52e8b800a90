"""Marks the words of a Word file that a person does not see, before the file is read.

Word shows neither white letters on white, nor letters of one point, nor what lies off the page or under a picture; they
stand in the file like others. `docs/scan.md` says what is looked for.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, partial
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from clausecheck.errors import DamagedFile
from clausecheck.read.docx.package import Attributes, Package
from clausecheck.read.docx.tags import attributes_of
from clausecheck.read.docx.veils import Veil, mark
from clausecheck.read.docx.visibility.colours import OFFICE, WHITE, Colour, Theme
from clausecheck.read.docx.visibility.looking import Pass
from clausecheck.read.docx.visibility.looks import Sheet
from clausecheck.read.docx.visibility.pages import Pages
from clausecheck.read.docx.visibility.sieve import Sieve
from clausecheck.read.docx.visibility.tree import Node, trees

_FAULTS: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_DEPTHS: Final = {b"w:document": 3, b"w:footnotes": 2, b"w:endnotes": 2, b"w:hdr": 2, b"w:ftr": 2}
_MAPPING: Final = re.compile(rb"<(?:[\w.-]{1,20}:)?clrSchemeMapping ([^<>]*)>")
_SHOWN: Final = re.compile(rb"""<(?:[\w.-]{1,20}:)?displayBackgroundShape(?![^<>]*["'](?:0|false|off)["'])[\s/>]""")
_URI: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class _Enough(Exception):
    """The colours of a theme were told."""


class Visibility:
    """What the parts of one file have in common: styles, theme, settings."""

    def __init__(self, package: Package, part_of: Callable[[str], str], styles: bytes) -> None:
        """`part_of` names the part of a kind, such as "theme"; `styles` are those in the usual form, or empty."""
        self._package, self._part_of, self._known_styles = package, part_of, styles
        self.body = b""
        """The main part, as it is."""
        self.not_looked_at = 0
        """How many elements or parts were too large, or not to be understood."""

    @cached_property
    def _settings(self) -> bytes:
        try:
            return self._package.read(self._part_of("settings"))
        except DamagedFile:
            return b""

    @cached_property
    def _theme(self) -> Theme:
        own: dict[str, str] = {}
        slot = ""

        def start(name: str, attributes: Attributes) -> None:
            nonlocal slot
            local = name.rpartition(":")[2]
            if local == "fontScheme":
                raise _Enough
            if local in OFFICE:
                slot = local
            elif slot and local in ("srgbClr", "sysClr"):
                own.setdefault(slot, attributes.get("lastClr") or attributes.get("val", ""))

        with suppress(DamagedFile, _Enough):
            data = self._package.read(self._part_of("theme"))
            if data:
                self._package.parse(data, start)
        mapping = _MAPPING.search(self._settings)
        names = attributes_of(mapping[1]) if mapping else {}
        return Theme(own, {key.rpartition(":")[2]: value for key, value in names.items()})

    @cached_property
    def _styles(self) -> bytes:
        return self._known_styles or in_usual_form(self._package, self._package.read(self._part_of("styles")))

    @cached_property
    def _sheet(self) -> Sheet:
        return Sheet(self._styles)

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve(self._theme, self._styles)

    def marked(self, data: bytes, part: str) -> tuple[bytes, list[Veil]]:
        """A part in the usual form with a mark in each run that is veiled, and the veils by their numbers."""
        try:
            return self._marked(data, part)
        except _FAULTS:
            # What looks beside the text must not lose the text.
            self.not_looked_at += 1
            return data, []

    def _marked(self, data: bytes, part: str) -> tuple[bytes, list[Veil]]:
        backdrop = self._backdrop(data)
        if backdrop == WHITE and not self._sieve.stops(data):
            return data, []
        depth = next((depth for name, depth in _DEPTHS.items() if b"<%b" % name in data[:400]), 3)
        work = Pass(self._sheet, self._theme, backdrop, self._pages(data), partial(self._solid, part), body=depth == 3)
        self.not_looked_at += trees(data, depth, work.take)
        work.finish()
        pieces, end = [], 0
        for at in sorted(work.marks):
            pieces += [data[end:at], mark(work.marks[at])]
            end = at
        return b"".join((*pieces, data[end:])), work.veils

    def _solid(self, part: str, relation: str) -> bool:
        """Whether a picture is of a kind that cannot be seen through; pictures that name no such kind may be."""
        with suppress(DamagedFile):
            item = self._package.relations(part).get(relation)
            data = self._package.read(item.target) if item is not None and not item.external else b""
            if data.startswith(b"\x89PNG"):
                return data[25:26] in (b"\0", b"\2", b"\3") and b"tRNS" not in data[:5_000]
            return data.startswith(b"\xff\xd8\xff")
        return False

    def _pages(self, data: bytes) -> Pages:
        return Pages(data if b"<w:sectPr" in data else self.body)

    def _backdrop(self, data: bytes) -> Colour:
        """The colour of the page, where Word shows one."""
        start = data.find(b"<w:background", 0, 20_000)
        if start < 0 or not _SHOWN.search(self._settings):
            return WHITE
        found: list[Node] = []
        trees(data, 2, lambda node: found.append(node) if node.name == "w:background" else None)
        return next((self._theme.letters(_as_letters(node)) or WHITE for node in found), WHITE)


def _as_letters(node: Node) -> Attributes:
    return {**node.attributes, "w:val": node.attributes.get("w:color", "")}


def in_usual_form(package: Package, data: bytes) -> bytes:
    """A part in the usual prefixes, without comments, declarations or sections; empty for an empty one.

    Raises DamagedFile for broken XML and LimitExceeded beyond the limits.
    """
    if not data:
        return b""
    plain = package.plain(data)
    return plain if plain is not None else _rewritten(package, data)


def _rewritten(package: Package, data: bytes) -> bytes:
    pieces: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        own = {key: value for key, value in attributes.items() if not key.startswith("xmlns")}
        told = "".join(f" {key}={quoteattr(value, _ESCAPED)}" for key, value in own.items())
        declared = f' xmlns:w="{_URI}"' if not pieces else ""
        pieces.append(f"<{name}{declared}{told}>")

    package.parse(
        data,
        start,
        lambda name: pieces.append(f"</{name}>"),
        lambda words: pieces.append(escape(words, _ESCAPED)),
    )
    return "".join(pieces).encode()


_ESCAPED: Final = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
