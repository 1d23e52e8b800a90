"""One annotation of a PDF page, as pdfium gives it."""

import ctypes
from dataclasses import dataclass
from typing import Any

from clausecheck.read import limits
from clausecheck.read.pdf.page import Edges, Frame, Page, turned

_HIDDEN = 0x02 | 0x20
"""Flags of an annotation that is not shown (ISO 32000-1, table 165)."""
_SHAPES = (2, 3)
"""Kinds of object without letters: paths and pictures (FPDF_PAGEOBJ_* of fpdf_edit.h)."""
_OBJECTS = 1_000
"""Most objects of an annotation that are looked at."""
_NUMBER = ctypes.POINTER(ctypes.c_ushort)


@dataclass(slots=True)
class Annotation:
    """An annotation, open as long as its page is."""

    raw: Any
    """The module `pypdfium2.raw`."""
    handle: Any
    frame: Frame
    """Of the page, as the file counts."""

    @property
    def kind(self) -> int:
        """One of FPDF_ANNOT_* of fpdf_annot.h."""
        return int(self.raw.FPDFAnnot_GetSubtype(self.handle))

    @property
    def box(self) -> Frame:
        """Left, lower, right and upper edge, as the file counts; all 0 where it has none."""
        box = self.raw.FS_RECTF()
        if not self.raw.FPDFAnnot_GetRect(self.handle, ctypes.byref(box)):
            return 0.0, 0.0, 0.0, 0.0
        return (
            min(box.left, box.right),
            min(box.bottom, box.top),
            max(box.left, box.right),
            max(box.bottom, box.top),
        )

    @property
    def hidden(self) -> bool:
        """It is flagged so."""
        return bool(self.raw.FPDFAnnot_GetFlags(self.handle) & _HIDDEN)

    @property
    def away(self) -> bool:
        """It takes no room on the page, or stands outside it."""
        left, lower, right, upper = self.box
        x0, y0, x1, y1 = self.frame
        return right - left <= 1 or upper - lower <= 1 or right <= x0 or left >= x1 or upper <= y0 or lower >= y1

    def has(self, key: bytes) -> bool:
        """Whether its dictionary has this key."""
        return bool(self.raw.FPDFAnnot_HasKey(self.handle, key))

    def text(self, key: bytes) -> str:
        """The words that it has by this key."""
        return wide(self.raw.FPDFAnnot_GetStringValue, self.handle, key).strip()

    @property
    def drawn_only(self) -> bool:
        """Whether it paints shapes or pictures, and surely no letters."""
        if self.has(b"AS"):
            return False
        count = min(self.raw.FPDFAnnot_GetObjectCount(self.handle), _OBJECTS)
        return 0 < count < _OBJECTS and all(
            self.raw.FPDFPageObj_GetType(self.raw.FPDFAnnot_GetObject(self.handle, index)) in _SHAPES
            for index in range(count)
        )

    def edges(self, page: Page) -> Edges:
        """Its box from the corner of the page as one reads it."""
        quarter = page.words[0].look.quarter if page.words else 0
        box = self.box
        return turned(quarter, box, box[0], box[1], self.frame)


def wide(call: Any, *args: Any) -> str:
    """Text from a pdfium function that writes UTF-16 into a buffer and returns its length in bytes."""
    size = min(call(*args, None, 0), limits.PAGE_CHARACTERS)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(*args, ctypes.cast(buffer, _NUMBER), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
