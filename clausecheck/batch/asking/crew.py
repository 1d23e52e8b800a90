"""Waiting is done in threads; what comes of it is dealt with by the one that asks for it."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any


class Crew:
    """Some threads that wait for a service. They end with the program, so that none that hangs can keep it."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._jobs: SimpleQueue[tuple[Callable[[], Any], Callable[[Any], None]]] = SimpleQueue()
        self._done: SimpleQueue[tuple[Callable[[Any], None], Any]] = SimpleQueue()
        self._started = self.busy = 0

    def give(self, job: Callable[[], Any], told: Callable[[Any], None]) -> None:
        """Have a job done; `told` is given what it returns, or the exception that it ends with, by `come`."""
        self.busy += 1
        self._jobs.put((job, told))
        if self._started < min(self.size, self.busy):
            self._started += 1
            threading.Thread(target=self._work, daemon=True).start()

    def come(self, seconds: float = 0.0) -> bool:
        """Deal with whatever is done; waits up to so many seconds for the first. Whether there was anything."""
        found = False
        while True:
            try:
                told, result = self._done.get(timeout=seconds) if seconds and not found else self._done.get_nowait()
            except Empty:
                return found
            found = True
            self.busy -= 1
            told(result)

    def _work(self) -> None:
        while True:
            job, told = self._jobs.get()
            try:
                result = job()
            except BaseException as fault:  # noqa: BLE001 told to whoever gave the job
                result = fault
            self._done.put((told, result))
