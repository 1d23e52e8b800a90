"""The text of a PDF page as pdfium gives it: what stands side by side in one look, with its place and attributes."""

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any

from clausecheck.errors import LimitExceeded
from clausecheck.read import limits
from clausecheck.read.pdf import gaps
from clausecheck.read.pdf.page import (
    LEFTWARD,
    SOFT_HYPHEN,
    Edges,
    Frame,
    Look,
    Page,
    Unseen,
    Words,
    assemble,
    mirror,
    turned,
)
from clausecheck.read.pdf.pdfium import LOOK, Pdfium
from clausecheck.read.pdf.visibility.sifting import Sifter

_LINE = re.compile(r"[^\s\x02\ufffe](?:[^\r\n\x02\ufffe]*[^\s\x02\ufffe])?[\x02\ufffe]?|[\x02\ufffe]")
_ALEF_LAM = re.compile("[\u0622\u0623\u0625\u0627]\u0644")
_SPACES = frozenset(" \r\n\t")
_SLANT = 0.1
"""Words turned further than this part of a quarter turn are neither level nor upright: stamps across the page."""
_FILL_AND_STROKE = 2
"""Rendering mode in which letters are also outlined, which is how bold type is made where a font has none."""
_CHARACTERS = {9: " ", 2: SOFT_HYPHEN, 0xFFFE: SOFT_HYPHEN}
_CHARACTERS |= {0xFB00 + place: text for place, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_ODD = tuple(map(chr, _CHARACTERS))


class PageReader:
    """Reads the words of the pages of one file."""

    def __init__(self, name: str, sifter: Sifter | None = None) -> None:
        """With a `sifter`, words that are not seen are told from those that are."""
        self.name = name
        self._pdfium = Pdfium()
        self._sifter = sifter
        self._looks: dict[tuple[int, int, bytes], Look] = {}
        self._fonts: dict[int, tuple[str, bool]] = {}

    def read(self, opened: Any, number: int) -> Page:
        """The words of an opened `pypdfium2.PdfPage`. Raises LimitExceeded for a page with too many characters."""
        frame: Frame = opened.get_bbox()
        textpage = self._pdfium.load_text(opened.raw)
        if textpage.value is None:
            return assemble(number, frame, [], [])
        try:
            count = self._pdfium.count_characters(textpage)
            if count > limits.PAGE_CHARACTERS:
                raise LimitExceeded(f"page {number} of {self.name} has more than {limits.PAGE_CHARACTERS:,} characters")
            text = self._text(textpage, count)
            leftward = any(letter in text for letter in LEFTWARD)
            if leftward:
                text = self._spoken(textpage, text)
            words, starts, items = self._words(textpage, text, frame)
            unseen: tuple[Unseen, ...] = ()
            if self._sifter:
                words, starts, unseen = self._sifter.sift(opened, textpage, number, words, starts, items, frame)
            looks = list(self._looks.values())
            words = gaps.part(self._pdfium, textpage, words, starts, looks, frame)
        finally:
            self._pdfium.close_text(textpage)
            self._looks.clear()
            self._fonts.clear()
        page = assemble(number, frame, words, looks)
        page.unseen = unseen
        if any(letter in text for letter in _ODD):
            for item in words:
                item.text = item.text.translate(_CHARACTERS)
        if leftward:
            mirror(page)
        return page

    def _text(self, textpage: ctypes.c_void_p, count: int) -> str:
        """One character for each of pdfium's, so that places agree."""
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._pdfium.text(textpage, 0, count, buffer)
        text = ctypes.string_at(buffer, 2 * max(0, written - 1)).decode("utf-16-le", "replace")
        if len(text) == count:
            return text.replace("\u00a0", " ")
        codes = (self._pdfium.unicode(textpage, index) for index in range(count))
        return "".join(map(_character, codes))

    def _spoken(self, textpage: ctypes.c_void_p, text: str) -> str:
        """Lam and alef that are printed as one letter, in the order in which they are spoken; pdfium swaps them."""

        def order(found: re.Match[str]) -> str:
            first, second = (self._pdfium.room(textpage, at, at) for at in (found.start(), found.end() - 1))
            return found.group()[::-1] if first == second else found.group()

        return _ALEF_LAM.sub(order, text)

    def _words(
        self, textpage: ctypes.c_void_p, text: str, frame: Frame, *, each: bool = False
    ) -> tuple[list[Words], list[int], list[int]]:
        """Words, where they begin and their text objects.

        There is one call for the box and five for the look of each text object in each line. The boxes of the whole
        page are made at once; where they do not go with the words, letters are asked (`each`).
        """
        pdfium, looks = self._pdfium, self._looks
        text_object, box, box_at, place_in = pdfium.text_object, pdfium.box, pdfium.box_at, pdfium.place
        matrix, matrix_at, size, size_at = pdfium.matrix, pdfium.matrix_at, pdfium.size, pdfium.size_at
        font, mode, color, color_at, out = pdfium.font, pdfium.mode, pdfium.color, pdfium.color_at, pdfium.out
        left, _, _, upper = frame
        boxes = pdfium.count_boxes(textpage, 0, -1)
        found: list[Words] = []
        starts: list[int] = []
        items: list[int] = []
        for line in _LINE.finditer(text):
            first, last = line.span()
            item = text_object(textpage, first)
            alone = text_object(textpage, last - 1) == item
            for start, end, part in ((first, last, item),) if alone else self._stretches(textpage, text, first, last):
                box(textpage, len(starts), *box_at)
                matrix(textpage, start, matrix_at)
                size(part, size_at)
                color(part, *color_at)
                key = (font(part), mode(part), out[:LOOK])
                look = looks.get(key) or self._look(key)
                _, y, x0, top, x1, bottom = place_in(out)
                if each or look.quarter or x0 >= x1:
                    x0, x1, top, bottom, baseline = self._turned(textpage, look.quarter, start, end, frame, each)
                else:
                    x0, x1, top, bottom, baseline = x0 - left, x1 - left, upper - top, upper - bottom, upper - y
                look.letters += end - start
                look.width += x1 - x0
                space = start == first or text[start - 1] in _SPACES
                found.append(Words(text[start:end], x0, x1, top, bottom, baseline, look, space))
                starts.append(start)
                items.append(part)
        if each or len(starts) == boxes:
            return found, starts, items
        return self._words(textpage, text, frame, each=True)

    def _turned(self, textpage: ctypes.c_void_p, quarter: int, start: int, end: int, frame: Frame, each: bool) -> Edges:
        """By the room of the first and last letters where there is no ink, or no box."""
        x, y, x0, top, x1, bottom = self._pdfium.place(self._pdfium.out)
        box = x0, bottom, x1, top
        if each or x0 >= x1 or bottom >= top:
            box = self._pdfium.room(textpage, start, end - 1)
        return turned(quarter, box, x, y, frame)

    def _stretches(self, textpage: ctypes.c_void_p, text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Where the words of each text object begin and end, and the object, of which a line's letters come in turn."""
        text_object = self._pdfium.text_object
        item = text_object(textpage, start)
        while text_object(textpage, end - 1) != item:
            low, high = start, end - 1
            while high - low > 1:
                middle = low + high >> 1
                letter = middle
                while letter < high and text[letter] in _SPACES:
                    letter += 1
                if letter < high and text_object(textpage, letter) == item:
                    low = letter
                else:
                    high = middle
            yield start, start + len(text[start:high].rstrip()), item
            start = end - len(text[high:end].lstrip())
            item = text_object(textpage, start)
        yield start, end, item

    def _look(self, key: tuple[int, int, bytes]) -> Look:
        font, mode, more = key
        red, green, blue, alpha, size, a, b, c, d = self._pdfium.look(more)
        name, bold = self._font(font)
        turns = math.atan2(b, a) / (math.pi / 2)
        look = self._looks[key] = Look(
            font=name,
            size=size * math.hypot(c, d),
            bold=bold or mode == _FILL_AND_STROKE,
            color=red << 16 | green << 8 | blue,
            alpha=alpha,
            mode=mode,
            quarter=round(turns) % 4,
            slanted=abs(turns - round(turns)) > _SLANT,
        )
        return look

    def _font(self, font: int) -> tuple[str, bool]:
        """Name and whether it is bold. Of the 14 standard fonts pdfium does not know the weight."""
        if font not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            weight = 0
            if font:
                self._pdfium.font_name(font, buffer, 256)
                weight = self._pdfium.font_weight(font)
            name = buffer.value.decode("utf-8", "replace")
            bold = any(word in name.lower() for word in ("bold", "black", "heavy"))
            self._fonts[font] = name, bold or 600 <= weight <= 1000
        return self._fonts[font]


def _character(code: int) -> str:
    """The character of a number, a space where there is none."""
    if not code:
        return " "
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
