"""Disclosure control: exact tallies of private deals become the rows that may be shared, or nothing."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from clausecheck.build.rounding import Row, rounded_rounds, rounded_row, told
from clausecheck.build.subtraction import Group
from clausecheck.build.tally import Table, Tally
from clausecheck.model import Cell
from clausecheck.stats.disclosure import DisclosureSettings, enough
from clausecheck.stats.keys import KEYS, cell_of, is_rest, key_of
from clausecheck.stats.regions import is_region, region_codes

RowKey = tuple[Table, tuple[str, ...], Cell]
"""What a row is about; a release has one row of each."""

WHY: Final[Mapping[str, str]] = {
    "too_few": "too few accounts",
    "dominance": "one or two accounts hold most of the amount",
    "unknown_region": "the region is no known place",
    "wider_withheld": "the cell around them is withheld",
    "subtraction": "a small cell could be told by subtracting",
    "too_new": "too few new deals since the last release",
}
"""Why a figure is not published, or not anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Controlled:
    """What may be published."""

    tables: Mapping[str, list[Row]]
    """Rows by the name of their table, in the shapes of `stats.schema`."""
    refreshed: frozenset[RowKey]
    """Rows that are new or were made anew in this release."""
    judged: frozenset[RowKey]
    """What was decided upon in this release, published or not; for the ledger. It is decided upon again only after
    enough new deals: else a row that comes with its twentieth account would tell that account's term."""
    withheld: Mapping[str, int]
    """How many figures are not published, by a key of `WHY`."""
    kept: Mapping[str, int]
    """How many rows of the previous release stay as they were, by a key of `WHY`."""

    def report(self) -> list[str]:
        """What was withheld and kept, in numbers alone; for the platform."""
        made = len(self.refreshed)
        lines = [f"{made} figure{'' if made == 1 else 's'} published or made anew"]
        lines += [f"{count} withheld: {WHY[why]}" for why, count in sorted(self.withheld.items())]
        return lines + [f"{count} stay as they were: {WHY[why]}" for why, count in sorted(self.kept.items())]


def control(
    tallies: Iterable[Tally], settings: DisclosureSettings, previous: Mapping[str, Any] | None = None
) -> Controlled:
    """The rows that may be published of sources that are not public, and why the others may not.

    `previous` is the last release of the same platform: its rows stay, word for word, where too little is new.
    """
    earlier = _rows_of(previous) if previous else {}
    groups: dict[tuple[Table, tuple[str, ...]], dict[Cell, Tally]] = defaultdict(dict)
    for tally in tallies:
        groups[tally.table, tally.key][tally.cell] = tally
    rows = dict(earlier)
    held: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    made: set[RowKey] = set()
    judged: set[RowKey] = set()
    for (table, key), group in sorted(groups.items(), key=lambda item: item[0]):
        if table is Table.ROUNDS:
            continue
        settled = _settled(table, key, group, earlier, settings)
        rounds = groups.get((Table.ROUNDS, key), {}) if table is Table.OUTCOMES else {}
        judged |= {(table, key, cell) for cell in group if _news(group[cell], settings) and not is_rest(cell)}
        for cell in settled.moving:
            rows[table, key, cell] = _row(group[cell], rounds.get(cell), settings)
            made.add((table, key, cell))
        for cell, why in settled.held.items():
            (kept if (table, key, cell) in earlier else held)[why] += 1
    return Controlled(
        tables=_by_table(rows), refreshed=frozenset(made), judged=frozenset(judged), withheld=held, kept=kept
    )


def _settled(
    table: Table,
    key: tuple[str, ...],
    tallies: Mapping[Cell, Tally],
    earlier: Container[RowKey],
    settings: DisclosureSettings,
) -> Group:
    """Which cells of one figure get a row now."""
    kept = frozenset(cell for cell in tallies if (table, key, cell) in earlier)
    held = {cell: why for cell, tally in tallies.items() if not is_rest(cell) and (why := _withheld(tally, settings))}
    moving = {cell for cell in tallies if cell not in held and not is_rest(cell)}
    group = Group(tallies, moving, kept, held, lambda tally: _told(tally, settings))
    group.settle(settings)
    return group


def _told(tally: Tally, settings: DisclosureSettings) -> Mapping[object, tuple[float, float]]:
    """What a row of the tally would tell; nothing of one that is too small for any."""
    if not enough(tally.sampled, settings.steps):
        return {}
    return told(rounded_row(tally, settings, _places()), tally, settings)


@cache
def _places() -> frozenset[str]:
    return frozenset(region_codes())


def _news(tally: Tally, settings: DisclosureSettings) -> bool:
    """Whether enough is new since the figure was last decided upon; at first everything is."""
    return enough(tally.fresh, settings.new_deals)


def _withheld(tally: Tally, settings: DisclosureSettings) -> str:
    """Why the figure cannot be published by itself, or anew; empty where it can."""
    least = max(settings.least_accounts, settings.steps)
    if not enough(tally.sampled, least) or tally.accounts < settings.least_accounts:
        return "too_few"
    if tally.cell.region and not is_region(tally.cell.region):
        return "unknown_region"
    if tally.total > 0 and _dominated(tally, settings):
        return "dominance"
    return "" if _news(tally, settings) else "too_new"


def _dominated(tally: Tally, settings: DisclosureSettings) -> bool:
    others = tally.total - tally.largest - tally.second
    return tally.largest > settings.largest_share * tally.total or others < settings.p_percent / 100 * tally.largest


def _row(tally: Tally, rounds: Tally | None, settings: DisclosureSettings) -> Row:
    row = rounded_row(tally, settings, _places())
    if rounds is not None and not _withheld(rounds, settings):
        row["rounds"] = rounded_rounds(rounds, settings, row["sampled"])
    return row


def _rows_of(release: Mapping[str, Any]) -> dict[RowKey, Row]:
    """The rows of a release that disclosure control made."""
    private = {source["id"] for source in release["sources"] if not source["public"]}
    return {
        (Table(table), key_of(table, row), cell_of(row)): dict(row)
        for table in KEYS
        if table in _TABLES
        for row in release[table]
        if row["source"] in private
    }


def _by_table(rows: Mapping[RowKey, Row]) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {table: [] for table in _TABLES}
    for table, key, cell in sorted(rows):
        tables[table].append(rows[table, key, cell])
    return tables


_TABLES: Final = tuple(table.value for table in Table if table is not Table.ROUNDS)
