"""What goes wrong when results are kept, in words for people."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from clausecheck.errors import ResultsError

_FULL: Final = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_AGAIN: Final = "all that is done is kept: make room, and run the same command again to go on"
_SQLITE_FULL: Final = 13
_BUSY: Final = frozenset({5, 6})
_PRIMARY: Final = 0xFF
"""The part of SQLite's error code that names the kind."""


@contextmanager
def unkept(name: str) -> Iterator[None]:
    """Turns a fault of the disk or of the database into a ResultsError about the file `name`."""
    try:
        yield
    except OSError as fault:
        hint = _AGAIN if fault.errno in _FULL else ""
        raise ResultsError(f"{name} cannot be written: {fault.strerror or fault}", hint=hint) from fault
    except sqlite3.Error as fault:
        kind = getattr(fault, "sqlite_errorcode", 0) & _PRIMARY
        if kind in _BUSY:
            raise ResultsError(f"{name} is in use by another program", hint="close it, and try again") from fault
        raise ResultsError(f"{name} cannot be written: {fault}", hint=_AGAIN if kind == _SQLITE_FULL else "") from fault
