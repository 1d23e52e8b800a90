"""One pace for everybody who asks the same service: what it asks of one of them holds for all."""

import threading
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Final

from clausecheck.reviewers.claude.line import Line, Reply
from clausecheck.reviewers.claude.retry import Fault

LONGEST: Final = 300.0
"""Seconds that everybody is kept waiting at most, whatever the service asks for."""
_LOOKED_BACK: Final = 60.0
"""Seconds over which the pace is measured that was too much."""
_SLOWER: Final = 0.5
_FASTER: Final = 1.1
"""By how much the pace grows with each answer, until the service complains again."""
_SLOWEST: Final = 1 / 60
"""Requests a second."""
_LOOK: Final = 0.2
_NEARLY: Final = 1e-6
"""Of a turn: what is missing by rounding alone."""


class Limiter:
    """A bucket of turns: full at first and without a bound, it fills at a pace once the service was asked too much.

    For many threads. Times are seconds on `clock`.
    """

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], object], burst: int) -> None:
        """`burst` turns may be taken at once."""
        self._clock, self._sleep, self._burst = clock, sleep, burst
        self._turns, self._filled = float(burst), clock()
        self._pace: float | None = None
        self._closed_until, self._complaints = 0.0, 0
        self._taken: deque[float] = deque()
        self._lock = threading.Lock()

    def take(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Wait for a turn, or until it was `stopped`."""
        while not stopped() and (wait := self._wait()) > 0:
            self._sleep(min(wait, _LOOK))

    def answered(self) -> None:
        """An answer came: the pace may grow."""
        with self._lock:
            self._complaints = 0
            self._pace = None if self._pace is None else self._pace * _FASTER

    def pause(self, seconds: float) -> None:
        """Nobody asks for so long."""
        with self._lock:
            self._closed_until = max(self._closed_until, self._clock() + min(seconds, LONGEST))

    def complained(self, fault: Fault) -> None:
        """The service has too much to do: everybody waits as long as it asks for, and then asks at half the pace."""
        now = self._clock()
        with self._lock:
            if now >= self._closed_until:  # one complaint; those that were under way say the same again
                self._complaints += 1
                measured = self._measured(now)
                self._pace = max(_SLOWEST, _SLOWER * min(measured, self._pace or measured))
                self._turns = 0.0
        self.pause(fault.wait if fault.wait is not None and fault.wait >= 0 else 2.0**self._complaints)

    def _measured(self, now: float) -> float:
        """Requests a second of late."""
        late = [taken for taken in self._taken if taken > now - _LOOKED_BACK]
        return len(late) / max(1.0, now - late[0]) if late else _SLOWEST

    def _wait(self) -> float:
        """Seconds until there may be a turn; 0 where one was taken."""
        now = self._clock()
        with self._lock:
            if now < self._closed_until:
                return self._closed_until - now
            if self._pace is not None:
                since = max(0.0, now - max(self._filled, self._closed_until))
                self._turns = min(self._burst, self._turns + since * self._pace)
                self._filled = now
                if self._turns < 1 - _NEARLY:
                    return (1 - self._turns) / self._pace
                self._turns -= 1
            self._taken.append(now)
            while self._taken and self._taken[0] <= now - _LOOKED_BACK:
                self._taken.popleft()
            return 0.0


class PacedLine:
    """A line on which every request waits for its turn."""

    def __init__(self, line: Line, limiter: Limiter, stopped: Callable[[], bool]) -> None:
        self._line, self._limiter, self._stopped = line, limiter, stopped

    def send(self, body: Mapping[str, Any]) -> Reply:
        """See `Line`."""
        self._limiter.take(self._stopped)
        try:
            reply = self._line.send(body)
        except Fault as fault:
            if fault.crowded or fault.wait:
                self._limiter.complained(fault)
            raise
        self._limiter.answered()
        return reply

    def count(self, body: Mapping[str, Any]) -> int:
        """See `Line`. Counting is free, and no part of what is limited."""
        return self._line.count(body)

    def close(self) -> None:
        """See `Line`."""
        self._line.close()
