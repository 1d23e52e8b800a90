"""Which batches were handed in and not read yet, so that a command that was interrupted picks up its own."""

import hashlib
import json
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

KEPT_DAYS: Final = 29
"""The service keeps the answers of a batch for as long."""
_ID: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_LONGEST_ID: Final = 200


class BatchMemory:
    """One small file for each batch, named after the digest of its requests; it holds the batch's id and no words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def recall(self, key: str) -> str | None:
        """The id of the batch with those requests, or None. Raises OSError."""
        try:
            told = json.loads(self._file(key).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        batch = told.get("batch") if isinstance(told, dict) else None
        return batch if is_id(batch) else None

    def prepare(self, key: str) -> None:
        """Make sure that an id can be kept, before anything is paid for. Raises OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._forget_old()
        self.keep(key, "")

    def keep(self, key: str, batch: str) -> None:
        """Keep the id of a batch. Raises OSError."""
        path = self._file(key)
        new = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            json.dump({"batch": batch}, file)
        new.replace(path)

    def forget(self, key: str) -> None:
        """Forget a batch; where that cannot be, the service forgets it after a month."""
        with suppress(OSError):
            self._file(key).unlink()

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def _forget_old(self) -> None:
        for path in self._folder.glob("*.json"):
            if path.stat().st_mtime < time.time() - KEPT_DAYS * 86_400:
                path.unlink(missing_ok=True)


def key_of(requests: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """The digest of a batch's requests: the same for the same questions."""
    return hashlib.sha256(json.dumps(requests, sort_keys=True).encode()).hexdigest()


def is_id(batch: object) -> bool:
    """Whether something can be the id of a batch, so that it can stand in an address."""
    return isinstance(batch, str) and 0 < len(batch) <= _LONGEST_ID and set(batch) <= _ID
