"""One release: tallies of public sources as they are, of others after disclosure control, with their sources."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from clausecheck.build.control import RowKey, control
from clausecheck.build.engine import query, start, told_when_full
from clausecheck.build.ledger import Ledger
from clausecheck.build.observations import Rows, load
from clausecheck.build.settings import Settings
from clausecheck.build.tallies import count
from clausecheck.build.tally import Table, Tally
from clausecheck.model import Source
from clausecheck.stats.figures import quantile
from clausecheck.stats.terms import NAMED

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clausecheck.stats.schema import StatisticsJson

UNKNOWN: Final = "not recorded"
"""The years and the date of a source whose deals have no dates, or too few."""

_QUANTILES: Final = {"p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9}
_TABLES: Final = ("presence", "values", "names", "directions", "outcomes", "statements", "published")

_Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A release, and what its maker is told."""

    content: "StatisticsJson"
    """What `stats.write.to_text` writes."""
    report: tuple[str, ...]
    """Deals, observations, figures published, withheld and kept: for the platform alone."""
    deals: tuple[str, ...]
    """The deals that are not public as the ledger knows them; empty without one."""
    refreshed: frozenset[RowKey]
    """Rows of sources that are not public that were made, or made anew."""
    judged: frozenset[RowKey]
    """What of them was decided upon, published or not; for the ledger."""


def build(
    sources: Sequence[Path | Rows],
    settings: Settings | None = None,
    *,
    previous: Mapping[str, Any] | None = None,
    ledger: Ledger | None = None,
    threads: int = 0,
) -> Built:
    """Count observations and make a release of them.

    `sources` are tables, taken together; `previous` is the release before and `ledger` what belongs to it. The same
    observations give the same release, in whatever order and files they come and however many `threads` count them
    (0: all). Places that contracts name are not counted by region, because the law that governs makes the region.
    Raises UsageError or UnreadableError for tables that cannot be counted, and ClausecheckError where DuckDB is not
    installed or finds no room.
    """
    settings = settings or Settings()
    with TemporaryDirectory(prefix="clausecheck-") as temporary:
        folder = Path(temporary)
        paths = [source for source in sources if isinstance(source, Path)]
        with start(folder, paths, threads=threads) as connection, told_when_full():
            observations = load(connection, sources, settings, folder)
            counted = count(connection, settings, ledger)
            described = _described(connection, settings)
    public = {source.id for source in settings.sources if source.public}
    tallies = [tally for tally in counted.tallies if not (tally.cell.region and tally.key[0] in NAMED)]
    private = (tally for tally in tallies if tally.source not in public)
    controlled = control(private, settings.disclosure, previous)
    tables: dict[str, list[_Row]] = {name: [] for name in _TABLES}
    for name, rows in controlled.tables.items():
        tables[name] += rows
    exact = _exact([tally for tally in tallies if tally.source in public], settings.least_narrowed)
    for table, row in exact:
        tables[table].append(row)
    report = [f"{_many(observations, 'observation')} of {_many(counted.deals, 'deal')}"]
    report += [f"{_many(len(exact), 'figure')} of public sources"] if public else []
    report += controlled.report() if len(public) < len(settings.sources) else []
    content: Any = _head(settings, described) | tables
    return Built(
        content=content,
        report=tuple(report),
        deals=counted.marks,
        refreshed=controlled.refreshed,
        judged=controlled.judged,
    )


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _head(settings: Settings, sources: Sequence[Source]) -> _Row:
    frame = settings.frame()
    return {
        "schema": "clausecheck/statistics/1",
        "id": frame.pop("id"),
        "release": settings.release,
        **frame,
        "sources": [
            {name: value for name, value in asdict(source).items() if value or name != "second_hand"}
            for source in sources
        ],
    }


def _described(connection: "DuckDBPyConnection", settings: Settings) -> list[Source]:
    """The sources, with the years and the newest date of their deals where the settings leave them out."""
    rows = connection.execute(query("spans"), {"least": settings.disclosure.least_accounts}).fetchall()
    spans = {source: (first, last) for source, first, last in rows}
    found = []
    for source in settings.sources:
        first, last = spans.get(source.id, ("", ""))
        if first > last:  # too few accounts for two ends that are nobody's
            first = last = ""
        years = first[:4] if first[:4] == last[:4] else f"{first[:4]}-{last[:4]}"
        newest = last if source.public else last[:7]
        found.append(replace(source, years=source.years or years or UNKNOWN, as_of=source.as_of or newest or UNKNOWN))
    return found


def _exact(tallies: Sequence[Tally], least: int) -> list[tuple[str, _Row]]:
    """The rows of public tallies; of cells narrowed by region, size or years those with at least so many contracts."""
    rounds = {(tally.key, tally.cell): tally for tally in tallies if tally.table is Table.ROUNDS}
    rows = []
    for tally in tallies:
        cell = tally.cell
        narrowed = cell.region or cell.size or cell.years
        if tally.table is Table.ROUNDS or (narrowed and tally.sampled < least):
            continue
        place = {name: value for name, value in asdict(cell).items() if value}
        figure = _figure(tally)
        if tally.table is Table.OUTCOMES:
            settled = rounds.get((tally.key, cell))
            figure["rounds"] = [[int(part), int(weight)] for part, weight in settled.parts] if settled else []
        rows.append((str(tally.table), place | {"source": tally.source} | figure | {"sampled": int(tally.sampled)}))
    return rows


def _figure(tally: Tally) -> _Row:
    """What a row says beside its cell, source and sample."""
    parts = [(part, int(weight)) for part, weight in tally.parts]
    counts = dict(parts)
    first, second = (*tally.key, "")[:2]
    match tally.table:
        case Table.PRESENCE:
            return {"type": first, "count": counts.get("present", 0)}
        case Table.VALUES:
            values = tuple((float(value), weight) for value, weight in parts)
            quantiles = {name: quantile(values, share) for name, share in _QUANTILES.items()}
            return {"term": first, "unit": second, "values": [list(pair) for pair in values], "quantiles": quantiles}
        case Table.NAMES:
            names = sorted(parts, key=lambda pair: (-pair[1], str(pair[0])))
            return {"term": first, "names": [list(pair) for pair in names]}
        case Table.DIRECTIONS:
            return {"type": first, **{side: counts.get(side, 0) for side in ("mutual", "seller", "buyer")}}
        case _:
            became = {name: counts.get(name, 0) for name in ("accepted", "changed", "removed")}
            return {"type": first, "proposed_by": second, **became}
