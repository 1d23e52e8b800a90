"""Places on a PDF page where pictures or small shapes stand and no words: words painted there are no text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from clausecheck.read.pdf.page import Frame, Words, turned

_WIDTH: Final = 80.0
_HEIGHT: Final = 8.0
"""Least size, in points, of a picture of a line of text."""
_AREA: Final = 3_000.0
_LETTER: Final = (2.0, 40.0)
"""Least and most height, in points, of a shape that could be a letter."""
_SHAPES: Final = 40
"""So many small shapes together may be letters drawn as shapes."""
_MOST: Final = 5_000
"""Most shapes of a page that are looked at."""
_PLACES: Final = 60
"""Most places of a page that are looked at."""
_NEAR: Final = 14.0
"""Shapes and strips no further apart than this, in points, belong together."""
_BEHIND: Final = 0.12
"""A picture with words over this share of it is the ground behind them."""
_SCALE: Final = 1.5
_PIXELS: Final = 4_000_000
_ROWS: Final = 9.0
"""Rows of pixels in a line of print, which are enough in a picture of any height."""
_CHANGES: Final = re.compile(rb"\x00\x01")


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a page, in points from the corner of the page as one reads it."""

    left: float
    top: float
    right: float
    bottom: float
    picture: bool = True
    """A picture; otherwise small shapes."""
    count: int = 1
    """How many things stand there."""

    def holds(self, words: Words) -> bool:
        """Whether the middle of `words` lies in it."""
        x, y = (words.x0 + words.x1) / 2, (words.top + words.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def with_(self, other: "Place") -> "Place":
        """Both together."""
        return Place(
            min(self.left, other.left), min(self.top, other.top), max(self.right, other.right),
            max(self.bottom, other.bottom), self.picture, self.count + other.count,
        )  # fmt: skip


def places(
    pictures: Sequence[Frame], drawings: Sequence[Frame], words: Sequence[Words], frame: Frame
) -> tuple[Place, ...]:
    """Where words may be painted that are no text; boxes are told like `frame`, the page's."""
    if not pictures and len(drawings) < _SHAPES:
        return ()
    shapes = [box for box in drawings if _LETTER[0] < box[3] - box[1] < _LETTER[1]]
    if not pictures and len(shapes) < _SHAPES:
        return ()
    quarter = words[0].look.quarter if words else 0
    found = [*_joined(_read(pictures[:_MOST], quarter, frame, picture=True))]
    if len(shapes) >= _SHAPES:
        found += [one for one in _joined(_read(shapes[:_MOST], quarter, frame, picture=False)) if one.count >= _SHAPES]
    return tuple(one for one in found if _large(one) and not _behind(one, words))[:_PLACES]


def _read(boxes: Sequence[Frame], quarter: int, frame: Frame, *, picture: bool) -> Iterator[Place]:
    """The boxes as one reads the page, cut to it; shapes wider than they could be letters are left out."""
    for box in boxes:
        inside = max(box[0], frame[0]), max(box[1], frame[1]), min(box[2], frame[2]), min(box[3], frame[3])
        if inside[0] < inside[2] and inside[1] < inside[3]:
            left, right, top, bottom, _ = turned(quarter, inside, inside[0], inside[1], frame)
            if picture or right - left < 3 * _LETTER[1]:
                yield Place(left, top, right, bottom, picture)


def _joined(found: Iterator[Place]) -> list[Place]:
    """Places that touch each other as one, from top to bottom."""
    joined: list[Place] = []
    for place in sorted(found, key=lambda one: (one.top, one.left)):
        last = next((at for at in range(len(joined) - 1, max(-1, len(joined) - 9), -1) if _near(joined[at], place)), -1)
        if last >= 0:
            joined[last] = joined[last].with_(place)
        else:
            joined.append(place)
    return joined


def _near(one: Place, other: Place) -> bool:
    gap = 1.0 if one.picture else _NEAR
    return (
        other.top <= one.bottom + gap
        and other.left <= one.right + 2 * gap
        and one.left <= other.right + 2 * gap
    )  # fmt: skip


def _large(place: Place) -> bool:
    width, height = place.right - place.left, place.bottom - place.top
    return width >= _WIDTH and height >= _HEIGHT and (width * height >= _AREA or not place.picture)


def _behind(place: Place, words: Sequence[Words]) -> bool:
    """Whether words stand over it."""
    covered = sum((one.x1 - one.x0) * (one.bottom - one.top) for one in words if place.holds(one))
    return covered > _BEHIND * (place.right - place.left) * (place.bottom - place.top)


def like_text(page: Any, found: Sequence[Place]) -> list[tuple[Place, int]]:
    """Which places of an opened `pypdfium2.PdfPage` look like lines of print, each with a key for its looks."""
    width, height = page.get_width(), page.get_height()
    scale = min(_SCALE, (_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        pixels, stride, across, down = bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height
    finally:
        bitmap.close()
    kept: list[tuple[Place, int]] = []
    for place in found:
        first, last = max(0, int(place.left * scale)), min(across, int(place.right * scale) + 1)
        rows = [
            pixels[row * stride + first : row * stride + last]
            for row in range(max(0, int(place.top * scale)), min(down, int(place.bottom * scale) + 1))
        ]
        if _lines(rows, scale):
            kept.append((place, hash(b"".join(rows))))
    return kept


def _lines(rows: Sequence[bytes], scale: float) -> bool:
    """Whether rows of grey pixels look like print: ink and ground change as often as in letters, on a plain ground."""
    whole = b"".join(rows)
    if not whole:
        return False
    levels = Counter(whole)
    ground = min(levels, key=lambda level: (-levels[level], level))
    table = bytes(int(abs(level - ground) > 60) for level in range(256))
    marked = [row.translate(table) for row in rows]
    ink = sum(row.count(1) for row in marked)
    if not 0.005 < ink / len(whole) < 0.4 or levels[ground] < 0.4 * len(whole):
        return False
    changes = [len(_CHANGES.findall(row)) for row in marked]
    width = len(rows[0]) / scale
    full = [count for count in changes if count >= max(6.0, width / 40)]
    return len(full) >= max(4.0, min(_ROWS, 0.12 * len(rows)))
