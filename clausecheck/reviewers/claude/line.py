"""The port between whoever asks and the service: one request in, one reply out, with what it used."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from clausecheck.reviewers.claude.prices import Spent


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for one request."""

    text: str
    stop_reason: str
    """As in the Messages protocol; empty where what came back was not in that protocol."""
    spent: Spent | None = None
    """Tokens, as the service reports them; None where it did not, so that nobody knows what was charged."""


class Line(Protocol):
    """Carries requests in the Messages protocol to one service."""

    def send(self, body: Mapping[str, Any]) -> Reply:
        """Send one request and wait for the whole answer. Raises Fault for whatever goes wrong on the way."""
        ...

    def count(self, body: Mapping[str, Any]) -> int:
        """The input tokens of a request, counted by the service. Raises Fault where it cannot or does not count."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...
