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
    SENTENCE_END,
    Line,
    Mark,
    goes_on,
    is_torn_number,
    mark_shapes,
    read_lines,
    same_shape,
)

_LABEL_ONLY = re.compile(r"[(\[]?[0-9a-z]{1,5}(?:\.[0-9]{1,3})*[.)\]]{1,2}|[0-9]{1,3}(?:\.[0-9]{1,3})+")
_INNER = re.compile(
    r"(?<=[.;:,\w\)])\s{3,}(?=(?:ARTICLE|Article|SECTION|Section|[0-9]{1,2}\.|\([a-z0-9]{1,3}\)\s|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\s))"
)
_WRAP_LIMIT = 140
"""Files whose lines are mostly longer were not wrapped by hand."""
_SENTENCE = 45
"""A line of this length that does not end a sentence may go on after a blank line."""
_RAGGED = 160
"""A longer line shows that lines were not all wrapped at one column."""
_PROSE = 60
"""A cell of this length behind a number is the clause's words, and the gaps in the line are those of justified type."""
_BULLETS = "•·▪●○◦■□–—*-"
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
    for piece in _paragraphs(lines):
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


class Paragraph:
    """Lines that belong together."""

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.heading = False

    @property
    def last(self) -> Line:
        """Its last line so far."""
        return self.lines[-1]


def _paragraphs(lines: list[Line]) -> list[Paragraph]:
    found: list[Paragraph] = []
    blank = interrupted = False
    for index, line in enumerate(lines):
        if line.mark is Mark.RULE:
            if found and not blank and len(line.text) >= 3 and abs(len(line.text) - len(found[-1].last.text)) <= 4:
                _split_heading(found)
            blank = True
        elif line.mark is Mark.WORDS:
            following = lines[index + 1] if index + 1 < len(lines) and lines[index + 1].mark is Mark.WORDS else None
            if found and _joins(found[-1], line, following, blank, interrupted):
                found[-1].lines.append(line)
            else:
                found.append(Paragraph(line))
            blank = interrupted = False
        elif line.mark is Mark.BLANK:
            blank = True
        else:
            interrupted = True
    return found


def _split_heading(found: list[Paragraph]) -> None:
    """The underlined line is a heading; lines above it are a paragraph of their own."""
    last = found[-1]
    if len(last.lines) > 2:
        line = last.lines.pop()
        found.append(Paragraph(line))
    found[-1].heading = True


def _joins(paragraph: Paragraph, line: Line, following: Line | None, blank: bool, interrupted: bool) -> bool:
    last = paragraph.last
    if paragraph.heading or (last.contents != line.contents and not _contents_goes_on(last, line)):
        return False
    if last.contents or (last.cells and line.cells) or _is_rowlike(line) or _is_rowlike(last):
        return False
    if is_torn_number(last.text, line.text):
        return True
    if interrupted:
        return goes_on(last.text, line.text) and not line.label
    if blank:
        return not line.label and _joins_over_blank(paragraph, line)
    if goes_on(last.text, line.text):
        return True
    if line.ragged and _label_goes_on(paragraph, line):
        return True
    if line.wrap == 0 or not _full(last, line) or _begins_item(paragraph, line):
        return False
    return not _new_by_indent(paragraph, line, following)


def _full(last: Line, line: Line) -> bool:
    """Whether the first word of the next line would not have fitted."""
    return last.width + 1 + len(line.text.split(None, 1)[0]) > last.wrap - 4


def _begins_item(paragraph: Paragraph, line: Line) -> bool:
    """A number at the start of a line begins a paragraph, unless it seems to stand there by chance of wrapping."""
    if not line.label:
        return False
    last = paragraph.last
    if same_shape(paragraph.lines[0].label, line.label):
        return True
    return last.text.endswith(SENTENCE_END) and (line.indent != last.indent or _stands_out(line))


def _joins_over_blank(paragraph: Paragraph, line: Line) -> bool:
    """A number that stands alone belongs to the words below; a long line that ends no sentence may go on."""
    last = paragraph.last
    if len(last.text) > _SENTENCE and line.text[0].islower():
        return not last.text.endswith((*SENTENCE_END, ","))
    return len(paragraph.lines) == 1 and _LABEL_ONLY.fullmatch(last.lower) is not None


def _label_goes_on(paragraph: Paragraph, line: Line) -> bool:
    """A numbered paragraph goes on to the next blank line, where lines are as long as they like."""
    last = paragraph.last
    if not paragraph.lines[0].label or line.label or last.text.endswith(SENTENCE_END):
        return False
    return not last.text.isupper() or line.text.split(None, 1)[0].isupper()


def _contents_goes_on(last: Line, line: Line) -> bool:
    """A long entry of a contents table is wrapped, and its page number stands in the second line."""
    return line.contents and not last.contents and bool(last.label) and not line.label


def _is_rowlike(line: Line) -> bool:
    cells = line.cells
    if len(cells) > 1 and line.label and line.label[0] not in _BULLETS and max(map(len, cells[1:])) >= _PROSE:
        return False
    return len(cells) > 2 or (len(cells) == 2 and not LABELLED.fullmatch(cells[0].strip().lower()))


LABELLED = re.compile(r".{0,12}[.):]|\(?[0-9a-z.]{1,8}\)?|(?:article|section|clause)\s.{1,10}|[•·▪●○◦■□–—*-]")
"""What stands before a gap where the line is a numbered paragraph and not a row of a table."""


def _stands_out(line: Line) -> bool:
    """A number of several levels, or one with a word such as Article, begins the line in a heading's manner."""
    label = line.label
    if not label:
        return False
    rest = line.text[len(label) :].strip()
    return label[0].isdecimal() and label.endswith(".") and rest[:1].isupper()


def _new_by_indent(paragraph: Paragraph, line: Line, following: Line | None) -> bool:
    last = paragraph.last
    if line.indent > last.indent + 1:
        back = following is not None and following.indent < line.indent
        return back and len(paragraph.lines) > 1 and following is not None and following.indent <= last.indent
    return line.indent + 1 < last.indent and len(paragraph.lines) > 1


def _emit(builder: Builder, paragraph: Paragraph, number: int, width: int) -> None:
    first = paragraph.lines[0]
    kind = BlockKind.PARAGRAPH
    if paragraph.heading:
        kind = BlockKind.HEADING
    elif any(line.contents for line in paragraph.lines):
        kind = BlockKind.CONTENTS
    elif len(paragraph.lines) == 1 and _is_rowlike(first):
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
