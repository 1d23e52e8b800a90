"""The cells of a table of a Word file: the parts of its style that they take, their width and filling.

Parts of a table and their order: ECMA-376 part 1, 17.7.6.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from clausecheck.read.docx.package import points, whole
from clausecheck.read.docx.veils import Veil
from clausecheck.read.docx.visibility.colours import Colour, Theme
from clausecheck.read.docx.visibility.looks import Looks, Sheet, looks, on, over
from clausecheck.read.docx.visibility.pages import Page, flat, placed_veil, thin
from clausecheck.read.docx.visibility.tree import Node

_AROUND: Final = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"})
_LOOK: Final = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


class Cell(NamedTuple):
    """A cell with what its table says of it."""

    node: Node
    run: Looks
    paragraph: Looks
    behind: Colour | None
    width: float | None
    """In points."""
    veil: Veil | None
    """Why nothing in it is seen."""
    height: float | None
    """Of its row, in points, where that cannot grow."""


class Table:
    """One table."""

    def __init__(self, node: Node, sheet: Sheet, theme: Theme, page: Page, behind: Colour | None) -> None:
        self.sheet, self.theme = sheet, theme
        own = looks(node.kid("w:tblPr"))
        style = own.get("w:tblStyle")
        self.style = style.value("val") if style is not None else sheet.default["table"]
        self.look = over(sheet.table_of(self.style), own)
        self.rows = list(_inside(node, "w:tr"))
        self.behind = _filled(self.look, theme) or behind
        self.parts = _shown_parts(self.look.get("w:tblLook"))
        self.bands = _band(self.look, "Row"), _band(self.look, "Col")
        self.fixed = (layout := self.look.get("w:tblLayout")) is not None and layout.value("type") == "fixed"
        grid = node.kid("w:tblGrid")
        columns = [kid for kid in grid.kids if kid.name == "w:gridCol"] if grid is not None else []
        self.grid = [points(column.value("w")) for column in columns]
        self.veil = self._placed(page)

    def _placed(self, page: Page) -> Veil | None:
        wide = sum(width or 0.0 for width in self.grid) or page.column
        place, indent = self.look.get("w:tblpPr"), self.look.get("w:tblInd")
        if place is not None:
            at = points(place.value("tblpX")), points(place.value("tblpY"))
            anchors = place.value("horzAnchor", "text"), place.value("vertAnchor", "text")
            return placed_veil(at, anchors, (wide, 0.0 if anchors[1] == "page" else 12.0), page)
        if indent is not None and indent.value("type", "dxa") == "dxa":
            return placed_veil((points(indent.value("w")), None), ("text", "text"), (wide, 0.0), page)
        return None

    def cells(self) -> Iterator[list[Cell]]:
        """Its cells, row by row."""
        for index, row in enumerate(self.rows):
            properties = looks(row.kid("w:trPr"))
            cells = list(_inside(row, "w:tc"))
            column, found = whole(_value(properties, "w:gridBefore"), 0) or 0, []
            for place, cell in enumerate(cells):
                own = looks(cell.kid("w:tcPr"))
                span = min(63, max(1, whole(_value(own, "w:gridSpan"), 1) or 1))
                last = place == len(cells) - 1
                found.append(self._cell(cell, own, properties, (index, column, span), last=last))
                column += span
            yield found

    def _cell(self, node: Node, own: Looks, row: Looks, at: tuple[int, int, int], *, last: bool) -> Cell:
        index, column, span = at
        run, paragraph, styled = self.sheet.of_cell(self.style, self._parts_of(index, column, last=last))
        height = row.get("w:trHeight")
        exact = points(height.value("val")) if height is not None and height.value("hRule") == "exact" else None
        width = self._width(own, column, span)
        veil = self.veil
        if on(row, "w:hidden"):
            veil = Veil("docx.hidden_row", "its row is hidden")
        elif flat(exact):
            veil = Veil("docx.zero_row_height", f"its row is exactly {exact:g} points high")
        elif self.fixed and thin(width):
            veil = Veil("docx.zero_size", f"its cell is {width:g} points wide")
        elif on(run, "w:vanish"):
            veil = Veil("docx.vanish", "by the style of the table")
        shading = own.get("w:shd") or styled.get("w:shd")
        behind = self.theme.shading(shading.attributes) if shading is not None else None
        return Cell(node, run, paragraph, behind or self.behind, width, veil, exact)

    def _width(self, own: Looks, column: int, span: int) -> float | None:
        node = own.get("w:tcW")
        if node is not None and node.value("type", "dxa") == "dxa" and node.value("w") != "0":
            return points(node.value("w"))
        widths = self.grid[column : column + span]
        return sum(width or 0.0 for width in widths) or None

    def _parts_of(self, row: int, column: int, *, last: bool) -> list[str]:
        """The parts of the table that a cell belongs to, the weakest first."""
        shown = self.parts
        top, left = row == 0, column == 0
        end = row == len(self.rows) - 1 and row > 0
        found = ["wholeTable"]
        if "noVBand" not in shown:
            found.append(f"band{(column - ('firstColumn' in shown)) // self.bands[1] % 2 + 1}Vert")
        if "noHBand" not in shown:
            found.append(f"band{(row - ('firstRow' in shown)) // self.bands[0] % 2 + 1}Horz")
        edges = [("lastCol", "lastColumn", last), ("firstCol", "firstColumn", left)]
        edges += [("lastRow", "lastRow", end), ("firstRow", "firstRow", top)]
        found += [part for part, switch, holds in edges if holds and switch in shown]
        corners = {("firstRow", "firstCol"): "nwCell", ("firstRow", "lastCol"): "neCell"}
        corners |= {("lastRow", "firstCol"): "swCell", ("lastRow", "lastCol"): "seCell"}
        return found + [corner for pair, corner in corners.items() if set(pair) <= set(found)]


def _value(found: Looks, name: str) -> str | None:
    node = found.get(name)
    return node.value("val") if node is not None else None


def _inside(node: Node, name: str) -> Iterator[Node]:
    """The rows of a table or the cells of a row, also those in content controls and tracked changes."""
    for kid in node.kids:
        if kid.name == name:
            yield kid
        elif kid.name in _AROUND:
            yield from _inside(kid, name)


def _filled(found: Looks, theme: Theme) -> Colour | None:
    shading = found.get("w:shd")
    return theme.shading(shading.attributes) if shading is not None else None


def _band(found: Looks, which: str) -> int:
    return max(1, whole(_value(found, f"w:tblStyle{which}BandSize"), 1) or 1)


def _shown_parts(node: Node | None) -> set[str]:
    """Which parts the table shows, by the names of `w:tblLook`; bands where nothing says that it does not."""
    if node is None:
        return set()
    try:
        bits = int(node.value("val") or "0", 16)
    except ValueError:
        bits = 0
    told = {name: node.value(name) for name in _LOOK}
    return {name for name, bit in _LOOK.items() if told[name] in ("1", "true", "on") or (not told[name] and bits & bit)}
