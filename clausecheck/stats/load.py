"""Reads a statistics file; what makes no sense in it is told with its table and row."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar

from clausecheck.errors import UsageError
from clausecheck.model import (
    Cell,
    ClauseStatistic,
    DirectionStatistic,
    NameDistribution,
    OutcomeStatistic,
    PublishedFigure,
    Side,
    Source,
    StatementStatistic,
    TermDistribution,
)
from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES, category_chain
from clausecheck.resources import folder
from clausecheck.stats.library import Statistics, newest
from clausecheck.stats.terms import NAMED, is_unit

FILE: Final = "statistics.json"
SCHEMA: Final = "clausecheck/statistics/1"
BYTES_AT_MOST: Final = 64_000_000

Row = Mapping[str, Any]
Made = TypeVar("Made")


def load(path: Path | None = None, category: str | None = None) -> Statistics:
    """Read a statistics file, or the one in a folder, or the shipped one.

    With a category, rows of others than it and those above it are passed by unread: a review needs no more.

    Raises UsageError where it cannot be read or an entry makes no sense: a count above its sample, an unknown category,
    clause type, term, unit or source, the same figure twice. `stats check` looks closer.
    """
    place = path or folder("clause_stats")
    place = place / FILE if place.is_dir() else place
    raw = _read(place)
    key = hashlib.sha256(raw).hexdigest(), category
    if (kept := _kept.get(key)) is None:
        kept = _kept[key] = _loaded(raw, f"sha256:{key[0]}", place.name, category)
        while len(_kept) > _KEPT:
            _kept.pop(next(iter(_kept)), None)
    return kept


_KEPT: Final = 64
"""Statistics that stay in memory, each the rows of one category of one file; there are fewer categories."""
_kept: Final[dict[tuple[str, str | None], Statistics]] = {}


def _loaded(raw: bytes, digest: str, name: str, category: str | None) -> Statistics:
    data = _parsed(raw, name)
    try:
        return _statistics(data, digest, name, category_chain(category) if category else None)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        raise UsageError(f"{name} is no statistics file: {_told(fault)}", hint=_HINT) from fault


def _statistics(data: Row, digest: str, name: str, wanted: Collection[str] | None) -> Statistics:
    sources = {entry["id"]: Source(**entry) for entry in data["sources"]}
    counted = {
        row["source"]
        for table in ("presence", "values", "names")
        for row in data[table]
        if isinstance(row, dict) and "source" in row
    }

    def rows(table: str, make: Callable[[Row], Made]) -> Iterable[Made]:
        for number, row in enumerate(data[table], start=1):
            try:
                if wanted and "category" in row and row["category"] not in wanted:
                    continue
                if row["source"] not in sources:
                    raise ValueError(f"unknown source {row['source']!r}")
                yield make(row)
            except (KeyError, TypeError, ValueError, AttributeError) as fault:
                raise UsageError(f"{name}: {table}, row {number}: {_told(fault)}", hint=_HINT) from fault

    return Statistics(
        id=str(data["id"]),
        release=_count(data["release"]),
        digest=digest,
        as_of=newest(sources, counted & sources.keys()),
        currency=str(data["currency"]),
        size_bounds=tuple(map(_count, data["size_bounds"])),
        window_cut=_count(data["window_cut"]),
        disclosure=data["disclosure"],
        sources=sources,
        presence=_keyed(name, "presence", rows("presence", _presence), lambda row: (row.clause_type, row.cell)),
        values=_keyed(name, "values", rows("values", _values), lambda row: (row.term, row.unit, row.cell)),
        names=_keyed(name, "names", rows("names", _names), lambda row: (row.term, row.cell)),
        directions=_keyed(name, "directions", rows("directions", _direction), lambda row: (row.clause_type, row.cell)),
        outcomes=_keyed(
            name, "outcomes", rows("outcomes", _outcome), lambda row: (row.clause_type, row.proposed_by, row.cell)
        ),
        statements=tuple(rows("statements", _statement)),
        published=tuple(rows("published", _published)),
    )


def _presence(row: Row) -> ClauseStatistic:
    count, sampled = _count(row["count"]), _sample(row, row["count"])
    return ClauseStatistic(clause_type=_type(row), cell=_cell(row), count=count, sampled=sampled, source=row["source"])


def _values(row: Row) -> TermDistribution:
    if not is_unit(row["term"], row["unit"]):
        raise ValueError(f"unknown term {row['term']!r} in {row['unit']!r}")
    values = tuple((_number(value), _count(count)) for value, count in row["values"])
    if any(one[0] >= other[0] for one, other in pairwise(values)):
        raise ValueError("the values do not ascend")
    beyond = _count(row.get("beyond", 0))
    _sample(row, *(count for _, count in values), beyond, exact=True)
    return TermDistribution(
        term=row["term"], unit=row["unit"], cell=_cell(row), values=values, beyond=beyond, source=row["source"]
    )


def _names(row: Row) -> NameDistribution:
    if row["term"] not in NAMED:
        raise ValueError(f"unknown term {row['term']!r}")
    names = tuple((str(name), _count(count)) for name, count in row["names"])
    others = _count(row.get("others", 0))
    _sample(row, *(count for _, count in names), others, exact=True)
    if len(dict(names)) < len(names) or "" in dict(names):
        raise ValueError("a name is empty or there twice")
    return NameDistribution(term=row["term"], cell=_cell(row), names=names, others=others, source=row["source"])


def _direction(row: Row) -> DirectionStatistic:
    bound = {side: _count(row[side]) for side in ("mutual", "seller", "buyer")}
    _sample(row, *bound.values(), exact=True)
    return DirectionStatistic(clause_type=_type(row), cell=_cell(row), **bound, source=row["source"])


def _outcome(row: Row) -> OutcomeStatistic:
    became = {outcome: _count(row[outcome]) for outcome in ("accepted", "changed", "removed")}
    _sample(row, *became.values(), exact=True)
    return OutcomeStatistic(
        clause_type=_type(row),
        cell=_cell(row),
        proposed_by=Side(row["proposed_by"]),
        **became,
        rounds=tuple((_count(number), _count(count)) for number, count in row["rounds"]),
        source=row["source"],
    )


def _statement(row: Row) -> StatementStatistic:
    return StatementStatistic(
        id=row["id"],
        statement=row["statement"],
        clause_type=_type(row),
        cell=_cell(row),
        count=_count(row["count"]),
        contradicted=_count(row["contradicted"]),
        sampled=_sample(row, row["count"], row["contradicted"]),
        source=row["source"],
    )


def _published(row: Row) -> PublishedFigure:
    return PublishedFigure(
        clause_types=tuple(_known(kind, CLAUSE_TYPES, "clause type") for kind in row["types"]),
        categories=tuple(_known(category, CATEGORY_PARENT, "category") for category in row["categories"]),
        **{field: value for field, value in row.items() if field not in {"types", "categories"}},
    )


Key = TypeVar("Key")


def _keyed(name: str, table: str, made: Iterable[Made], key: Callable[[Made], Key]) -> dict[Key, Made]:
    found: dict[Key, Made] = {}
    for row in made:
        if key(row) in found:
            raise UsageError(f"{name}: {table}: {key(row)} is there twice", hint=_HINT)
        found[key(row)] = row
    return found


def _read(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise UsageError(f"{path.name} cannot be read: {fault.strerror or fault}", hint=_HINT) from fault
    if len(raw) > BYTES_AT_MOST:
        most = f"more than {BYTES_AT_MOST // 1_000_000} MB"
        raise UsageError(f"{path.name} is no statistics file: {most}", hint=_HINT)
    return raw


def _parsed(raw: bytes, name: str) -> Row:
    try:
        data = json.loads(raw)
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise ValueError(f"its schema is not {SCHEMA}")
    except (ValueError, RecursionError) as fault:
        raise UsageError(f"{name} is no statistics file: {_told(fault)}", hint=_HINT) from fault
    return data


def _cell(row: Row) -> Cell:
    return _made(row["category"], row.get("region", ""), row.get("size", ""), row.get("years", ""))


@lru_cache(maxsize=4096)
def _made(category: str, region: str, size: str, years: str) -> Cell:
    if not all(isinstance(field, str) for field in (region, size, years)):
        raise TypeError("a region, size or years is no text")
    return Cell(_known(category, CATEGORY_PARENT, "category"), region, size, years)


def _type(row: Row) -> str:
    return _known(row["type"], CLAUSE_TYPES, "clause type")


def _known(word: str, valid: Mapping[str, Any], what: str) -> str:
    if word not in valid:
        raise ValueError(f"unknown {what} {word!r}")
    return word


def _sample(row: Row, *counts: int, exact: bool = False) -> int:
    sampled, told = _count(row["sampled"]), sum(map(_count, counts))
    if told > sampled or (exact and told != sampled):
        raise ValueError(f"count {told} is {'not' if exact else 'above'} its sample {sampled}")
    return sampled


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
        raise ValueError(f"{value!r} is no count")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 10**12:
        raise ValueError(f"{value!r} is no value")
    return value


def _told(fault: Exception) -> str:
    return f"{fault.args[0]} is missing" if isinstance(fault, KeyError) else str(fault)[:200]


_HINT: Final = "clausecheck stats check tells all that is wrong; docs/statistics.md has the form"
