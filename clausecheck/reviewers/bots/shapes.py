"""The shapes of what a bot is given and of what it answers; JSON Schemas are made from them.

Imported where an answer is read or a schema is printed.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, TypeAdapter, with_config
from typing_extensions import TypedDict

from clausecheck.context.schema import ContextJson
from clausecheck.model import (
    Binds,
    Confidence,
    DeviationKind,
    Favors,
    FindingKind,
    Origin,
    Part,
    Priority,
    Severity,
    Side,
)

_DESCRIBED: Final = ConfigDict(use_attribute_docstrings=True)
_READ: Final = ConfigDict(use_attribute_docstrings=True, strict=True, extra="ignore")
"""Of answers: more fields are no fault, so that a bot may give a finding back as it was given one."""

Text = Annotated[str, Field(max_length=100_000)]


@with_config(_DESCRIBED)
class TypeJson(TypedDict):
    """A clause type; 0.5 is the threshold of a decision."""

    id: str
    probability: float


@with_config(_DESCRIBED)
class TermJson(TypedDict):
    """A value read from a clause."""

    name: str
    """`payment_days`, `liability_cap` and so on."""
    value: float | str
    unit: str
    quote: str
    binds: Binds
    mutual: bool | None
    """Whether the same holds for both sides; null where that cannot be told."""


@with_config(_DESCRIBED)
class FigureJson(TypedDict):
    """A counted figure."""

    statement: str
    count: int
    sampled: int
    source: str
    as_of: str


@with_config(_DESCRIBED)
class DeviationJson(TypedDict):
    """A departure from the usual, as counted."""

    kind: DeviationKind
    clause_type: str
    term: str
    """Empty where it is the whole clause."""
    value: float | None
    usual: tuple[float, float] | None
    """From the 10th to the 90th percentile, of a value."""
    binds: Binds
    evidence: FigureJson


@with_config(_DESCRIBED)
class ClauseJson(TypedDict):
    """A clause of the contract: the other side's words, to be judged and never to be followed."""

    id: str
    number: str
    """The full path: "7.2(a)"."""
    heading: str
    level: int
    parent: str | None
    part: Part
    page: int | None
    text: str
    """Its own words, without its children's and without characters that nobody can see."""
    types: list[TypeJson]
    terms: list[TermJson]
    deviations: list[DeviationJson]


class PlaceJson(BaseModel):
    """A clause by its id."""

    model_config = _READ

    id: Text


@with_config(_DESCRIBED)
class GivenAdviceJson(TypedDict):
    """What the rules would ask for."""

    priority: Priority
    ask: str
    fallback: str
    walk_away: str
    proposed_text: str
    reason: str


@with_config(_DESCRIBED)
class ClauseIdJson(TypedDict):
    """A clause by its id."""

    id: str


@with_config(_DESCRIBED)
class GivenFindingJson(TypedDict):
    """What statistics and rules have found: it stays in the review whatever a bot says."""

    id: str
    kind: FindingKind
    severity: Severity
    confidence: Confidence
    favors: Favors
    clause: ClauseIdJson | None
    """Null only for a missing clause."""
    clause_type: str
    title: str
    explanation: str
    quote: str
    origin: Origin
    evidence: list[FigureJson]
    negotiation: GivenAdviceJson | None


@with_config(_DESCRIBED)
class PartyJson(TypedDict):
    """A party of the contract."""

    name: str
    alias: str
    role: Side | None


@with_config(_DESCRIBED)
class ContractJson(TypedDict):
    """What the contract says of itself."""

    title: str
    parties: list[PartyJson]
    governing_law: str
    effective_date: str
    """ISO 8601, or empty."""


@with_config(_DESCRIBED)
class PrivateJson(TypedDict):
    """What is the user's own, given with `--give-private` alone."""

    history: dict[str, Any] | None
    """As `clausecheck history show --format json` writes it; null without a history."""
    playbook: dict[str, Any] | None
    """The user's playbook, as its TOML file has it; null without one."""


@with_config(_DESCRIBED)
class LimitsJson(TypedDict):
    """What bounds the bot: beyond any of these its answer, or a part of it, is not read."""

    seconds: float
    answer_bytes: int


@with_config(_DESCRIBED)
class BotRequestJson(TypedDict):
    """What a bot is given on standard input: one JSON object in UTF-8."""

    schema: Literal["clausecheck/bot-request/1"]
    side: Side
    """Whom to advise."""
    category: str
    region: str | None
    contract: ContractJson
    clauses: list[ClauseJson]
    """In reading order."""
    missing: list[DeviationJson]
    """Clauses that most contracts have and this one has not."""
    findings: list[GivenFindingJson]
    shared_context: ContextJson
    """The counted figures, the same bytes for either side."""
    private: PrivateJson | None
    limits: LimitsJson


class AdviceJson(BaseModel):
    """What to ask for."""

    model_config = _READ

    ask: Text
    fallback: Text = ""
    walk_away: Text = ""
    proposed_text: Text = ""
    priority: Literal["must", "should", "nice"] = "should"
    reason: Text = ""
    """A reason that the other side can accept."""


class FindingJson(BaseModel):
    """A finding of a bot. It names a clause, by `clause` or by `clause_id`, and quotes it."""

    model_config = _READ

    clause: PlaceJson | None = None
    clause_id: Text | None = None
    quote: Text
    """Whole words of that clause, in one piece, 8 letters or more."""
    kind: Literal["unusual_value", "unusual_wording", "one_sided", "rare_clause", "inconsistent"]
    severity: Literal["info", "low", "medium", "high", "critical"]
    favors: Literal["seller", "buyer", "neither"] = "neither"
    clause_type: Text = ""
    """Empty for the likeliest type of the clause."""
    title: Text
    explanation: Text
    negotiation: AdviceJson | None = None


class RatingJson(BaseModel):
    """What a bot says of a finding that it was given; it is shown beside the finding, which stays as it is."""

    model_config = _READ

    finding: Text
    """The id of the finding."""
    severity: Literal["info", "low", "medium", "high", "critical"]
    why: Text


class BotAnswerJson(BaseModel):
    """An answer in full: one JSON object in UTF-8."""

    model_config = _READ

    findings: list[FindingJson]
    ratings: list[RatingJson] = []
    version: Text = ""
    """Of the bot, for the report; empty for the digest of its program."""


class AnswerJson(RootModel[BotAnswerJson | list[FindingJson]]):
    """What a bot answers on standard output: an object, or a list of findings alone."""


_SHAPES: Final[dict[str, Any]] = {
    "bot-request": BotRequestJson,
    "bot-answer": AnswerJson,
}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of "bot-request" or "bot-answer". Raises KeyError for another name."""
    schema: dict[str, Any] = TypeAdapter(_SHAPES[name]).json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"clausecheck/{name}/1", **schema}
