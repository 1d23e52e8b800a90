"""The only module that knows fsspec (BSD-3-Clause), the library that speaks with object storage of every kind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from clausecheck.batch.remote.address import Address
from clausecheck.errors import UsageError

_PATTERN: Final = frozenset("*?[")


class Unreachable(OSError):
    """A store that does not answer, or refuses; `strerror` says why in one line."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.strerror = why


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in a store."""

    path: str
    """As the store names it."""
    size: int


class Store:
    """One address of a store. Everything raises FileNotFoundError for what is not there, and `Unreachable`."""

    def __init__(self, address: Address) -> None:
        self.address = address

    def files(self) -> list[Stored]:
        """Every file below the address, the file that it names itself, or those that fit its pattern; sorted."""
        path = self.address.path
        with _faults():
            if _PATTERN.intersection(path):
                found = self._system.glob(path, detail=True, refresh=True)
            else:
                found = self._system.find(path, detail=True, refresh=True)
            many = [
                Stored(name, int(info.get("size") or 0)) for name, info in found.items() if info.get("type") == "file"
            ]
        return sorted(many, key=lambda one: one.path)

    def read(self, path: str, most: int) -> bytes:
        """The bytes of a file, or the first `most` of them."""
        with _faults():
            return bytes(self._system.cat_file(path, start=0, end=most))

    def open(self, path: str) -> BinaryIO:
        """A file as a stream, of which only what is wanted is fetched."""
        with _faults():
            return cast("BinaryIO", self._system.open(path, "rb", cache_type="readahead"))

    def put(self, name: str, data: bytes) -> None:
        """Replace the file `name` below the address, whole or not at all."""
        with _faults():
            self._system.pipe_file(self._below(name), data)

    def put_file(self, name: str, file: Path) -> None:
        """Replace the file `name` below the address by a file of this machine, whole or not at all."""
        with _faults():
            self._system.put_file(str(file), self._below(name))

    def get(self, name: str) -> bytes:
        """The bytes of the file `name` below the address."""
        with _faults():
            return bytes(self._system.cat_file(self._below(name)))

    def _below(self, name: str) -> str:
        return f"{self.address.path}/{name}"

    @cached_property
    def _system(self) -> Any:
        library = self.address.library
        try:
            import fsspec

            # listings are never kept: what was there a minute ago is no answer
            return fsspec.filesystem(self.address.scheme, use_listings_cache=False)
        except (ImportError, ValueError) as fault:
            words = " ".join(dict.fromkeys(["'clausecheck[storage]'", *([library] if library != "fsspec" else [])]))
            what = f"{self.address.scheme}:// needs a library that is not installed ({library})"
            raise UsageError(what, hint=f"pip install {words}") from fault


@contextmanager
def _faults() -> Iterator[None]:
    """Every library has faults of its own."""
    try:
        yield
    except (FileNotFoundError, UsageError, MemoryError):
        raise
    except Exception as fault:
        lines = str(fault).strip().splitlines()
        raise Unreachable(lines[0][:300] if lines else type(fault).__name__) from fault
