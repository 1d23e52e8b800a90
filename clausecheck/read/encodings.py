"""The words of a text file: decoded, with a notice or a trace for what its bytes do not tell or should not hold."""

import base64
import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.builder import Builder
from clausecheck.read.decode import CHARSETS, DECLARED, PLAIN_CHARSETS, decode

_LONG = re.compile(rb"[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xf0[\x80-\x8f][\x80-\xbf]{2}")
"""A character written in more bytes than it needs, which no decoder may accept (RFC 3629, section 3)."""
_OVERLONG = re.compile(rb"(?:%b)(?:[ -~]{0,2}(?:%b)){0,4000}" % (_LONG.pattern, _LONG.pattern))
_UTF7 = re.compile(r"\+([A-Za-z0-9/]{8,4000})(?:-|(?![A-Za-z0-9/+=_]))")
"""A stretch of Base64 as in RFC 2152."""
_AROUND: Final = 40
_MOST: Final = 50


def open_text(builder: Builder, data: bytes, *, markup: bool = False) -> str:
    """The words of the file `data`; what is to be said of its encoding goes to `builder`."""
    text, guessed = decode(data, markup=markup)
    if guessed:
        builder.notice("guessed_encoding", f"the file does not say how it is encoded; read as {guessed}")
    for trace in _traces(data, text, guessed, markup):
        builder.traces.add(trace)
    return text


def _traces(data: bytes, text: str, guessed: str, markup: bool) -> Iterator[Trace]:
    if guessed.startswith("utf-16"):
        start = " ".join(text[:80].split())
        told = f"its bytes are those of {guessed.upper()}, without the mark that belongs before them"
        yield Trace(technique="text.utf16_unmarked", quote=start, detail=told)
    elif guessed:
        usual = "a file of an older program on Windows"
        yield Trace(technique="text.guessed_encoding", quote="", detail=f"it was read as {guessed}", usual=usual)
    zeros = text.count("\0")
    if zeros:
        at = text.find("\0")
        quote = text[max(0, at - _AROUND) : at + 2 * _AROUND]
        yield Trace(technique="text.zero_bytes", quote=quote, detail=f"{zeros:,} characters U+0000")
    yield from _overlong(data)
    yield from _undecoded(text)
    if "+" in text:
        yield from _utf7(text)
    if markup:
        yield from _declared(data)


def _overlong(data: bytes) -> Iterator[Trace]:
    if not _LONG.search(data) or not _is_utf8(_LONG.sub(b"", data)):
        return
    for found, _ in zip(_OVERLONG.finditer(data), range(_MOST), strict=False):
        words = _LONG.sub(_shortened, found.group()).decode("ascii", "replace")
        before = data[max(0, found.start() - _AROUND) : found.start()].decode("utf-8", "replace")
        after = data[found.end() : found.end() + _AROUND].decode("utf-8", "replace")
        told = f"{len(found.group()):,} bytes from {found.group()[:4].hex(' ').upper()} on stand for {words!r}"
        yield Trace(technique="text.overlong", quote=f"{before}{words}{after}", detail=told)


def _is_utf8(data: bytes) -> bool:
    """Whether all other bytes are UTF-8; in an older encoding such bytes are accented capitals."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _shortened(found: re.Match[bytes]) -> bytes:
    code = 0
    for at, byte in enumerate(found.group()):
        code = code << 6 | byte & 0x3F if at else byte & (0x1F if byte < 0xE0 else 0x0F if byte < 0xF0 else 0x07)
    return bytes([code]) if code < 0x80 else b"?"


def _undecoded(text: str) -> Iterator[Trace]:
    count = text.count("\ufffd")
    if count:
        at = text.find("\ufffd")
        around = " ".join(text[max(0, at - _AROUND) : at + _AROUND].split())
        told = f"{count:,} {'place' if count == 1 else 'places'} could not be decoded and show U+FFFD"
        yield Trace(technique="text.undecoded", quote=around, detail=told)


def _utf7(text: str) -> Iterator[Trace]:
    for found, _ in zip(_UTF7.finditer(text), range(_MOST), strict=False):
        words = _unpacked(found.group(1))
        if words:
            told = f'as UTF-7 these letters read "{words}"'
            yield Trace(technique="text.utf7", quote=found.group(), detail=told, shown=found.group())


def _unpacked(letters: str) -> str:
    """The words that Base64 of UTF-16 holds; empty where it holds none."""
    data = base64.b64decode(letters[: len(letters) // 4 * 4] + ("" if len(letters) % 4 < 2 else _padded(letters)))
    words = data[: len(data) // 2 * 2].decode("utf-16-be", "replace")
    good = sum(one.isascii() and one.isprintable() for one in words)
    return words if len(words) > 2 and good == len(words) else ""


def _padded(letters: str) -> str:
    rest = letters[len(letters) // 4 * 4 :]
    return rest + "=" * (4 - len(rest))


def _declared(data: bytes) -> Iterator[Trace]:
    declared = DECLARED.search(data[:4000])
    if declared is None:
        return
    name = declared.group(1).decode("ascii").lower()
    if (
        name not in CHARSETS
        and name not in PLAIN_CHARSETS
        and not name.startswith(("utf-8", "utf8", "utf-16", "unicode"))
    ):
        told = f"it says that it is in {name}"
        yield Trace(technique="text.unknown_charset", quote=declared.group().decode("ascii", "replace"), detail=told)
