"""Whatever the user named, as one line of uploads."""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from clausecheck.batch.sources.archives import is_archive, members
from clausecheck.batch.sources.asked import Asked
from clausecheck.batch.sources.lines import read_lines
from clausecheck.batch.sources.lists import is_list, read_list
from clausecheck.batch.sources.named import Named
from clausecheck.batch.sources.naming import Apart, labels
from clausecheck.batch.sources.opening import last, open_below, read_below, shown
from clausecheck.batch.sources.patterns import Pattern, is_pattern
from clausecheck.batch.sources.walking import Found, Tree, joined
from clausecheck.batch.watching import Watch
from clausecheck.errors import UsageError
from clausecheck.model.batch import Upload

STANDARD_INPUT: Final = "-"
_CHECK: Final = "check the path"


class Origin(Protocol):
    """Something that was named, and may hold many files."""

    def found(self) -> Iterator[Found]:
        """What is in it now, in the same order each time, with nothing opened."""
        ...


class Sources:
    """Folders, files, patterns, archives and lists: every file of them once, in the order in which they were named."""

    def __init__(
        self, paths: Sequence[str], asked: Asked, *, out: Path | None = None, standard_input: BinaryIO | None = None
    ) -> None:
        """`out` is where the results go, which is no input; `standard_input` is read at once where "-" is named.

        Raises UsageError, before anything else is done, for a path that is not there, a list that does not fit and a
        pattern that names nothing.
        """
        self._asked, self._standard_input = asked, standard_input
        self._out = os.path.realpath(out) if out else ""
        lists = [path for path in paths if _is_list(path)]
        self._left_out = frozenset({self._out, *map(os.path.realpath, lists)})
        plain = [path for path in paths if path != STANDARD_INPUT and path not in lists]
        places = {path: _place(path) for path in dict.fromkeys(plain)}
        alone = len({*places.values(), *lists}) + (STANDARD_INPUT in paths) == 1
        told = labels(places.values())
        self._origins: list[Origin] = []
        for path in dict.fromkeys(paths):
            if path in places:
                label = told[places[path]]
                self._origins.append(self._origin(path, places[path], shown(label), alone=alone))
            else:
                self._origins += self._listed(path)
        self._alone = len(self._origins) == 1

    def total(self) -> int:
        """How many uploads there are right now; nothing but the directories of archives is read for it."""
        return sum(1 for _ in self._uploads())

    def uploads(self) -> Iterator[Upload]:
        """Every upload, as it is asked for; none is opened before its `read` is called.

        Raises UsageError at once where there is none.
        """
        arriving = self._uploads()
        first = next(arriving, None)
        if first is None:
            raise UsageError("there is no file to review", hint="name a folder with files in it")
        return chain([first], arriving)

    def watch(self, interval: float, stopped: Callable[[], bool]) -> Iterator[Upload | None]:
        """Every upload that is there, and each that arrives or is replaced, until `stopped`.

        None where nothing has arrived; `interval` is in seconds.
        """
        apart = Apart()
        for found in Watch(interval, stopped).arrivals(self._found):
            if found is None:
                yield None
            else:
                for upload in opened(found):
                    yield self._apart(apart, found, upload)

    def _found(self) -> Iterator[Found]:
        return chain.from_iterable(origin.found() for origin in self._origins)

    def _uploads(self) -> Iterator[Upload]:
        seen, apart = set[str](), Apart()
        for found in self._found():
            if self._alone:
                yield from opened(found)
            elif (path := found.path) not in seen:
                seen.add(path)
                for upload in opened(found):
                    yield self._apart(apart, found, upload)

    def _apart(self, apart: Apart, found: Found, upload: Upload) -> Upload:
        """With a name that no other file has; files of one folder have names of their own."""
        name = upload.name if self._alone else apart.name(upload.name, found.path)
        return upload if name == upload.name else replace(upload, name=name)

    def _listed(self, path: str) -> Sequence[Origin]:
        if path != STANDARD_INPUT:
            return [replace(one, left_out=self._left_out) for one in read_list(Path(path), self._asked)]
        if self._standard_input is None:
            raise UsageError("standard input cannot be read here", hint="name the files")
        lines = read_lines(self._standard_input)
        return [Named(line.rstrip(os.sep) or os.sep, shown(line), self._asked, self._left_out) for line in lines]

    def _origin(self, path: str, place: str, label: str, *, alone: bool) -> Origin:
        if not os.path.lexists(path) and is_pattern(path):
            _, pattern = Pattern.of(path)
            tree = self._tree(place, "" if alone else label, pattern)
            if next(tree.found(), None) is None:
                raise UsageError(f"the pattern {shown(path)} names no file", hint=_CHECK)
            return tree
        if stat.S_ISDIR(_mode(path)):
            return self._tree(place, "" if alone else label)
        return Named(place, label, self._asked)

    def _tree(self, root: str, label: str, pattern: Pattern | None = None) -> Tree:
        if root == self._out:
            raise UsageError("the results cannot go where the files are", hint="give another folder with --out")
        tree = Tree(root=root, label=label, asked=self._asked, left_out=self._left_out)
        return replace(tree, pattern=pattern) if pattern else tree


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


def _is_list(path: str) -> bool:
    return is_list(path) and stat.S_ISREG(_mode(path))


def _place(path: str) -> str:
    """Where a path is, with no link on the way. Raises UsageError where nothing is."""
    if stat.S_ISDIR(_mode(path)):
        return os.path.realpath(path)
    if os.path.lexists(path):
        folder, name = os.path.split(path)
        return joined(os.path.realpath(folder or "."), name)
    base, _ = Pattern.of(path) if is_pattern(path) else ("", None)
    if base and stat.S_ISDIR(_mode(base)):
        return os.path.realpath(base)
    raise UsageError(f"no such file or folder: {shown(path)}", hint=_CHECK)


def _mode(path: str) -> int:
    """What a path is that the user has named, through links; 0 for nothing."""
    try:
        return Path(path).stat().st_mode if path else 0
    except (OSError, ValueError):
        return 0
