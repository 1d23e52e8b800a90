"""Walks the body of a Word file, or its notes, and collects paragraphs as a person sees them in one view."""

from collections.abc import Callable
from functools import partial

from clausecheck.errors import LimitExceeded
from clausecheck.model import ChangeKind, View
from clausecheck.read import limits
from clausecheck.read.docx.drafts import OpenParagraph
from clausecheck.read.docx.field_marks import FieldMarks
from clausecheck.read.docx.numbering import Numbering
from clausecheck.read.docx.package import Attributes, switch
from clausecheck.read.docx.paragraphs import Notify
from clausecheck.read.docx.proposals import KINDS, CommentMark, GoneNote
from clausecheck.read.docx.styles import Styles
from clausecheck.read.docx.symbol_fonts import symbol
from clausecheck.read.styled import BREAK, Run

_SKIPPED = "w:sectPrChange w:tblPrChange w:trPrChange w:tcPrChange w:sdtPr w:rt w:tblPrExChange w:numberingChange"


class Walk(FieldMarks):
    """Takes the parser's events in `start`, `end` and `words`."""

    def __init__(self, styles: Styles, numbering: Numbering, notice: Notify, view: View) -> None:
        super().__init__(styles, numbering, notice, view)
        self._alternatives: list[bool] = []
        self.custom_notes: set[tuple[str, str]] = set()
        """Notes whose mark is the writer's own."""
        self.note_properties: dict[tuple[str, str], str] = {}
        """How notes are numbered, by the element around and the element: the first that is told."""
        self._text = self._instruction = False
        self._starts: dict[str, Callable[[Attributes], None]] = {
            **dict.fromkeys(("w:t", "m:t"), self._start_text),
            "w:delText": self._start_deleted_text,
            **dict.fromkeys(("w:instrText", "w:delInstrText"), self._start_instruction),
            **dict.fromkeys(_SKIPPED.split(), self._start_skipped),
            **{name: partial(self._open_change, name) for name in KINDS},
            "w:r": self._start_run,
            "w:p": self._start_paragraph,
            "w:pStyle": self._style,
            "w:rStyle": self._character_style,
            "w:br": self._break,
            "w:cr": lambda _: self._break({}),
            "w:tab": self._tab,
            "w:ptab": lambda _: self._emit(" "),
            "w:noBreakHyphen": lambda _: self._emit("-"),
            "w:sym": self._symbol,
            "v:textpath": self._word_art,
            "w:lastRenderedPageBreak": self._rendered_break,
            "w:footnoteReference": lambda attributes: self._note_reference("footnote", attributes),
            "w:endnoteReference": lambda attributes: self._note_reference("endnote", attributes),
            **{name: partial(self._note_property, name) for name in ("w:numFmt", "w:numStart")},
            "w:hidden": self._hide_row,
            "w:txbxContent": self._start_box,
            **dict.fromkeys(("w:footnote", "w:endnote", "w:comment"), self._start_note),
            "w:sectPr": self._section,
            "w:tbl": self._start_table,
            "w:tr": self._start_row,
            "w:tc": self._start_cell,
            "w:fldChar": self._field_mark,
            "w:fldSimple": self._simple_field,
            **{name: partial(self._form, name) for name in ("w:checked", "w:default", "w:listEntry", "w:result")},
            "mc:AlternateContent": self._start_alternative,
            "mc:Fallback": self._start_fallback,
            "w:sdt": self._start_control,
            "w:altChunk": self._chunk,
            "w:pPrChange": self._start_old_paragraph,
            "w:rPrChange": self._start_old_run,
            "w:moveFromRangeStart": lambda attributes: self._open_range(ChangeKind.MOVED_FROM, attributes),
            "w:moveToRangeStart": lambda attributes: self._open_range(ChangeKind.MOVED_TO, attributes),
            "w:moveFromRangeEnd": lambda _: self._close_range(ChangeKind.MOVED_FROM),
            "w:moveToRangeEnd": lambda _: self._close_range(ChangeKind.MOVED_TO),
            "w:commentRangeStart": lambda attributes: self._mark(CommentMark(attributes.get("w:id", ""))),
            "w:commentRangeEnd": lambda attributes: self._mark(CommentMark(attributes.get("w:id", ""), ends=True)),
            "w:commentReference": lambda attributes: self._mark(CommentMark(attributes.get("w:id", ""), ends=True)),
        }
        self._ends: dict[str, Callable[[], None]] = {
            **dict.fromkeys(("w:t", "m:t"), self._end_text),
            "w:delText": self._end_deleted_text,
            **dict.fromkeys(("w:instrText", "w:delInstrText"), self._end_instruction),
            **{name: partial(self._close_change, name) for name in KINDS},
            "w:r": self._end_run,
            "w:p": self._end_paragraph,
            "w:txbxContent": self._end_box,
            **dict.fromkeys(("w:footnote", "w:endnote", "w:comment"), self._close_story),
            "w:tc": self._end_cell,
            "w:tr": self._end_row,
            "w:tbl": self._end_table,
            "w:fldSimple": self._end_simple_field,
            "mc:AlternateContent": self._end_alternative,
            "w:sdt": self._end_control,
            "w:pPrChange": self._end_old_paragraph,
            "w:rPrChange": self._end_old_run,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins. Raises LimitExceeded where it is nested too deeply."""
        path = self._path
        path.append(name)
        if len(path) > limits.XML_DEPTH:
            raise LimitExceeded("the file is nested too deeply")
        if self._skip:
            self._skip += 1
            if (
                name == "w:docPartGallery"
                and attributes.get("w:val") == "Table of Contents"
                and self._contents_controls
            ):
                self._contents_controls[-1] = True
            return
        handler = self._starts.get(name)
        if handler is not None:
            handler(attributes)
        else:
            self._property(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        self._path.pop()
        if self._skip:
            self._skip -= 1
            return
        handler = self._ends.get(name)
        if handler is not None:
            handler()

    def _start_text(self, _: Attributes) -> None:
        self._text = True

    def _end_text(self) -> None:
        self._text = False

    def _start_deleted_text(self, _: Attributes) -> None:
        self._text = True
        self._start_deleted()

    def _end_deleted_text(self) -> None:
        self._text = False
        self._end_deleted()

    def _start_instruction(self, _: Attributes) -> None:
        self._instruction = True

    def _end_instruction(self) -> None:
        self._instruction = False

    def _start_skipped(self, _: Attributes) -> None:
        self._skip = 1

    def words(self, text: str) -> None:
        """Characters."""
        if self._instruction and self._fields:
            self._fields[-1].instruction += text
        elif self._text:
            self._emit(text)

    def finish(self) -> None:
        """Close what a cut-off part has left open."""
        while self._paragraphs:
            self._end_paragraph()
        self._flush_pending()
        self._place_orphans()

    def _emit(self, text: str) -> None:
        if not self._paragraphs:
            return
        if self._fields and any(not item.result for item in self._fields):
            self.lost.append(text)
            return
        paragraph, note = self._paragraphs[-1], None
        if self._revisions:
            note = self._propose(text)
        elif self._last:
            self._last = ()
        if self._gone:
            self._drop(paragraph, note)
            return
        if not paragraph.settled:
            self._settle(paragraph)
        bold, marked, hidden = self._flags if self._flags is not None else self._resolve(paragraph)
        if hidden:
            self._hidden.append(text)
            self._drop(paragraph, note)
            return
        draft = paragraph.draft
        if draft.page is None and text.strip():
            draft.page = self.page
        draft.runs.append(Run(text, bold, marked, note))
        if self._alternatives:
            self._alternatives[-1] = True

    def _drop(self, paragraph: OpenParagraph, note: object) -> None:
        """Words that this view does not show leave a note at their place."""
        if note is not None:
            paragraph.draft.runs.append(Run("", note=note))
            if self._alternatives:
                self._alternatives[-1] = True

    def _property(self, name: str, attributes: Attributes) -> None:
        if not self._paragraphs:
            return
        path = self._path
        parent = path[-2] if len(path) > 2 else ""
        if parent == "w:rPr":
            if path[-3] == "w:pPr":
                self._paragraphs[-1].mark = self._paragraphs[-1].mark.read(name, attributes)
            elif path[-3] == "w:r":
                self._run = self._run.read(name, attributes)
            elif self._old is not None:
                self._old = self._old.read(name, attributes)
        elif parent in ("w:pPr", "w:numPr"):
            if self._old is not None:
                self._old = self._old.read(name, attributes)
            else:
                self._paragraphs[-1].own = self._paragraphs[-1].own.read(name, attributes)

    def _break(self, attributes: Attributes) -> None:
        if attributes.get("w:type") == "page" or self._gone:
            self._emit(" ")
        elif self._paragraphs and all(item.result for item in self._fields):
            self._paragraphs[-1].draft.runs.append(BREAK)
            if self._revisions:
                self._propose(" ")

    def _rendered_break(self, _: Attributes) -> None:
        if self.page is not None:
            self.page += 1

    def _tab(self, _: Attributes) -> None:
        if self._path[-2:-1] == ["w:r"]:
            self._emit(" ")

    def _symbol(self, attributes: Attributes) -> None:
        try:
            code = int(attributes.get("w:char", ""), 16)
        except ValueError:
            return
        self._emit(symbol(code, attributes.get("w:font", "")))

    def _word_art(self, attributes: Attributes) -> None:
        if attributes.get("string"):
            self._emit(attributes["string"])

    def _note_reference(self, kind: str, attributes: Attributes) -> None:
        if self._paragraphs and self._gone:
            self._mark(GoneNote((kind, attributes.get("w:id", "")), self._revisions[-1]))
        elif self._paragraphs:
            reference = (kind, attributes.get("w:id", ""))
            self._paragraphs[-1].draft.notes.append(reference)
            if "w:customMarkFollows" in attributes and switch({"w:val": attributes["w:customMarkFollows"]}):
                self.custom_notes.add(reference)

    def _note_property(self, name: str, attributes: Attributes) -> None:
        self.note_properties.setdefault((self._path[-2], name), attributes.get("w:val", ""))

    def _hide_row(self, attributes: Attributes) -> None:
        if self._tables and self._path[-2] == "w:trPr":
            self._tables[-1].row_hidden = switch(attributes)

    def _start_alternative(self, _: Attributes) -> None:
        self._alternatives.append(False)

    def _end_alternative(self) -> None:
        if self._alternatives and self._alternatives.pop() and self._alternatives:
            self._alternatives[-1] = True

    def _start_fallback(self, _: Attributes) -> None:
        if self._alternatives and self._alternatives[-1]:
            self._skip = 1

    def _start_control(self, _: Attributes) -> None:
        self._contents_controls.append(False)

    def _end_control(self) -> None:
        if self._contents_controls:
            self._contents_controls.pop()

    def _section(self, _: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].section = True

    def _chunk(self, attributes: Attributes) -> None:
        self.chunks.append((len(self.drafts), attributes.get("r:id", "")))
