"""A worker: a process that does one task after the other, within limits, until nobody is there to give it any."""

import contextlib
import gc
import json
import os
import pickle
import signal
import socket
from pathlib import Path
from typing import Final, Protocol

from clausecheck.batch.engines.local import channel
from clausecheck.batch.limits import WRITTEN_BYTES, Limits
from clausecheck.batch.wire import done_json
from clausecheck.machine.lineage import end_with_parent
from clausecheck.machine.memory import addressed
from clausecheck.model.batch import Done, Task

NO_MEMORY: Final = 77
"""How a worker ends that has no memory left to answer with."""
_RANK: Final = Path("/proc/self/oom_score_adj")
_SWEEP: Final = 20_000
"""New objects between two sweeps for rings of them: at Python's 700, sweeps take a tenth of the time."""


class Doing(Protocol):
    """Whoever does tasks in a worker."""

    def do(self, task: Task) -> Done:
        """Do one task. Whatever goes wrong with it is its outcome."""
        ...


def serve(over: socket.socket, doing: Doing, limits: Limits, parent: int) -> None:
    """Do what comes over the socket and answer; ends this process, and never returns."""
    status = 1
    try:
        os.setsid()
        end_with_parent(parent)
        _bound(limits)
        _offer_first()
        gc.set_threshold(_SWEEP, 20, 50)
        while (frame := channel.receive(over)) is not None:
            task: Task = pickle.loads(frame)  # noqa: S301 from the process that started this one
            _allow(limits.work)
            channel.send(over, json.dumps(done_json(doing.do(task))).encode("ascii"))
        status = 0
    except MemoryError:
        status = NO_MEMORY
    finally:
        os._exit(status)


def _bound(limits: Limits) -> None:
    """Only the soft limits: readers, and programs such as LibreOffice, set their own within the hard ones."""
    import resource

    used = addressed()
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_AS, None if used is None else used + limits.memory),
    ):
        if most is not None:
            _lower(what, most)


def _offer_first() -> None:
    """Where the machine runs out of memory, a worker is ended rather than the process that leads, or another's."""
    with contextlib.suppress(OSError):
        _RANK.write_text("500", encoding="ascii")


def _allow(work: int) -> None:
    """So many more seconds of the processor; a process that has used them up is ended by the system."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + work)


def _lower(what: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(what)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def ignore_signals() -> None:
    """What a terminal or a service manager sends to everybody is for the process that leads; it ends the others."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, signal.SIG_IGN)
