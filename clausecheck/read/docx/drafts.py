"""Paragraphs and rows of a Word file on their way to blocks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from clausecheck.model import BlockKind
from clausecheck.read.docx.numbering import Numbered
from clausecheck.read.docx.styles import NOTHING, Look
from clausecheck.read.styled import Run, Styled, compose

if TYPE_CHECKING:
    from clausecheck.read.docx.proposals import Proposal, Revision


@dataclass(slots=True)
class Draft:
    """A paragraph or a table row on its way to a block."""

    runs: list[Run] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int | None = None
    numbered: Numbered | None = None
    outline: int | None = None
    centered: bool = False
    indent: float | None = None
    cells: list[Styled] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    blank: int = 0
    """How many paragraphs without words stand before it."""

    @property
    def visible(self) -> bool:
        """Whether it has words."""
        for run in self.runs:
            if run.text.strip():
                return True
        return bool(self.cells)

    @property
    def labelled(self) -> list[Run]:
        """Its runs, after its label."""
        label = self.numbered.label if self.numbered else ""
        return [Run(f"{label} "), *self.runs] if label else self.runs

    @property
    def plain(self) -> str:
        """Its label and words."""
        return " ".join(cell.text for cell in self.cells) or " ".join("".join(r.text for r in self.labelled).split())


@dataclass(slots=True)
class OpenParagraph:
    """A paragraph that is being read."""

    draft: Draft
    own: Look = NOTHING
    mark: Look = NOTHING
    style: str = ""
    look: Look = NOTHING
    settled: bool = False
    mark_gone: bool = False
    """The view does not show its mark: it joins the next one."""
    mark_change: "Revision | None" = None
    list_change: "Revision | None" = None
    opened_by: "Proposal | None" = None
    """The change that its first words are, where the mark before it belongs to that change too."""
    list_inserted: bool = False
    before: tuple[Look, str] | None = None
    """Properties and style that a tracked change gave or took: those that this view does not use."""
    section: bool = False
    unnumbered: bool = False
    boxes: list[Draft] = field(default_factory=list)
    symbols: list[Run] = field(default_factory=list)
    """Those of its runs that are letters or digits drawn as symbols."""


@dataclass(slots=True)
class OpenTable:
    """A table that is being read, one row at a time."""

    cells: list[list[Draft]] = field(default_factory=list)
    row_changes: int = 0
    cell_changes: int = 0


def joined(first: OpenParagraph, second: OpenParagraph) -> OpenParagraph:
    """Two paragraphs without a mark between them; the look is the second's, unless the first's mark is only hidden."""
    keeps_first = bool(first.mark.vanish) and first.draft.visible
    base, other = (first, second) if keeps_first else (second, first)
    first.draft.runs += second.draft.runs
    first.draft.notes += second.draft.notes
    first.boxes += second.boxes
    base.draft.runs, base.draft.notes, base.boxes = first.draft.runs, first.draft.notes, first.boxes
    base.draft.page = first.draft.page if first.draft.visible else second.draft.page
    base.mark, base.mark_gone = second.mark, second.mark_gone
    if base.draft.numbered is None:
        base.draft.numbered = other.draft.numbered
    return base


def row_drafts(cells: list[list[Draft]]) -> list[Draft]:
    """A row as one draft, or as paragraphs where a cell lays out running text."""
    filled = [cell for cell in cells if any(draft.visible or draft.plain for draft in cell)]
    flat = [draft for cell in filled for draft in cell]
    if not flat:
        return []
    running = any(
        (len(cell) > 1 and sum(bool(draft.numbered and draft.numbered.label) for draft in cell) > 1)
        or any(draft.cells for draft in cell)
        or (len(cell) > 2 and sum(len(draft.plain) for draft in cell) > 1500)
        for cell in filled
    )
    if running or len(filled) == 1:
        return flat
    joined = [[run for draft in cell for run in (*draft.labelled, Run(" "))][:-1] for cell in filled]
    notes = [note for draft in flat for note in draft.notes]
    return [Draft(kind=BlockKind.TABLE_ROW, page=flat[0].page, cells=list(map(compose, joined)), notes=notes)]


def leave_out(draft: Draft, unseen: Collection[str]) -> None:
    """Take words out of a paragraph that nobody sees: all of them, whole runs, or stretches of a run."""
    if " ".join("".join(run.text for run in draft.runs).split()) in unseen:
        draft.runs = [run for run in draft.runs if run.note is not None and not run.text]
        return
    draft.runs = [_seen(run, unseen) for run in draft.runs]


def _seen(run: Run, unseen: Collection[str]) -> Run:
    if " ".join(run.text.split()) in unseen:
        return run._replace(text="")
    for words in unseen:
        if words.count(" ") > 1 and words in run.text:
            run = run._replace(text=run.text.replace(words, ""))
    return run


def words_from(drafts: Sequence[Draft], index: int, most: int) -> str:
    """The words of drafts from one on, about `most` characters."""
    words: list[str] = []
    for draft in islice(drafts, index, None):
        if sum(map(len, words)) > most:
            break
        words.append(draft.plain)
    return " ".join(words)
