"""What a reader makes of a file: one text that never changes, and where each part of it stood."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clausecheck.model.scan import Trace


class Format(StrEnum):
    """The kinds of file that are read."""

    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"


class View(StrEnum):
    """How the tracked changes of a Word file are read."""

    FINAL = "final"
    """As if all were accepted."""
    ORIGINAL = "original"
    """As if all were rejected."""
    MARKUP = "markup"
    """Inserted and deleted words both stand in the text."""


class ChangeKind(StrEnum):
    """What somebody proposes to do to the words of a Word file."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved_from"
    MOVED_TO = "moved_to"
    PARAGRAPH_SPLIT = "paragraph_split"
    """A paragraph mark alone is inserted: what follows becomes a paragraph of its own."""
    PARAGRAPHS_JOINED = "paragraphs_joined"
    """A paragraph mark alone is deleted: what follows joins the paragraph."""
    RENUMBERED = "renumbered"
    """The paragraph gets, loses or changes its list or its level in it."""
    HIDDEN = "hidden"
    """The words are there, and would no longer be shown."""
    UNHIDDEN = "unhidden"


class BlockKind(StrEnum):
    """What a block is in the file, as the file's format says it (not what its words suggest)."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    """Marked as a heading by the file: a heading style, `#`, `<h2>`, or type that is larger than the body's."""
    TABLE_ROW = "table_row"
    CONTENTS = "contents"
    """A line of a table of contents."""
    FOOTNOTE = "footnote"
    EDGE = "edge"
    """A sentence of a page header or foot; it stands behind the rest of the text and belongs to no clause there."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters of `Document.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading or table row, in reading order."""

    kind: BlockKind
    span: Span
    """Its words in `Document.text`, without the line break behind it. Never empty."""
    paragraph: int
    """Its place in the file, counted from 1: the paragraph a person would count to."""
    page: int | None = None
    """From 1; None where the file does not tell."""
    label: str = ""
    """The automatic number as Word or the browser shows it ("7.2", "(a)", "Article IV"), which the block's text begins
    with, followed by one space. Empty where a number, if any, is typed into the text."""
    level: int | None = None
    """Depth that the file states, from 1: of a heading style, or of an automatic list."""
    list_id: str = ""
    """Which automatic list it belongs to; two lists restart independently."""
    bold: bool = False
    """Every word is bold."""
    centered: bool = False
    indent: float | None = None
    """Left indent in points, where the file tells."""
    heading_end: int | None = None
    """Where a run-in heading ends by its looks (bold or underlined words at the start); an offset into the text."""
    cells: tuple[Span, ...] = ()
    """The cells of a table row, in reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something a person should know about the reading: what was left out, moved or not readable."""

    code: str
    """snake_case, for programs: "page_without_text", "running_head", "tracked_change", …"""
    message: str
    page: int | None = None
    quote: str = ""
    """The words concerned: those that are not part of the text, or those that a mention stands in."""
    clause_id: str = ""
    """The clause concerned; empty for what is of the file."""
    partial: bool = False
    """True where words of the file are missing from the text, so that the result is not of the whole file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A tracked change that is neither accepted nor rejected; neighbouring runs of one author are one change."""

    id: str
    """"k1", "k2", … in reading order."""
    kind: ChangeKind
    author: str
    """As the file has it; empty where it has none."""
    date: str
    """ISO 8601 as the file has it, which is the author's local time; empty where it has none that is."""
    text: str
    """The words concerned, on one line; those of the paragraph for a change of its number, none for a mark alone."""
    span: Span | None
    """Where the words stand in the text; an empty span where they would stand if this view showed them. None in
    parts that are not in the text, such as page headers."""
    paragraph: int | None
    """`Block.paragraph` at that place."""
    page: int | None = None
    pair: str | None = None
    """The id of the other half: the words that a deletion is replaced with, and the other end of a move."""
    whole_paragraph: bool = False
    """The words are a paragraph or table row of their own, which comes or goes with them. Where this view does not show
    it, its place is the beginning of the next one, or the end of the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A remark in the margin."""

    id: str
    """"m1", "m2", … in the order of the file."""
    author: str
    date: str
    """As of a change."""
    text: str
    quote: str
    """The words it is anchored to, cut where they are very long; words that the view does not show count too."""
    span: Span | None
    """Where these words stand in the text; empty where the view shows none, None where the anchor is elsewhere."""
    paragraph: int | None
    page: int | None = None
    resolved: bool = False
    """Marked as done."""
    reply_to: str | None = None
    """The id of the comment that it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as read. The text never changes, and every span points into it."""

    name: str
    """The file's name without its folder."""
    format: Format
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    text: str
    """Blocks joined by line breaks; quotes, dashes and letters as they stand in the file."""
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
    pages: int | None = None
    view: View = View.FINAL
    """Which view of tracked changes the text is. Formats without tracked changes read the same in all."""
    changes: tuple[Change, ...] = ()
    """Tracked changes, in reading order."""
    comments: tuple[Comment, ...] = ()
    traces: "tuple[Trace, ...]" = ()
    """What a person does not see or a program does not read, in the order it was met."""

    def slice(self, span: Span) -> str:
        """Return the words at `span`."""
        return self.text[span.start : span.end]

    @property
    def words(self) -> int:
        """How many words the text has, split at white space."""
        return len(self.text.split())

    @property
    def partial(self) -> bool:
        """Whether words of the file are missing from the text."""
        return any(notice.partial for notice in self.notices)
