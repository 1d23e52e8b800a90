"""The shapes of the JSON outputs, in one place: code is checked against them, and JSON Schemas are made from them.

Imported when a schema is printed and by type checkers; writing JSON does not load it.
"""

from typing import Any, Final, Literal

from pydantic import TypeAdapter, with_config
from typing_extensions import TypedDict

from clausecheck.audit.shape import AnchorJson, LineJson
from clausecheck.context.schema import ContextJson, ManifestJson
from clausecheck.model import (
    Binds,
    NormKind,
    Part,
)
from clausecheck.report.schema_audit import AuditReplayJson, AuditShowJson, AuditVerifyJson
from clausecheck.report.schema_batch import BatchJson
from clausecheck.report.schema_check import CheckJson
from clausecheck.report.schema_estimate import EstimateJson
from clausecheck.report.schema_figures import FiguresJson
from clausecheck.report.schema_file import DESCRIBED, ChangeJson, CommentJson, DocumentJson, NoticeJson
from clausecheck.report.schema_limits import DefinitionJson, LiabilityJson, ReferenceJson, UseJson
from clausecheck.report.schema_parity import ParityJson
from clausecheck.report.schema_playbook import PlaybookJson
from clausecheck.report.schema_private import HistoryJson
from clausecheck.report.schema_prompts import PromptsJson
from clausecheck.report.schema_review import ReviewJson
from clausecheck.report.schema_reviewers import ConformanceJson, ReviewersJson
from clausecheck.report.schema_scan import ScanJson
from clausecheck.stats.schema import StatisticsJson


@with_config(DESCRIBED)
class TypeJson(TypedDict):
    """A clause type; 0.5 is the threshold of a decision."""

    id: str
    probability: float
    span: tuple[int, int] | None
    """The sentence of a longer clause that says it most plainly, in characters of the document's text; null where the
    whole clause says it, or its heading alone."""
    quote: str
    """The words at `span`; empty where that is null."""


@with_config(DESCRIBED)
class TermJson(TypedDict):
    """A value read from a clause."""

    name: str
    value: float | str
    unit: str
    quote: str
    span: tuple[int, int]
    binds: Binds
    mutual: bool | None
    """Whether the same holds for both sides; null where that cannot be told."""
    high: float | None
    """The upper end of a range, of which `value` is the lower."""
    bound: str
    """`at_least` or `at_most` where the number is said to be a limit."""
    choice: str
    """`lesser` or `greater` where that one of several values counts."""
    multiple: float | None
    """How many times the fees; with a look-back, `value` is their product."""
    look_back_months: float | None
    """The period whose fees are counted."""
    index: str
    """What a percentage is added to ("CPI", "prime rate"), or what alone sets it where `value` is `index`."""
    counted_from: str
    """What a period runs from: `invoice`, `receipt`, `month_end`, `quarter_end`, `delivery`, `notice`."""
    used_by: list[str]
    """Ids of the clauses that use it by a defined term."""


@with_config(DESCRIBED)
class NormJson(TypedDict):
    """What a sentence binds a party to, or lets it do."""

    kind: NormKind
    bearer: Binds
    """On whom it lies; of a right and of a cap, the side across from the one that gains."""
    beneficiary: Binds
    """Who gains: who may, who is protected; of all others, the side across."""
    mutual: bool
    quote: str
    """The words that make it; the whole sentence where they stand in the introduction of its list."""
    span: tuple[int, int]


@with_config(DESCRIBED)
class ClauseJson(TypedDict):
    """A clause of the tree, in reading order."""

    id: str
    number: str
    """As displayed, without a closing full stop; empty where there is none."""
    path: str
    """The number with those above it."""
    heading: str
    level: int
    """1 is a top-level clause."""
    parent: str | None
    part: Part
    text: str
    """Its own words, without its children's."""
    span: tuple[int, int]
    """Where the text stands, in characters of the document's text."""
    page: int | None
    paragraph: int
    """Counted from 1 in the file."""
    types: list[TypeJson]
    terms: list[TermJson]
    norms: list[NormJson]
    liability: list[LiabilityJson]
    """The limits of liability that it says, in their parts."""
    references: list[ReferenceJson]
    """The mentions of clauses and exhibits in its text."""
    uses: list[UseJson]
    """The defined terms in its text, with the definitions that hold there."""


@with_config(DESCRIBED)
class ParseJson(TypedDict):
    """The clause tree of a contract, with types, terms, references and definitions; no opinion."""

    schema: Literal["clausecheck/parse/1"]
    document: DocumentJson
    notices: list[NoticeJson]
    changes: list[ChangeJson]
    """Tracked changes, in reading order."""
    comments: list[CommentJson]
    clauses: list[ClauseJson]
    definitions: list[DefinitionJson]


_SHAPES: Final[dict[str, type[Any]]] = {
    "parse": ParseJson,
    "review": ReviewJson,
    "scan": ScanJson,
    "batch": BatchJson,
    "context": ContextJson,
    "history": HistoryJson,
    "manifest": ManifestJson,
    "parity": ParityJson,
    "figures": FiguresJson,
    "estimate": EstimateJson,
    "check": CheckJson,
    "playbook": PlaybookJson,
    "prompts": PromptsJson,
    "statistics": StatisticsJson,
    "reviewers": ReviewersJson,
    "conformance": ConformanceJson,
    "audit": LineJson,
    "audit-show": AuditShowJson,
    "audit-verify": AuditVerifyJson,
    "audit-replay": AuditReplayJson,
    "anchor": AnchorJson,
}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the output called `name`. Raises KeyError for an unknown one."""
    schema: dict[str, Any] = TypeAdapter(_SHAPES[name]).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"clausecheck/{name}/1", **schema}
