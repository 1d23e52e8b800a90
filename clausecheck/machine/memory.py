"""How much memory this process holds."""

import sys
from pathlib import Path
from typing import Final

_TABLE: Final = Path("/proc/self/statm")
_SIZE, _RESIDENT = 0, 1
"""Columns of the table, in pages; see proc(5)."""


def held() -> int:
    """Bytes in memory now, those that are shared with other processes too; the most so far where that is unknown."""
    import resource

    try:
        return _pages(_RESIDENT) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def addressed() -> int | None:
    """Bytes of addresses in use, which RLIMIT_AS counts; None where the system does not tell."""
    import resource

    try:
        return _pages(_SIZE) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return None


def _pages(column: int) -> int:
    return int(_TABLE.read_text(encoding="ascii").split()[column])
