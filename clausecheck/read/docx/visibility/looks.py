"""What runs, paragraphs and tables of a Word file look like in full: their own properties over those of their styles.

Order: defaults of the file, table style, paragraph style, character style, own (ECMA-376 part 1, 17.7.2).
"""

from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from typing import Final, NamedTuple

from clausecheck.read import limits
from clausecheck.read.docx.package import points, whole
from clausecheck.read.docx.visibility.tree import Node, trees

Looks = Mapping[str, Node]
"""Properties by the names of their elements."""
_NONE: Final[Looks] = {}
_JOINED: Final = frozenset({"w:spacing", "w:ind"})
"""Elements of paragraphs whose attributes are inherited one by one."""
_UNDONE: Final = {
    "w:left": ("w:start", "w:leftChars", "w:startChars"),
    "w:start": ("w:left", "w:leftChars", "w:startChars"),
    "w:right": ("w:end", "w:rightChars", "w:endChars"),
    "w:end": ("w:right", "w:rightChars", "w:endChars"),
    "w:firstLine": ("w:hanging", "w:firstLineChars", "w:hangingChars"),
    "w:hanging": ("w:firstLine", "w:firstLineChars", "w:hangingChars"),
}
"""What an attribute sets aside in what it is laid over."""


class Style(NamedTuple):
    """A style as the file has it."""

    kind: str
    based_on: str
    run: Looks
    paragraph: Looks
    cell: Looks
    row: Looks
    table: Looks
    parts: Mapping[str, "Style"]
    """What a table style says of some of its cells, by "firstRow", "band1Horz" and so on."""


class Sheet:
    """The styles of a file."""

    def __init__(self, data: bytes) -> None:
        self.run: Looks = _NONE
        self.paragraph: Looks = _NONE
        self.default = {"paragraph": "", "table": "", "character": ""}
        self._nodes: dict[str, Node] = {}
        self._styles: dict[str, Style] = {}
        self._chains: dict[str, list[Style]] = {}
        self._merged: dict[tuple[str, str], Looks] = {}
        if data:
            trees(data, 2, self._take)

    def _take(self, node: Node) -> None:
        if node.name == "w:docDefaults":
            self.run, self.paragraph = looks(node.first("rPr")), looks(node.first("pPr"))
        elif node.name == "w:style":
            identity = node.attributes.get("w:styleId", "")
            self._nodes.setdefault(identity, node)
            kind = node.attributes.get("w:type", "paragraph")
            if node.attributes.get("w:default") in ("1", "true", "on") and kind in self.default:
                self.default[kind] = identity

    def chain(self, identity: str) -> list[Style]:
        """The style and those that it is based on, the furthest first."""
        known = self._chains.get(identity)
        if known is None:
            seen: dict[str, Style] = {}
            name = identity
            while name in self._nodes and name not in seen and len(seen) < limits.STYLE_DEPTH:
                if name not in self._styles:
                    self._styles[name] = _style(self._nodes[name])
                seen[name] = self._styles[name]
                name = seen[name].based_on
            known = self._chains[identity] = [*reversed(seen.values())]
        return known

    def run_of(self, identity: str) -> Looks:
        """What a style says of words."""
        return self._merge(identity, "run", (style.run for style in self.chain(identity)))

    def paragraph_of(self, identity: str) -> Looks:
        """What a style says of paragraphs."""
        return self._merge(identity, "paragraph", (style.paragraph for style in self.chain(identity)))

    def table_of(self, identity: str) -> Looks:
        """What a style says of a table as a whole."""
        return self._merge(identity, "table", (style.table for style in self.chain(identity)))

    def of_cell(self, identity: str, parts: Iterable[str]) -> tuple[Looks, Looks, Looks]:
        """What a table style says of words, paragraphs and the cell itself, where these parts of it hold."""
        run: list[Looks] = []
        paragraph: list[Looks] = []
        cell: list[Looks] = []
        for part in ("", *parts):
            for style in self.chain(identity):
                found = style if not part else style.parts.get(part)
                if found is not None:
                    run.append(found.run)
                    paragraph.append(found.paragraph)
                    cell.append(found.cell)
        return over(*run), over(*paragraph), over(*cell)

    def _merge(self, identity: str, what: str, found: Iterator[Looks]) -> Looks:
        known = self._merged.get((identity, what))
        if known is None:
            known = self._merged[identity, what] = over(*found)
        return known


def _style(node: Node, *, inner: bool = False) -> Style:
    based = node.kid("w:basedOn")
    parts = {} if inner else {kid.value("type"): _style(kid, inner=True) for kid in node.kids if _is_part(kid)}
    return Style(
        node.attributes.get("w:type", "paragraph"),
        based.value("val") if based is not None else "",
        looks(node.kid("w:rPr")),
        looks(node.kid("w:pPr")),
        looks(node.kid("w:tcPr")),
        looks(node.kid("w:trPr")),
        looks(node.kid("w:tblPr")),
        parts,
    )


def _is_part(node: Node) -> bool:
    return node.name == "w:tblStylePr"


def looks(node: Node | None) -> Looks:
    """The properties in an element such as `w:rPr`; what Word adds to runs is named without its prefix."""
    if node is None:
        return _NONE
    return {kid.name if kid.name[:2] == "w:" else kid.local: kid for kid in node.kids}


def over(*layers: Looks) -> Looks:
    """Properties laid over each other, the last on top."""
    filled = [layer for layer in layers if layer]
    if len(filled) < 2:
        return filled[0] if filled else _NONE
    found = dict(filled[0])
    for layer in filled[1:]:
        for name, node in layer.items():
            found[name] = _joined(found[name], node) if name in _JOINED and name in found else node
    return found


def _joined(below: Node, above: Node) -> Node:
    gone = {other for name in above.attributes for other in _UNDONE.get(name, ())}
    node = Node(above.name, {key: value for key, value in below.attributes.items() if key not in gone}, above.at)
    node.attributes.update(above.attributes)
    return node


def on(found: Looks, name: str) -> bool:
    """Whether a switch such as `w:vanish` is on."""
    node = found.get(name)
    return node is not None and node.attributes.get("w:val", "1").lower() in ("1", "true", "on")


def number(found: Looks, name: str) -> int | None:
    """The whole number that an element such as `w:sz` gives; a measure with a unit in half points."""
    node = found.get(name)
    value = node.attributes.get("w:val", "").removesuffix("%") if node is not None else ""
    if not value[-2:].isalpha():
        return whole(value or None)
    measure = points(value)
    return round(measure * 2) if measure is not None and isfinite(measure) else None
