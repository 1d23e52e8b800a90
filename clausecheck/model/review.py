"""What a reviewer is given and answers, and the result of a review."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from clausecheck.model.asking import Exchange, Opinion, Redacted
from clausecheck.model.contract import Contract
from clausecheck.model.finding import CanGive, Finding, Severity, Trade
from clausecheck.model.sample import Cell
from clausecheck.model.scan import Scan
from clausecheck.model.sides import Side
from clausecheck.model.statistics import Deviation

if TYPE_CHECKING:
    from clausecheck.model.history import PrivateContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Claims that were not accepted, counted by reason."""

    reason: str
    count: int
    clauses: tuple[str, ...] = ()
    """Ids of the clauses concerned, in reading order; at most 20."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a review cost."""

    input_tokens: int = 0
    """With what was written to and read from the service's cache."""
    output_tokens: int = 0
    cost_usd: float = 0.0
    """An estimate by the shipped list prices."""
    seconds: float = 0.0
    written_tokens: int = 0
    """Of the input: what was written to the cache."""
    cached_tokens: int = 0
    """Of the input: what was read from the cache."""
    requests: int = 0
    """How many questions were answered, or begun to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerInfo:
    """Who reviewed."""

    name: str
    version: str
    model: str | None = None
    maker: str
    """Who made it: of a model, the company whose model was asked."""


class Reach(StrEnum):
    """Who is given a dataset."""

    BOTH = "both"
    """Either side, byte for byte the same."""
    SIDE = "side"
    """The side that is reviewed for; it ships with the program, so that anyone can read it."""
    OWNER = "owner"
    """Its owner alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Something that shaped a review, as its manifest lists it."""

    name: str
    reach: Reach
    version: str = ""
    rows: int | None = None
    """How many entries; None where it has none that can be counted."""
    sources: tuple[str, ...] = ()
    """`Source.id` of those that its rows name."""
    digest: str | None = None
    """"sha256:" and hexadecimal digits; None of what is private."""

    def __post_init__(self) -> None:
        if (self.digest is None) is not (self.reach is Reach.OWNER):
            raise ValueError(f"{self.name}: what is shared has a digest, what is private has none")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedContext:
    """The statistics that both sides are served, byte for byte the same. It knows no side."""

    digest: str
    """"sha256:" and the hexadecimal digest of `canonical`."""
    canonical: bytes
    """Canonical JSON: sorted keys, no spaces, UTF-8."""
    cell: Cell
    statistics: str
    """The id and number of the release of the statistics."""
    statistics_digest: str
    """"sha256:" and the hexadecimal digest of their file."""
    as_of: str
    policy: str
    """The id and version of the policy that says what is served."""
    policy_digest: str
    """"sha256:" and the hexadecimal digest of its settings."""
    sources: tuple[str, ...]
    """Titles of the sources whose contracts were counted: who supplied the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """That the rules find something in a clause for the one side or the other; it does not say for which."""

    clause_id: str
    clause_type: str
    severity: Severity
    """For the side that it matters to more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest:
    """What a reviewer is given."""

    contract: Contract
    side: Side
    category: str
    region: str | None
    """As the user gave it; `shared.cell` has its code."""
    deviations: tuple[Deviation, ...]
    shared: SharedContext
    findings: tuple[Finding, ...] = ()
    """What statistics and rules have found already; a reviewer may add to it, never remove from it."""
    flags: tuple[Flag, ...] = ()
    """What the rules find for either side: the same for both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerAnswer:
    """What a reviewer returns. Findings are placed and quoted already."""

    reviewer: ReviewerInfo
    findings: tuple[Finding, ...] = ()
    can_give: tuple[CanGive, ...] = ()
    trades: tuple[Trade, ...] = ()
    summary: str = ""
    dropped: tuple[Dropped, ...] = ()
    unread: tuple[str, ...] = ()
    """Ids of clauses that the reviewer was asked about and gave no usable verdict on."""
    asked: tuple[str, ...] = ()
    """Ids of the clauses that a reviewer outside this program was to judge, in reading order."""
    opinions: tuple[Opinion, ...] = ()
    """On findings of the request."""
    exchanges: tuple[Exchange, ...] = ()
    """What was asked and answered, for the record."""
    redacted: Redacted | None = None
    """What was replaced in what was sent; None where nothing was to be."""
    sent_to: str = ""
    """Where the questions went: "api.anthropic.com", "a program on this machine"; empty where nothing was sent."""
    notes: tuple[str, ...] = ()
    """Plain sentences on what went wrong, for the report: a service's fault, a limit that was met."""
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One contract reviewed for one side."""

    contract: Contract
    side: Side
    category: str
    category_detected: bool
    """True where the category was guessed, not chosen."""
    region: str | None
    reviewer: ReviewerInfo
    shared: SharedContext
    findings: tuple[Finding, ...]
    """By severity, then in reading order."""
    can_give: tuple[CanGive, ...]
    trades: tuple[Trade, ...]
    summary: str
    unread: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    notes: tuple[str, ...]
    usage: Usage
    usual_clauses: int
    """How many clauses of the body and annexes have no finding of low or higher severity."""
    compared_clauses: int
    scan: Scan = field(default_factory=Scan)
    """What the file hides."""
    asked: tuple[str, ...] = ()
    """Ids of the clauses that a reviewer outside this program was to judge; empty where none was asked."""
    exchanges: tuple[Exchange, ...] = ()
    """What was asked and answered, for the record; no output but the record shows it."""
    redacted: Redacted | None = None
    """As of the answer."""
    sent_to: str = ""
    """As of the answer."""
    deal_size: float | None = None
    """What the deal is worth, as the user gave it."""
    mirror: "tuple[Finding, ...] | None" = None
    """What a reviewer for the other side would raise, from shared data alone; None where that was not asked for."""
    own_rules: int = 0
    """How many entries the user's own playbook has that it was made with; 0 without one."""
    private: "PrivateContext | None" = None
    """What the user's own deals say of it; None without a history. Joined when all else is made."""
