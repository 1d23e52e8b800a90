"""The ports between the questions of a batch and the ways of asking them."""

from collections.abc import Iterable
from typing import Protocol

from clausecheck.batch.asking.ledger import Settled


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
