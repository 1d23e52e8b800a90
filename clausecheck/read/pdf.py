"""PDF files with a text layer: lines and paragraphs from pdfium's characters; furniture of the pages left out."""

from clausecheck.errors import DamagedFile, EncryptedFile, LimitExceeded
from clausecheck.model import BlockKind, Document, Format, Notice
from clausecheck.read import limits
from clausecheck.read.builder import Builder
from clausecheck.read.pdf_inspect import inspect
from clausecheck.read.pdf_lines import Line, read_lines, unwrap
from clausecheck.read.pdf_marks import remove_marks
from clausecheck.read.pdf_paragraphs import Measures, is_centered, measure, paragraphs, row_cells
from clausecheck.read.pdf_words import Page, PageReader
from clausecheck.read.styled import compose
from clausecheck.read.text_lines import is_contents


def read_pdf(data: bytes, name: str, sha256: str) -> Document:
    """Read a PDF. Raises EncryptedFile, DamagedFile, LimitExceeded, or PagesWithoutText where no page has text."""
    pages, inspected = _read_pages(data, name)
    builder = Builder()
    for found in inspected:
        builder.notice(found.code, found.message, page=found.page, partial=found.partial)
    lines = [read_lines(page) for page in pages]
    for page, numbers in remove_marks(lines, [page.height for page in pages]).items():
        builder.notice("line_numbers", "the numbers of lines stand outside the text", page=page, quote=numbers)
    for line in (line for page in lines for line in page if line.removed and line.text):
        builder.notice(
            "running_head",
            "a page's head, foot, number or stamp stands outside the text",
            page=line.page,
            quote=line.text,
        )
    kept = [[line for line in page if not line.removed] for page in lines]
    measures = measure(kept)
    for number, group in enumerate(paragraphs(kept, measures), 1):
        _emit(builder, group, number, measures)
    return builder.document(name, Format.PDF, sha256, len(pages))


def _read_pages(data: bytes, name: str) -> tuple[list[Page], list[Notice]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if "assword" in str(fault) or "security" in str(fault).lower():
            raise EncryptedFile(f"{name} is protected with a password") from None
        raise DamagedFile(f"{name} is a damaged or cut-off PDF") from None
    try:
        count = len(document)
        if count > limits.PAGES:
            raise LimitExceeded(f"{name} has {count:,} pages; at most {limits.PAGES:,} are read")
        if count == 0:
            raise DamagedFile(f"{name} has no pages that can be read")
        reader = PageReader(name)
        pages: list[Page] = []
        for index in range(count):
            try:
                page = document[index]
            except pypdfium2.PdfiumError:
                pages.append(Page(index + 1, 1.0, 1.0, []))
                continue
            try:
                pages.append(reader.read(page, index + 1))
            finally:
                page.close()
        texts = [" ".join(word.text for part in (page, *page.asides) for word in part.words) for page in pages]
        return pages, inspect(document, data, texts, name)
    finally:
        document.close()


def _emit(builder: Builder, group: list[Line], number: int, measures: Measures) -> None:
    first = group[0]
    text_size = first.size
    kind = BlockKind.PARAGRAPH
    if is_contents(group[-1].lower):
        kind = BlockKind.CONTENTS
    elif first.cells:
        kind = BlockKind.TABLE_ROW
    elif text_size > 1.15 * measures.size and sum(len(line.text) for line in group) < 200:
        kind = BlockKind.HEADING
    if kind is BlockKind.TABLE_ROW:
        builder.add("", cells=row_cells(group), kind=kind, paragraph=number, page=first.page, indent=round(first.x0, 1))
        return
    builder.add(
        compose(unwrap(group)),
        kind=kind,
        paragraph=number,
        page=first.page,
        centered=is_centered(group),
        indent=round(min(line.x0 for line in group), 1),
    )
