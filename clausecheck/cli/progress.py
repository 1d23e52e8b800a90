"""How far a long command has come, on a terminal alone."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clausecheck.model import Exchange
    from clausecheck.model.estimate import Progress


def progress(what: str, *, quiet: bool = False) -> Callable[[int, int], None] | None:
    """What a command calls with how many are done, of how many; None where nobody would see it.

    One line on standard error, written over and in the end taken away, at each hundredth part.
    """
    if quiet or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        if done == total:
            sys.stderr.write("\r\x1b[K")
        elif done * 100 // total > (done - 1) * 100 // total:
            sys.stderr.write(f"\r{done} of {total} {what}")
        sys.stderr.flush()

    return show


def asking(
    *, quiet: bool = False, heard: "Callable[[Exchange], None] | None" = None
) -> "Callable[[Progress], None] | None":
    """What a reviewer calls with how far the asking has come; None where nobody would see it.

    One line on standard error, written over, and in the end taken away. `heard` is given each exchange as it comes.
    """
    seen = not quiet and sys.stderr.isatty()

    def show(now: "Progress") -> None:
        if heard and now.last:
            heard(now.last)
        if seen:
            sys.stderr.write("\r\x1b[K" if now.done == now.questions else f"\r\x1b[K{asking_words(now)}")
            sys.stderr.flush()

    return show if seen or heard else None


def asking_words(now: "Progress") -> str:
    """How far the asking has come, in a line."""
    waited = f"batch {now.batch}: {now.missing} missing; " if now.batch else ""
    cost = "" if now.cost_usd is None else f", ${now.cost_usd:.4f}"
    tokens = f"{now.input_tokens + now.output_tokens:,} tokens"
    return f"{waited}{now.done} of {now.questions} questions answered, {now.clauses} clauses, {tokens}{cost}"
