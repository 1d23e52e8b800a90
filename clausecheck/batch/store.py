"""The file of a journal: made for its owner alone, looked over before it is used, and mended where it is damaged."""

import os
import sqlite3
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from clausecheck.batch.keeping import unkept
from clausecheck.errors import ResultsError

FORM: Final = 1
"""The form of the tables; a journal of a higher one was made by a newer program."""
_OURS: Final = 0x636C6A6E
"""What marks an SQLite file as a journal: "cljn"."""
_WAIT: Final = 5.0
"""Seconds to wait for another program that looks into the file."""
_DAMAGED: Final = frozenset({11, 26})
"""SQLite's codes for a file that is broken, or no database at all."""
_PRIMARY: Final = 0xFF
_OTHERS: Final = 0o077
_MENDED: Final = "-mended"
"""What the name of a new journal ends with, until it takes the place of a damaged one."""
_COPIES: Final = 1000
_DONE: Final = (
    "CREATE TABLE IF NOT EXISTS done "
    "(key TEXT PRIMARY KEY, result TEXT NOT NULL, reviews TEXT NOT NULL, seal TEXT NOT NULL)"
)


def open_store(path: Path) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    """Open a journal, making it where there is none, and return it with sentences on what the user should know.

    A damaged one is moved aside, and all of it that can be read is taken over. Raises ResultsError where it cannot be
    used: a link, another program's file, one of a newer version, a disk that is full.
    """
    with unkept(path.name):
        mended = path.with_name(path.name + _MENDED)
        _settle(path, mended)
        said = _only_ours(path)
        try:
            return _opened(path), said
        except sqlite3.DatabaseError as fault:
            if getattr(fault, "sqlite_errorcode", 0) & _PRIMARY not in _DAMAGED:
                raise
        taken = _mend(path, mended)
        aside = _move_aside(path)
        mended.rename(path)
        base = _opened(path)
    return base, (*said, f"{path.name} was damaged: it is kept as {aside.name}, and {taken:,} entries were taken over")


def _settle(path: Path, mended: Path) -> None:
    """End what an earlier run was killed at: what it mended is whole where the damaged file has gone."""
    if mended.exists() and not path.exists():
        mended.rename(path)
    for end in ("", "-wal", "-shm"):
        mended.with_name(mended.name + end).unlink(missing_ok=True)


def _mend(damaged: Path, mended: Path) -> int:
    """Make a new journal of all that can be read of a damaged one, and return how many rows that are."""
    _only_ours(mended)
    base = _opened(mended)
    try:
        return _take_over(damaged, base)
    finally:
        base.close()


def _only_ours(path: Path) -> tuple[str, ...]:
    """Make the file unless it is there, and take from others what they may do with it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_CREAT
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"):
        flags |= getattr(os, name, 0)
    file = os.open(path, flags, 0o600)
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode):
            raise ResultsError(f"{path.name} is no ordinary file", hint="name another folder with --out")
        if sys.platform == "win32" or not found.st_mode & _OTHERS:
            return ()
        os.fchmod(file, 0o600)
    finally:
        os.close(file)
    return (f"{path.name} could be read by others; now it is yours alone",)


def _opened(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        # Alone with its file, SQLite needs no shared memory, which network folders do not have.
        base.execute("PRAGMA locking_mode = EXCLUSIVE")
        _check(base, path.name)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = FULL")
        base.execute(f"PRAGMA application_id = {_OURS}")
        base.execute(f"PRAGMA user_version = {FORM}")
        base.execute(_DONE)
    except BaseException:
        base.close()
        raise
    return base


def _check(base: sqlite3.Connection, name: str) -> None:
    """Raises ResultsError for a file that is not to be touched, sqlite3.DatabaseError for a damaged one."""
    form = base.execute("PRAGMA user_version").fetchone()[0]
    if base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        if base.execute("PRAGMA application_id").fetchone()[0] != _OURS:
            raise ResultsError(f"{name} is a file of another program", hint="name another folder with --out")
        if form > FORM:
            raise ResultsError(f"{name} was made by a newer clausecheck", hint="use that one, or another --out")
    if base.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        fault = sqlite3.DatabaseError("a page of it is broken")
        fault.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise fault


def _move_aside(path: Path) -> Path:
    """Rename a damaged journal, with what belongs to it, to a name that is free."""
    free = (path.with_name(f"{path.stem}-damaged-{number}{path.suffix}") for number in range(1, _COPIES))
    aside = next((name for name in free if not name.exists()), None)
    if aside is None:
        raise ResultsError(f"there are {_COPIES - 1} damaged copies of {path.name}", hint="remove them")
    for end in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    return aside


def _take_over(damaged: Path, base: sqlite3.Connection) -> int:
    """Copy every row that can still be read."""
    taken = 0
    old = sqlite3.connect(damaged, isolation_level=None)
    try:
        with suppress(sqlite3.DatabaseError):
            for name, made in old.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            ).fetchall():
                taken += _take_table(old, base, name, made)
    finally:
        old.close()
    return taken


def _take_table(old: sqlite3.Connection, base: sqlite3.Connection, name: str, made: str) -> int:
    quoted, before = '"' + name.replace('"', '""') + '"', base.total_changes
    base.execute("BEGIN")
    try:
        if not base.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone():
            base.execute(made)
        rows = old.execute(f"SELECT * FROM {quoted}")  # noqa: S608 a name from the file's own list, quoted
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
            for row in rows:
                marks = ", ".join("?" * len(row))
                base.execute(f"INSERT OR IGNORE INTO {quoted} VALUES ({marks})", row)  # noqa: S608
    finally:
        base.execute("COMMIT")
    return base.total_changes - before
