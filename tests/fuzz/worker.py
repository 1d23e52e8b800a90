"""A process that checks one case after the other, and dies of a case that cannot be survived."""

import contextlib
import os
import resource
import select
import signal
import time
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clausecheck.read import limits
from tests.fuzz.cases import Target, case
from tests.fuzz.invariants import check

THOROUGH = 20
"""Every so many cases are checked twice and reviewed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case ended."""

    number: int
    told: str
    """What `check` said, or what went wrong."""
    seconds: float
    failed: bool = False


def outcomes(target: Target, seed: int, first: int, deadline: float) -> Iterator[Outcome]:
    """The cases from `first` on, in processes of their own; one that outlasts `deadline` seconds ends its process."""
    while True:
        for outcome in _one_process(target, seed, first, deadline):
            first = outcome.number + 1
            yield outcome


def _one_process(target: Target, seed: int, first: int, deadline: float) -> Iterator[Outcome]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _work(target, seed, first, writing)
    os.close(writing)
    number = first
    try:
        with os.fdopen(reading, "rb", buffering=0) as lines:
            for line in _lines(lines.fileno(), deadline):
                told, seconds, failed = line.rsplit("\t", 2)
                yield Outcome(number, told.replace("\v", "\n"), float(seconds), failed == "1")
                number += 1
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        pid = 0
        killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        late = killed == signal.SIGKILL
        yield Outcome(number, "too slow" if late else f"the process died of signal {killed}", deadline, True)
    finally:
        if pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _lines(reading: int, deadline: float) -> Iterable[str]:
    """What the worker writes; ends when it has died or said nothing for `deadline` seconds."""
    rest = b""
    while select.select([reading], [], [], deadline)[0]:
        part = os.read(reading, 1 << 16)
        if not part:
            return
        *whole, rest = (rest + part).split(b"\n")
        yield from (line.decode("utf-8", "replace") for line in whole)


def _work(target: Target, seed: int, number: int, writing: int) -> None:
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + limits.MEMORY_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        while True:
            begun, failed = time.process_time(), False
            try:
                told = check(case(target, seed, number), f"fuzz{target.suffix}", thorough=number % THOROUGH == 0)
            except MemoryError:
                told = "MemoryError"
            except Exception:  # noqa: BLE001 - whatever is raised is what is looked for
                told, failed = traceback.format_exc(limit=-6), True
            line = told.replace("\n", "\v").replace("\t", " ")
            os.write(writing, f"{line}\t{time.process_time() - begun:.3f}\t{int(failed)}\n".encode())
            number += 1
    finally:
        os._exit(0)
