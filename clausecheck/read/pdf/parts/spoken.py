"""Elements of a PDF's structure that are to be read aloud or copied as other words than they show."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from clausecheck.model import Trace
from clausecheck.read import limits
from clausecheck.read.pdf.parts.file import Parts
from clausecheck.read.pdf.parts.values import Dictionary, Ref, Value, text

_ELEMENTS: Final = 2_000
"""Most elements with words of their own that are looked at."""
_KIDS: Final = 200
"""Most parts of one element that are followed."""
_PICTURES: Final = frozenset({"Figure", "Formula", "Form", "Link", "Annot", "Artifact"})
"""Kinds of element whose alternative text stands beside what is shown, not in place of it."""
_LEAST: Final = 4
"""Alternative text beside fewer shown letters describes a sign or a picture."""
_TEXT: Final = 1
"""Kind of page object that is text (FPDF_PAGEOBJ_TEXT)."""
_BUFFER: Final = 4_096
_OBJECTS: Final = 20_000
"""Most objects of a page that are looked at."""

Marks = dict[int, str]
"""What is shown between the marks of a page, by their number."""


@dataclass(slots=True)
class _Spoken:
    parts: Parts
    document: Any
    """An opened `pypdfium2.PdfDocument`."""
    pages: dict[int, Marks] = field(default_factory=dict)

    def found(self) -> Iterator[Trace]:
        left = _ELEMENTS
        for _, value in self.parts.holding(b"/ActualText", b"/Alt"):
            if isinstance(value, dict) and "K" in value and left:
                left -= 1
                yield from self._element(value)

    def _element(self, element: Dictionary) -> Iterator[Trace]:
        for key, technique in (("ActualText", "pdf.actualtext"), ("Alt", "pdf.alternative")):
            words = " ".join(text(self.parts.resolve(element.get(key))).split())
            if not words or (key == "Alt" and text(element.get("S")) in _PICTURES):
                continue
            page, shown = self._shown(element)
            letters = _letters(shown)
            if page and letters != _letters(words) and len(letters) >= (_LEAST if key == "Alt" else 1):
                yield Trace(technique=technique, quote=words, shown=shown, page=page)

    def _shown(self, element: Dictionary) -> tuple[int, str]:
        """The page of an element, 0 where it has none, and the words that it shows."""
        first, words = 0, []
        stack: list[tuple[Value, Value]] = [(element.get("K"), element.get("Pg"))]
        for _ in range(_KIDS):
            if not stack:
                break
            kid, home = stack.pop()
            kid = self.parts.resolve(kid)
            if isinstance(kid, list):
                stack += [(one, home) for one in reversed(kid)]
            elif isinstance(kid, dict):
                stack.append((kid.get("MCID", kid.get("K")), kid.get("Pg", home)))
            elif isinstance(kid, float):
                page = self.parts.page_of(home.number) if isinstance(home, Ref) else 1
                first = first or page or 0
                words.append(self._marks(page or 0).get(int(kid), ""))
        return first, " ".join(" ".join(words).split())

    def _marks(self, page: int) -> Marks:
        if page not in self.pages:
            self.pages[page] = _read(self.document, page) if page else {}
        return self.pages[page]


def spoken(parts: Parts, document: Any) -> Iterator[Trace]:
    """A trace for each element whose own words are not those that it shows."""
    return _Spoken(parts, document).found()


def _read(document: Any, number: int) -> Marks:
    import pypdfium2
    import pypdfium2.raw as raw

    found: Marks = {}
    try:
        page = document[number - 1]
    except (pypdfium2.PdfiumError, IndexError):
        return found
    textpage = raw.FPDFText_LoadPage(page.raw)
    buffer = (ctypes.c_ushort * _BUFFER)()
    try:
        for index in range(min(_OBJECTS, raw.FPDFPage_CountObjects(page.raw))):
            item = raw.FPDFPage_GetObject(page.raw, index)
            mark = raw.FPDFPageObj_GetMarkedContentID(item)
            if mark < 0 or raw.FPDFPageObj_GetType(item) != _TEXT or len(found) > limits.PAGE_CHARACTERS:
                continue
            size = min(_BUFFER * 2, raw.FPDFTextObj_GetText(item, textpage, buffer, _BUFFER * 2))
            words = bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", "replace")
            found[mark] = f"{found.get(mark, '')} {words}".strip()
    finally:
        raw.FPDFText_ClosePage(textpage)
        page.close()
    return found


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
