"""A PostgreSQL server of one's own: a private folder, loopback alone, stopped when the block ends.

    python -m tests.postgres_server     # starts one, prints the URL of its administrator, and stops it at end of input

The server that Debian starts when it installs the package is never touched.
"""

import contextlib
import os
import pwd
import re
import secrets
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pg8000.dbapi

from tests.system_packages import require

ADMINISTRATOR = "administrator"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_wal_size": "4GB",
    "autovacuum": "off",
    "timezone": "Pacific/Auckland",  # far from UTC: a date that passes through a clock shows
}
_PATIENCE = 60.0
"""Seconds that a busy machine may take to start or stop a server."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    port: int
    password: str
    """The administrator's."""
    folder: Path
    process: "subprocess.Popen[bytes]"

    def connect(self, user: str = ADMINISTRATOR, password: str = "", database: str = "postgres") -> Any:
        return pg8000.dbapi.connect(user, "127.0.0.1", database, self.port, password or self.password)

    def execute(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as the administrator, each by itself."""
        with contextlib.closing(self.connect(database=database)) as connection:
            connection.autocommit = True
            for statement in statements:
                connection.cursor().execute(statement)

    def url(self, user: str = ADMINISTRATOR, password: str = "", database: str = "postgres") -> str:
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    """A new, empty server; skips the test where PostgreSQL is not installed."""
    initdb, postgres = require("initdb", *binaries()), require("postgres", *binaries())
    folder = Path(tempfile.mkdtemp(prefix="clausecheck-postgres-"))
    try:
        account = _account()
        if account:
            os.chown(folder, account["user"], account["group"])
        password = secrets.token_hex(16)
        data = _new_cluster(initdb, folder, password, account)
        server = _start(postgres, data, password, account)
        try:
            yield server
        finally:
            _stop(server.process)
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def cut_line(port: int, after: int) -> Iterator[int]:
    """The port of a way to a server, cut after it has given so many bytes."""

    def carry() -> None:
        with listener.accept()[0] as client, socket.create_connection(("127.0.0.1", port)) as server:
            left = after
            while left > 0:
                for end in select.select([client, server], [], [])[0]:
                    data = end.recv(4096)
                    (client if end is server else server).sendall(data[:left] if end is server else data)
                    left -= len(data) if end is server else 0
                    if not data:
                        return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=carry, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
    thread.join(_PATIENCE)


def binaries() -> list[Path]:
    """Where Debian keeps the server's programs, which are not on the PATH; the newest version first."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return sorted(folders, key=lambda path: float(re.sub(r"[^\d.]", "", path.parent.name) or 0), reverse=True)


def _account() -> dict[str, Any]:
    """Whom the server runs as: it refuses to be root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL does not run as root, and there is no account postgres or nobody")


def _new_cluster(initdb: str, folder: Path, password: str, account: dict[str, Any]) -> Path:
    secret, data = folder / "password", folder / "data"
    secret.write_text(password, encoding="ascii")
    if account:
        os.chown(secret, account["user"], account["group"])
    options = ["--encoding=UTF8", "--locale=C", "--no-sync", "--auth=scram-sha-256", f"--username={ADMINISTRATOR}"]
    command = [initdb, *options, f"--pwfile={secret}", f"--pgdata={data}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, env=_environment(), **account)
    secret.unlink()
    return data


def _start(postgres: str, data: Path, password: str, account: dict[str, Any]) -> Server:
    """Start on a free port; another program may take it in between, then on another."""
    settings = [f"--{name}={value}" for name, value in _SETTINGS.items()]
    log = data.parent / "log"
    for _ in range(5):
        port = _free_port()
        command = [postgres, "-D", str(data), "-p", str(port), *settings]
        with log.open("wb") as stream:
            process = subprocess.Popen(
                command, stdout=stream, stderr=stream, stdin=subprocess.DEVNULL, cwd=data, env=_environment(), **account
            )
        server = Server(port, password, data.parent, process)
        try:
            if _answers(server):
                return server
        except BaseException:
            _stop(process)
            raise
    raise RuntimeError(f"PostgreSQL does not start: {log.read_text(errors='replace')[-2000:]}")


def _answers(server: Server) -> bool:
    """Wait until the server takes connections; false where it has ended instead."""
    end = time.monotonic() + _PATIENCE
    while server.process.poll() is None:
        try:
            server.connect().close()
        except (pg8000.dbapi.Error, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return True
    return False


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the server at once, clients or not."""
    process.send_signal(signal.SIGQUIT)
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _environment() -> dict[str, str]:
    """Nothing of the person's own PostgreSQL (PGDATA, PGPORT, PGUSER…)."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


if __name__ == "__main__":
    with running_server() as server:
        print(server.url(), flush=True)
        sys.stdin.read()
