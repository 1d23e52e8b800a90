"""A list of files on standard input, as `find` writes it: a path a line, or paths with NUL between them."""

import os
from typing import BinaryIO, Final

from clausecheck.errors import UsageError

LIST_BYTES: Final = 100_000_000
"""Longest list: about a million paths."""


def read_lines(stream: BinaryIO) -> list[str]:
    """The paths, each once, in their order. Raises UsageError for none, and for more than is read."""
    data = stream.read(LIST_BYTES + 1)
    if len(data) > LIST_BYTES:
        raise UsageError(f"the list is larger than {LIST_BYTES // 1_000_000} MB", hint="give a folder or a pattern")
    data = data.removeprefix(b"\xef\xbb\xbf")
    lines = data.split(b"\0") if b"\0" in data else [line.removesuffix(b"\r") for line in data.split(b"\n")]
    paths = [os.fsdecode(line) for line in dict.fromkeys(lines) if line.strip()]
    if not paths:
        raise UsageError("standard input names no file", hint="write one path a line, as find does")
    return paths
