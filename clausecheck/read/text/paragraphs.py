"""Typed lines become paragraphs: which line goes on the one before, and which begins anew."""

import re

from clausecheck.read.text.lines import SENTENCE_END, Line, Mark, goes_on, is_torn_number, same_shape

_LABEL_ONLY = re.compile(r"[(\[]?[0-9a-z]{1,5}(?:\.[0-9]{1,3})*[.)\]]{1,2}|[0-9]{1,3}(?:\.[0-9]{1,3})+")
_SENTENCE = 45
"""A line of this length that does not end a sentence may go on after a blank line."""
_PROSE = 60
"""A cell of this length behind a number is the clause's words, and the gaps in the line are those of justified type."""
_BULLETS = "•·▪●○◦■□–—*-"


class Paragraph:
    """Lines that belong together."""

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.heading = False

    @property
    def last(self) -> Line:
        """Its last line so far."""
        return self.lines[-1]


def paragraphs(lines: list[Line]) -> list[Paragraph]:
    """The paragraphs of all lines that are words, in order."""
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
    if last.contents or (last.cells and line.cells) or is_rowlike(line) or is_rowlike(last):
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


def is_rowlike(line: Line) -> bool:
    """Whether the gaps in a line part the cells of a table's row."""
    cells = line.cells
    if len(cells) > 1 and line.label and line.label[0] not in _BULLETS and max(map(len, cells[1:])) >= _PROSE:
        return False
    return len(cells) > 2 or (len(cells) == 2 and not _LABELLED.fullmatch(cells[0].strip().lower()))


_LABELLED = re.compile(r".{0,12}[.):]|\(?[0-9a-z.]{1,8}\)?|(?:article|section|clause)\s.{1,10}|[•·▪●○◦■□–—*-]")
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
