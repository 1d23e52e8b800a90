"""The shape of a statistics file: one release of counted figures, shared with both sides.

Nothing in it can name an account, a party or a deal: there is no field for one. Imported where a schema is printed or a
file is checked; looking up figures does not load it.
"""

from typing import Annotated, Final, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from clausecheck.model import Side
from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES

STRICT: Final = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)

Count = Annotated[int, Field(ge=0, lt=10**9)]
Number = Annotated[float, Field(ge=0, lt=1e12, allow_inf_nan=False)]
Words = Annotated[str, Field(max_length=1000)]
Name = Annotated[str, Field(min_length=1, max_length=60)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,59}$")]
UnitId = Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9_.-]{0,59}|[A-Z]{3}_per_hour)$")]
ClauseTypeId = Annotated[str, Field(json_schema_extra={"enum": sorted(CLAUSE_TYPES)})]
CategoryId = Annotated[str, Field(json_schema_extra={"enum": sorted(CATEGORY_PARENT)})]
Region = Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
SizeBand = Annotated[str, Field(pattern=r"^\d{1,12}-\d{0,12}$")]
Years = Annotated[str, Field(pattern=r"^(\.\.\d{4}|\d{4}\.\.)$")]


@with_config(STRICT)
class SourceJson(TypedDict):
    """Where figures come from."""

    id: Identifier
    title: Words
    licence: Words
    url: Words
    years: Words
    as_of: Words
    method: Words
    note: Words
    public: bool
    """Whether the contracts or figures are published by others, so that nothing in them needs protection."""
    second_hand: NotRequired[bool]


@with_config(STRICT)
class CellJson(TypedDict):
    """What every figure is about and where it is from."""

    category: CategoryId
    region: NotRequired[Region]
    size: NotRequired[SizeBand]
    years: NotRequired[Years]
    source: Identifier


@with_config(STRICT)
class PresenceJson(CellJson):
    """How many contracts have a clause of a type."""

    type: ClauseTypeId
    count: Count
    sampled: Count


@with_config(STRICT)
class ValuesJson(CellJson):
    """The values of a term that contracts state."""

    term: Identifier
    unit: UnitId
    values: list[tuple[Number, Count]]
    """Value and count, ascending; of a rounded source, steps that values were rounded up to."""
    beyond: NotRequired[Count]
    """How many lie above the last step."""
    sampled: Count
    quantiles: dict[Literal["p10", "p25", "p50", "p75", "p90"], Number | None]
    """The smallest stated value that so many per cent do not exceed; null above the last step."""


@with_config(STRICT)
class NamesJson(CellJson):
    """The names that contracts state for a term."""

    term: Identifier
    names: list[tuple[Name, Count]]
    """Names of places, the most frequent first."""
    others: NotRequired[Count]
    sampled: Count


@with_config(STRICT)
class DirectionJson(CellJson):
    """Whom clauses of a type bind: both alike, the seller alone, or the buyer alone."""

    type: ClauseTypeId
    mutual: Count
    seller: Count
    buyer: Count
    sampled: Count


@with_config(STRICT)
class OutcomeJson(CellJson):
    """What became of proposed clauses of a type."""

    type: ClauseTypeId
    proposed_by: Side
    accepted: Count
    changed: Count
    removed: Count
    rounds: list[tuple[Count, Count]]
    """Round of negotiation and how many were settled in it, ascending."""
    sampled: Count


@with_config(STRICT)
class StatementJson(CellJson):
    """How many contracts say something narrower than a clause type."""

    id: Identifier
    statement: Words
    type: ClauseTypeId
    count: Count
    contradicted: Count
    sampled: Count


@with_config(STRICT)
class PublishedJson(TypedDict):
    """A figure taken over as published by others."""

    id: Identifier
    topic: Words
    measure: Words
    population: Words
    value: Number | Words
    unit: Words
    types: list[ClauseTypeId]
    categories: list[CategoryId]
    date: Words
    sampled: NotRequired[Count]
    sampled_words: NotRequired[Words]
    spread: NotRequired[Number]
    note: NotRequired[Words]
    source: Identifier


@with_config(STRICT)
class DisclosureJson(TypedDict):
    """The settings of disclosure control under which a release was made."""

    least_accounts: Count
    """Distinct accounts behind every published figure."""
    share_points: Count
    """Shares are multiples of so many points, and never nearer to 0 or 100 %."""
    new_deals: Count
    """A figure changes only after so many new deals."""
    largest_share: Number
    """Of rates: the most that one account may hold of a figure, 0 to 1."""
    p_percent: Count
    """Of rates: no account's amount may be told within so many per cent."""


@with_config(STRICT)
class StatisticsJson(TypedDict):
    """One release of statistics."""

    schema: Literal["clausecheck/statistics/1"]
    id: Identifier
    release: Annotated[int, Field(ge=1)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    """Of deal sizes and amounts."""
    size_bounds: list[Count]
    """Lower bounds of the bands of deal sizes, ascending from 0."""
    window_cut: Annotated[int, Field(ge=1900, le=2200)]
    """The year from which contracts count as recent, to show drift."""
    disclosure: DisclosureJson | None
    """Null where every source is public."""
    sources: list[SourceJson]
    presence: list[PresenceJson]
    values: list[ValuesJson]
    names: list[NamesJson]
    directions: list[DirectionJson]
    outcomes: list[OutcomeJson]
    """Empty where nobody recorded what became of proposals."""
    statements: list[StatementJson]
    published: list[PublishedJson]
