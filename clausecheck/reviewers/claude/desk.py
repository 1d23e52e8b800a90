"""The port between whoever hands in batches and the service that takes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.retry import Fault


@dataclass(frozen=True, slots=True)
class BatchState:
    """How far a batch is."""

    ended: bool
    open: int
    """How many of its requests are not answered yet."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A batch that the service has taken."""

    batch: str
    requests: int
    since: float
    """Seconds since 1970 when it was taken."""


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What became of one request of a batch."""

    name: str
    """The one that it was handed in by."""
    outcome: Reply | Fault


class Desk(Protocol):
    """Takes batches of requests in the Messages protocol. Every method raises Fault for whatever goes wrong."""

    def submit(self, requests: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
        """Hand in a batch of requests, each with a name of its own, and return the batch's id."""
        ...

    def state(self, batch: str) -> BatchState | None:
        """How far a batch is; None where there is no such batch, or its answers are gone."""
        ...

    def recent(self) -> tuple[Listed, ...]:
        """The batches that were taken last, the newest first."""
        ...

    def answers(self, batch: str) -> tuple[BatchAnswer, ...]:
        """What a batch that has ended holds, in any order."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...


def submit_once(desk: Desk, requests: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """Hand in a batch that must not be handed in twice. Raises Fault, never to be tried again where it may be taken."""
    try:
        return desk.submit(requests)
    except Fault as fault:
        if not fault.charged:
            raise
        # It may have been taken all the same, and would be paid for twice.
        raise Fault(fault.words, again=False, stop=True, charged=True) from None
