"""The processes of a run, as the kernel tells them."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_PATIENCE: Final = 10.0
"""Seconds that the processes of a killed run get to notice."""


def descendants(root: int) -> list[int]:
    """Every living process that `root` or one of those started, parents first."""
    children: dict[int, list[int]] = {}
    for pid, parent in _parents():
        children.setdefault(parent, []).append(pid)
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found[1:]


def end_those_left(mark: str) -> int:
    """Wait until no process has `mark` in its environment; end those that stay, and return how many there were."""
    until = time.monotonic() + _PATIENCE
    while left := list(_marked(mark.encode())):
        if time.monotonic() > until:
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            return len(left)
        time.sleep(0.02)
    return 0


def _parents() -> Iterator[tuple[int, int]]:
    """Each living process with its parent."""
    for pid in _pids():
        with suppress(OSError):
            state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
            if state != "Z":
                yield pid, int(parent)


def _marked(mark: bytes) -> Iterator[int]:
    for pid in _pids():
        with suppress(OSError):
            if mark in Path(f"/proc/{pid}/environ").read_bytes():
                yield pid


def _pids() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdecimal()]
