"""Styles of a Word file, each with what it inherits: numbering, outline level, look and indents."""

from dataclasses import dataclass, field, fields

from clausecheck.read import limits
from clausecheck.read.docx_package import Attributes, Package, points, switch, whole


@dataclass(slots=True)
class Look:
    """Properties of a paragraph or of a run; None where they are not set."""

    num_id: str | None = None
    level: int | None = None
    outline: int | None = None
    centered: bool | None = None
    indent: float | None = None
    page_break: bool | None = None
    bold: bool | None = None
    underline: bool | None = None
    caps: bool | None = None
    vanish: bool | None = None
    special_vanish: bool | None = None

    def read(self, name: str, attributes: Attributes) -> None:
        """Take in one element of `w:pPr`, `w:numPr` or `w:rPr`."""
        if name == "w:b":
            self.bold = switch(attributes)
        elif name == "w:u":
            self.underline = attributes.get("w:val", "single") != "none"
        elif name in ("w:caps", "w:smallCaps"):
            self.caps = switch(attributes)
        elif name == "w:vanish":
            self.vanish = switch(attributes)
        elif name == "w:specVanish":
            self.special_vanish = switch(attributes)
        elif name == "w:numId":
            self.num_id = attributes.get("w:val")
        elif name == "w:ilvl":
            self.level = whole(attributes.get("w:val"))
        elif name == "w:outlineLvl":
            self.outline = whole(attributes.get("w:val"))
        elif name == "w:jc":
            self.centered = attributes.get("w:val") == "center"
        elif name == "w:pageBreakBefore":
            self.page_break = switch(attributes)
        elif name == "w:ind":
            indent = points(attributes.get("w:left") or attributes.get("w:start"))
            self.indent = indent if indent is not None else self.indent

    def over(self, base: "Look") -> "Look":
        """This look with what it leaves open taken from `base`."""
        merged = Look()
        for name in _FIELDS:
            own = getattr(self, name)
            setattr(merged, name, own if own is not None else getattr(base, name))
        return merged


_FIELDS = tuple(item.name for item in fields(Look))


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
        self.default_paragraph = ""
        data = package.read(part) if part else b""
        if data:
            self._parse(package, data)

    def _parse(self, package: Package, data: bytes) -> None:
        current: list[Style] = []
        inside_defaults = ignored = 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal inside_defaults, ignored
            if name in ("w:tblStylePr", "w:pPrChange", "w:rPrChange"):
                ignored += 1
            elif ignored:
                return
            elif name == "w:docDefaults":
                inside_defaults += 1
            elif name == "w:style":
                style = Style(attributes.get("w:styleId", ""), attributes.get("w:type", "paragraph"))
                self._styles.setdefault(style.identity, style)
                current.append(style)
                if style.kind == "paragraph" and attributes.get("w:default") in ("1", "true", "on"):
                    self.default_paragraph = style.identity
            elif current:
                if name == "w:name":
                    current[-1].name = attributes.get("w:val", "").lower()
                elif name == "w:basedOn":
                    current[-1].based_on = attributes.get("w:val", "")
                else:
                    current[-1].look.read(name, attributes)
            elif inside_defaults:
                self.defaults.read(name, attributes)

        def end(name: str) -> None:
            nonlocal inside_defaults, ignored
            if name in ("w:tblStylePr", "w:pPrChange", "w:rPrChange"):
                ignored -= 1
            elif name == "w:docDefaults":
                inside_defaults -= 1
            elif name == "w:style" and current:
                current.pop()

        package.parse(data, start, end)

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
        return any(
            style.name.startswith(("toc ", "table of ")) and style.name != "toc heading"
            for style in self.chain(identity)[:2]
        )

    def is_title(self, identity: str) -> bool:
        """Whether it is Word's style for the title of the document."""
        return any(style.name == "title" for style in self.chain(identity))
