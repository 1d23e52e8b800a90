"""The map of a font's codes to letters (ToUnicode): read, compared with what the codes draw, and written anew."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

_ENTRIES: Final = 70_000
"""Most codes of a map; a font has at most 65,536."""
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.{0,400000}?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]{1,16})>\s{0,8}<([0-9A-Fa-f\s]{0,1024})>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]{1,16})>\s{0,8}<([0-9A-Fa-f\s]{1,16})>\s{0,8}"
    rb"(?:<([0-9A-Fa-f\s]{0,1024})>|\[((?:[^\]]){0,100000})\])"
)
_STRING = re.compile(rb"<([0-9A-Fa-f\s]{0,1024})>")
_MATTER = frozenset("0123456789abcdefghijklmnopqrstuvwxyz$€£%")
"""Characters whose exchange makes another contract."""
_POINTS = frozenset(".,")
"""Signs that make another number of one."""

Codes = dict[int, str]
"""What codes stand for."""


def read_map(content: bytes) -> Codes:
    """What the codes of a font are said to stand for."""
    found: Codes = {}
    for kind, body in _SECTION.findall(content):
        if kind == b"bfchar":
            for code, letters in _PAIR.findall(body):
                found[_number(code)] = _letters(letters)
        else:
            _ranges(body, found)
        if len(found) > _ENTRIES:
            break
    return found


def _ranges(body: bytes, found: Codes) -> None:
    for low, high, letters, each in _RANGE.findall(body):
        first = _number(low)
        count = min(_number(high) - first + 1, _ENTRIES - len(found))
        if each:
            for code, single in enumerate(_STRING.findall(each)[: max(0, count)], first):
                found[code] = _letters(single)
            continue
        start = _letters(letters)
        for step in range(max(0, count)):
            last = ord(start[-1]) + step if start else 0
            found[first + step] = start[:-1] + chr(last) if start and last < 0x110000 else start


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _letters(digits: bytes) -> str:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode()).decode("utf-16-be", "replace")


def differs(stored: str, drawn: str) -> bool:
    """Whether reading `stored` for what is drawn as `drawn` makes other words or numbers."""
    one, other = _plain(stored), _plain(drawn)
    if one == other or not other:
        return False
    if one in _POINTS and other in _POINTS:
        return True
    return not _MATTER.isdisjoint(one + other) and (not one or one[0] in _MATTER or other[0] in _MATTER)


def _plain(letters: str) -> str:
    """Letters without case, accents and what makes no difference to a reader."""
    folded = unicodedata.normalize("NFKD", letters).casefold()
    return "".join(letter for letter in folded if not unicodedata.combining(letter) and letter.isprintable()).strip()


def write_map(codes: Mapping[int, str], width: int) -> bytes:
    """A map of these codes, each `width` bytes long."""
    lines = [
        b"<%s> <%s>" % (b"%0*x" % (2 * width, code), letters.encode("utf-16-be", "replace").hex().encode())
        for code, letters in sorted(codes.items())
    ]
    blocks = [
        b"%d beginbfchar\n%s\nendbfchar" % (len(lines[at : at + 100]), b"\n".join(lines[at : at + 100]))
        for at in range(0, len(lines), 100)
    ]
    span = b"<%s> <%s>" % (b"00" * width, b"ff" * width)
    head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Drawn def\n1 begincodespacerange\n"
    return head + span + b"\nendcodespacerange\n" + b"\n".join(blocks) + b"\nendcmap end end\n"
