"""The process that has loaded everything once and forks workers, which share it.

It is started as a program of its own with the number of a socket to the process that wants workers, and a folder
for files in passing; its order comes on standard input. Once nobody is at the other end of the socket, it ends every
worker, whatever they have started, and itself, and takes the folder away.
"""

import contextlib
import gc
import json
import os
import pickle
import select
import shutil
import signal
import socket
import sys
from dataclasses import asdict

from clausecheck.batch.engines.local.guard import Doing, ignore_signals, serve
from clausecheck.batch.engines.local.order import PACKET, WORDS, Ended, Fault, Order, Ready, Told
from clausecheck.errors import ClausecheckError, UsageError
from clausecheck.machine import fence, lineage
from clausecheck.machine.memory import held

_NOT_FORKED = 1 << 8
"""The status of a process that ended with exit code 1."""
_MEMORY_UNIT = 1024


class Nursery:
    """Forks workers when it is asked to, ends them, and tells how each ended."""

    def __init__(self, over: socket.socket, doing: Doing, order: Order) -> None:
        self._over, self._doing, self._order = over, doing, order
        self._workers: dict[int, int] = {}
        """Process → number of the worker."""
        self._bell, ringing = socket.socketpair()
        self._bell.setblocking(False)
        ringing.setblocking(False)
        self._ringing = ringing
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(ringing.fileno(), warn_on_full_buffer=False)

    def run(self) -> None:
        """Until the other end of the socket is closed."""
        while True:
            ready, _, _ = select.select([self._over, self._bell], [], [])
            if self._bell in ready:
                with contextlib.suppress(BlockingIOError):
                    self._bell.recv(PACKET)
                self._reap()
            if self._over in ready:
                packet, handles, _, _ = socket.recv_fds(self._over, PACKET, 1)
                if not packet:
                    return
                self._obey(json.loads(packet), handles)

    def end(self) -> None:
        """End every worker and all that is left of what they started."""
        while self._workers or lineage.children():
            for pid in (*self._workers, *lineage.children()):
                _kill(pid)
            with contextlib.suppress(ChildProcessError):
                pid, _ = os.wait()
                self._workers.pop(pid, None)

    def _obey(self, asked: dict[str, int], handles: list[int]) -> None:
        if "fork" in asked:
            self._fork(asked["fork"], handles[0])
        for pid in [pid for pid, number in self._workers.items() if number == asked.get("kill")]:
            _kill(pid)

    def _fork(self, number: int, handle: int) -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, handle) as over:
            here = os.getpid()
            try:
                pid = os.fork()
            except OSError:
                self._tell(Ended(number=number, status=_NOT_FORKED))
                return
            if pid == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                for other in (self._over, self._bell, self._ringing):
                    other.close()
                serve(over, self._doing, self._order.limits, here)
            self._workers[pid] = number

    def _reap(self) -> None:
        """Tell of workers that have ended, and end what they left behind: it has become this process's own."""
        while True:
            try:
                pid, status, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                break
            if (number := self._workers.pop(pid, None)) is not None:
                self._tell(Ended(number=number, status=status, memory=used.ru_maxrss * _MEMORY_UNIT))
        for stray in lineage.children():
            if stray not in self._workers:
                _kill(stray)

    def _tell(self, told: Told) -> None:
        tell(self._over, told)


def tell(over: socket.socket, told: Told) -> None:
    """Send what the other end shall know; where nobody is there any more, `run` will see it."""
    with contextlib.suppress(OSError):
        over.send(json.dumps([type(told).__name__, asdict(told)]).encode("ascii"))


def _kill(pid: int) -> None:
    """End a child that has not been waited for, so that its number is nobody else's, and its group."""
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(pid, signal.SIGKILL)


def main() -> None:
    """Load, say so, and fork."""
    over = socket.socket(fileno=int(sys.argv[1]))
    order: Order = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 from the process that started this one
    ignore_signals()
    lineage.adopt()
    if order.fenced:
        fence.enforce(programs=order.programs)
    try:
        from clausecheck.batch.engines.local.warming import warmed

        doing = warmed(order)
    except Exception as fault:  # noqa: BLE001 whatever it is, somebody waits to hear of it
        tell(over, _fault(fault))
        return
    gc.collect()
    gc.freeze()  # a sweep in a worker would write to, and so copy, what it shares
    nursery = Nursery(over, doing, order)
    tell(over, Ready(memory=held()))
    try:
        nursery.run()
    finally:
        nursery.end()
        shutil.rmtree(sys.argv[2], ignore_errors=True)


def _fault(fault: Exception) -> Fault:
    if isinstance(fault, ClausecheckError):
        return Fault(usage=isinstance(fault, UsageError), message=fault.message[:WORDS], hint=fault.hint[:WORDS])
    return Fault(usage=False, message=f"{type(fault).__name__}: {fault}"[:WORDS], hint="")
