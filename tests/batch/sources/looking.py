"""What the tests of sources ask of uploads."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from clausecheck.batch.sources import Asked, Sources
from clausecheck.errors import UnreadableError
from clausecheck.model import Side
from clausecheck.model.batch import Upload

SELLER = Asked(sides=(Side.SELLER,))


def uploads(*paths: Path | str, **options: Any) -> list[Upload]:
    """Every upload of some paths."""
    return list(Sources([str(path) for path in paths], SELLER, **options).uploads())


def names(*paths: Path | str, **options: Any) -> list[str]:
    """How reports show the uploads of some paths."""
    return [upload.name for upload in uploads(*paths, **options)]


def told(found: Sequence[Upload]) -> dict[str, str | bytes]:
    """What each upload gives, by name: its bytes, or why there are none, with the kind of fault."""
    return {upload.name: _told(upload) for upload in found}


def _told(upload: Upload) -> str | bytes:
    if upload.refused:
        return f"skipped: {upload.refused}"
    try:
        return upload.read()
    except UnreadableError as fault:
        return f"{type(fault).__name__}: {fault.message}"


def made(folder: Path, *files: str) -> Path:
    """A folder with files, each of which holds its own name."""
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file)
    return folder
