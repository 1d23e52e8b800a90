"""The shapes of what both JSON outputs say of the file: what it is, its notices, tracked changes and comments."""

from typing import Final

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from clausecheck.model import ChangeKind, Format, Side, View

DESCRIBED: Final = ConfigDict(use_attribute_docstrings=True)


@with_config(DESCRIBED)
class PartyJson(TypedDict):
    """A party of the contract."""

    name: str
    alias: str
    """What the contract calls it; empty where it has none."""
    role: Side | None


@with_config(DESCRIBED)
class CategoryJson(TypedDict):
    """The detected service category."""

    id: str
    probability: float
    likely: list[str]
    """Where the guess is unsure, the likeliest; `id` is then the one above the first. Empty where it is sure."""


@with_config(DESCRIBED)
class FileJson(TypedDict):
    """The file itself."""

    name: str
    """Without its folder; "-" for standard input."""
    format: Format
    sha256: str
    """Of the file's bytes."""
    pages: int | None
    """Null where the file does not tell."""
    view: View
    """How tracked changes were read: as if all were accepted, as if all were rejected, or both words in the text."""
    words: int
    partial: bool
    """Words of the file are missing from the text."""


@with_config(DESCRIBED)
class DocumentJson(FileJson):
    """The file and what it says of itself."""

    title: str
    parties: list[PartyJson]
    governing_law: str
    effective_date: str
    """ISO 8601, or empty."""
    category: CategoryJson


@with_config(DESCRIBED)
class NoticeJson(TypedDict):
    """Something to know about the reading, or about the contract's own order."""

    code: str
    page: int | None
    message: str
    quote: str
    """The words concerned: those that are not part of the text, or those that a mention stands in."""
    clause: str | None
    """The id of the clause concerned; null for what is of the file."""
    partial: bool


@with_config(DESCRIBED)
class ChangeJson(TypedDict):
    """A tracked change that is neither accepted nor rejected."""

    id: str
    kind: ChangeKind
    author: str
    date: str
    """ISO 8601 as the file has it, or empty."""
    text: str
    """The words concerned."""
    span: tuple[int, int] | None
    """Where they stand in the text, or would stand; null in page headers and the like."""
    clause: str | None
    """The id of the clause at that place."""
    page: int | None
    paragraph: int | None
    pair: str | None
    """The id of the other half of a replacement or of a move."""
    whole_paragraph: bool
    """The words are a paragraph or table row of their own, which comes or goes with them."""


@with_config(DESCRIBED)
class CommentJson(TypedDict):
    """A remark in the margin."""

    id: str
    author: str
    date: str
    text: str
    quote: str
    """The words it is about."""
    span: tuple[int, int] | None
    clause: str | None
    page: int | None
    paragraph: int | None
    resolved: bool
    reply_to: str | None
    """The id of the comment that it answers."""
