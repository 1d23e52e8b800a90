"""What is painted on a PDF page, in the order in which it is painted."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from clausecheck.read.pdf.page import Frame

Matrix = tuple[float, float, float, float, float, float]
SAME: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Final[Frame] = (-1e9, -1e9, 1e9, 1e9)


class Ink(NamedTuple):
    """Something painted that is no text."""

    order: int
    box: Frame
    """In the page's points; what is painted lies inside."""
    color: int | None
    """Red, green and blue, a byte each, where it is one opaque colour."""
    solid: bool
    """It fills its whole box with that colour."""
    picture: bool = False


@dataclass(slots=True)
class Scene:
    """The objects of a page in the order they are painted."""

    texts: dict[int, int] = field(default_factory=dict)
    """The order of each text object, by its address."""
    clips: dict[int, Frame] = field(default_factory=dict)
    """For text objects that are not surely inside their clip: the part of the page that it leaves."""
    masked: set[int] = field(default_factory=set)
    """Text objects with a mask, a blending mode, or an odd clip."""
    layered: set[int] = field(default_factory=set)
    """Text objects that may belong to a layer."""
    inks: list[Ink] = field(default_factory=list)
    rules: list[Frame] = field(default_factory=list)
    """Thin dark lines."""
    outlines: list[Frame] = field(default_factory=list)
    """Shapes that are drawn as lines and cover nothing."""
    whole: bool = True
    """No object was passed over."""


def upright(matrix: Matrix) -> bool:
    """Whether rectangles stay rectangles that stand upright."""
    a, b, c, d, _, _ = matrix
    return (abs(b) < 1e-6 and abs(c) < 1e-6) or (abs(a) < 1e-6 and abs(d) < 1e-6)


def joined(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner`, then `outer`."""
    if outer is SAME:
        return inner
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q


def moved(box: Frame, matrix: Matrix) -> Frame:
    """The box around what `matrix` makes of a box."""
    if matrix is SAME:
        return box
    x0, y0, x1, y1 = box
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)


def common(one: Frame, other: Frame) -> Frame:
    """What two boxes share; its edges are the wrong way round where that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def within(box: Frame, room: Frame, slack: float = 0.0) -> bool:
    """Whether a box lies in another, or reaches out of it by no more than `slack` points."""
    return (
        box[0] >= room[0] - slack
        and box[1] >= room[1] - slack
        and box[2] <= room[2] + slack
        and box[3] <= room[3] + slack
    )
