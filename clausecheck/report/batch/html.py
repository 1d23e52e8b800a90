"""The page to sort and filter the results: one file that opens from a disk and asks nothing of any network."""

import hashlib
import shutil
import tempfile
from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self

from clausecheck.model import Side
from clausecheck.model.batch import Row
from clausecheck.report.batch.html_parts import files_table, head_parts
from clausecheck.report.batch.names import files
from clausecheck.report.batch.rows_json import data_text, details_data, row_data
from clausecheck.report.batch.totals import Totals

SLICE: Final = 500
"""Rows of a piece of data."""
_SCRIPTS: Final = ("data.js", "table.js", "controls.js")
_BLOCK: Final = 1 << 20


class HtmlPage:
    """`index.html`: totals, then a table of all files. Rows wait in temporary files until the totals are known."""

    def __init__(self, stream: BinaryIO, sides: Sequence[Side]) -> None:
        self._stream, self._sides = stream, sides
        self._slices = tuple(
            _Slices(name, told, tempfile.TemporaryFile())  # noqa: SIM115 closed by __exit__
            for name, told in (("rows", row_data), ("details", details_data))
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for slices in self._slices:
            slices.stream.close()

    def add(self, row: Row) -> None:
        """Take the next file."""
        for slices in self._slices:
            slices.add(row)

    def end(self, totals: Totals) -> None:
        """Write the page; the stream stays open."""
        style, script = _style(), _script()
        page = (
            _HEAD.format(
                policy=_policy(style, script), title=escape(f"Batch of {files(totals.files)}"), style=style, slice=SLICE
            ),
            head_parts(totals),
            files_table(totals, self._sides),
        )
        self._stream.write("".join(page).encode())
        for slices in self._slices:
            slices.copy(self._stream)
        self._stream.write(f"<script>{script}</script>\n</body>\n</html>\n".encode())


class _Slices:
    """Data of rows, in pieces that are read one by one."""

    def __init__(self, name: str, told: Callable[[Row], Any], stream: Any) -> None:
        self._name, self._told, self.stream = name, told, stream
        self._waiting: list[Any] = []

    def add(self, row: Row) -> None:
        self._waiting.append(self._told(row))
        if len(self._waiting) == SLICE:
            self._flush()

    def copy(self, page: BinaryIO) -> None:
        if self._waiting:
            self._flush()
        self.stream.seek(0)
        shutil.copyfileobj(self.stream, page, _BLOCK)

    def _flush(self) -> None:
        text = data_text(self._waiting)
        self.stream.write(f'<script type="application/json" class="{self._name}">{text}</script>\n'.encode("ascii"))
        self._waiting.clear()


_HEAD: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body data-slice="{slice}">
"""


def _policy(style: str, script: str) -> str:
    """What the page may do: run this script and wear this style, and nothing else."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"


@lru_cache(maxsize=1)
def _style() -> str:
    return _part("page.css")


@lru_cache(maxsize=1)
def _script() -> str:
    parts = "\n".join(map(_part, _SCRIPTS))
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def _part(name: str) -> str:
    return (Path(__file__).parent / "page" / name).read_text(encoding="utf-8")
