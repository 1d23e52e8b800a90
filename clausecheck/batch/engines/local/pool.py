"""Gives tasks to workers as they come free, and tells what came of each, whatever becomes of the workers."""

import contextlib
import selectors
import socket
import time
from collections.abc import Callable, Iterator

from clausecheck.batch.engines.interface import Begun
from clausecheck.batch.engines.local.ending import beyond_limits, died_twice
from clausecheck.batch.engines.local.guard import Doing
from clausecheck.batch.engines.local.line import Line
from clausecheck.batch.engines.local.order import Ended, Order
from clausecheck.batch.engines.local.seat import Seat
from clausecheck.batch.engines.local.staff import Staff
from clausecheck.batch.limits import Limits
from clausecheck.batch.work import Worker, failed
from clausecheck.errors import ClausecheckError
from clausecheck.machine.cores import cores
from clausecheck.model.batch import Done, Reviewing, Task


class Local:
    """Workers of this machine. See `Engine`; `run` may be called again, and finds the workers as it left them."""

    def __init__(
        self,
        reviewing: Reviewing,
        jobs: int | None = None,
        *,
        limits: Limits | None = None,
        makes: Callable[[Reviewing], Doing] = Worker,
    ) -> None:
        """`jobs` is how many work at a time, by default one for each core; `makes` makes who does the work there.

        Nothing is started before there is a task.
        """
        asking = reviewing.asking
        self._how = reviewing
        order = Order(
            makes=makes,
            reviewing=reviewing,
            limits=limits or Limits(),
            fenced=asking is None or asking.reviewer == "claude",
            programs=asking is None or not asking.offline,
        )
        self._stopping = self._halted = False
        self._watched = selectors.DefaultSelector()
        self._bell, self._ringing = socket.socketpair()
        for end in (self._bell, self._ringing):
            end.setblocking(False)
        self._watched.register(self._bell, selectors.EVENT_READ)
        self._staff = Staff(order, jobs or cores(), self._watched, lambda: self._stopping)

    def run(self, tasks: Iterator[Task | None], begun: Begun) -> Iterator[Done]:
        """See `Engine`. Raises UsageError for options that cannot be used, and ClausecheckError without workers."""
        line = Line(tasks)
        try:
            while True:
                self._give(line, begun)
                if self._halted or (not self._staff.busy and (self._stopping or line.empty)):
                    return
                found = self._wait(line, begun)
                if found:  # whoever is free gets work before anybody writes down what is done
                    self._give(line, begun)
                yield from found
        finally:
            for seat in self._staff:
                if seat.tasks:
                    self._staff.let_go(seat)

    def stop(self, *, now: bool = False) -> None:
        """See `Engine`."""
        self._stopping = True
        self._halted = self._halted or now
        with contextlib.suppress(OSError):
            self._ringing.send(b"!")

    def close(self) -> None:
        """See `Engine`."""
        self._staff.close()
        self._watched.close()
        self._bell.close()
        self._ringing.close()

    def _give(self, line: Line, begun: Begun) -> None:
        """Give out tasks as long as somebody has room for one; one that has killed a worker is done alone."""
        while not self._stopping and not line.trying:
            if line.suspicious:
                if self._staff.busy or (seat := self._staff.fresh()) is None:
                    return
                task: Task | None = line.suspect()
            else:
                if not self._staff.room:
                    return
                task = line.next()
                if task is None or (seat := self._staff.free()) is None:
                    line.put_back([task] if task else [])
                    return
            assert task
            if seat.give(task):
                begun(task)
            self._staff.watch(seat)

    def _wait(self, line: Line, begun: Begun) -> list[Done]:
        """What is done by the time that something has happened, or that something is due."""
        due = [seat.until - time.monotonic() for seat in self._staff if seat.tasks]
        if line.pause is not None and not self._stopping:
            due.append(line.pause)
        found: list[Done] = []
        for key, events in self._watched.select(max(0.0, min(due)) if due else None):
            if key.fileobj is self._bell:
                with contextlib.suppress(BlockingIOError):
                    self._bell.recv(64)
            elif key.data is None:
                for seat, end in self._staff.told():
                    found += self._ended(seat, end, line)
            elif key.data in self._staff:
                if events & selectors.EVENT_WRITE:
                    key.data.over.flush()
                    self._staff.watch(key.data)
                found += self._collect(key.data, line, begun)
        self._staff.end_late()
        return found

    def _collect(self, seat: Seat, line: Line, begun: Begun) -> list[Done]:
        """What a worker has done by now; whoever says something else is ended."""
        found = seat.answers()
        for done in found:
            line.done(done.key)
        if seat.over.ended or seat.cause:
            self._staff.unwatch(seat)
            self._staff.end(seat)
        elif found and seat.tasks and self._stopping:
            line.put_back(seat.tasks)
            seat.tasks.clear()
            self._staff.end(seat)
        elif found and seat.tasks:
            begun(seat.tasks[0])
        elif found and seat.leaving:
            self._staff.let_go(seat)
        return found

    def _ended(self, seat: Seat, end: Ended, line: Line) -> list[Done]:
        """What a worker had done before it ended, and what becomes of the task that it ended with."""
        found = seat.answers()
        for done in found:
            line.done(done.key)
        self._staff.remove(seat)
        if not seat.tasks:
            return found
        task = seat.tasks.popleft()
        line.put_back(seat.tasks)
        fault: ClausecheckError | None = beyond_limits(task, seat, end)
        if fault is None and not line.died(task):
            fault = died_twice(task, seat, end)
        if fault is None:
            return found
        line.done(task.key)
        return [*found, failed(self._how, task, fault, time.monotonic() - seat.since)]
