"""The shape of what a review discloses of itself as JSON."""

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.context.schema import MadeByJson
from clausecheck.model import Redaction
from clausecheck.report.schema_file import DESCRIBED


@with_config(DESCRIBED)
class SentJson(TypedDict):
    """What left the program."""

    to: str
    """Where it went: the host of a service, or a program on this machine."""
    clauses: int
    """How many clauses were asked about in what was sent."""
    of: int
    """How many clauses with words the contract has."""
    requests: int
    """How often something was sent, second tries included."""
    replaced: list[Redaction]
    """Kinds of names and numbers that were replaced before; what was not recognised was sent as it stands."""
    left: list[str]
    """Words that were sent and may be names or numbers of these kinds: the first of them, for a person to look at."""
    left_count: int
    """How many such words there are."""


@with_config(DESCRIBED)
class DisclosureJson(TypedDict):
    """That a program advised, with which data, and what was sent where."""

    statement: str
    """All of it in plain words."""
    program: str
    reviewer: MadeByJson | None
    """Who was asked besides the program's own statistics and rules; null where nobody was."""
    statistics: str
    as_of: str
    sources: list[str]
    """Whose contracts were counted."""
    sent: SentJson | None
    """Null where nothing was sent anywhere."""
