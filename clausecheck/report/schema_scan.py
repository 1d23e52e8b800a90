"""The shapes of a scan's JSON."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.model import ObservationCategory, Severity, Verdict
from clausecheck.report.schema_file import DESCRIBED, FileJson


@with_config(DESCRIBED)
class ObservationJson(TypedDict):
    """A difference between what a person sees and what a program reads, or words that address a reviewer."""

    category: ObservationCategory
    technique: str
    """How it is done: "docx.vanish", "pdf.covered"."""
    severity: Severity
    quote: str
    """The words as stored; characters that print nothing are written as U+XXXX."""
    page: int | None
    location: str
    """Where it is: "word/document.xml, after clause 9"."""
    clause: str | None
    """The id of the clause it stands in or after, as `parse` gives it; null for what is of the file."""
    explanation: str


@with_config(DESCRIBED)
class ScanJson(TypedDict):
    """What `clausecheck scan --format json` writes."""

    schema: Literal["clausecheck/scan/1"]
    document: FileJson
    verdict: Verdict
    """`hostile` where something is of high or critical severity, `partial` where not all of the file could be read,
    `notable` where something is of medium severity, else `clean`."""
    observations: list[ObservationJson]
    """The gravest first, then as the file runs."""
    not_read: list[str]
    """What could not be read, in words."""
