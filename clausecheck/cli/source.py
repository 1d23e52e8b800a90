"""FILE, or "-" for standard input, as a contract."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from clausecheck.model import Contract, Document, Scan

STDIN = "-"


def contract(name: str, view: str) -> "Contract":
    """Read and understand what the user named, in one view of its tracked changes.

    Raises UsageError where there is no such file, UnreadableError where nothing can be read from it.
    """
    from clausecheck.model import View
    from clausecheck.review import read_contract

    return read_contract(_given(name), STDIN, View(view))


def scanned(name: str, view: str) -> "tuple[Document, Scan, UnreadableError | None]":
    """What the file hides that the user named, and why it could not be read at all, where it could not.

    Raises UsageError where there is no such file, UnreadableError where it is of no kind that is read.
    """
    from clausecheck.model import View
    from clausecheck.review import scan_file, scan_unread

    source = _given(name)
    try:
        return *scan_file(source, STDIN, View(view)), None
    except UnreadableError as fault:
        return *scan_unread(source, STDIN, fault), fault


def _given(name: str) -> bytes | Path:
    return _standard_input() if name == STDIN else existing(name)


def _standard_input() -> bytes:
    """All of standard input, or as much of it as shows that it is too large."""
    from clausecheck.read.limits import FILE_BYTES

    return sys.stdin.buffer.read(FILE_BYTES + 1)


def existing(name: str) -> Path:
    """The path of a file that is there. Raises UsageError."""
    path = Path(name)
    try:
        if path.is_dir():
            raise UsageError(f"{path.name or name} is a folder", hint="give one file")
        if not path.exists():
            raise UsageError(f"no such file: {path.name}", hint="check the path; quote a name that has spaces")
    except (OSError, ValueError) as fault:
        raise UsageError(f"not a usable file name: {name!r}", hint="check the path") from fault
    return path


def partial_warnings(document: "Document") -> list[str]:
    """What must be said where words of the file were not read; empty where all was."""
    missing = [notice for notice in document.notices if notice.partial]
    if not missing:
        return []
    lines = ["only part of the file could be read; the result is not of the whole contract"]
    return lines + [f"{f'page {notice.page}: ' if notice.page else ''}{notice.message}" for notice in missing[:3]]
