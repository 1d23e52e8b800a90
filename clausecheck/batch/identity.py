"""What makes work the same work: the file's bytes, what is asked of it, and who does it with which data."""

import hashlib
from pathlib import PurePath

from clausecheck import __version__
from clausecheck.model.batch import Reviewing, Upload


def settings_digest(how: Reviewing) -> str:
    """A digest of the program, its data and all settings that hold for every file."""
    return hashlib.sha256(f"{__version__} {how!r}".encode()).hexdigest()


def key_of(data: bytes, upload: Upload, settings: str) -> str:
    """Names the work on one file: 64 hexadecimal digits."""
    asked = (
        settings,
        PurePath(upload.file).suffix.lower(),
        upload.sides,
        upload.category,
        upload.region,
        upload.account,
    )
    return hashlib.sha256(hashlib.sha256(data).digest() + repr(asked).encode()).hexdigest()
