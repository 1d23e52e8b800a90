"""A worker, as seen by the process that gives it tasks."""

import json
import pickle
import socket
import time
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from clausecheck.batch.engines.local.channel import Channel
from clausecheck.batch.engines.local.checking import answers
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
        """What it has done by now; anything that is no answer to its task sets `cause`, and nothing after it counts."""
        found: list[Done] = []
        for frame in self.over.receive():
            done = self._answer(frame) if self.tasks and self.cause is None else None
            if done is None:
                self.cause = self.cause or Cause.GARBLED
                break
            found.append(done)
        if self.over.garbled:
            self.cause = self.cause or Cause.GARBLED
        return found

    def _answer(self, frame: bytes) -> Done | None:
        try:
            done = done_from(json.loads(frame, parse_constant=_refuse))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            return None
        if not answers(self.tasks[0], done):
            return None
        self.tasks.popleft()
        self.since = time.monotonic()
        self.served += 1
        worn = self.served >= self.limits.files or done.memory > self.memory + self.limits.growth
        self.leaving = self.leaving or worn or done.result.outcome in _WEARING
        return done


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no figure")


def channel() -> tuple[Channel, socket.socket]:
    """A way to a worker: the end for here, and the other one."""
    here, theirs = socket.socketpair()
    return Channel(here, ANSWER_BYTES), theirs
