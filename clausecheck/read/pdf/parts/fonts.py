"""Fonts whose map to letters says something other than what they draw."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from clausecheck.read.pdf.parts.file import Parts, dictionaries
from clausecheck.read.pdf.parts.maps import Codes, differs, read_map, write_map
from clausecheck.read.pdf.parts.programs import Letters, compact, named, truetype
from clausecheck.read.pdf.parts.values import Dictionary, Name, Ref, text

_MOST: Final = 500
"""Most fonts of a file that are looked at."""
_CODECS: Final = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman", "StandardEncoding": "ascii"}
_SYMBOLIC: Final = 4
"""Flag of a font whose codes its own table interprets, not an encoding (ISO 32000-1, table 123)."""
_SYMBOLS = re.compile(r"symbol|dingbats|wingding|webding", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lie:
    """A font's map that says something other than what the font draws."""

    stream: int
    """Number of the object that holds the map."""
    font: str
    codes: dict[int, tuple[str, str]]
    """What is stored and what is drawn, by code."""
    honest: bytes
    """The map as it should be."""


def lies(parts: Parts) -> Iterator[Lie]:
    """The maps that exchange letters, digits or signs of money."""
    seen: set[int] = set()
    for _, value in parts.holding(b"/ToUnicode"):
        for font in dictionaries(value):
            target = font.get("ToUnicode")
            if not isinstance(target, Ref) or target.number in seen or len(seen) >= _MOST:
                continue
            seen.add(target.number)
            stored = read_map(parts.content(target))
            try:
                drawn = _drawn(parts, font)
            except (struct.error, LookupError, ValueError):
                continue
            if "Encoding" not in font:  # a font of another writing may be known by its map alone
                drawn = {code: letter for code, letter in drawn.items() if stored.get(code, "").isascii()}
            found = {
                code: (stored[code], drawn[code])
                for code in stored.keys() & drawn.keys()
                if differs(stored[code], drawn[code])
            }
            if found:
                honest = stored | {code: letters for code, (_, letters) in found.items()}
                width = 2 if font.get("Subtype") == "Type0" else 1
                yield Lie(target.number, text(font.get("BaseFont")), found, write_map(honest, width))


def _drawn(parts: Parts, font: Dictionary) -> Codes:
    """What the codes of a font draw, as far as its encoding or its embedded program tells."""
    if _SYMBOLS.search(text(font.get("BaseFont"))):
        return {}
    if font.get("Subtype") == "Type0":
        return _composite(parts, font)
    return _simple(parts, font) if font.get("Subtype") in ("Type1", "MMType1", "TrueType") else {}


def _simple(parts: Parts, font: Dictionary) -> Codes:
    """Of a font with codes of one byte, by its encoding."""
    descriptor = parts.dictionary(font.get("FontDescriptor"))
    flags = parts.resolve(descriptor.get("Flags"))
    embedded = "FontFile2" in descriptor
    if embedded and isinstance(flags, float) and int(flags) & _SYMBOLIC:
        return {}
    encoding = parts.resolve(font.get("Encoding"))
    if encoding is None and not any(key.startswith("FontFile") for key in descriptor):
        encoding = Name("StandardEncoding")
    if isinstance(encoding, Name):
        return _base(encoding)
    if not isinstance(encoding, dict):
        return {}
    return _exchanged(parts, encoding, _base(parts.resolve(encoding.get("BaseEncoding"))))


def _exchanged(parts: Parts, encoding: Dictionary, found: Codes) -> Codes:
    """An encoding with the names that a dictionary puts in place of some."""
    code = 0
    for entry in parts.array(encoding.get("Differences"))[:1_000]:
        if isinstance(entry, Name):
            found.pop(code, None)
            if letter := named(entry):
                found[code] = letter
            code += 1
        elif isinstance(entry, float):
            code = int(entry)
    return found


def _base(name: object) -> Codes:
    codec = _CODECS.get(name) if isinstance(name, Name) else None
    if codec is None:
        return {}
    return {code: bytes([code]).decode(codec) for code in range(0x20, 0x7F)}


def _composite(parts: Parts, font: Dictionary) -> Codes:
    """Of a font with two-byte codes that are the numbers of glyphs, or are mapped to them."""
    if font.get("Encoding") not in ("Identity-H", "Identity-V"):
        return {}
    inner = parts.dictionary(next(iter(parts.array(font.get("DescendantFonts"))), None))
    descriptor = parts.dictionary(inner.get("FontDescriptor"))
    glyphs: Letters = {}
    if isinstance(descriptor.get("FontFile2"), Ref):
        glyphs = truetype(parts.content(descriptor["FontFile2"]))
    elif isinstance(descriptor.get("FontFile3"), Ref):
        glyphs = _program(parts.content(descriptor["FontFile3"]))
    places = inner.get("CIDToGIDMap")
    if not isinstance(places, Ref):
        return glyphs
    table = parts.content(places)[: 2 * 65_536]
    numbers = struct.unpack(f">{len(table) // 2}H", table[: len(table) // 2 * 2])
    return {code: glyphs[glyph] for code, glyph in enumerate(numbers) if glyph in glyphs}


def _program(data: bytes) -> Letters:
    if data[:4] != b"OTTO":
        return compact(data)
    return truetype(data)
