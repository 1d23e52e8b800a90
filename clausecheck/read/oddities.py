"""What is odd about the characters of a document, collected from its blocks and told as traces."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from clausecheck.model import Trace

if TYPE_CHECKING:
    from clausecheck.read.characters import Oddity

_CAPITALS: Final = "text.homoglyph_capitals"
_FOREIGN: Final = re.compile("[\u03b1-\u03c9\u0431-\u044f]")
_SOME: Final = 20
"""Small Greek or Cyrillic letters of a document that uses the alphabet."""
_MOST: Final = 5_000
"""Oddities of a document that are kept; a text has so many only where each paragraph has the same one."""


class Oddities:
    """Oddities in reading order; what has an ordinary reason is told once for the whole document."""

    def __init__(self) -> None:
        self._found: list[Trace] = []
        self._spelled: dict[str, None] = {}
        self._usual: dict[tuple[str, str], Trace] = {}
        self._counts: dict[tuple[str, str], int] = {}

    def add(self, oddities: "Iterable[Oddity]", shift: int, page: int | None) -> None:
        """Those of a block that begins `shift` characters into the text."""
        for one in oddities:
            trace = Trace(
                technique=one.technique,
                quote=one.quote,
                at=shift + one.offset,
                page=page,
                detail=one.detail,
                shown=one.shown,
                usual=one.usual,
            )
            if one.usual:
                key = one.technique, one.usual
                self._usual.setdefault(key, trace)
                self._counts[key] = self._counts.get(key, 0) + 1
            elif len(self._found) < _MOST:
                self._found.append(trace)
            if one.spelled:
                self._spelled[one.spelled] = None

    def spelled(self) -> tuple[str, ...]:
        """The words that characters spell which print nothing, and those that are struck out."""
        return tuple(self._spelled)

    def traces(self, text: str) -> Iterator[Trace]:
        """A trace for each oddity, and one for each kind that is usual, with the number of paragraphs.

        `text` is that of the whole document: in one with words of another alphabet, so may be a name in capitals.
        """
        for trace in self._found:
            if trace.technique == _CAPITALS and len(_FOREIGN.findall(text)) >= _SOME:
                yield replace(trace, usual="a name in capitals of an alphabet that the document uses")
            else:
                yield trace
        for key, trace in self._usual.items():
            count = self._counts[key]
            yield trace if count == 1 else replace(trace, detail=f"{trace.detail}; and so in {count:,} paragraphs")
