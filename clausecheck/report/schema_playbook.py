"""The shape of what `playbook check` writes as JSON."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.model import Priority, Side
from clausecheck.report.schema_file import DESCRIBED


@with_config(DESCRIBED)
class RuleJson(TypedDict):
    """One entry of a playbook."""

    line: int
    """Where it begins."""
    table: Literal["term", "clause", "position"]
    about: str
    """A value, a clause type or a topic: `payment_days`, `non_compete`."""
    priority: Priority | None
    """Null for a topic."""
    says: str
    """All of it in plain words."""


@with_config(DESCRIBED)
class ProblemJson(TypedDict):
    """Something that is wrong in a playbook."""

    line: int
    message: str


@with_config(DESCRIBED)
class PlaybookJson(TypedDict):
    """A playbook that was looked at in full."""

    schema: Literal["clausecheck/playbook/1"]
    file: str
    """Its name, without its folder."""
    side: Side | None
    """Null where it could not be read."""
    rules: list[RuleJson]
    """By line; those that are wrong may be left out."""
    problems: list[ProblemJson]
    """Everything that is wrong, by line; empty where nothing is."""
