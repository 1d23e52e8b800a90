"""A run whose results are in object storage: its journal is here, and a copy of it lies beside the results.

A database cannot live in a store. So that another machine can go on, the copy goes up each minute and at the end, and
what it knows is taken over where a run begins. Results are named by what they were made of, and looked at before they
are believed, so that two journals of one address may be put together whatever happened to either.
"""

import gzip
import hashlib
import io
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from clausecheck.batch.journal import Journal
from clausecheck.batch.keeping import unkept
from clausecheck.batch.remote.address import address
from clausecheck.batch.remote.place import RemotePlace
from clausecheck.batch.remote.store import Store
from clausecheck.errors import ResultsError
from clausecheck.resources import data_folder

JOURNAL: Final = "journal.sqlite"
COPY: Final = "journal.sqlite.gz"
"""The copy's name in the store."""
_FOLDER: Final = "batches"
_EACH: Final = 60.0
"""Seconds between two copies of the journal, at least."""
_SHARE: Final = 20
"""How many times as long as a copy took no other is made, so that a large journal costs a twentieth of the time."""
_LEVEL: Final = 1
"""Of packing: a tenth of the size, at 100 MB a second."""


class Remote:
    """The results of one address."""

    def __init__(self, text: str) -> None:
        """Raises UsageError for what is no address."""
        where = address(text)
        self._store = Store(where)
        self.place = RemotePlace(self._store)
        self.folder: Path = data_folder() / _FOLDER / hashlib.sha256(str(where).encode()).hexdigest()[:16]
        """Where the journal and the lock are, on this machine."""
        self._next = time.monotonic() + _EACH

    def fetch(self) -> None:
        """Take over what a run on another machine has done. Raises ResultsError where the store cannot be read.

        To be called with the lock held, before the journal is opened.
        """
        with _aside() as copy, unkept(COPY):
            try:
                packed = io.BytesIO(self._store.get(COPY))
                with gzip.open(packed) as stream, copy.open("wb") as file:
                    shutil.copyfileobj(stream, file)
            except FileNotFoundError:
                return
            except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
                hint = "remove it: what it knows is done again"
                raise ResultsError(f"{COPY} beside the results is damaged", hint=hint) from fault
            mine = self.folder / JOURNAL
            if not mine.exists():
                self.folder.mkdir(parents=True, exist_ok=True)
                copy.chmod(0o600)
                with Journal(copy):  # another program's file is not taken over
                    pass
                shutil.move(copy, mine)
                return
            with Journal(mine) as here, Journal(copy) as there, here.writing() as base:
                base.executemany("INSERT OR IGNORE INTO done VALUES (?, ?, ?, ?)", there.base.execute(_ALL))

    def send(self, journal: Journal) -> None:
        """Put a copy of the journal beside the results. Raises ResultsError."""
        began = time.monotonic()
        with _aside() as copy, unkept(COPY):
            journal.copy(copy)
            packed = copy.with_name(COPY)
            with copy.open("rb") as raw, gzip.GzipFile(packed, "wb", compresslevel=_LEVEL, mtime=0) as stream:
                shutil.copyfileobj(raw, stream)
            self._store.put_file(COPY, packed)
        took = time.monotonic() - began
        self._next = time.monotonic() + max(_EACH, _SHARE * took)

    def checkpoint(self, journal: Journal) -> Callable[[], None]:
        """What is to be called after each file: it sends a copy when one is due."""

        def check() -> None:
            if time.monotonic() >= self._next:
                self.send(journal)

        return check


_ALL: Final = "SELECT key, result, reviews, seal FROM done"


@contextmanager
def _aside() -> Iterator[Path]:
    """A file for a while, and a folder of its own around it."""
    with tempfile.TemporaryDirectory(prefix="clausecheck-") as folder:
        yield Path(folder) / JOURNAL
