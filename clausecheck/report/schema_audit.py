"""The shapes of what is said of the record of reviews as JSON."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.audit.shape import RecordJson
from clausecheck.report.schema_file import DESCRIBED


@with_config(DESCRIBED)
class FaultJson(TypedDict):
    """The first line that is not as it was written."""

    line: int
    """Of the file, counted from 1."""
    record: int
    """The number that the record in this place has or should have."""
    what: Literal["changed", "moved", "torn", "missing", "rewritten"]
    why: str


@with_config(DESCRIBED)
class AuditVerifyJson(TypedDict):
    """What checking a record has shown."""

    schema: Literal["clausecheck/audit-verify/1"]
    intact: bool
    records: int
    """How many follow on one another from the first, up to the fault where there is one."""
    hash: str
    """Of the last of them."""
    torn: list[int]
    """Lines that an interrupted writer left; they hold no record."""
    anchored: bool
    """Whether it was compared with an anchor; without one, a cut end and a record made anew cannot be told."""
    fault: FaultJson | None


@with_config(DESCRIBED)
class EntryJson(TypedDict):
    """One record with its place."""

    number: int
    hash: str
    record: RecordJson


@with_config(DESCRIBED)
class AuditShowJson(TypedDict):
    """Records, and whether they are as they were written."""

    schema: Literal["clausecheck/audit-show/1"]
    intact: bool
    fault: FaultJson | None
    records: list[EntryJson]


@with_config(DESCRIBED)
class AuditReplayJson(TypedDict):
    """Whether a review that was made again is the same."""

    schema: Literal["clausecheck/audit-replay/1"]
    number: int
    hash: str
    same: bool
    """The JSON report is the same, byte for byte."""
    then: str
    """The digest of the report in the record."""
    now: str
    """The digest of the report that was made again."""
    why: list[str]
    """What was not as it was then."""
