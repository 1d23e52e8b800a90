"""Something unusual, at a place, with what makes it grave, what to ask for and what to offer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from clausecheck.model.document import Span
from clausecheck.model.statistics import Evidence

if TYPE_CHECKING:
    from clausecheck.model.asking import Agreement, Opinion


class Severity(StrEnum):
    """How much a finding matters to the chosen side, ascending by `rank`."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for info to 4 for critical."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Confidence(StrEnum):
    """How sure the program is of a finding, whatever its severity."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Favors(StrEnum):
    """Whom the flagged words favour."""

    SELLER = "seller"
    BUYER = "buyer"
    NEITHER = "neither"


class FindingKind(StrEnum):
    """What is unusual."""

    UNUSUAL_VALUE = "unusual_value"
    UNUSUAL_WORDING = "unusual_wording"
    ONE_SIDED = "one_sided"
    RARE_CLAUSE = "rare_clause"
    MISSING_CLAUSE = "missing_clause"
    INCONSISTENT = "inconsistent"
    HIDDEN_CONTENT = "hidden_content"


class Origin(StrEnum):
    """Who made a finding."""

    STATISTICS = "statistics"
    RULES = "rules"
    MODEL = "model"


class Priority(StrEnum):
    """How hard to push."""

    MUST = "must"
    SHOULD = "should"
    NICE = "nice"


class Factor(StrEnum):
    """What makes a finding grave."""

    MONEY = "money"
    """How much money is at stake."""
    LIKELIHOOD = "likelihood"
    """How likely it is that the words are ever used."""
    DISTANCE = "distance"
    """How far they are from the usual."""
    IRREVERSIBILITY = "irreversibility"
    """How hard the harm is to undo."""
    CONTEST = "contest"
    """How hard the topic is usually fought over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """One factor of a severity."""

    factor: Factor
    level: int
    """0 none, 1 little, 2 much, 3 very much."""
    weight: float
    """How much a level counts."""
    why: str
    """Plain words: what this level stands for here."""


class Step(StrEnum):
    """The steps of a negotiation."""

    ASK = "ask"
    FALLBACK = "fallback"
    WALK_AWAY = "walk_away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where one step of a negotiation stands among other contracts."""

    step: Step
    words: str
    """"30 days is the median"; never without the evidence beside it."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookLine:
    """The line of a playbook, the user's own or a shipped one, that a finding comes from or that accepts it."""

    file: str
    """The file's name, without its folder; of a shipped one "playbooks/seller.toml"."""
    line: int
    rule: str
    """What the rule is about: "payment_days", "non_compete"."""
    step: Step | None
    """The step that the contract is beyond; None where it is within what the playbook accepts."""
    text: str
    """The line's words in brief: "walk away above 60 days"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """What to ask for, what to settle for, and words to paste."""

    priority: Priority
    ask: str
    fallback: str
    walk_away: str
    proposed_text: str
    reason: str
    """A reason that the other side can accept."""
    placed: tuple[Placement, ...] = ()
    """Where ask, fallback and walk-away stand in the market, where a sample tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something unusual, at a place: a clause with its quote, a counted absence, or a location that hides something."""

    id: str
    """"f" and six hexadecimal digits, from kind, type, place and rule: the same input gives the same id."""
    kind: FindingKind
    severity: Severity
    confidence: Confidence
    favors: Favors
    clause_id: str | None
    """None for a missing clause, and for hidden content that stands in no clause."""
    clause_type: str
    title: str
    explanation: str
    quote: str
    """`document.text[span.start:span.end]`; for hidden content the words as stored, which need not be part of the text.
    Empty only for a missing clause, and for hidden content without words."""
    span: Span | None
    origin: Origin
    rule: str = ""
    """The id of the rule that made it."""
    location: str = ""
    """Where hidden content is, in words: "word/document.xml, after clause 9"; empty for any other kind."""
    evidence: tuple[Evidence, ...] = ()
    negotiation: Negotiation | None = None
    factors: tuple[Weighing, ...] = ()
    """What its severity was made from; empty where no rule made it, and where it harms the chosen side in nothing."""
    weighed: str = ""
    """What the factors come to, in words: "27 points, high from 25 up"."""
    playbook: PlaybookLine | None = None
    """The line of a playbook that fired, or that accepts what was found."""
    money: tuple[str, ...] = ()
    """What the words come to in money at the size of the deal, with the arithmetic; empty where no size was given."""
    opinion: "Opinion | None" = None
    """What a model says of it, where it was asked; the finding stays as it is."""
    agreement: "Agreement | None" = None
    """In how many runs a model found it; None for what no model found, and where it was asked once."""

    def __post_init__(self) -> None:
        placed = self.clause_id is not None and self.span is not None and bool(self.quote)
        absent = self.kind is FindingKind.MISSING_CLAUSE and not self.quote
        hidden = self.kind is FindingKind.HIDDEN_CONTENT and bool(self.location)
        if not (placed or absent or hidden):
            raise ValueError(f"finding {self.title!r} has no place: it needs a clause and a quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class CanGive:
    """A clause that is good for the chosen side and may be traded."""

    clause_id: str
    clause_type: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """Something to offer for something to ask: cheap for the chosen side, and usually wanted by the other."""

    finding_id: str
    """What is asked for."""
    clause_id: str | None
    """The clause that is given up or softened; None for an offer that no clause holds yet."""
    clause_type: str
    offer: str
    """What to offer, in plain words: "Help with handing over at the end."."""
    reason: str
    """Why it is cheap for the one and wanted by the other."""
