"""Reads and checks the files of a statistics folder; what is wrong is told with file and line."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import tomli

from clausecheck.errors import UsageError
from clausecheck.model import Source
from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES
from clausecheck.resources import folder
from clausecheck.stats.library import Names, Statistics

UNITS: Final[dict[str, frozenset[str]]] = {
    "acceptance_days": frozenset({"days"}),
    "confidentiality_period": frozenset({"months"}),
    "convenience_notice": frozenset({"days"}),
    "cure_period": frozenset({"days"}),
    "initial_term": frozenset({"months"}),
    "late_interest": frozenset({"percent_per_month"}),
    "liability_cap": frozenset({"months_of_fees", "multiple_of_fees"}),
    "non_compete_period": frozenset({"months"}),
    "payment_days": frozenset({"days"}),
    "price_increase": frozenset({"percent_per_year"}),
    "renewal_notice": frozenset({"days"}),
    "renewal_period": frozenset({"months"}),
    "survival_period": frozenset({"months"}),
    "warranty_period": frozenset({"months"}),
}
"""The terms whose values may be counted, each with its units."""

NAMED: Final = frozenset({"governing_law", "venue"})
"""The terms whose values are names."""

Line = tuple[str, int]


def load(path: Path | None = None) -> Statistics:
    """Read the statistics in the folder `path`, or the shipped ones.

    Raises UsageError where a file is missing or an entry makes no sense: a count above its sample, an unknown
    category, clause type, term, unit or source.
    """
    place = path or folder("clause_stats")
    head, sources = _sources(place / "sources.toml")
    presence = {}
    for line, row in _rows(place / "presence.csv", ("clause_type", "category", "count", "sampled", "source")):
        kind, category, count, sampled, source = row
        _known(line, category, source, sources)
        if kind not in CLAUSE_TYPES:
            raise _fault(line, f"unknown clause type {kind!r}")
        if (kind, category) in presence:
            raise _fault(line, f"{kind} in {category} is there twice")
        number, of = _count(count, line), _count(sampled, line)
        if number > of:
            raise _fault(line, f"count {number} is above its sample {of}")
        presence[kind, category] = (number, of, source)
    return Statistics(
        id=head["id"],
        version=head["version"],
        as_of=max(source.as_of for source in sources.values()),
        sources=sources,
        presence_rows=presence,
        value_rows=_values(place / "values.csv", sources),
        name_rows=_names(place / "names.csv", sources),
    )


def _values(
    path: Path, sources: dict[str, Source]
) -> dict[tuple[str, str, str], tuple[tuple[tuple[float, int], ...], str]]:
    found: dict[tuple[str, str, str], tuple[dict[float, int], str]] = {}
    for line, row in _rows(path, ("term", "unit", "category", "value", "count", "source")):
        term, unit, category, value, count, source = row
        _known(line, category, source, sources)
        if unit not in UNITS.get(term, ()):
            raise _fault(line, f"unknown term {term!r} in {unit!r}")
        values, first = found.setdefault((term, unit, category), ({}, source))
        number = _number(value, line)
        if source != first or number in values:
            raise _fault(line, f"{term} {value} in {category} is there twice, or of two sources")
        values[number] = _count(count, line)
    return {key: (tuple(sorted(values.items())), source) for key, (values, source) in found.items()}


def _names(path: Path, sources: dict[str, Source]) -> dict[tuple[str, str], tuple[Names, str]]:
    found: dict[tuple[str, str], tuple[dict[str, int], str]] = {}
    for line, row in _rows(path, ("term", "category", "name", "count", "source")):
        term, category, name, count, source = row
        _known(line, category, source, sources)
        if term not in NAMED:
            raise _fault(line, f"unknown term {term!r}")
        names, first = found.setdefault((term, category), ({}, source))
        if source != first or name in names or not name:
            raise _fault(line, f"{term} {name!r} in {category} is empty, there twice, or of two sources")
        names[name] = _count(count, line)
    ranked = {key: sorted(names.items(), key=lambda pair: (-pair[1], pair[0])) for key, (names, _) in found.items()}
    return {key: (tuple(ranked[key]), source) for key, (_, source) in found.items()}


def _sources(path: Path) -> tuple[dict[str, str], dict[str, Source]]:
    try:
        data = tomli.loads(path.read_text(encoding="utf-8"))
        sources = {entry["id"]: Source(**entry) for entry in data["source"]}
        head = {"id": str(data["id"]), "version": str(data["version"])}
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError, KeyError, TypeError) as fault:
        raise UsageError(f"{path.name} is no list of sources: {fault}", hint=_HINT) from fault
    if not sources:
        raise UsageError(f"{path.name} names no source", hint=_HINT)
    return head, sources


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[Line, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(f"{path.name} cannot be read", hint=_HINT) from fault
    lines = csv.reader(text.splitlines())
    if next(lines, None) != list(columns):
        raise _fault((path.name, 1), f"the columns are not {', '.join(columns)}")
    for number, row in enumerate(lines, start=2):
        if len(row) != len(columns):
            raise _fault((path.name, number), f"{len(row)} columns, not {len(columns)}")
        yield (path.name, number), row


def _known(line: Line, category: str, source: str, sources: dict[str, Source]) -> None:
    if category not in CATEGORY_PARENT:
        raise _fault(line, f"unknown category {category!r}")
    if source not in sources:
        raise _fault(line, f"unknown source {source!r}")


def _count(text: str, line: Line) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise _fault(line, f"{text!r} is no count")
    return int(text)


def _number(text: str, line: Line) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e9:
        raise _fault(line, f"{text!r} is no value")
    return number


def _fault(line: Line, message: str) -> UsageError:
    return UsageError(f"{line[0]}:{line[1]}: {message}", hint=_HINT)


_HINT: Final = "see docs/statistics.md for the form of the files"
