"""Does one task after the other in this process, for systems that cannot fork."""

import time
from collections.abc import Iterator

from clausecheck.batch.engines.interface import Begun
from clausecheck.batch.work import Worker
from clausecheck.model.batch import Done, Reviewing, Task

_PAUSE = 0.2


class Here:
    """No other process, so no limit on what understanding a file may cost."""

    def __init__(self, reviewing: Reviewing) -> None:
        self._worker = Worker(reviewing)
        self._stopped = False

    def run(self, tasks: Iterator[Task | None], begun: Begun) -> Iterator[Done]:
        """See `Engine`."""
        for task in tasks:
            if self._stopped:
                return
            if task is None:
                time.sleep(_PAUSE)
                continue
            begun(task)
            yield self._worker.do(task)

    def stop(self, *, now: bool = False) -> None:  # noqa: ARG002 the task under way cannot be cut short
        """See `Engine`."""
        self._stopped = True

    def close(self) -> None:
        """Nothing is open."""
