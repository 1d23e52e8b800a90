"""How much memory this process holds."""

from pathlib import Path
from typing import Final

_TABLE: Final = Path("/proc/self/statm")
_SIZE, _RESIDENT = 0, 1
"""Columns of the table, in pages; see proc(5)."""


def held() -> int:
    """Bytes in memory now, those that are shared with other processes too; 0 where the system does not tell."""
    return _column(_RESIDENT) or 0


def addressed() -> int | None:
    """Bytes of addresses in use, which RLIMIT_AS counts; None where the system does not tell."""
    return _column(_SIZE)


def _column(column: int) -> int | None:
    try:
        import resource

        return int(_TABLE.read_text(encoding="ascii").split()[column]) * resource.getpagesize()
    except (ImportError, OSError, ValueError, IndexError):
        return None
