"""Whether an answer gets anywhere: a server that sends a letter now and then would keep anybody waiting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LEAST_PACE: Final = 1.0
"""Characters a second; the slowest models on small machines write some ten."""


@dataclass(slots=True)
class Pace:
    """Looks at an answer as it comes, once in each `seconds`."""

    clock: Callable[[], float]
    seconds: float
    _since: float = -1.0
    _characters: int = 0

    def lost(self, characters: int) -> bool:
        """Told of so many more characters: whether too few have come since the last look."""
        now = self.clock()
        if self._since < 0:
            self._since = now
        self._characters += characters
        passed = now - self._since
        if passed < self.seconds:
            return False
        lost = self._characters < passed * LEAST_PACE
        self._since, self._characters = now, 0
        return lost
