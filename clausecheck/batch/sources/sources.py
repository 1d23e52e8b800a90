"""Whatever the user named, as one line of uploads."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from clausecheck.batch.sources.archives import is_archive, members
from clausecheck.batch.sources.asked import Asked
from clausecheck.batch.sources.naming import Apart
from clausecheck.batch.sources.opening import last, open_below, read_below, shown
from clausecheck.batch.sources.origins import Origin, origins
from clausecheck.batch.sources.stores import Addressed
from clausecheck.batch.sources.walking import Found
from clausecheck.batch.watching import Watch
from clausecheck.errors import UsageError
from clausecheck.model.batch import Upload


class Sources:
    """Folders, files, patterns, archives and lists: every file of them once, in the order in which they were named."""

    def __init__(
        self,
        paths: Sequence[str],
        asked: Asked,
        *,
        out: Path | str | None = None,
        standard_input: BinaryIO | None = None,
    ) -> None:
        """`out` is where the results go, which is no input; `standard_input` is read at once where "-" is named.

        Raises UsageError, before anything else is done, for a path that is not there, a list that does not fit and a
        pattern that names nothing.
        """
        self._origins = origins(paths, asked, str(out or ""), standard_input)
        self._alone = len(self._origins) == 1

    def total(self) -> int:
        """How many uploads there are right now; nothing but the directories of archives is read for it.

        An address in a list counts as one, so that no store is asked about each.
        """
        return sum(1 for _ in self._uploads(asking=False))

    def uploads(self) -> Iterator[Upload]:
        """Every upload, as it is asked for; none is opened before its `read` is called.

        Raises UsageError at once where there is none, or an address cannot be listed.
        """
        arriving = self._uploads()
        first = next(arriving, None)
        if first is None:
            raise UsageError("there is no file to review", hint="name a folder with files in it")
        return chain([first], arriving)

    def watch(self, interval: float, stopped: Callable[[], bool]) -> Iterator[Upload | None]:
        """Every upload that is there, and each that arrives or is replaced, until `stopped`.

        None where nothing has arrived; `interval` is in seconds. Raises UsageError for addresses.
        """
        here = [origin for origin in self._origins if not isinstance(origin, Addressed)]
        if len(here) < len(self._origins):
            raise UsageError("--watch cannot look at an address", hint="name a folder of this machine")
        return self._arriving(Watch(interval, stopped).arrivals(partial(_reachable, here)))

    def _arriving(self, looks: Iterator[Found | None]) -> Iterator[Upload | None]:
        apart = Apart()
        for found in looks:
            if found is None:
                yield None
            else:
                for upload in opened(found):
                    yield self._apart(apart, upload, found.path)

    def _uploads(self, *, asking: bool = True) -> Iterator[Upload]:
        seen, apart = set[str](), Apart()
        for origin in self._origins:
            if isinstance(origin, Addressed):
                yield from self._first(seen, origin.uploads() if asking or not origin.listed else [origin.unasked()])
            else:
                for found in origin.found():
                    if self._is_first(seen, found.path):
                        for upload in opened(found):
                            yield self._apart(apart, upload, found.path)

    def _first(self, seen: set[str], uploads: Iterable[Upload]) -> Iterator[Upload]:
        return (upload for upload in uploads if self._is_first(seen, upload.name))

    def _is_first(self, seen: set[str], path: str) -> bool:
        """Whether this was not named before; what is in one folder is named once."""
        if self._alone:
            return True
        known = len(seen)
        seen.add(path)
        return len(seen) > known

    def _apart(self, apart: Apart, upload: Upload, path: str) -> Upload:
        """With a name that no other file has; files of one folder have names of their own."""
        name = upload.name if self._alone else apart.name(upload.name, path)
        return upload if name == upload.name else replace(upload, name=name)


def _reachable(origins: Sequence[Origin]) -> Iterator[Found]:
    """What is found, without folders that were named and are away for a while, as network folders are."""
    everything = chain.from_iterable(origin.found() for origin in origins)
    return (found for found in everything if found.below or not found.fault)


def opened(found: Found) -> Iterator[Upload]:
    """What was found as uploads: itself, or the files of an archive."""
    file, asked = shown(last(found.below or found.root)), found.asked
    if found.fault:
        yield asked.faulty(found.name, file, found.fault)
    elif found.refused:
        yield asked.refused(found.name, file, found.refused)
    elif is_archive(file):
        yield from members(found.name, partial(open_below, found.root, found.below), asked)
    else:
        yield asked.upload(found.name, file, partial(read_below, found.root, found.below))
