"""Tracked changes of a Word file as they are collected: the elements that are open, and the changes they make."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from clausecheck.model import ChangeKind, View

KINDS: Mapping[str, ChangeKind] = MappingProxyType(
    {
        "w:ins": ChangeKind.INSERTED,
        "w:del": ChangeKind.DELETED,
        "w:moveTo": ChangeKind.MOVED_TO,
        "w:moveFrom": ChangeKind.MOVED_FROM,
        "w:cellIns": ChangeKind.INSERTED,
        "w:cellDel": ChangeKind.DELETED,
    }
)
"""What an element says of the words in it, or of the cell it is a property of."""
AROUND = ("w:ins", "w:del", "w:moveTo", "w:moveFrom")
"""Those that stand around words."""
_ARRIVING = frozenset({ChangeKind.INSERTED, ChangeKind.MOVED_TO})
LEAVING = frozenset({ChangeKind.DELETED, ChangeKind.MOVED_FROM})
"""What the final view does not show."""
GONE = {View.FINAL: LEAVING, View.ORIGINAL: _ARRIVING, View.MARKUP: frozenset[ChangeKind]()}
"""The kinds whose words a view leaves out."""


@dataclass(slots=True, eq=False)
class Proposal:
    """One change with its words and, once the text is made, its place."""

    kind: ChangeKind
    author: str
    date: str
    owner: object
    """The paragraph, row or move that it lies in: a change does not reach beyond it."""
    page: int | None = None
    words: list[str] = field(default_factory=list)
    pair: "Proposal | None" = None
    absorbed: bool = False
    """A paragraph mark whose change is part of a change of the words beside it."""
    whole_paragraph: bool = False
    """It brings or takes its paragraph, mark and all, or its row."""
    start: int | None = None
    end: int | None = None

    def stands(self, start: int, end: int) -> None:
        """Some of its words stand there."""
        self.start = start if self.start is None else min(self.start, start)
        self.end = end if self.end is None else max(self.end, end)


@dataclass(slots=True, eq=False)
class Revision:
    """An element that marks what is in it as changed, while it is open."""

    kind: ChangeKind
    author: str
    date: str
    whole: bool = False
    """A row or cell: all words in it are one change."""
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class CommentMark:
    """Where the words that a comment is anchored to begin or end."""

    comment: str
    ends: bool = False


@dataclass(frozen=True, slots=True)
class GoneNote:
    """Where a footnote or endnote is referred to that this view does not show."""

    reference: tuple[str, str]
    revision: Revision
