"""Lines of a plain text file: what is a page mark, a filing mark, an underline, a row, a line of contents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from clausecheck.model import Trace
from clausecheck.read.styled import look

if TYPE_CHECKING:
    from clausecheck.read.characters import Oddity

LABEL = re.compile(
    r"(?:(?:article|section|clause|schedule|exhibit|annex|appendix|part)\s{1,3}(?:[0-9][0-9.]{0,10}|[ivxlc]{1,7}|[a-z])\b"
    r"|[0-9]{1,3}(?:\.[0-9]{1,3}){0,5}[.):]{0,2}(?=\s|$|[a-z])|[0-9]{1,3}[.)](?=\S)"
    r"|\([0-9]{1,3}\)|\([a-z]{1,5}\)|[a-z]{1,2}[.)](?=\s)|[ivx]{1,5}[.)](?=\s)|[•·▪●○◦■□–—*-](?=\s))"
)
"""A number or bullet at the start of a line, in lower case."""
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s{0,3}[0-9ivxl]{1,5}\s{0,3}[-–—]|page\s{1,3}[0-9ivxl]{1,5}(?:\s{0,3}(?:of|/)\s{0,3}[0-9]{1,5})?"
    r"|[0-9]{1,4}\s{0,2}(?:of|/)\s{0,2}[0-9]{1,4}|\[?page\s?[0-9]{1,4}\]?)"
)
BARE_NUMBER = re.compile(r"[a-z]{0,2}-?[0-9]{1,3}|[ivx]{1,6}")
"""A line that may be no more than the number of its page, in lower case."""
_PAGE_TAG = re.compile(r"<page>(?:\s{1,20}[0-9a-z-]{1,8})?")
_FILING = re.compile(r"source:\s.{1,120},\s{0,4}[0-9]{0,2}[a-z0-9/ .-]{1,14},\s{0,4}[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_TAG_LINE = re.compile(
    r"</?(?:page|table|caption|s|c|fn|text|document|type|sequence|filename|description|r|btb)>(?:.{0,80})"
)
_RULE = re.compile(r"[-=~*_+]{3,}")
_GAP = re.compile(r"\S(?:\t| {4,}|\t\s{1,40})(?=\S)")
_CONTENTS = re.compile(
    r".{2,160}?(?:\s?\.(?:\s?\.){2,}\s{0,40}|\s{3,}|\t\s{0,40})(?:[a-z]{0,2}-?[0-9]{1,4}|[ivxl]{1,6})"
)


SENTENCE_END = (".", ";", ":", "?", "!", '."', ".”", ".)", ';"', ";”")
"""How a paragraph ends."""
_CONNECTIVES_WORDS = (
    "a an and or of the to in for by with from on at as that which any all its their this such be is are shall "
    "will between under upon into not if no per other each than"
)
_CONNECTIVES = frozenset(_CONNECTIVES_WORDS.split())


_SHORT = 20
"""A shorter line may be a title that ends in a small word; in a longer one a sentence goes on to "Section 5"."""
_SIGN = re.compile(r"[0-9]+|[a-z]+")
_AMOUNT = re.compile(r"\([0-9]{2,3}\)\s[a-z]")
"""A number in brackets that repeats one in words: "thirty (30) days"."""


_WORD_OF_NUMBER = frozenset({"article", "section", "clause", "§", "part", "exhibit", "schedule", "annex", "appendix"})
_NUMBER_BEHIND_WORD = re.compile(
    r"(?:[0-9]{1,3}|[a-z]\.[0-9]|[ivxl]{1,7}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b"
)


def is_torn_number(before: str, after: str) -> bool:
    """Whether "ARTICLE" stands alone in a line and its number in the next."""
    if len(before) > 8 or before.lower() not in _WORD_OF_NUMBER:
        return False
    return _NUMBER_BEHIND_WORD.match(after[:12].lower()) is not None


_OPEN_RANGE = re.compile(r"\d[)\]]?\s(?:to|and|or|through)$")
"""A line's end that wants another number: "clauses 4 to"."""


def goes_on(before: str, after: str) -> bool:
    """Whether a sentence plainly goes on from the line `before` to the line `after`."""
    if _OPEN_RANGE.search(before[-30:].lower()) and after[:1].isdecimal():
        return True
    label = LABEL.match(after[:60].lower())
    tail = before[-30:].lower().split()
    connected = bool(tail) and tail[-1] in _CONNECTIVES
    if label and label.group()[0].isalpha() and len(label.group()) > 4 and len(before) > _SHORT:
        return connected
    if before.endswith(SENTENCE_END) or (label and not _AMOUNT.match(after)):
        return False
    return label is not None or after[:1].islower() or connected


def same_shape(first: str, second: str) -> bool:
    """Whether two labels are of one kind: "(a)" and "(b)", "2.1" and "2.2"."""
    return bool(first) and _SIGN.sub("x", first) == _SIGN.sub("x", second)


def is_contents(lower: str) -> bool:
    """Whether a line in lower case looks like an entry of a contents table: words, dots or a gap, a page number."""
    return len(lower) <= 200 and _CONTENTS.fullmatch(lower) is not None


class Mark(StrEnum):
    """What a line is by itself."""

    WORDS = "words"
    BLANK = "blank"
    PAGE = "page"
    FILING = "filing"
    TAG = "tag"
    RULE = "rule"


@dataclass(slots=True)
class Line:
    """One line with its left indent in characters."""

    text: str
    indent: int
    mark: Mark
    number: int
    lower: str = ""
    page: int | None = None
    wrap: int = 0
    """The column at which the lines around it were wrapped; 0 where they were not."""
    ragged: bool = False
    """Lines of the file were not all wrapped at one column."""
    cells: list[str] = field(default_factory=list)
    contents: bool = False
    oddities: "tuple[Oddity, ...]" = ()
    """What is odd about its characters; offsets count those that are no white space."""
    dropped: int = 0
    """Invisible characters that were left out."""
    far: tuple[Trace, ...] = ()
    """Left where very much white space parts it from the words before; the place is not known yet."""

    @property
    def width(self) -> int:
        """Characters from the left margin to the end of the words."""
        return self.indent + len(self.text)

    @property
    def label(self) -> str:
        """The number, letter or bullet that the line begins with; empty where there is none."""
        found = LABEL.match(self.lower)
        return found.group() if found else ""


def read_lines(text: str) -> list[Line]:
    """The lines of `text`, each marked by what it is by itself. A form feed begins a new page."""
    lines: list[Line] = []
    for number, raw in enumerate(text.replace("\f", "\n\f").split("\n"), 1):
        looked = look(raw)
        if looked is None:
            lines += _read_line(raw, number, ())
            continue
        for part, here in _parts("".join(looked.shown), looked.oddities):
            lines += _read_line(part, number, here)
        lines[-1].dropped = looked.dropped
    return lines


def _parts(shown: str, oddities: "tuple[Oddity, ...]") -> "Iterator[tuple[str, tuple[Oddity, ...]]]":
    """The lines that one line of the file is shown as, with what is odd about each."""
    parts = shown.split("\n")
    start = 0
    for index, part in enumerate(parts):
        end = start + len("".join(part.split())) if index + 1 < len(parts) else len(shown) + 1
        yield part, tuple(one.moved(-start) for one in oddities if start <= one.offset < end)
        start = end


def _read_line(raw: str, number: int, oddities: "tuple[Oddity, ...]") -> list[Line]:
    """One line of the file, with a mark before it where a page begins."""
    feed = raw.startswith("\f")
    expanded = raw.replace("\f", "").expandtabs(8) if "\t" in raw and len(raw) < 400 else raw.replace("\f", "")
    words = expanded.strip()
    indent = len(expanded) - len(expanded.lstrip()) if words else 0
    lower = words[:300].lower()
    mark = Mark.PAGE if feed and not words else _mark(words, lower)
    before = [Line("", 0, Mark.PAGE, number)] if feed and words else []
    return [*before, Line(words, indent, mark, number, lower, oddities=oddities)]


def mark_shapes(lines: list[Line]) -> None:
    """Mark page numbers that stand alone, rows and lines of contents; heads of pages must be marked before."""
    _mark_bare_numbers(lines)
    _mark_rows(lines)


def _mark(words: str, lower: str) -> Mark:
    if not words:
        return Mark.BLANK
    if len(words) > 160:
        return Mark.WORDS
    if words[0] in "-=~*_+" and _RULE.fullmatch(words.replace(" ", "")):
        return Mark.WORDS if "_" in words else Mark.RULE
    if _PAGE_TAG.fullmatch(lower) or _PAGE_NUMBER.fullmatch(lower):
        return Mark.PAGE
    if lower.startswith("<") and _TAG_LINE.fullmatch(lower):
        return Mark.TAG
    if lower.startswith("source:") and _FILING.fullmatch(lower):
        return Mark.FILING
    return Mark.WORDS


def _mark_bare_numbers(lines: list[Line]) -> None:
    """A number alone between blank lines is a page number where such numbers count up through the file."""
    alone = [
        line
        for index, line in enumerate(lines)
        if line.mark is Mark.WORDS
        and len(line.text) < 7
        and BARE_NUMBER.fullmatch(line.lower)
        and _open(lines, index - 1)
        and _open(lines, index + 1)
    ]
    values = [int(digits.group()) if (digits := re.search(r"[0-9]+", line.lower)) else 0 for line in alone]
    for index, line in enumerate(alone):
        value = values[index]
        near = values[max(0, index - 1) : index] + values[index + 1 : index + 2]
        if (value and any(abs(other - value) in (1, 2) for other in near)) or (not value and len(alone) > 1):
            line.mark = Mark.PAGE


def _open(lines: list[Line], index: int) -> bool:
    return not 0 <= index < len(lines) or lines[index].mark is not Mark.WORDS


def _mark_rows(lines: list[Line]) -> None:
    for line in lines:
        if line.mark is Mark.WORDS and len(line.text) <= 200:
            line.contents = _CONTENTS.fullmatch(line.lower) is not None
            if len(_GAP.findall(line.text)) >= 1:
                line.cells = [cell for cell in re.split(r"\t+\s{0,40}|\s{4,}", line.text) if cell.strip()]
    words = [line for line in lines if line.mark is Mark.WORDS]
    for index, line in enumerate(words):
        if line.contents and not any(
            other.contents for other in words[max(0, index - 2) : index] + words[index + 1 : index + 3]
        ):
            line.contents = False
