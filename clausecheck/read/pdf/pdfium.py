"""The functions of pdfium that are called for every line of a PDF, by the shortest way from Python.

pypdfium2's own prototypes convert and check every argument. These check only what Python could not pass on by itself,
which takes off two thirds of the price of a call. They keep Python's lock: pdfium is not made for threads anyway.
"""

import ctypes
import struct
from typing import Any

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int

LOOK = 36
"""How many bytes of `Pdfium.out` tell how text looks."""


class Pdfium:
    """Functions, and a buffer for what they give back.

    A text page is passed as `load_text` returns it; text objects and fonts as numbers, which are their addresses.
    """

    def __init__(self) -> None:
        self._load_text = function("FPDFText_LoadPage", _ADDRESS)
        self.close_text = function("FPDFText_ClosePage", None)
        self.count_characters = function("FPDFText_CountChars", _INT)
        self.text = function("FPDFText_GetText", _INT)
        self.unicode = function("FPDFText_GetUnicode", ctypes.c_uint)
        self.count_boxes = function("FPDFText_CountRects", _INT)
        self.box = function("FPDFText_GetRect", _INT)
        self.text_object = function("FPDFText_GetTextObject", _ADDRESS)
        self.matrix = function("FPDFText_GetMatrix", _INT)
        self.size = function("FPDFTextObj_GetFontSize", _INT, _ADDRESS)
        self.font = function("FPDFTextObj_GetFont", _ADDRESS, _ADDRESS)
        self.color = function("FPDFPageObj_GetFillColor", _INT, _ADDRESS)
        self.mode = function("FPDFTextObj_GetTextRenderMode", _INT, _ADDRESS)
        self.font_name = function("FPDFFont_GetBaseFontName", ctypes.c_size_t, _ADDRESS, _ADDRESS, ctypes.c_size_t)
        self.font_weight = function("FPDFFont_GetWeight", _INT, _ADDRESS)
        self.character_box = function("FPDFText_GetLooseCharBox", _INT)
        self.letter_box = function("FPDFText_GetCharBox", _INT)

        self.out: Any = (ctypes.c_char * 80)()
        """Red, green, blue, alpha, size, matrix a to f, a gap, then left, top, right and bottom of a box."""
        self.color_at = [ctypes.byref(self.out, offset) for offset in range(0, 16, 4)]
        self.size_at = ctypes.byref(self.out, 16)
        self.matrix_at = ctypes.byref(self.out, 20)
        self.box_at = [ctypes.byref(self.out, offset) for offset in range(48, 80, 8)]
        self.place = struct.Struct("=36x2f4x4d").unpack_from
        """x and y of the matrix and the box, from `out`."""
        self.look = struct.Struct("=4I5f").unpack
        """Colours, alpha, size and the rest of the matrix, from the first `LOOK` bytes of `out`."""
        self.edges: Any = (ctypes.c_float * 4)()
        """Left, upper, right and lower edge of a character's box."""
        self.edges_at = ctypes.byref(self.edges)

    def load_text(self, page: Any) -> ctypes.c_void_p:
        """The text page, false where there is none, of a page as `pypdfium2.raw` hands it out."""
        return _ADDRESS(self._load_text(page))

    def room(self, textpage: ctypes.c_void_p, first: int, last: int) -> tuple[float, float, float, float]:
        """Left, lower, right and upper edge of the room that two characters take together, ink or not."""
        if not self.character_box(textpage, first, self.edges_at):
            return 0.0, 0.0, 0.0, 0.0
        left, high, right, low = self.edges
        if first == last or not self.character_box(textpage, last, self.edges_at):
            return left, low, right, high
        x0, y1, x1, y0 = self.edges
        return min(left, x0), min(low, y0), max(right, x1), max(high, y1)


def function(name: str, result: Any, *arguments: Any) -> Any:
    """The function of this name. Only arguments that are numbers longer than an `int` have to be declared."""
    import pypdfium2.raw

    where = ctypes.cast(getattr(pypdfium2.raw, name), _ADDRESS).value
    return ctypes.PYFUNCTYPE(result, *arguments)(where or 0)
