"""Patterns such as "north/**/*.docx": which files below a folder they name, and which folders need no look."""

import re
from dataclasses import dataclass
from fnmatch import translate
from pathlib import Path
from typing import Final, Self

_MAGIC: Final = re.compile(r"[*?\[]")
_ANY_DEPTH: Final = "**"

Places = frozenset[int]
"""How much of a pattern has been met: numbers of the parts that may come next."""


def is_pattern(path: str) -> bool:
    """Whether a path has wildcards in it."""
    return bool(_MAGIC.search(path))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Names parts of paths one after the other; what a folder holds that it names is named with it."""

    parts: tuple[re.Pattern[str] | None, ...]
    """None stands for any number of folders."""
    hidden: tuple[bool, ...]
    """Whether a part names hidden files: only those whose own first character is a full stop do."""

    @classmethod
    def of(cls, path: str) -> tuple[str, Self]:
        """The folder before the first wildcard, and the pattern below it."""
        parts = Path(path).parts
        first = next(number for number, part in enumerate(parts) if _MAGIC.search(part))
        words = parts[first:]
        compiled = tuple(None if word == _ANY_DEPTH else re.compile(translate(word)) for word in words)
        return str(Path(*parts[:first])), cls(compiled, tuple(word.startswith(".") for word in words))

    @property
    def start(self) -> Places:
        """Where it stands before any part of a path."""
        return self._passing({0})

    def after(self, places: Places, name: str) -> Places:
        """Where it stands after a folder or file of this name; empty where nothing below can be named."""
        if self.met(places):
            return places
        hidden, found = name.startswith("."), set()
        for place in places:
            part = self.parts[place]
            if hidden and not self.hidden[place]:
                continue
            if part is None:
                found |= {place, place + 1} if place + 1 == len(self.parts) else {place}
            elif part.match(name):
                found.add(place + 1)
        return self._passing(found)

    def met(self, places: Places) -> bool:
        """Whether the whole pattern has been met."""
        return len(self.parts) in places

    def _passing(self, places: set[int]) -> Places:
        """With every place that is reached where "any number of folders" means none."""
        for place in range(len(self.parts)):
            if place in places and self.parts[place] is None and place + 1 < len(self.parts):
                places.add(place + 1)
        return frozenset(places)
