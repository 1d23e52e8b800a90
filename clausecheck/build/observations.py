"""Tables of observations, from files or from rows, as one checked table of the engine."""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clausecheck.build.engine import query
from clausecheck.build.settings import Settings
from clausecheck.errors import UnreadableError, UsageError
from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES
from clausecheck.stats.terms import NAMED, UNITS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COLUMNS: Final = (
    *("deal", "source", "seller", "buyer", "category", "region", "date", "deal_size", "currency", "rate"),
    *("clause_type", "present", "term", "value", "unit", "name", "direction", "proposed_by", "outcome", "round"),
)
"""The columns that a table of observations may have."""
REQUIRED: Final = ("deal", "category", "clause_type")

_SHOWN: Final = 3
"""Faults that are told; of more there is the number."""
_HINT: Final = "docs/build-statistics.md lists the columns and what they may hold"
_NUMBER: Final = r"\d{1,15}(\.\d{1,20})?([eE][+-]?\d{1,3})?"
_DAY: Final = r"(19|2[01])\d{2}(-\d{2}(-\d{2}([ T][0-9:.]+ ?(Z|[+-][0-9:]+)?)?)?)?"
_HEADER: Final = 10_000
"""Characters in which the line of names must end."""
_FORMATS: Final = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Observations that are not in a file."""

    name: str
    """What an error message calls them."""
    columns: tuple[str, ...]
    rows: Iterable[Sequence[object]]
    """The cells in the order of the columns: None, text, numbers, truth values, dates. Read once."""


@dataclass(frozen=True, slots=True)
class _Table:
    """How a file is read: a query of one text column for each that is known, and what number its first row has."""

    name: str
    cells: str
    parameters: Mapping[str, Any]
    present_stated: bool
    """Whether it has the column `present`."""
    first: int


def load(connection: "DuckDBPyConnection", sources: Sequence[Path | Rows], settings: Settings, folder: Path) -> int:
    """Read every source into the table `observations` and return how many there are.

    `folder` is private to this run. Raises UsageError or UnreadableError for a table that does not hold observations,
    with the numbers of the rows.
    """
    _prepare(connection, settings)
    total = 0
    for number, source in enumerate(sources):
        table = _table(connection, source, folder, number)
        total = _insert(connection, table, settings, total)
    if not total:
        raise UnreadableError("there is no observation to count", hint=_HINT)
    return total


def file_format(path: Path) -> str:
    """csv, jsonl or parquet, by the name of a file. Raises UsageError."""
    name = path.name.lower().removesuffix(".gz")
    form = _FORMATS.get(Path(name).suffix)
    if form is None or (form == "parquet" and path.name.lower().endswith(".gz")):
        raise UsageError(
            f"{path.name} is no table of observations", hint="use .csv, .jsonl (either may end in .gz) or .parquet"
        )
    return form


def _prepare(connection: "DuckDBPyConnection", settings: Settings) -> None:
    """The table, and the words that its cells may hold as types, which keeps a million rows small."""
    words = {
        "category_id": sorted(CATEGORY_PARENT),
        "clause_type_id": sorted(CLAUSE_TYPES),
        "term_id": sorted({*UNITS, *NAMED}),
        "unit_id": sorted(set().union(*UNITS.values())),
        "measured_id": sorted(f"{term} {unit}" for term, units in UNITS.items() for unit in units),
        "named_id": sorted(NAMED),
        "source_id": sorted(source.id for source in settings.sources),
    }
    for name, ids in words.items():
        listed = ", ".join(f"'{word}'" for word in ids)
        connection.execute(f"CREATE TYPE {name} AS ENUM ({listed})")
    connection.execute(query("schema"))


def _table(connection: "DuckDBPyConnection", source: Path | Rows, folder: Path, number: int) -> _Table:
    if isinstance(source, Rows):
        path = folder / f"rows-{number}.csv"
        with path.open("x", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(source.columns)
            writer.writerows(source.rows)
        return _csv(path, source.name)
    if not source.is_file():
        raise UsageError(f"no such file: {source.name}", hint="give a table of observations, or a folder of contracts")
    form = file_format(source)
    path = _plainly_named(source.resolve(), folder, number)
    if form == "csv":
        return _csv(path, source.name)
    return (_jsonl if form == "jsonl" else _parquet)(connection, path, source.name)


def _plainly_named(path: Path, folder: Path, number: int) -> Path:
    """The file by a name without "*", "?" and "[", which the engine would take for a pattern."""
    if not set("*?[") & set(str(path)):
        return path
    link = folder / f"file-{number}{''.join(path.suffixes[-2:])}"
    link.symlink_to(path)
    return link


def _csv(path: Path, name: str) -> _Table:
    try:
        opened = gzip.open if path.name.lower().endswith(".gz") else open
        with opened(path, "rt", encoding="utf-8-sig", newline="") as stream:
            columns = next(csv.reader(io.StringIO(stream.read(_HEADER), newline="")), [])
    except (OSError, EOFError, UnicodeDecodeError, csv.Error, zlib.error) as fault:
        raise UnreadableError(f"{name} is no CSV table in UTF-8", hint=_HINT) from fault
    _check_columns(columns, name)
    types = ", ".join(f"'{column}': 'VARCHAR'" for column in columns)
    read = (
        f"read_csv($path, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        f"strict_mode = true, columns = {{{types}}})"
    )
    return _Table(name, _cells(columns, read), {"path": str(path)}, "present" in columns, 2)


def _parquet(connection: "DuckDBPyConnection", path: Path, name: str) -> _Table:
    read = "read_parquet($path, binary_as_string = true)"
    described = _told(connection, f"DESCRIBE SELECT * FROM {read}", {"path": str(path)}, name)  # noqa: S608
    _check_columns([column for column, *_ in described], name)
    for column, kind, *_ in described:
        if "[" in kind or ("(" in kind and not kind.startswith("DECIMAL")):
            raise UnreadableError(f"{name}: column {column} holds lists or records", hint=_HINT)
    columns = [column for column, *_ in described]
    return _Table(name, _cells(columns, read), {"path": str(path)}, "present" in columns, 1)


def _cells(columns: Sequence[str], read: str) -> str:
    """A query for every known column as text. Only names of `COLUMNS` stand in it."""
    picked = (
        f'nullif(trim(CAST("{column}" AS VARCHAR)), \'\') AS "{column}"'
        if column in columns
        else f'CAST(NULL AS VARCHAR) AS "{column}"'
        for column in COLUMNS
    )
    return f"SELECT {', '.join(picked)}, CAST(NULL AS VARCHAR) AS malformed FROM {read}"  # noqa: S608


def _jsonl(connection: "DuckDBPyConnection", path: Path, name: str) -> _Table:
    stated = _told(connection, query("json_states_presence"), {"path": str(path)}, name)
    picked = (f"nullif(trim(found[{at}]), '') AS \"{column}\"" for at, column in enumerate(COLUMNS, start=1))
    cells = f"SELECT {', '.join(picked)}, malformed FROM ({query('json_lines')})"  # noqa: S608
    parameters = {
        "path": str(path),
        "columns": list(COLUMNS),
        "places": [f"$.{column}" for column in COLUMNS],
    }
    return _Table(name, cells, parameters, bool(stated), 1)


def _check_columns(columns: Sequence[str], name: str) -> None:
    """Raise UsageError where columns are unknown, missing or there twice."""
    if strange := [column for column in columns if column not in COLUMNS]:
        words = ", ".join(repr(column[:40]) for column in strange[:_SHOWN])
        raise UsageError(f"{name}: unknown column {words}", hint=f"the columns are {', '.join(COLUMNS)}")
    if missing := [column for column in REQUIRED if column not in columns]:
        raise UsageError(f"{name}: no column {' and no column '.join(missing)}", hint=_HINT)
    if len(set(columns)) < len(columns):
        raise UsageError(f"{name}: a column is there twice", hint=_HINT)


def _insert(connection: "DuckDBPyConnection", table: _Table, settings: Settings, before: int) -> int:
    """Add a table; how many observations there are now."""
    parameters = {
        **table.parameters,
        "only_source": settings.sources[0].id if len(settings.sources) == 1 else None,
        "number": _NUMBER,
        "day": _DAY,
        "present_stated": table.present_stated,
    }
    _told(connection, query("observations").replace("(CELLS)", f"({table.cells})"), parameters, table.name)
    after, faults = connection.execute("SELECT count(*), count(fault) FROM observations").fetchall()[0]
    if faults:
        rows = connection.execute(
            "SELECT rowid, fault FROM observations WHERE fault IS NOT NULL ORDER BY rowid LIMIT ?", [_SHOWN]
        ).fetchall()
        words = "; ".join(f"row {row - before + table.first}: {fault}" for row, fault in rows)
        more = f"; {faults - len(rows)} more" if faults > len(rows) else ""
        raise UsageError(f"{table.name}, {words}{more}", hint=_HINT)
    return int(after)


def _told(connection: "DuckDBPyConnection", text: str, parameters: Mapping[str, Any], name: str) -> list[Any]:
    """Run a query on a file; what the engine cannot read is told in a line. Raises UnreadableError."""
    import duckdb

    try:
        return connection.execute(text, parameters).fetchall()
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as fault:
        path = Path(parameters["path"])
        reason = _broken_line(path) if "Malformed JSON" in str(fault) else _reason(str(fault), path)
        raise UnreadableError(f"{name} cannot be read: {reason}", hint=_HINT) from fault


def _broken_line(path: Path) -> str:
    """Where a JSON Lines file breaks off being JSON: the engine counts lines from another start."""
    opened = gzip.open if path.name.lower().endswith(".gz") else open
    with opened(path, "rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                json.loads(line or b"null")
            except ValueError:
                return f"line {number} is no JSON"
    return "a line is no JSON"


def _reason(words: str, path: Path) -> str:
    """The first lines of what the engine says, less the path and its advice."""
    said = words.partition("Possible ")[0].partition("\n\n")[0].partition(": ")[2].replace(str(path), path.name)
    return " ".join(said.split())[:200]
