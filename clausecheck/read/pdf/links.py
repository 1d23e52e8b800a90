"""Fonts and forms of a PDF that are named and are not there, or are something else: their letters cannot be known."""

import re
from collections.abc import Container, Iterable, Iterator

from clausecheck.read.pdf.objects import Objects, PdfObject

_FONTS = re.compile(rb"/Font\s{0,4}(?:<<([^<>]{0,100000})>>|([0-9]{1,10})\s{1,4}[0-9]{1,5}\s{1,4}R)")
_FORMS = re.compile(rb"/XObject\s{0,4}(?:<<([^<>]{0,100000})>>|([0-9]{1,10})\s{1,4}[0-9]{1,5}\s{1,4}R)")
_NAMED = re.compile(rb"/[^\s/<>\[\]()]{0,200}\s{0,4}(?:([0-9]{1,10})\s{1,4}[0-9]{1,5}\s{1,4}R(?![A-Za-z]))?")
_FONT = re.compile(rb"/(?:Font|BaseFont|Type3|FontDescriptor)(?![A-Za-z])")
_FORM = re.compile(rb"/Subtype\s{0,4}/(?:Image|Form|PS)(?![A-Za-z])")
_SHOWN = re.compile(rb"/Form(?![A-Za-z])|/ObjStm")
_PAINTED = re.compile(rb"/(?:Page|Pages|Font|Form)(?![A-Za-z])")
_FILTERS = frozenset(
    b"ASCIIHexDecode AHx ASCII85Decode A85 LZWDecode LZW FlateDecode Fl RunLengthDecode RL CCITTFaxDecode CCF "
    b"JBIG2Decode DCTDecode DCT JPXDecode Crypt".split()
)


def bad_links(objects: Objects, contents: Container[int]) -> Iterator[tuple[int, str]]:
    """The number of each object that names something which is not what it must be, and the cause in words.

    `contents` are the numbers of the pages' content streams.
    """
    for number, item in objects.live.items():
        head = item.head
        if b"/Font" in head:
            if not all(map(_is_font, _targets(objects, _FONTS, head))):
                yield number, "a font that is used is not in the file"
            if b"/Type0" in head and not _composite(objects, item):
                yield number, "a font is damaged"
            elif any(target not in objects.maps for target in item.references(b"ToUnicode") or ()):
                yield number, "a font does not say which letters it shows"
        if b"/XObject" in head and not all(map(_is_form, _targets(objects, _FORMS, head))):
            yield number, "a part of the content is not in the file"
        shows = item.stream is not None and (number in contents or _SHOWN.search(head))
        uneven = head.count(b"<<") != head.count(b">>") and (shows or _PAINTED.search(head))
        if uneven or (shows and not _known_filters(objects, item)):
            yield number, "a part of the content is damaged"


def _targets(objects: Objects, pattern: re.Pattern[bytes], head: bytes) -> Iterable[PdfObject | None]:
    """What the entries of a resource dictionary name; None for an entry that leads nowhere."""
    for found in pattern.finditer(head):
        inside = found.group(1)
        if inside is None:
            item = objects.live.get(int(found.group(2)))
            inside = item.head if item is not None and item.stream is None else b"/"
            if inside.count(b"<<") > 1:
                continue
        for entry in _NAMED.finditer(inside):
            yield objects.live.get(int(entry.group(1) or -1))


def _is_font(item: PdfObject | None) -> bool:
    return item is not None and item.stream is None and bool(_FONT.search(item.head))


def _is_form(item: PdfObject | None) -> bool:
    return item is not None and item.stream is not None and bool(_FORM.search(item.head))


def _composite(objects: Objects, item: PdfObject) -> bool:
    """Whether a font made of others has what the format demands."""
    inner = item.references(b"DescendantFonts")
    if not inner or b"/Encoding" not in item.head:
        return b"/DescendantFonts" in item.head and b"<<" in item.head.partition(b"/DescendantFonts")[2]
    found = [objects.live.get(number) for number in inner]
    return all(font is not None and (b"/CIDFont" in font.head or font.head.lstrip()[:1] == b"[") for font in found)


def _known_filters(objects: Objects, item: PdfObject) -> bool:
    """Whether the stream's filters are known; packed bytes without a filter are not."""
    names = item.filters
    if not names:
        begin = item.stream[0] if item.stream else 0
        first = objects.data[begin : begin + 2]
        return len(first) < 2 or first[0] & 15 != 8 or int.from_bytes(first, "big") % 31 != 0
    return all(name in _FILTERS for name in names)
