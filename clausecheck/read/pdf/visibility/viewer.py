"""Looks at the objects of a PDF page: what is painted, and what could hide its text."""

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final, NamedTuple

from clausecheck.read.pdf.page import Frame
from clausecheck.read.pdf.pdfium import function
from clausecheck.read.pdf.visibility.colors import PATTERN, luminance
from clausecheck.read.pdf.visibility.scene import (
    EVERYWHERE,
    SAME,
    Ink,
    Matrix,
    Scene,
    common,
    joined,
    moved,
    upright,
    within,
)

MOST: Final = 20_000
"""Most objects of a page that are looked at; on a page with more, words are not sure to be seen."""
_DEPTH: Final = 8
"""Deepest nesting of forms that is followed."""
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
"""Kinds of object (FPDF_PAGEOBJ_* of fpdf_edit.h)."""
_LINK, _POPUP = 2, 16
"""Kinds of annotation (FPDF_ANNOT_* of fpdf_annot.h)."""
_NOT_SHOWN: Final = 0x02 | 0x20
_ANNOTATIONS: Final = 2_000
_CLIPS: Final = 20
"""Most paths of one clip that are looked at."""
_CURVE: Final = 1
"""Kind of segment (FPDF_SEGMENT_BEZIERTO of fpdf_edit.h): three of them in a row, so the third point tells."""
_LATIN: Final = "\u0250"
"""The first letter behind those of Latin writing."""
_THIN: Final = 2.0
"""A rule is at most this thick, in points: it hides no letter by itself."""
_SIMPLE: Final = 12
"""An outline of more segments may hatch what it surrounds."""
_OPAQUE: Final = 250
_LAST: Final = 1 << 30
"""The order of annotations: above everything."""


class _Around(NamedTuple):
    """What a form passes on to the objects in it."""

    matrix: Matrix = SAME
    clip: Frame = EVERYWHERE
    masked: bool = False
    layered: bool = False
    depth: int = 0


class Viewer:
    """Looks at the objects of pages.

    `layers` says that forms can be switched off, `patterns` that there are patterns that show the colour of what they
    are painted with.
    """

    def __init__(self, *, layers: bool, patterns: bool) -> None:
        number, address = ctypes.c_int, ctypes.c_void_p
        self._layers, self._patterns = layers, patterns
        self._page_count = function("FPDFPage_CountObjects", number, address)
        self._page_object = function("FPDFPage_GetObject", address, address, number)
        self._form_count = function("FPDFFormObj_CountObjects", number, address)
        self._form_object = function("FPDFFormObj_GetObject", address, address, ctypes.c_ulong)
        self._kind = function("FPDFPageObj_GetType", number, address)
        self._bounds = function("FPDFPageObj_GetBounds", number, address)
        self._matrix = function("FPDFPageObj_GetMatrix", number, address)
        self._transparent = function("FPDFPageObj_HasTransparency", number, address)
        self._fill = function("FPDFPageObj_GetFillColor", number, address)
        self._stroke = function("FPDFPageObj_GetStrokeColor", number, address)
        self._width = function("FPDFPageObj_GetStrokeWidth", number, address)
        self._mode = function("FPDFPath_GetDrawMode", number, address)
        self._segments = function("FPDFPath_CountSegments", number, address)
        self._segment = function("FPDFPath_GetPathSegment", address, address, number)
        self._clip = function("FPDFPageObj_GetClipPath", address, address)
        self._clip_paths = function("FPDFClipPath_CountPaths", number, address)
        self._clip_segments = function("FPDFClipPath_CountPathSegments", number, address, number)
        self._clip_segment = function("FPDFClipPath_GetPathSegment", address, address, number, number)
        self._bend = function("FPDFPathSegment_GetType", number, address)
        self._point = function("FPDFPathSegment_GetPoint", number, address)
        self._font = function("FPDFTextObj_GetFont", address, address)
        self._embedded = function("FPDFFont_GetIsEmbedded", number, address)
        self._marks = function("FPDFPageObj_CountMarks", number, address)
        self._mark = function("FPDFPageObj_GetMark", address, address, ctypes.c_ulong)
        self._mark_name = function("FPDFPageObjMark_GetName", number, address, address, ctypes.c_ulong, ctypes.c_void_p)
        self._page = EVERYWHERE
        self._clip_boxes: dict[int, Frame | None] = {}
        """The rectangles that clips are, by the address of their first points: many objects share one clip."""
        self._floats: Any = (ctypes.c_float * 6)()
        self._floats_at = [ctypes.byref(self._floats, 4 * place) for place in range(6)]
        self._bytes: Any = (ctypes.c_uint * 4)()
        self._bytes_at = [ctypes.byref(self._bytes, 4 * place) for place in range(4)]

    def scene(self, page: Any, frame: Frame) -> Scene:
        """The objects of a page as `pypdfium2.raw` hands it out; `frame` is what of it is shown."""
        scene = Scene()
        self._page = frame
        self._clip_boxes.clear()
        self._walk(ctypes.cast(page, ctypes.c_void_p).value or 0, scene, _Around(masked=self._patterns), MOST)
        scene.inks += self._annotations(page)
        return scene

    def can_draw(self, item: int, text: str) -> bool:
        """Whether the letters of a text object are drawn here as elsewhere.

        That is where the file holds their font, and for Latin letters, which every program has.
        """
        return max(text) < _LATIN or bool(self._embedded(self._font(item) or 0) == 1)

    def stroke(self, item: int) -> tuple[int, int]:
        """Colour and opacity with which letters are outlined."""
        return self._color(self._stroke, item)

    def _walk(self, owner: int, scene: Scene, around: _Around, left: int) -> int:
        """Take in the objects of a page or form; returns how many more may be looked at."""
        count, get = (self._form_count, self._form_object) if around.depth else (self._page_count, self._page_object)
        kind_of, transparent, marks = self._kind, self._transparent, self._marks
        clip_of, clip_paths = self._clip, self._clip_paths
        texts, clips, clip = scene.texts, scene.clips, around.clip
        for index in range(count(owner)):
            left -= 1
            if left <= 0:
                scene.whole = False
                return 0
            item = get(owner, index)
            if not item:
                continue
            kind = kind_of(item)
            if kind == _TEXT:
                texts[item] = MOST - left
                if clip_paths(clip_of(item)) >= 0:
                    self._clipped(item, scene, around)
                elif clip is not EVERYWHERE:
                    clips[item] = clip
                if around.masked or transparent(item):
                    scene.masked.add(item)
                if around.layered or (marks(item) > 0 and self._in_layer(item)):
                    scene.layered.add(item)
            elif kind == _FORM:
                left = self._form(item, scene, around, left)
            else:
                self._ink(item, kind, MOST - left, scene, around)
        return left

    def _form(self, item: int, scene: Scene, around: _Around, left: int) -> int:
        if around.depth >= _DEPTH:
            scene.whole = False
            return left
        matrix = self._matrix_of(item)
        clip, plain = self._clip_of(item, around)
        inner = _Around(
            joined(matrix, around.matrix),
            clip,
            around.masked or not plain or bool(self._transparent(item)),
            around.layered or self._layers or self._in_layer(item),
            around.depth + 1,
        )
        return self._walk(item, scene, inner, left)

    def _clipped(self, item: int, scene: Scene, around: _Around) -> None:
        clip, plain = self._clip_of(item, around)
        if not plain:
            scene.masked.add(item)
        if clip is not EVERYWHERE:
            scene.clips[item] = clip

    def _clip_of(self, item: int, around: _Around) -> tuple[Frame, bool]:
        """What the clips leave, in the page's points, and whether they are nothing but upright rectangles."""
        clip = self._clip(item)
        count = self._clip_paths(clip)
        left, plain, known = around.clip, count != 0, self._clip_boxes
        straight = upright(around.matrix)
        for path in range(min(count, _CLIPS)):
            first = self._clip_segment(clip, path, 0) or 0
            if first not in known:
                known[first] = self._clip_box(clip, path) if first else None
            box = known[first]
            if box is not None and straight:
                left = common(left, moved(box, around.matrix))
            else:
                plain = False
        return EVERYWHERE if within(self._page, left) else left, plain and count <= _CLIPS

    def _clip_box(self, clip: int, path: int) -> Frame | None:
        return self._rectangle(partial(self._clip_segment, clip, path), self._clip_segments(clip, path))

    def _rectangle(self, get: Callable[[int], int], count: int) -> Frame | None:
        """The upright rectangle that a path of `count` points is, in its own points; `get` gives its segments."""
        if not 4 <= count <= 5 or self._bend(get(2)) == _CURVE:
            return None
        point, floats, at = self._point, self._floats, self._floats_at[:2]
        points: list[tuple[float, float]] = []
        for index in range(count):
            point(get(index), *at)
            points.append((floats[0], floats[1]))
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[:4]
        across = y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0
        down = x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0
        if points[-1] not in points[0:4:3] or not (across or down):
            return None
        return min(x0, x2), min(y0, y2), max(x0, x2), max(y0, y2)

    def _ink(self, item: int, kind: int, order: int, scene: Scene, around: _Around) -> None:
        if not self._bounds(item, *self._floats_at[:4]):
            return
        box = moved((self._floats[0], self._floats[1], self._floats[2], self._floats[3]), around.matrix)
        thin = min(box[2] - box[0], box[3] - box[1]) < _THIN
        if kind != _PATH:
            scene.inks.append(Ink(order, box, None, solid=False, picture=kind == _IMAGE))
            return
        self._mode(item, *self._bytes_at[:2])
        filled, stroked = self._bytes[0] != 0, self._bytes[1] != 0
        if not filled and (not stroked or (not thin and self._frame(item, around.matrix))):
            scene.outlines.append(box)
            return
        color, alpha = self._color(self._fill if filled else self._stroke, item)
        opaque = alpha >= _OPAQUE and color != PATTERN and not around.masked and not self._transparent(item)
        if thin and opaque and luminance(color) < 0.5:
            scene.rules.append(box)
            return
        solid = filled and opaque and not thin and self._fills(item, around)
        if solid:
            box = common(box, self._clip_of(item, around)[0])
        scene.inks.append(Ink(order, box, color if opaque else None, solid=solid))

    def _frame(self, item: int, matrix: Matrix) -> bool:
        """Whether an outline leaves what it surrounds to be seen."""
        scale = max(abs(value) for value in matrix[:4]) * max(abs(value) for value in self._matrix_of(item)[:4])
        return self._width_of(item) * scale < _THIN and self._segments(item) <= _SIMPLE

    def _width_of(self, item: int) -> float:
        return float(self._floats[0]) if self._width(item, self._floats_at[0]) else _THIN

    def _fills(self, item: int, around: _Around) -> bool:
        """Whether a filled path paints the whole of its box, as far as its clip lets it."""
        if not upright(around.matrix) or not upright(self._matrix_of(item)) or self._in_layer(item):
            return False
        if around.layered or not self._clip_of(item, around)[1]:
            return False
        return self._rectangle(partial(self._segment, item), self._segments(item)) is not None

    def _color(self, call: Any, item: int) -> tuple[int, int]:
        """Red, green and blue in one number, and opacity; what has no colour of its own is grey and translucent."""
        if not call(item, *self._bytes_at):
            return 0x808080, 0
        red, green, blue, alpha = self._bytes
        return red << 16 | green << 8 | blue, alpha

    def _matrix_of(self, item: int) -> Matrix:
        if not self._matrix(item, self._floats_at[0]):
            return SAME
        a, b, c, d, e, f = self._floats
        return a, b, c, d, e, f

    def _in_layer(self, item: int) -> bool:
        """Whether a marked-content operator puts it into a layer."""
        count = self._marks(item)
        if count > 20:
            return True
        for index in range(count):
            name = ctypes.create_string_buffer(8)
            written = ctypes.c_ulong()
            self._mark_name(self._mark(item, index), name, 8, ctypes.addressof(written))
            if name.raw[:4] == b"O\0C\0" and written.value == 6:
                return True
        return False

    def _annotations(self, page: Any) -> Iterator[Ink]:
        """The annotations that paint something, each a shape of unknown colour above the page."""
        import pypdfium2.raw as raw

        box = raw.FS_RECTF()
        for index in range(min(raw.FPDFPage_GetAnnotCount(page), _ANNOTATIONS)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            if not annotation:
                continue
            try:
                kind = raw.FPDFAnnot_GetSubtype(annotation)
                if kind == _POPUP or raw.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN:
                    continue
                if kind == _LINK and raw.FPDFAnnot_GetAP(annotation, 0, None, 0) <= 2:
                    continue
                if raw.FPDFAnnot_GetRect(annotation, ctypes.byref(box)):
                    x0, x1 = sorted((box.left, box.right))
                    y0, y1 = sorted((box.bottom, box.top))
                    yield Ink(_LAST, (x0, y0, x1, y1), None, solid=False)
            finally:
                raw.FPDFPage_CloseAnnot(annotation)
