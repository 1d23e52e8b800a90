"""A statistics file as text: one row a line, sorted; the same figures are the same bytes, and a change can be read."""

import json
from collections.abc import Mapping
from typing import Any, Final

TABLES: Final = ("sources", "presence", "values", "names", "directions", "outcomes", "statements", "published")
"""The lists of a statistics file, in the order in which they stand there."""

_KEY: Final = ("type", "term", "unit", "proposed_by", "id", "category", "region", "size", "years", "source")


def to_text(content: Mapping[str, Any]) -> str:
    """The text of a file of the shape `StatisticsJson`; whole numbers are written without a point."""
    head = {name: value for name, value in content.items() if name not in TABLES}
    lines = [f" {_dumps(name)}: {_dumps(_plain(value))}" for name, value in head.items()]
    for name in TABLES:
        rows = sorted(content[name], key=lambda row: [str(row.get(field, "")) for field in _KEY])
        body = ",\n".join(f"  {_dumps(_plain(row))}" for row in rows)
        lines.append(f" {_dumps(name)}: [\n{body}\n ]" if rows else f" {_dumps(name)}: []")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
