"""The workers that there are: hired when there is work, let go when they are worn, and watched while they work."""

import contextlib
import selectors
import time
from collections.abc import Callable, Iterator
from typing import Final

from clausecheck.batch.engines.local.order import Ended, Order
from clausecheck.batch.engines.local.seat import Cause, Seat, channel
from clausecheck.batch.engines.local.starting import KilledEarly, Nursery

_LOST: Final = 9
"""The status of a process that was killed, for a worker whose end nobody was there to see."""
_STARTS: Final = 3
"""Nurseries that may be killed one after the other while they start."""
_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


class Staff:
    """Workers with what each has been given, and the nursery that they come from."""

    def __init__(self, order: Order, jobs: int, watched: selectors.BaseSelector, stopped: Callable[[], bool]) -> None:
        """Whatever a worker or the nursery says wakes up whoever waits for `watched`.

        `stopped` says that nobody is to be hired any more.
        """
        self._order, self._jobs, self._watched, self._stopped = order, jobs, watched, stopped
        self._nursery: Nursery | None = None
        self._seats: dict[int, Seat] = {}
        self._count = 0

    def __iter__(self) -> Iterator[Seat]:
        return iter(tuple(self._seats.values()))

    def __contains__(self, seat: Seat) -> bool:
        return seat.number in self._seats

    @property
    def busy(self) -> bool:
        """Whether anybody has a task."""
        return any(seat.tasks for seat in self)

    @property
    def room(self) -> bool:
        """Whether anybody, or somebody new, could take a task."""
        return self._hiring or any(seat.room for seat in self)

    @property
    def _hiring(self) -> bool:
        return sum(not seat.leaving for seat in self) < self._jobs

    def free(self) -> Seat | None:
        """Whoever can take a task, those without one first; None where nobody is to be hired any more.

        Raises UsageError for options that cannot be used, and ClausecheckError where no worker can be had.
        """
        found = min((seat for seat in self if seat.room), key=lambda one: len(one.tasks), default=None)
        return found if found and (not found.tasks or not self._hiring) else self._hire()

    def fresh(self) -> Seat | None:
        """A worker that has done nothing yet. As `free` otherwise."""
        for seat in self:
            if seat.room and not seat.served:
                return seat
        if not self._hiring:
            self.let_go(next(seat for seat in self if not seat.leaving))
        return self._hire()

    def watch(self, seat: Seat) -> None:
        """Wait for its answers, and for it to read while something waits to be sent to it."""
        self._watched.modify(seat.over, _READ | _WRITE if seat.over.full else _READ, seat)

    def unwatch(self, seat: Seat) -> None:
        """Wait for nothing more from it."""
        with contextlib.suppress(KeyError):
            self._watched.unregister(seat.over)

    def told(self) -> list[tuple[Seat, Ended]]:
        """Who has ended, as the nursery tells; all have, where it is the nursery itself."""
        assert self._nursery
        told = self._nursery.told()
        if told is None:
            ends = [Ended(number=number, status=_LOST) for number in self._seats]
            self._forget_nursery()
        else:
            ends = [told] if isinstance(told, Ended) else []
        return [(seat, end) for end in ends if (seat := self._seats.get(end.number))]

    def end_late(self) -> None:
        """End those whose time for their present task is up."""
        now = time.monotonic()
        for seat in self:
            if seat.tasks and seat.cause is None and now >= seat.until:
                self.end(seat, Cause.TIME)

    def end(self, seat: Seat, cause: Cause | None = None) -> None:
        """End a worker; the nursery will tell how it did."""
        seat.leaving, seat.cause = True, seat.cause or cause
        if self._nursery:
            self._nursery.kill(seat.number)

    def let_go(self, seat: Seat) -> None:
        """End a worker whose work nobody waits for."""
        self.end(seat)
        self.remove(seat)

    def remove(self, seat: Seat) -> None:
        """Forget a worker that has ended."""
        self._seats.pop(seat.number, None)
        self.unwatch(seat)
        seat.over.close()

    def close(self) -> None:
        """End all of them, and the nursery."""
        for seat in self:
            self.remove(seat)
        if self._nursery:
            self._forget_nursery()

    def _hire(self) -> Seat | None:
        for _ in range(_STARTS - 1):
            with contextlib.suppress(KilledEarly):
                nursery = self._started()
                break
        else:
            nursery = self._started()
        if nursery is None:
            return None
        over, theirs = channel()
        self._count += 1
        with theirs:
            nursery.fork(self._count, theirs)
        seat = Seat(number=self._count, over=over, limits=self._order.limits, memory=nursery.memory)
        self._seats[seat.number] = seat
        self._watched.register(seat.over, _READ, seat)
        return seat

    def _started(self) -> Nursery | None:
        """The nursery, ready; None where nobody wants it any more."""
        if self._nursery is not None:
            return self._nursery
        self._nursery = started = Nursery(self._order)
        self._watched.register(started, _READ)
        ready = False
        try:
            ready = started.ready(self._stopped)
        finally:
            if not ready:
                self._forget_nursery()
        return started if ready else None

    def _forget_nursery(self) -> None:
        assert self._nursery
        self._watched.unregister(self._nursery)
        self._nursery.close()
        self._nursery = None
