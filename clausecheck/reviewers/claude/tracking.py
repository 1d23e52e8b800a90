"""How far the asking has come, told to whoever shows it."""

from collections.abc import Callable

from clausecheck.model import Exchange
from clausecheck.model.estimate import Progress
from clausecheck.reviewers.claude.prices import Price, Spent, spent_in


class Tracker:
    """Adds up the exchanges of one review as they come."""

    def __init__(self, told: Callable[[Progress], None] | None, price: Price | None) -> None:
        self._told, self._price = told, price
        self._done = self._questions = self._missing = 0
        self._clauses: set[str] = set()
        self._spent, self._batch = Spent(), ""

    def exchange(self, exchange: Exchange, questions: int) -> None:
        """One more has come, of so many that were put so far."""
        self._done, self._questions = self._done + 1, questions
        self._spent += spent_in(exchange)
        self._batch, self._missing = "", 0
        if not exchange.trouble:
            self._clauses.update(exchange.clauses)
        self._tell(exchange)

    def batch(self, batch: str, missing: int) -> None:
        """A batch is waited for; so many of its answers are missing."""
        self._batch, self._missing = batch, missing
        self._tell()

    def _tell(self, last: Exchange | None = None) -> None:
        if self._told is None:
            return
        self._told(
            Progress(
                done=self._done,
                questions=self._questions,
                clauses=len(self._clauses),
                input_tokens=self._spent.input,
                output_tokens=self._spent.output,
                cost_usd=self._price.cost(self._spent) if self._price else None,
                batch=self._batch,
                missing=self._missing,
                last=last,
            )
        )
