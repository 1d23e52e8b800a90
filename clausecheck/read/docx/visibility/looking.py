"""The careful look at a part of a Word file: which of its runs a person does not see, or barely sees."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from clausecheck.read.docx.package import points
from clausecheck.read.docx.veils import Veil
from clausecheck.read.docx.visibility.colours import Colour, Theme
from clausecheck.read.docx.visibility.flow import Flow, Words, behind_veil, cover_veil
from clausecheck.read.docx.visibility.looks import Looks, Sheet, looks, on, over
from clausecheck.read.docx.visibility.pages import LINE, Page, Pages, frame_veil, line_of, paragraph_veil, thin
from clausecheck.read.docx.visibility.shapes import Shape, off_page, shapes_of
from clausecheck.read.docx.visibility.tables import Table
from clausecheck.read.docx.visibility.tree import Node
from clausecheck.read.docx.visibility.words import size_of, veil_of

_DRAWINGS: Final = frozenset({"w:drawing", "w:pict", "w:object"})
_PASSED: Final = frozenset({"w:pPr", "w:sectPr", "w:sdtPr", "w:tblPr", "w:tblGrid", "w:rt"})
_OVERFULL: Final = 1.3
"""How far beyond the end of a cell or box of a fixed height words are estimated to begin before they count as cut."""
_SLACK: Final = 10.0
_AROUND: Final = 29
"""Paragraphs on either side of a text box in which a drawing may reach over it."""
_MOST_AROUND: Final = 200
"""Drawings that are looked at for one text box."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a paragraph."""

    flow: Flow
    behind: Colour | None
    """None where it is not known."""
    run: Looks
    paragraph: Looks
    column: float | None = None
    """How wide a cell or a text box is."""
    veil: Veil | None = None


@dataclass(slots=True)
class _Run:
    """A run with words."""

    mark: int
    look: Looks
    words: str


class Pass:
    """Takes the trees of one part, in order; `marks` are the places of veiled runs with the numbers of their veils."""

    def __init__(
        self, sheet: Sheet, theme: Theme, backdrop: Colour, pages: Pages, solid: Callable[[str], bool], *, body: bool
    ) -> None:
        """`solid` says of the picture of a relationship whether nothing is seen through it."""
        self.sheet, self.theme, self.pages, self.solid, self.body = sheet, theme, pages, solid, body
        self.veils: list[Veil] = []
        self.marks: dict[int, int] = {}
        self._numbers: dict[Veil, int] = {}
        self._around = Around(Flow(page=0.0 if body else None), backdrop, {}, {})
        self._count = 0
        self._page = Page()
        self._boxes: list[tuple[float, Shape, list[int]]] = []
        self._drawn: list[tuple[float, Shape]] = []

    def take(self, node: Node) -> None:
        """Look at an element of the body, a note or a header."""
        self._page = self.pages.at(node.at) if self.body else self.pages.largest
        self._walk(node, self._around)

    def finish(self) -> None:
        """All was told: look at what lies in front of text boxes."""
        drawn = sorted(self._drawn, key=lambda entry: entry[1].paragraph)
        paragraphs = [shape.paragraph for _, shape in drawn]
        for at, box, runs in self._boxes:
            first = bisect_left(paragraphs, box.paragraph - _AROUND)
            last = min(bisect_right(paragraphs, box.paragraph + _AROUND), first + _MOST_AROUND)
            for other_at, other in drawn[first:last]:
                veil = behind_veil(box, at, other, other_at)
                if veil is not None:
                    self._veil(runs, veil)

    def _veil(self, runs: list[int] | tuple[int, ...], veil: Veil) -> None:
        number = self._numbers.get(veil)
        if number is None:
            number = self._numbers[veil] = len(self.veils)
            self.veils.append(veil)
        for mark in runs:
            known = self.marks.get(mark)
            if known is None or (self.veils[known].kept and not veil.kept):
                self.marks[mark] = number

    def _walk(self, node: Node, around: Around) -> None:
        if node.name == "w:p":
            self._paragraph(node, around)
        elif node.name == "w:tbl":
            self._table(node, around)
        elif node.name not in _PASSED:
            for kid in _chosen(node):
                self._walk(kid, around)

    def _table(self, node: Node, around: Around) -> None:
        table = Table(node, self.sheet, self.theme, self._page, around.behind)
        for row in table.cells():
            lowest = 0.0
            for cell in row:
                flow = Flow()
                veil = around.veil or cell.veil
                inside = Around(flow, cell.behind, cell.run, cell.paragraph, cell.width, veil)
                for kid in cell.node.kids:
                    self._walk(kid, inside)
                if cell.height is not None:
                    self._cut(flow, cell.height, "its row")
                lowest = max(lowest, flow.down)
            around.flow.down += lowest

    def _cut(self, flow: Flow, height: float, what: str) -> None:
        veil = Veil("docx.cut_off", f"{what} is {height:g} points high and cannot grow", kept=True)
        for words in flow.words:
            if words.top >= height * _OVERFULL + _SLACK:
                self._veil(words.runs, veil)

    def _paragraph(self, node: Node, around: Around) -> None:
        self._count += 1
        own = looks(node.kid("w:pPr"))
        named = own.get("w:pStyle")
        style = named.value("val") if named is not None else self.sheet.default["paragraph"]
        found = over(self.sheet.paragraph, around.paragraph, self.sheet.paragraph_of(style), own)
        base = over(self.sheet.run, around.run, self.sheet.run_of(style))
        runs: list[_Run] = []
        drawings: list[tuple[Shape, bool]] = []
        for kid in node.kids:
            self._collect(kid, base, runs, drawings)
        shading = found.get("w:shd")
        behind = (self.theme.shading(shading.attributes) if shading is not None else None) or around.behind
        size = max((size_of(run.look) for run in runs), default=0.0)
        line = line_of(found, self._page, sum(len(run.words) for run in runs), size, around.column)
        frame = found.get("w:framePr")
        veil = around.veil or frame_veil(frame, self._page, line.wide)
        if veil is None and runs and frame is None:
            veil = paragraph_veil(found, line, self._page, size)
        if _breaks(node, found) and around.flow.page is not None:
            around.flow.page = around.flow.down
        start = around.flow.down
        placed = self._place(found, around.flow, runs, line.height * line.lines, (line.start, line.start + line.wide))
        self._draw(drawings, around, start)
        uncertain = around.flow.backdrop(self._count)
        for run in runs:
            one = veil if veil is not None and not veil.kept else None
            one = one or veil_of(run.look, behind, self.theme, run.words) or veil
            if one is not None and uncertain and one.technique in ("docx.colour", "docx.faint"):
                one = Veil("docx.faint", f"{one.detail}, or on a picture or shape that lies behind them", kept=True)
            if one is not None:
                self._veil((run.mark,), one)
        if placed is not None and frame is None:
            self._cover(placed, around.flow)

    def _collect(self, node: Node, base: Looks, runs: list[_Run], drawings: list[tuple[Shape, bool]]) -> None:
        if node.name == "w:r":
            self._run(node, base, runs, drawings)
        elif node.name in _DRAWINGS:
            drawings += [(shape, False) for shape in shapes_of(node, self._page, self.theme)]
        elif node.name not in _PASSED:
            for kid in _chosen(node):
                self._collect(kid, base, runs, drawings)

    def _run(self, node: Node, base: Looks, runs: list[_Run], drawings: list[tuple[Shape, bool]]) -> None:
        own = looks(node.kid("w:rPr"))
        named = own.get("w:rStyle")
        look = over(base, self.sheet.run_of(named.value("val")), own) if named is not None else over(base, own)
        inside = [kid for kid in node.kids if kid.name != "w:rPr"]
        words = "".join(kid.text if kid.name != "w:sym" else "x" for kid in inside if _wordy(kid))
        if words.strip():
            runs.append(_Run(inside[0].at, look, words))
        before = len(drawings)
        for kid in inside:
            if kid.kids:
                self._collect(kid, look, runs, drawings)
        if len(drawings) > before and on(look, "w:vanish"):
            drawings[before:] = [(shape, True) for shape, _ in drawings[before:]]

    def _place(
        self, found: Looks, flow: Flow, runs: list[_Run], height: float, across: tuple[float, float]
    ) -> Words | None:
        """Give a paragraph its room; where it lies if it has words."""
        spacing = found.get("w:spacing")
        attributes = spacing.attributes if spacing is not None else {}
        top = flow.down + max(0.0, points(attributes.get("w:before")) or 0.0)
        flow.down = top + (height if runs else LINE * 10) + max(0.0, points(attributes.get("w:after")) or 0.0)
        if not runs:
            return None
        right = min(across[1], max(across[0] + 1, self._page.width - self._page.right))
        marks = tuple(run.mark for run in runs)
        words = Words(top, top + height, across[0], right, marks, self._count)
        flow.words.append(words)
        return words

    def _cover(self, words: Words, flow: Flow) -> None:
        for at, shape in flow.near(words.paragraph):
            veil = cover_veil(words, at, shape, flow, self._page)
            if veil is not None:
                self._veil(words.runs, veil)

    def _draw(self, drawings: list[tuple[Shape, bool]], around: Around, at: float) -> None:
        """Take in the drawings that are anchored in a paragraph, and look at the words in them."""
        for shape, vanished in drawings:
            shape.paragraph = self._count
            shape.hidden = shape.hidden or vanished
            shape.solid = bool(shape.picture and shape.floats and shape.front and self.solid(shape.picture))
            around.flow.shapes.append((at, shape))
            self._drawn.append((at, shape))
        for shape, vanished in drawings:
            beside = any(other is not shape and other.opaque and not other.hidden for other, _ in drawings)
            for box in shape.boxes:
                self._box(box, shape, replace(around, behind=_backdrop(shape, around.behind, beside)), at, vanished)
            self._reach_back(shape, at, around.flow)

    def _reach_back(self, shape: Shape, at: float, flow: Flow) -> None:
        if shape.y is not None and (shape.y < 0 or shape.below == "page") and shape.front:
            for words in flow.words[-20:]:
                veil = cover_veil(words, at, shape, flow, self._page)
                if veil is not None:
                    self._veil(words.runs, veil)

    def _box(self, node: Node, shape: Shape, around: Around, at: float, vanished: bool) -> None:
        flow = Flow()
        veil = around.veil or _box_veil(shape, self._page, vanished)
        inside = Around(flow, around.behind, {}, {}, shape.width, veil)
        page, known = self._page, len(self.marks)
        for kid in node.kids:
            self._walk(kid, inside)
        self._page = page
        if shape.height and len(self.marks) == known and not shape.grows:
            self._cut(flow, shape.height, "its text box")
        runs = [mark for words in flow.words for mark in words.runs]
        if runs and veil is None:
            self._boxes.append((at, shape, runs))


def _chosen(node: Node) -> list[Node]:
    """The elements in one; of alternatives the first, as Word takes it."""
    if node.name != "mc:AlternateContent":
        return node.kids
    return next(([kid] for kid in node.kids if kid.kids), [])


def _wordy(node: Node) -> bool:
    return node.name in ("w:t", "w:delText", "w:sym")


def _breaks(node: Node, found: Looks) -> bool:
    if on(found, "w:pageBreakBefore"):
        return True
    return any(
        kid.name == "w:lastRenderedPageBreak" or (kid.name == "w:br" and kid.value("type") == "page")
        for run in node.kids
        if run.name == "w:r"
        for kid in run.kids
    )


def _backdrop(shape: Shape, behind: Colour | None, beside: bool) -> Colour | None:
    """What lies behind the words of a text box."""
    if shape.unclear:
        return None
    if shape.opaque and shape.fill is not None:
        return shape.fill
    return None if beside or shape.below == "group" else behind


def _box_veil(shape: Shape, page: Page, vanished: bool) -> Veil | None:
    if vanished:
        return Veil("docx.vanish", "the drawing that they stand in is formatted as hidden")
    if shape.hidden:
        return Veil("docx.hidden_shape", "the drawing that they stand in is hidden")
    if thin(shape.width) or thin(shape.height):
        return Veil("docx.zero_size", f"their box is {shape.width or 0:.1f} by {shape.height or 0:.1f} points")
    return off_page(shape, page)
