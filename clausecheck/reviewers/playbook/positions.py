"""Playbooks: for each topic how much it matters to a side, what to ask for and in which words, kept as TOML data.

`both.toml` holds what either side would say; `seller.toml` and `buyer.toml` add to it and replace parts of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import rtoml

from clausecheck import resources
from clausecheck.model import Factor, Priority, Side
from clausecheck.reviewers.playbook.scale import Scale, levels_of

if TYPE_CHECKING:
    from clausecheck.reviewers.playbook.rulebook import AmountRule

FALLBACK: Final = "unusual"
"""The position for a topic that a playbook does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one side holds on a topic. Texts may name {A}, whom the words favour, {B}, whom they harm, and {value}."""

    levels: Mapping[Factor, int]
    """Money, likelihood and irreversibility for the side that is harmed, 0 to 3; contest where the topic states it."""
    priority: Priority
    title: str
    explanation: str
    ask: str
    fallback: str
    walk_away: str
    proposed: str
    reason: str
    edits: tuple[str, ...] = ()
    """Names of the edits, in `wording.toml`, that mend the quoted words themselves."""
    set_days: float | None = None
    """A usual value that takes the place of an unusual period."""
    set_percent: float | None = None
    set_times: float | None = None
    market: str = ""
    """What places its steps: a term, or "clause", "absent" or "mutual", with a clause type or for the finding's own."""
    give: str = ""
    """Why the favoured side may trade it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRule:
    """Which topic a value far from the usual belongs to, and whom it favours."""

    topic: str
    favors: str
    """"seller", "buyer", "neither", or "bound" and "unbound": the side that the term binds, or the other."""
    family: str
    usually: str = ""
    """The side that is taken as bound where the words bind both or name none: who mostly pays, or mostly performs."""
    quiet: Mapping[str, float] = field(default_factory=dict)
    """By unit, a value that practice knows well: up to it a finding is low, whatever a small sample says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """Every position of one side."""

    positions: Mapping[str, Position]
    values: Mapping[str, ValueRule]
    """By term and direction: "payment_days.high"."""
    favors: Mapping[str, str]
    """Whom the absence or the presence of a clause favours: "missing.confidentiality" → "neither"."""
    edits: Mapping[str, Mapping[str, str]]
    scale: Scale
    """How levels become a severity."""
    presence: Mapping[str, str] = field(default_factory=dict)
    """By clause type, the topic that speaks of such a clause being there at all, or binding one side alone."""
    amounts: Mapping[str, "AmountRule"] = field(default_factory=dict)
    """By term, the rule in force for the side, a user's own before the shipped one."""

    def position(self, topic: str) -> Position:
        """The position on `topic`, or the general one."""
        return self.positions.get(topic) or self.positions[FALLBACK]


@cache
def playbook(side: Side, folder: Path | None = None) -> Playbook:
    """The playbook of `side`, shipped or from `folder`. Raises KeyError, TypeError or ValueError if it is faulty."""
    base = folder or resources.folder("playbooks")
    files = ("both.toml", f"{side.value}.toml", "wording.toml", "severity.toml")
    both, own, edits, scale = (_load(base / name) for name in files)
    topics = both["position"] | {
        topic: _over(both["position"].get(topic, {}), entry) for topic, entry in own["position"].items()
    }
    return Playbook(
        positions={topic: _position(topic, entry, topics[FALLBACK]) for topic, entry in topics.items()},
        values={name: ValueRule(**entry) for name, entry in both["value"].items()},
        favors=dict(both["favors"]),
        edits={name: dict(pairs) for name, pairs in edits["edits"].items()},
        scale=Scale.of(scale),
        presence=dict(both["presence"]),
    )


@cache
def _load(path: Path) -> Mapping[str, Any]:
    """The data of a file, which nobody changes: most of it serves both sides."""
    return rtoml.loads(path.read_text(encoding="utf-8"))


_NAMES: Final = frozenset(field.name for field in fields(Position))


def _position(topic: str, entry: Mapping[str, Any], general: Mapping[str, Any]) -> Position:
    unknown = set(entry) - _NAMES
    if unknown:
        raise ValueError(f"position {topic}: unknown keys {sorted(unknown)}")
    words = _over(general, entry)
    words["levels"] = levels_of(words["levels"])
    words["priority"] = Priority(words["priority"])
    words["edits"] = tuple(words.get("edits", ()))
    return Position(**words)


def _over(general: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, Any]:
    """`general` with what `entry` states in its place, level by level."""
    levels = {**general.get("levels", {}), **entry.get("levels", {})}
    return {**general, **entry, "levels": levels}
