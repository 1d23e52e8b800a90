"""The head of a chain, kept apart from it: who holds it can tell whether the end was cut off or all was made anew."""

import json
import os
from pathlib import Path
from typing import Final

from clausecheck.audit.chain import Head
from clausecheck.context.canonical import canonical
from clausecheck.errors import AuditError

SCHEMA: Final = "clausecheck/anchor/1"
_BYTES: Final = 10_000
"""More than any anchor has."""


def read(path: Path) -> Head:
    """The head that an anchor names. Raises AuditError where the file is no anchor, and OSError."""
    if not path.is_file():
        raise AuditError(f"{path.name} is no ordinary file", hint=_HINT)
    with path.open("rb") as stream:
        raw = stream.read(_BYTES)
    try:
        data = json.loads(raw)
        count, made = data["count"], data["hash"]
        if data["schema"] != SCHEMA or type(count) is not int or count < 1 or type(made) is not str:
            raise ValueError
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise AuditError(f"{path.name} is no anchor", hint=_HINT) from fault
    return Head(count, made)


_HINT: Final = "name the file that review --anchor has written"


def advance(path: Path, known: Head | None, record: Path, before: Head, head: Head) -> tuple[str, ...]:
    """Move an anchor from `known` to `head`, which follows on `before`; make it where none is known.

    An anchor that names what the record does not hold is left as it is: it is the proof. Returns sentences on what the
    user must know. Raises OSError.
    """
    if known and known != before and not _holds(record, known):
        words = f"record {known.count} is not the one that {path.name} names: {record.name} was cut or made anew"
        return (f"{words}; the anchor is left as it is",)
    temporary = path.with_name(f".{path.name}-{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(canonical({"schema": SCHEMA, "count": head.count, "hash": head.hash}) + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return ()


def _holds(record: Path, known: Head) -> bool:
    from clausecheck.audit.verifying import verify

    return verify(record, known).fault is None
