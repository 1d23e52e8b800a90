"""Gives tasks to workers as they come free, and tells what came of each, whatever becomes of the workers."""

import contextlib
import selectors
import socket
import time
from collections.abc import Callable, Iterator
from typing import Final

from clausecheck.batch.engines.interface import Begun
from clausecheck.batch.engines.local.ending import beyond_limits, died_twice
from clausecheck.batch.engines.local.guard import Doing
from clausecheck.batch.engines.local.line import Line
from clausecheck.batch.engines.local.order import Ended, Order
from clausecheck.batch.engines.local.seat import Cause, Seat, channel
from clausecheck.batch.engines.local.starting import Nursery
from clausecheck.batch.limits import Limits
from clausecheck.batch.work import Worker, failed
from clausecheck.errors import ClausecheckError
from clausecheck.machine.cores import cores
from clausecheck.model.batch import Done, Reviewing, Task

_LOST: Final = 9
"""The status of a process that was killed, for a worker whose end nobody was there to see."""
_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


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
        self._how, self._jobs, self._limits = reviewing, jobs or cores(), limits or Limits()
        self._order = Order(
            makes=makes,
            reviewing=reviewing,
            limits=self._limits,
            fenced=asking is None or asking.reviewer == "claude",
            programs=asking is None or not asking.offline,
        )
        self._nursery: Nursery | None = None
        self._seats: dict[int, Seat] = {}
        self._count = 0
        self._stopping = self._halted = False
        self._watched = selectors.DefaultSelector()
        self._bell, self._ringing = socket.socketpair()
        for end in (self._bell, self._ringing):
            end.setblocking(False)
        self._watched.register(self._bell, _READ)

    def run(self, tasks: Iterator[Task | None], begun: Begun) -> Iterator[Done]:
        """See `Engine`. Raises UsageError for options that cannot be used, and ClausecheckError without workers."""
        line = Line(tasks)
        try:
            while True:
                self._give(line, begun)
                if self._halted or (not self._busy and (self._stopping or line.empty)):
                    return
                found = self._wait(line, begun)
                if found:  # whoever is free gets work before anybody writes down what is done
                    self._give(line, begun)
                yield from found
        finally:
            self._dismiss()

    def stop(self, *, now: bool = False) -> None:
        """See `Engine`."""
        self._stopping = True
        self._halted = self._halted or now
        with contextlib.suppress(OSError):
            self._ringing.send(b"!")

    def close(self) -> None:
        """See `Engine`."""
        self._forget_nursery()
        self._watched.close()
        self._bell.close()
        self._ringing.close()

    @property
    def _busy(self) -> bool:
        return any(seat.tasks for seat in self._seats.values())

    def _give(self, line: Line, begun: Begun) -> None:
        """Give out tasks as long as somebody has room for one; one that has killed a worker is done alone."""
        while not self._stopping and not line.trying:
            if line.suspicious:
                if self._busy or (seat := self._fresh()) is None:
                    return
                task: Task | None = line.suspect()
            else:
                if not self._room():
                    return
                task = line.next()
                if task is None or (seat := self._free()) is None:
                    line.put_back([task] if task else [])
                    return
            assert task
            if seat.give(task):
                begun(task)
            self._watch(seat)

    def _room(self) -> bool:
        return self._hiring or any(seat.room for seat in self._seats.values())

    @property
    def _hiring(self) -> bool:
        return sum(not seat.leaving for seat in self._seats.values()) < self._jobs

    def _free(self) -> Seat | None:
        """Whoever can take a task, those without one first; None where nobody is wanted any more."""
        free = min((seat for seat in self._seats.values() if seat.room), key=lambda one: len(one.tasks), default=None)
        return free if free and (not free.tasks or not self._hiring) else self._hire()

    def _fresh(self) -> Seat | None:
        """A worker that has done nothing yet."""
        for seat in self._seats.values():
            if seat.room and not seat.served:
                return seat
        if not self._hiring:
            self._let_go(next(seat for seat in self._seats.values() if not seat.leaving))
        return self._hire()

    def _hire(self) -> Seat | None:
        if self._nursery is None:
            self._nursery = Nursery(self._order)
            if not self._nursery.ready(lambda: self._stopping):
                self._forget_nursery()
                return None
            self._watched.register(self._nursery, _READ)
        over, theirs = channel()
        with theirs:
            self._count += 1
            self._nursery.fork(self._count, theirs)
        seat = Seat(number=self._count, over=over, limits=self._limits, memory=self._nursery.memory)
        self._seats[seat.number] = seat
        self._watched.register(seat.over, _READ, seat)
        return seat

    def _wait(self, line: Line, begun: Begun) -> list[Done]:
        """What is done by the time that something has happened, or that something is due."""
        due = [seat.until - time.monotonic() for seat in self._seats.values() if seat.tasks]
        if line.pause is not None and not self._stopping:
            due.append(line.pause)
        found: list[Done] = []
        for key, events in self._watched.select(max(0.0, min(due)) if due else None):
            if key.fileobj is self._bell:
                with contextlib.suppress(BlockingIOError):
                    self._bell.recv(64)
            elif key.data is None:
                found += self._hear(line)
            elif key.data.number in self._seats:
                if events & _WRITE:
                    key.data.over.flush()
                    self._watch(key.data)
                found += self._collect(key.data, line, begun)
        self._look_at_clock()
        return found

    def _collect(self, seat: Seat, line: Line, begun: Begun) -> list[Done]:
        """What a worker has done by now; whoever says something else is ended."""
        found = seat.answers()
        for done in found:
            line.done(done.key)
        if seat.over.ended or seat.cause:
            self._watched.unregister(seat.over)
            self._kill(seat, None)
            return found
        if found and seat.tasks and self._stopping:
            line.put_back(seat.tasks)
            seat.tasks.clear()
            self._kill(seat, None)
        elif found and seat.tasks:
            begun(seat.tasks[0])
        elif found and seat.leaving:
            self._let_go(seat)
        return found

    def _hear(self, line: Line) -> list[Done]:
        """What the nursery tells: a worker has ended, or the nursery itself has, and all workers with it."""
        assert self._nursery
        told = self._nursery.told()
        if told is None:
            ends = [Ended(number=number, status=_LOST) for number in self._seats]
            self._watched.unregister(self._nursery)
            self._nursery.close()
            self._nursery = None
        else:
            ends = [told] if isinstance(told, Ended) else []
        return [done for end in ends for done in self._ended(end, line)]

    def _ended(self, end: Ended, line: Line) -> list[Done]:
        seat = self._seats.get(end.number)
        if seat is None:
            return []
        found = seat.answers()
        for done in found:
            line.done(done.key)
        self._remove(seat)
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

    def _look_at_clock(self) -> None:
        now = time.monotonic()
        for seat in list(self._seats.values()):
            if seat.tasks and seat.cause is None and now >= seat.until:
                self._kill(seat, Cause.TIME)

    def _kill(self, seat: Seat, cause: Cause | None) -> None:
        """End it; the nursery will tell how it did."""
        seat.leaving, seat.cause = True, seat.cause or cause
        if self._nursery:
            self._nursery.kill(seat.number)

    def _let_go(self, seat: Seat) -> None:
        """End a worker that has nothing to do."""
        self._kill(seat, None)
        self._remove(seat)

    def _remove(self, seat: Seat) -> None:
        del self._seats[seat.number]
        with contextlib.suppress(KeyError):
            self._watched.unregister(seat.over)
        seat.over.close()

    def _watch(self, seat: Seat) -> None:
        self._watched.modify(seat.over, _READ | _WRITE if seat.over.full else _READ, seat)

    def _dismiss(self) -> None:
        """End whoever is still at work: nobody waits for it any more."""
        for seat in [seat for seat in self._seats.values() if seat.tasks]:
            self._let_go(seat)

    def _forget_nursery(self) -> None:
        for seat in list(self._seats.values()):
            self._remove(seat)
        if self._nursery:
            with contextlib.suppress(KeyError):
                self._watched.unregister(self._nursery)
            self._nursery.close()
            self._nursery = None
