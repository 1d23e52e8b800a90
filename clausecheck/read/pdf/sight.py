"""What a PDF page with few words or none looks like: blank, a picture of a page, or letters that are drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

FEW_WORDS: Final = 40
"""A page with fewer words is looked at; a full page has 300 to 600."""
_OBJECTS: Final = 20_000
"""Most drawn objects of a page that are counted."""
_DEPTH: Final = 6
"""Deepest nesting of forms that is followed."""
_COVERED: Final = 0.5
"""A picture over this share of the page may be a scan."""
_SMALL: Final = 0.05
"""Pictures that cover less in all are logos: no page of a contract."""
_OUTLINES: Final = 40
"""So many small curved shapes are letters drawn as shapes; a drawing of a page of text has hundreds."""
_LETTER: Final = (1.0, 40.0)
"""Least and most height of a letter, in points."""
_INK: Final = 20
"""Dark pixels at 72 dots an inch; a page number alone has more."""
_WORD_INK: Final = 250
"""Dark pixels of a word at 72 dots an inch, at most; a layer with fewer words than the ink asks for is not whole."""


class Sight(Enum):
    """What a page shows."""

    TEXT = "text"
    BLANK = "blank"
    """No ink, or only rules and frames."""
    SMALL_PICTURE = "small picture"
    """No words, and pictures no larger than a logo."""
    PICTURE = "picture"
    """A picture of a page, whose words are not text."""
    DRAWN = "drawn"
    """Letters that are drawn as shapes."""
    LAYER = "layer"
    """A picture of a page with text that is not painted: someone's OCR, which may be wrong."""


@dataclass(slots=True)
class _Parts:
    """The painted objects of a page."""

    pictures: float = 0.0
    """Share of the page that pictures cover, each counted."""
    letters: int = 0
    """Small curved shapes."""
    curves: int = 0
    painted: bool = False
    """Some text is painted and not behind a picture."""


def sight(page: Any, words: int) -> Sight:
    """What an opened `pypdfium2.PdfPage` with so many words shows."""
    parts = _parts(page)
    layer = words and parts.pictures >= _COVERED and not parts.painted
    if layer and (words >= FEW_WORDS or _shades(page)[0] < words * _WORD_INK):
        return Sight.LAYER
    if words >= FEW_WORDS:
        return Sight.TEXT
    if parts.letters > _OUTLINES:
        return Sight.DRAWN
    if words:
        if parts.pictures < _COVERED or not _looks_scanned(page):
            return Sight.TEXT
        return Sight.PICTURE
    if (not parts.pictures and not parts.curves) or _shades(page)[0] < _INK:
        return Sight.BLANK
    if parts.pictures < _SMALL and not parts.curves:
        return Sight.SMALL_PICTURE
    return Sight.PICTURE if parts.pictures >= _SMALL else Sight.DRAWN


def drawn_letters(page: Any) -> bool:
    """Whether an opened `pypdfium2.PdfPage` shows letters that are drawn as shapes."""
    return _parts(page).letters > _OUTLINES


def _parts(page: Any) -> _Parts:
    import pypdfium2.raw as raw

    parts = _Parts()
    area = max(1.0, page.get_width() * page.get_height())
    left, lower, right, upper = page.get_bbox()
    for item, kind, box in _objects(page):
        width, height = box[2] - box[0], box[3] - box[1]
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            wide, high = min(box[2], right) - max(box[0], left), min(box[3], upper) - max(box[1], lower)
            share = max(0.0, wide) * max(0.0, high) / area
            parts.pictures += min(1.0, share)
            parts.painted = parts.painted and share < _COVERED
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            parts.painted = parts.painted or raw.FPDFTextObj_GetTextRenderMode(item) not in (3, 7)
        elif kind == raw.FPDF_PAGEOBJ_PATH and _curved(raw, item):
            parts.curves += 1
            parts.letters += _LETTER[0] < height < _LETTER[1] and width < 3 * _LETTER[1]
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            parts.curves += 1
    return parts


def _curved(raw: Any, path: Any) -> bool:
    count = min(raw.FPDFPath_CountSegments(path), 24)
    return any(
        raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(path, index)) == raw.FPDF_SEGMENT_BEZIERTO
        for index in range(count)
    )


def _objects(page: Any) -> Iterator[tuple[Any, int, tuple[float, float, float, float]]]:
    """The objects in the order they are painted, with kind and box, those in forms included."""
    from ctypes import byref, c_float

    import pypdfium2.raw as raw

    edges = [c_float() for _ in range(4)]
    at = [byref(edge) for edge in edges]
    stack = [(page.raw, index, False, 0) for index in reversed(range(raw.FPDFPage_CountObjects(page.raw)))]
    for _ in range(_OBJECTS):
        if not stack:
            return
        owner, index, in_form, depth = stack.pop()
        item = raw.FPDFFormObj_GetObject(owner, index) if in_form else raw.FPDFPage_GetObject(owner, index)
        if not item:
            continue
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            count = min(_OBJECTS, raw.FPDFFormObj_CountObjects(item))
            stack += [(item, inner, True, depth + 1) for inner in reversed(range(count))]
        elif raw.FPDFPageObj_GetBounds(item, *at):
            left, bottom, right, top = (edge.value for edge in edges)
            yield item, kind, (left, bottom, right, top)


def _shades(page: Any) -> tuple[int, float, float]:
    """Dark pixels of the page rendered at 72 dots an inch; their share, and the share of light ones."""
    scale = min(1.0, 1200 / max(1.0, page.get_width(), page.get_height()))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        rows = memoryview(bytes(bitmap.buffer))
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        dark = light = 0
        for top in range(0, height * stride, stride):
            row = bytes(rows[top : top + width]).translate(_LEVELS)
            dark += row.count(0)
            light += row.count(2)
        return dark, dark / (width * height), light / (width * height)
    finally:
        bitmap.close()


_LEVELS: Final = bytes(0 if level < 160 else 1 if level < 200 else 2 for level in range(256))


def _looks_scanned(page: Any) -> bool:
    """Dark letters on a light ground, unlike a photograph or a coloured ground."""
    _, dark, light = _shades(page)
    return light > 0.5 and 0.002 < dark < 0.35
