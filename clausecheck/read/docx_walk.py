"""Walks the body of a Word file, or its notes, and collects paragraphs as a person sees them in the final view."""

from collections.abc import Callable

from clausecheck.read.docx_drafts import OpenChange, OpenField, OpenParagraph, symbol
from clausecheck.read.docx_numbering import Numbering
from clausecheck.read.docx_package import Attributes
from clausecheck.read.docx_paragraphs import Notify, Paragraphs
from clausecheck.read.docx_styles import Look, Styles
from clausecheck.read.styled import BREAK, Run

_SKIPPED_WORDS = (
    "w:rPrChange w:pPrChange w:sectPrChange w:tblPrChange w:trPrChange w:tcPrChange w:sdtPr w:rt w:tblPrExChange "
    "w:numberingChange w:delInstrText w:delText w:ffData"
)
_SKIPPED = frozenset(_SKIPPED_WORDS.split())
_CHANGES = {"w:ins": "inserted", "w:moveTo": "moved here", "w:del": "deleted", "w:moveFrom": "moved away"}
_GONE = ("w:del", "w:moveFrom")


class Walk(Paragraphs):
    """Takes the parser's events in `start`, `end` and `words`."""

    def __init__(self, styles: Styles, numbering: Numbering, notice: Notify) -> None:
        super().__init__(styles, numbering, notice)
        self.lost: list[str] = []
        self._changes: list[OpenChange] = []
        self._alternatives: list[bool] = []
        self._gone = 0
        self._run = Look()
        self._run_style = ""
        self._flags: tuple[bool, bool, bool] | None = None
        self._text = self._instruction = False
        self._hidden: list[str] = []
        self._starts: dict[str, Callable[[Attributes], None]] = {
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
            "w:txbxContent": self._start_box,
            **dict.fromkeys(("w:footnote", "w:endnote", "w:comment"), self._start_note),
            "w:sectPr": self._section,
            "w:tbl": self._start_table,
            "w:tr": self._start_row,
            "w:tc": self._start_cell,
            "w:fldChar": self._field_mark,
            "w:fldSimple": self._simple_field,
            "mc:AlternateContent": self._start_alternative,
            "mc:Fallback": self._start_fallback,
            "w:sdt": self._start_control,
            "w:altChunk": self._chunk,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "w:r": self._end_run,
            "w:p": self._end_paragraph,
            **dict.fromkeys(("w:txbxContent", "w:footnote", "w:endnote", "w:comment", "w:tc"), self._close_story),
            "w:tr": self._end_row,
            "w:tbl": self._end_table,
            "w:fldSimple": self._end_simple_field,
            "mc:AlternateContent": self._end_alternative,
            "w:sdt": self._end_control,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        self._path.append(name)
        if self._skip:
            self._skip += 1
            if (
                name == "w:docPartGallery"
                and attributes.get("w:val") == "Table of Contents"
                and self._contents_controls
            ):
                self._contents_controls[-1] = True
            return
        if name == "w:instrText":
            self._instruction = True
        elif name in _SKIPPED:
            self._skip = 1
        elif name in ("w:t", "m:t"):
            self._text = True
        else:
            handler = self._starts.get(name)
            if handler is not None:
                handler(attributes)
            elif name in _CHANGES:
                self._open_change(name, attributes)
            else:
                self._property(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        self._path.pop()
        if self._skip:
            self._skip -= 1
            return
        if name in ("w:t", "m:t"):
            self._text = False
        elif name == "w:instrText":
            self._instruction = False
        else:
            handler = self._ends.get(name)
            if handler is not None:
                handler()
            elif (
                name in _CHANGES
                and self._changes
                and self._path[-1:] not in (["w:rPr"], ["w:trPr"], ["w:tcPr"], ["w:numPr"])
            ):
                self._close_change(name)

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
        if self._pending[0] is not None:
            self._place(self._pending[0])

    def _emit(self, text: str) -> None:
        if not self._paragraphs:
            return
        if any(not item.result for item in self._fields):
            self.lost.append(text)
            return
        if self._gone:
            if self._changes:
                self._changes[-1].words.append(text)
            return
        paragraph = self._paragraphs[-1]
        if not paragraph.settled:
            self._settle(paragraph)
        bold, marked, hidden = self._flags if self._flags is not None else self._resolve(paragraph)
        if hidden:
            self._hidden.append(text)
            return
        if self._changes:
            self._changes[-1].words.append(text)
        draft = paragraph.draft
        if draft.page is None and text.strip():
            draft.page = self.page
        draft.runs.append(Run(text, bold, marked))
        if self._alternatives:
            self._alternatives[-1] = True

    def _resolve(self, paragraph: OpenParagraph) -> tuple[bool, bool, bool]:
        own, character = self._run, self.styles.look(self._run_style) if self._run_style else Look()
        base, defaults = self.styles.look(paragraph.style), self.styles.defaults

        def toggled(name: str) -> bool:
            direct = getattr(own, name)
            if direct is not None:
                return bool(direct)
            return bool(getattr(base, name)) != bool(getattr(character, name)) or bool(getattr(defaults, name))

        bold = toggled("bold")
        underline = own.underline if own.underline is not None else bool(character.underline or base.underline)
        self._flags = (bold, bold or underline or toggled("caps"), toggled("vanish"))
        return self._flags

    def _start_paragraph(self, attributes: Attributes) -> None:
        super()._start_paragraph(attributes)
        self._start_run({})

    def _start_run(self, _: Attributes) -> None:
        self._run, self._run_style, self._flags = Look(), "", None

    def _end_run(self) -> None:
        self._run, self._run_style, self._flags = Look(), "", None
        if self._hidden:
            self.notice("hidden_text", "hidden words stand outside the text", "".join(self._hidden), self.page)
            self._hidden = []

    def _character_style(self, attributes: Attributes) -> None:
        if self._path[-3:-2] != ["w:pPr"]:
            self._run_style = attributes.get("w:val", "")

    def _property(self, name: str, attributes: Attributes) -> None:
        if not self._paragraphs:
            return
        path = self._path
        if path[-2:-1] == ["w:rPr"]:
            if path[-3:-2] == ["w:pPr"]:
                self._paragraphs[-1].mark.read(name, attributes)
            elif path[-3:-2] == ["w:r"]:
                self._run.read(name, attributes)
        elif path[-2:-1] in (["w:pPr"], ["w:numPr"]):
            self._paragraphs[-1].own.read(name, attributes)

    def _break(self, attributes: Attributes) -> None:
        if attributes.get("w:type") == "page":
            self._emit(" ")
        elif self._paragraphs and not self._gone and all(item.result for item in self._fields):
            self._paragraphs[-1].draft.runs.append(BREAK)

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
        self._emit(symbol(code))

    def _word_art(self, attributes: Attributes) -> None:
        if attributes.get("string"):
            self._emit(attributes["string"])

    def _note_reference(self, kind: str, attributes: Attributes) -> None:
        if self._paragraphs and not self._gone:
            self._paragraphs[-1].draft.notes.append((kind, attributes.get("w:id", "")))

    def _field_mark(self, attributes: Attributes) -> None:
        kind = attributes.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(OpenField())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._fields.pop()
            if not self._fields:
                self.lost = []

    def _simple_field(self, attributes: Attributes) -> None:
        self._fields.append(OpenField(attributes.get("w:instr", ""), True))

    def _end_simple_field(self) -> None:
        if self._fields:
            self._fields.pop()

    def _open_change(self, name: str, attributes: Attributes) -> None:
        parent = self._path[-2] if len(self._path) > 1 else ""
        if parent == "w:rPr":
            if name in _GONE and self._paragraphs and self._path[-3:-2] == ["w:pPr"]:
                self._paragraphs[-1].mark_gone = True
            return
        if parent == "w:trPr":
            if name == "w:del" and self._tables:
                self._tables[-1].row_gone = True
            return
        if parent in ("w:tcPr", "w:numPr"):
            return
        self._changes.append(OpenChange(_CHANGES[name], attributes.get("w:author", "")))
        self._gone += name in _GONE

    def _close_change(self, name: str) -> None:
        change = self._changes.pop()
        self._gone -= name in _GONE
        words = "".join(change.words)
        if words.strip():
            author = f" by {change.author}" if change.author else ""
            self.notice("tracked_change", f"{change.kind}{author}, not yet accepted", words, self.page)

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
