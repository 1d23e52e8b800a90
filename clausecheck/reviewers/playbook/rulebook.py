"""The rules of a playbook: what a side asks for, still signs, and never signs, for each value and clause type."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from clausecheck.model import Binds, Priority, Severity, Side, Step
from clausecheck.model.taxonomy import category_chain
from clausecheck.reviewers.playbook.lines import line_of

STEPS: Final = tuple(Step)
"""Standard, fallback and walk-away, in the order of `Rulebook.levels`: what a contract can be beyond."""


class State(StrEnum):
    """Whether a contract has a clause of a type, and whom it binds."""

    ABSENT = "absent"
    PRESENT = "present"
    """There, whoever is bound."""
    MUTUAL = "mutual"
    SELLER = "seller"
    """It binds the seller alone."""
    BUYER = "buyer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What every rule states, whatever it is about."""

    table: str
    """"term" or "clause"."""
    about: str
    """"payment_days", "non_compete"."""
    priority: Priority
    why: str = ""
    """Why this side holds it; for this side alone."""
    source: str = ""
    """Where the rule comes from: a law, a survey, a policy of one's own."""
    reason: str = ""
    """A reason that the other side can accept."""
    wording: str = ""
    """Words to propose."""
    categories: frozenset[str] = frozenset()
    """The kinds of service that it is for, with those below them; empty for every one."""
    fires: tuple[str, ...] = ()
    """Clauses that the rule must find something in; "Heading: words", with {seller} and {buyer} for the parties."""
    quiet: tuple[str, ...] = ()
    """Clauses that it must find nothing in."""

    def is_for(self, category: str) -> bool:
        """Whether the rule is for contracts of a category."""
        return not self.categories or not self.categories.isdisjoint(category_chain(category))


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRule:
    """What a side holds on a number."""

    stance: Stance
    unit: str
    more: bool
    """Whether more is worse."""
    binds: Binds | None
    """Whom the value must bind; None for any."""
    alone: bool
    """Whether only a value counts that is known to bind one side and not the other."""
    standard: float
    fallback: float
    walk_away: float | None

    def beyond(self, value: float) -> Step | None:
        """The step that `value`, in the rule's unit, is beyond; None up to the standard."""
        limits = ((Step.WALK_AWAY, self.walk_away), (Step.FALLBACK, self.fallback), (Step.ASK, self.standard))
        for step, limit in limits:
            if limit is not None and (value > limit if self.more else value < limit):
                return step
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule:
    """What a side holds on whose law governs, or where disputes are decided."""

    stance: Stance
    standard: tuple[str, ...]
    fallback: tuple[str, ...]
    walk_away: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRule:
    """What a side holds on a type of clause: whether it is there, whom it binds, and what it says."""

    stance: Stance
    standard: frozenset[State]
    """Empty: whatever is in neither of the others."""
    fallback: frozenset[State]
    walk_away: frozenset[State]
    must_say: tuple[str, ...] = ()
    """Fragments, each of which must be found in a clause of the type."""
    must_not_say: tuple[str, ...] = ()

    def beyond(self, state: State) -> Step | None:
        """The step that a contract in `state` is beyond; None where it is within the standard, or nothing is held.

        Where it is not known whom a clause binds, the mildest of what it could be.
        """
        if state is State.PRESENT and State.PRESENT not in self.standard | self.fallback | self.walk_away:
            known = (self.beyond(one) for one in (State.MUTUAL, State.SELLER, State.BUYER))
            return min(known, key=lambda step: -1 if step is None else STEPS.index(step))
        for wanted in ({state}, {State.PRESENT} if state is not State.ABSENT else set()):
            for step, states in ((None, self.standard), (Step.ASK, self.fallback), (Step.WALK_AWAY, self.walk_away)):
                if wanted & states:
                    return step
        return Step.FALLBACK if self.standard else None


Rule = AmountRule | PlaceRule | ClauseRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """One file of rules, for one side."""

    file: str
    """Its name, without its folder; of a shipped one "playbooks/seller.toml"."""
    side: Side
    rules: tuple[Rule, ...]
    levels: Mapping[Priority, tuple[Severity, ...]]
    """How grave a finding is that is beyond each of `STEPS`."""
    positions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By topic, the words and levels that it puts in the place of the shipped ones."""
    accepted: frozenset[str] = frozenset()
    """Topics that the side lives with."""
    severity: Mapping[str, Any] = field(default_factory=dict)
    """Weights and thresholds in the place of those of `severity.toml`."""
    own: bool = True
    """Whether it is a user's own; what it accepts is lowered then, whoever found it."""
    text: str = field(default="", repr=False)
    """The file, for the numbers of its lines."""

    @property
    def subjects(self) -> frozenset[tuple[str, str]]:
        """What its rules are about: ("term", "payment_days")."""
        return frozenset((rule.stance.table, rule.stance.about) for rule in self.rules)

    @property
    def count(self) -> int:
        """How many entries it has."""
        return len(self.rules) + len(self.positions.keys() | self.accepted)

    def line(self, *path: str) -> int:
        """The line of a table or key: ("term", "payment_days", "walk_away")."""
        return line_of(self.text, path)
