"""The port between a batch and whoever does its work."""

from collections.abc import Callable, Iterator
from typing import Protocol

from clausecheck.model.batch import Done, Task

Begun = Callable[[Task], None]


class Engine(Protocol):
    """Does tasks, in any order and as many at a time as it can. It writes nothing."""

    def run(self, tasks: Iterator[Task | None], begun: Begun) -> Iterator[Done]:
        """One `Done` for each task, as they come; a task that cannot be done has the outcome `limit` or `failed`.

        Tasks are taken from the iterator when there is somebody for them; None says that there is none right now and
        more may follow. `begun` is told of each task that somebody starts on.
        """
        ...

    def stop(self, *, now: bool = False) -> None:
        """Take no further task: `run` ends when those under way are done, or `now`. May be called from a signal."""
        ...

    def close(self) -> None:
        """End every process."""
        ...
