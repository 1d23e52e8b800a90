"""Words in the XML of a Word file that are no words of its text: comments, long attributes, elements nobody knows."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.docx.package import Package
from clausecheck.read.docx.parts.described import described
from clausecheck.read.docx.tags import characters

_COMMENT: Final = re.compile(rb"<!--((?:[^-]|-(?!->)){1,4000})|<\?(?!xml[\s?])([^<>]{1,4000})\?>")
_ATTRIBUTE: Final = re.compile(rb"""="([^"<> ]*+(?: [^"<> ]*+){5,}+)"|='([^'<> ]*+(?: [^'<> ]*+){5,}+)'""")
"""A value with many spaces."""
_LOOSE: Final = re.compile(
    rb'>(?!<)(?<!<w:t>)(?<!<w:t xml:space="preserve">)(?<!<w:instrText xml:space="preserve">)'
    rb'(?<!<w:delText xml:space="preserve">)(?<!<w:instrText>)([^<> ]*+(?: [^<> ]*+){5,}+)<'
)
_NAME: Final = re.compile(r"([\w.-]{1,40})\Z")
_TAG: Final = re.compile(r"<([\w:.-]{1,60})[^<>]*\Z")
_BEFORE: Final = 300
"""Bytes in which the name of an attribute, or of the element around words, stands before them."""
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_KNOWN: Final = frozenset(
    {
        *("style", "path", "adj", "wrapcoords", "Ignorable", "Requires", "prefixMappings", "formula", "descr", "title"),
        *(
            "alt",
            "tooltip",
            "instr",
            "string",
            "name",
            "points",
            "coordsize",
            "gfxdata",
            "font",
            "altName",
            "from",
            "to",
        ),
    }
)
"""Attributes that are long, or are looked at elsewhere."""
_WORDS: Final = frozenset(f"{prefix}:{name}" for prefix in ("w", "m", "a") for name in ("t", "delText", "instrText"))
_FEW: Final = 6
_HEAD: Final = 100
"""Bytes of the declaration at the beginning of a part."""
_STORY: Final = re.compile(r"(?:document|header|footer|footnotes|endnotes|comments|people)\w*\.xml\Z")
_BUDGET: Final = 6_000_000
"""Most bytes of further parts."""


def odd_markup(package: Package, body: bytes) -> Iterator[Trace]:
    """A trace for each of them; `body` is the XML of the main part. Raises an UnreadableError for a damaged part."""
    yield from _in_part(package.main, body)
    folder, spent = posixpath.dirname(package.main), 0
    for name in dict.fromkeys(package.names):
        if name == package.main or posixpath.dirname(name) != folder or not _STORY.search(name):
            continue
        spent += package.size(name)
        if spent > _BUDGET:
            return
        yield from _in_part(name, package.read(name))


def _in_part(part: str, data: bytes) -> Iterator[Trace]:
    if b"!--" in data or data.find(b"?>", _HEAD) >= 0:
        for match in _COMMENT.finditer(data):
            words = _text(match[1] or match[2])
            if len(_WORD.findall(words)) > 2:
                yield described("docx.markup_comment", words, "a comment of the XML holds it", part)
    for match in _ATTRIBUTE.finditer(data):
        told = _NAME.search(_before(data, match.start()))
        if told is not None and told[1] == "embeddedHtml":
            yield Trace(
                technique="docx.external",
                quote=_text(match[1] or match[2]),
                part=part,
                detail="a film is shown from there",
            )
        elif told is not None and told[1] not in _KNOWN:
            yield from _told(match[1] or match[2], f'the attribute "{told[1]}" holds it', part)
    for match in _LOOSE.finditer(data):
        told = _TAG.search(_before(data, match.start()))
        if told is not None and told[1] not in _WORDS:
            yield from _told(match[1], f'an element "{told[1]}" holds it', part)


def _told(raw: bytes, detail: str, part: str) -> Iterator[Trace]:
    words = _text(raw)
    if len(_WORD.findall(words)) >= _FEW:
        yield described("docx.attribute", words, detail, part)


def _before(data: bytes, at: int) -> str:
    return data[max(0, at - _BEFORE) : at].decode("utf-8", "replace")


def _text(data: bytes) -> str:
    return " ".join(characters(data.decode("utf-8", "replace")).split())
