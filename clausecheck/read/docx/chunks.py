"""Foreign content that Word takes into a file when it opens it (`w:altChunk`, ECMA-376 part 1, 17.17.2.1)."""

import email
import email.policy
import re
from enum import Enum
from typing import Final

from clausecheck.read.decode import decode
from clausecheck.read.rtf import rtf_words

_MARKUP: Final = re.compile(rb"<(?:p|div|span|table|h[1-6]|[uo]l|body|head|b|i|font|center|section|article)[\s>]")


class ChunkKind(Enum):
    """What such content is."""

    WORD = "a Word file"
    MARKUP = "HTML"
    TEXT = "plain text"
    RICH = "Rich Text"
    OTHER = "another format"


def kind_of(data: bytes, target: str) -> ChunkKind:
    """By its content first, then by the name of its part."""
    start = data[:1000].lstrip(b" \t\r\n\xef\xbb\xbf").lower()
    if start.startswith(b"pk\x03\x04"):
        return ChunkKind.WORD
    if start.startswith(b"{\\rtf"):
        return ChunkKind.RICH
    if not start:
        return ChunkKind.OTHER
    if start.startswith((b"<html", b"<!doctype html")) or target.lower().endswith((".htm", ".html", ".xhtml", ".mht")):
        return ChunkKind.MARKUP
    if _MARKUP.match(start) or (start.startswith(b"<?xml") and b"<html" in start):
        return ChunkKind.MARKUP
    if b"mime-version:" in start:
        return ChunkKind.MARKUP
    return ChunkKind.TEXT if target.lower().endswith(".txt") else ChunkKind.OTHER


def markup_of(data: bytes) -> str:
    """The HTML of a page, or of the page inside a web archive (MHT)."""
    if b"mime-version:" in data[:1000].lower():
        for part in email.message_from_bytes(data, policy=email.policy.compat32).walk():
            if part.get_content_type() == "text/html":
                inside = part.get_payload(decode=True)
                return decode(inside, markup=True).text if isinstance(inside, bytes) else ""
    return decode(data, markup=True).text


def lines_of(data: bytes, kind: ChunkKind) -> list[str]:
    """The lines of plain or Rich Text."""
    return (rtf_words(data) if kind is ChunkKind.RICH else decode(data).text).splitlines()
