"""The ports between the questions of a batch and the ways of asking them."""

from collections import deque
from collections.abc import Iterable
from typing import Final, Protocol

from clausecheck.batch.asking.ledger import Settled

SLICE: Final = 500
"""Questions that are given up at a time, so that nobody is kept waiting."""


class Bringer(Protocol):
    """Brings what becomes of questions that were handed over, and enters it in the ledger. Nothing here waits."""

    def go_on(self) -> list[Settled]:
        """Take what has come, send what is due, and tell what was settled meanwhile."""
        ...

    @property
    def over(self) -> bool:
        """Whether nothing more will be settled in this run unless something is added."""
        ...


class Way(Bringer, Protocol):
    """Asks questions that are in the ledger."""

    def add(self, names: Iterable[str]) -> None:
        """These are to be asked, in this order."""
        ...


def first(waiting: deque[str]) -> dict[str, float]:
    """Take the first of those that wait, a slice of them, which need no money to be asked later."""
    return {waiting.popleft(): 0.0 for _ in range(min(SLICE, len(waiting)))}
