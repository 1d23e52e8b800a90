"""Draws a part of a page with some of its text and without, and tells how much each character changes it."""

import ctypes
import math
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple

from clausecheck.read.pdf.page import Frame
from clausecheck.read.pdf.visibility.colors import contrast

PIXELS: Final = 4_000_000
"""Most pixels of a picture."""
_SCALE: Final = 2.0
"""Pixels of a point: at 144 dots an inch the strokes of 6-point type are a pixel wide."""
_LEAST_SCALE: Final = 0.7
_ENOUGH: Final = 1.6
"""A contrast that needs no closer look."""
_INK: Final = 60
"""By how much, of 255, strokes differ from their ground."""
_COLORS: Final = 4
"""BGRx of fpdfview.h: bytes of a pixel."""


class Change(NamedTuple):
    """What a character's text does to its box."""

    rows: float
    """Share of the rows of pixels that change."""
    contrast: float
    """The most by which a pixel stands out from what it was, as WCAG 2 reckons it: 1 for nothing."""
    hue: int
    """The most by which red or green of a pixel changes, of 255."""
    ground: int
    """Colour of the middle of the box without the text: red, green and blue, a byte each."""


NOTHING: Final = Change(0.0, 1.0, 0, 0xFFFFFF)
SEEN: Final = Change(1.0, 21.0, 255, 0xFFFFFF)
"""Of black on white."""


class Pictures:
    """Draws the pages of one opened `pypdfium2.PdfDocument`."""

    def __init__(self, document: Any) -> None:
        import pypdfium2.raw as raw

        self._document = document
        self._raw = raw

    def compare(self, page: Any, frame: Frame, items: Collection[int], boxes: Sequence[Frame]) -> list[Change] | None:
        """What switching off the text objects `items` changes in each box; None where the page cannot be drawn.

        `page` is as `pypdfium2.raw` hands it out; boxes are in its points, those outside `frame` do not change.
        """
        found = [NOTHING] * len(boxes)
        for region, members in _regions(frame, boxes):
            scale = min(_SCALE, math.sqrt(PIXELS / max(1.0, (region[2] - region[0]) * (region[3] - region[1]))))
            if scale < _LEAST_SCALE:
                return None
            shown = self._draw(page, frame, region, scale)
            self._switch(items, on=False)
            bare = self._draw(page, frame, region, scale)
            self._switch(items, on=True)
            if shown is None or bare is None:
                return None
            for index in members:
                found[index] = _change(*shown, bare[0], _pixels(boxes[index], region, scale, *shown[1:]))
        return found

    def inked(self, page: Any, frame: Frame, boxes: Sequence[Frame]) -> list[bool]:
        """Whether the page shows strokes in each box: light and dark."""
        found = [False] * len(boxes)
        for region, members in _regions(frame, boxes):
            scale = min(_SCALE, math.sqrt(PIXELS / max(1.0, (region[2] - region[0]) * (region[3] - region[1]))))
            shown = self._draw(page, frame, region, scale)
            if shown is None:
                continue
            for index in members:
                found[index] = _has_ink(*shown, _pixels(boxes[index], region, scale, *shown[1:]))
        return found

    def _switch(self, items: Collection[int], *, on: bool) -> None:
        for item in items:
            self._raw.FPDFPageObj_SetIsActive(ctypes.cast(item, self._raw.FPDF_PAGEOBJECT), on)

    def _draw(self, page: Any, frame: Frame, region: Frame, scale: float) -> tuple[bytes, int, int] | None:
        """Pixels of a region, how many in a row, and how many rows."""
        raw = self._raw
        across = max(1, math.ceil((region[2] - region[0]) * scale))
        down = max(1, math.ceil((region[3] - region[1]) * scale))
        bitmap = raw.FPDFBitmap_CreateEx(across, down, raw.FPDFBitmap_BGRx, None, across * _COLORS)
        if not bitmap:
            return None
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
            place = (
                round((frame[0] - region[0]) * scale),
                round((region[3] - frame[3]) * scale),
                max(1, round((frame[2] - frame[0]) * scale)),
                max(1, round((frame[3] - frame[1]) * scale)),
                -raw.FPDFPage_GetRotation(page) % 4,
            )
            raw.FPDF_RenderPageBitmap(bitmap, page, *place, raw.FPDF_ANNOT)
            if self._document.formenv:
                raw.FPDF_FFLDraw(self._document.formenv.raw, bitmap, page, *place, raw.FPDF_ANNOT)
            return ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), across * down * _COLORS), across, down
        finally:
            raw.FPDFBitmap_Destroy(bitmap)


def _regions(frame: Frame, boxes: Sequence[Frame]) -> Iterator[tuple[Frame, list[int]]]:
    """Parts of the page to draw, from top to bottom, each with the boxes in it."""
    inside = [index for index, box in enumerate(boxes) if _shared(box, frame)]
    inside.sort(key=lambda index: -boxes[index][3])
    region: Frame | None = None
    members: list[int] = []
    for index in inside:
        box = _shared(boxes[index], frame)
        assert box is not None
        wider = box if region is None else _around(region, box)
        if region and (wider[2] - wider[0]) * (wider[3] - wider[1]) * _SCALE**2 > PIXELS:
            yield region, members
            members, wider = [], box
        region = wider
        members.append(index)
    if region:
        yield region, members


def _shared(box: Frame, frame: Frame) -> Frame | None:
    left, low = max(box[0], frame[0]), max(box[1], frame[1])
    right, high = min(box[2], frame[2]), min(box[3], frame[3])
    return (left, low, right, high) if left < right and low < high else None


def _around(one: Frame, other: Frame) -> Frame:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _pixels(box: Frame, region: Frame, scale: float, across: int, down: int) -> tuple[int, int, int, int]:
    """Left, upper, right and lower edge of a box in pixels."""
    left = max(0, math.floor((box[0] - region[0]) * scale))
    top = max(0, math.floor((region[3] - box[3]) * scale))
    right = min(across, max(left + 1, math.ceil((box[2] - region[0]) * scale)))
    bottom = min(down, max(top + 1, math.ceil((region[3] - box[1]) * scale)))
    return left, top, right, bottom


def _has_ink(shown: bytes, across: int, _: int, edges: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = edges
    rows = ((row * across + left, row * across + right) for row in range(top, bottom))
    greens = b"".join(shown[begin * _COLORS + 1 : end * _COLORS : _COLORS] for begin, end in rows)
    return bool(greens) and max(greens) - min(greens) > _INK


def _change(shown: bytes, across: int, _: int, bare: bytes, edges: tuple[int, int, int, int]) -> Change:
    left, top, right, bottom = edges
    if left >= right or top >= bottom:
        return NOTHING
    changed, most, hue = 0, 1.0, 0
    for row in range(top, bottom):
        begin, end = (row * across + left) * _COLORS, (row * across + right) * _COLORS
        one, other = shown[begin:end], bare[begin:end]
        if one == other:
            continue
        changed += 1
        if most < _ENOUGH:
            most, hue = _most(one, other, most, hue)
    middle = ((top + bottom) // 2 * across + (left + right) // 2) * _COLORS
    blue, green, red = bare[middle : middle + 3]
    return Change(changed / (bottom - top), most, hue, red << 16 | green << 8 | blue)


def _most(one: bytes, other: bytes, most: float, hue: int) -> tuple[float, int]:
    """The strongest change among the pixels of two rows, or what is known already."""
    for at in range(0, len(one), _COLORS):
        blue, green, red = one[at : at + 3]
        below, under, behind = other[at : at + 3]
        if (red, green, blue) == (behind, under, below):
            continue
        hue = max(hue, abs(red - behind), abs(green - under))
        most = max(most, contrast(red << 16 | green << 8 | blue, behind << 16 | under << 8 | below))
        if most >= _ENOUGH:
            break
    return most, hue
