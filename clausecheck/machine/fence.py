"""A fence: from here on, nothing in this process, and nothing that it starts, can connect to anything.

It stands around the whole program with `--offline`, and around every process that reads uploads of a batch, always.

Two fences. Python's own audit events refuse every socket but a pair within this process, every look-up of a name and
every connection: on all systems, for this process and the readers that are forked from it. On Linux the kernel refuses
them too (seccomp), for libraries in C and for every program that is started, such as LibreOffice and tesseract. Where
the kernel cannot do that, no other program is started at all, but where the caller says that programs may be.
"""

import errno
import sys
from typing import Any, Final

_CONNECTING: Final = frozenset(
    {
        "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname",
        "socket.gethostbyaddr", "socket.getnameinfo", "webbrowser.open",
    }
)  # fmt: skip
_STARTING: Final = frozenset(
    {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.startfile/2", "os.system"}
)
_LOCAL: Final = 1
"""The family of sockets within one machine, which pipes of a process with itself are made of (AF_UNIX)."""

_fenced = False
_alone = False


class Refused(PermissionError):
    """Something tried to connect."""

    def __init__(self) -> None:
        super().__init__(errno.EACCES, "no connection is allowed here")


def enforce(*, programs: bool = False) -> None:
    """Make any connection impossible until this process ends. It cannot be taken back; twice is harmless.

    `programs`: others may be started even where the kernel cannot keep them from connecting. To be called before
    another thread runs: the kernel's fence is of the calling thread and all that it starts.
    """
    global _fenced, _alone  # noqa: PLW0603 an audit hook cannot be removed, so it is a fact of the whole process
    if _fenced:
        return
    _fenced = True
    from clausecheck.machine import kernel

    sys.addaudithook(_refuse_connections)
    if not kernel.fence() and not programs:
        _alone = True
        sys.addaudithook(_refuse_programs)


def starts_programs() -> bool:
    """Whether this process may start another program."""
    return not _alone


def _refuse_connections(event: str, args: tuple[Any, ...]) -> None:
    if event in _CONNECTING:
        raise Refused
    if event == "socket.__new__" and args[1] != _LOCAL:
        raise Refused
    if event == "socket.sendmsg" and args[1] is not None:
        raise Refused


def _refuse_programs(event: str, _: tuple[Any, ...]) -> None:
    if event in _STARTING:
        raise Refused
