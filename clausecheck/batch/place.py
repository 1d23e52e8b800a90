"""Where results go: a folder in which each file is replaced whole or not at all."""

import hashlib
import os
from pathlib import Path
from typing import Protocol


class Place(Protocol):
    """Holds results by name: "results.csv", "reviews/msa.docx-1f…-seller.json"."""

    def write(self, name: str, data: bytes) -> None:
        """Replace a file: on the disk when this returns, and never half of it. Raises OSError."""
        ...

    def digest(self, name: str) -> str | None:
        """The SHA-256 of a file in hexadecimal digits; None where there is none."""
        ...


class Folder:
    """A folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, data: bytes) -> None:
        """See `Place`."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".clausecheck-{os.getpid()}-{os.urandom(4).hex()}.tmp")
        try:
            with temporary.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)

    def digest(self, name: str) -> str | None:
        """See `Place`."""
        try:
            return hashlib.sha256((self.root / name).read_bytes()).hexdigest()
        except FileNotFoundError:
            return None
