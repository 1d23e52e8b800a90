"""Observations from a database: one SELECT, read in one pass, in a session that can only read.

PostgreSQL is read with COPY, fifteen times as fast as row by row; every other database of SQLAlchemy through a cursor
that keeps its rows on the server where the driver can. What comes is written to a CSV file as it comes, so memory does
not grow with the table. No message ever holds a password.
"""

import csv
import datetime as dt
import io
import re
import uuid
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from clausecheck.build.connect import connected, parsed, words
from clausecheck.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

_BATCH: Final = 2000
"""Rows that are held at a time."""
_MOMENTS: Final = frozenset({1114, 1184})
"""PostgreSQL's type numbers of a timestamp without and with its zone: `SELECT oid, typname FROM pg_type`."""
_COLON: Final = re.compile(r"(?<![:\w\\]):(?=\w)")
"""What SQLAlchemy would take for the start of a parameter."""


def is_database(source: str) -> bool:
    """Whether a SOURCE is the URL of a database."""
    return "://" in source


def shown(url: str) -> str:
    """The URL as it may be shown: without password and options. Raises UsageError for none."""
    return words(parsed(url))


def spool(url: str, folder: Path, *, table: str = "", query: str = "", timeout: int = 0) -> Path:
    """Write what a table holds, or a query gives, to a new CSV file in `folder`, named after the table.

    UTF-8, with a line of names; nothing where there is no value; "true" and "false"; days as YYYY-MM-DD, of moments
    that have a time zone the day in UTC. `table` may be "schema.table"; `query` is one SELECT, or the name of a file
    that ends in ".sql". PostgreSQL and SQLite stop after `timeout` seconds, if given. Raises UsageError for options
    that make no sense, UnreadableError for what the database, or the way to it, refuses.
    """
    if bool(table) == bool(query):
        raise UsageError("a database needs --table or --query, one of them", hint="try --table clause_observations")
    address = parsed(url)
    path = folder / f"{re.sub(r'[^A-Za-z0-9_.-]', '_', table).strip('.')[:60] or 'query'}.csv"
    try:
        with connected(address, timeout) as connection, path.open("xb") as out:
            _read(connection, table, query, timeout, out)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _read(connection: "Connection", table: str, query: str, timeout: int, out: BinaryIO) -> None:
    statement = _selecting(query) if query else f"SELECT * FROM {_identifier(connection, table)}"  # noqa: S608
    if connection.dialect.name == "postgresql":
        _begin(connection, timeout)
    if connection.dialect.driver == "pg8000":
        _copy(connection, statement, out)
    else:
        _stream(connection, statement, out)


def _begin(connection: "Connection", timeout: int) -> None:
    """Make PostgreSQL refuse to write, stop in time, and answer the same under all settings."""
    for setting in (
        *("TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", f"LOCAL statement_timeout = {timeout * 1000:d}"),
        *("LOCAL TimeZone = 'UTC'", "LOCAL DateStyle = 'ISO'", "LOCAL client_encoding = 'UTF8'"),
    ):
        connection.exec_driver_sql(f"SET {setting}")


def _identifier(connection: "Connection", table: str) -> str:
    quoted = connection.dialect.identifier_preparer.quote
    schema, dot, name = table.partition(".")
    return f"{quoted(schema)}.{quoted(name)}" if dot else quoted(table)


def _selecting(query: str) -> str:
    """The SELECT itself, or what the file says, without the semicolon at its end. Raises UsageError."""
    if query.endswith(".sql"):
        try:
            query = Path(query).read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as fault:
            raise UsageError(f"cannot read {Path(query).name}", hint="give a file with one SELECT, in UTF-8") from fault
    return re.sub(r"[\s;]+\Z", "", query)


def _copy(connection: "Connection", statement: str, out: BinaryIO) -> None:
    """PostgreSQL's own CSV. The cursor checks that it is one SELECT, which COPY alone would not."""
    run = connection.connection.driver_connection.execute_unnamed  # type: ignore[union-attr]
    run(f"DECLARE observations NO SCROLL CURSOR FOR {statement}")
    columns = run("FETCH 0 FROM observations").columns
    run("CLOSE observations")
    _check_names([column["name"] for column in columns])
    written = connection.dialect.identifier_preparer.quote_identifier
    texts = [
        f"c{at}{'::date' if column['type_oid'] in _MOMENTS else ''}::text AS {written(column['name'])}"
        for at, column in enumerate(columns)
    ]
    names = ", ".join(f"c{at}" for at in range(len(columns)))
    rows = f"SELECT {', '.join(texts)} FROM ({statement}\n) AS observations ({names})"  # noqa: S608
    run(f"COPY ({rows}) TO STDOUT (FORMAT csv, HEADER)", stream=out)


def _stream(connection: "Connection", statement: str, out: BinaryIO) -> None:
    """The same CSV from rows as they come."""
    from sqlalchemy import text

    escaped = _COLON.sub(r"\\:", statement)
    result = connection.execution_options(stream_results=True, max_row_buffer=_BATCH).execute(text(escaped))
    names = tuple(result.keys())
    _check_names(names)
    with io.TextIOWrapper(out, encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        for rows in result.partitions(_BATCH):
            writer.writerows([_cell(value, name) for value, name in zip(row, names, strict=True)] for row in rows)


def _check_names(names: Sequence[str]) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise UsageError(f"column {twice} comes twice", hint="name each column once in --query")


def _cell(value: object, name: str) -> str:
    """A value as CSV says it. Raises UnreadableError for a kind of value that observations do not have."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool() | 0 | 1 if name == "present":  # databases without truth values say 0 and 1
            return "true" if value else "false"
        case bool() | int() | uuid.UUID():
            return str(value).lower()
        case float():
            return repr(value)
        case Decimal():
            return f"{value:f}"
        case dt.datetime():
            return (value.astimezone(dt.UTC) if value.tzinfo else value).date().isoformat()
        case dt.date():
            return value.isoformat()
    raise UnreadableError(f"column {name} holds {type(value).__name__} values", hint="cast it to text in --query")
