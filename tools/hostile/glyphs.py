"""Letters for PDF files: pictures of words, letters drawn as lines, and a font whose codes are glyphs."""

import struct
from functools import cache
from pathlib import Path

import pypdfium2

from hostile.page_file import page_file, show, stream
from hostile.words import NOTHING

_FONTS = (
    "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
)
_GLYPHS = (
    "/Type/Font/Subtype/CIDFontType2/BaseFont/Own/CIDToGIDMap/Identity"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
)
_MEASURES = (
    "/Type/FontDescriptor/FontName/Own/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200"
    "/CapHeight 700/StemV 80"
)
_STROKES = {
    "A": "0 0 m .5 1 l 1 0 l .2 .4 m .8 .4 l",
    "B": "0 0 m 0 1 l .8 1 .8 .55 0 .55 c 1 .55 1 0 0 0 c",
    "C": "1 .85 m .7 1.1 0 1.1 0 .5 c 0 -.1 .7 -.1 1 .15 c",
    "D": "0 0 m 0 1 l 1.2 1 1.2 0 0 0 c",
    "E": "1 0 m 0 0 l 0 1 l 1 1 l 0 .5 m .7 .5 l",
    "F": "0 0 m 0 1 l 1 1 l 0 .5 m .7 .5 l",
    "G": "1 .85 m .7 1.1 0 1.1 0 .5 c 0 -.1 .7 -.1 1 .15 c 1 .45 l .6 .45 l",
    "H": "0 0 m 0 1 l 1 0 m 1 1 l 0 .5 m 1 .5 l",
    "I": ".5 0 m .5 1 l",
    "L": "0 1 m 0 0 l 1 0 l",
    "N": "0 0 m 0 1 l 1 0 l 1 1 l",
    "O": ".5 0 m -.15 0 -.15 1 .5 1 c 1.15 1 1.15 0 .5 0 c",
    "P": "0 0 m 0 1 l 1 1 1 .5 0 .5 c",
    "R": "0 0 m 0 1 l 1 1 1 .5 0 .5 c 1 0 l",
    "S": ".9 .85 m .6 1.1 0 1.05 .1 .75 c .2 .45 .9 .55 .9 .25 c .9 -.1 .3 -.1 0 .15 c",
    "T": ".5 0 m .5 1 l 0 1 m 1 1 l",
    "U": "0 1 m 0 -.3 1 -.3 1 1 c",
    "Y": ".5 0 m .5 .5 l 0 1 l .5 .5 m 1 1 l",
}


def scanned(words: str, *, width: int = 500, height: int = 60, scale: float = 2.5) -> bytes:
    """An image object that shows the words."""
    data = page_file(
        NOTHING, content=show(words, height - 16, x=6, wide=int(width / 5.2)), page=f"/MediaBox[0 0 {width} {height}]"
    )
    return image(data, scale)


def image(data: bytes, scale: float = 2.0) -> bytes:
    """An image object that shows the first page of a PDF."""
    page = pypdfium2.PdfDocument(data)[0]
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    pixels = b"".join(rows[at * bitmap.stride : at * bitmap.stride + bitmap.width] for at in range(bitmap.height))
    about = f"/Type/XObject/Subtype/Image/Width {bitmap.width}/Height {bitmap.height}/BitsPerComponent 8/ColorSpace/DeviceGray"
    return stream(pixels, about)


def outlined(words: str, y: float, *, x: float = 60.0, size: float = 8.0) -> str:
    """The words drawn as lines and curves, without any font; only capitals and blanks."""
    out = []
    for letter in words.upper():
        shape = _STROKES.get(letter)
        if shape:
            out.append(f"q {size * 0.6:.2f} 0 0 {size} {x:.1f} {y} cm .1 w {shape} S Q\n")
        x += size * 0.85 if shape else size * 0.5
    return "".join(out)


class Glyphs:
    """A TrueType font of the system, addressed by glyph."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        count = struct.unpack(">H", data[4:6])[0]
        heads = (struct.unpack(">4sIII", data[12 + 16 * at : 28 + 16 * at]) for at in range(count))
        self._tables = {tag: data[start : start + length] for tag, _, start, length in heads}
        self._unit = struct.unpack(">H", self._tables[b"head"][18:20])[0]
        self._wide = struct.unpack(">H", self._tables[b"hhea"][34:36])[0]

    def glyph(self, letter: str) -> int:
        """The glyph that draws a letter of the first plane; 0 if there is none."""
        table = self._tables[b"cmap"]
        for at in range(struct.unpack(">H", table[2:4])[0]):
            start = struct.unpack(">HHI", table[4 + 8 * at : 12 + 8 * at])[2]
            if struct.unpack(">H", table[start : start + 2])[0] == 4:
                return self._segment(table[start:], ord(letter))
        return 0

    def _segment(self, table: bytes, code: int) -> int:
        count = struct.unpack(">H", table[6:8])[0] // 2
        ends, starts, deltas, ranges = (14 + 2 * count * at + (2 if at else 0) for at in range(4))
        for at in range(count):
            end, start, delta, jump = (
                struct.unpack(">H", table[base + 2 * at :][:2])[0] for base in (ends, starts, deltas, ranges)
            )
            if start <= code <= end:
                place = ranges + 2 * at + jump + 2 * (code - start)
                return int(struct.unpack(">H", table[place : place + 2])[0] if jump else (code + delta) % 65536)
        return 0

    def width(self, glyph: int) -> int:
        """How far a glyph moves on, in thousandths of the size."""
        at = min(glyph, self._wide - 1) * 4
        return int(struct.unpack(">H", self._tables[b"hmtx"][at : at + 2])[0] * 1000 // self._unit)


@cache
def glyphs() -> Glyphs | None:
    """A font of the system, if it has one that is known to be free."""
    path = next((Path(each) for each in _FONTS if Path(each).exists()), None)
    return Glyphs(path.read_bytes()) if path else None


def composite(font: Glyphs, letters: str, number: int, names: int) -> list[str | bytes]:
    """A composite font as four objects from that number on; `names` is its ToUnicode map."""
    widths = " ".join(f"{font.glyph(each)} [{font.width(font.glyph(each))}]" for each in sorted(set(letters)))
    return [
        f"<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[{number + 1} 0 R]/ToUnicode {names} 0 R>>",
        f"<<{_GLYPHS}/FontDescriptor {number + 2} 0 R/DW 500/W[{widths}]>>",
        f"<<{_MEASURES}/FontFile2 {number + 3} 0 R>>",
        stream(font.data, f"/Length1 {len(font.data)}"),
    ]
