"""Addresses: what they look like, and which are taken."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from clausecheck.errors import UsageError

_ADDRESS: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,30})://")
_STORES: Final = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "az": "adlfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "memory": "fsspec",
}
"""Each scheme with the library that knows it: stores that replace a file whole or not at all."""
_LOCAL: Final = "file"


@dataclass(frozen=True, slots=True)
class Address:
    """A folder, a file or a pattern in a store."""

    scheme: str
    path: str
    """As the store names it, without a slash at its end: "bucket/uploads"."""

    def __str__(self) -> str:
        return f"{self.scheme}://{self.path.lstrip('/')}"

    def holds(self, scheme: str, path: str) -> bool:
        """Whether a file of a store lies below it."""
        return self.library == _STORES[scheme] and path.lstrip("/").startswith(f"{self.path.lstrip('/')}/")

    @property
    def library(self) -> str:
        """What has to be installed for it, beside fsspec."""
        return _STORES[self.scheme]


def is_address(text: str) -> bool:
    """Whether it is an address, and no path."""
    return _ADDRESS.match(text) is not None


def local_path(text: str) -> str | None:
    """The path that an address of this machine's own disk means; None for another address."""
    parts = urlsplit(text)
    return unquote(parts.path) if parts.scheme.lower() == _LOCAL and parts.netloc in ("", "localhost") else None


def address(text: str) -> Address:
    """An address, taken apart. Raises UsageError for one that is not taken."""
    found = _ADDRESS.match(text)
    scheme = found[1].lower() if found else ""
    path = text[found.end() :].rstrip("/") if found else ""
    if scheme not in _STORES or "::" in text:
        known = ", ".join(f"{name}://" for name in sorted(_STORES) if name != "memory")
        raise UsageError(f"{text} is no address that is known", hint=f"give a path, or one of: {known}")
    if not path.strip("/"):
        raise UsageError(f"{text} names no folder", hint=f"add one: {scheme}://bucket/folder")
    return Address(scheme, path)
