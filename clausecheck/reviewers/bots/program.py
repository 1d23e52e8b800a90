"""Runs a program once: bytes in, bytes out, with hard limits on time, memory and output."""

import contextlib
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Final

from clausecheck.reviewers.bots.limits import Limits
from clausecheck.reviewers.bots.strays import MARK, end_strays
from clausecheck.reviewers.grounding import visible

_PART: Final = 1 << 16
_GLANCE: Final = 0.05
"""Seconds between two looks at whether the program has ended while something still holds its output open."""
_REST: Final = 0.5
"""Seconds to read what an ended program left in its pipes."""
LONGEST_WORDS: Final = 200
_FOLDERS: Final = re.compile(r"(?:\b[A-Za-z]:)?[\\/](?:[^\s\\/:'\"]{1,255}[\\/])+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How one run of a program ended."""

    output: bytes = b""
    """What it wrote to standard output; empty where there is trouble."""
    said: str = ""
    """The end of what it wrote to standard error, as it is."""
    trouble: str = ""
    """Why its output is of no use, in plain words; empty where it ended well."""
    seconds: float = 0.0

    @property
    def last_words(self) -> str:
        """The last line of standard error, which names the fault in most languages: visible, short, without folders.

        Reports go to others, and are the same on every machine.
        """
        last = _FOLDERS.sub("", " ".join(visible(self.said.strip().rpartition("\n")[2]).split()))
        return last if len(last) <= LONGEST_WORDS else f"{last[:LONGEST_WORDS]}…"


@dataclass(slots=True)
class _Kept:
    """What is read of one stream while the program runs."""

    most: int
    last: bool = False
    """Whether the end is kept, not the beginning."""
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    worker: threading.Thread | None = None
    stream: IO[bytes] | None = None

    @property
    def over(self) -> bool:
        return self.size > self.most

    def start(self, stream: IO[bytes]) -> threading.Thread:
        """Read to the end of the stream; what is more than `most` is let go, so that nobody waits for a reader."""
        self.stream = stream
        self.worker = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self.worker.start()
        return self.worker

    def finish(self) -> None:
        """Wait until what an ended program left is read, but not for a process that holds the stream open."""
        if self.worker and self.stream:
            self.worker.join(_REST)
            if not self.worker.is_alive():
                self.stream.close()

    def _read(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while part := os.read(stream.fileno(), _PART):
                if self.last:
                    self.parts = [b"".join((*self.parts, part))[-self.most :]]
                elif not self.over:
                    self.parts.append(part)
                self.size += len(part)

    def all(self) -> bytes:
        return b"".join(self.parts)


def run(command: Sequence[str], data: bytes, limits: Limits, environment: Mapping[str, str]) -> Ran:
    """Run a program with `data` on its standard input, and end it and all that it started.

    Raises nothing for whatever the program does; Ctrl-C ends the program as well.
    """
    started, mark = time.monotonic(), os.urandom(16).hex()
    try:
        process = subprocess.Popen(
            list(command),
            env={**environment, MARK: mark},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as fault:
        return Ran(trouble=_not_started(fault))
    output, said = _Kept(limits.answer_bytes), _Kept(limits.said_bytes, last=True)
    try:
        _bound_memory(process.pid, limits.memory_bytes)
        in_time = _converse(process, data, output, said, started + limits.seconds)
    finally:
        _end(process)
        end_strays(mark)
    output.finish()
    said.finish()
    seconds = time.monotonic() - started
    trouble = _trouble(process.returncode, in_time, output, limits)
    return Ran(
        output=b"" if trouble else output.all(),
        said=said.all().decode("utf-8", "replace"),
        trouble=trouble,
        seconds=seconds,
    )


def _converse(process: "subprocess.Popen[bytes]", data: bytes, output: _Kept, said: _Kept, deadline: float) -> bool:
    """Write and read until the program ends or says too much; False where the time was up."""
    assert process.stdin
    assert process.stdout
    assert process.stderr
    said.start(process.stderr)
    reading = output.start(process.stdout)
    threading.Thread(target=_write, args=(process.stdin, data), daemon=True).start()
    while process.poll() is None and not output.over:
        if time.monotonic() >= deadline:
            return False
        reading.join(_GLANCE)
        if not reading.is_alive():  # it has closed its output, so that it is about to end
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, min(1.0, deadline - time.monotonic())))
    return True


def _write(stream: IO[bytes], data: bytes) -> None:
    """A program need not read what it is given."""
    with contextlib.suppress(OSError, ValueError):
        stream.write(data)
    with contextlib.suppress(OSError, ValueError):
        stream.close()


def _bound_memory(pid: int, most: int) -> None:
    """Bound what each process may write to; set from here, because nothing may run between fork and start."""
    with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        for what, value in ((resource.RLIMIT_DATA, most), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.prlimit(pid, what)
            bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.prlimit(pid, what, (bound, bound))


def _end(process: "subprocess.Popen[bytes]") -> None:
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _trouble(code: int, in_time: bool, output: _Kept, limits: Limits) -> str:
    if not in_time:
        return f"it took longer than {limits.seconds:g} seconds"
    if output.over:
        return f"its answer is longer than {limits.answer_bytes // 1_000_000} MB"
    if code < 0:
        return f"it was ended by {_signal(-code)}"
    return f"it ended with exit code {code}" if code else ""


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _not_started(fault: Exception) -> str:
    if isinstance(fault, FileNotFoundError):
        return "there is no such program"
    if isinstance(fault, PermissionError):
        return "its program may not be run"
    return "its program could not be started"
