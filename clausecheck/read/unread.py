"""What is known of a file that could not be read: its name, its kind and its digest."""

import hashlib
from pathlib import Path

from clausecheck.errors import EncryptedFile, LimitExceeded, UnreadableError
from clausecheck.model import Document, Format, Notice, Trace
from clausecheck.read.sniff import sniff

_HEAD = 1_000_000
"""Bytes by which the kind of a file is told."""


def unread(source: Path | bytes, name: str, fault: UnreadableError) -> Document:
    """A Document without words for a file of a known kind that `fault` says could not be read.

    Raises `fault` again for what is no file of a kind that is read.
    """
    if isinstance(source, Path):
        name = source.name
    try:
        head, sha256 = _told(source)
        kind = sniff(head, name)
    except EncryptedFile:
        kind = Format.DOCX
    except (OSError, UnreadableError):
        raise fault from None
    limit = isinstance(fault, LimitExceeded)
    technique = "file.limit" if limit else "file.unreadable"
    trace = Trace(technique=technique, quote="", detail=f"the reader says: {fault.message}")
    notice = Notice(code="unreadable", message=fault.message, partial=True)
    return Document(name=name, format=kind, sha256=sha256, text="", blocks=(), notices=(notice,), traces=(trace,))


def _told(source: Path | bytes) -> tuple[bytes, str]:
    """The first bytes of a file, and the digest of all."""
    if isinstance(source, bytes):
        return source[:_HEAD], hashlib.sha256(source).hexdigest()
    with source.open("rb") as stream:
        head = stream.read(_HEAD)
        digest = hashlib.sha256(head)
        while part := stream.read(_HEAD):
            digest.update(part)
    return head, digest.hexdigest()
