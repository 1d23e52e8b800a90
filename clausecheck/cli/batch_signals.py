"""Being told to stop: the first signal ends a batch in good order, the second one at once."""

import signal
import sys
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, Final, Protocol, Self

GRACE: Final = 4.0
"""Seconds that files under way get after the first signal: a mean file takes a third of one, and whoever stops a
service kills it after ten."""
_SHELL: Final = 128
"""What shells add to the number of the signal that ended a program: 130 for Ctrl-C, 143 for SIGTERM."""


class Stops(Protocol):
    """Whatever can be told to stop; see `Engine`."""

    def stop(self, *, now: bool = False) -> None:
        """Begin nothing more; with `now`, leave what was begun as well."""
        ...


class Signals:
    """Within `with`, a signal stops what is `told`; a second one raises KeyboardInterrupt wherever the program is.

    `said` is called within a signal: it may not write through Python's buffers, which may be in use right then. What
    was ignored when the program started, as under nohup, stays ignored.
    """

    def __init__(self, told: Stops, said: Callable[[str], None]) -> None:
        self.code = 0
        """The exit code of a program that was stopped; 0 where no signal came."""
        self._told = told
        self._said = said
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        names = ("SIGINT", "SIGTERM", "SIGHUP")
        for number in (getattr(signal, name) for name in names if hasattr(signal, name)):
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._came)
        if sys.platform != "win32":
            self._before[signal.SIGALRM] = signal.signal(signal.SIGALRM, self._waited)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, before in self._before.items():
            signal.signal(number, before)

    def _came(self, number: int, _: FrameType | None) -> None:
        if self.code:
            raise KeyboardInterrupt
        self.code = _SHELL + number
        self._told.stop()
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, GRACE)
        self._said("stopping: files under way are finished first; once more stops at once")

    def _waited(self, number: int, _: FrameType | None) -> None:  # noqa: ARG002 the form of a handler
        self._told.stop(now=True)
