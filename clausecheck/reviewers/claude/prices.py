"""What tokens cost."""

from dataclasses import dataclass

from clausecheck.model import Exchange

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens that were used, as the service reports them."""

    fresh: int = 0
    """Input that was neither read from nor written to the cache."""
    written: int = 0
    """Input that was written to the cache."""
    cached: int = 0
    """Input that was read from the cache."""
    output: int = 0

    @property
    def input(self) -> int:
        """All input, from wherever it was read."""
        return self.fresh + self.written + self.cached

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            self.fresh + other.fresh,
            self.written + other.written,
            self.cached + other.cached,
            self.output + other.output,
        )


def spent_in(exchange: Exchange) -> Spent:
    """The tokens of one exchange, all tries together."""
    return Spent(exchange.input_tokens, exchange.written_tokens, exchange.cached_tokens, exchange.output_tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars for a million tokens of one model."""

    input: float
    output: float
    cache_write: float
    cache_read: float

    def cost(self, spent: Spent) -> float:
        """US dollars for `spent`."""
        return (
            spent.fresh * self.input
            + spent.written * self.cache_write
            + spent.cached * self.cache_read
            + spent.output * self.output
        ) / _MILLION

    def most(self, input_tokens: int, output_tokens: int) -> float:
        """US dollars at most, however much of the input is written to or read from the cache."""
        return self.most_input(input_tokens) + output_tokens * self.output / _MILLION

    def most_input(self, tokens: int) -> float:
        """US dollars at most for input alone."""
        return tokens * max(self.input, self.cache_write, self.cache_read) / _MILLION

    def times(self, factor: float) -> "Price":
        """The price where everything costs `factor` times as much."""
        return Price(
            input=self.input * factor,
            output=self.output * factor,
            cache_write=self.cache_write * factor,
            cache_read=self.cache_read * factor,
        )
