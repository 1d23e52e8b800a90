"""Files of strangers opened so that nothing is followed, waited for, or read without end."""

import errno
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from clausecheck.errors import LimitExceeded, UnreadableError
from clausecheck.read.limits import FILE_BYTES

_STEP: Final = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC", "O_NOCTTY"))
_NOT_OPENED: Final = {
    stat.S_IFLNK: "it is a link, which is not followed",
    stat.S_IFIFO: "it is a pipe, which is not opened",
    stat.S_IFSOCK: "it is a socket, which is not opened",
    stat.S_IFCHR: "it is a device, which is not opened",
    stat.S_IFBLK: "it is a device, which is not opened",
}
_LASTING: Final = {
    errno.ENOENT: "is not there",
    errno.ENOTDIR: "is not there",
    errno.EACCES: "may not be read by this user",
    errno.EPERM: "may not be read by this user",
    errno.ELOOP: "is a link, or reached through one, which is not followed",
    errno.ENXIO: "is a pipe or a device without anybody at its other end",
    errno.ENAMETOOLONG: "has a name that is too long for this system",
    errno.EINVAL: "has a name that this system does not know",
}
_CHECK: Final = "check the name, and that you may read the file"


def shown(path: str) -> str:
    r"""A path as text that can be written anywhere, with "/" between its parts; bytes that are no text become \xff."""
    text = path if os.sep == "/" else path.replace(os.sep, "/")
    return os.fsencode(text).decode("utf-8", "backslashreplace")


def last(path: str) -> str:
    """The last part of a path."""
    return path.rpartition(os.sep)[2]


def why_not(mode: int) -> str:
    """Why what has this mode is not opened; empty for a file."""
    return "" if stat.S_ISREG(mode) else _NOT_OPENED.get(stat.S_IFMT(mode), "it is not a regular file")


def lasting(fault: OSError | ValueError, name: str) -> UnreadableError | None:
    """What a fault says of a file; None where it is one of the machine, which may be gone the next time."""
    if isinstance(fault, OSError) and fault.errno not in _LASTING:
        return None
    words = _LASTING[fault.errno or 0] if isinstance(fault, OSError) else _LASTING[errno.EINVAL]
    return UnreadableError(f"{name} {words}", hint=_CHECK)


def open_below(root: str, below: str) -> BinaryIO:
    """Open the file `below` a folder, step by step, so that no link put there in between leads anywhere else.

    Raises UnreadableError for what is not there, may not be read or is no regular file, OSError for other faults.
    """
    name = shown(last(below))
    try:
        handle = _stepped(root, Path(below).parts) if os.open in os.supports_dir_fd else _plain(root, below)
    except (OSError, ValueError) as fault:
        if told := lasting(fault, name):
            raise told from None
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UnreadableError(f"{name} is not a regular file", hint=_CHECK)
    return os.fdopen(handle, "rb")


def read_below(root: str, below: str) -> bytes:
    """The bytes of a file. Raises as `open_below`, and LimitExceeded for more than is read of any file."""
    with open_below(root, below) as stream:
        return read_all(stream, shown(last(below)))


def read_all(stream: BinaryIO, name: str) -> bytes:
    """What is left of a stream. Raises LimitExceeded for more than is read of any file."""
    if stream.seekable() and stream.seek(0, os.SEEK_END) > FILE_BYTES:
        raise too_large(name)
    stream.seek(0)
    data = stream.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise too_large(name)
    return data


def too_large(name: str) -> LimitExceeded:
    """For a file that is larger than what is read."""
    return LimitExceeded(f"{name} is larger than {FILE_BYTES // 1_000_000} MB")


def _stepped(root: str, parts: Sequence[str]) -> int:
    here = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    for number, part in enumerate(parts, 1):
        kind = 0 if number == len(parts) else os.O_DIRECTORY
        try:
            below = os.open(part, os.O_RDONLY | _STEP | kind, dir_fd=here)
        finally:
            os.close(here)
        here = below
    return here


def _plain(root: str, below: str) -> int:
    path = Path(root, below)
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(errno.ELOOP, "")
    return os.open(path, os.O_RDONLY | _STEP)
