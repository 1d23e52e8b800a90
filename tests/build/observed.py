"""Random tables of observations, and the same table in every form that is read."""

import csv
import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from hypothesis import strategies as st

from clausecheck.build import Settings
from clausecheck.build.engine import start
from clausecheck.build.observations import Rows, load
from clausecheck.build.settings import OWN_DEALS
from clausecheck.build.tallies import Counted, count

Row = dict[str, Any]

PRIVATE = Settings(size_bounds=(0, 100, 1000))
PUBLIC = replace(PRIVATE, sources=(replace(OWN_DEALS, public=True, url="https://example.org"),))

_DEALS = st.fixed_dictionaries({
    "seller": st.sampled_from([None, "s1", "s2", "s3", "s4"]),
    "buyer": st.sampled_from([None, "b1", "b2", "b3"]),
    "category": st.sampled_from(["consulting", "services", "all", "nda", "license"]),
    "region": st.sampled_from([None, "US", "US-NY", "GB"]),
    "date": st.sampled_from([None, "2004", "2009-12-31", "2010-01", "2020-02-29"]),
    "deal_size": st.sampled_from([None, 0, 99.5, 100, 5e6]),
    "currency": st.sampled_from([None, "USD", "EUR"]),
    "rate": st.sampled_from([None, 80, 112.25]),
})  # fmt: skip
_STATED = st.sampled_from([
    {},
    {"term": "payment_days", "value": 30, "unit": "days"},
    {"term": "payment_days", "value": 45.5, "unit": "days"},
    {"term": "liability_cap", "value": 12, "unit": "months_of_fees"},
    {"term": "governing_law", "name": "New York"},
    {"term": "governing_law", "name": "O'Brien's \"Land\", the; -- DROP"},
])  # fmt: skip
_SETTLED = st.sampled_from([{}, *(
    {"proposed_by": side, "outcome": outcome, "round": at}
    for side in ("seller", "buyer")
    for outcome in ("proposed", "accepted", "changed", "removed")
    for at in (None, 1, 2)
)])  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """Rows that make sense, of up to eight deals."""
    rows: list[Row] = []
    with_presence = draw(st.booleans())
    for number, deal in enumerate(draw(st.lists(_DEALS, min_size=1, max_size=8))):
        for _ in range(draw(st.integers(1, 5))):
            row = {"deal": f"d{number}", **deal, **draw(_STATED), **draw(_SETTLED)}
            row["clause_type"] = draw(st.sampled_from(["payment_terms", "kill_fee", "warranties"]))
            row["direction"] = draw(st.sampled_from([None, None, "mutual", "seller", "buyer"]))
            if with_presence:
                row["present"] = draw(st.sampled_from([True, False, None]))
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
