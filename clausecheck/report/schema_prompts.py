"""The shape of what `prompts list` writes as JSON."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.report.schema_file import DESCRIBED


@with_config(DESCRIBED)
class PromptJson(TypedDict):
    """One version of a prompt."""

    name: str
    """`frame`, `seller` or `buyer`."""
    version: int
    current: bool
    """The highest version is the one in use."""
    digest: str
    """SHA-256 of its text with plain line ends."""
    state: Literal["released", "changed", "own"]
    """`released`: as it was released with the program; `changed`: of that name, with another text; `own`: of a version
    that was never released."""
    placeholders: list[str]


@with_config(DESCRIBED)
class PromptsJson(TypedDict):
    """The prompts in a folder."""

    schema: Literal["clausecheck/prompts/1"]
    folder: str
    """Its name alone; "shipped" for those that come with the program."""
    version: str
    """Names the set in use, as in a report."""
    prompts: list[PromptJson]
    """By name, the oldest first."""
