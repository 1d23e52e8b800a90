"""A record of reviews as a chain: each line holds the digest of the one before and its own.

A line is canonical JSON in plain ASCII: `count` (1, 2, …), `previous` (the digest of the line before), `record`, and
`hash`, the SHA-256 of all this without `hash` itself. Bytes that an interrupted writer left stay where they are; the
line after them holds their number and digest as `torn`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from clausecheck.context.canonical import canonical, digest

LINE_BYTES: Final = 256_000_000
"""More than any line that the program writes: with all requests of the longest review in it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: how many records there are, and the digest of the last."""

    count: int = 0
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One line that is whole: its digest is that of what it holds."""

    count: int
    hash: str
    previous: str
    record: Mapping[str, Any]
    torn: Mapping[str, Any] | None = None

    @property
    def head(self) -> Head:
        """The end of a chain that ends here."""
        return Head(self.count, self.hash)


def line(head: Head, record: Mapping[str, Any], torn: bytes = b"") -> tuple[bytes, Head]:
    """The line of a record that follows on `head`, without line break, and the head that it makes.

    `torn` are the bytes between that head and this line.
    """
    held: dict[str, Any] = {"count": head.count + 1, "previous": head.hash, "record": record}
    if torn:
        held["torn"] = remains(torn)
    made = digest(canonical(held, ascii=True))
    return canonical(held | {"hash": made}, ascii=True), Head(head.count + 1, made)


def remains(torn: bytes) -> dict[str, Any]:
    """What a line says of torn bytes before it."""
    return {"bytes": len(torn), "digest": digest(torn)}


def link(raw: bytes) -> Link | None:
    """A line, without its line break, as a link; None where it is not what the program has written."""
    try:
        data = json.loads(raw)
        held = {key: value for key, value in data.items() if key != "hash"}
        whole = canonical(data, ascii=True) == raw and digest(canonical(held, ascii=True)) == data["hash"]
        return Link(**data) if whole and _typed(data) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None


def may_be_torn(raw: bytes) -> bool:
    """Whether bytes may be what an interrupted writer left: plain ASCII, and no whole value."""
    if not raw.isascii():
        return False
    try:
        json.JSONDecoder().raw_decode(raw.decode("ascii"))
    except (ValueError, RecursionError):
        return True
    return False


def _typed(data: Mapping[str, Any]) -> bool:
    kinds = {"count": int, "hash": str, "previous": str, "record": dict, "torn": dict}
    return data["count"] is not True and all(isinstance(value, kinds[name]) for name, value in data.items())
