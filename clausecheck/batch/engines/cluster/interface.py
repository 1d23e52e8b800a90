"""The port between the handing out of files and whatever ties machines together."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Protocol

from clausecheck.model.batch import Task

Ticket = Hashable
"""Stands for something that was asked of a machine."""
Host = Any
"""What was started on a machine."""


class Lost(Exception):
    """What was asked will not be answered: the machine, or what was started there, is gone."""


class Machines(Protocol):
    """The machines of a cluster."""

    def cores(self) -> Mapping[str, int]:
        """The cores of each machine that is there now, by the machine's own name."""
        ...

    def shown(self, machine: str) -> str:
        """How a machine is named to a person."""
        ...

    def start(self, machine: str, cores: int) -> Host:
        """Start what reviews on a machine; the machine may turn out to be busy, or gone."""
        ...

    def end(self, host: Host) -> None:
        """End it with all its processes, whatever it is doing."""
        ...

    def greet(self, host: Host) -> Ticket:
        """Ask it what it works with; the answer is a digest."""
        ...

    def ask(self, host: Host, task: Task) -> Ticket:
        """Ask for a task to be done; the answer is JSON."""
        ...

    def answered(self, asked: Sequence[Ticket], seconds: float) -> Sequence[Ticket]:
        """Those that have been answered or lost; waits for the first, at most so long."""
        ...

    def answer(self, ticket: Ticket) -> bytes:
        """What came back. Raises Lost."""
        ...

    def close(self) -> None:
        """Let go of the cluster, and end it where it was started for this run alone."""
        ...
