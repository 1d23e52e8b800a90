"""How far the asking of a batch is, for whoever shows it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from clausecheck.model import Exchange
from clausecheck.model.estimate import Estimate, Progress
from clausecheck.reviewers.claude.budget import Budget

Told = Callable[[Estimate | Progress], None]


@dataclass(slots=True)
class Teller:
    """Tells how far the asking is."""

    told: Told
    budget: Budget
    priced: bool
    _tokens: list[int] = field(default_factory=lambda: [0, 0, 0])
    _done: tuple[int, int] = (0, 0)

    def settled(self, done: int, questions: int, exchange: Exchange) -> None:
        """One more question is settled."""
        inputs = exchange.input_tokens + exchange.written_tokens + exchange.cached_tokens
        new = (inputs, exchange.output_tokens, 0 if exchange.trouble else 1)
        self._tokens = [old + more for old, more in zip(self._tokens, new, strict=True)]
        self._done = done, questions
        self._tell("", 0, exchange)

    def waiting(self, batch: str, missing: int) -> None:
        """A batch was looked at, and is not done."""
        self._tell(batch, missing, None)

    def _tell(self, batch: str, missing: int, last: Exchange | None) -> None:
        inputs, outputs, answered = self._tokens
        self.told(
            Progress(
                done=self._done[0],
                questions=self._done[1],
                clauses=answered,
                input_tokens=inputs,
                output_tokens=outputs,
                cost_usd=self.budget.charged if self.priced else None,
                batch=batch,
                missing=missing,
                last=last,
            )
        )
