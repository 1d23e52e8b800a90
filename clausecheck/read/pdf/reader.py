"""PDF files with a text layer: lines and paragraphs from pdfium's characters; furniture of the pages left out."""

from typing import TYPE_CHECKING

from clausecheck.errors import DamagedFile, EncryptedFile, LimitExceeded
from clausecheck.model import Document, Format, Notice, Trace
from clausecheck.read import limits
from clausecheck.read.builder import Builder
from clausecheck.read.pdf.blocks import add_blocks
from clausecheck.read.pdf.bookmarks import Titles, read_bookmarks
from clausecheck.read.pdf.forms import Forms
from clausecheck.read.pdf.inspect import inspect
from clausecheck.read.pdf.lines import read_lines
from clausecheck.read.pdf.marks import remove_marks
from clausecheck.read.pdf.notes import take_notes
from clausecheck.read.pdf.page import Page, Unseen
from clausecheck.read.pdf.paragraphs import measure, paragraphs
from clausecheck.read.pdf.parts.appearance import Appearances
from clausecheck.read.pdf.parts.arbiter import Arbiter
from clausecheck.read.pdf.parts.drawn import Drawn
from clausecheck.read.pdf.parts.file import Parts
from clausecheck.read.pdf.parts.placing import placed
from clausecheck.read.pdf.parts.survey import survey
from clausecheck.read.pdf.structure import decrypted, read_structure
from clausecheck.read.pdf.tables import find_tables
from clausecheck.read.pdf.text import PageReader
from clausecheck.read.pdf.unseen import add_unseen
from clausecheck.read.pdf.visibility.sifting import Sifter

if TYPE_CHECKING:
    from clausecheck.read.pdf.ocr import Engine


def read_pdf(data: bytes, name: str, sha256: str, engine: "Engine | None" = None) -> Document:
    """Read a PDF, and pages that are pictures with `engine`.

    Raises EncryptedFile, DamagedFile, LimitExceeded, EmptyFile, or PagesWithoutText where no page has text.
    """
    pages, unseen, titles, told, traces = _read_pages(data, name, engine)
    builder = Builder()
    lines = [read_lines(page) for page in pages]
    for page, numbers in remove_marks(lines, [page.height for page in pages]).items():
        builder.notice("line_numbers", "the numbers of lines stand outside the text", page=page, quote=numbers)
    every = [line for page in lines for line in page]
    if all(line.removed for line in every):
        # Pages of the same few words each are not all furniture.
        for line in every:
            line.removed = False
    for line in (line for line in every if line.removed and line.text):
        builder.notice(
            "running_head",
            "a page's head, foot, number or stamp stands outside the text",
            page=line.page,
            quote=line.text,
        )
    kept = [[line for line in page if not line.removed] for page in lines]
    measures = measure(kept)
    kept = [find_tables(page) for page in kept]
    notes = take_notes(kept, measures.size)
    rooms = add_blocks(builder, paragraphs(kept, measures), notes, measures, titles)
    damaged = {notice.page for notice in told if notice.code == "page_damaged"}
    add_unseen(builder, pages, unseen, rooms, damaged)
    for found in (*told, *titles.notices()):
        builder.notice(found.code, found.message, page=found.page, quote=found.quote, partial=found.partial)
    for trace in (*traces, *titles.traces()):
        builder.traces.add(trace)
    return placed(builder.document(name, Format.PDF, sha256, len(pages)))


def _read_pages(
    data: bytes, name: str, engine: "Engine | None"
) -> tuple[list[Page], dict[int, tuple[Unseen, ...]], Titles, list[Notice], list[Trace]]:
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
        structure = read_structure(decrypted(document, data))
        parts = Parts(structure)
        drawn = Drawn(parts, name)
        appearances = Appearances(data, name)
        forms = Forms(document, appearances)
        sifter = Sifter(document, data)
        reader = PageReader(name, sifter)
        pages: list[Page] = []
        for index in range(count):
            try:
                page = document[index]
            except pypdfium2.PdfiumError:
                pages.append(Page(index + 1, 1.0, 1.0, []))
                continue
            try:
                pages.append(drawn.settle(reader.read(page, index + 1)))
                forms.fill(page, pages[-1])
            finally:
                page.close()
        drawn.close()
        appearances.close()
        hidden = {page.number: page.unseen for page in pages if page.unseen}
        arbiter = Arbiter(document, sifter.wordless, engine)
        pages, told = inspect(structure, pages, name, arbiter)
        traces, unseen = survey(parts, document, data)
        told += [*forms.notices, *unseen, *sifter.notices(), *arbiter.notices]
        return (
            pages,
            hidden,
            Titles(read_bookmarks(document)),
            told,
            drawn.traces + forms.traces + arbiter.traces + traces,
        )
    finally:
        document.close()
