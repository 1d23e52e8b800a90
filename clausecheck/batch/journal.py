"""What is done already, on the disk as soon as it is done."""

import json
import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from clausecheck.batch.wire import result_from, result_json
from clausecheck.model import Side
from clausecheck.model.batch import Result


class Journal:
    """The finished work of one folder of results, by key."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path)
        self._base.execute("CREATE TABLE IF NOT EXISTS done (key TEXT PRIMARY KEY, result TEXT, reviews TEXT)")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def keep(self, key: str, result: Result, reviews: tuple[tuple[Side, str, str], ...]) -> None:
        """Keep what came of a file; `reviews` are side, name and digest of what was written for it."""
        row = key, json.dumps(result_json(result)), json.dumps(reviews)
        with self._base:
            self._base.execute("INSERT OR REPLACE INTO done VALUES (?, ?, ?)", row)

    def recall(self, key: str) -> tuple[Result, tuple[tuple[Side, str, str], ...]] | None:
        """What came of a file before; None where it was not done."""
        found = self._base.execute("SELECT result, reviews FROM done WHERE key = ?", (key,)).fetchone()
        if found is None:
            return None
        return result_from(json.loads(found[0])), tuple((Side(s), n, d) for s, n, d in json.loads(found[1]))
