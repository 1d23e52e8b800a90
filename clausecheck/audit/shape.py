"""The shapes of a record and of its lines. Imported where a schema is printed or a record is read."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field, with_config
from typing_extensions import TypedDict

from clausecheck.context.schema import READ, Digest, MadeByJson, SharedContextJson
from clausecheck.model import Origin, Redaction, Scope, Service, Severity, Side, View

Count = Annotated[int, Field(ge=0)]
Number = Annotated[float, Field(ge=0, allow_inf_nan=False, strict=False)]
Reference = tuple[Count, Count] | tuple[Count, Count, Literal["json", "ascii"]]
"""Words of the document, by their offsets in its text: as they stand there, or written as in a JSON text, with all
other than ASCII characters escaped as well."""
Words = list[str | Reference]
"""A text: what stands in the document too is a reference to it."""


@with_config(READ)
class CodeJson(TypedDict):
    """A kind of notice, with how many there were."""

    code: str
    count: Count


@with_config(READ)
class DocumentJson(TypedDict):
    """What was read."""

    sha256: str | None
    """Of the file's bytes; null where they could not be read."""
    name: str | None
    """Kept with --audit-full alone."""
    format: str | None
    view: View
    characters: Count
    words: Count
    pages: Count | None
    clauses: Count
    """Those with words of their own."""
    partial: bool
    """Words of the file were not read."""
    notices: list[CodeJson]


@with_config(READ)
class SettingsJson(TypedDict):
    """What the user asked for."""

    side: Side
    category: str | None
    """As it was used; null where nothing was reviewed."""
    category_detected: bool
    region: str | None
    deal_size: Number | None
    min_severity: Severity
    fail_on: str | None
    mirror: bool
    message: bool
    reviewer: str
    """As asked for; of a command its kind alone."""
    offline: bool
    service: Service
    ask: Scope
    runs: Count
    max_cost: Number | None
    max_time: Number | None
    batches: bool
    redact: list[Redaction]
    give_private: bool


@with_config(READ)
class SealedJson(TypedDict):
    """Something of the user's own: how much there was, and a digest that nobody can compare without having it."""

    count: Count
    salt: str
    digest: Digest
    """Of the salt followed by what it was."""


@with_config(READ)
class DroppedJson(TypedDict):
    """Claims that were not accepted."""

    reason: str
    count: Count
    clauses: list[str]


@with_config(READ)
class ExchangeJson(TypedDict):
    """One question, after all tries, and what came back."""

    request: Digest
    """Of all that was sent, or would have been."""
    body: str | None
    """What the digest is of; kept with --audit-full alone."""
    bytes: Count
    clauses: list[str]
    run: Count
    tries: Count
    """0 where it was never sent."""
    answer: Words
    stop_reason: str
    trouble: Words
    """Why there is no answer."""
    input_tokens: Count
    written_tokens: Count
    cached_tokens: Count
    output_tokens: Count
    max_tokens: Count
    began: Number
    seconds: Number


@with_config(READ)
class RedactedJson(TypedDict):
    """What was replaced before anything was sent."""

    replaced: dict[Redaction, Count]
    uncovered: list[Redaction]
    left: Count
    """Words that were sent and look like a name or a number."""


@with_config(READ)
class FoundJson(TypedDict):
    """Findings, by who made them and how grave they are."""

    origin: Origin
    severity: Severity
    count: Count


@with_config(READ)
class UsageJson(TypedDict):
    """What asking cost."""

    input_tokens: Count
    output_tokens: Count
    cost_usd: Number


@with_config(READ)
class ReportJson(TypedDict):
    """The whole JSON report, as `--format json` writes it."""

    digest: Digest
    bytes: Count


@with_config(READ)
class ReviewedJson(TypedDict):
    """How the review was made, and what came of it."""

    reviewer: MadeByJson
    shared_context: SharedContextJson
    playbooks: Digest
    """Of the shipped rules: names and digests of their files."""
    own_deals: SealedJson | None
    own_playbook: SealedJson | None
    asked: list[str]
    """Ids of the clauses that a reviewer outside the program was to judge."""
    unread: list[str]
    dropped: list[DroppedJson]
    notes: list[Words]
    sent_to: str
    redacted: RedactedJson | None
    exchanges: list[ExchangeJson]
    findings: list[FoundJson]
    usage: UsageJson
    report: ReportJson


@with_config(READ)
class RecordJson(TypedDict):
    """One review, or what became of it."""

    schema: Literal["clausecheck/audit/1"]
    program: str
    started: str
    """UTC, ISO 8601."""
    seconds: Number
    outcome: Literal["reviewed", "partial", "failed", "interrupted"]
    exit_code: Count
    error: str | None
    """The kind of fault."""
    document: DocumentJson
    settings: SettingsJson
    review: ReviewedJson | None
    unfinished: list[ExchangeJson]
    """What was asked and answered by then, in the order of the answers, where the review did not come to its end."""


@with_config(READ)
class TornJson(TypedDict):
    """What an interrupted writer left before a line."""

    bytes: Count
    digest: Digest


@with_config(READ)
class LineJson(TypedDict):
    """One line of the record of reviews."""

    count: Annotated[int, Field(ge=1)]
    """1, 2, …"""
    previous: str
    """The `hash` of the line before; empty in the first."""
    record: RecordJson
    hash: Digest
    """Of the line in canonical form without this field."""
    torn: NotRequired[TornJson]


@with_config(READ)
class AnchorJson(TypedDict):
    """The end of a record, kept elsewhere."""

    schema: Literal["clausecheck/anchor/1"]
    count: Annotated[int, Field(ge=1)]
    """How many records there are."""
    hash: Digest
    """Of the last one."""
