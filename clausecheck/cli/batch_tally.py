"""How far a batch has come, counted from what it tells."""

import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Final

from clausecheck.batch.running import Event
from clausecheck.model.batch import Outcome

_WINDOW: Final = 60.0
"""Seconds over which the rate is taken."""
_SAMPLES: Final = 240


class Tally:
    """Counts of one run."""

    def __init__(self, total: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self.total = total
        """How many files there are; None while nobody knows."""
        self.counts: Counter[Outcome] = Counter()
        """Files whose outcome is known, by outcome."""
        self.known = 0
        """How many of them an earlier run had done."""
        self.current: dict[str, None] = {}
        """Names of the files under way, the longest first."""
        self._clock = clock
        self._worked = 0
        self._samples: deque[tuple[float, int]] = deque([(clock(), 0)], maxlen=_SAMPLES)

    @property
    def done(self) -> int:
        """How many files have an outcome."""
        return self.counts.total()

    def take(self, event: Event) -> None:
        """Count what was told."""
        if event.outcome is None:
            self.current[event.name] = None
            return
        self.current.pop(event.name, None)
        self.counts[event.outcome] += 1
        self.known += event.known
        self._worked += not (event.known or event.same)
        now = self._clock()
        if now - self._samples[-1][0] >= _WINDOW / _SAMPLES:
            self._samples.append((now, self._worked))

    def rate(self) -> float | None:
        """Files a second of late, without those that were done before; None while it is too early to say."""
        now = self._clock()
        began, worked = next((one for one in self._samples if now - one[0] <= _WINDOW), self._samples[-1])
        if now - began < 1 or self._worked == worked:
            return None
        return (self._worked - worked) / (now - began)

    def left(self) -> float | None:
        """Seconds until all is done, if it goes on like this; None where that cannot be told."""
        rate = self.rate()
        return None if self.total is None or not rate else max(0, self.total - self.done) / rate
