"""Form fields and annotations of a PDF: what is filled in or laid over a page joins its text, notes are told apart."""

from dataclasses import dataclass, field
from typing import Any

from clausecheck.model import Notice, Trace
from clausecheck.read import limits
from clausecheck.read.pdf.annotation import Annotation
from clausecheck.read.pdf.fields import Field, read_field
from clausecheck.read.pdf.overlays import Overlay, read_overlay
from clausecheck.read.pdf.page import Page
from clausecheck.read.pdf.parts.addresses import misleading
from clausecheck.read.pdf.parts.appearance import Appearances

_MOST = 2_000
"""Annotations of a page beyond this number are passed over, and that is told."""
_LINK, _POPUP, _FIELD = 2, 16, 20
"""Kinds of annotation (FPDF_ANNOT_* of fpdf_annot.h)."""


@dataclass(slots=True)
class Forms:
    """The form fields and annotations of one file's pages."""

    document: Any
    """An opened `pypdfium2.PdfDocument`, no page of which has been opened."""
    appearances: Appearances
    notices: list[Notice] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
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
        """Add to `page` the words in and over an opened `pypdfium2.PdfPage`, and take notice of the rest."""
        count = self.raw.FPDFPage_GetAnnotCount(opened.raw)
        if count <= 0:
            return
        if count > _MOST:
            told = f"page {page.number} has {count:,} annotations, of which {_MOST:,} were looked at"
            self.notices.append(Notice(code="annotation", message=told, page=page.number))
        frame = opened.get_bbox()
        for index in range(min(count, _MOST)):
            handle = self.raw.FPDFPage_GetAnnot(opened.raw, index)
            if handle:
                try:
                    self._read(Annotation(self.raw, handle, frame), page)
                finally:
                    self.raw.FPDFPage_CloseAnnot(handle)

    def _read(self, annotation: Annotation, page: Page) -> None:
        kind = annotation.kind
        if kind == _LINK:
            self.traces += misleading(annotation, self.document, page)
        elif kind == _FIELD and self.document.formenv:
            self._keep(read_field(annotation, self.document.formenv.raw, page, self.appearances), page, "form_field")
        elif kind != _POPUP:
            self._keep(read_overlay(annotation, page, self.appearances), page, "annotation")

    def _keep(self, found: Field | Overlay, page: Page, code: str) -> None:
        page.words += found.words
        self.traces += found.traces
        if found.told and found.quote.strip() and len(self.notices) < limits.NOTICES:
            self.notices.append(Notice(code=code, message=found.told, page=page.number, quote=found.quote))
