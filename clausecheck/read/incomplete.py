"""Signs in a text, Markdown or HTML file that it is not whole: bytes that are no letters, a page that was cut off."""

import re
from dataclasses import replace
from typing import Final

from clausecheck.model import Document, Format, Notice
from clausecheck.read.decode import decode

_LEAST: Final = 3
_SHARE: Final = 0.0005
"""More characters than this share that are none (one word in 300) mean that words are missing."""
_OPENED = re.compile(r"<(?:html|body)[\s>]")
_CLOSED = re.compile(r"</(?:html|body)\s{0,9}>")
_OPEN_TAG = re.compile(r"</?[a-z][^<>]{0,2000}$|<!--(?:(?!-->).){0,2000}$", re.DOTALL)


def checked(document: Document, data: bytes) -> Document:
    """The document, with a notice for each sign that words of the file `data` are missing."""
    markup = document.format is Format.HTML
    text = decode(data, markup=markup).text
    notices = [_undecoded(text)]
    if markup:
        notices.append(_cut_off(text.lower()))
    found = tuple(notice for notice in notices if notice)
    return replace(document, notices=(*document.notices, *found)) if found else document


def _undecoded(text: str) -> Notice | None:
    count = text.count("\ufffd") + text.count("\0")
    if count < max(_LEAST, _SHARE * len(text)):
        return None
    told = f"{count:,} characters of the file are no letters; words may be missing"
    return Notice(code="undecoded_bytes", message=told, partial=True)


def _cut_off(text: str) -> Notice | None:
    inside = _OPEN_TAG.search(text, max(0, len(text) - 2_000))
    if not inside and (not _OPENED.search(text) or _CLOSED.search(text)):
        return None
    told = "the file ends in the middle of a tag" if inside else "the end of the page is missing"
    return Notice(code="cut_off", message=f"{told}; words may be missing", partial=True)
