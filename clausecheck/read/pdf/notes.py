"""Footnotes of a PDF: taken out of the text that they interrupt, with the line that refers to them."""

import re
from dataclasses import dataclass, field

from clausecheck.read.pdf.lines import Line
from clausecheck.read.text.lines import SENTENCE_END

_MARKER = re.compile(r"[0-9]{1,3}|[*†‡§¶]{1,4}|\[[0-9]{1,3}\]|\([0-9]{1,3}\)")
_RAISED = 0.8
"""A number set in at most this part of its line's size is raised, or the number of a note."""
_SMALL = 0.93
"""Notes set in at most this part of the usual size are told from the text by it."""
_RULE = re.compile(r"[_\-–—=\s]{4,}")


_TYPED = re.compile(r"[a-z][.,;:)”\"'’]?[0-9]{1,3}$")
_SHORTEST = 3
_PIECES = 2
"""A line of more pieces than the number and the words of a note is a row of a table."""


@dataclass(slots=True)
class Note:
    """A footnote."""

    marker: str
    lines: list[Line]
    anchor: Line | None = None
    """The line that refers to it; None where none does."""
    above: Line | None = None
    """The last line of text before the notes of its page or column."""


@dataclass(slots=True)
class _Zone:
    """Where the notes of a column begin and end."""

    lines: list[Line]
    first: int
    last: int
    starts: list[int] = field(default_factory=list)


def take_notes(pages: list[list[Line]], size: float) -> list[Note]:
    """Take the footnotes out of the pages' lines; `size` is that of the text."""
    notes: list[Note] = []
    for lines in pages:
        columns: dict[int, list[Line]] = {}
        for line in lines:
            columns.setdefault(line.column, []).append(line)
        taken: set[int] = set()
        for column in columns.values():
            zone = _zone(column, lines, size)
            rest = column[: zone.first] if zone else column
            gone = _going_on(rest, notes[-1] if notes else None, size)
            if zone:
                notes += _notes(zone, lines)
                gone += column[zone.first : zone.last]
            taken.update(map(id, gone))
        if taken:
            lines[:] = [line for line in lines if id(line) not in taken]
    return notes


def _zone(column: list[Line], page: list[Line], size: float) -> _Zone | None:
    """The notes at the end of a column, or before the end of a page of an earlier print."""
    for first, line in enumerate(column):
        if not first or not _starts(line, size) or not _supported(column, first, page):
            continue
        last = first + 1
        while last < len(column) and not column[last].interrupted:
            last += 1
        zone = _Zone(column, first, last, [at for at in range(first, last) if _starts(column[at], size)])
        if all(_like(column[at], line) or at in zone.starts for at in range(first, last)):
            if _RULE.fullmatch(column[first - 1].text):
                zone.first -= 1
            return zone
    return None


def _starts(line: Line, size: float) -> bool:
    """Whether the line begins with the raised number of a note, or is small and begins with a number or sign."""
    first, _, rest = line.text.replace("\xa0", " ").partition(" ")
    if len(rest) < _SHORTEST or rest[0].islower() or len(line.pieces) > _PIECES or not _MARKER.fullmatch(first):
        return False
    return line.size <= _SMALL * size or _is_raised(line.pieces[0].words[0].size, line)


def _is_raised(size: float, line: Line) -> bool:
    return size <= _RAISED * line.size


def _like(line: Line, note: Line) -> bool:
    return abs(line.size - note.size) <= 0.06 * note.size


def _supported(column: list[Line], first: int, page: list[Line]) -> bool:
    """Whether a line of the page refers to the note, or a rule stands above it."""
    line = column[first]
    raised = _is_raised(line.pieces[0].words[0].size, line)
    return bool(_RULE.fullmatch(column[first - 1].text)) or _anchor(_marker(line), page, typed=raised) is not None


def _marker(line: Line) -> str:
    return line.text.split(None, 1)[0].strip("[]()")


def _anchor(marker: str, page: list[Line], *, typed: bool = True) -> Line | None:
    """The line with that number raised behind a word, or where `typed` joined to one; not the one it begins."""
    if not marker:
        return None
    for line in page:
        for at, word in enumerate(word for piece in line.pieces for word in piece.words):
            text = word.text.strip()
            if at and _is_raised(word.size, line) and text.strip("[](),.;:") == marker:
                return line
            if typed and any(_TYPED.search(part) and part.endswith(marker) for part in text.split()):
                return line
    return None


def _notes(zone: _Zone, page: list[Line]) -> list[Note]:
    notes: list[Note] = []
    above = zone.lines[zone.first - 1] if zone.first else None
    for at in range(zone.starts[0], zone.last):
        line = zone.lines[at]
        if at in zone.starts:
            marker = _marker(line)
            notes.append(Note(marker, [line], _anchor(marker, page), above))
        else:
            notes[-1].lines.append(line)
    return notes


def _going_on(lines: list[Line], note: Note | None, size: float) -> list[Line]:
    """Small lines at the end of a column with which the last note of the page before goes on."""
    if note is None or not lines or lines[0].page != note.lines[-1].page + 1:
        return []
    if note.lines[-1].text.endswith(SENTENCE_END) or note.lines[-1].size > _SMALL * size:
        return []
    first = len(lines)
    while first and _like(lines[first - 1], note.lines[0]):
        first -= 1
    if not first:
        return []
    note.lines += lines[first:]
    return lines[first:]
