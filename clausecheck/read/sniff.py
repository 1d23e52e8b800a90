"""Which format a file is, by its content first and by its suffix where the content leaves it open."""

import re
from pathlib import PurePath

from clausecheck.errors import EmptyFile, EncryptedFile, UnsupportedFormat
from clausecheck.model import Format

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_SUFFIXES = {
    ".doc": "an old Word file or another word processor's",
    ".rtf": "a Rich Text file",
    ".odt": "an OpenDocument file",
    ".wps": "a Works file",
    ".pages": "a Pages file",
    ".wpd": "a WordPerfect file",
    ".xlsx": "a spreadsheet",
    ".xls": "a spreadsheet",
    ".pptx": "a presentation",
    ".ppt": "a presentation",
    ".eml": "an e-mail",
    ".msg": "an e-mail",
    ".epub": "an e-book",
    ".tex": "a TeX file",
}
_MAGIC = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"%!PS", "a PostScript file"),
    (b"\xffWPC", "a WordPerfect file"),
    (b"SQLite format 3", "a database"),
)
_ODT = re.compile(rb"PK\x03\x04.{26}mimetype.{0,40}?application/vnd\.oasis\.opendocument\.text", re.DOTALL)
"""OpenDocument begins its archive with this part, not compressed; templates and master documents begin so too."""
_PDF_WORDS = (b"endobj", b"endstream", b"xref", b"/Type")
"""Words of every PDF, also of one whose first line is damaged."""
_MARKUP = re.compile(rb"<(?:!doctype\s{1,5}html|html|head|body|p|div|h[1-6]|table|meta|title)[\s>]", re.IGNORECASE)
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".mht"})


def sniff(data: bytes, name: str) -> Format:
    """The format of `data`. Raises EmptyFile, EncryptedFile or UnsupportedFormat."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise EmptyFile(f"{name} is empty")
    head = data[:1024]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Format.ODT if _ODT.match(head) else Format.DOCX
    if head.lstrip(b" \t\r\n\xef\xbb\xbf").startswith(b"{\\rtf"):
        return Format.RTF
    if b"%PDF-" in head or all(word in data for word in _PDF_WORDS):
        return Format.PDF
    if head.startswith(_OLE):
        if _utf16(b"EncryptedPackage") in data:
            raise EncryptedFile(f"{name} is protected with a password")
        if _utf16(b"WordDocument\0") in data:
            return Format.DOC
        raise UnsupportedFormat(f"{name} is an old Office file that is no Word file, which is not read")
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise UnsupportedFormat(f"{name} is {what}, which is not read")
    return _sniff_text(data, name)


def _sniff_text(data: bytes, name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    if suffix in _OTHER_SUFFIXES:
        raise UnsupportedFormat(f"{name} looks like {_OTHER_SUFFIXES[suffix]}, which is not read")
    if _binary(data):
        raise UnsupportedFormat(f"{name} is not a kind of file that is read")
    start = data[:4000].lstrip(b" \t\r\n\xef\xbb\xbf\xff\xfe")
    if start.startswith(b"<") or suffix in _HTML_SUFFIXES:
        xml = start.startswith(b"<?xml") and b"<html" not in start.lower()
        if xml and suffix not in _HTML_SUFFIXES:
            raise UnsupportedFormat(f"{name} is an XML file, which is not read")
        if suffix in _HTML_SUFFIXES or (suffix not in _MARKDOWN_SUFFIXES and _MARKUP.match(start)):
            return Format.HTML
    if suffix in _MARKDOWN_SUFFIXES:
        return Format.MARKDOWN
    return Format.TEXT


def _binary(data: bytes) -> bool:
    """Control characters that no text has, leaving the zeros of UTF-16 aside."""
    sample = data[:8000]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = sum(sample.count(code) for code in (1, 2, 3, 4, 5, 6, 14, 15, 16, 17, 18, 19, 20))
    zeros = sample.count(0)
    even = zeros > len(sample) // 4 and (sample[0::2].count(0) < 3 or sample[1::2].count(0) < 3)
    return odd > len(sample) // 100 + 2 or (zeros > len(sample) // 50 + 2 and not even)


def _utf16(text: bytes) -> bytes:
    return text.decode("ascii").encode("utf-16-le")
