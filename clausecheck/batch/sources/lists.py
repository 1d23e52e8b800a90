"""CSV lists of files, with what is asked of each."""

import csv
import io
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from clausecheck.batch.sources.asked import Asked
from clausecheck.batch.sources.named import Named
from clausecheck.batch.sources.opening import shown
from clausecheck.batch.sources.stores import is_address, without_scheme
from clausecheck.errors import UsageError
from clausecheck.model import Side
from clausecheck.model.taxonomy import CATEGORY_PARENT
from clausecheck.stats import region_code

SUFFIXES: Final = (".csv", ".tsv")
COLUMNS: Final = ("file", "side", "category", "account", "region")
LIST_BYTES: Final = 100_000_000
"""Largest list: a million lines."""
_BOTH: Final = "both"
_FILE_HEADS: Final = ("file", "path", "filename")
"""What the column with the files may be called."""
_SEPARATORS: Final = (",", ";", "\t")
_EXCEL: Final = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""A first line of which only Excel knows."""
_SAVE: Final = "save it as CSV in UTF-8, with one of its columns called file"


def is_list(name: str) -> bool:
    """Whether a file is a list, by its name."""
    return name.lower().endswith(SUFFIXES)


def read_list(path: Path, asked: Asked) -> list[Named]:
    """The files of a list, where they are relative to it; `asked` is what holds where a cell is empty.

    Raises UsageError, with the name of the list and the line, for whatever is not as docs/batch.md says.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LIST_BYTES + 1)
    except OSError as fault:
        raise UsageError(f"{path.name} cannot be read: {fault.strerror}", hint="check the path") from None
    if len(data) > LIST_BYTES:
        raise UsageError(f"{path.name} is larger than {LIST_BYTES // 1_000_000} MB", hint="make several lists of it")
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
        return _Reading(path, asked).lines(text)
    except (UnicodeDecodeError, csv.Error) as fault:
        raise UsageError(f"{path.name} is no readable CSV file: {fault}", hint=_SAVE) from None


class _Reading:
    def __init__(self, path: Path, asked: Asked) -> None:
        self._path, self._asked = path, asked
        self._seen: dict[str, tuple[int, Asked]] = {}
        self._width = 0

    def lines(self, text: str) -> list[Named]:
        """Every file, once."""
        excel = _EXCEL.match(text)
        rows, heads = self._header(text[excel.end() :] if excel else text, excel[1] if excel else None)
        found = []
        for cells in rows:
            number = rows.line_num + bool(excel)
            told = [cell.strip() for cell in cells]
            if any(told) and (one := self._listed(number, told, heads)):
                found.append(one)
        if not found:
            raise UsageError(f"{self._path.name} names no file", hint="give one file a line")
        return found

    def _header(self, text: str, separator: str | None) -> "tuple[Any, Mapping[str, int]]":
        """The rows below the header, and which column is which."""
        for one in (separator,) if separator else _SEPARATORS:
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=one, strict=True)
            heads = [head.strip().casefold() for head in next(rows, [])]
            named = ["file" if head in _FILE_HEADS else head for head in heads]
            if "file" in named:
                self._check_heads(named)
                self._width = len(named)
                return rows, {head: named.index(head) for head in COLUMNS if head in named}
        raise UsageError(f"{self._path.name} has no column called file", hint=_SAVE)

    def _check_heads(self, heads: Sequence[str]) -> None:
        """Other columns are another program's; one that is nearly ours is a slip."""
        for head in heads:
            if head in COLUMNS and heads.count(head) > 1:
                raise UsageError(f"{self._path.name} has the column {head} twice", hint="leave one of them out")
            if head not in COLUMNS and (near := get_close_matches(head[:40], COLUMNS, n=1, cutoff=0.8)):
                raise UsageError(f"{self._path.name} has an unknown column {head!r}", hint=f"did you mean {near[0]}?")

    def _listed(self, number: int, told: list[str], heads: Mapping[str, int]) -> Named | None:
        where = f"{self._path.name}, line {number}"
        if any(told[self._width :]):
            raise UsageError(f"{where}: more cells than the first line has", hint="put cells with commas in quotes")
        cells = {head: told[at] for head, at in heads.items() if at < len(told) and told[at]}
        name = cells.pop("file", "")
        if not name:
            raise UsageError(f"{where}: no file is named", hint="fill in the column file, or remove the line")
        asked = replace(
            self._asked, **{_FIELD.get(head, head): _READ[head](where, cell) for head, cell in cells.items()}
        )
        path = name if is_address(name) else os.path.normpath(self._path.parent / without_scheme(name))
        before = self._seen.setdefault(path, (number, asked))
        if before[1] != asked:
            raise UsageError(
                f"{where}: {shown(name)} is asked for otherwise than in line {before[0]}",
                hint="one file is one row: keep one line; side may be both",
            )
        return Named(path, shown(name), asked) if before[0] == number else None


def _sides(where: str, cell: str) -> tuple[Side, ...]:
    word = cell.lower()
    if word not in (*Side, _BOTH):
        raise UsageError(f"{where}: unknown side {cell!r}", hint=f"use {', '.join((*Side, _BOTH))}")
    return tuple(Side) if word == _BOTH else (Side(word),)


def _category(where: str, cell: str) -> str:
    word = re.sub(r"[\s-]+", "_", cell.lower())
    if word not in CATEGORY_PARENT:
        near = get_close_matches(word[:40], CATEGORY_PARENT, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else f"use one of {', '.join(sorted(CATEGORY_PARENT))}"
        raise UsageError(f"{where}: unknown category {cell!r}", hint=hint)
    return word


def _region(where: str, cell: str) -> str:
    if not (code := region_code(cell)):
        raise UsageError(f"{where}: unknown region {cell!r}", hint="use a country code like GB, or US-NY for a state")
    return code


def _account(where: str, cell: str) -> str:  # noqa: ARG001 any name will do
    return cell


_FIELD: Final = {"side": "sides"}
_READ: Final[Mapping[str, Callable[[str, str], Any]]] = {
    "side": _sides,
    "category": _category,
    "region": _region,
    "account": _account,
}
