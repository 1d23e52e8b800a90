"""A folder for files in passing, such as what LibreOffice converts, that is gone when the workers are."""

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

_PREFIX: Final = "clausecheck-workers-"
_AGE: Final = 60.0
"""Seconds before a folder may be one that was left behind: its maker needs a moment to lock it."""


class PassingFolder:
    """Made at once and locked as long as this process lives, so that another can tell one that was left behind."""

    def __init__(self) -> None:
        """Takes away those that were left behind when everything was killed at once."""
        import fcntl

        _tidy(Path(tempfile.gettempdir()))
        self.path = tempfile.mkdtemp(prefix=_PREFIX)
        self._handle = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(self._handle, fcntl.LOCK_EX)

    def close(self) -> None:
        """Take it away."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._handle)


def _tidy(root: Path) -> None:
    import fcntl

    for path in root.glob(f"{_PREFIX}*"):
        try:
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            about = os.fstat(handle)
            if about.st_uid == os.getuid() and time.time() - about.st_mtime > _AGE:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path, ignore_errors=True)
        except OSError:
            continue
        finally:
            os.close(handle)
