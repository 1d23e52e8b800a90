"""The shapes of what JSON says of own deals: the private part of a review, and a history."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.model import Binds, Side
from clausecheck.report.schema_file import DESCRIBED


@with_config(DESCRIBED)
class AcceptedJson(TypedDict):
    """What one deal agreed, and when."""

    value: float | str
    date: str
    """Of the deal, ISO 8601; empty where it is not known."""


@with_config(DESCRIBED)
class OwnUsualJson(TypedDict):
    """What own deals say on one thing."""

    value: float | str
    """What most of them say; where no answer has a majority, the middle one of numbers."""
    unit: str
    """Of numbers; empty for words."""
    count: int
    """How many say so."""
    sampled: int
    """How many say anything on it."""
    majority: bool
    low: float | None
    high: float | None
    last: AcceptedJson
    """What was last accepted."""


@with_config(DESCRIBED)
class OwnFigureJson(TypedDict):
    """What own deals say on one value, or on one kind of clause, of the contract."""

    finding: str | None
    """The id of the finding that it belongs to; null where there is none on it."""
    clause: str | None
    """Null where the contract has no such clause."""
    clause_type: str
    term: str
    """Empty where whole clauses are compared, `direction` where it is whom they bind."""
    value: float | str
    """What the contract says: a number, a word, `present`, `absent`, or whom it binds."""
    unit: str
    usual: OwnUsualJson
    with_party: AcceptedJson | None
    """What was last accepted with the other party of this contract."""


@with_config(DESCRIBED)
class PrivateJson(TypedDict):
    """What the owner's own deals say of a contract. Nothing else in a review depends on it, so it can be dropped."""

    side: Side
    deals: int
    """How many own deals were compared with."""
    with_party: int
    """How many of those are with the other party of the contract."""
    figures: list[OwnFigureJson]


@with_config(DESCRIBED)
class OwnClauseJson(TypedDict):
    """A kind of clause that a deal has."""

    type: str
    direction: Binds


@with_config(DESCRIBED)
class OwnTermJson(TypedDict):
    """A value that a deal states, in the unit of the statistics."""

    name: str
    value: float | str
    unit: str
    binds: Binds


@with_config(DESCRIBED)
class DealJson(TypedDict):
    """One signed contract: what was agreed, without its text."""

    id: int
    name: str
    """The file's name without its folder."""
    sha256: str
    date: str
    category: str
    region: str
    own: str
    """The owner's name in the contract."""
    other: str
    """The other party's name."""
    partial: bool
    clauses: list[OwnClauseJson]
    terms: list[OwnTermJson]


@with_config(DESCRIBED)
class OwnSummaryJson(OwnUsualJson):
    """What own deals usually say on a term, or whether they have a kind of clause."""

    clause_type: str
    term: str
    """Empty for a kind of clause."""
    binds: Binds


@with_config(DESCRIBED)
class HistoryJson(TypedDict):
    """Everything that a history of own deals holds; private to its owner."""

    schema: Literal["clausecheck/history/1"]
    account: str
    side: Side
    usual: list[OwnSummaryJson]
    deals: list[DealJson]
