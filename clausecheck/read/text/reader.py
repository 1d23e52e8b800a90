"""Plain text files: hard-wrapped lines become paragraphs, page and filing marks leave the text."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from clausecheck.model import BlockKind, Document, Format
from clausecheck.read.builder import Builder
from clausecheck.read.encodings import open_text
from clausecheck.read.styled import Styled, located
from clausecheck.read.text.distance import mark_distance, tell_distance
from clausecheck.read.text.heads import mark_running_heads
from clausecheck.read.text.lines import (
    Line,
    Mark,
    goes_on,
    mark_shapes,
    read_lines,
)
from clausecheck.read.text.paragraphs import Paragraph, is_rowlike, paragraphs

_INNER = re.compile(
    r"(?<=[.;:,\w\)])\s{3,}(?=(?:ARTICLE|Article|SECTION|Section|[0-9]{1,2}\.|\([a-z0-9]{1,3}\)\s|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\s))"
)
_WRAP_LIMIT = 140
"""Files whose lines are mostly longer were not wrapped by hand."""
_RAGGED = 160
"""A longer line shows that lines were not all wrapped at one column."""
_LEAST_WIDTH = 45
"""A group of lines whose longest is shorter is a list of short lines."""


def read_text(data: bytes, name: str, sha256: str) -> Document:
    """Read a plain text file. Raises EmptyFile where it has no word."""
    builder = Builder()
    _, pages = add_lines(builder, open_text(builder, data), 0)
    return builder.document(name, Format.TEXT, sha256, pages)


def add_lines(builder: Builder, text: str, paragraph: int) -> tuple[int, int | None]:
    """Add the paragraphs of typed text, counting on from `paragraph`; return the last one's number, and the pages."""
    lines = read_lines(text)
    mark_running_heads(lines)
    mark_shapes(lines)
    mark_distance(lines)
    pages = _number_pages(lines)
    width = _width([line for line in lines if line.mark is Mark.WORDS])
    _set_wraps(lines, width)
    for piece in paragraphs(lines):
        paragraph += 1
        _emit(builder, piece, paragraph, width)
    _add_strays(builder, lines)
    for line in lines:
        if line.mark in (Mark.PAGE, Mark.FILING, Mark.TAG) and line.text:
            builder.notice(
                "running_head", "a page or filing mark stands outside the text", page=line.page, quote=line.text
            )
    return paragraph, pages


def _number_pages(lines: list[Line]) -> int | None:
    marks = [line for line in lines if line.mark is Mark.PAGE]
    if not marks:
        return None
    feeds = any(not line.text or line.lower.startswith("<page>") for line in marks)
    page, seen_words = 1, False
    for line in lines:
        turns = line.mark is Mark.PAGE and (not feeds or not line.text or line.lower.startswith("<page>"))
        if turns and feeds:
            page += seen_words
            seen_words = False
        line.page = page
        seen_words = seen_words or line.mark is Mark.WORDS
        if turns and not feeds:
            page += seen_words
            seen_words = False
    return page if seen_words or page == 1 else page - (not feeds)


def _width(lines: list[Line]) -> int:
    """The column at which the file was wrapped; 0 where its lines are paragraphs."""
    widths = sorted(line.width for line in lines if len(line.text) > 20)
    if not widths:
        return 0
    usual = widths[int(len(widths) * 0.75)]
    return widths[int(len(widths) * 0.9)] if _LEAST_WIDTH <= usual <= _WRAP_LIMIT else 0


def _set_wraps(lines: list[Line], width: int) -> None:
    """Each line's own wrapping column: that of its group where the group is narrower than the file."""
    group: list[Line] = []
    ragged = _is_ragged(lines, width)
    for line in lines:
        line.ragged = ragged
    for index, line in enumerate(lines):
        if line.mark is Mark.WORDS:
            group.append(line)
            if index + 1 < len(lines):
                continue
        local = max((item.width for item in group), default=0)
        narrow = len(group) > 2 and max(len(item.text) for item in group) >= _LEAST_WIDTH and local < width
        for item in group:
            item.wrap = local if narrow else width
        group = []


def _is_ragged(lines: list[Line], width: int) -> bool:
    """Whether sentences go on after short lines, as where a converter broke them."""
    if any(len(line.text) > _RAGGED for line in lines):
        return True
    broken = 0
    for line, following in pairwise(lines):
        if line.mark is Mark.WORDS and following.mark is Mark.WORDS and not line.text.endswith(","):
            broken += line.width < 0.75 * width and goes_on(line.text, following.text)
    return broken > 2


def _emit(builder: Builder, paragraph: Paragraph, number: int, width: int) -> None:
    first = paragraph.lines[0]
    kind = BlockKind.PARAGRAPH
    if paragraph.heading:
        kind = BlockKind.HEADING
    elif any(line.contents for line in paragraph.lines):
        kind = BlockKind.CONTENTS
    elif len(paragraph.lines) == 1 and is_rowlike(first):
        kind = BlockKind.TABLE_ROW
    indent = min(line.indent for line in paragraph.lines)
    tell_distance(builder, paragraph.lines)
    if kind is BlockKind.TABLE_ROW:
        cells = _styled(first.cells, paragraph.lines) if first.oddities or first.dropped else first.cells
        builder.add("", cells=cells, kind=kind, paragraph=number, page=first.page, indent=indent * 6.0)
        return
    text = _unwrap(paragraph.lines)
    parts: Sequence[str | Styled] = _INNER.split(text) if len(text) > 200 and "   " in text else (text,)
    if any(line.oddities or line.dropped for line in paragraph.lines):
        parts = _styled(cast("Sequence[str]", parts), paragraph.lines)
    for part in parts:
        builder.add(
            part,
            kind=kind,
            paragraph=number,
            page=first.page,
            indent=indent * 6.0,
            centered=_centered(paragraph, width),
        )


def _styled(parts: Sequence[str], lines: Sequence[Line]) -> list[Styled]:
    """Parts of a paragraph or row with what is odd about the characters in each."""
    oddities = []
    before = 0
    for line in lines:
        oddities += [one.moved(before) for one in line.oddities]
        before += _solid(line.text)
    dropped = sum(line.dropped for line in lines)
    made = []
    start = 0
    for index, part in enumerate(parts):
        end = start + _solid(part) if index + 1 < len(parts) else len("".join(parts)) + 1
        text = " ".join(part.split())
        here = tuple(one.moved(-start) for one in oddities if start <= one.offset < end)
        made.append(Styled(text, None, False, dropped, oddities=located(here, text)))
        dropped = 0
        start = end
    return made


def _solid(text: str) -> int:
    """How many characters of it are no white space."""
    return len("".join(text.split()))


def _add_strays(builder: Builder, lines: Sequence[Line]) -> None:
    """What is odd about lines that have no words of the text: blank ones, page marks, rules."""
    for line in lines:
        if (line.oddities or line.dropped) and line.mark is not Mark.WORDS:
            oddities = tuple(one.moved(-one.offset) for one in line.oddities)
            builder.add(Styled("", None, False, line.dropped, oddities=oddities), paragraph=1, page=line.page)


def _unwrap(lines: list[Line]) -> str:
    return " ".join(line.text for line in lines)


def _centered(paragraph: Paragraph, width: int) -> bool:
    if not width:
        return False
    return all(
        line.indent > 4 and abs(line.indent + len(line.text) / 2 - width / 2) <= max(3, width * 0.05)
        for line in paragraph.lines
    )
