"""Results in object storage, which replaces a file whole or not at all."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from clausecheck.batch.keeping import unkept
from clausecheck.batch.remote.store import Store


class RemotePlace:
    """A `Place` below an address."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def write(self, name: str, data: bytes) -> None:
        """See `Place`."""
        with unkept(name):
            self._store.put(name, data)

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """See `Place`. It is written here, and goes up when it is whole."""
        with unkept(name), tempfile.TemporaryDirectory(prefix="clausecheck-") as folder:
            file = Path(folder) / "results"
            with file.open("x+b") as stream:
                yield cast("BinaryIO", stream)
            self._store.put_file(name, file)

    def digest(self, name: str) -> str | None:
        """See `Place`."""
        try:
            return hashlib.sha256(self._store.get(name)).hexdigest()
        except OSError:
            return None
