"""How long a service that is down is waited for, by everybody together."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 1800.0
"""Seconds without an answer after which a service that has answered before is given up."""
_STRANGER: Final = 2
"""Faults in a row after which one who has never answered is given up."""
_FIRST: Final = 2.0
_LONGEST_PAUSE: Final = 120.0


@dataclass(slots=True)
class Outage:
    """Faults in a row, of all questions together. Times are seconds on `clock`."""

    clock: Callable[[], float]
    longest: float = LONGEST
    known: bool = False
    """Whether it has ever answered."""
    _faults: int = 0
    _since: float = 0.0

    def answered(self) -> None:
        """It is there."""
        self.known, self._faults = True, 0

    def failed(self) -> float:
        """It failed after all tries: how many seconds to leave it alone."""
        if not self._faults:
            self._since = self.clock()
        self._faults += 1
        return min(_FIRST * 2.0 ** min(self._faults - 1, 10), _LONGEST_PAUSE)

    @property
    def hopeless(self) -> bool:
        """Whether to ask nothing more."""
        if not self.known:
            return self._faults >= _STRANGER
        return self._faults > 0 and self.clock() - self._since > self.longest
