"""Small statistics files for tests."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

SOURCE = {
    "id": "one",
    "title": "Test contracts",
    "licence": "CC BY 4.0",
    "url": "https://example.org",
    "years": "2001-2003",
    "as_of": "2004",
    "method": "made up",
    "note": "made up for a test",
    "public": True,
}


def cell(words: str) -> dict[str, str]:
    """ "services", or narrowed: "services@US-NY", "services@US-NY/0-999", "services:..2009"."""
    place, _, years = words.partition(":")
    category, _, narrowed = place.partition("@")
    region, _, size = narrowed.partition("/")
    fields = {"category": category, "region": region, "size": size, "years": years}
    return {field: value for field, value in fields.items() if value}


def presence(text: str) -> list[dict[str, Any]]:
    """Rows from lines "type cell count sampled"."""
    return [
        {"type": kind, **cell(place), "count": int(count), "sampled": int(sampled), "source": "one"}
        for kind, place, count, sampled in _lines(text)
    ]


def values(text: str) -> list[dict[str, Any]]:
    """Rows from lines "term unit cell value:count …"."""
    rows = []
    for term, unit, place, *stated in _lines(text):
        pairs = [[float(value), int(count)] for value, count in (pair.split(":") for pair in stated)]
        total = sum(count for _, count in pairs)
        rows.append(
            {
                "term": term,
                "unit": unit,
                **cell(place),
                "values": pairs,
                "sampled": total,
                "quantiles": {},
                "source": "one",
            }
        )
    return rows


def names(text: str) -> list[dict[str, Any]]:
    """Rows from lines "term cell name:count …", with _ for the spaces of a name, the most frequent first."""
    rows = []
    for term, place, *stated in _lines(text):
        pairs = [[name.replace("_", " "), int(count)] for name, count in (pair.split(":") for pair in stated)]
        total = sum(count for _, count in pairs)
        rows.append({"term": term, **cell(place), "names": pairs, "sampled": total, "source": "one"})
    return rows


def content(**changes: Any) -> dict[str, Any]:
    """A statistics file without figures, with `changes`."""
    return {
        "schema": "clausecheck/statistics/1",
        "id": "test",
        "release": 7,
        "currency": "USD",
        "size_bounds": [0, 1000, 10000],
        "window_cut": 2010,
        "disclosure": None,
        "sources": [SOURCE],
        "presence": [],
        "values": [],
        "names": [],
        "directions": [],
        "outcomes": [],
        "statements": [],
        "published": [],
    } | changes


def write(folder: Path, **changes: Any) -> Path:
    """Write a statistics.json with `changes` into a folder, and return the folder."""
    (folder / "statistics.json").write_text(json.dumps(content(**changes)), encoding="utf-8")
    return folder


def _lines(text: str) -> Iterator[Iterable[str]]:
    yield from (line.split() for line in text.strip().splitlines())
