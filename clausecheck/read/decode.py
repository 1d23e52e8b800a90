"""Bytes to text: UTF-8 and UTF-16 by mark or by content, Windows code page 1252 otherwise."""

import codecs
import re
from typing import Final, NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?([a-zA-Z0-9_-]{2,30})", re.IGNORECASE)
_RETURNS = re.compile(r"\r{1,3}\n")
PLAIN_CHARSETS = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"})
CHARSETS: Final = frozenset(
    {
        *(
            "utf-8",
            "gbk",
            "gb2312",
            "gb18030",
            "big5",
            "euc-jp",
            "iso-2022-jp",
            "shift_jis",
            "euc-kr",
            "koi8-r",
            "koi8-u",
        ),
        *("macintosh", "ibm866", *(f"iso-8859-{part}" for part in range(2, 17) if part != 12)),
        *(f"windows-{page}" for page in range(1250, 1259)),
    }
)
"""What viewers know besides `PLAIN_CHARSETS`, after the Encoding Standard of the WHATWG."""


class Decoded(NamedTuple):
    """Text with what had to be guessed."""

    text: str
    guessed: str
    """The code page that was taken because the bytes do not tell; empty where they do."""


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """The text of `data` with every line break as one line feed. With `markup`, a charset declared in it counts."""
    text, guessed = _decode(data, markup)
    return Decoded(_broken(text), guessed)


def _broken(text: str) -> str:
    """`text` with line feeds. A few carriage returns among them are kept: on a terminal they overwrite the line."""
    if "\r" not in text:
        return text
    text = _RETURNS.sub("\n", text)
    alone = text.count("\r")
    return text.replace("\r", "\n") if alone >= max(1, text.count("\n")) else text


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
    declared = DECLARED.search(data[:4000]) if markup else None
    if declared:
        name = declared.group(1).decode("ascii").lower()
        if name in PLAIN_CHARSETS:
            return _windows(data), ""
        if name in CHARSETS:
            return data.decode(name, "replace"), ""
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
