"""A cluster of several machines, all of them this one: each has its own processes, and the same commands start them."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

RAY = Path(sys.executable).with_name("ray")
_STORE = 100_000_000
"""Shared memory of each, in bytes: about the least that Ray takes."""
_SECONDS = 90.0


class Nodes:
    """Several nodes of a cluster."""

    def __init__(self, address: str, folder: Path, env: dict[str, str]) -> None:
        self.address, self.folder, self.env = address, folder, env
        self.started: list[subprocess.Popen[bytes]] = []

    def add(self, *words: str) -> None:
        command = [RAY, "start", *words, "--num-cpus=1", f"--object-store-memory={_STORE}", "--disable-usage-stats"]
        with (self.folder / "said.log").open("ab") as said:
            self.started.append(subprocess.Popen([*command, "--block"], env=self.env, stdout=said, stderr=said))

    def hosts(self) -> dict[int, int]:
        """Processes of ours that host the workers of a node, with the raylet that each belongs to."""
        return {pid: _parent(pid) for pid in self._processes() if command_of(pid).startswith("ray::Machine")}

    def said(self) -> str:
        """What the commands have said."""
        return (self.folder / "said.log").read_text(encoding="utf-8", errors="replace")

    def wait(self, true: Callable[[], bool]) -> None:
        """Until something is true of it."""
        until = time.monotonic() + _SECONDS
        while not true():
            assert time.monotonic() < until, self.said()
            time.sleep(0.1)

    def end(self) -> None:
        """At once: a polite end waits for half a minute."""
        ours = self._processes()
        for process in self.started:
            process.kill()
            process.wait()
        for pid in ours:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _processes(self) -> list[int]:
        """All of the cluster: they have its folder in their environment, or were started by one that has."""
        mark = f"RAY_TMPDIR={self.folder}".encode()
        every = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]
        marked = {pid for pid in every if mark in _read(pid, "environ").split(b"\0")}
        return [pid for pid in every if pid in marked or _parent(pid) in marked]


@contextmanager
def cluster(count: int) -> Iterator[Nodes]:
    """So many nodes with one core each."""
    with tempfile.TemporaryDirectory(prefix="cc", dir="/tmp", ignore_cleanup_errors=True) as folder:
        port = _free_port()
        env = os.environ | {"RAY_TMPDIR": folder, "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": os.urandom(32).hex()}
        nodes = Nodes(f"127.0.0.1:{port}", Path(folder), env)
        try:
            nodes.add("--head", f"--port={port}", f"--temp-dir={folder}", "--include-dashboard=false")
            nodes.wait(lambda: _listens(port))
            for _ in range(count - 1):
                nodes.add(f"--address=127.0.0.1:{port}")
            nodes.wait(lambda: nodes.said().count("Ray runtime started") == count)
            yield nodes
        finally:
            nodes.end()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def command_of(pid: int) -> str:
    """Of a process; empty where it has ended."""
    return _read(pid, "cmdline").replace(b"\0", b" ").decode("utf-8", "replace")


def _parent(pid: int) -> int:
    fields = _read(pid, "stat").rpartition(b")")[2].split()
    return int(fields[1]) if fields else 0
