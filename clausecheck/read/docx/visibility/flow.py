"""What lies over what in a Word file: paragraphs below each other, estimated, and the drawings among them."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from clausecheck.read.docx.veils import Veil
from clausecheck.read.docx.visibility.pages import Page
from clausecheck.read.docx.visibility.shapes import Shape

_KEPT: Final = 60
"""Paragraphs that a drawing may reach back to."""
_COVERED: Final = 0.6
"""The part of a paragraph that is covered from where its words count as hidden."""
_TOUCHED: Final = 0.3
_ALL: Final = 0.9
_SENTENCE: Final = 200.0
"""Points: what is shorter may be a line for a signature, with the picture of one over it."""
_LARGE: Final = 400.0
"""Square points: a smaller drawing, such as a box to tick, covers no sentence."""
_BACKDROP: Final = 4_000.0
_OVERLAP: Final = 0.75


class Words(NamedTuple):
    """A paragraph with words: where it lies, from the beginning of its story, and its runs."""

    top: float
    bottom: float
    left: float
    right: float
    runs: tuple[int, ...]
    """Their places in the part."""
    paragraph: int


@dataclass(slots=True)
class Flow:
    """A story as it runs down: a body, a cell or a text box."""

    down: float = 0.0
    page: float | None = None
    """Where its page began, where it has pages."""
    words: list[Words] = field(default_factory=list)
    shapes: list[tuple[float, Shape]] = field(default_factory=list)
    """Drawings with where their paragraph begins."""

    def near(self, paragraph: int) -> list[tuple[float, Shape]]:
        """The drawings that may reach a paragraph."""
        return [(at, shape) for at, shape in self.shapes[-_KEPT:] if abs(shape.paragraph - paragraph) <= _KEPT]

    def backdrop(self, paragraph: int) -> bool:
        """Whether a picture or a filled shape may lie behind the words of a paragraph."""
        return any(
            shape.floats and shape.opaque and not shape.front and shape.area >= _BACKDROP
            for _, shape in self.near(paragraph)
        )


def cover_veil(words: Words, at: float, shape: Shape, flow: Flow, page: Page) -> Veil | None:
    """The veil that a drawing anchored `at` lays over a paragraph."""
    if not (shape.floats and shape.front and shape.opaque) or shape.hidden or shape.area < _LARGE:
        return None
    width, height = shape.width or 0.0, shape.height or 0.0
    if shape.y is None or width <= 0 or height <= 0:
        return None
    left = page.left if shape.x is None else shape.x
    across = _share(words.left, words.right, left, left + width)
    what = "a picture" if shape.unclear else f"a shape filled with {shape.fill}" if shape.fill else "a filled shape"
    detail = f"{what}, {width:.0f} by {height:.0f} points, lies in front of the words"
    if shape.below == "paragraph":
        down = _share(words.top, words.bottom, at + shape.y, at + shape.y + height)
        sure = not shape.unclear and not shape.boxes
        if shape.solid and min(across, down) >= _ALL and words.right - words.left >= _SENTENCE:
            sure = True
        if across >= _COVERED and down >= _COVERED:
            return Veil("docx.cover_shape" if sure else "docx.cover_part", detail, kept=not sure)
        return Veil("docx.cover_part", detail, kept=True) if across * down >= _TOUCHED else None
    if shape.below != "page" or flow.page is None or shape.boxes or shape.unclear or across < _TOUCHED:
        return None
    top = shape.y - page.top + flow.page
    slack = 24.0 + 0.15 * max(0.0, shape.y - page.top)
    near = _share(words.top, words.bottom, top - slack, top + height + slack) >= _TOUCHED
    return Veil("docx.cover_part", f"{detail}, about here", kept=True) if near else None


def behind_veil(box: Shape, box_at: float, other: Shape, other_at: float) -> Veil | None:
    """The veil that a drawing lays over a text box."""
    if not other.opaque or other is box or other.hidden or other.order <= box.order or not other.floats:
        return None
    if box.below != other.below or box.below not in ("paragraph", "page") or not box.area or not other.area:
        return None
    if box.y is None or other.y is None or (box.x is None) != (other.x is None):
        return None
    top, others = (box_at + box.y, other_at + other.y) if box.below == "paragraph" else (box.y, other.y)
    left, other_left = box.x or 0.0, other.x or 0.0
    across = _share(left, left + (box.width or 0.0), other_left, other_left + (other.width or 0.0))
    down = _share(top, top + (box.height or 0.0), others, others + (other.height or 0.0))
    if across * down < _OVERLAP:
        return None
    return Veil("docx.behind_picture", f"{'a picture' if other.unclear else 'a filled shape'} lies in front of its box")


def _share(start: float, end: float, other_start: float, other_end: float) -> float:
    """The part of a stretch that another covers."""
    return max(0.0, min(end, other_end) - max(start, other_start)) / max(end - start, 0.1)
