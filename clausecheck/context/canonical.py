"""JSON in one canonical form, so that the same content is the same bytes and has the same digest everywhere."""

import hashlib
import json
from typing import Any

from clausecheck.errors import UsageError


def canonical(value: Any, *, ascii: bool = False) -> bytes:  # noqa: A002 as in json.dumps
    """A value as canonical JSON: keys sorted, no white space, UTF-8, whole numbers without a point.

    With `ascii`, every other character is escaped: any text can be written so, and none of it acts on a terminal.
    Without, raises UsageError for a text that is no Unicode, which no two programs would write alike.
    """
    text = json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=ascii, allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise UsageError("the data holds half a character", hint="write the file again as UTF-8 text") from fault


def digest(data: bytes) -> str:
    """The SHA-256 of the bytes: "sha256:" and hexadecimal digits."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def plain(value: Any) -> Any:
    """The value with lists for tuples and whole numbers without a point."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
