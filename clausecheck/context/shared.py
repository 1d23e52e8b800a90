"""The shared context: every figure that a review of a cell is served, the same bytes for either side."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from typing import Any

from clausecheck.model import Cell, SharedContext
from clausecheck.stats import Statistics


def shared_context(statistics: Statistics, cell: Cell) -> SharedContext:
    """Everything that the statistics hold for a cell and those it may fall back to, as canonical JSON with its digest.

    It takes no side and no contract, so seller and buyer are served the same bytes by construction. Raises KeyError for
    an unknown category.
    """
    cells = dict.fromkeys(cell.wider())
    tables: dict[str, Iterable[Any]] = {
        "presence": statistics.presence.values(),
        "values": statistics.values.values(),
        "names": statistics.names.values(),
        "directions": statistics.directions.values(),
        "outcomes": statistics.outcomes.values(),
        "statements": statistics.statements,
    }
    content = {
        "schema": "clausecheck/context/1",
        "cell": _plain(cell),
        "cells": [_plain(place) for place in cells],
        "statistics": {"id": statistics.id, "release": statistics.release, "as_of": statistics.as_of},
        "sources": [_plain(source) for _, source in sorted(statistics.sources.items())],
        "published": [
            _plain(row)
            for row in statistics.published
            if not row.categories or {place.category for place in cells} & set(row.categories)
        ],
    } | {name: _sorted(_plain(row) for row in rows if row.cell in cells) for name, rows in tables.items()}
    canonical = _dumps(content).encode("utf-8")
    return SharedContext(
        digest=f"sha256:{hashlib.sha256(canonical).hexdigest()}",
        canonical=canonical,
        cell=cell,
        statistics=statistics.name,
        as_of=statistics.as_of,
    )


def _sorted(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=_dumps)


def _dumps(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    """A noun as JSON: fields by name, whole numbers without a point."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item not in ("", None)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
