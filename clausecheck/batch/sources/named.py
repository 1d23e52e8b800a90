"""One path that somebody named: a file, a folder, or what is neither."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from clausecheck.batch.sources.asked import Asked
from clausecheck.batch.sources.opening import lasting, shown, why_not
from clausecheck.batch.sources.walking import Found, Tree, is_below, joined


@dataclass(frozen=True, slots=True)
class Named:
    """A path of an argument or a list. What is not there is a row; a link is not followed."""

    path: str
    name: str
    """As reports show it."""
    asked: Asked
    left_out: frozenset[str] = frozenset()
    """Paths that are no input."""

    def found(self) -> Iterator[Found]:
        """What is there now."""
        folder, base = os.path.split(self.path)
        try:
            mode = os.lstat(self.path).st_mode
            root = os.path.realpath(folder or ".")
        except (OSError, ValueError) as reason:
            said = lasting(reason, shown(base)) or reason
            yield Found(root=folder, below=base, name=self.name, asked=self.asked, fault=said)
            return
        if any(is_below(joined(root, base), path) for path in self.left_out):
            return
        if stat.S_ISDIR(mode):
            root = os.path.realpath(self.path)
            yield from Tree(root=root, label=self.name, asked=self.asked, left_out=self.left_out).found()
        else:
            yield Found(root=root, below=base, name=self.name, asked=self.asked, refused=why_not(mode))
