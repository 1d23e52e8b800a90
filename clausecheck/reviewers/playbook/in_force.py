"""The playbook that a review goes by: the shipped one, with a user's own words, levels and weights in their place."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final

from clausecheck.model import Priority
from clausecheck.reviewers.playbook.positions import Playbook, Position
from clausecheck.reviewers.playbook.rulebook import Rulebook
from clausecheck.reviewers.playbook.scale import levels_of

_KEYS: Final = frozenset(field.name for field in fields(Position))
_NUMBERS: Final = frozenset({"set_days", "set_percent", "set_times"})


def in_force(book: Playbook, own: Rulebook | None) -> Playbook:
    """`book` with what `own` puts in its place. Raises ValueError where that is faulty."""
    if own is None:
        return book
    positions = {topic: changed(book.positions[topic], entry) for topic, entry in own.positions.items()}
    return replace(book, positions={**book.positions, **positions}, scale=book.scale.changed(own.severity))


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


def without(shipped: Rulebook, own: Rulebook | None) -> Rulebook:
    """The shipped rules of a side without those that its user's own rules take the place of."""
    if own is None or own.side is not shipped.side:
        return shipped
    kept = tuple(rule for rule in shipped.rules if (rule.stance.table, rule.stance.about) not in own.subjects)
    return replace(shipped, rules=kept)
