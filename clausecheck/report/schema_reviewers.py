"""The shapes of what `reviewers list` and `reviewers test` write as JSON."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.model.known import Kind, State
from clausecheck.report.schema_file import DESCRIBED


@with_config(DESCRIBED)
class KnownReviewerJson(TypedDict):
    """A reviewer that `--reviewer` can choose."""

    name: str
    kind: Kind
    version: str
    maker: str
    needs: str
    """In plain words; empty where it says nothing."""
    ready: bool
    fault: str
    """Why it cannot be chosen now; empty where it can."""


@with_config(DESCRIBED)
class ReviewersJson(TypedDict):
    """The reviewers that can be chosen. A program of one's own needs no entry: `command:PROGRAM` names it."""

    schema: Literal["clausecheck/reviewers/1"]
    reviewers: list[KnownReviewerJson]


@with_config(DESCRIBED)
class TriedJson(TypedDict):
    """Who was tried."""

    name: str
    version: str
    model: str | None
    maker: str


@with_config(DESCRIBED)
class CheckedJson(TypedDict):
    """One thing that a reviewer is held to."""

    id: str
    title: str
    state: State
    """`not_shown`: the reviewer said nothing that it could be seen by."""
    required: bool
    """Whether a reviewer that fails it does not conform."""
    told: str
    """What was seen, in plain words with counts."""


@with_config(DESCRIBED)
class ConformanceJson(TypedDict):
    """What a trial of a reviewer has shown."""

    schema: Literal["clausecheck/conformance/1"]
    reviewer: TriedJson
    conforms: bool
    contracts: int
    findings: int
    """How many of its findings hold."""
    cost_usd: float
    checks: list[CheckedJson]
