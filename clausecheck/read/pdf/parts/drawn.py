"""Words that are stored otherwise than they are drawn: pages are read once more with the file's own words for them off.

Two things tell a program other letters than those painted: a font's map to letters, and marks that replace words
(ActualText). Where a file has marks, or a map that contradicts its font, a copy without them is read as well; where the
letters of a line differ, what is drawn counts.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from clausecheck.model import Trace
from clausecheck.read.pdf.page import Page, Words
from clausecheck.read.pdf.parts.file import Parts
from clausecheck.read.pdf.parts.fonts import lies
from clausecheck.read.pdf.second import rebuilt
from clausecheck.read.pdf.text import PageReader
from clausecheck.read.pdf.visibility.sifting import Sifter

_FILTER = re.compile(rb"/(?:Filter|DecodeParms)\s{0,4}(?:\[[^\]]{0,400}\]|/[A-Za-z0-9]{1,30}|<<[^<>]{0,400}>>)")
_LENGTH = re.compile(rb"/Length\s{1,4}[0-9]{1,10}(?:\s{1,4}[0-9]{1,5}\s{1,4}R)?")
_CONTEXT: Final = 6
"""Most words told on either side of those that differ."""
_COMMON: Final = frozenset(
    {
        *("the", "of", "and", "to", "in", "or", "for", "any", "shall", "be", "by", "is", "this", "that", "with", "not"),
        *(
            "der",
            "die",
            "das",
            "und",
            "le",
            "la",
            "les",
            "et",
            "des",
            "de",
            "du",
            "el",
            "los",
            "que",
            "il",
            "di",
            "het",
        ),
    }
)
"""Words that make up a good part of every text in their languages."""


@dataclass(slots=True)
class Drawn:
    """Reads the pages of one file as they are drawn, where that may be something else than is stored."""

    parts: Parts
    name: str
    traces: list[Trace] = field(default_factory=list)
    _copy: Any = None
    _reader: PageReader | None = None
    _fonts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Letters that a font's map exchanges: what is stored and what is drawn."""
    _marked: bool = False

    def __post_init__(self) -> None:
        changed: dict[int, bytes] = {}
        for lie in lies(self.parts):
            changed[lie.stream] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(lie.honest), lie.honest)
            self._fonts.setdefault(lie.font, []).extend(lie.codes.values())
        changed |= self._unmarked()
        if not changed:
            return
        import pypdfium2

        try:
            copy = rebuilt(self.parts.objects, self.parts.structure.table.root, changed)
            self._copy = pypdfium2.PdfDocument(copy)
            self._reader = PageReader(self.name, Sifter(self._copy, copy))
        except pypdfium2.PdfiumError:
            self._copy = None

    def _unmarked(self) -> dict[int, bytes]:
        """The objects with marks that replace words, without them."""
        objects = self.parts.objects
        found: dict[int, bytes] = {}
        for number in objects.replaced:
            item = self.parts.stream(number)
            content = objects.unpack(item)[0].replace(b"/ActualText", b"/ActualTexx") if item else b""
            if item and content:
                head = _LENGTH.sub(b"/Length %d" % len(content), _FILTER.sub(b"", item.head))
                found[number] = head + b"stream\n" + content + b"\nendstream"
        if self.parts.has(b"/ActualText"):
            for number, head in self.parts.heads.items():
                if b"/ActualText" in head and self.parts.stream(number) is None and b"/K" not in head:
                    found[number] = head.replace(b"/ActualText", b"/ActualTexx")
        self._marked = bool(found)
        return found

    def settle(self, page: Page) -> Page:
        """The page with the words that are drawn; `page` itself where the letters are the same."""
        if self._copy is None or self._reader is None or page.number > len(self._copy):
            return page
        import pypdfium2

        try:
            opened = self._copy[page.number - 1]
        except pypdfium2.PdfiumError:
            return page
        try:
            drawn = self._reader.read(opened, page.number)
        finally:
            opened.close()
        pairs = list(_differing(page, drawn))
        if not pairs or not _sound(pairs):
            return page
        self.traces += [self._trace(stored, seen, page.number) for stored, seen in pairs]
        return drawn

    def _trace(self, stored: str, seen: str, page: int) -> Trace:
        quote, shown = _cut(stored.split(), seen.split())
        for font, codes in self._fonts.items():
            used = [f'"{one}" for "{other}"' for one, other in codes if one in stored and other in seen]
            if used and (not self._marked or len(stored) == len(seen)):
                detail = f"the map of the font {font} reads {', '.join(dict.fromkeys(used[:8]))}"
                return Trace(technique="pdf.tounicode", quote=quote, shown=shown, page=page, detail=detail)
        return Trace(technique="pdf.actualtext", quote=quote, shown=shown or "nothing", page=page)

    def close(self) -> None:
        """Close the copy."""
        if self._copy is not None:
            self._copy.close()
            self._copy = None


def _differing(page: Page, drawn: Page) -> Iterator[tuple[str, str]]:
    """Lines, as stored and as drawn, of which the letters or digits differ."""
    stored, seen = _lines(page), _lines(drawn)
    for key in dict.fromkeys((*stored, *seen)):
        one, other = stored.get(key, ""), seen.get(key, "")
        if one != other and _letters(one) != _letters(other):
            yield one, other


def _lines(page: Page) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], list[Words]] = {}
    for part in (page, *page.asides):
        for words in part.words:
            found.setdefault((words.look.quarter, round(words.baseline)), []).append(words)
    return {key: " ".join(item.text for item in sorted(line, key=_left)) for key, line in found.items()}


def _left(words: Words) -> float:
    return words.x0


def _letters(line: str) -> str:
    """What makes a difference: letters without case, digits, and signs of numbers and money."""
    folded = unicodedata.normalize("NFKC", line).casefold()
    return "".join(letter for letter in folded if letter.isalnum() or letter in "$€£%")


def _sound(pairs: list[tuple[str, str]]) -> bool:
    """Whether what is drawn reads as words: some programs name the glyphs of their fonts at random."""
    scores = [
        sum(word in _COMMON for line in side for word in line.casefold().split()) for side in zip(*pairs, strict=True)
    ]
    plain = "".join(seen for _, seen in pairs)
    odd = sum(not letter.isprintable() or unicodedata.category(letter) in ("Co", "Cn") for letter in plain)
    return 2 * scores[1] >= scores[0] and odd <= 0.05 * len(plain)


def _cut(stored: list[str], seen: list[str]) -> tuple[str, str]:
    """The words that differ, with some of those around them."""
    first = 0
    while first < min(len(stored), len(seen)) and stored[first] == seen[first]:
        first += 1
    last = 0
    while last < min(len(stored), len(seen)) - first and stored[-1 - last] == seen[-1 - last]:
        last += 1
    start, rest = max(0, first - _CONTEXT), max(0, last - _CONTEXT)
    return " ".join(stored[start : len(stored) - rest]), " ".join(seen[start : len(seen) - rest])
