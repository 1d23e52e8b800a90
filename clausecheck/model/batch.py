"""Many files: what came in, what is to be done, and what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from clausecheck.model.document import View
from clausecheck.model.finding import Severity
from clausecheck.model.scan import Verdict
from clausecheck.model.sides import Side

if TYPE_CHECKING:
    from pathlib import Path

    from clausecheck.model.asking import Asking, Exchange
    from clausecheck.model.history import OwnDeal


class Outcome(StrEnum):
    """What became of a file."""

    REVIEWED = "reviewed"
    PARTIAL = "partial"
    """Reviewed, and not all of the file could be read."""
    UNREADABLE = "unreadable"
    """Damaged, encrypted, empty, or of a kind that is not read."""
    LIMIT = "limit"
    """It needs more time, memory or room than the limits allow."""
    SKIPPED = "skipped"
    """Not opened: a link, a pipe, a device, a file of the system."""
    FAILED = "failed"
    """A fault of the program, the machine or a service: the same command tries again."""
    PENDING = "pending"
    """Not done yet: the same command goes on with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came in, with what is asked of it."""

    name: str
    """As reports show it, unique within a run: "north/msa.docx", "week.zip/msa.docx", "s3://uploads/msa.docx"."""
    file: str
    """The last part of its name, by whose suffix the reader may choose."""
    sides: tuple[Side, ...]
    category: str | None = None
    """None where it is to be detected."""
    region: str | None = None
    account: str = ""
    """Whose upload it is, where a list tells."""
    refused: str = ""
    """Why it is not opened at all; empty for what is."""
    read: Callable[[], bytes] = field(default=bytes, compare=False, repr=False)
    """Its bytes. Raises UnreadableError where they cannot be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """What holds for every file of a run."""

    view: View = View.FINAL
    deal_size: float | None = None
    least: Severity = Severity.INFO
    """Findings below are left out of the reviews, and counted."""
    statistics: "Path | None" = None
    policy: "Path | None" = None
    playbook: "Path | None" = None
    """The user's own, for its side alone."""
    deals: "tuple[OwnDeal, ...] | None" = None
    """The user's own deals; None without a history."""
    deals_of: tuple[Side, str] | None = None
    """Whose deals they are: side and account. Nobody else's file is compared with them."""
    asking: "Asking | None" = None
    """How a reviewer outside the program is asked; None where none is."""
    full_record: bool = False
    """Whether the record keeps names, requests and the contract's words too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to be reviewed by whoever is free."""

    key: str
    """Names the work: hexadecimal digits; the same for the same bytes, asked the same by the same program."""
    file: str
    data: bytes = field(repr=False)
    sides: tuple[Side, ...]
    category: str | None = None
    region: str | None = None
    account: str = ""
    answers: "Mapping[str, Exchange]" = field(default_factory=dict, repr=False)
    """What a service has answered so far, by the name of the question; without the bytes of the questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A finding in brief."""

    severity: Severity
    kind: str
    clause_type: str
    title: str
    clause: str = ""
    """Number of its clause as displayed, where it has one."""
    quote: str = ""
    """The first words of what it quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was found for one side."""

    side: Side
    points: tuple[Point, ...] = ()
    """In the order of the review."""
    summary: str = ""
    reviewer: str = ""
    unread: int = 0
    """Clauses that a reviewer was asked about and gave no usable verdict on."""
    cost_usd: float = 0.0

    @property
    def worst(self) -> Severity | None:
        """The gravest severity; None where nothing was found."""
        return max((point.severity for point in self.points), key=lambda one: one.rank, default=None)

    def count(self, severity: Severity) -> int:
        """How many findings are of a severity."""
        return sum(point.severity is severity for point in self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one file, without its reviews: a row of the results, but for the file's name."""

    outcome: Outcome
    why: str = ""
    """What went wrong, one line; empty for a file that was reviewed whole by everybody who was asked."""
    hint: str = ""
    """What to do about it, one line."""
    fault: str = ""
    """The kind of fault: "EncryptedFile"; causes are counted by it."""
    sha256: str = ""
    size: int = 0
    """In bytes."""
    format: str = ""
    pages: int | None = None
    words: int = 0
    title: str = ""
    category: str = ""
    category_detected: bool = False
    region: str = ""
    scan: Verdict | None = None
    """What the file hides; None where it was not read."""
    judged: tuple[Judged, ...] = ()
    """In the order of the sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A question that a service must answer before a file is done."""

    side: Side
    body: bytes
    run: int
    clauses: tuple[str, ...]
    turn: int = 1
    """1 when it is asked first; one more each time that it is asked again in the same words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a worker gives back for a task."""

    key: str
    result: Result
    reports: tuple[tuple[Side, str], ...] = ()
    """The reviews as JSON, as `review --format json` writes them."""
    records: tuple[Mapping[str, Any], ...] = ()
    """For the record of reviews, one for each side."""
    wanted: tuple[Wanted, ...] = ()
    """Questions that must be answered first: nothing else is done then."""
    seconds: float = 0.0
    memory: int = 0
    """Bytes that the worker holds after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the results: one file that came in, and what became of it."""

    name: str
    account: str
    sides: tuple[Side, ...]
    result: Result
    reviews: tuple[tuple[Side, str], ...] = ()
    """Where the reviews are, relative to the results."""
    same_as: str = ""
    """The first file with the same bytes, asked the same, whose reviews these are; empty for that file itself."""
