"""The words that annotations and form fields paint: a page is read once more with them painted into it."""

from dataclasses import dataclass, field
from typing import Any

from clausecheck.errors import LimitExceeded
from clausecheck.read.pdf.page import Page, Words
from clausecheck.read.pdf.text import PageReader
from clausecheck.read.pdf.visibility.sifting import Sifter

_ROOM = 3.0
"""Points by which painted words may stand outside the box of their annotation."""


@dataclass(slots=True)
class Appearances:
    """Reads what the annotations of one file's pages paint."""

    data: bytes
    name: str
    _document: Any = None
    _reader: PageReader | None = None
    _words: dict[int, list[Words]] = field(default_factory=dict)

    def inside(self, page: Page, box: tuple[float, float, float, float]) -> list[Words]:
        """Words that annotations paint inside `box`: left, right, top and bottom from the corner of the read page."""
        left, right, top, bottom = box
        if page.number not in self._words:
            self._words[page.number] = self._painted(page)
        return [
            words
            for words in self._words[page.number]
            if left - _ROOM <= words.x0
            and words.x1 <= right + 4 * _ROOM
            and top - _ROOM <= words.baseline <= bottom + _ROOM
        ]

    def _painted(self, page: Page) -> list[Words]:
        """The words that the page has when its annotations are part of it, and lacks otherwise."""
        import pypdfium2
        import pypdfium2.raw as raw

        try:
            if self._document is None or self._reader is None:
                self._document = pypdfium2.PdfDocument(self.data)
                self._reader = PageReader(self.name, Sifter(self._document, self.data))
            opened = self._document[page.number - 1]
            done = raw.FPDFPage_Flatten(opened.raw, raw.FLAT_NORMALDISPLAY)
            opened.close()
            if done != raw.FLATTEN_SUCCESS:
                return []
            opened = self._document[page.number - 1]
            try:
                painted = self._reader.read(opened, page.number)
            finally:
                opened.close()
        except (pypdfium2.PdfiumError, LimitExceeded):
            return []
        known = {_place(words) for words in page.words}
        return [words for words in painted.words if _place(words) not in known]

    def close(self) -> None:
        """Close the copy of the file."""
        if self._document is not None:
            self._document.close()
            self._document = None


def _place(words: Words) -> tuple[str, int, int]:
    return words.text, round(words.x0), round(words.baseline)
