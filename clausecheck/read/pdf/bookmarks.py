"""Bookmarks of a PDF: titles of its parts, with the page that each leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from clausecheck.model import Notice, Trace

_MOST = 2_000
_DEEPEST = 8
_SHORTEST = 3
_TOLD = 20
_WORDS = 4
"""A title of fewer words that is not in the text is not worth a word."""
_SENTENCE = 12
"""A title of so many words is a sentence."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A title and its page, from 1; no page where the file names none."""

    title: str
    page: int | None


def read_bookmarks(document: Any) -> list[Bookmark]:
    """The bookmarks of an opened `pypdfium2.PdfDocument`, at most 2,000."""
    import pypdfium2

    found: list[Bookmark] = []
    for bookmark in islice(document.get_toc(max_depth=_DEEPEST), _MOST):
        try:
            goal = bookmark.get_dest()
            index = goal.get_index() if goal else None
        except pypdfium2.PdfiumError:
            index = None
        found.append(Bookmark(bookmark.get_title().strip(), None if index is None else index + 1))
    return found


def letters(text: str) -> str:
    """`text` in one case, letters and digits alone: how titles are compared."""
    return "".join(character for character in text.casefold() if character.isalnum())


class Titles:
    """The titles of bookmarks, to be found again in the text."""

    def __init__(self, bookmarks: Iterable[Bookmark]) -> None:
        self._pages: dict[str, set[int | None]] = {}
        self._left: dict[str, str] = {}
        for mark in bookmarks:
            if len(key := letters(mark.title)) >= _SHORTEST:
                self._pages.setdefault(key, set()).add(mark.page)
                self._left[key] = mark.title

    def name(self, text: str, page: int) -> bool:
        """Whether a bookmark with this title leads to this page, or the one before or behind it."""
        if not self._pages or (pages := self._pages.get(key := letters(text))) is None:
            return False
        if pages.isdisjoint((None, page - 1, page, page + 1)):
            return False
        self._left.pop(key, None)
        return True

    def traces(self) -> list[Trace]:
        """A trace for each title of several words that no heading of the text agrees with."""
        usual = "a title that leads to a place in the file"
        return [
            Trace(technique="pdf.bookmark", quote=title, usual=usual if len(title.split()) < _SENTENCE else "")
            for title in self._left.values()
            if len(title.split()) >= _WORDS
        ]

    def notices(self) -> list[Notice]:
        """How many bookmarks there are, with those that no heading of the text agrees with; none without bookmarks."""
        if not self._pages:
            return []
        count, lost = len(self._pages), len(self._left)
        told = f"the file has {count:,} bookmarks; {count - lost:,} of them are headings of the text"
        return [Notice(code="bookmarks", message=told, quote="; ".join(list(self._left.values())[:_TOLD]))]
