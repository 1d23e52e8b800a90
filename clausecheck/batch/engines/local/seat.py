"""A worker, as seen by the process that gives it tasks."""

import json
import pickle
import socket
import time
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from clausecheck.batch.engines.local.channel import Channel, Garbled
from clausecheck.batch.limits import ANSWER_BYTES, Limits
from clausecheck.batch.wire import done_from
from clausecheck.model.batch import Done, Outcome, Task

_AHEAD: Final = 2
"""Tasks in the hands of a worker: the one it does, and one more so that it never waits."""
_WEARING: Final = frozenset({Outcome.LIMIT, Outcome.FAILED})
"""Outcomes after which nobody knows what state a worker is in."""


class Cause(StrEnum):
    """Why a worker was ended from here."""

    TIME = "time"
    GARBLED = "garbled"


@dataclass(slots=True, kw_only=True)
class Seat:
    """A worker with what it has been given; the first of its tasks is the one that it does."""

    number: int
    over: Channel
    limits: Limits
    memory: int
    """Bytes that it held when it started."""
    tasks: deque[Task] = field(default_factory=deque)
    since: float = 0.0
    """When it got to the first of its tasks."""
    served: int = 0
    leaving: bool = False
    """Whether it is given no more."""
    cause: Cause | None = None

    @property
    def room(self) -> bool:
        """Whether it can be given another task."""
        return not self.leaving and len(self.tasks) < _AHEAD

    @property
    def until(self) -> float:
        """When the time for its present task is up."""
        return self.since + self.limits.seconds

    def give(self, task: Task) -> bool:
        """Give it a task; whether it starts on it at once."""
        self.tasks.append(task)
        self.over.send(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
        if len(self.tasks) == 1:
            self.since = time.monotonic()
        return len(self.tasks) == 1

    def answers(self) -> list[Done]:
        """What it has done by now. Raises Garbled for anything that is no answer to its task."""
        return [self._answer(frame) for frame in self.over.receive()]

    def _answer(self, frame: bytes) -> Done:
        if not self.tasks:
            raise Garbled("an answer that nobody asked for")
        try:
            done = done_from(json.loads(frame))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as fault:
            raise Garbled(f"no answer: {type(fault).__name__}") from fault
        task = self.tasks[0]
        if done.key != task.key:
            raise Garbled("an answer to something else")
        self.tasks.popleft()
        self.since = time.monotonic()
        self.served += 1
        worn = self.served >= self.limits.files or done.memory > self.memory + self.limits.growth
        self.leaving = self.leaving or worn or done.result.outcome in _WEARING
        return done


def channel() -> tuple[Channel, socket.socket]:
    """A way to a worker: the end for here, and the other one."""
    here, theirs = socket.socketpair()
    return Channel(here, ANSWER_BYTES), theirs
