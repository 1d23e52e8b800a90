"""What a database holds, as CSV: from a real PostgreSQL and from SQLite, and what is said when it refuses."""

import contextlib
import csv
import gc
import os
import shutil
import socket
import sqlite3
import subprocess
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausecheck.build.database import is_database, shown, spool
from clausecheck.errors import ClausecheckError, UnreadableError, UsageError
from tests.postgres_server import Server, cut_line
from tests.system_packages import require

pytestmark = pytest.mark.xdist_group("postgres")  # one server
CANARY = "c4n4ry"

TYPED = """
CREATE TABLE observations (deal uuid, seller varchar(20), buyer char(6), category text, date date, signed timestamptz,
    met timestamp, deal_size numeric(12, 2), rate real, value double precision, round smallint, present boolean)
"""
ROWS = """
INSERT INTO observations VALUES
    ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 's1', 'b1', 'design', '2026-01-31', '2026-01-31 23:30:00-05',
     '2026-01-31 23:30:00', 1200.50, 0.1, 0.30000000000000004, 2, true),
    ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12', 'Ünal, "Ada"' || chr(10) || 'Co', NULL, '', NULL, NULL, NULL, 1e9, 95,
     1e21, NULL, false),
    ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a13', NULL, NULL, 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
"""


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def refused(tmp_path: Path, url: str, kind: type[ClausecheckError] = UnreadableError, **options: str | int) -> str:
    """The message of a spool that must fail: one line, a hint of one line, without the password."""
    with pytest.raises(kind) as caught:
        spool(url, tmp_path, **(options or {"table": "observations"}))  # type: ignore[arg-type]
    said = caught.value
    assert "\n" not in said.message + said.hint
    assert CANARY not in said.message + said.hint + repr(said.__cause__)
    return said.message


@pytest.fixture
def typed(postgres: Server, database: str) -> str:
    postgres.execute(TYPED, ROWS, database=database)
    return postgres.url(database=database)


class TestPostgres:
    def test_types(self, typed: str, tmp_path: Path) -> None:
        header, first, second, third = cells(spool(typed, tmp_path, table="observations"))
        assert header[:4] == ["deal", "seller", "buyer", "category"]
        assert first[1:5] == ["s1", "b1", "design", "2026-01-31"]
        assert first[5:7] == ["2026-02-01", "2026-01-31"], "a moment is the day in UTC, whatever the server's zone"
        assert first[7:] == ["1200.50", "0.1", "0.30000000000000004", "2", "true"]
        assert second[1] == 'Ünal, "Ada"\nCo'
        assert second[2:] == ["", "", "", "", "", "1000000000.00", "95", "1e+21", "", "false"]
        assert third[1:] == ["", "", "x", *[""] * 8]

    def test_another_driver_streams_the_same(self, typed: str, tmp_path: Path) -> None:
        """Row by row, as any database but PostgreSQL under pg8000 is read."""
        from sqlalchemy import create_engine, make_url

        from clausecheck.build.database import _begin, _stream

        engine = create_engine(make_url(typed).set(drivername="postgresql+pg8000"))
        with engine.connect() as connection, (tmp_path / "streamed.csv").open("xb") as out:
            _begin(connection, 0)
            _stream(connection, "SELECT *, 'a:b%' AS colon FROM observations", out)
        engine.dispose()
        streamed = cells(tmp_path / "streamed.csv")
        copied = cells(spool(typed, tmp_path, query="SELECT *, 'a:b%' AS colon FROM observations"))
        assert streamed[0] == copied[0]
        assert [[same(cell) for cell in row] for row in streamed] == [[same(cell) for cell in row] for row in copied]

    def test_a_query(self, typed: str, tmp_path: Path) -> None:
        query = "SELECT deal::text AS deal, '50%' AS share FROM observations WHERE seller = 's1'  -- only one\n;\n"
        path = spool(typed, tmp_path, query=query)
        assert path.name == "query.csv"
        assert cells(path) == [["deal", "share"], ["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "50%"]]

    def test_a_query_in_a_file(self, typed: str, tmp_path: Path) -> None:
        (tmp_path / "deals.sql").write_text(
            "\ufeffWITH d AS (SELECT category FROM observations)\nSELECT * FROM d -- all"
        )
        path = spool(typed, tmp_path, query=str(tmp_path / "deals.sql"))
        assert sorted(cells(path)) == [[""], ["category"], ["design"], ["x"]]

    @pytest.mark.parametrize("name", ['a"; DROP TABLE observations; --', "Ünïcode ' x", "select", "x) TO PROGRAM 'id'"])
    def test_a_hostile_name_is_a_name(self, postgres: Server, database: str, tmp_path: Path, name: str) -> None:
        quoted = '"' + name.replace('"', '""') + '"'
        postgres.execute(
            TYPED, f"CREATE TABLE {quoted} (deal text)", f"INSERT INTO {quoted} VALUES ('d1')", database=database
        )
        url = postgres.url(database=database)
        path = spool(url, tmp_path, table=name)
        assert cells(path) == [["deal"], ["d1"]]
        assert path.parent == tmp_path
        assert len(cells(spool(url, tmp_path, table="observations"))) == 1, "the other table is still there"

    def test_a_table_of_a_schema(self, postgres: Server, database: str, tmp_path: Path) -> None:
        statements = ("CREATE SCHEMA own", "CREATE TABLE own.deals (deal text)", "INSERT INTO own.deals VALUES ('d1')")
        postgres.execute(*statements, database=database)
        assert cells(spool(postgres.url(database=database), tmp_path, table="own.deals")) == [["deal"], ["d1"]]

    def test_another_encoding(self, postgres: Server, tmp_path: Path) -> None:
        postgres.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
        postgres.execute("CREATE TABLE t (deal text)", "INSERT INTO t VALUES ('Zoë')", database="latin")
        assert cells(spool(postgres.url(database="latin"), tmp_path, table="t")) == [["deal"], ["Zoë"]]

    @pytest.mark.parametrize(
        "query",
        [
            "DELETE FROM observations RETURNING *",
            "WITH gone AS (DELETE FROM observations RETURNING *) SELECT * FROM gone",
            "SELECT 1 AS deal; DROP TABLE observations",
            "SELECT 1) TO PROGRAM 'touch {folder}/touched' --",
            "SELECT 1) TO STDOUT; DROP TABLE observations; --",
            "SELECT set_config('transaction_read_only', 'off', false), nextval('numbers')",
            "",
        ],
    )
    def test_nothing_is_written(self, postgres: Server, database: str, tmp_path: Path, query: str) -> None:
        """Not even by the administrator, in one statement or several."""
        postgres.execute(TYPED, ROWS, "CREATE SEQUENCE numbers", database=database)
        url = postgres.url(database=database)
        kind: type[ClausecheckError] = UnreadableError if query else UsageError
        refused(tmp_path, url, kind, query=query.replace("{folder}", str(postgres.folder)))
        assert len(cells(spool(url, tmp_path, table="observations"))) == 4
        assert not (postgres.folder / "touched").exists()

    def test_a_timeout(self, typed: str, tmp_path: Path) -> None:
        slow = "SELECT pg_sleep(30) IS NULL AS deal"
        assert "statement timeout" in refused(tmp_path, typed, query=slow, timeout=1)

    def test_a_password_from_the_environment(
        self, typed: str, postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PGPASSWORD", postgres.password)
        assert len(cells(spool(typed.replace(f":{postgres.password}", ""), tmp_path, table="observations"))) == 4

    def test_refusals(self, typed: str, postgres: Server, tmp_path: Path) -> None:
        base = typed.replace(postgres.password, CANARY)
        assert "password authentication failed" in refused(tmp_path, base)
        postgres.execute(f"CREATE ROLE reader LOGIN PASSWORD '{CANARY}'")
        mine = typed.replace(f"administrator:{postgres.password}", f"reader:{CANARY}")
        assert "permission denied" in refused(tmp_path, mine)
        assert '"wrong" does not exist' in refused(tmp_path, mine, table="wrong")
        assert '"wrong" does not exist' in refused(tmp_path, mine, query="SELECT wrong FROM generate_series(1, 2)")
        assert "syntax error" in refused(tmp_path, mine, query="SELEC 1")
        assert "deal comes twice" in refused(tmp_path, mine, UsageError, query="SELECT 1 AS deal, 2 AS deal")
        assert "refuses SSL" in refused(tmp_path, f"{mine}?sslmode=require")
        refused(tmp_path, f"{mine}?secret={CANARY}")

    def test_memory_does_not_grow(self, typed: str, tmp_path: Path) -> None:
        peaks = []
        for rows in (1000, 10_000, 100_000):
            tracemalloc.start()
            spool(typed, tmp_path, query=f"SELECT 'deal-' || n AS deal FROM generate_series(1, {rows}) AS n").unlink()
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert peaks[2] < 1.5 * peaks[1]

    def test_a_failing_row_late_in_the_table(self, typed: str, tmp_path: Path) -> None:
        query = "SELECT 1 / (200000 - n) AS deal FROM generate_series(1, 200000) AS n"
        assert "division by zero" in refused(tmp_path, typed, query=query)

    @pytest.mark.parametrize("after", [0, 1, 300, 1000, 100_000])
    @pytest.mark.filterwarnings(
        "ignore::pytest.PytestUnraisableExceptionWarning"
    )  # pg8000 leaves a socket to the sweeper
    def test_a_line_that_is_cut(self, typed: str, postgres: Server, tmp_path: Path, after: int) -> None:
        query = "SELECT 'deal-' || n AS deal FROM generate_series(1, 100000) AS n"
        with cut_line(postgres.port, after) as port:
            refused(tmp_path, typed.replace(f":{postgres.port}/", f":{port}/"), query=query)
        gc.collect()
        assert not list(tmp_path.iterdir()), "no part of an answer is left"


def same(cell: str) -> str:
    """A number as one number, however it is written: numeric "1200.50" is 1200.5; char(6) without its blanks."""
    try:
        return repr(float(cell))
    except ValueError:
        return cell.rstrip(" ")


class TestEncryption:
    @pytest.fixture
    def encrypted(self, postgres: Server, typed: str, tmp_path: Path) -> Iterator[str]:
        """The server with a certificate of its own, which nobody vouches for."""
        openssl = require("openssl")
        key, certificate = postgres.folder / "server.key", tmp_path / "server.pem"
        subject = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
        asked = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject)
        subprocess.run([openssl, *asked, "-keyout", key, "-out", certificate], check=True, capture_output=True)
        shutil.copy(certificate, postgres.folder / "server.pem")
        owner = postgres.folder.stat()
        for path in (key, postgres.folder / "server.pem"):
            os.chown(path, owner.st_uid, owner.st_gid)
        key.chmod(0o600)
        files = {"ssl_key_file": key, "ssl_cert_file": postgres.folder / "server.pem"}
        settings = [f"ALTER SYSTEM SET {name} = '{path}'" for name, path in files.items()]
        self.switch(postgres, "on", *settings)
        yield typed
        self.switch(postgres, "off")

    def switch(self, postgres: Server, wanted: str, *settings: str) -> None:
        """Turn encryption on or off, and wait until new connections have it so."""
        postgres.execute(*settings, f"ALTER SYSTEM SET ssl = {wanted}", "SELECT pg_reload_conf()")
        end = time.monotonic() + 30
        found = None
        while found != wanted and time.monotonic() < end:
            with contextlib.closing(postgres.connect()) as connection:
                cursor = connection.cursor()
                cursor.execute("SHOW ssl")
                found = cursor.fetchone()[0]
        assert found == wanted

    def test_modes(self, encrypted: str, tmp_path: Path) -> None:
        query = "SELECT ssl AS present FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        vouched = f"verify-full&sslrootcert={tmp_path}/server.pem"
        modes = {"disable": "false", "prefer": "true", "require": "true", vouched: "true", "": "true"}
        for mode, encryption in modes.items():
            path = spool(f"{encrypted}?sslmode={mode}" if mode else encrypted, tmp_path, query=query)
            assert cells(path) == [["present"], [encryption]], mode
            path.unlink()

    def test_a_server_that_nobody_vouches_for(self, encrypted: str, tmp_path: Path) -> None:
        for mode in ("verify-ca", "verify-full"):
            assert "CERTIFICATE_VERIFY_FAILED" in refused(tmp_path, f"{encrypted}?sslmode={mode}")
        other = encrypted.replace("127.0.0.1", "localhost")
        query = f"sslrootcert={tmp_path}/server.pem"
        assert "CERTIFICATE_VERIFY_FAILED" in refused(tmp_path, f"{other}?sslmode=verify-full&{query}")
        assert len(cells(spool(f"{other}?sslmode=verify-ca&{query}", tmp_path, table="observations"))) == 4


class TestNoServer:
    def test_a_closed_port(self, tmp_path: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        message = refused(tmp_path, f"postgresql://ada:{CANARY}@127.0.0.1:{port}/db")
        assert f"ada:***@127.0.0.1:{port}/db" in message

    @pytest.mark.parametrize(
        "url",
        [
            f"postgresql://ada:p@{CANARY}@host/db",
            f"postgresql://ada:{CANARY}@host:port/db",
            f"postgresql://ada:{CANARY}@host/db?sslmode=mostly",
            f"postgresql://ada:{CANARY}@host/db?sslmode=verify-full&sslrootcert=missing.pem",
            f"nosuchthing://ada:{CANARY}@host/db",
            f"oracle://ada:{CANARY}@host/db",
            f"://{CANARY}",
            f"http:{CANARY}://",
            "sqlite://",
            "sqlite:///nowhere/deals.db",
        ],
    )
    def test_a_wrong_url(self, tmp_path: Path, url: str) -> None:
        refused(tmp_path, url, UsageError)

    def test_wrong_options(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path}/deals.db"
        refused(tmp_path, url, UsageError, table="a", query="b")
        refused(tmp_path, url, UsageError, table="")
        refused(tmp_path, f"mysql://ada:{CANARY}@host/db", UsageError, table="a", timeout=3)
        sqlite3.connect(tmp_path / "deals.db").close()
        refused(tmp_path, url, UsageError, query="missing.sql")

    def test_what_may_be_shown(self) -> None:
        assert is_database("sqlite:///deals.db")
        assert not is_database("deals.parquet")
        url = f"postgresql://ada:{CANARY}@host:5433/db?password={CANARY}"
        assert shown(url) == "postgresql://ada:***@host:5433/db"


class TestSqlite:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        path = tmp_path / "deals #1 ?.db"
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE t (deal, present boolean, value, note)")
            connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", [("d1", 1, 30, "Zoë"), ("d2", 0, 1.5, None)])
            connection.commit()
        return path

    def test_types(self, file: Path, tmp_path: Path) -> None:
        path = spool(url(file), tmp_path, table="t")
        assert path.read_bytes() == "deal,present,value,note\nd1,true,30,Zoë\nd2,false,1.5,\n".encode()

    def test_it_is_not_made(self, tmp_path: Path) -> None:
        refused(tmp_path, url(tmp_path / "missing.db"), UsageError)
        assert not (tmp_path / "missing.db").exists()

    def test_nothing_is_written(self, file: Path, tmp_path: Path) -> None:
        before = file.read_bytes()
        refused(tmp_path, url(file), query="DELETE FROM t RETURNING deal")
        assert file.read_bytes() == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["deals #1 ?.db"]

    def test_colons_and_percents_are_not_parameters(self, file: Path, tmp_path: Path) -> None:
        query = "SELECT 'a:b :c %s %(d)s ' || strftime('%H:%M', '2026-01-31 10:30') AS deal FROM t WHERE deal = 'd1'"
        assert cells(spool(url(file), tmp_path, query=query)) == [["deal"], ["a:b :c %s %(d)s 10:30"]]

    def test_a_timeout(self, file: Path, tmp_path: Path) -> None:
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS deal FROM n"
        assert "interrupted" in refused(tmp_path, url(file), query=endless, timeout=1)

    def test_refusals(self, file: Path, tmp_path: Path) -> None:
        assert "no such table: wrong" in refused(tmp_path, url(file), table="wrong")
        assert "deal comes twice" in refused(tmp_path, url(file), UsageError, query="SELECT 1 AS deal, 2 AS deal")
        assert "no such column: wrong" in refused(tmp_path, url(file), query="SELECT wrong FROM t")
        assert "bytes" in refused(tmp_path, url(file), query="SELECT x'00ff' AS deal")
        (tmp_path / "text.db").write_text("no database, but long enough to look for a header in it" * 20)
        assert "not a database" in refused(tmp_path, url(tmp_path / "text.db"))

    def test_memory_does_not_grow(self, file: Path, tmp_path: Path) -> None:
        """Of some hundred thousand rows only a batch is held at a time."""
        query = (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {rows}) "
            "SELECT 'deal-' || i AS deal, i AS value FROM n"
        )
        peaks = []
        for rows in (1000, 10_000, 100_000):
            tracemalloc.start()
            spool(url(file), tmp_path, query=query.format(rows=rows)).unlink()
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert peaks[2] < 1.5 * peaks[1]


def url(file: Path) -> str:
    from urllib.parse import quote

    return f"sqlite:///{quote(str(file))}"
