"""The counting queries on PostgreSQL, with the changes of dialect that docs/build-statistics.md states and no other."""

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from clausecheck.build.engine import start
from clausecheck.build.observations import load
from clausecheck.build.tallies import count
from tests.build.observed import PRIVATE, PUBLIC, as_rows, counted, table
from tests.postgres_server import Server

pytestmark = pytest.mark.xdist_group("postgres")  # one server

DOCS = Path(__file__).parents[2] / "docs" / "build-statistics.md"


def dialect() -> dict[str, str]:
    """What the table of the documentation puts for words of the queries: DuckDB's, then PostgreSQL's."""
    section = DOCS.read_text(encoding="utf-8").partition("## On a warehouse")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| (?:`([^`]+)`|the same) \|", section, re.MULTILINE)
    return {duck: postgres for duck, postgres in rows if postgres}


class Warehouse:
    """What the counting needs of a connection of DuckDB, played by PostgreSQL."""

    def __init__(self, connection: Any, words: Mapping[str, str]) -> None:
        self.connection = connection
        self.words = words
        self.rows: list[tuple[Any, ...]] = []

    def cursor(self) -> "Warehouse":
        return Warehouse(self.connection, self.words)

    def execute(self, text: str, values: Mapping[str, Any] | Sequence[Any] = ()) -> "Warehouse":
        if "VIEW said" in text:
            text = text.replace("CREATE OR REPLACE VIEW", "DROP VIEW IF EXISTS said;\n\nCREATE VIEW")
        for statement in re.sub(r"^\s*--.*$", "", text, flags=re.MULTILINE).split(";\n"):
            self._run(statement, values)
        return self

    def executemany(self, text: str, rows: Sequence[Sequence[Any]]) -> None:
        for row in rows:
            self._run(text, row)

    def _run(self, statement: str, values: Mapping[str, Any] | Sequence[Any]) -> None:
        for duck, postgres in self.words.items():
            statement = re.sub(rf"\b{duck}\b" if duck.isalpha() else re.escape(duck), postgres, statement)
        named = values if isinstance(values, Mapping) else dict(enumerate(values))
        parameters = []
        for place in re.findall(r"\$[a-z_]+|\?", statement):
            statement = statement.replace(place, "%s", 1)
            parameters.append(named[place[1:] or len(parameters)])
        cursor = self.connection.cursor()
        cursor.execute(statement, parameters)
        self.rows = [tuple(map(whole, row)) for row in cursor.fetchall()] if cursor.description else []

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self.fetchmany(len(self.rows))

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        given, self.rows = self.rows[:size], self.rows[size:]
        return given


def whole(cell: Any) -> Any:
    """PostgreSQL adds whole numbers to decimals."""
    return int(cell) if isinstance(cell, Decimal) and cell == int(cell) else cell


@pytest.fixture
def warehouse(postgres: Server, database: str) -> Iterator[Warehouse]:
    with contextlib.closing(postgres.connect(database=database)) as connection:
        yield Warehouse(connection, dialect())


def test_the_table_of_dialects_is_used() -> None:
    queries = (Path(__file__).parents[2] / "clausecheck" / "build" / "queries").glob("*.sql")
    text = "".join(path.read_text(encoding="utf-8") for path in queries)
    words = dialect()
    assert words
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("settings", [PRIVATE, PUBLIC], ids=["private", "public"])
def test_the_same_tallies(warehouse: Warehouse, tmp_path: Path, settings: Any) -> None:
    """Every tally of every cell, by the same queries on the same checked rows."""
    rows = table(7, deals=300)
    engine = start(tmp_path, [])
    load(engine, [as_rows(rows)], settings, tmp_path)
    kinds = engine.execute("DESCRIBE observations").fetchall()
    names = [name for name, *_ in kinds]
    types = {"DOUBLE": "double precision", "SMALLINT": "smallint", "BOOLEAN": "boolean"}
    made = ", ".join(f'"{name}" {types.get(kind, "text")}' for name, kind, *_ in kinds)
    cursor = warehouse.connection.cursor()
    cursor.execute(f"CREATE TABLE observations ({made})")
    marks = ", ".join(["%s"] * len(names))
    cursor.executemany(f"INSERT INTO observations VALUES ({marks})", engine.execute("FROM observations").fetchall())
    expected = counted([as_rows(rows)], settings).tallies
    found = count(warehouse, settings).tallies  # type: ignore[arg-type]
    assert len(expected) > 100
    assert found == expected
