"""One run at a time for one folder of results."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from clausecheck.batch.keeping import unkept
from clausecheck.errors import ResultsError

NAME: Final = "journal.lock"
"""The file that is locked; it stays, and holds the number of the process that locked it last."""
_HINT: Final = "wait until it is done, or name another folder with --out"


class Lock:
    """Keeps other runs from a folder. The system lets go of it when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = -1

    def __enter__(self) -> Self:
        """Raises ResultsError where another run holds the folder, or the folder cannot be written."""
        path = self._folder / NAME
        if self._folder.exists() and not self._folder.is_dir():
            raise ResultsError(f"{self._folder.name} is a file, and no folder", hint="name another one with --out")
        flags = os.O_RDWR | os.O_CREAT
        for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOINHERIT", "O_BINARY"):
            flags |= getattr(os, name, 0)
        with unkept(NAME):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, flags, 0o600)
        if not _lock(self._file):
            whose = os.pread(self._file, 20, 0).decode("ascii", "replace").strip() if sys.platform != "win32" else ""
            os.close(self._file)
            told = f" (process {whose})" if whose.isdecimal() else ""
            raise ResultsError(f"another run is writing to {self._folder.name}{told}", hint=_HINT)
        with unkept(NAME):
            os.ftruncate(self._file, 0)
            os.write(self._file, f"{os.getpid()}\n".encode())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._file)


if sys.platform == "win32":
    import msvcrt

    _FAR: Final = 2**30

    def _lock(file: int) -> bool:
        os.lseek(file, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(file, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        """A lock of this process alone: no process that it starts inherits it, and none can hold it longer."""
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True
