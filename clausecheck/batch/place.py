"""Where results go: a folder in which each file is replaced whole or not at all."""

import errno
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from clausecheck.batch.keeping import unkept
from clausecheck.batch.naming import REVIEWS

_BEGIN: Final = ".clausecheck-"
_END: Final = ".tmp"
_CANNOT: Final = frozenset({errno.EINVAL, errno.ENOTSUP})
"""What disks say, most of them in the network, whose folders cannot be flushed."""


class Place(Protocol):
    """Holds results by name: "results.csv", "reviews/msa.docx-1f…-seller.json"."""

    def write(self, name: str, data: bytes) -> None:
        """Replace a file: on the disk when this returns, and never half of it. Raises ResultsError."""
        ...

    def writing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Replace a file by what is written to the stream, which can be read and sought; see `write`."""
        ...

    def digest(self, name: str) -> str | None:
        """The SHA-256 of a file in hexadecimal digits; None where there is none that can be read."""
        ...


class Folder:
    """A folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, data: bytes) -> None:
        """See `Place`."""
        with self.writing(name) as stream:
            stream.write(data)

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """See `Place`."""
        path = self.root / name
        with unkept(name):
            _make_folder(path.parent)
            temporary = path.with_name(f"{_BEGIN}{os.getpid()}-{os.urandom(4).hex()}{_END}")
            try:
                with temporary.open("x+b") as stream:
                    yield stream
                    stream.flush()
                    os.fsync(stream.fileno())
                temporary.replace(path)
                keep_names(path.parent)
            finally:
                temporary.unlink(missing_ok=True)

    def digest(self, name: str) -> str | None:
        """See `Place`."""
        try:
            with (self.root / name).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return None

    def tidy(self) -> None:
        """Remove what runs that were killed had begun to write. Nobody else may be writing. Raises ResultsError."""
        with unkept(self.root.name):
            for folder in (self.root, self.root / REVIEWS):
                for path in folder.glob(f"{_BEGIN}*{_END}"):
                    path.unlink(missing_ok=True)


def keep_names(folder: Path) -> None:
    """Put the names of a folder on the disk, where the system and the disk can. Raises OSError."""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as fault:
        if fault.errno not in _CANNOT:
            raise
    finally:
        os.close(opened)


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    keep_names(folder.parent)
