"""The bar of a batch on a terminal, with what is going on below it."""

import sys
from typing import Any, Final, TextIO, cast

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from clausecheck.batch.running import Event
from clausecheck.cli.batch_progress import counts_words, done_words, left_words, named, rate_words
from clausecheck.cli.batch_tally import Tally
from clausecheck.report.visible import fit, trimmed, visible

_REFRESH: Final = 4
"""Times a second."""
_WIDEST: Final = 110
_BAR: Final = 30
_NAME: Final = 40
"""Characters of a file's name."""


class Bar:
    """Drawn over and over by a thread of its own, so that the time goes on while a file takes long."""

    def __init__(self, tally: Tally, *, verbose: bool) -> None:
        self._tally = tally
        self._verbose = verbose
        self._note = ""
        self._asked = ""
        console = Console(file=cast("TextIO", _Calm(sys.stderr)), markup=False, emoji=False, highlight=False)
        self._console = console
        self._live = Live(
            console=console,
            transient=True,
            refresh_per_second=_REFRESH,
            redirect_stdout=False,
            get_renderable=self._drawn,
        )

    def begin(self) -> None:
        """See `Display`."""
        self._live.start(refresh=True)

    def told(self, event: Event) -> None:
        """See `Display`."""
        with self._live._lock:  # noqa: SLF001 the thread that draws must not see half of a change
            self._tally.take(event)
            self._note = "" if self._note == _WAITING else self._note
        if self._verbose and event.outcome is not None:
            self._console.print(self._safe(named(event)), soft_wrap=True)

    def idle(self) -> None:
        """See `Display`."""
        if self._tally.total is None:
            self._note = self._note or _WAITING

    def asked(self, text: str) -> None:
        """See `Display`."""
        self._asked = text

    def signalled(self, text: str) -> None:
        """See `Display`."""
        self._note = text

    def end(self) -> None:
        """See `Display`."""
        self._live.stop()

    def _drawn(self) -> RenderableType:
        tally, width = self._tally, min(self._console.width, _WIDEST)
        head = Table.grid(padding=(0, 2))
        bar = ProgressBar(
            total=None if tally.total is None else max(tally.total, tally.done, 1),
            completed=tally.done,
            width=min(_BAR, width // 3),
        )
        head.add_row(bar, *(self._safe(word(tally)) for word in (done_words, rate_words, left_words)))
        names = ", ".join(trimmed(visible(name.rpartition("/")[2]), _NAME) for name in tally.current)
        rows = [counts_words(tally), f"now: {names}" if names else "", self._asked, self._note]
        return Group(head, *(self._cut(row, width) for row in rows if row))

    def _cut(self, text: str, width: int) -> Text:
        line = Text(self._safe(text), style="dim", no_wrap=True)
        line.truncate(width, overflow="ellipsis")
        return line

    def _safe(self, text: str) -> str:
        return fit(text, self._console.encoding)


_WAITING: Final = "waiting for new files; Ctrl-C ends"


class _Calm:
    """A stream on which nothing fails: a terminal that went away ends no batch."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            return int(self._stream.write(text))
        except (OSError, ValueError):
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except (OSError, ValueError):
            return

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
