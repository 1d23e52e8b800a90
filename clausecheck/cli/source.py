"""FILE, or "-" for standard input, as a contract."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.errors import UsageError

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


def scanned(name: str, view: str) -> "tuple[Document, Scan]":
    """Read what the user named, and what it hides. Raises as `contract`."""
    from clausecheck.model import View
    from clausecheck.review import scan_file

    return scan_file(_given(name), STDIN, View(view))


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
