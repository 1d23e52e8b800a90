"""The shape of what `stats check` writes as JSON."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.report.schema_file import DESCRIBED


@with_config(DESCRIBED)
class ViolationJson(TypedDict):
    """Something wrong in a file of statistics."""

    table: str
    """Empty where it is about the whole file."""
    row: int
    """Counted from 1; 0 where it is about the whole table."""
    about: str
    """The row in words: its type or term, and its cell."""
    message: str


@with_config(DESCRIBED)
class CheckJson(TypedDict):
    """A file of statistics that was looked at in full."""

    schema: Literal["clausecheck/check/1"]
    file: str
    """Its name, without its folder."""
    digest: str
    """Of the file's bytes."""
    name: str
    """Id and number of the release."""
    rows: int
    violations: list[ViolationJson]
    """Everything that is wrong, by table and row; empty where nothing is."""
    warnings: list[str]
    """What is allowed but must be known: weaker settings of disclosure control than usual."""
