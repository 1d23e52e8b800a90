"""A report as plain values, the same for every format: what is said, and in which order.

Texts in a page are as they come, also from the contract: whoever draws a page makes them safe for its format.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from clausecheck.model import Document, Notice, Severity
from clausecheck.report import wording

NOTICE_QUOTE = 160
"""Characters of a notice's quote."""


class Look(Enum):
    """How a text is drawn."""

    PLAIN = auto()
    QUOTE = auto()
    """Words of the contract."""
    PASTE = auto()
    """Words to put into the contract."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text with a label; without one it stands alone."""

    text: str
    label: str = ""
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Item:
    """A finding. With a title alone it has no lines."""

    severity: Severity
    title: str
    place: str
    lines: tuple[Line, ...] = ()
    tight: bool = False
    """Whether it is one of many, told in as little room as possible."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: a figure in numbers, with a bar beside it."""

    label: str
    words: str
    """The figure in numbers: "42 of 118"."""
    more: str = ""
    """What stands beside it: "27–44%"."""
    length: float | None = None
    """Of the chart's width, 0 to 1; None draws no bar, because too little is known."""
    interval: tuple[float, float] | None = None
    """What the length may really be, 0 to 1."""
    note: str = ""
    strong: bool = False
    """Whether this is the row to look at."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with findings, a chart or lines under it."""

    title: str
    items: tuple[Item, ...] = ()
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report."""

    title: str
    header: tuple[Line, ...]
    alarms: tuple[str, ...]
    """What a reader must not miss: words of the file that were not read."""
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]


def alarms(document: Document) -> tuple[str, ...]:
    """What says that the file was read in part, or that nobody has checked the words of its pages."""
    missing = [notice for notice in document.notices if notice.partial]
    part = "Only part of this file could be read. What follows is not about the whole contract."
    return (*((part, *map(said, missing)) if missing else ()), *_unverified(document))


def _unverified(document: Document) -> Iterator[str]:
    pages = sum(notice.code == "page_read_by_ocr" and not notice.partial for notice in document.notices)
    if pages:
        were = "pages were" if pages > 1 else "page was"
        yield f"{pages} {were} read by OCR: nobody has checked that these are the words of the picture."
    yield from (f"{said(notice)}." for notice in document.notices if notice.code == "text_unverified")


def name_of(document: Document) -> str:
    """The file's name as people say it."""
    return "standard input" if document.name == "-" else document.name


def said(notice: Notice) -> str:
    """A notice in one line: its page, its words, and the quote."""
    page = f"Page {notice.page}: " if notice.page is not None else ""
    quote = f" “{wording.quoted_part(notice.quote, NOTICE_QUOTE)}”" if notice.quote else ""
    return f"{page}{notice.message}{quote}"
