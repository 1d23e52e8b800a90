"""Words about a PDF that no page shows: properties, descriptions of pictures, titles of bookmarks and layers."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.pdf.parts.file import Parts, dictionaries
from clausecheck.read.pdf.parts.values import Dictionary, Value, text

_INFO = re.compile(rb"/Info\s{0,4}([0-9]{1,10})\s{1,4}[0-9]{1,5}\s{1,4}R")
_XML_TEXT = re.compile(r"(?:>|=\s?\"|=\s?')([^<>\"']{3,4000})")
_PROGRAMS: Final = frozenset({"Creator", "Producer", "CreationDate", "ModDate", "Trapped", "GTS_PDFXVersion"})
_LISTED: Final = 3
"""A property of fewer words is not listed."""
_LONG: Final = 16
"""A property of more words than any title has is looked at."""
_STREAMS: Final = 20
_USUAL: Final = "programs and authors describe files so"
_PICTURE_USUAL: Final = "a description of a picture, for those who cannot see it"
_PICTURES: Final = frozenset({"Figure", "Formula", "Form", "Link", "Annot", "Artifact"})
"""Kinds of element whose alternative text stands beside what is shown, not in place of it."""


def properties(parts: Parts, data: bytes) -> Iterator[Trace]:
    """A trace for each property with words in it; what programs write of themselves is left out."""
    told: set[str] = set()
    for number in dict.fromkeys(map(int, _INFO.findall(data))):
        for key, value in _entries(parts, number):
            words = " ".join(text(parts.resolve(value)).split())
            if len(words.split()) >= (2 * _LONG if key in _PROGRAMS else _LISTED) and words not in told:
                told.add(words)
                yield _property(words, f'the property "{key}" of the file says so')
    for words in _xml(parts):
        if words not in told:
            told.add(words)
            yield _property(words, "the XML that describes the file says so")


def _entries(parts: Parts, number: int) -> Iterator[tuple[str, Value]]:
    value = parts.get(number)
    for found in dictionaries(value):
        yield from found.items()


def _property(words: str, detail: str) -> Trace:
    usual = _USUAL if len(words.split()) < _LONG else ""
    return Trace(technique="pdf.metadata", quote=words, detail=detail, usual=usual)


def _xml(parts: Parts) -> Iterator[str]:
    """The words in the XML that describes the file or a part of it."""
    streams = [number for number, _ in parts.holding(b"/Metadata") if parts.stream(number) is not None]
    for number in streams[:_STREAMS]:
        item = parts.stream(number)
        if item is None or b"/XML" not in item.head:
            continue
        content = parts.objects.unpack(item)[0][:500_000]
        plain = text(content) if content[:2] in (b"\xfe\xff", b"\xff\xfe") else content.decode("utf-8", "replace")
        for found in _XML_TEXT.finditer(plain):
            words = " ".join(unescape(found.group(1)).split())
            if len(words.split()) >= _LISTED and not words.startswith(("http", "/>", "?")):
                yield words


def descriptions(parts: Parts) -> Iterator[Trace]:
    """A trace for the words that stand for a picture, expand an abbreviation, explain a field or name a layer."""
    for number, value in parts.holding(b"/Alt", b"/TU", b"/OCG", b"/StructElem"):
        for found in dictionaries(value):
            yield from _described(parts, found, parts.page_of(number))


def unplaced(parts: Parts) -> Iterator[Trace]:
    """A trace for each field with words that no page shows, because nothing says where it stands."""
    for _, value in parts.holding(b"/FT"):
        if not isinstance(value, dict) or "Rect" in value or not isinstance(parts.resolve(value.get("V")), bytes):
            continue
        if any("Rect" in parts.dictionary(kid) for kid in parts.array(value.get("Kids"))):
            continue
        words = " ".join(text(parts.resolve(value["V"])).split())
        usual = "" if len(words.split()) >= _LISTED else "a value that the form keeps for itself"
        if words:
            name = text(parts.resolve(value.get("T")))
            detail = f'the field is called "{name}"' if name else ""
            yield Trace(technique="pdf.form_field_hidden", quote=words, detail=detail, usual=usual)


def _described(parts: Parts, found: Dictionary, page: int | None) -> Iterator[Trace]:
    if found.get("Type") == "OCG":
        yield from _told(text(parts.resolve(found.get("Name"))), "the name of a layer says so", page)
        return
    kind = text(parts.resolve(found.get("S")))
    for key, detail in (("Alt", "the alternative text of a part of the page says so"),
                        ("TU", "the note that pops up over a field says so"),
                        ("E", "the long form of an abbreviation says so"),
                        ("T", "the title of a part of the page says so")):  # fmt: skip
        if key in ("E", "T") and found.get("Type") != "StructElem" and "K" not in found:
            continue
        usual = _PICTURE_USUAL if key != "Alt" or kind in _PICTURES or not kind else ""
        yield from _told(text(parts.resolve(found.get(key))), detail, page, usual)


def _told(words: str, detail: str, page: int | None, usual: str = _USUAL) -> Iterator[Trace]:
    words = " ".join(words.split())
    count = len(words.split())
    if count >= _LISTED:
        yield Trace(
            technique="pdf.description", quote=words, page=page, detail=detail, usual=usual if count < 80 else ""
        )
