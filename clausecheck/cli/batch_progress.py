"""How far a batch has come, on standard error: a bar on a terminal, now and then a line elsewhere, or nothing."""

import os
import sys
import time
from collections.abc import Callable
from typing import Final, Protocol

from clausecheck.batch.running import Event
from clausecheck.cli.batch_tally import Tally
from clausecheck.model.batch import Outcome
from clausecheck.report.visible import fit, visible

EVERY: Final = 10.0
"""Seconds between two lines at most often, but for those at each tenth."""
_PARTS: Final = 10
_MINUTE: Final = 60
_HOUR: Final = 3600


class Display(Protocol):
    """Tells whoever watches what is going on. That nobody can be told is no reason to stop: nothing is raised."""

    def begin(self) -> None:
        """The work begins."""
        ...

    def told(self, event: Event) -> None:
        """Somebody started on a file, or it is done."""
        ...

    def idle(self) -> None:
        """All is done so far, and more may come."""
        ...

    def asked(self, text: str) -> None:
        """How far the asking of a service has come."""
        ...

    def signalled(self, text: str) -> None:
        """Say something within a signal."""
        ...

    def end(self) -> None:
        """The work is over. Harmless where it has not begun, or twice."""
        ...


def display(tally: Tally, *, quiet: bool, verbose: bool) -> Display:
    """What standard error can show; `verbose` names every file."""
    if quiet:
        return Silent()
    if sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        from clausecheck.cli.batch_bar import Bar

        return Bar(tally, verbose=verbose)
    return Lines(tally, verbose=verbose)


class Silent:
    """Says nothing."""

    def begin(self) -> None:
        """See `Display`."""

    def told(self, event: Event) -> None:
        """See `Display`."""

    def idle(self) -> None:
        """See `Display`."""

    def asked(self, text: str) -> None:
        """See `Display`."""

    def signalled(self, text: str) -> None:
        """See `Display`."""

    def end(self) -> None:
        """See `Display`."""


class Lines:
    """A plain line each ten seconds, and at each tenth of the files."""

    def __init__(self, tally: Tally, *, verbose: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._tally = tally
        self._verbose = verbose
        self._clock = clock
        self._last = clock()
        self._part = 0
        self._begun = False
        self._greeted = False

    def begin(self) -> None:
        """See `Display`."""
        self._begun = True
        if not self._greeted and self._tally.total is not None:
            _say(f"{_files(self._tally.total)} to look at")
        self._greeted = True

    def told(self, event: Event) -> None:
        """See `Display`."""
        self._tally.take(event)
        if event.outcome is None:
            return
        if self._verbose:
            _say(named(event))
        total, now = self._tally.total, self._clock()
        part = self._tally.done * _PARTS // total if total else self._part
        if (part > self._part and total and total >= _PARTS) or now - self._last >= EVERY:
            self._part, self._last = part, now
            _say(progress_words(self._tally))

    def idle(self) -> None:
        """See `Display`."""
        if self._tally.total is None:
            _say(f"{progress_words(self._tally)}; waiting for new files")

    def asked(self, text: str) -> None:
        """See `Display`."""
        if (now := self._clock()) - self._last >= EVERY:
            self._last = now
            _say(text)

    def signalled(self, text: str) -> None:
        """See `Display`."""
        try:
            os.write(sys.stderr.fileno(), f"{text}\n".encode("ascii", "replace"))
        except (OSError, ValueError):
            return

    def end(self) -> None:
        """See `Display`."""
        if self._begun:
            self._begun = False
            _say(progress_words(self._tally))


def named(event: Event) -> str:
    """A file and its outcome."""
    how = ", as before" if event.known else ", same as another" if event.same else ""
    return f"{event.outcome}{how}: {visible(event.name)}"


def progress_words(tally: Tally) -> str:
    """How far it has come, in a line."""
    parts = (f"{done_words(tally)}: {counts_words(tally)}", rate_words(tally), left_words(tally))
    return "; ".join(filter(None, parts))


def done_words(tally: Tally) -> str:
    """How many files of how many."""
    return _files(tally.done) if tally.total is None else f"{tally.done:,} of {_files(max(tally.total, tally.done))}"


def counts_words(tally: Tally) -> str:
    """How many of each outcome."""
    counts = ", ".join(f"{tally.counts[outcome]:,} {outcome}" for outcome in Outcome if tally.counts[outcome])
    return f"{counts or 'none yet'}{f' ({tally.known:,} of them before)' if tally.known else ''}"


def rate_words(tally: Tally) -> str:
    """How many files a second or a minute; empty while it is too early to say."""
    rate = tally.rate()
    if rate is None:
        return ""
    return f"{rate:.1f} a second" if rate >= 1 else f"{rate * _MINUTE:.1f} a minute"


def left_words(tally: Tally) -> str:
    """How long it will still take, roughly; empty where that cannot be told."""
    left = tally.left()
    return "" if left is None or tally.done >= (tally.total or 0) else f"about {duration(left)} left"


def duration(seconds: float) -> str:
    """A time as people say it."""
    if seconds < _MINUTE:
        return f"{max(1, round(seconds))} s"
    if seconds < _HOUR:
        return f"{round(seconds / _MINUTE)} min"
    hours, minutes = divmod(round(seconds / _MINUTE), 60)
    return f"{hours} h {minutes:02} min"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"


def _say(text: str) -> None:
    try:
        print(fit(text, sys.stderr.encoding or "ascii"), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return
