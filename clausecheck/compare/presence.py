"""Which types of clause a contract has, for counting: as many contracts taken in error as missed.

Calling a clause missing asks for more (no sign of it anywhere), and so does calling one rare (a clause to point at):
`clauses.py` therefore reads the decided types. A share of contracts has to be right on the whole instead.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from clausecheck import resources
from clausecheck.model import Contract, LimitKind
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.stats import PresenceRule, prepare, presence_rules

if TYPE_CHECKING:
    from clausecheck.classify.models import Models

CORPUS: Final = "cuad"
"""The corpus whose text rules count here too, so that its shares and those of other contracts mean the same."""

_LIMITS: Final = {
    LimitKind.CEILING: "cap_on_liability",
    LimitKind.EXCLUSION: "exclusion_of_consequential_damages",
}
"""What the lawyers' label for liability holds; the label itself is counted as `_LIMITED`."""
_LIMITED: Final = "limitation_of_liability"


def looked_for() -> tuple[str, ...]:
    """The types that are counted, whether a contract has them or not."""
    return tuple(sorted(CLAUSE_TYPES))


def present_types(
    contract: Contract, models: "Models | None" = None, cuts: Mapping[str, float] | None = None
) -> frozenset[str]:
    """The types of clause that a contract has; each other one of `looked_for` it has not.

    What lawyers labelled is there where the highest chance of any clause reaches the cut of the type; a type that the
    reference contracts were counted for by a text rule where that rule holds; any other where a clause is decided to be
    of it. A cap, and an exclusion of kinds of damage, need a limit of liability of that kind. `models` and `cuts`
    replace the shipped ones.
    """
    from clausecheck.classify import highest

    levels = labelled_cuts() if cuts is None else cuts
    labelled = {kind for kind, chance in highest(contract.clauses, models).items() if chance >= levels[kind]}
    rules, text = _counted_rules(), prepare(contract.document.text)
    ruled = {kind for kind, rule in rules.items() if rule.find(text)}
    decided = {found.id for types in contract.types.values() for found in types if found.decided}
    told = {*levels, *rules, *_LIMITS.values(), _LIMITED}
    return frozenset(_told_apart(labelled, contract) | ruled | (decided - told))


def _told_apart(labelled: set[str], contract: Contract) -> set[str]:
    """The labelled types, with the label for liability as what it holds."""
    from clausecheck.classify.liability import LABEL

    if LABEL not in labelled:
        return labelled
    limits = {limit.kind for limit in contract.limits}
    return labelled - {LABEL} | {_LIMITED} | {_LIMITS[kind] for kind in limits & _LIMITS.keys()}


@cache
def _counted_rules() -> Mapping[str, PresenceRule]:
    return {kind: rule for kind, rule in presence_rules().items() if CORPUS in rule.counted}


@cache
def labelled_cuts() -> Mapping[str, float]:
    """The least chance at which a contract counts as having each labelled type, from `presence_cuts.toml`."""
    data = resources.toml("clause_stats", "presence_cuts.toml")
    return {kind: float(cut) for kind, cut in data["cuts"].items()}
