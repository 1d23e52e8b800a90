"""How far the asking has come, and what it will cost: nouns that only those who ask a model load."""

from dataclasses import dataclass

from clausecheck.model.asking import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the asking has come."""

    done: int
    """Questions with an answer, or with a reason why there is none."""
    questions: int
    """All that were put so far; a cut-off answer makes new ones."""
    clauses: int
    """Clauses with an answer so far."""
    input_tokens: int
    output_tokens: int
    cost_usd: float | None
    """None where no price is known."""
    batch: str = ""
    """The id of the batch that is waited for."""
    missing: int = 0
    """How many answers of that batch are missing."""
    last: Exchange | None = None
    """What has just come, where something has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What asking about a contract would cost. Nothing was asked, and nothing was judged."""

    model: str
    service: str
    clauses: int
    """Clauses that would be asked about."""
    left_out: int
    """Clauses that would not be, because of a hard limit."""
    requests: int
    """With all runs; an answer that breaks off makes more of them."""
    runs: int
    input_tokens: int
    shared_tokens: int
    """Of the input of each request: the instructions, which the service's cache can hold."""
    least_output: int
    """Output tokens where every clause is usual, and no rating gives a reason."""
    most_output: int
    """Output tokens where every clause has a new finding, and every rating a reason."""
    least_usd: float | None
    """With the instructions read from the cache from the second request on; None where no price is known."""
    most_usd: float | None
    """With nothing read from the cache."""
    bound_usd: float | None
    """What it cannot exceed unless questions are asked again: every answer as long as it may be."""
    stop_usd: float | None
    """Where the asking stops in any case; None where there is no such bound."""
    batches: bool
    counted_by: str
    """"service", or "here" for an estimate by the program itself."""
    as_of: str
    """The date of the prices."""
    source: str
    """Of the prices."""
