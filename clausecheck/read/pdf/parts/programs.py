"""What the glyphs of an embedded font are called by the font itself: the tables of TrueType, the names of CFF."""

import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

_GLYPHS: Final = 65_536
_SIGNS: Final = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "dollar": "$", "Euro": "€", "sterling": "£", "percent": "%", "period": ".",
    "comma": ",", "space": " ", "hyphen": "-", "fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl",
}  # fmt: skip
_MAC_FIRST: Final = 3
"""Glyph of the space in the list of names that TrueType fonts share; the printable ASCII characters follow."""
_STANDARD_NAMES: Final = 391
"""How many names every CFF font knows without holding them; the first 95 are the printable ASCII characters."""

Letters = dict[int, str]
"""What glyphs, by their number, are called."""


def named(name: str) -> str:
    """The letter, digit or sign that a glyph's name stands for; empty for other names."""
    name = name.partition(".")[0]
    if len(name) == 1 and name.isascii():
        return name
    if name in _SIGNS:
        return _SIGNS[name]
    for prefix, most in (("uni", 4), ("u", 6)):
        digits = name.removeprefix(prefix)
        if (
            name.startswith(prefix)
            and 4 <= len(digits) <= most
            and all(digit in "0123456789ABCDEF" for digit in digits)
        ):
            code = int(digits, 16)
            return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
    return ""


def truetype(data: bytes) -> Letters:
    """Letters by glyph, from the table of characters or the glyphs' names; raises struct.error where it is cut off."""
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {
        data[at : at + 4]: struct.unpack_from(">II", data, at + 8) for at in range(12, 12 + 16 * min(count, 64), 16)
    }
    found: Letters = {}
    if b"cmap" in tables:
        for code, glyph in _characters(data, tables[b"cmap"][0]):
            if glyph and (glyph not in found or code < 0x80):
                found[glyph] = chr(code)
    if not found and b"post" in tables:
        found = _post(data, *tables[b"post"])
    return found


def _characters(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Characters with their glyphs, from the first table that is for Unicode."""
    count = struct.unpack_from(">H", data, start + 2)[0]
    for at in range(start + 4, start + 4 + 8 * min(count, 32), 8):
        platform, encoding, offset = struct.unpack_from(">HHI", data, at)
        if platform == 0 or (platform == 3 and encoding in (1, 10)):
            kind = struct.unpack_from(">H", data, start + offset)[0]
            if kind == 4:
                yield from _segments(data, start + offset)
                return
            if kind == 12:
                yield from _groups(data, start + offset)
                return


def _segments(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Format 4: segments of the basic plane."""
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts, deltas, offsets = (struct.unpack_from(f">{count}H", data, at + 16 + part * 2 * count) for part in (1, 2, 3))
    left = _GLYPHS
    for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, first + left) + 1):
            left -= 1
            glyph = code
            if offsets[index]:
                place = at + 16 + 6 * count + 2 * index + offsets[index] + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, place)[0] if place + 2 <= len(data) else 0
            if code < 0xFFFF and (glyph or not offsets[index]) and not 0xD800 <= code < 0xF900:
                yield code, (glyph + deltas[index]) & 0xFFFF


def _groups(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Format 12: groups of all planes."""
    left = _GLYPHS
    for group in range(min(struct.unpack_from(">I", data, at + 12)[0], 10_000)):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * group)
        for code in range(first, min(last, first + left, 0x10FFFF) + 1):
            left -= 1
            if not 0xD800 <= code < 0xF900:
                yield code, glyph + code - first


def _post(data: bytes, start: int, length: int) -> Letters:
    """Format 2 of the table of names."""
    if struct.unpack_from(">I", data, start)[0] != 0x20000:
        return {}
    count = struct.unpack_from(">H", data, start + 32)[0]
    indexes = struct.unpack_from(f">{count}H", data, start + 34)
    names: list[str] = []
    at, end = start + 34 + 2 * count, min(len(data), start + length)
    while at < end and len(names) < _GLYPHS:
        size = data[at]
        names.append(data[at + 1 : at + 1 + size].decode("latin-1"))
        at += 1 + size
    found: Letters = {}
    for glyph, index in enumerate(indexes):
        if _MAC_FIRST <= index < _MAC_FIRST + 95:
            found[glyph] = chr(0x20 + index - _MAC_FIRST)
        elif index >= 258 and index - 258 < len(names) and (letter := named(names[index - 258])):
            found[glyph] = letter
    return found


def compact(data: bytes) -> Letters:
    """Letters by glyph of a CFF font whose glyphs have names; empty where they have numbers (CID)."""
    _, at = _index(data, data[2])
    tops, at = _index(data, at)
    strings, _ = _index(data, at)
    glyphs = _operands(tops[0]) if tops else {}
    if 0x0C1E in glyphs or 15 not in glyphs or glyphs[15] < 3 or 17 not in glyphs:
        return {}
    count = struct.unpack_from(">H", data, glyphs[17])[0]
    found: Letters = {}
    for glyph, name in enumerate(_charset(data, glyphs[15], count), 1):
        if name < _STANDARD_NAMES:
            letter = chr(0x1F + name) if 1 <= name <= 95 else {109: "fi", 110: "fl"}.get(name, "")
        else:
            place = name - _STANDARD_NAMES
            letter = named(strings[place].decode("latin-1")) if place < len(strings) else ""
        if letter:
            found[glyph] = letter
    return found


def _index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The items of an INDEX, and where it ends."""
    count = struct.unpack_from(">H", data, at)[0]
    if not count:
        return [], at + 2
    size = data[at + 2]
    places = [
        int.from_bytes(data[at + 3 + size * step : at + 3 + size * (step + 1)], "big") for step in range(count + 1)
    ]
    base = at + 2 + size * (count + 1)
    items = [data[base + first : base + last] for first, last in pairwise(places)]
    return items, base + places[-1]


def _operands(top: bytes) -> dict[int, int]:
    """The last operand of each operator of a dictionary."""
    found: dict[int, int] = {}
    at, value = 0, 0
    while at < len(top):
        lead = top[at]
        at += 1
        if lead == 28:
            value, at = int.from_bytes(top[at : at + 2], "big", signed=True), at + 2
        elif lead == 29:
            value, at = int.from_bytes(top[at : at + 4], "big", signed=True), at + 4
        elif lead == 30:
            while at < len(top) and top[at] & 15 != 15 and top[at] >> 4 != 15:
                at += 1
            at += 1
        elif lead >= 247:
            second = top[at] if at < len(top) else 0
            value = (lead - 247) * 256 + second + 108 if lead < 251 else -(lead - 251) * 256 - second - 108
            at += 1
        elif lead >= 32:
            value = lead - 139
        else:
            if lead == 12 and at < len(top):
                lead, at = 0x0C00 | top[at], at + 1
            found[lead] = value
    return found


def _charset(data: bytes, at: int, count: int) -> Iterator[int]:
    """The names' numbers, from glyph 1 on."""
    kind = data[at]
    at += 1
    left = count - 1
    while left > 0:
        first = struct.unpack_from(">H", data, at)[0]
        more = 0 if not kind else data[at + 2] if kind == 1 else struct.unpack_from(">H", data, at + 2)[0]
        yield from range(first, first + min(more + 1, left))
        left -= more + 1
        at += 2 + kind
