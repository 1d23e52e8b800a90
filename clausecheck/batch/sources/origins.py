"""What the user named, each as what it is: a folder, a pattern, a file, a list, an address."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from clausecheck.batch.sources.asked import Asked
from clausecheck.batch.sources.lines import read_lines
from clausecheck.batch.sources.lists import is_list, read_list
from clausecheck.batch.sources.named import Named
from clausecheck.batch.sources.naming import labels
from clausecheck.batch.sources.opening import last, shown
from clausecheck.batch.sources.patterns import Pattern, is_pattern
from clausecheck.batch.sources.stores import Addressed, is_address, without_scheme
from clausecheck.batch.sources.walking import Found, Tree, is_below, joined
from clausecheck.errors import UsageError

STANDARD_INPUT: Final = "-"
_OURS: Final = "journal."
"""How the files begin that are the first of every batch's results."""
_CHECK: Final = "check the path"


class Origin(Protocol):
    """Something on this machine that was named, and may hold many files."""

    def found(self) -> Iterator[Found]:
        """What is in it now, in the same order each time, with nothing opened."""
        ...


def origins(paths: Sequence[str], asked: Asked, out: str, standard_input: BinaryIO | None) -> list[Origin | Addressed]:
    """What `paths` name, in their order; `out` is where the results go, a path or an address.

    Raises UsageError for a path that is not there, a list that does not fit and a pattern that names nothing.
    """
    return _Naming(asked, out, standard_input).all([without_scheme(path) for path in dict.fromkeys(paths)])


class _Naming:
    def __init__(self, asked: Asked, out: str, standard_input: BinaryIO | None) -> None:
        self._asked, self._standard_input = asked, standard_input
        self._address = out if is_address(out) else ""
        self._out = "" if self._address or not out else os.path.realpath(without_scheme(out))
        self._left_out = frozenset({self._out} if self._out and _holds_results(self._out) else ())

    def all(self, paths: Sequence[str]) -> "list[Origin | Addressed]":
        lists = {path for path in paths if self._is_list(path)}
        self._left_out |= set(map(os.path.realpath, lists))
        elsewhere = {path for path in paths if path == STANDARD_INPUT or is_address(path)} | lists
        places = {path: _place(path) for path in paths if path not in elsewhere}
        if self._out:
            self._check_out(places.values(), alone=len(paths) == 1)
        places = {path: place for path, place in places.items() if not self._is_left_out(place)}
        alone = len(elsewhere) + len(set(places.values())) == 1
        told = labels(places.values())
        found: list[Origin | Addressed] = []
        for path in paths:
            if path in places:
                found.append(self._origin(path, places[path], shown(told[places[path]]), alone=alone))
            elif path in elsewhere:
                found += self._elsewhere(path)
        return found

    def _elsewhere(self, path: str) -> "Iterable[Origin | Addressed]":
        if is_address(path):
            return [Addressed(path, self._asked, self._address)]
        return map(self._listed, self._lines() if path == STANDARD_INPUT else read_list(Path(path), self._asked))

    def _is_list(self, path: str) -> bool:
        """Whether a list was named; a table among the results is none."""
        return is_list(path) and stat.S_ISREG(_mode(path)) and not self._is_left_out(os.path.realpath(path))

    def _is_left_out(self, place: str) -> bool:
        return any(is_below(place, folder) for folder in self._left_out)

    def _check_out(self, places: Iterable[str], *, alone: bool) -> None:
        """Results may lie among the files, where they are no input; what is not ours may not be hidden by them."""
        within = [place for place in places if is_below(self._out, place)]
        if within and (self._out not in self._left_out or (alone and within == [self._out])):
            raise UsageError(
                f"the results cannot go where files are: {shown(last(self._out))}",
                hint="give a new folder with --out",
            )

    def _lines(self) -> Iterator[Named]:
        if self._standard_input is None:
            raise UsageError("standard input cannot be read here", hint="name the files")
        for line in read_lines(self._standard_input):
            yield Named(line.rstrip(os.sep) or os.sep, shown(line), self._asked)

    def _listed(self, one: Named) -> Origin | Addressed:
        if is_address(one.path):
            return Addressed(one.path, one.asked, self._address, listed=True)
        return replace(one, left_out=self._left_out)

    def _origin(self, path: str, place: str, label: str, *, alone: bool) -> Origin:
        within = "" if alone else label
        if stat.S_ISDIR(_mode(path)):
            return self._tree(place, within)
        if os.path.lexists(path):
            return Named(place, label, self._asked, self._left_out)
        tree = replace(self._tree(place, within), pattern=Pattern.of(path)[1])
        if next(tree.found(), None) is None:
            raise UsageError(f"the pattern {shown(path)} names no file", hint=_CHECK)
        return tree

    def _tree(self, root: str, label: str) -> Tree:
        return Tree(root=root, label=label, asked=self._asked, left_out=self._left_out)


def _place(path: str) -> str:
    """Where a path is, with no link on the way. Raises UsageError where nothing is."""
    if stat.S_ISDIR(_mode(path)):
        return os.path.realpath(path)
    if os.path.lexists(path):
        folder, name = os.path.split(path)
        return joined(os.path.realpath(folder or "."), name)
    base, _ = Pattern.of(path) if is_pattern(path) else ("", None)
    if stat.S_ISDIR(_mode(base)):
        return os.path.realpath(base)
    raise UsageError(f"no such file or folder: {shown(path)}", hint=_CHECK)


def _holds_results(folder: str) -> bool:
    """Whether a folder is a batch's, or holds nothing yet."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 names are all that is wanted
    except OSError:
        return True
    return not names or any(name.startswith(_OURS) for name in names)


def _mode(path: str) -> int:
    """What a path is that the user has named, through links; 0 for nothing."""
    try:
        return Path(path).stat().st_mode if path else 0
    except (OSError, ValueError):
        return 0
