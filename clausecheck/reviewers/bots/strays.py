"""Processes that a bot left behind outside its process group: found by a mark in their environment, and ended."""

import contextlib
import os
import signal
from pathlib import Path
from typing import Final

MARK: Final = "CLAUSECHECK_BOT_RUN"
"""The environment variable that marks one run of a bot, and so whatever it starts."""

_PROCESSES: Final = Path("/proc")
_SWEEPS: Final = 5
"""How often is looked again, for what was started while the last ones were ended."""


def end_strays(mark: str) -> None:
    """End every process of this user that has the mark, where the system lists their environments (Linux).

    A program that starts another with an empty environment is not found.
    """
    wanted = f"{MARK}={mark}".encode()
    for _ in range(_SWEEPS):
        found = [pid for pid in _pids() if wanted in _environment(pid).split(b"\0")]
        for pid in found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        if not found:
            return


def _pids() -> list[int]:
    with contextlib.suppress(OSError):
        return [int(entry.name) for entry in os.scandir(_PROCESSES) if entry.name.isdigit()]
    return []


def _environment(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return (_PROCESSES / str(pid) / "environ").read_bytes()
    return b""
