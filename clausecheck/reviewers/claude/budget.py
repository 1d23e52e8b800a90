"""The bound on what a review may cost: what may be charged at most is set aside before anything is sent."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clausecheck.reviewers.claude.prices import Price, Spent

UNPAID = "over the bound on the cost"
"""Why a question was not asked."""

_UNBOUNDED = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """Money that is set aside for one request."""

    max_tokens: int
    """How long the answer may be."""
    dollars: float
    """What the request can cost at most."""


class Budget:
    """Keeps what was charged, and what may still be charged for what is under way, below a bound. For many threads."""

    def __init__(
        self, most: float | None = None, price: Price | None = None, *, least_answer: int = 1, charged: float = 0.0
    ) -> None:
        """`most` is in US dollars, None for no bound; an answer shorter than `least_answer` tokens is of no use.

        `charged` are the US dollars that were charged before. Raises ValueError for a bound without a price.
        """
        if most is not None and price is None:
            raise ValueError("a bound needs a price")
        self.most, self._price, self._least = most, price, least_answer
        self._charged, self._held = charged, 0.0
        self._under_way = 0
        self._turn, self._changed = threading.Lock(), threading.Condition()

    def reserve(
        self, input_tokens: int, answer_tokens: int, stopped: Callable[[], bool] = lambda: False
    ) -> Reserved | None:
        """Set aside what a request can cost at most, with a shorter answer where the money needs it.

        Where others have set money aside, waits for what they leave. None where no answer of use can be paid, or when
        it was `stopped` meanwhile.
        """
        with self._turn, self._changed:
            while not stopped():
                tokens = min(answer_tokens, self._affordable(input_tokens))
                if tokens == answer_tokens or (not self._under_way and tokens >= self._least):
                    return self._hold(input_tokens, tokens)
                if not self._under_way:
                    return None
                self._changed.wait(0.2)
        return None

    def reserve_all(self, inputs: Sequence[int], answer_tokens: int) -> list[Reserved | None]:
        """Set money aside for all requests of a batch at once; the last ones go without where it is too little.

        `inputs` are their input tokens at most. What is there is shared, so that as many as possible can be asked.
        """
        with self._changed:
            paid = len(inputs)
            while paid and (tokens := min(answer_tokens, self._affordable(sum(inputs[:paid])) // paid)) < self._least:
                paid -= 1
            return [self._hold(size, tokens) if n < paid else None for n, size in enumerate(inputs)]

    def reserve_now(self, input_tokens: int, answer_tokens: int) -> Reserved | None:
        """As `reserve`, but None where one would have to wait for others."""
        with self._changed:
            tokens = min(answer_tokens, self._affordable(input_tokens))
            if tokens == answer_tokens or (not self._under_way and tokens >= self._least):
                return self._hold(input_tokens, tokens)
            return None

    def hold(self, reserved: Reserved) -> None:
        """Set aside again what was set aside before the program was interrupted."""
        with self._changed:
            self._held += reserved.dollars
            self._under_way += 1

    def most_for(self, input_tokens: int, answer_tokens: int) -> float:
        """US dollars that a request can cost at most, within the bound; 0 without a price."""
        dollars = self._price.most(input_tokens, answer_tokens) if self._price else 0.0
        return dollars if self.most is None else max(0.0, min(dollars, self.most - self._charged))

    def needs(self, input_tokens: int) -> float:
        """US dollars that must be left for a request to be asked at all."""
        return self._price.most(input_tokens, self._least) if self._price else 0.0

    def book(self, reserved: Reserved, spent: Spent | None) -> None:
        """A request has ended: `spent` is charged, or all that was set aside where nobody knows what was charged."""
        with self._changed:
            self._under_way -= 1
            self._held = self._held - reserved.dollars if self._under_way else 0.0
            if spent is None:
                self._charged += reserved.dollars
            elif self._price:
                self._charged += self._price.cost(spent)
            self._changed.notify_all()

    @property
    def charged(self) -> float:
        """US dollars that were charged, or may have been; 0 without a price."""
        return self._charged

    def _affordable(self, input_tokens: int) -> int:
        """How many tokens of answers can be paid beside that input and what is set aside already."""
        if self.most is None or self._price is None:
            return _UNBOUNDED
        left = self.most - self._charged - self._held - self._price.most_input(input_tokens)
        if not self._price.output:
            return _UNBOUNDED if left >= 0 else 0
        return int(left / self._price.most(0, 1))

    def _hold(self, input_tokens: int, tokens: int) -> Reserved:
        dollars = self._price.most(input_tokens, tokens) if self._price else 0.0
        self._held += dollars
        self._under_way += 1
        return Reserved(max_tokens=tokens, dollars=dollars)
