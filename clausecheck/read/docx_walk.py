"""Walks the body of a Word file, or its notes, and collects paragraphs as a person sees them in the final view."""

from collections.abc import Callable
from dataclasses import dataclass, field

from clausecheck.model import BlockKind
from clausecheck.read.builder import BREAK, Run
from clausecheck.read.docx_numbering import Numbered, Numbering
from clausecheck.read.docx_package import Attributes
from clausecheck.read.docx_styles import Look, Styles

_SYMBOLS = {
    0xB7: "•", 0xA7: "▪", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0xFE: "☒", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0x52: "☑",
    0xD8: "➢", 0xE0: "→", 0xB0: "°", 0xB1: "±", 0xD3: "©", 0xD2: "®", 0xD4: "™", 0xA3: "≤", 0xB3: "≥",
}  # fmt: skip
_SKIPPED = frozenset(
    [
        "w:rPrChange",
        "w:pPrChange",
        "w:sectPrChange",
        "w:tblPrChange",
        "w:trPrChange",
        "w:tcPrChange",
        "w:sdtPr",
        "w:rt",
        "w:tblPrExChange",
        "w:numberingChange",
        "w:instrText",
        "w:delInstrText",
        "w:delText",
        "w:ffData",
    ]
)
_CHANGES = {"w:ins": "inserted", "w:moveTo": "moved here", "w:del": "deleted", "w:moveFrom": "moved away"}
_GONE = ("w:del", "w:moveFrom")


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
    cells: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def visible(self) -> bool:
        """Whether it has words."""
        return any(run.text.strip() for run in self.runs) or bool(self.cells)

    @property
    def plain(self) -> str:
        """Its label and words."""
        words = " ".join("".join(run.text for run in self.runs).split())
        return f"{self.numbered.label} {words}".strip() if self.numbered else words


@dataclass(slots=True)
class _Paragraph:
    draft: Draft
    own: Look = field(default_factory=Look)
    mark: Look = field(default_factory=Look)
    style: str = ""
    look: Look = field(default_factory=Look)
    settled: bool = False
    mark_gone: bool = False
    section: bool = False
    unnumbered: bool = False
    boxes: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    result: bool = False


@dataclass(slots=True)
class _Change:
    kind: str
    author: str
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    rows: list[Draft] = field(default_factory=list)
    cells: list[list[Draft]] = field(default_factory=list)
    row_gone: bool = False


class Walk:
    """Takes the parser's events; `drafts` are the result, `notes` the parts of a part with notes."""

    def __init__(
        self, styles: Styles, numbering: Numbering, notice: Callable[[str, str, str, int | None], None]
    ) -> None:
        self.styles, self.numbering, self._notice = styles, numbering, notice
        self.drafts: list[Draft] = []
        self.notes: dict[str, list[Draft]] = {}
        self.chunks: list[tuple[int, str]] = []
        self.page: int | None = None
        self.rendered_breaks = False
        self._targets: list[list[Draft]] = [self.drafts]
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._fields: list[_Field] = []
        self._changes: list[_Change] = []
        self._pending: list[_Paragraph | None] = [None]
        self._alternatives: list[bool] = []
        self._contents_controls: list[bool] = []
        self._skip = self._gone = 0
        self._path: list[str] = []
        self._run = Look()
        self._run_style = ""
        self._flags: tuple[bool, bool, bool] | None = None
        self._text = False
        self._instruction = False
        self.lost: list[str] = []
        self._hidden: list[str] = []

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
            if name == "w:instrText":
                self._skip += 0
            return
        if name == "w:instrText":
            self._instruction = True
        elif name in _SKIPPED:
            self._skip = 1
        elif name == "w:t" or name == "m:t":
            self._text = True
        else:
            handler = _STARTS.get(name)
            if handler is not None:
                handler(self, attributes)
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
            handler = _ENDS.get(name)
            if handler is not None:
                handler(self)
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

    # words

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

    def _resolve(self, paragraph: _Paragraph) -> tuple[bool, bool, bool]:
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

    def _start_run(self, _: Attributes) -> None:
        self._run, self._run_style, self._flags = Look(), "", None

    def _end_run(self) -> None:
        self._run, self._run_style, self._flags = Look(), "", None
        if self._hidden:
            self._notice("hidden_text", "hidden words stand outside the text", "".join(self._hidden), self.page)
            self._hidden = []

    def _break(self, attributes: Attributes) -> None:
        if attributes.get("w:type") == "page":
            self._turn_page()
            self._emit(" ")
        elif self._paragraphs and not self._gone and all(item.result for item in self._fields):
            self._paragraphs[-1].draft.runs.append(BREAK)

    def _turn_page(self) -> None:
        if not self.rendered_breaks and self.page is not None:
            self.page += 1

    def _rendered_break(self, _: Attributes) -> None:
        if self.page is not None:
            self.page += 1

    def _symbol(self, attributes: Attributes) -> None:
        try:
            code = int(attributes.get("w:char", ""), 16)
        except ValueError:
            return
        self._emit(_SYMBOLS.get(code & 0xFF, "•") if 0xF000 <= code <= 0xF0FF else chr(code) if code < 0xD800 else "")

    def _check_box(self, attributes: Attributes) -> None:
        if attributes.get("string"):
            self._emit(attributes["string"])

    def _note_reference(self, kind: str, attributes: Attributes) -> None:
        if self._paragraphs and not self._gone:
            self._paragraphs[-1].draft.notes.append((kind, attributes.get("w:id", "")))

    # paragraphs

    def _start_paragraph(self, _: Attributes) -> None:
        self._paragraphs.append(_Paragraph(Draft()))
        self._start_run({})

    def _style(self, attributes: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = attributes.get("w:val", "")

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

    def _settle(self, paragraph: _Paragraph) -> None:
        """Everything before the words is known: count its number."""
        paragraph.settled = True
        paragraph.style = paragraph.style or self.styles.default_paragraph
        own, look = paragraph.own, paragraph.own.over(self.styles.look(paragraph.style))
        paragraph.look = look
        draft = paragraph.draft
        if look.page_break and self.drafts:
            self._turn_page()
        if self.styles.is_contents(paragraph.style) or self._in_contents():
            draft.kind = BlockKind.CONTENTS
        elif (look.outline is not None and 0 <= look.outline < 9) or self.styles.is_title(paragraph.style):
            draft.kind = BlockKind.HEADING
            draft.outline = look.outline
        draft.centered = bool(look.centered)
        continues = self._pending[-1] is not None and self._pending[-1].mark.special_vanish
        if not paragraph.mark_gone and not continues and not paragraph.unnumbered:
            draft.numbered = self.numbering.number(paragraph.style, own.num_id, own.level)
        listed = draft.numbered.indent if draft.numbered else None
        draft.indent = own.indent if own.indent is not None else listed if listed is not None else look.indent

    def _in_contents(self) -> bool:
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
            paragraph = _joined(before, paragraph)
            self._pending[-1] = None
        if paragraph.mark_gone or (
            paragraph.mark.vanish and (paragraph.mark.special_vanish or paragraph.draft.visible)
        ):
            self._pending[-1] = paragraph
        else:
            self._place(paragraph)

    def _place(self, paragraph: _Paragraph) -> None:
        target = self._targets[-1]
        draft = paragraph.draft
        if draft.visible or draft.notes or (draft.numbered and draft.numbered.label and self._tables):
            target.append(draft)
        target.extend(paragraph.boxes)

    def _flush_pending(self) -> None:
        before = self._pending[-1]
        if before is not None:
            self._place(before)
            self._pending[-1] = None

    # boxes, notes, tables

    def _open_story(self, target: list[Draft]) -> None:
        self._targets.append(target)
        self._pending.append(None)

    def _close_story(self) -> None:
        if len(self._targets) > 1:
            self._flush_pending()
            self._targets.pop()
            self._pending.pop()

    def _start_box(self, _: Attributes) -> None:
        if self._paragraphs and not self._paragraphs[-1].settled:
            self._settle(self._paragraphs[-1])
        self._open_story(self._paragraphs[-1].boxes if self._paragraphs else self._targets[-1])

    def _start_note(self, attributes: Attributes) -> None:
        if attributes.get("w:type", "normal") != "normal":
            self._skip = 1
            return
        self._open_story(self.notes.setdefault(attributes.get("w:id", ""), []))

    def _start_table(self, _: Attributes) -> None:
        self._flush_pending()
        self._tables.append(_Table())

    def _start_row(self, _: Attributes) -> None:
        if self._tables:
            self._tables[-1].cells, self._tables[-1].row_gone = [], False

    def _start_cell(self, _: Attributes) -> None:
        if self._tables:
            cell: list[Draft] = []
            self._tables[-1].cells.append(cell)
            self._open_story(cell)

    def _end_row(self) -> None:
        if self._tables and not self._tables[-1].row_gone:
            self._targets[-1].extend(row_drafts(self._tables[-1].cells))

    def _end_table(self) -> None:
        if self._tables:
            self._tables.pop()

    # fields, changes, alternatives

    def _field_mark(self, attributes: Attributes) -> None:
        kind = attributes.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            item = self._fields.pop()
            if item.result or not self._fields:
                self.lost = [] if not self._fields else self.lost

    def _simple_field(self, attributes: Attributes) -> None:
        self._fields.append(_Field(attributes.get("w:instr", ""), True))

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
        self._changes.append(_Change(_CHANGES[name], attributes.get("w:author", "")))
        self._gone += name in _GONE

    def _close_change(self, name: str) -> None:
        change = self._changes.pop()
        self._gone -= name in _GONE
        words = "".join(change.words)
        if words.strip():
            author = f" by {change.author}" if change.author else ""
            self._notice("tracked_change", f"{change.kind}{author}, not yet accepted", words, self.page)

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


def _joined(first: _Paragraph, second: _Paragraph) -> _Paragraph:
    """Two paragraphs without a mark between them. Words before keep their number; where there are none, the second's looks count."""
    keeps_first = bool(first.mark.vanish) and first.draft.visible
    base, other = (first, second) if keeps_first else (second, first)
    base.draft.runs = [*first.draft.runs, *second.draft.runs]
    base.draft.notes = [*first.draft.notes, *second.draft.notes]
    base.boxes = [*first.boxes, *second.boxes]
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
        sum(bool(draft.numbered and draft.numbered.label) for draft in cell) > 1
        or any(draft.cells for draft in cell)
        or (len(cell) > 2 and sum(len(draft.plain) for draft in cell) > 1500)
        for cell in filled
    )
    if running or len(filled) == 1:
        return flat
    texts = [" ".join(draft.plain for draft in cell if draft.plain) for cell in filled]
    notes = [note for draft in flat for note in draft.notes]
    return [Draft(kind=BlockKind.TABLE_ROW, page=flat[0].page, cells=texts, notes=notes)]


_Handler = Callable[[Walk, Attributes], None]
_STARTS: dict[str, _Handler] = {
    "w:r": Walk._start_run,
    "w:p": Walk._start_paragraph,
    "w:pStyle": Walk._style,
    "w:rStyle": Walk._character_style,
    "w:br": Walk._break,
    "w:cr": lambda walk, _: walk._break({}),
    "w:tab": lambda walk, _: walk._emit(" ") if walk._path[-2:-1] == ["w:r"] else None,
    "w:ptab": lambda walk, _: walk._emit(" "),
    "w:noBreakHyphen": lambda walk, _: walk._emit("-"),
    "w:sym": Walk._symbol,
    "v:textpath": Walk._check_box,
    "w:lastRenderedPageBreak": Walk._rendered_break,
    "w:footnoteReference": lambda walk, attributes: walk._note_reference("footnote", attributes),
    "w:endnoteReference": lambda walk, attributes: walk._note_reference("endnote", attributes),
    "w:txbxContent": Walk._start_box,
    "w:footnote": Walk._start_note,
    "w:endnote": Walk._start_note,
    "w:comment": Walk._start_note,
    "w:sectPr": Walk._section,
    "w:tbl": Walk._start_table,
    "w:tr": Walk._start_row,
    "w:tc": Walk._start_cell,
    "w:fldChar": Walk._field_mark,
    "w:fldSimple": Walk._simple_field,
    "mc:AlternateContent": Walk._start_alternative,
    "mc:Fallback": Walk._start_fallback,
    "w:sdt": Walk._start_control,
    "w:altChunk": Walk._chunk,
}
_ENDS: dict[str, Callable[[Walk], None]] = {
    "w:r": Walk._end_run,
    "w:p": Walk._end_paragraph,
    "w:txbxContent": Walk._close_story,
    "w:footnote": Walk._close_story,
    "w:endnote": Walk._close_story,
    "w:comment": Walk._close_story,
    "w:tc": Walk._close_story,
    "w:tr": Walk._end_row,
    "w:tbl": Walk._end_table,
    "w:fldSimple": Walk._end_simple_field,
    "mc:AlternateContent": Walk._end_alternative,
    "w:sdt": Walk._end_control,
}
