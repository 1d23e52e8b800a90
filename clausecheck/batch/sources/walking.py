"""What is in a folder and in all folders below it, by name alone: nothing is opened, and no link is followed."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from clausecheck.batch.sources.asked import Asked
from clausecheck.batch.sources.naming import Apart
from clausecheck.batch.sources.opening import last, lasting, shown, why_not
from clausecheck.batch.sources.patterns import Pattern, Places
from clausecheck.batch.sources.system_files import left_by_system

_ANYTHING: Final = Pattern((None,), (True,))
_Child = tuple[str, int]
"""A name in a folder, and the kind of what has it, as in `stat`."""
_Step = tuple[str, str, Places]
"""A folder below: where it is, how reports show it, and how much of the pattern has been met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that was found, and has not been opened."""

    root: str
    """A folder that was named, or the one that holds the file that was named."""
    below: str
    """Where it is in there, as the system knows it."""
    name: str
    """As reports show it."""
    asked: Asked
    refused: str = ""
    """Why it is not opened; empty for what is."""
    fault: Exception | None = None
    """Why it cannot be opened, where that is known already."""

    @property
    def path(self) -> str:
        """Where it is."""
        return joined(self.root, self.below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A folder, with all that is in it or what a pattern names of it; always in the same order."""

    root: str
    """With no link in it."""
    label: str
    """What stands before each name; empty for nothing."""
    asked: Asked
    pattern: Pattern = _ANYTHING
    left_out: frozenset[str] = frozenset()
    """Paths that are no input: where the results go, and lists."""

    def found(self) -> Iterator[Found]:
        """Every file below, and a row for whatever is not opened."""
        if any(is_below(self.root, path) for path in self.left_out):
            return
        waiting = [self._folder("", self.label, self.pattern.start)]
        while waiting:
            step = next(waiting[-1], None)
            if step is None:
                waiting.pop()
            elif isinstance(step, Found):
                yield step
            else:
                waiting.append(self._folder(*step))

    def _folder(self, below: str, label: str, places: Places) -> Iterator[Found | _Step]:
        try:
            children = _children(joined(self.root, below))
        except (OSError, ValueError) as fault:
            name = label or shown(last(self.root))
            told = lasting(fault, f"the folder {name}") or fault
            yield Found(root=self.root, below=below, name=name, asked=self.asked, fault=told)
            return
        odd = _odd(children)
        for child, kind in children:
            path, after = joined(below, child), self.pattern.after(places, child)
            if not after or joined(self.root, path) in self.left_out:
                continue
            folder = stat.S_ISDIR(kind)
            name = odd.get(child, child)
            name = f"{label}/{name}" if label else name
            refused = left_by_system(child, folder=folder)
            if folder and not refused:
                yield path, name, after
            elif self.pattern.met(after):
                yield Found(root=self.root, below=path, name=name, asked=self.asked, refused=refused or why_not(kind))


def joined(folder: str, name: str) -> str:
    """A path below a folder."""
    return f"{folder}{'' if folder.endswith(os.sep) else os.sep}{name}" if folder and name else folder or name


def is_below(path: str, folder: str) -> bool:
    """Whether a path is that of a folder, or of something in it."""
    return path == folder or path.startswith(folder if folder.endswith(os.sep) else folder + os.sep)


def _children(folder: str) -> list[_Child]:
    with os.scandir(folder) as entries:
        return sorted((entry.name, _kind(entry)) for entry in entries)


def _kind(entry: "os.DirEntry[str]") -> int:
    if entry.is_symlink():
        return stat.S_IFLNK
    if entry.is_dir(follow_symlinks=False):
        return stat.S_IFDIR
    if entry.is_file(follow_symlinks=False):
        return stat.S_IFREG
    try:
        return entry.stat(follow_symlinks=False).st_mode
    except OSError:
        return stat.S_IFREG  # gone by now: opening it will say so


def _odd(children: list[_Child]) -> dict[str, str]:
    """How reports show the names whose bytes are no text, each apart from all others of the folder."""
    odd = [child for child, _ in children if not child.isascii() and shown(child) != child]
    if not odd:
        return {}
    apart = Apart()
    for child, _ in children:
        apart.name(child, child)
    return {child: apart.name(shown(child), child) for child in odd}
