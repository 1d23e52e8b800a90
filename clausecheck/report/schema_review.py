"""The shapes of a review's JSON."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.context.schema import MadeByJson, SharedContextJson
from clausecheck.model import Confidence, Factor, Favors, FindingKind, Origin, Priority, Severity, Side, Step, Verdict
from clausecheck.report.schema_disclosure import DisclosureJson
from clausecheck.report.schema_file import DESCRIBED, ChangeJson, CommentJson, DocumentJson, NoticeJson
from clausecheck.report.schema_private import PrivateJson
from clausecheck.report.schema_scan import ObservationJson


@with_config(DESCRIBED)
class PlaceJson(TypedDict):
    """A clause by its place."""

    id: str
    number: str
    """The full path: "7.2(a)"."""
    heading: str
    page: int | None
    paragraph: int


@with_config(DESCRIBED)
class EvidenceJson(TypedDict):
    """A figure with its count, sample and source."""

    statement: str
    count: int
    sampled: int
    low: float
    """Lower end of the 95 % interval of count/sampled."""
    high: float
    percentile: tuple[int, int] | None
    """Shares of the sample strictly below the value, and at or below it, in per cent."""
    category: str
    """What the sample is of; may be a parent of the chosen category."""
    region: str
    """The region that the sample is of, by its ISO 3166 code; empty for all."""
    deal_size: str
    """The band of deal sizes that the sample is of; empty for all."""
    source: str
    as_of: str


@with_config(DESCRIBED)
class PlacementJson(TypedDict):
    """Where one step of a negotiation stands among other contracts."""

    step: Step
    words: str
    evidence: EvidenceJson


@with_config(DESCRIBED)
class NegotiationJson(TypedDict):
    """What to ask for, what to settle for, and words to paste."""

    priority: Priority
    ask: str
    fallback: str
    walk_away: str
    proposed_text: str
    reason: str
    placed: list[PlacementJson]
    """Where ask, fallback and walk-away stand in the market, where a sample tells."""


@with_config(DESCRIBED)
class WeighingJson(TypedDict):
    """One factor of a severity."""

    factor: Factor
    level: int
    """0 none, 1 little, 2 much, 3 very much."""
    weight: float
    why: str


@with_config(DESCRIBED)
class PlaybookLineJson(TypedDict):
    """The line of a playbook, the user's own or a shipped one, that a finding comes from or that accepts it."""

    file: str
    line: int
    rule: str
    step: Step | None
    """The step that the contract is beyond; null where it is within what the playbook accepts."""
    text: str


@with_config(DESCRIBED)
class AgreementJson(TypedDict):
    """In how many runs of the same questions something was said."""

    found: int
    runs: int


@with_config(DESCRIBED)
class OpinionJson(TypedDict):
    """What a model says of a finding that it did not make; the finding stays as it is."""

    severity: Severity
    why: str
    agreement: AgreementJson | None
    """Null where the question was asked once."""


@with_config(DESCRIBED)
class FindingJson(TypedDict):
    """Something unusual, at a place or as a counted absence."""

    id: str
    kind: FindingKind
    severity: Severity
    """How much it matters to the chosen side."""
    confidence: Confidence
    favors: Favors
    clause: PlaceJson | None
    """Null for a missing clause, and for hidden content that stands in no clause."""
    clause_type: str
    title: str
    explanation: str
    quote: str
    """The words as they stand in the file; of hidden content that is not part of the text, with characters that print
    nothing written as U+XXXX. Empty only for a missing clause, and for hidden content without words."""
    span: tuple[int, int] | None
    """Null where the words are not part of the text."""
    origin: Origin
    rule: str
    """The id of the rule that made it, or empty."""
    location: str
    """Where hidden content is; empty for any other kind."""
    evidence: list[EvidenceJson]
    negotiation: NegotiationJson | None
    factors: list[WeighingJson]
    """What the severity was made from; empty where no rule made it."""
    weighed: str
    """What the factors come to, in words."""
    playbook: PlaybookLineJson | None
    """The line of a playbook that fired, or that accepts what was found."""
    money: list[str]
    """What the words come to in money at the given size of the deal, with the arithmetic."""
    opinion: OpinionJson | None
    """What a model says of it, where one was asked."""
    agreement: AgreementJson | None
    """In how many runs a model found it; null for what no model found, and where it was asked once."""


@with_config(DESCRIBED)
class CanGiveJson(TypedDict):
    """A clause that is good for the chosen side and may be traded."""

    clause: PlaceJson
    clause_type: str
    reason: str


@with_config(DESCRIBED)
class TradeJson(TypedDict):
    """Something to offer for something to ask: cheap for the chosen side, and usually wanted by the other."""

    finding: str
    """The id of the finding that is asked for."""
    clause: PlaceJson | None
    """The clause that is given up or softened; null for an offer that no clause holds yet."""
    clause_type: str
    offer: str
    reason: str


@with_config(DESCRIBED)
class DroppedJson(TypedDict):
    """Claims that were not accepted, or findings that were asked to be left out."""

    reason: str
    count: int


@with_config(DESCRIBED)
class UsageJson(TypedDict):
    """What asking cost; all zero where nobody was asked."""

    input_tokens: int
    """With what was written to and read from the service's cache."""
    output_tokens: int
    cost_usd: float
    """An estimate by list prices."""
    seconds: float
    written_tokens: int
    """Of the input: what was written to the cache."""
    cached_tokens: int
    """Of the input: what was read from the cache."""
    requests: int


@with_config(DESCRIBED)
class UsualJson(TypedDict):
    """How many clauses of the body and annexes have no finding of low or higher severity."""

    clauses: int
    compared: int


@with_config(DESCRIBED)
class ScannedJson(TypedDict):
    """What the file hides, as `clausecheck scan` tells it."""

    verdict: Verdict
    observations: list[ObservationJson]


@with_config(DESCRIBED)
class ReviewJson(TypedDict):
    """One contract reviewed for one side."""

    schema: Literal["clausecheck/review/1"]
    document: DocumentJson
    notices: list[NoticeJson]
    changes: list[ChangeJson]
    """Tracked changes, in reading order."""
    comments: list[CommentJson]
    scan: ScannedJson
    side: Side
    category: str
    category_detected: bool
    """The category was guessed, not chosen."""
    region: str | None
    reviewer: MadeByJson
    shared_context: SharedContextJson
    findings: list[FindingJson]
    """By severity, then in reading order."""
    can_give: list[CanGiveJson]
    trades: list[TradeJson]
    """What could be offered for what is asked."""
    summary: str
    usual: UsualJson
    asked: list[str]
    """Ids of the clauses that a reviewer outside this program was to judge."""
    unread: list[str]
    """Ids of those of them without a usable answer; the rules have read them."""
    dropped: list[DroppedJson]
    notes: list[str]
    """What went wrong, in plain sentences."""
    usage: UsageJson
    deal_size: float | None
    """What the deal is worth, as the user gave it."""
    mirror: list[FindingJson] | None
    """What a reviewer for the other side would raise, from shared data alone; null without `--mirror`."""
    message: str | None
    """The draft of a message to the other side; null without `--message`."""
    private: PrivateJson | None
    """What the user's own deals say of it; null without a history, or with `--no-history`."""
    disclosure: DisclosureJson
    """That a program advised, with which data, and what was sent where."""
