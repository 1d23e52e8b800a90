"""What a file hides: traces that readers meet, and observations that a scan makes of them."""

from dataclasses import dataclass
from enum import StrEnum

from clausecheck.model.finding import Severity


class ObservationCategory(StrEnum):
    """What kind of difference lies between what a person sees and what a program reads."""

    HIDDEN_TEXT = "hidden_text"
    """In the file, not visible."""
    UNPARSED_VISIBLE = "unparsed_visible"
    """Visible, outside the plain text flow."""
    TEXT_MISMATCH = "text_mismatch"
    """What is shown is not what is stored."""
    TRACKED_CHANGE = "tracked_change"
    COMMENT = "comment"
    ANNOTATION = "annotation"
    FORM_FIELD = "form_field"
    METADATA_TEXT = "metadata_text"
    ACTIVE_CONTENT = "active_content"
    """Scripts, macros, attachments, links to what lies outside the file."""
    UNICODE_TRICK = "unicode_trick"
    ENCODING = "encoding"
    OUTPUT_ESCAPE = "output_escape"
    """Would act in a terminal, a spreadsheet, HTML or Markdown."""
    INSTRUCTION_TO_REVIEWER = "instruction_to_reviewer"
    """Addresses whoever or whatever reviews the file."""
    NOISE_FLOOD = "noise_flood"
    STRUCTURE_CONFLICT = "structure_conflict"
    CROSS_REFERENCE = "cross_reference"
    RESOURCE_LIMIT = "resource_limit"
    UNREADABLE = "unreadable"


class Verdict(StrEnum):
    """What a scan comes to."""

    CLEAN = "clean"
    """Nothing above low."""
    NOTABLE = "notable"
    """Something of medium severity: a person should look at it."""
    PARTIAL = "partial"
    """Nothing hostile was seen, and not all of the file could be read."""
    HOSTILE = "hostile"
    """Something of high or critical severity: content is hidden from a person, or a model is addressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Something in a file that a person does not see or a program does not read: a fact, unjudged."""

    technique: str
    """How it is done: a key of `signs/techniques.toml`, such as "docx.vanish"."""
    quote: str
    """The words as stored, invisible characters and all; for a mismatch those that a program reads."""
    at: int | None = None
    """Offset into `Document.text` where it stands, or would stand if it were part of the text; None for what has no
    place there, such as a property of the file."""
    page: int | None = None
    part: str = ""
    """The part of the file: "word/document.xml"; empty where the format has no parts."""
    detail: str = ""
    """What was measured, a sentence without its full stop: "the letters are white on white"."""
    shown: str = ""
    """For a mismatch: what a person sees in place of the quote."""
    usual: str = ""
    """The ordinary reason for it, where there is one: "the anchor of an electronic signature". Such a trace is never
    more than information."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A trace, judged."""

    category: ObservationCategory
    technique: str
    severity: Severity
    quote: str
    """As of a trace. Whoever shows it makes it safe first."""
    page: int | None
    location: str
    """Where it is, for a person: "word/document.xml, after clause 9"; never empty."""
    explanation: str
    """Plain sentences: what it is, why it matters and what was measured."""
    clause_id: str | None = None
    """The clause it stands in or after."""
    at: int | None = None
    """As of a trace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """All that a file hides."""

    verdict: Verdict = Verdict.CLEAN
    observations: tuple[Observation, ...] = ()
    """The gravest first, then as the file runs."""
