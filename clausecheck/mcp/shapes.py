"""The shapes of the results, from which their JSON Schemas are made; most parts are those of the program's own JSON."""

from typing import Any

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.context.schema import MadeByJson, Table
from clausecheck.model import (
    Confidence,
    Favors,
    FindingKind,
    ObservationCategory,
    Origin,
    Part,
    Severity,
    Side,
    Verdict,
)
from clausecheck.report.schema import NormJson, TermJson, TypeJson
from clausecheck.report.schema_figures import (
    ClauseFiguresJson,
    FigureSourceJson,
    NameFiguresJson,
    PublishedFigureJson,
    TermFiguresJson,
)
from clausecheck.report.schema_file import DESCRIBED, DocumentJson, NoticeJson
from clausecheck.report.schema_limits import ReferenceJson
from clausecheck.report.schema_review import CanGiveJson, DroppedJson, FindingJson, TradeJson, UsageJson


@with_config(DESCRIBED)
class LineJson(TypedDict):
    """A clause in the outline."""

    id: str
    number: str
    """With the numbers above it: "7.2(a)"."""
    heading: str
    level: int
    """1 is a top-level clause."""
    part: Part
    types: list[str]
    """What it is, where that is decided."""
    words: int
    """Of its own text, without the clauses under it."""


@with_config(DESCRIBED)
class OutlineJson(TypedDict):
    """What a contract is, and its clauses without their texts."""

    note: str
    document: DocumentJson
    notices: list[NoticeJson]
    """What went wrong in reading, or is odd in the contract's order; on the first page."""
    more_notices: int
    """How many are left out for want of room."""
    clauses: list[LineJson]
    total: int
    """How many clauses there are."""
    next: int | None
    """The `start` of the next page; null at the end."""


@with_config(DESCRIBED)
class ClauseTextJson(TypedDict):
    """One clause in full."""

    note: str
    id: str
    number: str
    heading: str
    level: int
    parent: str | None
    part: Part
    page: int | None
    text: str
    """Its own words from `start` on, without those of the clauses under it."""
    characters: int
    """How long the whole text is."""
    next: int | None
    """The `start` of the rest; null at the end."""
    under: list[str]
    """Ids of the clauses right under it."""
    types: list[TypeJson]
    terms: list[TermJson]
    """The values in it."""
    norms: list[NormJson]
    """What it binds whom to, or lets whom do."""
    references: list[ReferenceJson]
    defined: list[str]
    """The defined terms that it uses."""
    left_out: int
    """How many of those are left out for want of room; all of them after the first page."""


@with_config(DESCRIBED)
class BriefJson(TypedDict):
    """A finding in brief."""

    id: str
    severity: Severity
    """How much it matters to the chosen side."""
    confidence: Confidence
    favors: Favors
    kind: FindingKind
    clause: str | None
    """The id of its clause; null for a clause that is missing."""
    number: str
    clause_type: str
    origin: Origin
    opinion: Severity | None
    """How a model rates a finding that it did not make; null where none was asked."""
    title: str
    ask: str
    """What to ask for."""


@with_config(DESCRIBED)
class ServedJson(TypedDict):
    """The figures that both sides are served."""

    digest: str
    statistics: str
    as_of: str
    policy: str


@with_config(DESCRIBED)
class ReviewedJson(TypedDict):
    """A contract reviewed for one side, in brief."""

    note: str
    review: str
    """What `finding` is asked with."""
    file: str
    sha256: str
    partial: bool
    """Words of the file could not be read: no review of the whole contract."""
    side: Side
    category: str
    category_detected: bool
    """The category was guessed, not chosen."""
    reviewer: MadeByJson
    shared_context: ServedJson
    summary: str
    severities: dict[str, int]
    """How many findings there are of each severity."""
    findings: list[BriefJson]
    """By severity, then in reading order."""
    next: int | None
    """The `start` of the next page; null at the end."""
    can_give: list[CanGiveJson]
    """Clauses that are good for the chosen side and may be traded; on the first page, as many as there is
    room for."""
    notes: list[str]
    """What went wrong, or must be known; on the first page."""
    unread: list[str]
    """Ids of clauses that a model was asked about without a usable answer; on the first page, as
    many as there is room for."""
    dropped: list[DroppedJson]
    """Claims of a model that were not accepted."""
    usage: UsageJson
    disclosure: str
    """That a program advised, with which data, and what was sent where."""


@with_config(DESCRIBED)
class WholeFindingJson(TypedDict):
    """One finding in full, with what could be offered for it."""

    note: str
    review: str
    finding: FindingJson
    trades: list[TradeJson]


@with_config(DESCRIBED)
class ConcealedJson(TypedDict):
    """Something that a file hides, without its words."""

    category: ObservationCategory
    technique: str
    severity: Severity
    title: str
    """What it is, in plain words."""
    words: int
    """How many words it has."""
    page: int | None
    location: str
    """Where it is: "word/document.xml, after clause 9"."""
    clause: str | None
    """The id of the clause it stands in or after."""


@with_config(DESCRIBED)
class ScannedFileJson(TypedDict):
    """What a file hides from a human reader, and whether it addresses a model."""

    note: str
    file: str
    sha256: str
    verdict: Verdict
    observations: list[ConcealedJson]
    """The gravest first."""
    total: int
    next: int | None
    """The `start` of the next page; null at the end."""
    not_read: list[str]
    """What of the file could not be read; on the first page."""


@with_config(DESCRIBED)
class FiguresPageJson(TypedDict):
    """Counted figures on a clause type or a term."""

    name: str
    category: str
    region: str
    """ISO 3166; empty for everywhere."""
    statistics: str
    statistics_digest: str
    policy: str
    currency: str
    as_of: str
    found: bool
    """Whether there is any figure."""
    withheld: bool
    """Whether the policy serves none on it, whatever was counted."""
    known: list[str]
    """Without a name: the clause types and terms that there are figures on."""
    clauses: list[ClauseFiguresJson]
    terms: list[TermFiguresJson]
    names: list[NameFiguresJson]
    published: list[PublishedFigureJson]
    sources: list[FigureSourceJson]
    next: int | None
    """The `start` of the next page; null at the end."""


@with_config(DESCRIBED)
class ContextPageJson(TypedDict):
    """What both sides are served, the same for either: its digest, and some rows."""

    digest: str
    """Of the whole shared context in canonical form; equal for both sides."""
    statistics: str
    statistics_digest: str
    as_of: str
    policy: str
    policy_digest: str
    sources: list[str]
    category: str
    region: str
    rows: dict[Table, int]
    """How many rows each table has."""
    table: Table | None
    slice: list[dict[str, Any]]
    """Rows of the table from `start` on, as they stand in the statistics; empty without a table."""
    next: int | None
    """The `start` of the next page; null at the end."""
