"""Why a reading process ended before it answered."""

import os
import signal
import sys
from typing import TYPE_CHECKING, Final

from clausecheck import errors
from clausecheck.read import limits

if TYPE_CHECKING:
    import resource

_MEMORY_UNIT: Final = 1 if sys.platform == "darwin" else 1024
_NEARLY: Final = 0.9
"""The share of its time from which on the system may have ended it, whose clock is not this one."""


def death(name: str, status: int, used: "resource.struct_rusage", work: int) -> errors.ClausecheckError:
    """The fault of the file, or of whoever killed its reader, which might use the processor for `work` seconds."""
    if _memory(used) > limits.MEMORY_BYTES // 2:
        return errors.LimitExceeded(f"{name} needs more memory than is allowed")
    if killed(status, used, work):
        return errors.WorkerLost(f"the process that read {name} was killed, twice")
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
        return errors.LimitExceeded(f"{name} takes too long to read (more than {work} seconds of work)")
    return errors.DamagedFile(f"{name} could not be read: the reader stopped on it")


def killed(status: int, used: "resource.struct_rusage", work: int) -> bool:
    """Whether somebody else ended it: it was killed, and had used up neither time nor memory."""
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        return False
    return used.ru_utime + used.ru_stime < _NEARLY * work and _memory(used) <= limits.MEMORY_BYTES // 2


def _memory(used: "resource.struct_rusage") -> int:
    """The most that it held, in bytes."""
    return used.ru_maxrss * _MEMORY_UNIT
