"""The time that the asking takes, without the time in which files are only worked on."""

import time


class Stopwatch:
    """A clock in seconds that stands at zero until it is started."""

    def __init__(self) -> None:
        self._began: float | None = None

    def __call__(self) -> float:
        """Seconds since it was started."""
        return 0.0 if self._began is None else time.monotonic() - self._began

    def start(self) -> None:
        """Start it, unless it goes already."""
        if self._began is None:
            self._began = time.monotonic()
