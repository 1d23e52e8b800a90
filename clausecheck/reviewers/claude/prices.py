"""What a review cost, by a dated table of published prices."""

from collections.abc import Iterable
from dataclasses import dataclass

import tomli

from clausecheck import resources

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens of one request, as the service reports them."""

    fresh: int = 0
    """Input that was neither read from nor written to the cache."""
    written: int = 0
    """Input that was written to the cache."""
    cached: int = 0
    """Input that was read from the cache."""
    output: int = 0


def total(spent: Iterable[Spent]) -> Spent:
    """The sum over several requests."""
    every = list(spent)
    return Spent(
        sum(one.fresh for one in every),
        sum(one.written for one in every),
        sum(one.cached for one in every),
        sum(one.output for one in every),
    )


def cost(model: str, spent: Spent) -> float | None:
    """US dollars for `spent`, or None where no price is known for `model`.

    The prices, with their date and source, stand in `prompts/prices.toml`. A date behind a model's name is ignored.
    """
    table = tomli.loads((resources.folder("prompts") / "prices.toml").read_text(encoding="utf-8"))["models"]
    price = table.get(model) or next((row for name, row in table.items() if model.startswith(f"{name}-20")), None)
    if price is None:
        return None
    parts = (
        (spent.fresh, price["input"]),
        (spent.written, price["cache_write"]),
        (spent.cached, price["cache_read"]),
        (spent.output, price["output"]),
    )
    return float(sum(tokens * dollars for tokens, dollars in parts)) / _MILLION
