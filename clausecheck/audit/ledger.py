"""The file that holds a record: who may read it, and how a line is added to it by several writers at once."""

import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from clausecheck.audit.chain import Head, line, link, may_be_torn
from clausecheck.errors import AuditError
from clausecheck.resources import data_folder

WAIT: Final = 10.0
"""Seconds to wait for another process that is writing."""
_PAUSE: Final = 0.01
_BLOCK: Final = 65_536
_OTHERS: Final = 0o077
"""What anybody but the owner may do."""


def default_path() -> Path:
    """The record in the user's data folder; it need not be there."""
    return data_folder() / "audit.jsonl"


def append(
    path: Path, record: Mapping[str, Any], *, anchor: Path | None = None, wait: float = WAIT
) -> tuple[Head, tuple[str, ...]]:
    """Add a record to the end of the chain, on the disk when this returns, and bring the anchor up to it.

    Returns the new head, and sentences on what the user should know. Raises AuditError where nothing could be added;
    the file is then as it was.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = not path.exists()
        with _opened(path) as file, _locked(file, wait):
            said = _only_ours(file, path.name)
            before, torn, ended = _end(file)
            known = _known(anchor)
            raw, head = line(before, record, torn)
            _write(file, (b"" if ended else b"\n") + raw + b"\n")
            if new:
                _keep_name(path.parent)
            if torn:
                said += (f"{path.name}: an earlier line was cut off while it was written; it is kept, and marked",)
            return head, said + (_advanced(anchor, known, path, before, head) if anchor else ())
    except OSError as fault:
        raise AuditError(f"{path.name} cannot be written: {fault.strerror or fault}", hint=_DISK) from fault


_DISK: Final = "check the disk and the permissions, or name another file with --audit"


def _known(anchor: Path | None) -> Head | None:
    """The head that an anchor names; None where there is no anchor yet."""
    if anchor is None or not anchor.exists():
        return None
    from clausecheck.audit.anchoring import read

    return read(anchor)


def _advanced(anchor: Path, known: Head | None, path: Path, before: Head, head: Head) -> tuple[str, ...]:
    from clausecheck.audit.anchoring import advance

    try:
        return advance(anchor, known, path, before, head)
    except OSError as fault:
        return (f"the anchor {anchor.name} cannot be written: {fault.strerror or fault}; it is as it was",)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
        flags |= getattr(os, name, 0)
    if path.is_symlink():
        raise AuditError(f"{path.name} is a link; a record is kept in a file of its own", hint=_DISK)
    file = os.open(path, flags, 0o600)
    try:
        yield file
    finally:
        os.close(file)


def _only_ours(file: int, name: str) -> tuple[str, ...]:
    """Take from others what they may do with the file, and say so."""
    found = os.fstat(file)
    if not stat.S_ISREG(found.st_mode):
        raise AuditError(f"{name} is no ordinary file", hint=_DISK)
    if sys.platform == "win32" or not found.st_mode & _OTHERS:
        return ()
    if found.st_uid != os.geteuid():
        raise AuditError(f"{name} belongs to another user", hint=_DISK)
    os.fchmod(file, 0o600)
    return (f"{name} could be read by others; now it is yours alone",)


@contextmanager
def _locked(file: int, wait: float) -> Iterator[None]:
    """Hold the file for oneself; the system lets go of it also where the program is killed."""
    until = time.monotonic() + wait
    while not _lock(file):
        if time.monotonic() >= until:
            raise AuditError("another process holds the record", hint="wait until it is done, and review again")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        _unlock(file)


if sys.platform == "win32":
    import msvcrt

    _FAR: Final = 2**62
    """A place after all bytes: what is locked there cannot be read by others, so it is not a place that holds any."""

    def _lock(file: int) -> bool:
        os.lseek(file, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def _end(file: int) -> tuple[Head, bytes, bool]:
    """The last whole line, the torn bytes after it, and whether the file ends with a line break.

    Raises AuditError where the last line is neither whole nor torn: somebody has changed it.
    """
    size = os.fstat(file).st_size
    if not size:
        return Head(), b"", True
    back, tail = _BLOCK, b""
    while True:
        start = max(0, size - back)
        tail = _read(file, start, size)
        lines = tail.split(b"\n")
        ended = not lines[-1]
        if ended:
            lines.pop()
        whole = lines if start == 0 else lines[1:]
        for number in range(len(whole) - 1, -1, -1):
            if found := link(whole[number]):
                return found.head, _after(whole, number), ended
            if not may_be_torn(whole[number]) or (ended and number == len(whole) - 1):
                raise AuditError("the last line of the record was changed; nothing was added to it", hint=_CHANGED)
        if start == 0:
            return Head(), tail, ended
        back *= 4


_CHANGED: Final = "look at it with: clausecheck audit verify; move the file away to begin a new record"


def _after(lines: list[bytes], number: int) -> bytes:
    """The torn bytes after a line: all that follows its line break."""
    return b"\n".join(lines[number + 1 :])


def _read(file: int, start: int, end: int) -> bytes:
    os.lseek(file, start, os.SEEK_SET)
    parts = []
    while start < end and (part := os.read(file, end - start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)


def _write(file: int, data: bytes) -> None:
    """Write all of it, or nothing."""
    size = os.fstat(file).st_size
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        os.fsync(file)
    except OSError:
        os.ftruncate(file, size)
        raise


def _keep_name(folder: Path) -> None:
    """Put the name of a new file on the disk."""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
