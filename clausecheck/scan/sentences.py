"""The sentences of a document, with what is left of them when names and numbers are taken out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from clausecheck.model import Block, BlockKind, Document

LEAST_WORDS: Final = 8
"""Words of a sentence that is looked at; shorter ones are headings, names and cells of tables."""

_SHORT: Final = 40
"""Characters after which a full stop ends a sentence, and not "Sec." or "No."."""
_END: Final = re.compile(r"[.;:!?][\"'”’)\]]?\s+")
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_STOPS: Final = ".;:!?"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text."""

    start: int
    end: int
    page: int | None
    words: tuple[str, ...]
    """In small letters, with "0" for a number and "N" for a name."""


def sentences(document: Document) -> list[Sentence]:
    """The sentences of running text, in order: no headings, no rows of tables, no lists of names."""
    found = []
    for block in document.blocks:
        if block.kind in (BlockKind.TABLE_ROW, BlockKind.CONTENTS):
            continue
        for start, end in _parts(document.text, block):
            words = masked(document.text[start:end])
            if len(words) >= LEAST_WORDS:
                found.append(Sentence(start, end, block.page, words))
    return found


def masked(text: str) -> tuple[str, ...]:
    """The words of a sentence in small letters, with "0" for a number and "N" for a name."""
    return tuple(
        "0" if word[0].isdigit() else "N" if place and word[0].isupper() else word.lower()
        for place, word in enumerate(_WORD.findall(text))
    )


def _parts(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start, end = block.span.start, block.span.end
    for found in _END.finditer(text, start, end):
        if found.end() - start > _SHORT:
            yield start, found.end()
            start = found.end()
    if text[start:end].rstrip("\"'”’)] ").endswith(tuple(_STOPS)):
        yield start, end
