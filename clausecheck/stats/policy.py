"""Which statistics are served at all: one policy for both sides, since nothing in it can name a side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

import rtoml

from clausecheck.errors import UsageError
from clausecheck.model import Cell, PublishedFigure
from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES
from clausecheck.resources import folder
from clausecheck.stats.library import Statistics, newest
from clausecheck.stats.load import load
from clausecheck.stats.terms import NAMED, RATE, TYPES, UNITS

FILE: Final = "policy.toml"
BYTES_AT_MOST: Final = 200_000

COUNTED: Final = ("presence", "values", "names", "directions", "outcomes", "statements")
"""The tables whose rows have a sample."""
TABLES: Final = (*COUNTED, "published")
TERMS: Final = frozenset({*UNITS, *NAMED, RATE})

_SIDES: Final = frozenset({"side", "sides", "seller", "sellers", "buyer", "buyers"})
_HINT: Final = "docs/data-policy.md has the form; the shipped file is clause_stats/policy.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What is served to whoever asks. It knows no side, so it cannot serve one side less than the other."""

    id: str
    version: int
    tables: frozenset[str] = frozenset(TABLES)
    """The tables that are served."""
    types: frozenset[str] = frozenset()
    """Clause types of which no figure is served, nor of the terms that belong to them."""
    terms: frozenset[str] = frozenset()
    """Terms of which no values or names are served, nor published figures on the clause type that they belong to."""
    categories: frozenset[str] = frozenset()
    """Categories of which no row is served; the rows of wider ones still count their contracts."""
    sources: frozenset[str] = frozenset()
    """Sources of which no row is served."""
    least: Mapping[str, int]
    """The smallest sample that is served, by table of `COUNTED`."""

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @property
    def name(self) -> str:
        """Id and number of the version: "clausecheck-default 1"."""
        return f"{self.id} {self.version}"

    def settings(self) -> dict[str, Any]:
        """Every setting, with the defaults that the file leaves out: equal settings are equal here."""
        return {
            "id": self.id,
            "version": self.version,
            "tables": sorted(self.tables),
            "withhold": {
                "types": sorted(self.types),
                "terms": sorted(self.terms),
                "categories": sorted(self.categories),
                "sources": sorted(self.sources),
            },
            "least": {table: self.least[table] for table in COUNTED},
        }


def load_served(
    statistics: Path | None = None, policy: Path | None = None, category: str | None = None
) -> tuple[Statistics, Policy]:
    """What may be shown, and by which policy: the only way in which a command comes by statistics.

    `statistics` is a file, a folder, or None for the shipped one. Without `policy` it is the `policy.toml` beside the
    statistics, else the shipped one. With a category, only rows of it and of those above it are read. Raises UsageError
    where a file cannot be used, and where the policy withholds a source that the statistics do not have: a slip in its
    name would serve it.
    """
    figures, rules = load(statistics, category), load_policy(policy, statistics)
    if unknown := sorted(rules.sources - figures.sources.keys()):
        raise UsageError(
            f"the policy {rules.name} withholds {unknown[0]!r}, which is no source of {figures.name}",
            hint=f"its sources are: {', '.join(sorted(figures.sources))}",
        )
    return serve(figures, rules), rules


def load_policy(policy: Path | None = None, statistics: Path | None = None) -> Policy:
    """The policy in the file `policy`, else the one beside `statistics`, else the shipped one. Raises UsageError."""
    place = policy or _beside(statistics) or folder("clause_stats") / FILE
    try:
        raw = place.read_bytes()
        if len(raw) > BYTES_AT_MOST:
            raise ValueError(f"more than {BYTES_AT_MOST // 1000} kB")
        return _parsed(raw)
    except OSError as fault:
        raise UsageError(f"{place.name} cannot be read: {fault.strerror or fault}", hint=_HINT) from fault
    except (ValueError, RecursionError) as fault:
        raise UsageError(f"{place.name} is no policy: {str(fault)[:200]}", hint=_HINT) from fault


@lru_cache(maxsize=64)
def serve(statistics: Statistics, policy: Policy) -> Statistics:
    """The statistics without what the policy withholds; serving them again changes nothing.

    Sources that no served row names are left out as well, and `as_of` is that of the sources that remain.
    """
    served = replace(
        statistics,
        presence=_rows(policy, "presence", statistics.presence),
        values=_rows(policy, "values", statistics.values),
        names=_rows(policy, "names", statistics.names),
        directions=_rows(policy, "directions", statistics.directions),
        outcomes=_rows(policy, "outcomes", statistics.outcomes),
        statements=tuple(row for row in statistics.statements if _kept(policy, "statements", row)),
        published=tuple(_published(policy, statistics.published)),
    )
    stated = [row.source for table in (served.presence, served.values, served.names) for row in table.values()]
    others: tuple[Any, ...] = (
        *served.directions.values(),
        *served.outcomes.values(),
        *served.statements,
        *served.published,
    )
    used = {*stated, *(row.source for row in others)}
    return replace(
        served,
        sources={name: source for name, source in statistics.sources.items() if name in used},
        as_of=newest(statistics.sources, stated),
    )


Key = TypeVar("Key")
Row = TypeVar("Row")


def _rows(policy: Policy, table: str, rows: Mapping[Key, Row]) -> Mapping[Key, Row]:
    return {key: row for key, row in rows.items() if _kept(policy, table, row)}


def _kept(policy: Policy, table: str, row: Any) -> bool:
    term = getattr(row, "term", "")
    kind = TYPES.get(term, "") if term else row.clause_type
    cell: Cell = row.cell
    return (
        table in policy.tables
        and kind not in policy.types
        and term not in policy.terms
        and cell.category not in policy.categories
        and row.source not in policy.sources
        and row.sampled >= policy.least[table]
    )


def _published(policy: Policy, rows: Iterable[PublishedFigure]) -> Iterable[PublishedFigure]:
    """Figures without those on a withheld type, on that of a withheld term, or, with rates withheld, on no type.

    A figure loses the categories that are withheld, and is gone with its last one.
    """
    if "published" not in policy.tables:
        return
    hidden = policy.types | {TYPES.get(term, "") for term in policy.terms}
    for row in rows:
        left = tuple(category for category in row.categories if category not in policy.categories)
        withheld = not hidden.isdisjoint(row.clause_types or ("",)) or row.source in policy.sources
        if not withheld and (left or not row.categories):
            yield replace(row, categories=left)


def _beside(statistics: Path | None) -> Path | None:
    if statistics is None:
        return None
    place = (statistics if statistics.is_dir() else statistics.parent) / FILE
    return place if place.exists() else None


@lru_cache(maxsize=16)
def _parsed(raw: bytes) -> Policy:
    return _policy(rtoml.loads(raw.decode("utf-8")))


def _policy(data: Mapping[str, Any]) -> Policy:
    _no_side(data)
    _only(data, {"id", "version", "tables", "withhold", "least"}, "")
    withheld, least = (_table(data, name) for name in ("withhold", "least"))
    _only(withheld, {"types", "terms", "categories", "sources"}, "withhold.")
    _only(least, set(COUNTED), "least.")
    name, version = data.get("id"), data.get("version")
    if not isinstance(name, str) or not 0 < len(name) <= 60 or not name.isprintable():
        raise ValueError("id is no short text")
    return Policy(
        id=name,
        version=_whole(version, "version"),
        tables=_words(data.get("tables", list(TABLES)), "tables", TABLES),
        types=_words(withheld.get("types", []), "withhold.types", CLAUSE_TYPES),
        terms=_words(withheld.get("terms", []), "withhold.terms", TERMS),
        categories=_words(withheld.get("categories", []), "withhold.categories", CATEGORY_PARENT),
        sources=_words(withheld.get("sources", []), "withhold.sources", None),
        least={table: _whole(least.get(table, 1), f"least.{table}") for table in COUNTED},
    )


def _no_side(value: Any) -> None:
    """Refuse a setting for one side by its name, since "unknown key" would not say why."""
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        if not _SIDES.isdisjoint(key.lower().replace("-", "_").split("_")):
            raise ValueError(f"{key!r}: a policy holds for both sides alike and cannot name one")
        _no_side(inner)


def _only(data: Mapping[str, Any], known: set[str], above: str) -> None:
    for key in data:
        if key not in known:
            raise ValueError(f"unknown key {above + key!r}; known are {', '.join(sorted(known))}")


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = data.get(name, {})
    if not isinstance(value, dict):
        raise ValueError(f"{name} is no table: write [{name}]")
    return value


def _words(value: Any, key: str, known: Iterable[str] | None) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"{key} is no list of words")
    if known is not None and (unknown := sorted(set(value).difference(known))):
        raise ValueError(f"{key}: {unknown[0]!r} is not known")
    return frozenset(value)


def _whole(value: Any, key: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < 10**9:
        raise ValueError(f"{key} is no whole number from 1 up")
    return value
