"""Where a side's history lies, and who may read it: its owner alone."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from clausecheck.errors import HistoryError
from clausecheck.model import Side
from clausecheck.resources import data_folder

_FOLDER: Final = "history"
_OTHERS: Final = 0o077
"""What anybody but the owner may do."""
_HINT: Final = "name your own file with --history, or leave history out with --no-history"


def default_path(side: Side) -> Path:
    """The file of a side's history under the user's data folder; it need not be there."""
    return data_folder() / _FOLDER / f"{side}.sqlite3"


def make_folder(path: Path) -> None:
    """Make the folder of a history's file, readable by its owner alone. Raises OSError."""
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)


def make_file(path: Path) -> None:
    """Make an empty history that its owner alone can read, unless there is one. Raises OSError."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return


def tighten(path: Path, *, folder: bool) -> tuple[str, ...]:
    """Take from others what they may do with a history, with `folder` also with the folder that it lies in.

    Returns a sentence for each that others could read. Raises HistoryError where either is a link, is no ordinary file
    or folder, or belongs to another user.
    """
    said = _only_ours(path.parent, stat.S_ISDIR, 0o700) if folder else ()
    return (*said, *_only_ours(path, stat.S_ISREG, 0o600))


def _only_ours(path: Path, is_kind: Callable[[int], bool], mode: int) -> tuple[str, ...]:
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise HistoryError(f"{path.name} is a link; a history is kept in a file of its own", hint=_HINT)
    if not is_kind(found.st_mode):
        raise HistoryError(f"{path.name} is no place for a history", hint=_HINT)
    if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        raise HistoryError(f"{path.name} belongs to another user", hint=_HINT)
    if os.name == "nt" or not found.st_mode & _OTHERS:
        return ()
    path.chmod(mode)
    return (f"{path.name} could be read by others; now it is yours alone",)
