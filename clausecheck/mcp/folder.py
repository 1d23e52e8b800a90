"""The one folder whose contracts an assistant may have read."""

import os
import stat
from pathlib import Path
from typing import Final

from clausecheck.errors import LimitExceeded, UnreadableError, UsageError
from clausecheck.read.limits import FILE_BYTES

CONTRACTS: Final = frozenset(
    [
        ".docx",
        ".docm",
        ".dotx",
        ".dotm",
        ".pdf",
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".mdown",
        ".mkd",
        ".html",
        ".htm",
        ".xhtml",
        ".doc",
        ".rtf",
        ".odt",
    ]
)
"""Endings of the files that may be read: nobody keeps keys or settings under them."""

_STEP: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Folder:
    """A folder, and all folders in it that are not hidden."""

    def __init__(self, root: Path) -> None:
        """Raises UsageError for no folder, and for the root of a file system, which would be no bound at all."""
        self.root = root.resolve()
        if not self.root.is_dir():
            raise UsageError(f"--root: no such folder: {root.name or root}", hint="check the path")
        if self.root == Path(self.root.anchor):
            raise UsageError("--root: the whole file system is no folder of contracts", hint="name the folder of them")

    def read(self, name: str) -> tuple[bytes, str]:
        """The bytes of a file and its name. `name` counts from the root, or is a full path to a place below it.

        Raises UsageError for what is not there or may not be read, UnreadableError for what cannot be.
        """
        within = self._within(name)
        shown = within.name
        try:
            handle = self._opened(within)
        except FileNotFoundError:
            raise UsageError(f"no such file: {shown}", hint="names count from the server's folder") from None
        except OSError as fault:
            raise UnreadableError(f"{shown} cannot be opened: {fault.strerror}", hint="check the name") from None
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise UnreadableError(f"{shown} is not a regular file", hint="name one contract")
        with os.fdopen(handle, "rb") as stream:
            data = stream.read(FILE_BYTES + 1)
        if len(data) > FILE_BYTES:
            raise LimitExceeded(f"{shown} is larger than {FILE_BYTES // 1_000_000} MB")
        return data, shown

    def _within(self, name: str) -> Path:
        """Where a file is, as a path below the root with every link followed."""
        try:
            within = (self.root / name).resolve().relative_to(self.root)
        except (OSError, ValueError, RuntimeError):
            raise UsageError(
                "that file is outside the folder that this server may read",
                hint="name a file in it, from there; the user chooses the folder with clausecheck mcp --root",
            ) from None
        if any(part.startswith(".") for part in within.parts) or within.suffix.lower() not in CONTRACTS:
            raise UsageError(
                f"{within.name or 'the folder itself'} is no contract by its name",
                hint=f"give one file whose name ends in one of {' '.join(sorted(CONTRACTS))}",
            )
        return within

    def _opened(self, within: Path) -> int:
        """Open a file step by step from the root, so that no link put there in between leads out of it."""
        if os.open not in os.supports_dir_fd:
            return os.open(self.root / within, os.O_RDONLY | _STEP)
        here = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY)
        for number, part in enumerate(within.parts, 1):
            kind = 0 if number == len(within.parts) else os.O_DIRECTORY
            try:
                below = os.open(part, os.O_RDONLY | _STEP | kind, dir_fd=here)
            finally:
                os.close(here)
            here = below
        return here
