"""Names that tell one upload from every other of a run."""

import os
from collections import defaultdict
from collections.abc import Hashable, Iterable
from pathlib import Path


class Apart:
    """Gives each name to one owner: the "msa.docx" of a second one is "msa.docx (2)"."""

    def __init__(self) -> None:
        self._owners: dict[str, Hashable] = {}
        self._changed: dict[tuple[str, Hashable], str] = {}
        self._last: dict[str, int] = {}

    def name(self, wanted: str, owner: Hashable) -> str:
        """`wanted`, or the next of its kind that is free; the same one whenever the same owner asks."""
        if self._owners.setdefault(wanted, owner) == owner:
            return wanted
        name = self._changed.get((wanted, owner), wanted)
        while self._owners.setdefault(name, owner) != owner:
            self._last[wanted] = number = self._last.get(wanted, 1) + 1
            name = f"{wanted} ({number})"
        self._changed[wanted, owner] = name
        return name


def labels(paths: Iterable[str]) -> dict[str, str]:
    """Each path by its last part, and by as many more before it as tell it from the others."""
    told: dict[str, str] = {}
    rest, depth = dict.fromkeys(paths), 1
    while rest:
        alike = defaultdict[str, list[str]](list)
        for path in rest:
            alike[_last(path, depth)].append(path)
        for label, same in alike.items():
            if len(same) == 1 or depth > max(len(Path(path).parts) for path in same):
                told |= dict.fromkeys(same, label)
        rest = {path: None for path in rest if path not in told}
        depth += 1
    return told


def _last(path: str, parts: int) -> str:
    return "/".join(part for part in Path(path).parts[-parts:] if part != os.sep)
