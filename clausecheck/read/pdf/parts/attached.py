"""Files that are packed into a PDF."""

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.pdf.parts.file import Parts, dictionaries
from clausecheck.read.pdf.parts.values import Dictionary, Ref, text

_MOST: Final = 100
_WORDS: Final = 1_000
"""Most characters of an attached file's words that are quoted."""
_PRINTED = re.compile(r"[^\x00-\x08\x0e-\x1f\ufffd]{8,}")
_CONTROL = frozenset(map(chr, (*range(9), *range(14, 32), 0xFFFD)))


def attached(parts: Parts) -> Iterator[Trace]:
    """A trace for each attached file, quoting its name and, where it is plain text, its first words."""
    told: set[int] = set()
    count = 0
    for number, value in parts.holding(b"/EF"):
        for found in dictionaries(value):
            inner = parts.dictionary(found.get("EF"))
            streams = [entry.number for entry in inner.values() if isinstance(entry, Ref)]
            if not streams or count >= _MOST:
                continue
            count += 1
            told.update(streams)
            yield _trace(parts, found, streams[0], parts.page_of(number))
    for number, _ in parts.holding(b"/EmbeddedFile"):
        if number not in told and parts.stream(number) is not None and b"/Type" in parts.heads[number]:
            told.add(number)
            yield _trace(parts, {}, number, None)


def _trace(parts: Parts, named: Dictionary, stream: int, page: int | None) -> Trace:
    names = [text(parts.resolve(named.get(key))) for key in ("UF", "F", "Unix", "DOS", "Mac", "Desc")]
    name = ", ".join(dict.fromkeys(found for found in names if found)) or "a file without a name"
    words = _first_words(parts.content(Ref(stream)))
    return Trace(technique="pdf.attachment", quote=f"{name}: {words}" if words else name, page=page)


def _first_words(content: bytes) -> str:
    """The words at the beginning of a plain text; empty for any other kind of file."""
    start = content[: 2 * _WORDS]
    plain = text(start) if start[:2] in (b"\xfe\xff", b"\xff\xfe") else start.decode("utf-8", "replace")
    odd = sum(character in _CONTROL for character in plain)
    if not plain or odd > 0.02 * len(plain):
        return ""
    return " ".join(" ".join(_PRINTED.findall(plain)).split())[:_WORDS]
