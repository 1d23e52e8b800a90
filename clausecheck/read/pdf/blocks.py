"""Groups of lines of a PDF become blocks: paragraphs, headings, rows of tables, lines of contents, footnotes."""

from dataclasses import dataclass

from clausecheck.model import BlockKind
from clausecheck.read.builder import Builder
from clausecheck.read.pdf.bookmarks import Titles
from clausecheck.read.pdf.lines import Line, unwrap
from clausecheck.read.pdf.notes import Note
from clausecheck.read.pdf.paragraphs import Measures, is_centered
from clausecheck.read.styled import Run, compose
from clausecheck.read.text.lines import is_contents

_LARGER = 1.15
"""Type of this multiple of the usual size is a heading's."""
_LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class Room:
    """Where in the text the lines of a block stand, and where on their pages."""

    lines: tuple[tuple[int, float], ...]
    """Page and baseline of each."""
    start: int
    end: int


def add_blocks(
    builder: Builder, groups: list[list[Line]], notes: list[Note], measures: Measures, titles: Titles
) -> list[Room]:
    """Append a block for each group, with the footnotes behind the paragraph that refers to them.

    `titles` are those of bookmarks, which say what is a heading. Returns the rooms of the groups in their order.
    """
    rooms: list[Room] = []
    waiting: dict[int, list[Note]] = {}
    for note in notes:
        place = note.anchor or note.above
        waiting.setdefault(id(place), []).append(note)
    number = 0
    for group in groups:
        number += 1
        before = builder.here
        _add(builder, group, number, measures, titles)
        lines = tuple((line.page, line.baseline) for line in group)
        rooms.append(Room(lines, before + (before > 0), builder.here))
        for note in [note for line in group for note in waiting.pop(id(line), ())]:
            number += 1
            _add_note(builder, note, number)
    for note in [note for left in waiting.values() for note in left]:
        number += 1
        _add_note(builder, note, number)
    return rooms


def _add_note(builder: Builder, note: Note, number: int) -> None:
    builder.add(
        compose(unwrap(note.lines)), kind=BlockKind.FOOTNOTE, paragraph=number, page=note.lines[0].page,
        indent=round(note.lines[0].x0, 1),
    )  # fmt: skip


def _add(builder: Builder, group: list[Line], number: int, measures: Measures, titles: Titles) -> None:
    first = group[0]
    kind = BlockKind.PARAGRAPH
    if is_contents(group[-1].lower):
        kind = BlockKind.CONTENTS
    elif first.row:
        kind = BlockKind.TABLE_ROW
    elif sum(len(line.text) for line in group) < _LONGEST_HEADING and (
        first.size > _LARGER * measures.size or titles.name(" ".join(line.text for line in group), first.page)
    ):
        kind = BlockKind.HEADING
    if kind is BlockKind.TABLE_ROW:
        builder.add("", cells=first.cells, kind=kind, paragraph=number, page=first.page, indent=round(first.x0, 1))
        return
    builder.add(
        compose(_looks(unwrap(group), bold=not measures.bold)),
        kind=kind,
        paragraph=number,
        page=first.page,
        centered=is_centered(group),
        indent=round(min(line.x0 for line in group), 1),
    )


def _looks(runs: list[Run], *, bold: bool) -> list[Run]:
    """The runs, with signs looking as the words before them; without weight where nearly all type is bold.

    A sign such as "&" is often taken from another font.
    """
    found: list[Run] = []
    for run in runs:
        signs = found and not any(map(str.isalnum, run.text))
        marked = bold and (found[-1].marked if signs else run.marked)
        found.append(run if run.bold == run.marked == marked else Run(run.text, marked, marked))
    return found
