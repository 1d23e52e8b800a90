"""The sentences of a document, with what is left of them when names and numbers are taken out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from clausecheck.model import Block, BlockKind, Document

LEAST_WORDS: Final = 8
"""Words of a sentence that is looked at; shorter ones are headings and names."""

_SHORT: Final = 40
"""Characters after which a full stop ends a sentence, and not "Sec." or "No."."""
_END: Final = re.compile(r"[.;:!?][\"'”’)\]]?\s+")
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_STOPS: Final = (".", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text."""

    start: int
    end: int
    page: int | None
    words: tuple[str, ...]
    """In small letters, with "0" for a number and "N" for a name."""
    row: bool
    """A row of a table, or a line without a full stop, as lists have them."""


def sentences(document: Document) -> list[Sentence]:
    """The sentences of the text and the rows of its tables, in order; no tables of contents."""
    found = []
    for block in document.blocks:
        if block.kind is BlockKind.CONTENTS:
            continue
        for start, end in _parts(document.text, block):
            words = masked(document.text[start:end])
            if len(words) >= LEAST_WORDS:
                row = block.kind is BlockKind.TABLE_ROW or not _ended(document.text, start, end)
                found.append(Sentence(start, end, block.page, words, row))
    return found


def masked(text: str) -> tuple[str, ...]:
    """The words of a sentence in small letters, with "0" for a number and "N" for a name."""
    return tuple(
        "0" if word[0].isdigit() else "N" if place and word[0].isupper() else word.lower()
        for place, word in enumerate(_WORD.findall(text))
    )


def _parts(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start, end = block.span.start, block.span.end
    for found in () if block.kind is BlockKind.TABLE_ROW else _END.finditer(text, start, end):
        if found.end() - start > _SHORT:
            yield start, found.end()
            start = found.end()
    if start < end:
        yield start, end


def _ended(text: str, start: int, end: int) -> bool:
    return text[max(start, end - 10) : end].rstrip("\"'”’)] ").endswith(_STOPS)
