"""How far a long command has come, on a terminal alone."""

import sys
from collections.abc import Callable


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
