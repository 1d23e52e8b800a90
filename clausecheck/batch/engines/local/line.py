"""Which task is next."""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final

from clausecheck.model.batch import Task

PAUSE: Final = 0.2
"""Seconds between two looks for more where there is nothing right now."""


class Line:
    """Tasks that nobody has been given yet; each is taken from its source when there is somebody for it."""

    def __init__(self, tasks: Iterator[Task | None]) -> None:
        self.trying = ""
        """The key of the task that is being tried once more, with nobody else at work."""
        self._tasks, self._back = tasks, deque[Task]()
        self._alone: deque[Task] = deque()
        self._died: set[str] = set()
        self._dry = False
        self._again = 0.0

    @property
    def empty(self) -> bool:
        """Whether no task is left, and none will come."""
        return self._dry and not self._back and not self._alone

    @property
    def suspicious(self) -> bool:
        """Whether a worker has died of a task that is to be tried once more, alone, before anybody gets another."""
        return bool(self._alone)

    def suspect(self) -> Task:
        """That task."""
        task = self._alone.popleft()
        self.trying = task.key
        return task

    @property
    def pause(self) -> float | None:
        """Seconds until it is worth while to ask for another task; None where that is not a matter of time."""
        return max(0.0, self._again - time.monotonic()) if self._again else None

    def next(self) -> Task | None:
        """The next task; None where there is none right now."""
        if self._back:
            return self._back.popleft()
        if self._dry or (self._again and time.monotonic() < self._again):
            return None
        try:
            task = next(self._tasks)
        except StopIteration:
            self._dry = True
            self._again = 0.0
            return None
        self._again = 0.0 if task else time.monotonic() + PAUSE
        return task

    def put_back(self, tasks: Iterable[Task]) -> None:
        """Tasks that a worker never got to come first again."""
        self._back.extendleft(reversed(list(tasks)))

    def died(self, task: Task) -> bool:
        """A worker has died of a task; whether it is tried once more."""
        if task.key in self._died:
            return False
        self._died.add(task.key)
        self._alone.append(task)
        return True

    def done(self, key: str) -> None:
        """Nothing more is to be remembered of a task."""
        self._died.discard(key)
        self.trying = "" if self.trying == key else self.trying
