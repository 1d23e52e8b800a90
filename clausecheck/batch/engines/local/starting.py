"""The nursery, as seen by the process that wants workers."""

import contextlib
import json
import os
import pickle
import re
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from clausecheck.batch.engines.local.folder import PassingFolder
from clausecheck.batch.engines.local.order import PACKET, Ended, Fault, Order, Ready, Told
from clausecheck.errors import ClausecheckError, UsageError

_PROGRAM: Final = """\
import json, sys
sys.path[:] = json.loads(sys.argv.pop())
from clausecheck.batch.engines.local.nursery import main
main()
"""
_GLANCE: Final = 0.1
"""Seconds between two looks at whether somebody wants to stop."""
_LEAVE: Final = 10.0
"""Seconds that it gets to end its workers; that takes milliseconds."""
_SECRETS: Final = re.compile("KEY|TOKEN|SECRET|PASSW|CREDENTIAL|AUTH", re.ASCII | re.IGNORECASE)
_ONE_THREAD: Final = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""A worker is for one core: others have workers of their own."""
_TOLD: Final[dict[str, type[Any]]] = {kind.__name__: kind for kind in (Ended, Ready, Fault)}


class KilledEarly(ClausecheckError):
    """The nursery was killed before it was ready: another one may fare better."""


class Nursery:
    """Starts the program that forks workers, and talks to it. Leaves nothing behind, whoever dies when."""

    def __init__(self, order: Order) -> None:
        self.memory = 0
        """Bytes that a worker holds from its start, once `ready`."""
        self._limits = order.limits
        self._over, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._folder = PassingFolder()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _PROGRAM, str(theirs.fileno()), self._folder.path, _modules()],
                env=_environment(self._folder.path, keep=not order.fenced),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        assert self._process.stdin
        with contextlib.suppress(BrokenPipeError), self._process.stdin as orders:
            orders.write(pickle.dumps(order))

    def fileno(self) -> int:
        """The number by which the system knows the socket to it."""
        return self._over.fileno()

    def ready(self, stopped: Callable[[], bool]) -> bool:
        """Wait until workers can be had; False where `stopped` says that nobody wants them any more.

        Raises UsageError for options that cannot be used, KilledEarly, and ClausecheckError for anything else.
        """
        until = time.monotonic() + self._limits.starting
        while time.monotonic() < until and not stopped():
            if not select.select([self._over], [], [], _GLANCE)[0]:
                continue
            match self.told():
                case Ready(memory=memory):
                    self.memory = memory
                    return True
                case Fault(usage=usage, message=message, hint=hint):
                    raise (UsageError if usage else ClausecheckError)(message, hint=hint)
                case _:
                    raise self._ended_early()
        if stopped():
            return False
        raise ClausecheckError(f"the workers were not ready within {self._limits.starting:.0f} seconds")

    def fork(self, number: int, theirs: socket.socket) -> None:
        """Have a worker with this number at the other end of a channel."""
        self._ask({"fork": number}, theirs.fileno())

    def kill(self, number: int) -> None:
        """End a worker and its readers; that it has ended is told afterwards."""
        self._ask({"kill": number})

    def told(self) -> Told | None:
        """What it tells next; None where it is gone. Waits for it."""
        try:
            packet = self._over.recv(PACKET)
        except ConnectionResetError:
            return None
        if not packet:
            return None
        name, fields = json.loads(packet)
        told: Told = _TOLD[name](**fields)
        return told

    def close(self) -> None:
        """End it and all workers."""
        self._over.close()
        try:
            self._process.wait(_LEAVE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._folder.close()

    def _ended_early(self) -> ClausecheckError:
        words = "the workers could not be started: their first process ended"
        try:
            killed = self._process.wait(_LEAVE) < 0
        except subprocess.TimeoutExpired:
            killed = False
        return KilledEarly(words) if killed else ClausecheckError(words)

    def _ask(self, asked: dict[str, int], *handles: int) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # told() says that it is gone
            socket.send_fds(self._over, [json.dumps(asked).encode("ascii")], list(handles))


def _modules() -> str:
    """Where this process finds modules, so that the other one has the same program."""
    return json.dumps([path or str(Path.cwd()) for path in sys.path])


def _environment(folder: str, *, keep: bool) -> dict[str, str]:
    """This environment without secrets: workers ask no service, and have opened what strangers sent.

    With `keep` as it is, for a bot of the user's own, which is given its part of it.
    """
    kept = {name: value for name, value in os.environ.items() if keep or not _SECRETS.search(name)}
    return kept | _ONE_THREAD | {"TMPDIR": folder}
