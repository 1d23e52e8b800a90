"""Ties between a process and those that it starts, so that none outlives what it was started for (Linux, prctl(2))."""

import os
import signal
import sys
from pathlib import Path

_DEATH_SIGNAL, _ADOPT = 1, 36
"""PR_SET_PDEATHSIG and PR_SET_CHILD_SUBREAPER of linux/prctl.h."""


def end_with_parent(parent: int) -> None:
    """Let this process be killed once its parent is gone, however that ends; at once where `parent` is gone already."""
    if _control(_DEATH_SIGNAL, signal.SIGKILL) and os.getppid() != parent:
        os._exit(1)


def adopt() -> bool:
    """Become the parent of every descendant whose own parent is gone; False where the system knows no such thing."""
    return _control(_ADOPT, 1)


def children() -> list[int]:
    """The processes whose parent is this thread, adopted ones too; none where the system does not list them."""
    try:
        return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def _control(what: int, value: int) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    try:
        return bool(ctypes.CDLL(None).prctl(what, value, 0, 0, 0) == 0)
    except (OSError, AttributeError):
        return False
