"""What a reader makes of a file: one text that never changes, and where each part of it stood."""

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """The kinds of file that are read."""

    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class BlockKind(StrEnum):
    """What a block is in the file, as the file's format says it (not what its words suggest)."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    """Marked as a heading by the file: a heading style, `#`, `<h2>`, or type that is larger than the body's."""
    TABLE_ROW = "table_row"
    CONTENTS = "contents"
    """A line of a table of contents."""
    FOOTNOTE = "footnote"


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
    """The words concerned, where they are not part of the text."""
    partial: bool = False
    """True where words of the file are missing from the text, so that the result is not of the whole file."""


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
