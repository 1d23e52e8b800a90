"""What is done already, on the disk as soon as it is done."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from clausecheck.batch.keeping import unkept
from clausecheck.batch.store import open_store
from clausecheck.batch.wire import result_from, result_json
from clausecheck.model import Side
from clausecheck.model.batch import Result

Reviews = tuple[tuple[Side, str, str], ...]
"""Of each review: its side, its name below the results, and the SHA-256 of what was written."""


class Journal:
    """The finished work of one folder of results, by key. It holds names and findings, and is its owner's alone."""

    def __init__(self, path: Path) -> None:
        """Raises ResultsError where it cannot be used; a damaged one is mended as far as it goes, see `said`."""
        self.name = path.name
        self.base, self.said = open_store(path)
        """The database, and sentences on what the user should know."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(sqlite3.Error):
            self.base.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One change: on the disk whole when this ends, or not made at all. Raises ResultsError."""
        with unkept(self.name):
            self.base.execute("BEGIN IMMEDIATE")
            try:
                yield self.base
                self.base.execute("COMMIT")
            finally:
                if self.base.in_transaction:
                    with suppress(sqlite3.Error):
                        self.base.execute("ROLLBACK")

    def keep(self, key: str, result: Result, reviews: Reviews) -> None:
        """Keep what came of a file, in place of what was known of it. Raises ResultsError."""
        told, written = json.dumps(result_json(result)), json.dumps(reviews)
        row = key, told, written, _seal(key, told, written)
        with self.writing() as base:
            base.execute("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?)", row)

    def recall(self, key: str) -> tuple[Result, Reviews] | None:
        """What came of a file before; None where it was not done, and where what is kept was altered.

        Raises ResultsError for a database that can no longer be read.
        """
        with unkept(self.name):
            found = self.base.execute("SELECT result, reviews, seal FROM done WHERE key = ?", (key,)).fetchone()
        if found is None or found[2] != _seal(key, found[0], found[1]):
            return None
        try:
            return result_from(json.loads(found[0])), tuple((Side(s), n, d) for s, n, d in json.loads(found[1]))
        except (KeyError, TypeError, ValueError):
            return None

    def copy(self, path: Path) -> None:
        """Write a whole copy to `path`, at any moment. Raises ResultsError."""
        with unkept(path.name):
            other = sqlite3.connect(path)
            try:
                self.base.backup(other)
            finally:
                other.close()


def _seal(key: str, told: object, written: object) -> str:
    """A digest of an entry: one that was altered on the disk is no longer trusted."""
    return hashlib.sha256(f"{key}\0{told}\0{written}".encode("utf-8", "replace")).hexdigest()
