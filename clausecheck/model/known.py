"""The reviewers that can be chosen, and what a trial of one has shown. Not loaded by a review."""

from dataclasses import dataclass
from enum import StrEnum

from clausecheck.model.review import ReviewerInfo


class Kind(StrEnum):
    """Who brings a reviewer."""

    BUILT_IN = "built_in"
    INSTALLED = "installed"
    """A package, by an entry point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownReviewer:
    """A reviewer that `--reviewer` can choose."""

    name: str
    kind: Kind
    version: str
    maker: str
    needs: str
    """In plain words: "credentials, the network"; empty where it says nothing."""
    fault: str = ""
    """Why it cannot be chosen now; empty where it can."""


class State(StrEnum):
    """What a trial says on one thing."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_SHOWN = "not_shown"
    """The reviewer said nothing that it could be seen by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that a reviewer is held to."""

    id: str
    title: str
    state: State
    told: str
    """What was seen, in plain words with counts."""
    required: bool = True
    """Whether a reviewer that fails it does not conform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """What a trial of a reviewer has shown."""

    reviewer: ReviewerInfo
    contracts: int
    """How many contracts it was given."""
    findings: int
    """How many of its findings hold."""
    cost_usd: float
    checks: tuple[Check, ...]

    @property
    def conforms(self) -> bool:
        """Whether it fails nothing that is required."""
        return not any(check.required and check.state is State.FAILED for check in self.checks)
