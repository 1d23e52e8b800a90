"""Bytes to text: UTF-8 and UTF-16 by mark or by content, Windows code page 1252 otherwise."""

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?([a-zA-Z0-9_-]{2,30})", re.IGNORECASE)
_PLAIN_CHARSETS = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"})


class Decoded(NamedTuple):
    """Text with what had to be guessed."""

    text: str
    guessed: str
    """The code page that was taken because the bytes do not tell; empty where they do."""


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """The text of `data` with every line break as one line feed. With `markup`, a charset declared in it counts."""
    text, guessed = _decode(data, markup)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), guessed)


def _decode(data: bytes, markup: bool) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ""
    sample = data[:4000]
    if len(sample) > 3 and sample.count(0) > len(sample) // 4:
        encoding = "utf-16-le" if sample[1::2].count(0) >= sample[0::2].count(0) else "utf-16-be"
        return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        if _mostly_right(text):
            return text, ""
    declared = _DECLARED.search(data[:4000]) if markup else None
    if declared:
        name = declared.group(1).decode("ascii").lower()
        if name in _PLAIN_CHARSETS:
            return _windows(data), ""
        try:
            return data.decode(name, "replace"), ""
        except LookupError:
            pass
    return _windows(data), "windows-1252"


def _mostly_right(text: str) -> bool:
    """Whether most of what is not ASCII was decoded: some bytes of a UTF-8 file were changed."""
    wrong = len(re.findall("\ufffd+", text))
    return len(re.findall("[\x80-\ufffc]", text)) > 5 * wrong


def _windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
