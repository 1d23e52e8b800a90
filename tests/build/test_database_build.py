"""`clausecheck stats build` from a real database, as people run it."""

import contextlib
import csv
import io
import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres_server import Server, cut_line

pytestmark = pytest.mark.xdist_group("postgres")  # one server
CANARY = "c4n4ry-pass"
COLUMNS = (
    *("deal", "seller", "buyer", "category", "region", "date", "deal_size", "currency", "rate", "clause_type"),
    *("present", "term", "value", "unit", "direction", "proposed_by", "outcome", "round"),
)
TABLE = """
CREATE TABLE "{name}" (deal text, seller text, buyer text, category text, region text, date date,
    deal_size numeric(12, 2), currency char(3), rate real, clause_type text, present boolean, term text,
    value double precision, unit text, direction text, proposed_by text, outcome text, round smallint)
"""
Row = tuple[str | float | bool | None, ...]


def observations() -> Iterator[Row]:
    """Deals of a small platform, enough for figures to be published."""
    chance = random.Random(5)
    for number in range(500):
        deal = (f'd{number}, "é"', f"s{number % 170}", f"b{number % 130}" if number % 9 else None)
        place = (
            "design" if number % 3 else "saas",
            chance.choice(("US-NY", "GB", None)),
            f"20{9 + number % 9:02}-03-31",
        )
        money = (round(chance.uniform(500, 50_000), 2), "USD", chance.choice((40.5, 95.0, None)))
        term = ("payment_days", float(chance.choice((14, 30, 60))), "days")
        talk = (
            chance.choice(("seller", "buyer")),
            chance.choice(("accepted", "changed", "removed")),
            chance.randint(1, 3),
        )
        nothing = (None, None, None)
        yield *deal, *place, *money, "payment_terms", True, *term, None, *talk
        yield *deal, *place, *money, "indemnification", chance.random() < 0.6, *nothing, "mutual", *nothing
        yield *deal, *place, *money, "kill_fee", chance.choice((True, False, None)), *nothing, None, *nothing


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(observations())


@pytest.fixture(scope="module")
def comma_separated(rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(
        ["" if cell is None else str(cell).lower() if cell in (True, False) else cell for cell in row] for row in rows
    )
    return text.getvalue().encode()


@pytest.fixture(scope="module")
def filled(postgres: Server, comma_separated: bytes) -> str:
    """The URL of a database with the rows, for an account that may read one table and nothing else."""
    postgres.execute("CREATE DATABASE platform", f"CREATE ROLE analyst LOGIN PASSWORD '{CANARY}'")
    fill(postgres, "clause_observations", comma_separated)
    postgres.execute("GRANT SELECT ON clause_observations TO analyst", database="platform")
    return postgres.url("analyst", CANARY, "platform")


def fill(postgres: Server, name: str, rows: bytes) -> None:
    """Make a table."""
    quoted = '"' + name.replace('"', '""') + '"'
    postgres.execute(TABLE.replace('"{name}"', quoted), database="platform")
    with contextlib.closing(postgres.connect(database="platform")) as connection:
        connection.cursor().execute(f"COPY {quoted} FROM STDIN (FORMAT csv, HEADER)", stream=io.BytesIO(rows))
        connection.commit()


def build(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the installed command; the canary is never in what it says."""
    command = [str(Path(sys.executable).with_name("clausecheck")), "stats", "build", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    assert CANARY not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def refused(*arguments: str | Path, code: int = 3) -> str:
    """What a build that must fail says: two lines."""
    done = build(*arguments)
    error, hint = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (code, "")
    assert hint.startswith("hint: ")
    return error.removeprefix("error: ")


class TestPostgres:
    def test_the_same_bytes_from_everywhere(
        self, filled: str, rows: list[Row], comma_separated: bytes, tmp_path: Path
    ) -> None:
        import duckdb

        (tmp_path / "rows.csv").write_bytes(comma_separated)
        lines = [json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False) for row in rows]
        random.Random(1).shuffle(lines)
        (tmp_path / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
        duckdb.sql(f"SELECT * FROM read_csv('{tmp_path}/rows.csv')").write_parquet(str(tmp_path / "rows.parquet"))
        with contextlib.closing(sqlite3.connect(tmp_path / "rows.db")) as connection:
            connection.execute(TABLE.format(name="clause_observations"))
            connection.executemany(f"INSERT INTO clause_observations VALUES ({', '.join('?' * len(COLUMNS))})", rows)
            connection.commit()
        sources = {
            "postgres": (filled, "--table", "clause_observations", "--timeout", "60"),
            "query": (filled, "--query", "SELECT * FROM public.clause_observations ORDER BY value DESC, deal;"),
            "sqlite": (f"sqlite:///{tmp_path}/rows.db", "--table", "clause_observations"),
            **{form: (str(tmp_path / f"rows.{form}"),) for form in ("csv", "jsonl", "parquet")},
        }
        releases = {}
        for name, source in sources.items():
            done = build(*source, "-o", tmp_path / f"{name}.json")
            assert done.returncode == 0, (name, done.stderr)
            releases[name] = (tmp_path / f"{name}.json").read_bytes()
        content = json.loads(releases["postgres"])
        assert all(content[table] for table in ("presence", "values", "directions", "outcomes"))
        assert {name for name, release in releases.items() if release != releases["postgres"]} == set()
        assert CANARY.encode() not in releases["postgres"]

    def test_a_hostile_name_of_a_table(
        self, filled: str, postgres: Server, comma_separated: bytes, tmp_path: Path
    ) -> None:
        name = 'rows"; DROP TABLE clause_observations; --'
        fill(postgres, name, comma_separated)
        owner = postgres.url(database="platform")
        done = [build(owner, "--table", table) for table in (name, "clause_observations")]
        assert [one.returncode for one in done] == [0, 0]
        assert done[0].stdout == done[1].stdout

    def test_a_line_that_is_cut(self, filled: str, postgres: Server, tmp_path: Path) -> None:
        kept = tmp_path / "statistics.json"
        kept.write_text("the release before")
        with cut_line(postgres.port, 50_000) as port:
            url = filled.replace(f":{postgres.port}/", f":{port}/")
            assert "network error" in refused(url, "--table", "clause_observations", "-o", kept)
        assert [path.name for path in tmp_path.iterdir()] == ["statistics.json"]
        assert kept.read_text() == "the release before"

    def test_refusals(self, filled: str, postgres: Server) -> None:
        table = ("--table", "clause_observations")
        where = f"postgresql://analyst:***@127.0.0.1:{postgres.port}/platform"
        assert refused(filled, "--table", "wrong") == f'{where}: relation "wrong" does not exist'
        assert refused(filled, "--query", "SELECT wrong FROM clause_observations") == (
            f'{where}: column "wrong" does not exist'
        )
        message = refused(filled.replace(CANARY, f"not-{CANARY}"), *table)
        assert message == f'{where}: password authentication failed for user "analyst"'
        assert "/nowhere:" in refused(filled.replace("/platform", "/nowhere"), *table)
        assert "statement timeout" in refused(filled, "--query", "SELECT pg_sleep(60) AS deal", "--timeout", "1")
        assert "needs --table or --query" in refused(filled, code=2)

    def test_rows_that_are_no_observations(self, filled: str) -> None:
        """Told like those of a file, by their number in what the query gives."""
        message = refused(
            filled, "--query", "SELECT deal, category, clause_type, 1 AS colour FROM clause_observations", code=2
        )
        assert message.startswith("query.csv: unknown column 'colour'")
        message = refused(filled, "--query", "SELECT 'd1' AS deal, 'desing' AS category, 'term' AS clause_type", code=2)
        assert "unknown category 'desing'" in message


def test_without_a_server() -> None:
    url = f"postgresql://ada:{CANARY}@127.0.0.1:1/db"
    assert refused(url, "--table", "t").startswith("postgresql://ada:***@127.0.0.1:1/db: ")
    assert "more than one @" in refused(f"postgresql://ada:p@{CANARY}@host/db", "--table", "t", "-v", code=2)


def test_without_the_extra() -> None:
    blocked = (
        "import sys; sys.modules['sqlalchemy'] = None; from clausecheck.cli import run; sys.exit(run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", blocked, "stats", "build", f"postgresql://ada:{CANARY}@host/db", "--table", "t"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "error: reading a database needs SQLAlchemy, which is not installed",
        "hint: pip install 'clausecheck[stats]'",
    ]
