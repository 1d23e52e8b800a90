"""What pages show beside their text: pictures of words, letters drawn as shapes, scans with a text layer.

Where OCR is installed it decides: words that it sees join the text, and a layer that says something else is told. Where
it is not, what nobody has compared is told as such.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from clausecheck.model import Notice, Trace
from clausecheck.read.pdf.page import Page, Words
from clausecheck.read.pdf.parts.layers import changed, differences
from clausecheck.read.pdf.parts.wordless import Place, like_text

if TYPE_CHECKING:
    from clausecheck.read.pdf.ocr import Engine, Recognised

_PAGES: Final = 3
"""Most scanned pages whose layer is compared with OCR; each takes about two seconds."""
_PLACES: Final = 4
"""Most pictures beside text that are read by OCR, the smallest first; each takes less than half a second."""
_TALL: Final = 200.0
"""A picture higher than this, in points, is rather a figure or a form than a clause."""
_WIDE: Final = 240.0
"""A picture narrower than this, in points, is rather a logo or a signature."""
_LEAST: Final = 3
"""Fewer words in a picture are a logo, a stamp or a signature."""
_SENTENCE: Final = 8
_POOR: Final = 0.08
"""A layer of which more words differ was made by poor OCR, not changed on purpose."""


@dataclass(slots=True)
class Arbiter:
    """Compares what the pages of one file show with their text."""

    document: Any
    """An opened `pypdfium2.PdfDocument`."""
    wordless: Mapping[int, tuple[Place, ...]]
    """By page: where words may be painted that are no text."""
    engine: "Engine | None"
    traces: list[Trace] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    verified: set[int] = field(default_factory=set)
    """Scanned pages whose layer is known to say what the picture shows, or was mended."""

    def judge(self, pages: Sequence[Page], text: Sequence[int], layers: Sequence[int]) -> None:
        """Look at pages of `text` and at scanned ones with `layers`; words that are seen join their pages."""
        pictured = dict(self._pictured(text))
        small = sorted(
            ((_area(place), number, place) for number, found in pictured.items() for place in found),
            key=lambda one: one[:2],
        )
        for index, (_, number, place) in enumerate(small):
            if self.engine is None or index >= _PLACES or place.bottom - place.top > _TALL:
                self._unread(number, place)
            else:
                self._join(pages[number - 1], place)
        seen: dict[int, Recognised] = {}
        if self.engine and layers:
            from clausecheck.read.pdf.ocr import recognise

            seen = recognise(self.document, layers[:_PAGES], self.engine)
        self._layers(pages, layers, seen)

    def _pictured(self, text: Sequence[int]) -> Iterator[tuple[int, list[Place]]]:
        """Pages with places that look like print; the same picture on several pages counts once."""
        import pypdfium2

        known: set[int] = set()
        for number in text:
            if number not in self.wordless:
                continue
            try:
                page = self.document[number - 1]
            except pypdfium2.PdfiumError:
                continue
            try:
                found = [entry for entry in like_text(page, self.wordless[number]) if entry[1] not in known]
            except pypdfium2.PdfiumError:
                found = []
            finally:
                page.close()
            known.update(key for _, key in found)
            if found:
                yield number, [place for place, _ in found]

    def _join(self, page: Page, place: Place) -> None:
        from clausecheck.read.pdf.ocr import LOW_CONFIDENCE, recognise_part

        if self.engine is None:
            return
        box = place.left, place.top, place.right, place.bottom
        read = recognise_part(self.document, page.number, box, self.engine)
        words = [word for word in read.page.words if not _known(word, page.words)] if read else []
        letters = [word for word in words if sum(map(str.isalpha, word.text)) > 1]
        if read is None or len(letters) < _LEAST:
            return
        technique, detail = _technique(place), f"OCR reads them in {_where(place)}"
        if read.confidence >= LOW_CONFIDENCE:
            page.words = [*page.words, *words]
        else:
            technique = "pdf.picture_unread"
            detail = f"OCR could hardly read them in {_where(place)}; they are not in the text"
        usual = "a logo, a stamp, a signature or a figure" if len(letters) < _SENTENCE else ""
        quote = " ".join(word.text for word in words)
        trace = Trace(technique=technique, quote=quote, page=page.number, detail=detail, usual=usual)
        self.traces.append(trace)

    def _unread(self, number: int, place: Place) -> None:
        told = f"{_where(place)} on page {number} looks like words; it was not read"
        clause = self.engine is None and place.bottom - place.top <= _TALL and place.right - place.left >= _WIDE
        self.notices.append(Notice(code="picture_beside_text" if clause else "picture", message=told, page=number))
        technique = _technique(place) if clause else "pdf.picture_unread"
        self.traces.append(Trace(technique=technique, quote=_where(place), page=number))

    def _layers(self, pages: Sequence[Page], layers: Sequence[int], seen: "Mapping[int, Recognised]") -> None:
        left = []
        for number in layers:
            page, read = pages[number - 1], seen.get(number)
            if read is None or page.asides or not _same_size(page, read.page):
                left.append(number)
                continue
            found, share = differences(page, read.page)
            if share > _POOR:
                left.append(number)
                continue
            self.verified.add(number)
            for one in filter(None, (changed(one, share) for one in found)):
                stored, shown = one.stored, one.correct()
                self.traces.append(Trace(technique="pdf.ocr_layer", quote=stored, shown=shown, page=number))
        if left:
            usual = "a scan made searchable; its layer was not verified against the picture"
            quote = "the text layer of a scan"
            self.traces.append(Trace(technique="pdf.ocr_unverified", quote=quote, page=left[0], usual=usual))


def _area(place: Place) -> float:
    return (place.right - place.left) * (place.bottom - place.top)


def _same_size(one: Page, other: Page) -> bool:
    return abs(one.width - other.width) < 1 and abs(one.height - other.height) < 1


def _known(word: Words, words: Sequence[Words]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return any(one.x0 - 1 <= x <= one.x1 + 1 and one.top - 2 <= y <= one.bottom + 2 for one in words)


def _technique(place: Place) -> str:
    return "pdf.text_as_image" if place.picture else "pdf.outlines"


def _where(place: Place) -> str:
    width, height = place.right - place.left, place.bottom - place.top
    named = "a picture" if place.picture else "a drawing"
    return f"{named} of {width:.0f} by {height:.0f} points, {place.top:.0f} points from the top"
