"""Files as they arrive: one counts once it has stood still for two looks, and again when it was replaced.

Looking is what works on the network folders that uploads arrive in; their changes are told to nobody.
"""

import os
import time
from collections.abc import Callable, Generator, Iterator
from typing import Final, Protocol, TypeVar

PATIENCE: Final = 0.2
"""Seconds of a look after which whoever waits may do something else."""
_SHARE: Final = 5
"""How many times as long as a look itself the pause after it is at least."""

Stamp = tuple[int, ...] | str
"""What tells one state of a file from another."""


class Seen(Protocol):
    """Something that a look finds."""

    @property
    def path(self) -> str:
        """Where it is."""
        ...

    @property
    def fault(self) -> Exception | None:
        """Why it cannot be opened, where that is known already."""
        ...


Thing = TypeVar("Thing", bound=Seen)


class Watch:
    """Remembers what was there at the last look, and what of it has been given on."""

    def __init__(
        self, interval: float, stopped: Callable[[], bool], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`interval` is the pause between two looks in seconds; a look at very many files makes it longer."""
        self._interval, self._stopped, self._clock = interval, stopped, clock
        self._last: dict[str, Stamp] = {}
        self._given: dict[str, Stamp] = {}

    def arrivals(self, look: Callable[[], Iterator[Thing]]) -> Iterator[Thing | None]:
        """What has arrived, until `stopped`; None where there is nothing right now."""
        while not self._stopped():
            took = yield from self._look(look)
            until = self._clock() + max(self._interval, _SHARE * took)
            paused = False
            while not (paused or self._stopped()):
                yield None
                paused = self._clock() >= until

    def _look(self, look: Callable[[], Iterator[Thing]]) -> Generator[Thing | None, None, float]:
        """One look; returns the seconds that it took, without those in which others worked."""
        now: dict[str, Stamp] = {}
        took, began = 0.0, self._clock()
        for thing in look():
            if self._stopped():
                return took
            stamp = now[thing.path] = _stamp(thing)
            fresh = self._last.get(thing.path) == stamp != self._given.get(thing.path)
            if fresh or self._clock() - began > PATIENCE:
                took += self._clock() - began
                if fresh:
                    self._given[thing.path] = stamp
                yield thing if fresh else None
                began = self._clock()
        self._last = now
        return took + self._clock() - began


def _stamp(thing: Seen) -> Stamp:
    if thing.fault:
        return str(thing.fault)
    try:
        found = os.lstat(thing.path)
    except (OSError, ValueError) as fault:
        return str(fault)
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
