"""What runs on each machine of a cluster: the workers of one machine, as without a cluster, and nothing else.

It only passes on what they tell, as JSON: nothing that a hostile file has brought about is unpickled by the machine
that hands out the files.
"""

import atexit
import json
import shutil
import tempfile
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Final

from clausecheck.batch.engines.cluster.parcel import Parcel, unpack
from clausecheck.batch.engines.local import Local
from clausecheck.batch.identity import Identity
from clausecheck.batch.wire import done_json
from clausecheck.model.batch import Task

_FAREWELL: Final = 2.0
"""Seconds that the workers have to end."""


class Machine:
    """Reviews as many files at a time as it is given cores. Its methods are called from several threads at once."""

    def __init__(self, parcel: Parcel, cores: int) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="clausecheck-"))
        atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        self._how = unpack(parcel, self._folder)
        self._queue: deque[Task] = deque()
        self._answers: dict[str, Future[bytes]] = {}
        self._fault: BaseException | None = None
        self._lock = threading.Lock()
        self._engine = Local(self._how, cores)
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def digest(self) -> str:
        """Of the program here, its data and all settings: two machines with the same one give the same results."""
        return Identity(self._how).settings

    def do(self, task: Task) -> bytes:
        """Do a task, and say what came of it, as JSON. Raises whatever ended the workers."""
        answer: Future[bytes] = Future()
        with self._lock:
            if self._fault is not None:
                raise self._fault
            self._answers[task.key] = answer
            self._queue.append(task)
        return answer.result()

    def close(self) -> None:
        """End the workers, and remove the files that were sent."""
        self._engine.stop(now=True)
        self._thread.join(_FAREWELL)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _work(self) -> None:
        """Run the workers, in one thread for the whole life of this process."""
        try:
            for done in self._engine.run(self._tasks(), lambda _: None):
                text = json.dumps(done_json(done)).encode()
                with self._lock:
                    self._answers.pop(done.key).set_result(text)
            raise RuntimeError("the workers ended")
        except BaseException as fault:  # noqa: BLE001 whoever waits must be told
            with self._lock:
                self._fault = fault
                for answer in self._answers.values():
                    answer.set_exception(fault)
                self._answers.clear()
        finally:
            self._engine.close()

    def _tasks(self) -> Iterator[Task | None]:
        while True:
            yield self._queue.popleft() if self._queue else None
