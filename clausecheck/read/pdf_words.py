"""Words of a PDF page with place, size and weight, from pdfium's character data."""

import contextlib
import ctypes
import math
import re
from dataclasses import dataclass, field
from typing import Any

from clausecheck.errors import LimitExceeded
from clausecheck.read import limits

_WORD = re.compile(r"[^\s\x02\ufffe\x00]+[\x02\ufffe]?|[\x02\ufffe]")
_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\x02": "\u00ad",
        "\ufffe": "\u00ad",
    }
)
SOFT_HYPHEN = "\u00ad"
"""Stands at the end of a word that pdfium takes to be divided at the end of a line."""


@dataclass(slots=True)
class Word:
    """A word; places in points from the top left corner of the page as it is shown."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    """Of the type, in points."""
    bold: bool
    space: bool
    """White space stands before it in the file's order."""


@dataclass(slots=True)
class Page:
    """A page's words in the file's order."""

    number: int
    width: float
    height: float
    words: list[Word]
    asides: "list[Page]" = field(default_factory=list)
    """Words that run in another direction than most, as pages of their own."""


class PageReader:
    """Reads the words of pages; keeps what is known of fonts."""

    def __init__(self, name: str) -> None:
        import pypdfium2.raw as pdfium

        self.raw: Any = pdfium
        self.name = name
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._fonts: dict[int, bool] = {}
        self._buffer = ctypes.create_string_buffer(256)

    def read(self, page: Any, number: int) -> Page:
        """The words of an opened `pypdfium2.PdfPage`. Raises LimitExceeded for a page with too many characters."""
        raw = self.raw
        textpage = raw.FPDFText_LoadPage(page.raw)
        if not textpage:
            return Page(number, page.get_width(), page.get_height(), [])
        try:
            count = raw.FPDFText_CountChars(textpage)
            if count > limits.PAGE_CHARACTERS:
                raise LimitExceeded(f"page {number} of {self.name} has more than {limits.PAGE_CHARACTERS:,} characters")
            text = self._text(textpage, count)
            turned = self._words(textpage, text)
        finally:
            raw.FPDFText_ClosePage(textpage)
        pages = [self._page(page, number, quarter, words) for quarter, words in turned.items()]
        if not pages:
            return Page(number, page.get_width(), page.get_height(), [])
        main = max(pages, key=lambda item: len(item.words))
        main.asides = [item for item in pages if item is not main]
        return main

    def _text(self, textpage: Any, count: int) -> str:
        """One character for each of pdfium's, so that places agree."""
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self.raw.FPDFText_GetText(textpage, 0, count, buffer)
        text = bytes(buffer)[: max(0, written - 1) * 2].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        codes = (self.raw.FPDFText_GetUnicode(textpage, index) for index in range(count))
        return "".join(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)

    def _words(self, textpage: Any, text: str) -> dict[int, list[Word]]:
        """Words by the quarter turns of their direction; places as the file counts them, upside down."""
        raw, box, x, y = self.raw, self._box, self._x, self._y
        loose, origin, text_object = (
            raw.FPDFText_GetLooseCharBox,
            raw.FPDFText_GetCharOrigin,
            raw.FPDFText_GetTextObject,
        )
        box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
        words: dict[int, list[Word]] = {}
        objects: dict[int, tuple[bool, float, int]] = {}
        previous_end = 0
        for found in _WORD.finditer(text):
            first, last = found.start(), found.end() - 1
            if not loose(textpage, first, box_at):
                continue
            begin = (box.left, box.bottom, box.right, box.top)
            item = text_object(textpage, first)
            address = ctypes.cast(item, ctypes.c_void_p).value or 0
            look = objects.get(address) if address else None
            if look is None:
                size, quarter = self._size(textpage, first, abs(box.top - box.bottom))
                look = objects[address] = (self._is_bold(textpage, item, first), size, quarter)
            if last > first and text[last] in "\x02\ufffe":
                last -= 1
            if last > first:
                loose(textpage, last, box_at)
            origin(textpage, first, x_at, y_at)
            bold, size, quarter = look
            if quarter == 0:
                place = (begin[0], box.right, -y.value)
            elif quarter == 1:
                place = (begin[1], box.top, x.value)
            elif quarter == 2:
                place = (-begin[2], -box.left, y.value)
            else:
                place = (-begin[3], -box.bottom, -x.value)
            word = Word(found.group().translate(_LIGATURES), *place, size, bold, first > previous_end)
            words.setdefault(quarter, []).append(word)
            previous_end = found.end()
        return words

    def _page(self, page: Any, number: int, quarter: int, words: list[Word]) -> Page:
        """Places from the top left corner, seen in the direction of the words."""
        left, bottom, right, top = page.get_bbox()
        across, down = ((-left, top), (-bottom, -left), (right, -bottom), (top, right))[quarter]
        for word in words:
            word.x0, word.x1, word.baseline = word.x0 + across, word.x1 + across, word.baseline + down
        width, height = right - left, top - bottom
        return Page(number, height, width, words) if quarter % 2 else Page(number, width, height, words)

    def _size(self, textpage: Any, index: int, height: float) -> tuple[float, int]:
        """The type's size as shown, or the height of the letter where the file does not tell; its quarter turns."""
        matrix = self._matrix
        size = self.raw.FPDFText_GetFontSize(textpage, index)
        if not self.raw.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix)):
            return float(size or height), 0
        quarter = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        return float(size * math.hypot(matrix.c, matrix.d)) or height, quarter

    def _is_bold(self, textpage: Any, item: Any, index: int) -> bool:
        raw = self.raw
        font = raw.FPDFTextObj_GetFont(item) if item else None
        if not font:
            return bool(raw.FPDFText_GetFontWeight(textpage, index) >= 600)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        known = self._fonts.get(address)
        if known is None:
            self._buffer.raw = b"\0" * 256
            with contextlib.suppress(ctypes.ArgumentError):
                raw.FPDFFont_GetBaseFontName(font, self._buffer, 256)
            name = self._buffer.value.decode("utf-8", "replace").lower()
            weight = raw.FPDFFont_GetWeight(font)
            known = self._fonts[address] = "bold" in name or "black" in name or "heavy" in name or 600 <= weight <= 1000
        return known
