"""The shape of a comparison of two files' shared context as JSON."""

from typing import Any, Literal

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.context.parity import State
from clausecheck.context.record import Kind
from clausecheck.report.schema_file import DESCRIBED


@with_config(DESCRIBED)
class CheckedJson(TypedDict):
    """One of the two files, and what making its digest again has shown."""

    file: str
    """Its name, without the folder."""
    kind: Kind
    side: str | None
    digest: str
    """As it stands in the file."""
    statistics: str
    policy: str
    cell: dict[str, str]
    state: State
    """`recomputed`: it is the digest of what the statistics at hand serve. `wrong`: it is not. `unknown`: that cannot
    be told here."""
    reason: str


@with_config(DESCRIBED)
class DifferenceJson(TypedDict):
    """Something that the two files do not have in common."""

    what: str
    a: str
    b: str


@with_config(DESCRIBED)
class RowDifferenceJson(TypedDict):
    """A figure that the two were not served alike; null where one lacks it."""

    table: str
    row: dict[str, Any]
    """The fields that tell which figure it is."""
    a: dict[str, Any] | None
    b: dict[str, Any] | None


@with_config(DESCRIBED)
class PromptSectionJson(TypedDict):
    """A section of the two sides' prompts."""

    section: str
    seller_words: int
    buyer_words: int
    faults: list[str]
    """What is not equal in it; empty where it is equal."""


@with_config(DESCRIBED)
class ParityJson(TypedDict):
    """Whether two sides were served the same."""

    schema: Literal["clausecheck/parity/1"]
    equal: bool
    """Shared context and prompts are equal; else the exit code is 10."""
    shared_context_equal: bool
    prompts_equal: bool
    a: CheckedJson
    b: CheckedJson
    differences: list[DifferenceJson]
    rows: list[RowDifferenceJson]
    """Where what both were served is known, every figure that differs."""
    prompts: list[PromptSectionJson]
    notes: list[str]
