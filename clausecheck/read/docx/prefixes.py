"""The names of elements in a Word file, whatever prefixes it has for their namespaces."""

import re
from functools import lru_cache

from clausecheck.read.docx.noise import only_markup

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "urn:schemas-microsoft-com:vml": "v",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
}
_DECLARATION = re.compile(rb"""xmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']""")
_UNICODE = re.compile(rb"""(?:\xef\xbb\xbf)?<(?:\?xml(?![^>]*encoding=["'](?!utf-8["']))|[^?!])""", re.IGNORECASE)
_RENAMED = frozenset({"mc", "m", "v", "wp", "pic", "a", "wps", "wpg"})
"""Prefixes whose attributes nobody listens to, so that changing the names of elements is enough."""
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

Declarations = frozenset[tuple[bytes, bytes]]
"""Prefixes with the namespaces they stand for."""


def with_usual_prefixes(data: bytes, known: dict[Declarations, dict[bytes, bytes] | None]) -> bytes | None:
    """`data` where names can be taken as they are written, which is twice as fast; None where they cannot.

    `known` keeps what was made of declarations: most parts of a file have the same.
    """
    if not _UNICODE.match(data):
        return None
    declared = frozenset(_DECLARATION.findall(data))
    if declared not in known:
        known[declared] = _to_rename(declared)
    renamed = known[declared]
    if renamed is None:
        return None
    used = {prefix: usual for prefix, usual in renamed.items() if b"<%b:" % prefix in data}
    if used and not only_markup(data):
        return None
    for prefix, usual in used.items():
        for opening in (b"<", b"</"):
            data = data.replace(b"%b%b:" % (opening, prefix), b"%b%b:" % (opening, usual))
    return data


def _to_rename(declarations: Declarations) -> dict[bytes, bytes] | None:
    """The usual prefixes by those to be changed; None where names cannot be taken as they are written.

    They can where every declaration in the part gives a known prefix its own meaning, or another prefix another one,
    and Word's own is among them. Word 2007 calls a few names otherwise, which are changed.
    """
    known = set(_PREFIXES.values())
    declared = {(prefix.decode(errors="replace"), uri.decode(errors="replace")) for prefix, uri in declarations}
    others = {prefix: _PREFIXES[uri] for prefix, uri in declared if _PREFIXES.get(uri, prefix) != prefix}
    if (
        not any(prefix == "w" or uri == _RELATIONSHIPS for prefix, uri in declared)
        or any(prefix in known and uri not in _PREFIXES for prefix, uri in declared)
        or not _RENAMED.issuperset(others.values())
        or any(not prefix or sum(prefix == other for other, _ in declared) > 1 for prefix in others)
    ):
        return None
    return {prefix.encode(): usual.encode() for prefix, usual in others.items()}


@lru_cache(4096)
def shortened(name: str) -> str:
    """A name as a parser that knows namespaces tells it ("URI local"), with the usual prefix."""
    uri, _, local = name.rpartition(" ")
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else local
