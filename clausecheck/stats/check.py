"""Verifies a statistics file: its shape, sources, arithmetic and disclosure; everything that is wrong is told."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clausecheck.errors import DamagedFile, LimitExceeded, UnreadableError
from clausecheck.stats.check_disclosure import disclosed, warnings
from clausecheck.stats.check_lines import lines
from clausecheck.stats.check_rows import arithmetic, described, words
from clausecheck.stats.keys import CELL, KEYS, cell_of, key_of
from clausecheck.stats.load import BYTES_AT_MOST, FILE

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from clausecheck.stats.schema import StatisticsJson

TABLES: Final = ("presence", "values", "names", "directions", "outcomes", "statements", "published")
Row = Mapping[str, Any]
Rows = Mapping[str, list[tuple[int, Row]]]
"""The rows of each table that have the right shape, with their numbers from 1."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Something wrong in a file."""

    table: str
    """Empty where it is about the whole file."""
    row: int
    """Counted from 1; 0 where it is about the whole table."""
    about: str
    """The row in words: "payment_terms, consulting"; empty where there is none."""
    message: str

    def line(self) -> str:
        """The place and what is wrong there, on one line."""
        place = f"{self.table}, row {self.row}" if self.row else self.table
        named = f"{place} ({self.about})" if self.about else place
        return f"{named}: {self.message}" if named else self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A file that was looked at in full."""

    digest: str
    """"sha256:" and the hexadecimal digest of the file."""
    name: str
    """Id and number of the release; empty where the file has none."""
    rows: int
    violations: tuple[Violation, ...]
    warnings: tuple[str, ...]
    """What is allowed but must be known: weaker settings than usual."""


def check_file(path: Path) -> Checked:
    """Check a statistics file, or the one in a folder.

    Raises UnreadableError where it cannot be read, is no JSON, or is larger than any release.
    """
    place = path / FILE if path.is_dir() else path
    raw = _read(place)
    data = _parsed(raw, place.name)
    bad, violations = _shape(raw)
    if isinstance(data, dict) and not any(violation.row == 0 for violation in violations):
        rows = {table: _good(data[table], table, bad) for table in TABLES}
        violations += [Violation(table, row, _about(data, table, row), words) for table, row, words in _all(data, rows)]
    listed = [data[table] for table in TABLES if isinstance(data, dict) and isinstance(data.get(table), list)]
    return Checked(
        digest=f"sha256:{hashlib.sha256(raw).hexdigest()}",
        name=f"{data.get('id', '')} {data.get('release', '')}".strip() if isinstance(data, dict) else "",
        rows=sum(map(len, listed)),
        violations=tuple(sorted(set(violations))),
        warnings=tuple(warnings(data)) if not violations else (),
    )


def _all(data: Row, rows: Rows) -> Iterator[tuple[str, int, str]]:
    """Every fault of a file of the right shape: table, row, and what is wrong."""
    yield from _sources(data, rows)
    public = {source["id"]: source["public"] for source in data["sources"]}
    yield from _twice(rows)
    for table, entries in rows.items():
        for number, row in entries:
            if row["source"] not in public:
                yield table, number, f"no source has the id {row['source']!r}"
                continue
            yield from ((table, number, fault) for fault in described(table, row, data))
            yield from ((table, number, fault) for fault in arithmetic(table, row, public=public[row["source"]]))
    yield from lines(rows, public)
    yield from disclosed(data, rows, public)


def _sources(data: Row, rows: Rows) -> Iterator[tuple[str, int, str]]:
    used = {row["source"] for entries in rows.values() for _, row in entries}
    known = Counter(source["id"] for source in data["sources"])
    if not data["sources"]:
        yield "sources", 0, "there is none"
    for number, source in enumerate(data["sources"], start=1):
        if known[source["id"]] > 1:
            yield "sources", number, f"the id {source['id']!r} is there twice"
        if source["public"] and source["id"] not in used:
            yield "sources", number, "no figure is from it"
        for field in ("title", "licence", "url", "years", "as_of", "method"):
            if not source[field].strip():
                yield "sources", number, f"{field} is empty"
        if source["public"] and not source["url"].startswith(("https://", "http://")):
            yield "sources", number, "it is called public, but its url is no web address where it can be looked up"


def _twice(rows: Rows) -> Iterator[tuple[str, int, str]]:
    for table, entries in rows.items():
        seen: dict[object, int] = {}
        for number, row in entries:
            key = (key_of(table, row), cell_of(row)) if table in KEYS else row["id"]
            if seen.setdefault(key, number) != number:
                yield table, number, f"row {seen[key]} is about the same"


def _shape(raw: bytes) -> tuple[set[tuple[str, int]], list[Violation]]:
    """Where the file departs from the JSON Schema; first the rows concerned."""
    from pydantic import ValidationError

    try:
        _adapter().validate_json(raw)
    except ValidationError as fault:
        bad: set[tuple[str, int]] = set()
        found = []
        for error in fault.errors(include_url=False, include_input=False, include_context=False):
            table, number, *rest = (*error["loc"], "", "")[:2] if len(error["loc"]) < 2 else error["loc"]
            row = number + 1 if isinstance(number, int) and table in {*TABLES, "sources"} else 0
            bad.add((str(table), row))
            place = ".".join(str(part) for part in ((number, *rest) if not row else rest) if part != "")
            found.append(Violation(str(table), row, "", f"{place}: {error['msg']}" if place else error["msg"]))
        return bad, found
    return set(), []


@cache
def _adapter() -> "TypeAdapter[StatisticsJson]":
    from pydantic import TypeAdapter

    from clausecheck.stats.schema import StatisticsJson

    return TypeAdapter(StatisticsJson)


def _good(rows: list[Row], table: str, bad: set[tuple[str, int]]) -> list[tuple[int, Row]]:
    return [(number, row) for number, row in enumerate(rows, start=1) if (table, number) not in bad]


def _about(data: Row, table: str, number: int) -> str:
    if not number or table == "sources":
        return ""
    row = data[table][number - 1]
    fields = (*KEYS.get(table, ("id",)), *CELL)
    return ", ".join(words(row[field]) for field in fields if row.get(field))


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise UnreadableError(f"{path.name} is no file", hint="give a statistics.json, or the folder with one")
    try:
        with path.open("rb") as stream:
            raw = stream.read(BYTES_AT_MOST + 1)
    except OSError as fault:
        raise UnreadableError(f"{path.name} cannot be read: {fault.strerror or fault}", hint=_HINT) from fault
    if len(raw) > BYTES_AT_MOST:
        size = BYTES_AT_MOST // 1_000_000
        raise LimitExceeded(f"{path.name} has more than {size} MB", hint="no release is as large; check the file")
    return raw


def _parsed(raw: bytes, name: str) -> Any:
    """The JSON value; a name that stands twice in an object is refused, for readers would differ in what they read."""

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            twice = next(key for key, times in Counter(key for key, _ in items).items() if times > 1)
            raise ValueError(f"{twice!r} stands twice in one object")
        return found

    def no_number(text: str) -> None:
        raise ValueError(f"{text} is no number")

    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=pairs, parse_constant=no_number)
    except (ValueError, RecursionError) as fault:
        told = "nested too deeply" if isinstance(fault, RecursionError) else str(fault)[:200]
        raise DamagedFile(f"{name} is no JSON: {told}", hint=_HINT) from fault


_HINT: Final = "clausecheck schema statistics prints the form; docs/statistics.md describes it"
