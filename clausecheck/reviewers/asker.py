"""The port between a reviewer and whoever answers its questions: a service, its batches, a bot, or a record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from clausecheck.model import Exchange


@dataclass(frozen=True, slots=True)
class Question:
    """One question, as it is put in each run anew."""

    body: bytes
    """All that is sent, as JSON: the same bytes for the same input."""
    run: int = 1
    clauses: tuple[str, ...] = ()
    """Ids of the clauses that it is about; they go into its exchange."""


class Asker(Protocol):
    """Answers questions."""

    def ask(self, questions: Sequence[Question], told: Callable[[Exchange], None]) -> tuple[Exchange, ...]:
        """One exchange for each question, in the order of the questions, also for those that were never sent.

        `told` is called once for each as soon as it is known, by one thread at a time. A fault never raises: it is the
        `trouble` of its exchange.
        """
        ...

    def close(self) -> None:
        """Hang up: nothing is asked any more."""
        ...
