"""Styles of a Word file, each with what it inherits: numbering, outline level, look and indents."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clausecheck.model import BlockKind
from clausecheck.read import limits
from clausecheck.read.docx.package import Attributes, Package, points, switch, whole
from clausecheck.read.docx.tags import Piece, attributes_of, only, pieces, tell
from clausecheck.read.docx.veils import VEIL, number_of


class Look(NamedTuple):
    """Properties of a paragraph or of a run; None where they are not set."""

    num_id: str | None = None
    level: int | None = None
    outline: int | None = None
    centered: bool | None = None
    indent: float | None = None
    bold: bool | None = None
    underline: bool | None = None
    caps: bool | None = None
    vanish: bool | None = None
    special_vanish: bool | None = None
    veil: int | None = None
    """The number of the veil that a careful look found over words."""

    def read(self, name: str, attributes: Attributes) -> "Look":
        """The look with one element of `w:pPr`, `w:numPr` or `w:rPr` taken in."""
        found = PROPERTIES.get(name)
        if found is None:
            return self
        at, convert = found
        value = convert(attributes)
        return self if value is None else Look._make([*self[:at], value, *self[at + 1 :]])

    def over(self, base: "Look") -> "Look":
        """This look with what it leaves open taken from `base`."""
        if self == NOTHING:
            return base
        return Look._make([below if own is None else own for own, below in zip(self, base, strict=True)])


def _value(attributes: Attributes) -> str | None:
    return attributes.get("w:val")


def _number(attributes: Attributes) -> int | None:
    return whole(attributes.get("w:val"))


PROPERTIES: dict[str, tuple[int, Callable[[Attributes], object]]] = {
    "w:b": (Look._fields.index("bold"), switch),
    "w:u": (Look._fields.index("underline"), lambda attributes: attributes.get("w:val", "single") != "none"),
    "w:caps": (Look._fields.index("caps"), switch),
    "w:smallCaps": (Look._fields.index("caps"), switch),
    "w:vanish": (Look._fields.index("vanish"), switch),
    "w:specVanish": (Look._fields.index("special_vanish"), switch),
    VEIL: (Look._fields.index("veil"), lambda attributes: number_of(attributes.get("w:val"))),
    "w:numId": (Look._fields.index("num_id"), _value),
    "w:ilvl": (Look._fields.index("level"), _number),
    "w:outlineLvl": (Look._fields.index("outline"), _number),
    "w:jc": (Look._fields.index("centered"), lambda attributes: attributes.get("w:val") == "center"),
    "w:ind": (
        Look._fields.index("indent"),
        lambda attributes: points(attributes.get("w:left") or attributes.get("w:start")),
    ),
}
"""Which elements set which property, and how."""
NOTHING = Look()
"""A look where nothing is set."""


class Settled(NamedTuple):
    """What a paragraph is by its own properties and its style."""

    look: Look
    kind: BlockKind
    outline: int | None
    """The level of a heading, where it has one."""
    centered: bool


@dataclass(slots=True)
class Style:
    """One style as the file has it."""

    identity: str
    kind: str
    name: str = ""
    based_on: str = ""
    look: Look = NOTHING


class Styles:
    """All styles by id, with their inheritance resolved once."""

    def __init__(self, package: Package, part: str) -> None:
        self.defaults = Look()
        self._styles: dict[str, Style] = {}
        self._resolved: dict[str, Look] = {}
        self._settled: dict[tuple[Look, str], Settled] = {}
        self.default_paragraph = ""
        self.language = "en"
        """Of the document, as in "fr-FR": Word writes numbers in words in it."""
        self._data = package.read(part) if part else b""
        self._attributes: dict[bytes, Attributes] = {}
        self._waiting: dict[str, Piece] = {}
        """Styles that nobody has asked for: nine of ten."""
        self.plain = b""
        """The part, where it is in the usual form."""
        if self._data:
            reader = _Reader(self._styles)
            if not self._cut(package, reader):
                package.parse(self._data, reader.start, reader.end)
            self.defaults, self.default_paragraph = reader.defaults, reader.default_paragraph
            self.language = reader.language or "en"

    def _cut(self, package: Package, reader: "_Reader") -> bool:
        """Read the defaults and find the styles without looking into them; whether the part allows it."""
        data = package.plain(self._data)
        defaults = pieces(data, "w:docDefaults", "w:id") if data else None
        styles = pieces(data, "w:style", "w:styleId") if data else None
        if data is None or defaults is None or styles is None:
            return False
        self._data = self.plain = data
        for piece in defaults:
            tell(data[piece.start : piece.end], _LISTENED, reader.start, reader.end, self._attributes)
        for piece in styles:
            self._waiting.setdefault(piece.identity, piece)
            if b" w:default=" in piece.head:
                reader.note_default(attributes_of(piece.head))
        return True

    def _find(self, identity: str) -> Style | None:
        piece = self._waiting.pop(identity, None)
        if piece is not None:
            reader = _Reader(self._styles)
            tell(self._data[piece.start : piece.end], _LISTENED, reader.start, reader.end, self._attributes)
        return self._styles.get(identity)

    def chain(self, identity: str) -> list[Style]:
        """The style and those it is based on, nearest first; a loop or an endless chain is cut off."""
        found: list[Style] = []
        seen: set[str] = set()
        while identity not in seen and len(found) < limits.STYLE_DEPTH:
            style = self._find(identity)
            if style is None:
                break
            seen.add(identity)
            found.append(style)
            identity = style.based_on
        return found

    def look(self, identity: str) -> Look:
        """The style's look with what it inherits, document defaults left out."""
        known = self._resolved.get(identity)
        if known is None:
            known = Look()
            for style in reversed(self.chain(identity)):
                known = style.look.over(known)
            self._resolved[identity] = known
        return known

    def settled(self, own: Look, style: str) -> Settled:
        """What a paragraph with these properties of its own and this style is."""
        known = self._settled.get((own, style))
        if known is None:
            look = own.over(self.look(style))
            kind, outline = self._kind(look, self.chain(style))
            known = self._settled[own, style] = Settled(look, kind, outline, bool(look.centered))
        return known

    def _kind(self, look: Look, chain: Sequence[Style]) -> tuple[BlockKind, int | None]:
        if any(style.name.startswith(("toc ", "table of ")) and style.name != "toc heading" for style in chain[:2]):
            return BlockKind.CONTENTS, None
        if (look.outline is not None and 0 <= look.outline < 9) or any(style.name == "title" for style in chain):
            return BlockKind.HEADING, look.outline
        return BlockKind.PARAGRAPH, None


class _Reader:
    """Reads `styles.xml`."""

    def __init__(self, styles: dict[str, Style]) -> None:
        self.styles, self.defaults = styles, Look()
        self.default_paragraph = self.language = ""
        self.current: Style | None = None
        self.inside_defaults = False
        self.ignored = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name in _IGNORED:
            self.ignored += 1
        elif self.ignored:
            return
        elif name == "w:docDefaults":
            self.inside_defaults = True
        elif name == "w:style":
            self._open(attributes)
        elif self.current is None:
            if self.inside_defaults and name == "w:lang":
                self.language = attributes.get("w:val", "")
            elif self.inside_defaults:
                self.defaults = self.defaults.read(name, attributes)
        elif name == "w:name":
            self.current.name = attributes.get("w:val", "").lower()
        elif name == "w:basedOn":
            self.current.based_on = attributes.get("w:val", "")
        else:
            self.current.look = self.current.look.read(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if name in _IGNORED:
            self.ignored -= 1
        elif name == "w:docDefaults":
            self.inside_defaults = False
        elif name == "w:style":
            self.current = None

    def _open(self, attributes: Attributes) -> None:
        style = Style(attributes.get("w:styleId", ""), attributes.get("w:type", "paragraph"))
        self.styles.setdefault(style.identity, style)
        self.current = style
        self.note_default(attributes)

    def note_default(self, attributes: Attributes) -> None:
        """A style begins with these attributes: it may be the one of paragraphs that name none."""
        if attributes.get("w:type", "paragraph") == "paragraph" and attributes.get("w:default") in ("1", "true", "on"):
            self.default_paragraph = attributes.get("w:styleId", "")


_IGNORED = frozenset({"w:tblStylePr", "w:pPrChange", "w:rPrChange"})
_LISTENED = only(" ".join((*PROPERTIES, *_IGNORED, "w:docDefaults w:style w:lang w:name w:basedOn")))
