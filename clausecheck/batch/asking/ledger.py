"""What was asked, handed in, answered and paid, in the journal's database: a crash asks and pays nothing twice."""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from clausecheck.batch.asking.known import name_of
from clausecheck.model import Exchange
from clausecheck.model.batch import Wanted
from clausecheck.reviewers.asker import Question

if TYPE_CHECKING:
    from clausecheck.batch.journal import Journal

_TABLES: Final = """\
CREATE TABLE IF NOT EXISTS question (
  name TEXT PRIMARY KEY, body BLOB, run INTEGER NOT NULL, batch INTEGER, held REAL NOT NULL DEFAULT 0,
  longest INTEGER NOT NULL DEFAULT 0, sent INTEGER NOT NULL DEFAULT 0, exchange BLOB, again INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS question_batch ON question (batch) WHERE batch IS NOT NULL;
CREATE TABLE IF NOT EXISTS wanting (key TEXT, name TEXT, PRIMARY KEY (key, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS handed (id INTEGER PRIMARY KEY, batch TEXT, requests INTEGER, since REAL,
  read INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS paid (id INTEGER PRIMARY KEY CHECK (id = 1), dollars REAL)"""
_LOST: Final = "batch IS NOT NULL AND batch NOT IN (SELECT id FROM handed WHERE NOT read)"
WIRE: Final = 0
"""Stands for the batch of a question that was sent by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A question that is handed over, with what is set aside for it."""

    name: str
    dollars: float
    max_tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A batch that is under way."""

    id: int
    batch: str
    """Its id at the service; empty where the program ended before it was told."""
    requests: int
    since: float
    """Seconds since 1970 when it was handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A question that was answered, or cannot be."""

    name: str
    exchange: Exchange
    again: bool = False
    """Whether a later run may ask it again."""
    needs: float = 0.0
    """US dollars that must be there for that."""


class Ledger:
    """Questions by name, batches by number. One thread uses it; each change is on the disk when a method returns."""

    def __init__(self, journal: "Journal", *, force: bool = False) -> None:
        """With `force`, what was answered before is forgotten. Raises ResultsError, as every method that writes."""
        self._journal = journal
        with journal.writing() as base:
            for table in _TABLES.split(";"):
                base.execute(table)
            # Sent by itself when the program ended, or in a batch that the journal lost: it may have been charged.
            lost = base.execute(f"SELECT total(held) FROM question WHERE {_LOST}").fetchone()[0]  # noqa: S608 our words
            base.execute(f"UPDATE question SET batch = NULL, held = 0 WHERE {_LOST}")  # noqa: S608 our words
            base.execute("INSERT INTO paid VALUES (1, ?) ON CONFLICT DO UPDATE SET dollars = dollars + ?", (lost, lost))
            if force:
                base.execute("DELETE FROM question WHERE exchange IS NOT NULL")
                base.execute("DELETE FROM wanting WHERE name NOT IN (SELECT name FROM question)")

    @property
    def paid(self) -> float:
        """US dollars that were charged by now, or may have been."""
        return float(self._one("SELECT dollars FROM paid")[0])

    def names(self, key: str) -> tuple[str, ...]:
        """The questions of a task, as far as they are kept."""
        found = self._all("SELECT name FROM wanting JOIN question USING (name) WHERE key = ? ORDER BY name", (key,))
        return tuple(name for (name,) in found)

    def put(self, key: str, wanted: Sequence[Wanted], anew: Callable[[Settled], bool]) -> tuple[str, ...]:
        """Keep the questions of a task, and return their names.

        What is known of them stays, but for those that nobody answered and that are to be asked `anew`.
        """
        rows = {name_of(one.body, one.run, one.turn): one for one in wanted}
        forgotten = [name for name in rows if (old := self.answer(name)) is not None and anew(old)]
        with self._journal.writing() as base:
            base.executemany("DELETE FROM question WHERE name = ?", [(name,) for name in forgotten])
            base.executemany("INSERT OR IGNORE INTO wanting VALUES (?, ?)", [(key, name) for name in rows])
            base.executemany(
                "INSERT INTO question (name, body, run) VALUES (?, ?, ?) "
                "ON CONFLICT DO UPDATE SET body = excluded.body WHERE body IS NULL AND exchange IS NULL",
                [(name, zlib.compress(one.body, 1), one.run) for name, one in rows.items()],
            )
        return tuple(rows)

    def waits(self, name: str) -> bool:
        """Whether a question is neither settled nor under way."""
        return bool(self._all("SELECT 1 FROM question WHERE name = ? AND batch IS NULL AND exchange IS NULL", (name,)))

    def question(self, name: str) -> Question:
        """A question that is not settled, as it is sent. Raises KeyError where it is not kept."""
        found = self._all("SELECT body, run FROM question WHERE name = ? AND body IS NOT NULL", (name,))
        if not found:
            raise KeyError(name)
        return Question(zlib.decompress(found[0][0]), found[0][1])

    def times_sent(self, name: str) -> int:
        """How often a question was handed over."""
        return int(self._one("SELECT sent FROM question WHERE name = ?", (name,))[0])

    def answer(self, name: str) -> Settled | None:
        """What became of a question; None where it is not settled."""
        found = self._all("SELECT exchange, again, held FROM question WHERE name = ?", (name,))
        if not found or found[0][0] is None:
            return None
        told, again, needs = found[0]
        return Settled(name=name, exchange=_exchange_from(json.loads(zlib.decompress(told))), again=again, needs=needs)

    def send(self, sent: Sequence[Sent], paid: float) -> None:
        """Questions are about to be sent, each by itself; `paid` is all that was charged by now."""
        with self._journal.writing() as base:
            _send(base, sent, paid, WIRE)

    def begin_batch(self, sent: Sequence[Sent], paid: float, since: float) -> int:
        """A batch of questions is about to be handed in: its number here."""
        with self._journal.writing() as base:
            row = base.execute("INSERT INTO handed (batch, requests, since) VALUES ('', ?, ?)", (len(sent), since))
            number = int(row.lastrowid or 0)
            _send(base, sent, paid, number)
        return number

    def name_batch(self, number: int, batch: str) -> None:
        """The service has taken a batch, and calls it so."""
        with self._journal.writing() as base:
            base.execute("UPDATE handed SET batch = ? WHERE id = ?", (batch, number))

    def batches(self) -> tuple[Handed, ...]:
        """Batches that were handed in and not read."""
        rows = self._all("SELECT id, batch, requests, since FROM handed WHERE NOT read ORDER BY id")
        return tuple(Handed(id=n, batch=batch, requests=count, since=since) for n, batch, count, since in rows)

    def knows(self, batch: str) -> bool:
        """Whether a batch of the service is one that was handed in and told its id, read or not."""
        return bool(self._all("SELECT 1 FROM handed WHERE batch = ?", (batch,)))

    def in_batch(self, number: int) -> tuple[Sent, ...]:
        """The questions of a batch."""
        rows = self._all("SELECT name, held, longest FROM question WHERE batch = ? ORDER BY name", (number,))
        return tuple(Sent(name=name, dollars=held, max_tokens=longest) for name, held, longest in rows)

    def give_up(self, needs: Mapping[str, float], why: str) -> list[Settled]:
        """These get no answer in this run; a later one may ask them, once the US dollars that each needs are there."""
        settled = []
        for name, dollars in needs.items():
            exchange = Exchange(request=b"", tries=self.times_sent(name), trouble=why)
            settled.append(Settled(name=name, exchange=exchange, again=True, needs=dollars))
        if settled:
            self.settle(settled, self.paid)
        return settled

    def settle(self, settled: Iterable[Settled], paid: float, back: Iterable[str] = (), batch: int = WIRE) -> None:
        """Questions were answered or cannot be, those named `back` wait again; a `batch` that is named is read."""
        with self._journal.writing() as base:
            base.executemany(
                "UPDATE question SET body = NULL, batch = NULL, held = ?, exchange = ?, again = ? WHERE name = ?",
                [(one.needs, _packed(one.exchange), one.again, one.name) for one in settled],
            )
            base.executemany("UPDATE question SET batch = NULL, held = 0 WHERE name = ?", [(name,) for name in back])
            base.execute("UPDATE handed SET read = 1 WHERE id = ?", (batch,))
            base.execute("UPDATE paid SET dollars = ?", (paid,))

    def _one(self, query: str, values: tuple[Any, ...] = ()) -> Any:
        return self._all(query, values)[0]

    def _all(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        return self._journal.base.execute(query, values).fetchall()


def _send(base: sqlite3.Connection, sent: Sequence[Sent], paid: float, batch: int) -> None:
    base.executemany(
        "UPDATE question SET batch = ?, held = ?, longest = ?, sent = sent + 1 WHERE name = ?",
        [(batch, one.dollars, one.max_tokens, one.name) for one in sent],
    )
    base.execute("UPDATE paid SET dollars = ?", (paid,))


def _packed(exchange: Exchange) -> bytes:
    """Without the question, and without times: whatever happened in between, the same answer makes the same review."""
    told = asdict(exchange)
    for name in ("request", "clauses", "began", "seconds"):
        del told[name]
    return zlib.compress(json.dumps(told).encode(), 6)


def _exchange_from(told: Mapping[str, Any]) -> Exchange:
    return Exchange(**told, request=b"")
