"""Exact tallies of every cell, from the checked observations.

Weights are added as whole numbers, so that neither the order of the rows nor the number of threads shows in a sum.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Final

from clausecheck.build.control import RowKey
from clausecheck.build.engine import query
from clausecheck.build.settings import Settings
from clausecheck.build.tally import Table, Tally
from clausecheck.errors import UsageError
from clausecheck.model import Cell, size_band, year_windows
from clausecheck.model.taxonomy import APART, CATEGORY_PARENT, category_chain
from clausecheck.stats.regions import region_code

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clausecheck.build.ledger import Ledger

_UNIT: Final = 10**12
"""Whole numbers that make a weight of 1."""
_AMOUNT: Final = _UNIT * 10**4
"""Whole numbers that make an amount of 1."""
_PLACES: Final = 6
"""Decimals of a weight: what is lost in thirds is far below, so 3 thirds are 1."""
_SHOWN: Final = 3
_SAID: Final = (Table.VALUES, Table.NAMES, Table.DIRECTIONS, Table.OUTCOMES, Table.ROUNDS)

_Cells = Mapping[int, tuple[str, Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Every tally of a build, sorted, and the deals behind them."""

    tallies: tuple[Tally, ...]
    deals: int
    marks: tuple[str, ...]
    """The deals that are not public as a ledger knows them, sorted; empty without a ledger."""


def count(connection: "DuckDBPyConnection", settings: Settings, ledger: "Ledger | None" = None) -> Counted:
    """Tally the table `observations`, which is used up; the table `deals` stays.

    With a ledger, each tally says how much of it is new since its row was last released. Raises UsageError where the
    rows of one deal contradict each other, or two sources count the same.
    """
    _describe(connection, settings)
    deals = _deals(connection, settings)
    cells = _prepare(connection)
    tallies: dict[RowKey, Tally] = {}
    for tally in _tallies(connection, cells):
        other = tallies.setdefault(_key(tally), tally)
        if other is not tally:
            message = f"{' '.join(tally.key)} is counted from two sources, {other.source} and {tally.source}"
            raise UsageError(message, hint="leave its rows out of one of them, or give both the same source")
    marks: tuple[str, ...] = ()
    if ledger is not None:
        marks = _mark(connection, ledger)
        tallies |= _with_news(connection, cells, tallies, ledger)
    return Counted(tallies=tuple(tallies[key] for key in sorted(tallies)), deals=deals, marks=marks)


def _key(tally: Tally) -> RowKey:
    return tally.table, tally.key, tally.cell


def _describe(connection: "DuckDBPyConnection", settings: Settings) -> None:
    """Fill the small tables of what the settings and the taxonomy say."""
    connection.execute(query("dimensions"))
    bounds = settings.size_bounds
    regions = connection.execute("SELECT DISTINCT region FROM observations WHERE region IS NOT NULL").fetchall()
    tables: dict[str, list[tuple[Any, ...]]] = {
        "sources": [(source.id, source.public) for source in settings.sources],
        "bands": [(size_band(low, bounds), low, high) for low, high in pairwise((*bounds, None)) if low is not None],
        "categories": _levels(),
        "places": [(region, code) for (region,) in regions if (code := region_code(region)) not in {"", region}],
    }
    for name, rows in tables.items():
        if rows:
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608


def _levels() -> list[tuple[Any, ...]]:
    """Each category with those that it counts in; and for one with others below it the rest, those in none of them."""
    parents = {parent for child, parent in CATEGORY_PARENT.items() if parent and child not in APART}
    chains = {own: (own,) if own in APART else category_chain(own) for own in CATEGORY_PARENT}
    pairs = [(own, level, False) for own, levels in chains.items() for level in levels]
    return [*pairs, *((parent, f"{parent}-", True) for parent in sorted(parents))]


def _deals(connection: "DuckDBPyConnection", settings: Settings) -> int:
    """Make one row a deal and return how many there are. Raises UsageError for a deal that contradicts itself."""
    before, since = year_windows(settings.window_cut)
    parameters = {"currency": settings.currency, "window_cut": settings.window_cut, "before": before, "since": since}
    connection.execute(query("deals"), parameters)
    deals, faults = connection.execute("SELECT count(*), count(conflict) FROM deals").fetchall()[0]
    if faults:
        rows = connection.execute(
            "SELECT shown(deal), conflict FROM deals WHERE conflict IS NOT NULL ORDER BY id LIMIT ?", [_SHOWN]
        ).fetchall()
        words = "; ".join(f"deal {deal} has two {conflict}" for deal, conflict in rows)
        more = f"; {faults - len(rows)} more" if faults > len(rows) else ""
        raise UsageError(words + more, hint="the rows of a deal may leave these empty, but not contradict each other")
    return int(deals)


def _prepare(connection: "DuckDBPyConnection") -> _Cells:
    """Reduce the observations to one row a deal and thing; spread the deals over their cells, which are returned."""
    connection.execute(query("facts"))
    connection.execute("DROP TABLE observations")
    for name in ("presence", *_SAID):
        connection.execute(f'CREATE TABLE "{name}" AS {query(name)}')
    connection.execute("DROP TABLE facts")
    connection.execute(query("cells"))
    rows = connection.execute("SELECT DISTINCT cell, source, in_category, in_region, in_size, in_years FROM cells")
    return {cell: (source, Cell(*place)) for cell, source, *place in rows.fetchall()}


def _tallies(connection: "DuckDBPyConnection", cells: _Cells) -> Iterator[Tally]:
    """Tallies of the table `members`: which deals count in which cells."""
    connection.execute(query("weights"))
    connection.execute(query("left_out"))
    for cell, thing, sampled, accounts, having_it in _rows(connection, query("presence_tallies")):
        parts = [("present", having_it)] if having_it else []
        yield _tally(Table.PRESENCE, (thing,), cells[cell], parts, sampled, accounts)
    for table in _SAID:
        connection.execute(f'CREATE OR REPLACE VIEW said AS SELECT deal, thing, aspect, part FROM "{table}"')  # noqa: S608
        connection.execute(query("weighed"))
        amounts = _amounts(connection) if table is Table.VALUES else {}
        for place, group in groupby(_rows(connection, query("tallies")), key=lambda row: row[:3]):
            cell, thing, aspect = place
            rows = list(group)
            parts = [(part, weight) for *_, part, weight, _ in rows]
            key = (thing, aspect) if aspect else (thing,)
            tally = _tally(table, key, cells[cell], parts, sum(weight for _, weight in parts), rows[0][-1])
            largest, second, total = amounts.get(place, (0.0, 0.0, 0.0))
            yield replace(tally, largest=largest, second=second, total=total) if total else tally


def _rows(connection: "DuckDBPyConnection", text: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, a few at a time."""
    cursor = connection.cursor()
    cursor.execute(text)
    while rows := cursor.fetchmany(10_000):
        yield from rows


def _tally(
    table: Table,
    key: tuple[str, ...],
    place: tuple[str, Cell],
    parts: Iterable[tuple[str | float, int]],
    sampled: int,
    accounts: int,
) -> Tally:
    weight = round(sampled / _UNIT, _PLACES)
    return Tally(
        table=table,
        key=key,
        source=place[0],
        cell=place[1],
        parts=tuple((part, round(of / _UNIT, _PLACES)) for part, of in parts),
        sampled=weight,
        accounts=accounts,
        fresh=weight,
    )


def _amounts(connection: "DuckDBPyConnection") -> dict[tuple[Any, ...], tuple[float, float, float]]:
    """Of rates, by cell, thing and aspect: what the largest and the second account hold, and the total."""
    return {
        (cell, thing, aspect): (largest / _AMOUNT, second / _AMOUNT, total / _AMOUNT)
        for cell, thing, aspect, largest, second, total in _rows(connection, query("amounts"))
    }


def _mark(connection: "DuckDBPyConnection", ledger: "Ledger") -> tuple[str, ...]:
    """Note for each deal in which release it was counted first; the marks of all deals."""
    connection.execute(f"CREATE TABLE marks AS {query('marks')}", {"salt": ledger.salt})
    marks = tuple(mark for (mark,) in connection.execute("SELECT mark FROM marks ORDER BY mark").fetchall())
    known = [(mark, ledger.seen[mark]) for mark in marks if mark in ledger.seen]
    connection.execute(
        "CREATE TABLE seen AS SELECT unnest(?) AS mark, unnest(?) AS release",
        [[mark for mark, _ in known], [release for _, release in known]],
    )
    return marks


def _with_news(
    connection: "DuckDBPyConnection", cells: _Cells, tallies: Mapping[RowKey, Tally], ledger: "Ledger"
) -> dict[RowKey, Tally]:
    """The tallies of rows that were released before, each with the weight of the deals that are new since."""
    released = {key: ledger.refreshed[row] for key in tallies if (row := _row(key)) in ledger.refreshed}
    found: dict[RowKey, Tally] = {}
    for release in sorted(set(released.values())):
        connection.execute(
            "DELETE FROM members WHERE deal IN (SELECT id FROM marks JOIN seen USING (mark) WHERE release <= ?)",
            [release],
        )
        fresh = {_key(tally): tally.sampled for tally in _tallies(connection, cells)}
        found |= {
            key: replace(tallies[key], fresh=fresh.get(key, 0.0)) for key, last in released.items() if last == release
        }
    return found


def _row(key: RowKey) -> RowKey:
    """The row of a release that a tally goes into: rounds stand beside the outcomes."""
    table, thing, cell = key
    return Table.OUTCOMES if table is Table.ROUNDS else table, thing, cell
