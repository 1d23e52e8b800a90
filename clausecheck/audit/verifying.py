"""Whether a record is as it was written: the first line that is not is found, and named."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from clausecheck.audit.chain import LINE_BYTES, Head, Link, link, may_be_torn, remains


class What(StrEnum):
    """What is wrong with a line."""

    CHANGED = "changed"
    """It is not what the program has written."""
    MOVED = "moved"
    """It is whole, but does not follow on the one before."""
    TORN = "torn"
    """What it says of torn bytes before it is not what stands there."""
    MISSING = "missing"
    """The anchor knows it, and it is not there."""
    REWRITTEN = "rewritten"
    """It is whole and in its place, but not the one that the anchor names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The first line that is not as it was written."""

    line: int
    """Of the file, counted from 1."""
    record: int
    """The number that the record in this place has or should have."""
    what: What
    why: str
    """One sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What checking a record has shown."""

    head: Head
    """Up to where it is as it was written."""
    lines: int
    """Of the file, up to the fault where there is one."""
    torn: tuple[int, ...]
    """Lines that an interrupted writer left; they stay, and hold no record."""
    anchor: Head | None
    """What it was compared with, besides itself."""
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file."""

    number: int
    raw: bytes
    """Without its line break."""
    ended: bool
    """Whether it has one."""
    link: Link | None


def rows(path: Path) -> Iterator[Row]:
    """Every line of a record. A file that is not there has none. Raises OSError."""
    if not path.exists():
        return
    with path.open("rb") as stream:
        number = 0
        while raw := stream.readline(LINE_BYTES):
            number += 1
            text = raw.removesuffix(b"\n")
            yield Row(number, text, text != raw, link(text))


def verify(path: Path, anchor: Head | None = None) -> Verdict:
    """Check every line of a record, and whether it holds what `anchor` names. Raises OSError."""
    check = Check(anchor)
    for row in rows(path):
        check.take(row)
    return check.verdict()


@dataclass(slots=True)
class Check:
    """Takes the lines of a record one after the other, up to the first that is not as it was written."""

    anchor: Head | None = None
    fault: Fault | None = None
    _head: Head = field(default_factory=Head)
    _lines: int = 0
    _ended: bool = True
    _torn: list[int] = field(default_factory=list)
    _pending: list[Row] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Look at the next line; nothing is done after a fault."""
        if self.fault:
            return
        self._lines, self._ended = row.number, row.ended
        if row.link is None:
            self._pending.append(row)
            if not may_be_torn(row.raw):
                self._fail(self._pending[0], What.CHANGED, _CHANGED)
        else:
            self._follow(row, row.link)

    def verdict(self) -> Verdict:
        """What was shown, once every line was taken."""
        if not self.fault and self._pending:
            if len(self._pending) > 1 or self._pending[0].ended:
                self._fail(self._pending[0], What.CHANGED, _CHANGED)
            else:
                self._torn.append(self._pending[0].number)
        if not self.fault and not self._pending and not self._ended:
            words = "its line break is missing"
            self.fault = Fault(line=self._lines, record=self._head.count, what=What.CHANGED, why=words)
        if not self.fault and self.anchor and self._head.count < self.anchor.count:
            words = f"the anchor knows {self.anchor.count} records and {self._head.count} are here: the end was cut off"
            self.fault = Fault(line=self._lines + 1, record=self._head.count + 1, what=What.MISSING, why=words)
        return Verdict(head=self._head, lines=self._lines, torn=tuple(self._torn), anchor=self.anchor, fault=self.fault)

    def _follow(self, row: Row, found: Link) -> None:
        torn = b"\n".join(pending.raw for pending in self._pending)
        if self._pending and (found.torn is None or dict(found.torn) != remains(torn)):
            self._fail(self._pending[0], What.CHANGED, _CHANGED)
        elif found.torn is not None and not self._pending:
            self._fail(row, What.TORN, "the torn bytes that it names are not before it")
        elif found.count != self._head.count + 1:
            words = f"record {found.count} stands where record {self._head.count + 1} should"
            self._fail(row, What.MOVED, f"{words}: a line was inserted, deleted or moved")
        elif found.previous != self._head.hash:
            self._fail(row, What.MOVED, "it does not follow on the line before: one of the two was changed or inserted")
        elif self.anchor and found.count == self.anchor.count and found.hash != self.anchor.hash:
            words = "it is not the record that the anchor names: this line or earlier ones were written anew"
            self._fail(row, What.REWRITTEN, words)
        else:
            self._torn += [pending.number for pending in self._pending]
            self._pending, self._head = [], found.head

    def _fail(self, row: Row, what: What, why: str) -> None:
        self.fault = Fault(line=row.number, record=self._head.count + 1, what=what, why=why)


_CHANGED = "it is not as the program wrote it: a byte was changed, or the line inserted"
