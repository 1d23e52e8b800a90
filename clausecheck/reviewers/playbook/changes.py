"""A shipped position with single fields replaced, as a user's own playbook states them."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final

from clausecheck.model import Priority
from clausecheck.reviewers.playbook.positions import Position
from clausecheck.reviewers.playbook.scale import levels_of

_KEYS: Final = frozenset(field.name for field in fields(Position))
_NUMBERS: Final = frozenset({"set_days", "set_percent", "set_times"})


def changed(position: Position, entry: Mapping[str, Any]) -> Position:
    """`position` with the fields of `entry` in place of its own.

    Raises ValueError for one that is unknown or faulty.
    """
    made: dict[str, Any] = {}
    for name, value in entry.items():
        if name not in _KEYS:
            raise ValueError(f"unknown key {name!r}; known are {', '.join(sorted(_KEYS))}")
        if name == "levels":
            made[name] = {**position.levels, **levels_of(value)}
        elif name == "priority":
            made[name] = Priority(value)
        elif name == "edits":
            made[name] = tuple(value)
        elif isinstance(value, (int, float) if name in _NUMBERS else str) and value:
            made[name] = value
        else:
            raise ValueError(f"{name} must be a {'number above 0' if name in _NUMBERS else 'text'}, not {value!r}")
    return replace(position, **made)
