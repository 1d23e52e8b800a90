"""The port between the talk and whoever carries it: one request in, one reply out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for one request."""

    text: str
    stop_reason: str
    """As in the Messages protocol; empty where what came back was not in that protocol."""


class Line(Protocol):
    """Carries requests in the Messages protocol: to a service, or from a record of what was answered before."""

    def send(self, body: Mapping[str, Any]) -> Reply:
        """Send one request and wait for the whole answer. Raises Fault for whatever goes wrong on the way."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...
