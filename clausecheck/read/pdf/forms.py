"""Form fields and annotations of a PDF: what is filled in stands in the text at its place, notes are told apart."""

import ctypes
from dataclasses import dataclass, field
from typing import Any

from clausecheck.model import Notice
from clausecheck.read import limits
from clausecheck.read.pdf.page import Frame, Look, Page, Words, turned

_MOST = 2_000
"""Annotations of a page beyond this number are passed over, and that is told."""
_NOTES = {1: "a note", 3: "text laid over the page", 9: "a note on highlighted words", 10: "a note on underlined words",
          11: "a note on underlined words", 12: "a note on words that are struck out", 13: "a stamp",
          14: "an insertion mark"}  # fmt: skip
"""Kinds of annotation whose words are told (FPDF_ANNOT_* of fpdf_annot.h)."""
_FIELD = 20
_BUTTON, _BOX, _CHOICE, _SIGNATURE = 1, (2, 3), (4, 5), 7
"""Kinds of field (FPDF_FORMFIELD_* of fpdf_formfill.h): what is no button, box or signature has a value in words."""
_HIDDEN = 0x02 | 0x20
"""Flags of an annotation that is not shown (ISO 32000-1, table 165)."""
_PASSWORD = 1 << 13
_TYPE = 0.7
"""Size of the type in a field, as a share of its height, where no words beside it tell."""
_LARGEST = 12.0
_NEAR = 4.0
"""Words on a field's line have their baseline at most this many points outside it."""


@dataclass(slots=True)
class Forms:
    """The form fields and annotations of one file's pages."""

    document: Any
    """An opened `pypdfium2.PdfDocument`, no page of which has been opened."""
    notices: list[Notice] = field(default_factory=list)
    raw: Any = None

    def __post_init__(self) -> None:
        import pypdfium2
        import pypdfium2.raw as pdfium

        self.raw = pdfium
        kind = self.document.get_formtype()
        if kind == pdfium.FORMTYPE_XFA_FULL:
            told = "the file is a form that only the program it was made with shows whole"
            self.notices.append(Notice(code="dynamic_form", message=told, partial=True))
        try:
            self.document.init_forms()
        except pypdfium2.PdfiumError:
            told = "the fields of the form cannot be read"
            self.notices.append(Notice(code="form_field", message=told, partial=True))

    def fill(self, opened: Any, page: Page) -> None:
        """Add to `page` the words in the fields of an opened `pypdfium2.PdfPage`, and take notice of the rest."""
        count = self.raw.FPDFPage_GetAnnotCount(opened.raw)
        if count <= 0:
            return
        if count > _MOST:
            told = f"page {page.number} has {count:,} annotations, of which {_MOST:,} were looked at"
            self.notices.append(Notice(code="annotation", message=told, page=page.number))
        frame: Frame = opened.get_bbox()
        for index in range(min(count, _MOST)):
            annotation = self.raw.FPDFPage_GetAnnot(opened.raw, index)
            if annotation:
                try:
                    self._read(annotation, page, frame)
                finally:
                    self.raw.FPDFPage_CloseAnnot(annotation)

    def _read(self, annotation: Any, page: Page, frame: Frame) -> None:
        kind = self.raw.FPDFAnnot_GetSubtype(annotation)
        if kind == _FIELD and self.document.formenv:
            self._field(annotation, page, frame)
        elif kind in _NOTES and len(self.notices) < limits.NOTICES:
            words = self._wide(self.raw.FPDFAnnot_GetStringValue, annotation, b"Contents").strip()
            if words:
                told = f"{_NOTES[kind]} on page {page.number} stands outside the text"
                self.notices.append(Notice(code="annotation", message=told, page=page.number, quote=words))

    def _field(self, annotation: Any, page: Page, frame: Frame) -> None:
        raw, form = self.raw, self.document.formenv.raw
        kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
        flags = raw.FPDFAnnot_GetFormFieldFlags(form, annotation)
        if kind == _BUTTON or (kind not in _CHOICE and flags & _PASSWORD):
            return
        name = self._wide(raw.FPDFAnnot_GetFormFieldName, form, annotation)
        if kind in _BOX:
            words = "\u2612" if raw.FPDFAnnot_IsChecked(form, annotation) else "\u2610"
        else:
            words = self._wide(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
        box = raw.FS_RECTF()
        shown = raw.FPDFAnnot_GetRect(annotation, ctypes.byref(box)) and abs(box.right - box.left) > 1
        told = ""
        if kind == _SIGNATURE:
            told, words = f"page {page.number} has a field for an electronic signature", name
        elif not shown or raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
            told = f'the field "{name}" on page {page.number} is filled in and not shown'
        if told and words.strip() and kind not in _BOX and len(self.notices) < limits.NOTICES:
            self.notices.append(Notice(code="form_field", message=told, page=page.number, quote=words))
        elif not told:
            edges = (
                min(box.left, box.right),
                min(box.bottom, box.top),
                max(box.left, box.right),
                max(box.bottom, box.top),
            )
            place(page, words, edges, frame)

    def _wide(self, call: Any, *args: Any) -> str:
        """Text from a pdfium function that writes UTF-16 into a buffer and returns its length in bytes."""
        size = min(call(*args, None, 0), limits.PAGE_CHARACTERS)
        if size <= 2:
            return ""
        buffer = ctypes.create_string_buffer(size)
        call(*args, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
        return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def place(page: Page, value: str, box: Frame, frame: Frame) -> None:
    """Add the lines of a field's value to the page where they are shown, on the line of the words beside the field."""
    lines = [line.strip() for line in value.splitlines() if line.strip()]
    if not lines:
        return
    quarter = page.words[0].look.quarter if page.words else 0
    left, right, top, bottom, _ = turned(quarter, box, box[0], box[1], frame)
    beside = _beside(page, left, top, bottom)
    size = beside.size if beside else min(_LARGEST, _TYPE * (bottom - top))
    look = Look("", size, bold=False, color=0, alpha=255, mode=0, quarter=quarter, slanted=False)
    baseline = beside.baseline if beside else min(bottom, top + size * 1.2)
    for number, line in enumerate(lines):
        base = baseline + number * size * 1.2
        end = min(right, left + 0.5 * size * len(line))
        page.words.append(Words(line, left, max(end, left + 1), base - size, base, base, look, space=True))


def _beside(page: Page, left: float, top: float, bottom: float) -> Words | None:
    """The words on the first line of the field that stand nearest to it."""
    near = [words for words in page.words if top <= words.baseline <= bottom + _NEAR and words.baseline - top < 30]
    return min(near, key=lambda words: (abs(words.x1 - left), words.baseline), default=None)
