"""Files in object storage as uploads, fetched a few ahead so that nobody waits for the network."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Final

from clausecheck.batch.remote.address import address, is_address, local_path
from clausecheck.batch.remote.store import Store, Stored
from clausecheck.batch.sources.archives import is_archive, members
from clausecheck.batch.sources.asked import Asked
from clausecheck.batch.sources.opening import too_large
from clausecheck.batch.sources.system_files import left_by_system
from clausecheck.errors import UnreadableError, UsageError
from clausecheck.model.batch import Upload
from clausecheck.read.limits import FILE_BYTES

_AHEAD: Final = 8
"""Files that are fetched before they are asked for."""
_SMALL: Final = 4_000_000
"""Only files of fewer bytes are."""


def uploads(text: str, asked: Asked, out: str = "") -> Iterator[Upload]:
    """Every file of a store that an address names: a folder, one file or a pattern; in the order of their names.

    What lies below `out`, the address that results go to, is no input. Raises UsageError where the address is none,
    cannot be listed, or names no file.
    """
    store = Store(address(text))
    results = address(out) if out and is_address(out) and local_path(out) is None else None
    if results == store.address:
        raise UsageError("the results cannot go where the files are", hint="give another folder with --out")
    try:
        found = [one for one in store.files() if results is None or not results.holds(store.address.scheme, one.path)]
    except OSError as fault:
        hint = "check the address, and that its library finds your credentials, as in: aws s3 ls"
        raise UsageError(f"{text} cannot be listed: {fault.strerror or 'it is not there'}", hint=hint) from fault
    if not found:
        raise UsageError(f"{text} names no file", hint="check the address")
    fetching = Fetching(store, found)
    for number, one in enumerate(found):
        yield from _upload(store, fetching, number, one, asked)


def _upload(store: Store, fetching: "Fetching", number: int, one: Stored, asked: Asked) -> Iterator[Upload]:
    name, file = f"{store.address.scheme}://{one.path.lstrip('/')}", one.path.rpartition("/")[2]
    if why := left_by_system(file):
        yield asked.refused(name, file, why)
    elif is_archive(file):
        yield from members(name, partial(store.open, one.path), asked)
    else:
        yield asked.upload(name, file, partial(fetching.read, number))


class Fetching:
    """Reads files, and after each a few that come next. No more than those few are ever held."""

    def __init__(self, store: Store, found: Sequence[Stored]) -> None:
        self._store, self._found = store, found
        self._coming: dict[int, Future[bytes]] = {}
        self._threads = ThreadPoolExecutor(_AHEAD, thread_name_prefix="fetching")

    def read(self, number: int) -> bytes:
        """The bytes of a file. Raises UnreadableError where it is gone or too large, and OSError."""
        one = self._found[number]
        file = one.path.rpartition("/")[2]
        if one.size > FILE_BYTES:
            raise too_large(file)
        coming = self._coming.pop(number, None)
        self._fetch_ahead(number)
        try:
            data = coming.result() if coming else self._fetch(number)
        except FileNotFoundError as fault:
            raise UnreadableError(f"{file} is not there any more", hint="check the name") from fault
        if len(data) > FILE_BYTES:
            raise too_large(file)
        return data

    def _fetch_ahead(self, number: int) -> None:
        near = range(number + 1, min(number + 1 + _AHEAD, len(self._found)))
        for other in [other for other in self._coming if other not in near]:
            self._coming.pop(other).cancel()
        for other in near:
            one = self._found[other]
            if other not in self._coming and one.size < _SMALL and not is_archive(one.path):
                self._coming[other] = self._threads.submit(self._fetch, other)

    def _fetch(self, number: int) -> bytes:
        return self._store.read(self._found[number].path, FILE_BYTES + 1)
