"""Random tables of observations, and the same table in every form that is read."""

import csv
import gzip
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from clausecheck.build import Settings
from clausecheck.build.engine import start
from clausecheck.build.observations import Rows, load
from clausecheck.build.settings import OWN_DEALS
from clausecheck.build.tallies import Counted, count

Row = dict[str, Any]

PRIVATE = Settings(size_bounds=(0, 100, 1000))
PUBLIC = replace(PRIVATE, sources=(replace(OWN_DEALS, public=True, url="https://example.org"),))

_DEALS: dict[str, tuple[Any, ...]] = {
    "seller": (None, *(f"s{number}" for number in range(12))),
    "buyer": (None, *(f"b{number}" for number in range(9))),
    "category": ("consulting", "services", "all", "nda", "license"),
    "region": (None, "US", "US-NY", "GB"),
    "date": (None, "2004", "2009-12-31", "2010-01", "2020-02-29"),
    "deal_size": (None, 0, 99.5, 100, 5e6),
    "currency": (None, "USD", "EUR"),
    "rate": (None, 80, 112.25),
}
_STATED: tuple[Row, ...] = (
    {},
    {"term": "payment_days", "value": 30, "unit": "days"},
    {"term": "payment_days", "value": 45.5, "unit": "days"},
    {"term": "liability_cap", "value": 12, "unit": "months_of_fees"},
    {"term": "governing_law", "name": "New York"},
    {"term": "governing_law", "name": "O'Brien's \"Land\", the; -- DROP"},
)


def table(seed: int, deals: int = 40) -> list[Row]:
    """Rows that make sense, up to eight a deal; those of a deal agree on what describes it."""
    chance = random.Random(seed)
    rows: list[Row] = []
    with_presence = chance.random() < 0.7
    for number in range(deals):
        deal = {name: chance.choice(cells) for name, cells in _DEALS.items()}
        for _ in range(chance.randint(1, 8)):
            row = {"deal": f"d{number}", **deal, **chance.choice(_STATED)}
            row["clause_type"] = chance.choice(("payment_terms", "kill_fee"))
            row["direction"] = chance.choice((None, None, "mutual", "seller", "buyer"))
            if chance.random() < 0.6:
                row["proposed_by"] = chance.choice(("seller", "buyer"))
                row["outcome"] = chance.choice(("proposed", "accepted", "changed", "removed"))
                row["round"] = chance.choice((None, 1, 2, 3))
            if with_presence:
                row["present"] = chance.choice((True, False, None))
            rows.append(row)
    return rows


def columns(rows: Sequence[Row]) -> tuple[str, ...]:
    """The columns that any row has."""
    return tuple(dict.fromkeys(name for row in rows for name in row))


def as_rows(rows: Sequence[Row]) -> Rows:
    """The rows as they are."""
    names = columns(rows)
    return Rows(name="rows", columns=names, rows=[[row.get(name) for name in names] for row in rows])


def as_csv(rows: Sequence[Row], path: Path) -> Path:
    """A CSV file, compressed where its name says so."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns(rows))
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_json_lines(rows: Sequence[Mapping[str, Any]], path: Path) -> Path:
    """A JSON Lines file, compressed where its name says so; what is null is left out of every other line."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8") as stream:
        for number, row in enumerate(rows):
            kept = {name: cell for name, cell in row.items() if number % 2 or cell is not None or name == "present"}
            stream.write(json.dumps(kept) + "\n")
    return path


def as_parquet(rows: Sequence[Row], path: Path) -> Path:
    """A Parquet file whose columns have the types that one would give them."""
    kinds = {
        "deal_size": "DOUBLE",
        "rate": "DECIMAL(9, 2)",
        "value": "DOUBLE",
        "present": "BOOLEAN",
        "round": "INTEGER",
    }
    names = columns(rows)
    with duckdb.connect() as connection:
        typed = ", ".join(f'"{name}" {kinds.get(name, "VARCHAR")}' for name in names)
        connection.execute(f"CREATE TABLE t ({typed})")
        marks = ", ".join("?" * len(names))
        connection.executemany(f"INSERT INTO t VALUES ({marks})", [[row.get(name) for name in names] for row in rows])
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path


def counted(sources: Sequence[Path | Rows], settings: Settings = PRIVATE, **options: Any) -> Counted:
    """The tallies of the sources."""
    with TemporaryDirectory() as folder:
        paths = [source for source in sources if isinstance(source, Path)]
        with start(Path(folder), paths, threads=options.pop("threads", 0)) as connection:
            load(connection, sources, settings, Path(folder))
            return count(connection, settings, **options)
