"""A side's own signed deals in a SQLite file. Nothing but values is kept: no text of a contract."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final

from clausecheck.errors import HistoryError, UsageError
from clausecheck.model import Binds
from clausecheck.model.history import OwnClause, OwnDeal, Owner, OwnTerm

APPLICATION: Final = 0x636C6B68
"""What marks a file as a history, in the header of a SQLite file: "clkh"."""
VERSION: Final = 1
"""Of the tables."""
WAIT: Final = 30.0
"""Seconds to wait for another process that is writing."""

_DEAL: Final = ("sha256", "name", "date", "category", "region", "own", "other", "partial")


class Store:
    """An open history of one owner."""

    def __init__(self, connection: sqlite3.Connection, owner: Owner) -> None:
        self._db = connection
        self._owner = owner

    def add(self, deal: OwnDeal) -> int | None:
        """Keep a deal and return None; where the same file is there already, return the number of that deal."""
        with self._writing():
            _begin(self._db, self._owner)
            if found := self._db.execute("SELECT id FROM deal WHERE sha256 = ?", (deal.sha256,)).fetchone():
                return int(found[0])
            values = [getattr(deal, column) for column in _DEAL]
            places = ", ".join("?" * len(_DEAL))
            number = self._db.execute(
                f"INSERT INTO deal ({', '.join(_DEAL)}) VALUES ({places})",  # noqa: S608 names of columns
                values,
            ).lastrowid
            self._db.executemany(
                "INSERT INTO clause VALUES (?, ?, ?)", [(number, one.type, one.direction) for one in deal.clauses]
            )
            self._db.executemany(
                "INSERT INTO term VALUES (?, ?, ?, ?, ?)",
                [(number, one.name, one.unit, one.binds, one.value) for one in deal.terms],
            )
        return None

    def deals(self) -> tuple[OwnDeal, ...]:
        """Every deal, in the order in which they were added."""
        try:
            return tuple(self._deals()) if _made(self._db) else ()
        except ValueError as fault:
            raise sqlite3.DatabaseError("a value that no history holds") from fault

    def _deals(self) -> Iterator[OwnDeal]:
        clauses: dict[int, list[OwnClause]] = {}
        for number, kind, direction in self._db.execute("SELECT * FROM clause ORDER BY deal, type"):
            clauses.setdefault(number, []).append(OwnClause(type=kind, direction=Binds(direction)))
        terms: dict[int, list[OwnTerm]] = {}
        for number, name, unit, binds, value in self._db.execute("SELECT * FROM term ORDER BY deal, name, unit, binds"):
            terms.setdefault(number, []).append(OwnTerm(name=name, value=value, unit=unit, binds=Binds(binds)))
        rows = self._db.execute(f"SELECT id, {', '.join(_DEAL)} FROM deal ORDER BY id")  # noqa: S608 names of columns
        for number, *values, partial in rows:
            yield OwnDeal(
                id=number,
                **dict(zip(_DEAL, (*values, bool(partial)), strict=True)),
                clauses=tuple(clauses.get(number, ())),
                terms=tuple(terms.get(number, ())),
            )

    def forget(self, numbers: Iterable[int]) -> None:
        """Remove deals, and with the last of them whose history it is; their bytes do not stay in the file."""
        if not _made(self._db):
            return
        with self._writing():
            self._db.executemany("DELETE FROM deal WHERE id = ?", [(number,) for number in numbers])
            if not self._db.execute("SELECT 1 FROM deal").fetchone():
                self._db.execute("DELETE FROM owner")
                self._db.execute("DELETE FROM sqlite_sequence")
        try:
            self._db.execute("VACUUM")  # rows that were moved between pages leave traces that overwriting misses
        except sqlite3.OperationalError as fault:
            message = f"the deals are forgotten and overwritten, but the file could not be written anew: {fault}"
            raise HistoryError(message, hint="free some disk space; forgetting another deal tries again") from fault

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.rollback()
            raise
        self._db.commit()


@contextmanager
def opened(path: Path, owner: Owner) -> Iterator[Store]:
    """The history in a file, for its owner. An empty file is a history without deals, of nobody yet.

    Raises UsageError where it belongs to the other side or to another account, and HistoryError where it is damaged, is
    no history, was made by a newer version, or cannot be used; the file is left as it is then.
    """
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT, isolation_level=None
        )
        try:
            _prepare(connection, path)
            _check_owner(connection, owner)
            yield Store(connection, owner)
        finally:
            connection.close()
    except sqlite3.OperationalError as fault:
        raise HistoryError(f"{path.name} cannot be used: {fault}", hint=_USED) from fault
    except sqlite3.DatabaseError as fault:
        raise HistoryError(f"{path.name} is damaged, or no history", hint=_DAMAGED) from fault


_USED: Final = "check the disk, its permissions, and whether another process is using it"
_DAMAGED: Final = "the file is left as it is; put a copy in its place, or move it away and add your deals again"


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Settings of the connection, and whether the file is a history that this version knows."""
    for setting in ("trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY", "secure_delete = ON"):
        db.execute(f"PRAGMA {setting}").fetchall()
    db.execute("PRAGMA foreign_keys = ON")
    if not _made(db):
        return
    if _number(db, "application_id") != APPLICATION:
        raise sqlite3.DatabaseError("another program's file")
    if (version := _number(db, "user_version")) > VERSION:
        hint = "install the latest clausecheck"
        raise HistoryError(f"{path.name} was made by a newer version (tables {version}, known {VERSION})", hint=hint)
    if db.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
        raise sqlite3.DatabaseError("damaged")


def _check_owner(db: sqlite3.Connection, owner: Owner) -> None:
    if not _made(db) or not (row := db.execute("SELECT account, side FROM owner").fetchone()):
        return
    account, side = row
    if side != owner.side:
        raise UsageError(
            f"this history is a {side}'s, and is closed to a {owner.side}",
            hint=f"use --side {side}, another file with --history, or --no-history",
        )
    if account != owner.account:
        raise UsageError(
            "this history belongs to another account",
            hint="name its account with --account or CLAUSECHECK_ACCOUNT, or use --no-history",
        )


def _begin(db: sqlite3.Connection, owner: Owner) -> None:
    """Make the tables where there are none, and say whose history it is where it is nobody's."""
    if not _made(db):
        for statement in _schema():
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {VERSION}")
    _check_owner(db, owner)
    db.execute("INSERT OR IGNORE INTO owner VALUES (1, ?, ?)", (owner.account, owner.side))


def _made(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT 1 FROM sqlite_master").fetchone())


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])


def _schema() -> list[str]:
    text = files("clausecheck.history").joinpath("tables.sql").read_text(encoding="utf-8")
    return [statement for statement in text.split(";\n") if statement.strip()]
