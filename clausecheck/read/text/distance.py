"""Words far below or far to the right of the rest: a person who reads the page does not come to them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.blank import PAGE, QUOTED, below
from clausecheck.read.builder import Builder
from clausecheck.read.text.lines import Line, Mark

_FEEDS: Final = 4
"""Blank pages in a row."""
_COLUMNS: Final = 300
"""Columns of white space inside a line, three times the width of a page."""
_GAP = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]{38,}(?=\S)")
_TAB: Final = 8


def mark_distance(lines: Sequence[Line]) -> None:
    """Leave a trace on each line that very much white space parts from the words before."""
    blank = feeds = 0
    words = False
    for index, line in enumerate(lines):
        if line.mark is Mark.BLANK or (line.text and not any(map(str.isalnum, line.text))):
            blank += 1
            continue
        if line.mark is Mark.PAGE and not line.text:
            feeds += 1
            continue
        if words and (blank > PAGE or feeds > _FEEDS):
            line.far = (_below(lines, index, blank, feeds),)
        if len(line.text) + line.indent > _COLUMNS:
            line.far += tuple(_right(line))
        words = words or line.mark is Mark.WORDS
        blank = feeds = 0


def tell_distance(builder: Builder, lines: Sequence[Line]) -> None:
    """Hand over the traces of a paragraph that is about to be added."""
    at = builder.here + (1 if len(builder) else 0)
    for line in lines:
        for trace in line.far:
            builder.traces.add(replace(trace, at=at, page=line.page))


def _below(lines: Sequence[Line], index: int, blank: int, feeds: int) -> Trace:
    if feeds > _FEEDS:
        told = f"{feeds - 1:,} blank pages stand before it"
        return Trace(technique="text.far_below", quote=_following(lines, index), detail=told)
    return below(blank, _following(lines, index))


def _following(lines: Sequence[Line], index: int) -> str:
    """The words from a line on, up to the next gap."""
    words: list[str] = []
    blank = 0
    for line in islice(lines, index, None):
        blank = 0 if any(map(str.isalnum, line.text)) else blank + 1
        if blank > PAGE or sum(map(len, words)) > QUOTED:
            break
        words += line.text.split()
    return " ".join(words)


def _right(line: Line) -> Iterator[Trace]:
    if line.indent > _COLUMNS:
        quote = " ".join(line.text.split())[:QUOTED]
        yield Trace(technique="text.far_right", quote=quote, detail=f"{line.indent:,} columns stand before it")
    for gap in _GAP.finditer(line.text):
        columns = len(gap.group()) + (_TAB - 1) * gap.group().count("\t")
        if columns > _COLUMNS:
            quote = " ".join(line.text[gap.end() :].split())[:QUOTED]
            yield Trace(technique="text.far_right", quote=quote, detail=f"{columns:,} columns stand before it")
            return
