"""Paragraphs, tables, text boxes and notes of a Word file as they open and close."""

from collections.abc import Callable

from clausecheck.model import BlockKind, Trace
from clausecheck.read.docx.drafts import Draft, OpenParagraph, OpenTable, joined, row_drafts
from clausecheck.read.docx.fields import OpenField
from clausecheck.read.docx.met import Met
from clausecheck.read.docx.numbering import Numbering
from clausecheck.read.docx.package import Attributes
from clausecheck.read.docx.styles import Look, Styles
from clausecheck.read.styled import Run

LINES = "lines "
"""Begins the key of what stands between text and notes: a line, as a rule, and seldom words."""
Notify = Callable[[str, str, str, int | None], None]
"""Takes the code, message, quote and page of a notice."""


class Paragraphs:
    """What is open while a part is read; finished paragraphs and rows go to `drafts`, those of notes to `notes`."""

    def __init__(self, styles: Styles, numbering: Numbering, notice: Notify) -> None:
        self.styles, self.numbering, self.notice = styles, numbering, notice
        self.drafts: list[Draft] = []
        self.notes: dict[str, list[Draft]] = {}
        self.chunks: list[tuple[int, str]] = []
        self.page: int | None = None
        self.part = ""
        """The part that is read: "word/document.xml"."""
        self.met: list[Met] = []
        self._targets: list[list[Draft]] = [self.drafts]
        self._paragraphs: list[OpenParagraph] = []
        self._tables: list[OpenTable] = []
        self._fields: list[OpenField] = []
        self._pending: list[OpenParagraph | None] = [None]
        self._orphans: list[Run] = []
        """Notes of paragraphs that have no words, which go to the next paragraph that has some."""
        self._contents_controls: list[bool] = []
        self._counting: list[str] = []
        """Stories whose numbers go on when the open text boxes end."""
        self._blank = 0
        """Paragraphs without words since the last that has some."""
        self._gone = 0
        """How many open elements hold words that are not part of the text."""
        self._old: Look | None = None
        """Properties from before a tracked change, while they are read; and their style."""
        self._old_style = ""
        self._skip = 0
        self._path: list[str] = []

    def _start_paragraph(self, _: Attributes) -> None:
        self._paragraphs.append(OpenParagraph(Draft()))

    def _meet(self, trace: Trace) -> None:
        """Note something here that a person does not see, or sees otherwise."""
        met = Met(trace, self.page)
        self.met.append(met)
        if self._paragraphs:
            self._paragraphs[-1].draft.runs.append(Run("", note=met))

    def _style(self, attributes: Attributes) -> None:
        if self._paragraphs and self._old is not None:
            self._old_style = attributes.get("w:val", "")
        elif self._paragraphs:
            self._paragraphs[-1].style = attributes.get("w:val", "")

    def _settle(self, paragraph: OpenParagraph) -> None:
        """Everything before the words is known: count its number."""
        paragraph.settled = True
        paragraph.style = paragraph.style or self.styles.default_paragraph
        settled = self.styles.settled(paragraph.own, paragraph.style)
        look = paragraph.look = settled.look
        draft = paragraph.draft
        draft.kind, draft.outline, draft.centered = settled.kind, settled.outline, settled.centered
        if self._in_contents():
            draft.kind, draft.outline = BlockKind.CONTENTS, None
        continues = self._pending[-1] is not None and self._pending[-1].mark.special_vanish
        paragraph.unnumbered = paragraph.unnumbered or continues or bool(self._gone)
        if not paragraph.mark_gone and not paragraph.unnumbered:
            self._number(paragraph)
        else:
            draft.indent = look.indent

    def _number(self, paragraph: OpenParagraph) -> None:
        own, draft = paragraph.own, paragraph.draft
        draft.numbered = self.numbering.number(paragraph.style, own.num_id, own.level)
        listed = draft.numbered.indent if draft.numbered else None
        draft.indent = own.indent if own.indent is not None else listed if listed is not None else paragraph.look.indent

    def _in_contents(self) -> bool:
        if not self._fields and not self._contents_controls:
            return False
        listed = any(item.instruction.lstrip()[:4].upper().rstrip() == "TOC" for item in self._fields)
        return listed or any(self._contents_controls)

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        if not paragraph.settled:
            paragraph.unnumbered = paragraph.section
            self._settle(paragraph)
        if self._in_contents() and paragraph.draft.kind is BlockKind.PARAGRAPH:
            paragraph.draft.kind = BlockKind.CONTENTS
        if paragraph.draft.page is None:
            paragraph.draft.page = self.page
        before = self._pending[-1]
        if before is not None:
            paragraph = joined(before, paragraph)
            self._pending[-1] = None
        if paragraph.mark_gone or (
            paragraph.mark.vanish and (paragraph.mark.special_vanish or paragraph.draft.visible)
        ):
            self._spare(paragraph.draft)
            self._pending[-1] = paragraph
        else:
            self._place(paragraph)

    def _spare(self, draft: Draft) -> bool:
        """Keep the notes of a paragraph without words for the next one; whether it has words."""
        visible = draft.visible
        if not visible:
            self._orphans += [run for run in draft.runs if run.note is not None]
            draft.runs = []
        return visible

    def _place(self, paragraph: OpenParagraph) -> None:
        target = self._targets[-1]
        draft = paragraph.draft
        visible = self._spare(draft)
        self._count_blank(draft, visible)
        if visible and self._orphans:
            draft.runs[:0] = self._orphans
            self._orphans = []
        if (
            visible
            or draft.notes
            or (draft.numbered and draft.numbered.label and (self._tables or draft.numbered.worded))
        ):
            target.append(draft)
        target.extend(paragraph.boxes)

    def _count_blank(self, draft: Draft, visible: bool) -> None:
        """An empty table is no gap."""
        if visible:
            draft.blank, self._blank = self._blank, 0
        elif not self._tables:
            self._blank += 1

    def _flush_pending(self) -> None:
        """A paragraph whose mark cannot go, as no paragraph follows it, is one of its own."""
        before = self._pending[-1]
        if before is not None:
            if before.mark_gone and not before.unnumbered and before.draft.visible and before.draft.numbered is None:
                self._number(before)
            self._place(before)
            self._pending[-1] = None

    def _open_story(self, target: list[Draft]) -> None:
        self._targets.append(target)
        self._pending.append(None)

    def _close_story(self) -> None:
        if len(self._targets) > 1:
            self._flush_pending()
            self._place_orphans()
            self._targets.pop()
            self._pending.pop()

    def _place_orphans(self) -> None:
        """Nothing follows in this story: notes go to the end of its last paragraph."""
        target = self._targets[-1]
        if self._orphans and target and not target[-1].cells:
            target[-1].runs += self._orphans
            self._orphans = []

    def _start_box(self, _: Attributes) -> None:
        if self._paragraphs and not self._paragraphs[-1].settled:
            self._settle(self._paragraphs[-1])
        self._open_story(self._paragraphs[-1].boxes if self._paragraphs else self._targets[-1])
        self._counting.append(self.numbering.enter("boxes"))

    def _end_box(self) -> None:
        self._close_story()
        if self._counting:
            self.numbering.enter(self._counting.pop())

    def _start_note(self, attributes: Attributes) -> None:
        kind = attributes.get("w:type", "normal")
        key = attributes.get("w:id", "")
        self._open_story(self.notes.setdefault(key if kind == "normal" else f"{LINES}{key}", []))

    def _start_table(self, _: Attributes) -> None:
        self._flush_pending()
        self._tables.append(OpenTable())

    def _start_row(self, _: Attributes) -> None:
        if self._tables:
            self._tables[-1].cells = []

    def _start_cell(self, _: Attributes) -> None:
        if self._tables:
            cell: list[Draft] = []
            self._tables[-1].cells.append(cell)
            self._open_story(cell)

    def _end_row(self) -> None:
        if not self._tables:
            return
        drafts = row_drafts(self._tables[-1].cells)
        self._targets[-1].extend(drafts)

    def _end_table(self) -> None:
        if self._tables:
            self._tables.pop()
