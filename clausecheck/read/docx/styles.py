"""Styles of a Word file, each with what it inherits: numbering, outline level, look and indents."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter

from clausecheck.read import limits
from clausecheck.read.docx.package import Attributes, Package, points, switch, whole


@dataclass(slots=True)
class Look:
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

    def read(self, name: str, attributes: Attributes) -> None:
        """Take in one element of `w:pPr`, `w:numPr` or `w:rPr`."""
        found = _PROPERTIES.get(name)
        if found is not None:
            field_name, convert = found
            value = convert(attributes)
            if value is not None:
                setattr(self, field_name, value)

    def over(self, base: "Look") -> "Look":
        """This look with what it leaves open taken from `base`."""
        if self == _NOTHING:
            return base
        pairs = zip(_values(self), _values(base), strict=True)
        return Look(*(below if own is None else own for own, below in pairs))


def _value(attributes: Attributes) -> str | None:
    return attributes.get("w:val")


def _number(attributes: Attributes) -> int | None:
    return whole(attributes.get("w:val"))


_PROPERTIES: dict[str, tuple[str, Callable[[Attributes], object]]] = {
    "w:b": ("bold", switch),
    "w:u": ("underline", lambda attributes: attributes.get("w:val", "single") != "none"),
    "w:caps": ("caps", switch),
    "w:smallCaps": ("caps", switch),
    "w:vanish": ("vanish", switch),
    "w:specVanish": ("special_vanish", switch),
    "w:numId": ("num_id", _value),
    "w:ilvl": ("level", _number),
    "w:outlineLvl": ("outline", _number),
    "w:jc": ("centered", lambda attributes: attributes.get("w:val") == "center"),
    "w:ind": ("indent", lambda attributes: points(attributes.get("w:left") or attributes.get("w:start"))),
}
_values = attrgetter(*(item.name for item in fields(Look)))
_NOTHING = Look()


@dataclass(slots=True)
class Style:
    """One style as the file has it."""

    identity: str
    kind: str
    name: str = ""
    based_on: str = ""
    look: Look = field(default_factory=Look)


class Styles:
    """All styles by id, with their inheritance resolved once."""

    def __init__(self, package: Package, part: str) -> None:
        self.defaults = Look()
        self._styles: dict[str, Style] = {}
        self._resolved: dict[str, Look] = {}
        self._contents: dict[str, bool] = {}
        self._titles: dict[str, bool] = {}
        self.default_paragraph = ""
        self.language = "en"
        """Of the document, as in "fr-FR": Word writes numbers in words in it."""
        data = package.read(part) if part else b""
        if data:
            reader = _Reader(self.defaults, self._styles)
            package.parse(data, reader.start, reader.end)
            self.default_paragraph, self.language = reader.default_paragraph, reader.language or "en"

    def chain(self, identity: str) -> list[Style]:
        """The style and those it is based on, nearest first; a loop or an endless chain is cut off."""
        found: list[Style] = []
        seen: set[str] = set()
        while identity in self._styles and identity not in seen and len(found) < limits.STYLE_DEPTH:
            seen.add(identity)
            found.append(self._styles[identity])
            identity = found[-1].based_on
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

    def is_contents(self, identity: str) -> bool:
        """Whether it is a style for lines of a table of contents ("toc 1" to "toc 9")."""
        known = self._contents.get(identity)
        if known is None:
            known = self._contents[identity] = any(
                style.name.startswith(("toc ", "table of ")) and style.name != "toc heading"
                for style in self.chain(identity)[:2]
            )
        return known

    def is_title(self, identity: str) -> bool:
        """Whether it is Word's style for the title of the document."""
        known = self._titles.get(identity)
        if known is None:
            known = self._titles[identity] = any(style.name == "title" for style in self.chain(identity))
        return known


class _Reader:
    """Reads `styles.xml`."""

    def __init__(self, defaults: Look, styles: dict[str, Style]) -> None:
        self.defaults, self.styles = defaults, styles
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
                self.defaults.read(name, attributes)
        elif name == "w:name":
            self.current.name = attributes.get("w:val", "").lower()
        elif name == "w:basedOn":
            self.current.based_on = attributes.get("w:val", "")
        else:
            self.current.look.read(name, attributes)

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
        if style.kind == "paragraph" and attributes.get("w:default") in ("1", "true", "on"):
            self.default_paragraph = style.identity


_IGNORED = frozenset({"w:tblStylePr", "w:pPrChange", "w:rPrChange"})
