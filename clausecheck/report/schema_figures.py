"""The shape of the JSON of `stats show`."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.model import Side
from clausecheck.report.schema_file import DESCRIBED


@with_config(DESCRIBED)
class CellFigureJson(TypedDict):
    """The contracts that a figure is counted from."""

    category: str
    region: str
    """ISO 3166; empty for everywhere."""
    size: str
    """Band of deal sizes; empty for any."""
    years: str
    """"..2009" or "2010.."; empty for any."""


@with_config(DESCRIBED)
class SampleJson(TypedDict):
    """A sample and where it is from."""

    cell: CellFigureJson
    sampled: int
    source: str
    as_of: str
    rounded: bool
    """Whether the numbers are rounded so that no deal can be read from them."""


@with_config(DESCRIBED)
class ShareJson(TypedDict):
    """A count out of a sample."""

    count: int
    sampled: int
    low: float
    """Lower end of the 95 % interval of count/sampled."""
    high: float


@with_config(DESCRIBED)
class StepJson(TypedDict):
    """A cell on the way up."""

    cell: CellFigureJson
    sampled: int
    """0 where nobody counted."""
    count: int | None
    """How many have the clause; null for a term, and where nobody counted."""
    enough: bool
    """Whether the sample is large enough to be used."""
    used: bool


@with_config(DESCRIBED)
class PresenceFigureJson(ShareJson):
    """How many contracts have a clause."""

    sample: SampleJson


@with_config(DESCRIBED)
class DriftJson(TypedDict):
    """The same share in older and in more recent contracts."""

    label: str
    """What is counted: "30 days or less"; empty for having the clause."""
    before: PresenceFigureJson
    recent: PresenceFigureJson
    enough: bool
    """Whether both samples are large enough to compare."""
    overlap: bool
    """Whether the two intervals overlap, so that the difference may be chance."""


@with_config(DESCRIBED)
class DirectionFigureJson(TypedDict):
    """Whom the clause binds."""

    mutual: ShareJson
    seller: ShareJson
    buyer: ShareJson
    sample: SampleJson


@with_config(DESCRIBED)
class OutcomeFigureJson(TypedDict):
    """What became of proposals of one side."""

    proposed_by: Side
    accepted: ShareJson
    changed: ShareJson
    removed: ShareJson
    rounds: list[tuple[int, int]]
    """Round and how many were settled in it."""
    sample: SampleJson


@with_config(DESCRIBED)
class StatementFigureJson(ShareJson):
    """How many contracts say something narrower."""

    id: str
    statement: str
    contradicted: int
    sample: SampleJson


@with_config(DESCRIBED)
class ClauseFiguresJson(TypedDict):
    """What is counted on a clause type."""

    type: str
    title: str
    least: int
    """The smallest sample that is used."""
    presence: PresenceFigureJson | None
    """Null where no sample is large enough."""
    way: list[StepJson]
    drift: DriftJson | None
    direction: DirectionFigureJson | None
    outcomes: list[OutcomeFigureJson]
    """Empty where there are no outcome data."""
    statements: list[StatementFigureJson]


@with_config(DESCRIBED)
class StatedValueJson(ShareJson):
    """A value and how many contracts state it; of a rounded source, values up to it and above the one before."""

    value: float


@with_config(DESCRIBED)
class QuantileJson(ShareJson):
    """How many contracts state `value` or less, where `share` of them is reached."""

    share: float
    value: float


@with_config(DESCRIBED)
class TermFiguresJson(TypedDict):
    """The values that contracts state for a term in one unit."""

    term: str
    type: str | None
    """The clause type that it belongs to."""
    unit: str
    least: int
    values: list[StatedValueJson]
    beyond: int
    """How many state more than the last value; 0 where every value is listed."""
    quantiles: list[QuantileJson]
    sample: SampleJson | None
    """Null where no sample is large enough; then `values` and `quantiles` are empty."""
    way: list[StepJson]
    drift: DriftJson | None


@with_config(DESCRIBED)
class StatedNameJson(ShareJson):
    """A name and how many contracts state it."""

    name: str


@with_config(DESCRIBED)
class NameFiguresJson(TypedDict):
    """The names that contracts state for a term."""

    term: str
    type: str | None
    least: int
    names: list[StatedNameJson]
    """The most frequent first."""
    others: int
    """How many state a name that is not listed."""
    sample: SampleJson | None
    way: list[StepJson]
    drift: DriftJson | None


@with_config(DESCRIBED)
class PublishedFigureJson(TypedDict):
    """A figure of others, taken over as published; it is never counted with."""

    id: str
    topic: str
    measure: str
    population: str
    value: float | str
    unit: str
    date: str
    sampled: int | None
    sampled_words: str
    """The sample as published; empty where it was not stated."""
    spread: float | None
    """The standard deviation."""
    note: str
    second_hand: bool
    """Whether it was read in a report on the source."""
    source: str


@with_config(DESCRIBED)
class FigureSourceJson(TypedDict):
    """Where figures come from."""

    id: str
    title: str
    licence: str
    url: str
    years: str
    as_of: str
    method: str
    note: str
    public: bool
    second_hand: bool


@with_config(DESCRIBED)
class FiguresJson(TypedDict):
    """What is usual of a clause type or a term."""

    schema: Literal["clausecheck/figures/1"]
    name: str
    """The clause type or term; empty for everything that there is."""
    cell: CellFigureJson
    """What was asked for."""
    statistics: str
    """Id and number of the release."""
    statistics_digest: str
    policy: str
    currency: str
    as_of: str
    found: bool
    """Whether anybody counted, at any level."""
    withheld: bool
    """Whether the policy serves nothing on this, whatever was counted."""
    clauses: list[ClauseFiguresJson]
    terms: list[TermFiguresJson]
    names: list[NameFiguresJson]
    published: list[PublishedFigureJson]
    sources: list[FigureSourceJson]
