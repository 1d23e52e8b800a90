"""Walks the body of a Word file, or its notes, and collects paragraphs as a person sees them in one view."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import ClassVar

from clausecheck.errors import LimitExceeded
from clausecheck.model import ChangeKind, View
from clausecheck.read import limits
from clausecheck.read.docx.beside import DESCRIBED, Beside
from clausecheck.read.docx.drafts import OpenParagraph
from clausecheck.read.docx.numbering import Numbering
from clausecheck.read.docx.package import Attributes, switch
from clausecheck.read.docx.paragraphs import Notify
from clausecheck.read.docx.parts.controls import HEARD
from clausecheck.read.docx.proposals import AROUND, KINDS, CommentMark, GoneNote
from clausecheck.read.docx.styles import Styles
from clausecheck.read.styled import BREAK, Run

_SKIPPED = "w:sectPrChange w:tblPrChange w:trPrChange w:tcPrChange w:sdtPr w:rt w:tblPrExChange w:numberingChange"


class Walk(Beside):
    """Takes the parser's events in `start`, `end` and `words`."""

    def __init__(self, styles: Styles, numbering: Numbering, notice: Notify, view: View) -> None:
        super().__init__(styles, numbering, notice, view)
        self._alternatives: list[bool] = []
        self.custom_notes: set[tuple[str, str]] = set()
        """Notes whose mark is the writer's own."""
        self.note_properties: dict[tuple[str, str], str] = {}
        """How notes are numbered, by the element around and the element: the first that is told."""
        self._text = self._instruction = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins. Raises LimitExceeded where it is nested too deeply."""
        path = self._path
        path.append(name)
        if len(path) > limits.XML_DEPTH:
            raise LimitExceeded("the file is nested too deeply")
        if self._skip:
            self._skip += 1
            if name in HEARD:
                self._hear(name, attributes)
            return
        handler = self.STARTS.get(name)
        if handler is not None:
            handler(self, attributes)
        else:
            self._property(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        self._path.pop()
        if self._skip:
            self._skip -= 1
            return
        handler = self._ENDS.get(name)
        if handler is not None:
            handler(self)

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
        self._unveil()
        self._flush_pending()
        self._place_orphans()

    def _emit(self, text: str) -> None:
        if not self._paragraphs:
            return
        if self._fields and any(not item.result for item in self._fields):
            self._keep_code(text)
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
        veiled = hidden or self._veiled is not None or self._run.veil is not None
        if veiled and self._behind_veil(text, paragraph, note, hidden=hidden):
            return
        draft = paragraph.draft
        if draft.page is None and text.strip():
            draft.page = self.page
        draft.runs.append(Run(text, bold, marked, note))
        if self._alternatives:
            self._alternatives[-1] = True

    def _behind_veil(self, text: str, paragraph: OpenParagraph, note: object, *, hidden: bool) -> bool:
        """Take in words that are veiled; whether they stay out of the text."""
        if not hidden and self._run.veil is None:
            if text.strip():
                self._unveil()
            elif self._veiled is not None:
                self._veiled.words.append(text)
            return False
        if self._veil(text).kept and not hidden:
            return False
        self._drop(paragraph, note)
        if self._alternatives and text.strip():
            self._alternatives[-1] = True
        return True

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

    def _note_reference(self, kind: str, attributes: Attributes) -> None:
        if self._paragraphs and self._gone:
            self._mark(GoneNote((kind, attributes.get("w:id", "")), self._revisions[-1]))
        elif self._paragraphs:
            reference = (kind, attributes.get("w:id", ""))
            self._paragraphs[-1].draft.notes.append(reference)
            if "w:customMarkFollows" in attributes and switch({"w:val": attributes["w:customMarkFollows"]}):
                self.custom_notes.add(reference)

    def _end_remark(self, attributes: Attributes) -> None:
        self._mark(CommentMark(attributes.get("w:id", ""), ends=True))

    def _note_property(self, attributes: Attributes) -> None:
        self.note_properties.setdefault((self._path[-2], self._path[-1]), attributes.get("w:val", ""))

    def _start_alternative(self, _: Attributes) -> None:
        self._alternatives.append(False)

    def _end_alternative(self) -> None:
        if self._alternatives and self._alternatives.pop() and self._alternatives:
            self._alternatives[-1] = True

    def _start_fallback(self, _: Attributes) -> None:
        if self._alternatives and self._alternatives[-1]:
            self._skip = 1

    def _section(self, _: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].section = True

    def _chunk(self, attributes: Attributes) -> None:
        self.chunks.append((len(self.drafts), attributes.get("r:id", "")))

    STARTS: ClassVar[Mapping[str, Callable[["Walk", Attributes], None]]] = MappingProxyType(
        {
            **dict.fromkeys(("w:t", "m:t"), _start_text),
            "w:delText": _start_deleted_text,
            **dict.fromkeys(("w:instrText", "w:delInstrText"), _start_instruction),
            **dict.fromkeys(_SKIPPED.split(), _start_skipped),
            **dict.fromkeys(KINDS, lambda self, attributes: self._open_change(attributes)),
            "w:r": lambda self, attributes: self._start_run(attributes),
            "w:p": lambda self, attributes: self._start_paragraph(attributes),
            "w:pStyle": lambda self, attributes: self._style(attributes),
            "w:rStyle": lambda self, attributes: self._character_style(attributes),
            "w:br": _break,
            "w:cr": lambda self, _: self._break({}),
            "w:tab": _tab,
            "w:ptab": lambda self, _: self._emit(" "),
            "w:noBreakHyphen": lambda self, _: self._emit("-"),
            "w:sym": lambda self, attributes: self._symbol(attributes),
            "v:textpath": lambda self, attributes: self._word_art(attributes),
            **dict.fromkeys(DESCRIBED, lambda self, attributes: self._describe(attributes)),
            **dict.fromkeys(
                ("w:tblCaption", "w:tblDescription"), lambda self, attributes: self._describe_table(attributes)
            ),
            **dict.fromkeys(
                ("w:helpText", "w:statusText", "a:hlinkClick"), lambda self, attributes: self._tip(attributes)
            ),
            "w:hyperlink": lambda self, attributes: self._start_link(attributes),
            "w:bdo": lambda self, attributes: self._start_order(attributes),
            **dict.fromkeys(("c:chart", "dgm:relIds"), lambda self, attributes: self._drawing(attributes)),
            "w:lastRenderedPageBreak": _rendered_break,
            "w:footnoteReference": lambda self, attributes: self._note_reference("footnote", attributes),
            "w:endnoteReference": lambda self, attributes: self._note_reference("endnote", attributes),
            **dict.fromkeys(("w:numFmt", "w:numStart"), _note_property),
            "w:txbxContent": lambda self, attributes: self._start_box(attributes),
            **dict.fromkeys(
                ("w:footnote", "w:endnote", "w:comment"), lambda self, attributes: self._start_note(attributes)
            ),
            "w:sectPr": _section,
            "w:tbl": lambda self, attributes: self._start_table(attributes),
            "w:tr": lambda self, attributes: self._start_row(attributes),
            "w:tc": lambda self, attributes: self._start_cell(attributes),
            "w:fldChar": lambda self, attributes: self._field_mark(attributes),
            "w:fldSimple": lambda self, attributes: self._simple_field(attributes),
            **dict.fromkeys(
                ("w:checked", "w:default", "w:listEntry", "w:result"), lambda self, attributes: self._form(attributes)
            ),
            "mc:AlternateContent": _start_alternative,
            "mc:Choice": lambda self, attributes: self._start_choice(attributes),
            "mc:Fallback": _start_fallback,
            "w:sdt": lambda self, attributes: self._start_control(attributes),
            "w:altChunk": _chunk,
            "w:pPrChange": lambda self, attributes: self._start_old_paragraph(attributes),
            "w:rPrChange": lambda self, attributes: self._start_old_run(attributes),
            "w:moveFromRangeStart": lambda self, attributes: self._open_range(ChangeKind.MOVED_FROM, attributes),
            "w:moveToRangeStart": lambda self, attributes: self._open_range(ChangeKind.MOVED_TO, attributes),
            "w:moveFromRangeEnd": lambda self, _: self._close_range(ChangeKind.MOVED_FROM),
            "w:moveToRangeEnd": lambda self, _: self._close_range(ChangeKind.MOVED_TO),
            "w:commentRangeStart": lambda self, attributes: self._mark(CommentMark(attributes.get("w:id", ""))),
            **dict.fromkeys(("w:commentRangeEnd", "w:commentReference"), _end_remark),
        }
    )
    """What is done where an element begins; all others are properties, or say nothing."""
    _ENDS: ClassVar[Mapping[str, Callable[["Walk"], None]]] = MappingProxyType(
        {
            **dict.fromkeys(("w:t", "m:t"), _end_text),
            "w:delText": _end_deleted_text,
            **dict.fromkeys(("w:instrText", "w:delInstrText"), _end_instruction),
            **dict.fromkeys(AROUND, lambda self: self._close_change()),
            "w:r": lambda self: self._end_run(),
            "w:p": lambda self: self._end_paragraph(),
            "w:txbxContent": lambda self: self._end_box(),
            **dict.fromkeys(("w:footnote", "w:endnote", "w:comment"), lambda self: self._close_story()),
            "w:tc": lambda self: self._end_cell(),
            "w:tr": lambda self: self._end_row(),
            "w:tbl": lambda self: self._end_table(),
            "w:fldSimple": lambda self: self._end_simple_field(),
            "mc:AlternateContent": _end_alternative,
            "w:sdt": lambda self: self._end_control(),
            "w:hyperlink": lambda self: self._end_link(),
            "w:bdo": lambda self: self._end_order(),
            "w:pPrChange": lambda self: self._end_old_paragraph(),
            "w:rPrChange": lambda self: self._end_old_run(),
        }
    )
