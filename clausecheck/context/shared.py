"""The shared context: every figure that a review of a cell is served, the same bytes for either side."""

import json
from collections.abc import Iterable
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from clausecheck.context.canonical import canonical, digest
from clausecheck.model import Cell, SharedContext
from clausecheck.stats import Policy, Statistics, newest, serve

if TYPE_CHECKING:
    from clausecheck.context.schema import ContextJson, NarrowedJson, SharedContextJson

SCHEMA: Final = "clausecheck/context/1"
"""The form of the content: in it, the same statistics, policy and cell have the same digest in every version."""
TABLES: Final = ("presence", "values", "names", "directions", "outcomes", "statements", "published")
"""The tables of a context, each a list of rows as they stand in the statistics file."""

KEY: Final = ("type", "term", "unit", "proposed_by", "id", "category", "region", "size", "years")
"""The fields that tell which figure a row is; the others are the figure."""

_NAMED: Final = {"clause_type": "type", "clause_types": "types"}


@lru_cache(maxsize=64)
def shared_context(statistics: Statistics, policy: Policy, cell: Cell) -> SharedContext:
    """Everything that is served for a cell and for those it may fall back to, as canonical JSON with its digest.

    It takes no side, no contract and no history, so that seller and buyer are served the same bytes by construction.
    Figures of the cell's categories by years are part of it, since they show drift. Raises KeyError for an unknown
    category.
    """
    served = serve(statistics, policy)
    cells = tuple(dict.fromkeys(cell.wider()))
    content: dict[str, Any] = {
        "cell": cell_row(cell),
        "cells": [cell_row(place) for place in cells],
        "policy": policy.settings(),
        "statistics": {
            "id": served.id,
            "release": served.release,
            "digest": served.digest,
            "as_of": "",
            "currency": served.currency,
            "size_bounds": served.size_bounds,
            "window_cut": served.window_cut,
            "disclosure": dict(served.disclosure) if served.disclosure else None,
        },
        **_tables(served, cells),
    }
    used = {table: {row["source"] for row in content[table]} for table in TABLES}
    counted = used["presence"] | used["values"] | used["names"]
    as_of = content["statistics"]["as_of"] = newest(served.sources, counted)
    content["sources"] = [_row(served.sources[name]) for name in sorted(set().union(*used.values()))]
    data = canonical(content)
    return SharedContext(
        digest=digest(data),
        canonical=data,
        cell=cell,
        statistics=served.name,
        statistics_digest=served.digest,
        as_of=as_of,
        policy=policy.name,
        policy_digest=digest(canonical(policy.settings())),
        sources=tuple(dict.fromkeys(served.sources[name].title for name in sorted(counted))),
    )


def context_json(shared: SharedContext) -> "ContextJson":
    """The shared context as `clausecheck context` prints it."""
    return {"schema": SCHEMA, "digest": shared.digest, "content": json.loads(shared.canonical)}


def shared_json(shared: SharedContext) -> "SharedContextJson":
    """What a review and its manifest say of the shared context, enough to make its digest again."""
    return {
        "schema": SCHEMA,
        "digest": shared.digest,
        "statistics": shared.statistics,
        "statistics_digest": shared.statistics_digest,
        "as_of": shared.as_of,
        "policy": shared.policy,
        "policy_digest": shared.policy_digest,
        "sources": list(shared.sources),
        "cell": cast("NarrowedJson", cell_row(shared.cell)),
    }


def cell_row(cell: Cell) -> dict[str, str]:
    """A cell as in the statistics file: its category, and its region, size and years where they narrow it."""
    return {name: value for name, _ in _fields(type(cell)) if (value := getattr(cell, name))}


def _tables(served: Statistics, cells: tuple[Cell, ...]) -> dict[str, list[dict[str, Any]]]:
    categories = {cell.category for cell in cells}
    within = {(cell.category, cell.region, cell.size) for cell in cells}

    def rows(table: Iterable[Any]) -> list[dict[str, Any]]:
        found = (row for row in table if (row.cell.category, row.cell.region, row.cell.size) in within)
        return sorted(map(_row, found), key=_order)

    about = [row for row in served.published if not row.categories or not categories.isdisjoint(row.categories)]
    return {
        "presence": rows(served.presence.values()),
        "values": rows(served.values.values()),
        "names": rows(served.names.values()),
        "directions": rows(served.directions.values()),
        "outcomes": rows(served.outcomes.values()),
        "statements": rows(served.statements),
        "published": sorted(map(_row, about), key=_order),
    }


def _order(row: dict[str, Any]) -> list[str]:
    """Rows are in the order of what they are about; one release has no two rows about the same."""
    return [str(row.get(field, "")) for field in KEY]


_FIELDS: Final[dict[type[Any], tuple[tuple[str, Any], ...]]] = {}


def _fields(of: type[Any]) -> tuple[tuple[str, Any], ...]:
    """Each field with its default; kept, since there are hundreds of rows of a few kinds."""
    if of not in _FIELDS:
        _FIELDS[of] = tuple((field.name, field.default) for field in fields(of))
    return _FIELDS[of]


def _row(noun: Any) -> dict[str, Any]:
    """A noun with the names that the statistics file has for its fields, without those that say nothing."""
    said = ((name, getattr(noun, name), usual) for name, usual in _fields(type(noun)))
    row = {_NAMED.get(name, name): value for name, value, usual in said if value != usual}
    cell = row.pop("cell", None)
    return row if cell is None else row | cell_row(cell) | {"sampled": noun.sampled}
