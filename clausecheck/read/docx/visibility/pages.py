"""Where paragraphs, frames and tables of a Word file lie on its pages, as far as their own measures say."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final, NamedTuple

from clausecheck.read.docx.package import Attributes, points
from clausecheck.read.docx.tags import attributes_of
from clausecheck.read.docx.veils import Veil
from clausecheck.read.docx.visibility.looks import Looks
from clausecheck.read.docx.visibility.tree import Node
from clausecheck.read.docx.visibility.words import TINY

_SECTION: Final = re.compile(rb"<w:(sectPr|pgSz|pgMar)(?: ([^<>]*))?>")
WIDE: Final = 0.5
"""A letter is about half as wide as it is high."""
LINE: Final = 1.17
"""Points between lines of letters of one point."""
_EDGE: Final = 36.0
"""Points beyond the edge of the page before words count as off it: what is less is a slip of layout."""
_MOST: Final = 0.5
"""The part of a line off the page from where its words count as hidden."""
_SOME: Final = 0.15
_THIN: Final = 2.0
"""Points: narrower or lower than this nothing is seen of words."""
_FLAT: Final = 5.0
"""Points: lines and rows of exactly this height or less cut off all but the smallest letters."""


class Page(NamedTuple):
    """Measures of a page, in points."""

    width: float = 612.0
    height: float = 792.0
    left: float = 72.0
    right: float = 72.0
    top: float = 72.0
    bottom: float = 72.0

    @property
    def column(self) -> float:
        """How wide lines are."""
        return max(1.0, self.width - self.left - self.right)


class Pages:
    """The pages of a part, by the section that an element stands in."""

    def __init__(self, data: bytes) -> None:
        self._ends: list[int] = []
        self._pages: list[Page] = []
        taken = {b"pgSz", b"pgMar"}
        for match in _SECTION.finditer(data):
            if match[1] == b"sectPr":
                if taken:
                    self._ends.append(match.start())
                    self._pages.append(self._pages[-1] if self._pages else Page())
                taken = set()
            elif self._pages and match[1] not in taken:
                # Later ones are of a tracked change: what was before.
                taken.add(match[1])
                self._pages[-1] = _page(self._pages[-1], attributes_of(match[2] or b""))

    @property
    def largest(self) -> Page:
        """The widest page, for what stands on any of them."""
        return max(self._pages, key=lambda page: page.width + page.height, default=Page())

    def at(self, offset: int) -> Page:
        """The page of what stands at `offset` of the part."""
        index = bisect_left(self._ends, offset)
        return self._pages[min(index, len(self._pages) - 1)] if self._pages else Page()


def _page(page: Page, attributes: Attributes) -> Page:
    def measure(name: str, default: float, least: float) -> float:
        found = points(attributes.get(name))
        return default if found is None or not least <= abs(found) <= 1600 else abs(found)

    if "w:w" in attributes or "w:h" in attributes:
        return page._replace(width=measure("w:w", page.width, 36), height=measure("w:h", page.height, 36))
    return page._replace(
        left=measure("w:left", page.left, 0),
        right=measure("w:right", page.right, 0),
        top=measure("w:top", page.top, 0),
        bottom=measure("w:bottom", page.bottom, 0),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """From where to where the lines of a paragraph run, in points from the left edge of the page."""

    first: float
    start: float
    end: float
    wide: float
    """How wide its words are on one line."""
    height: float
    """Between its lines."""

    @property
    def lines(self) -> int:
        """About how many lines it has."""
        return max(1, -int(-self.wide // max(36.0, self.end - self.start)))


def line_of(found: Looks, page: Page, length: int, size: float, column: float | None = None) -> Line:
    """The lines of a paragraph of `length` letters of this size; in a table, `column` is how wide its cell is."""
    node = found.get("w:ind")
    attributes = node.attributes if node is not None else {}
    left = _measure(attributes, size, "left", "start")
    right = _measure(attributes, size, "right", "end")
    first = _measure(attributes, size, "firstLine") - _measure(attributes, size, "hanging")
    start = page.left + left
    end = page.left + (page.column if column is None else column) - right
    return Line(start + first, start, end, length * size * WIDE, _line_height(found, size))


def _measure(attributes: Attributes, size: float, *names: str) -> float:
    for name in names:
        letters = attributes.get(f"w:{name}Chars")
        if letters and letters.lstrip("-").isdecimal() and letters.lstrip("-0"):
            return int(letters[:8]) / 100 * size
    return next((found for name in names if (found := points(attributes.get(f"w:{name}"))) is not None), 0.0)


def _line_height(found: Looks, size: float) -> float:
    node = found.get("w:spacing")
    line = node.attributes.get("w:line", "") if node is not None else ""
    rule = node.attributes.get("w:lineRule", "auto") if node is not None else "auto"
    if not line:
        return LINE * size
    if rule == "auto":
        share = points(line)
        return LINE * size if share is None else share / 12 * LINE * size
    height = points(line)
    if height is None:
        return LINE * size
    return abs(height) if rule == "exact" else max(height, LINE * size)


def paragraph_veil(found: Looks, line: Line, page: Page, size: float) -> Veil | None:
    """The veil over all words of a paragraph by where its lines lie."""
    height = line.height
    if height < _FLAT and height < WIDE * size and size > TINY:
        return Veil("docx.zero_line_height", f"lines of {height:.2g} points hold letters of {size:g} points")
    justified = found.get("w:jc")
    return _off_page(line, page, justified.value("val") if justified is not None else "")


def _off_page(line: Line, page: Page, justified: str) -> Veil | None:
    wide = max(1.0, min(line.wide, max(line.end - line.start, 1.0)))
    start = line.start
    if justified == "center":
        start = (line.start + line.end - wide) / 2
    elif justified in ("right", "end"):
        start = line.end - wide
    detail = f"the lines begin {_where(start, page)}"
    if start >= page.width - _THIN:
        return Veil("docx.off_page", detail, kept=line.first < page.width - _EDGE and line.first > -line.wide / 2)
    lost = max(0.0, -_EDGE - start) + max(0.0, start + wide - page.width - _EDGE)
    if start < -_EDGE or start + wide > page.width + _EDGE:
        share = lost / wide
        if start < 0 and min(wide, -start) / wide > _MOST:
            return Veil("docx.off_page", detail)
        if share > _SOME:
            return Veil("docx.cut_off", f"about {min(1.0, share):.0%} of its lines lie off the page", kept=True)
    return _first_off_page(line, page)


def _first_off_page(line: Line, page: Page) -> Veil | None:
    begins = f"the first line begins {_where(line.first, page)}"
    if line.first >= page.width - _THIN:
        return Veil("docx.off_page", begins, kept=line.wide > page.width)
    if line.first < -_EDGE:
        if line.wide <= -line.first:
            return Veil("docx.off_page", begins)
        return Veil("docx.cut_off", begins, kept=True)
    return None


def _where(at: float, page: Page) -> str:
    if at < 0:
        return f"{-at / 28.35:.0f} cm left of the page"
    return f"{max(0.0, at - page.width) / 28.35:.0f} cm right of the page"


def frame_veil(node: Node | None, page: Page, wide: float) -> Veil | None:
    """The veil over a paragraph in a frame (`w:framePr`)."""
    if node is None or node.value("dropCap") in ("drop", "margin"):
        return None
    width, height = points(node.value("w")), points(node.value("h"))
    if width is not None and 0 < width <= _THIN:
        return Veil("docx.zero_size", f"its frame is {width:g} points wide")
    if height is not None and node.value("hRule") == "exact" and height <= _FLAT:
        return Veil("docx.zero_size", f"its frame is {height:g} points high")
    anchors = node.value("hAnchor", "text"), node.value("vAnchor", "text")
    return placed_veil(
        (points(node.value("x")), points(node.value("y"))),
        anchors,
        (width or min(wide, page.column), height or 12.0),
        page,
    )


def placed_veil(
    at: tuple[float | None, float | None], anchors: tuple[str, str], size: tuple[float, float], page: Page
) -> Veil | None:
    """The veil over what stands at these measures from the page, its margin or its text, if that is off the page."""
    across, down = at
    if across is not None:
        left = across + (0 if anchors[0] == "page" else page.left)
        if left >= page.width - _THIN or left + size[0] <= _THIN:
            return Veil("docx.off_page", f"it begins {_where(left, page)}")
    if down is not None:
        known = anchors[1] in ("page", "margin")
        top = down + (page.top if anchors[1] == "margin" else 0)
        if top >= page.height - _THIN or top + size[1] <= (_THIN if known else -page.height):
            return Veil(
                "docx.off_page", f"it stands {abs(top) / 28.35:.0f} cm {'above' if top < 0 else 'down'} the page"
            )
    return None


def flat(height: float | None) -> bool:
    """Whether a row of exactly this height shows nothing."""
    return height is not None and abs(height) < _FLAT


def thin(measure: float | None) -> bool:
    """Whether nothing is seen of words in what is this wide or high."""
    return measure is not None and measure <= _THIN
