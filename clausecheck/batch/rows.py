"""The uploads of one run in their order, on the disk where there are many: they take no room in memory."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from clausecheck.batch.keeping import unkept
from clausecheck.batch.wire import result_from, result_json
from clausecheck.model import Side
from clausecheck.model.batch import Result, Upload

_MAKE: Final = """
PRAGMA temp.journal_mode = OFF;
DROP TABLE IF EXISTS temp.uploads;
CREATE TEMP TABLE uploads (
  place INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE, file BLOB NOT NULL, account BLOB NOT NULL,
  sides TEXT NOT NULL, key TEXT NOT NULL, known TEXT
);
CREATE INDEX temp.by_key ON uploads (key, place);
"""
_ADD: Final = """
INSERT INTO uploads (name, file, account, sides, key, known) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET account = excluded.account, sides = excluded.sides, key = excluded.key,
  known = excluded.known
"""
_ALL: Final = """
SELECT name, file, account, sides, key, known, (
  SELECT first.name FROM uploads AS first WHERE first.key = this.key AND this.key <> '' ORDER BY first.place LIMIT 1
) FROM uploads AS this ORDER BY place
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An upload as it is remembered until the results are written."""

    name: str
    file: str
    account: str
    sides: tuple[Side, ...]
    key: str
    """Of its work; empty where it was not opened."""
    known: Result | None
    """What was known before it was opened."""
    same_as: str
    """The first upload with the same key; empty for that one itself."""


class Rows:
    """Remembers uploads; one that comes again under its name takes the place of the earlier."""

    def __init__(self, base: sqlite3.Connection) -> None:
        """`base` is a database that the uploads are kept beside, for as long as it is open."""
        self._base = base
        with unkept("the list of files"):
            base.executescript(_MAKE)

    def add(self, upload: Upload, key: str = "", known: Result | None = None) -> None:
        """Remember an upload. Raises ResultsError where there is no room."""
        told = None if known is None else json.dumps(result_json(known))
        with unkept("the list of files"):
            names = (_bytes(upload.name), _bytes(upload.file), _bytes(upload.account))
            self._base.execute(_ADD, (*names, " ".join(upload.sides), key, told))

    def first(self, key: str) -> str | None:
        """The name of the first upload with a key; None where there was none yet."""
        with unkept("the list of files"):
            found = self._base.execute(
                "SELECT name FROM uploads WHERE key = ? ORDER BY place LIMIT 1", (key,)
            ).fetchone()
        return _text(found[0]) if found else None

    def __iter__(self) -> Iterator[Listed]:
        with unkept("the list of files"):
            for name, file, account, sides, key, known, first in self._base.execute(_ALL):
                yield Listed(
                    name=_text(name),
                    file=_text(file),
                    account=_text(account),
                    sides=tuple(map(Side, sides.split())),
                    key=key,
                    known=None if known is None else result_from(json.loads(known)),
                    same_as="" if first is None or first == name else _text(first),
                )


def _bytes(text: str) -> bytes:
    """Names of files may hold what is no Unicode."""
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
