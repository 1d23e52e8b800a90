"""The shape of what `review --dry-run` writes as JSON."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.report.schema_file import DESCRIBED


@with_config(DESCRIBED)
class RangeJson(TypedDict):
    """From what it is at least to what it is at most, if every question is asked once."""

    least: float
    """Where every clause is usual, and the service's cache serves the instructions."""
    most: float
    """Where every clause has a finding, and the cache serves nothing."""


@with_config(DESCRIBED)
class PricesJson(TypedDict):
    """The list of prices that was used."""

    as_of: str
    source: str


@with_config(DESCRIBED)
class EstimateJson(TypedDict):
    """What asking a model about a contract would cost. Nothing was asked, and nothing was judged."""

    schema: Literal["clausecheck/estimate/1"]
    judged: Literal[False]
    model: str
    service: str
    batches: bool
    clauses: int
    """How many would be asked about."""
    left_out: int
    """How many would not be, because of a hard limit."""
    runs: int
    requests: int
    """With all runs."""
    input_tokens: int
    counted_by: Literal["service", "here"]
    """Who counted the input: the service, or the program itself, which only estimates."""
    output_tokens: RangeJson
    cost_usd: RangeJson | None
    """null where no price is known for the model."""
    bound_usd: float | None
    """What it cannot exceed, where no question is asked twice: every answer as long as it may be."""
    stop_usd: float | None
    """Where `--max-cost` stops it in any case."""
    prices: PricesJson
