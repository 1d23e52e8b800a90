"""The counting engine: DuckDB, shut off from everything but the tables that it is given.

What a table says is data: no cell and no file name ever becomes part of a query, and the engine can neither open
another file nor reach a network nor load an extension.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clausecheck.errors import ClausecheckError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY: Final = "1GB"
"""What the engine keeps in memory; what is more goes to its temporary folder."""


def start(folder: Path, paths: Iterable[Path], *, threads: int = 0) -> "DuckDBPyConnection":
    """An engine that can read files in `folder`, where it also keeps what memory does not hold, and `paths`.

    `threads` 0 takes every processor. Raises ClausecheckError where DuckDB is not installed.
    """
    try:
        import duckdb
    except ModuleNotFoundError as fault:
        raise ClausecheckError(
            "building statistics needs DuckDB, which is not installed", hint="pip install 'clausecheck[stats]'"
        ) from fault
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "memory_limit": MEMORY,
        "temp_directory": str(folder / "spilled"),
        "preserve_insertion_order": True,
    }
    connection = duckdb.connect(config=config | ({"threads": threads} if threads else {}))
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET allowed_directories = ?", [[str(folder.resolve())]])
    connection.execute("SET allowed_paths = ?", [[str(path.resolve()) for path in paths]])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


@contextmanager
def told_when_full() -> Iterator[None]:
    """Tell in two lines that neither memory nor the temporary folder holds what is counted. Raises ClausecheckError."""
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException as fault:
        raise ClausecheckError(
            "neither memory nor the temporary folder holds so many observations",
            hint="set TMPDIR to a folder with more room",
        ) from fault


@cache
def query(name: str) -> str:
    """The text of `queries/<name>.sql`."""
    return (files("clausecheck.build") / "queries" / f"{name}.sql").read_text(encoding="utf-8")
