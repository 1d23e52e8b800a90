"""Gives a reviewer the contracts of a trial, one after the other, and keeps what it answers."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from clausecheck.model import Contract, Origin, Review, ReviewerAnswer, ReviewRequest, Severity
from clausecheck.review.conformance.cases import CASES, Case
from clausecheck.review.reviewing import review
from clausecheck.review.understanding import read_contract

if TYPE_CHECKING:
    from clausecheck.reviewers import Reviewer

KNOWN: Final = "found already"
"""The reason for which a finding is left out that the rules had made before."""
_CATEGORY: Final = "consulting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a reviewer made of one contract."""

    case: Case
    contract: Contract
    answer: ReviewerAnswer
    """Before the review puts anything right."""
    seconds: float

    @property
    def silent(self) -> bool:
        """Whether nothing usable was answered on anything."""
        return bool(self.answer.asked) and set(self.answer.unread) >= set(self.answer.asked)

    @property
    def warned(self) -> frozenset[str]:
        """The words of the clauses that something was found in, also where the rules had found it already."""
        names = {one.clause_id for one in self.answer.findings if one.severity is not Severity.INFO}
        names |= {name for dropped in self.answer.dropped if dropped.reason == KNOWN for name in dropped.clauses}
        return frozenset(self.contract.by_id[name].text for name in names if name)

    @property
    def quoted(self) -> int:
        """How many findings have quotes that stand in their clause."""
        known = sum(dropped.count for dropped in self.answer.dropped if dropped.reason == KNOWN)
        return known + sum(bool(one.quote) for one in self.answer.findings)


def tried(reviewer: "Reviewer | None", told: Callable[[Case], object] = lambda _: None) -> tuple[Tried, ...]:
    """What `reviewer`, or the rules where it is None, makes of every contract; `told` is called before each.

    One that does not answer the first of them is not asked about the others.
    """
    first = _tried(CASES[0], reviewer, told)
    return (first,) if first.silent else (first, *(_tried(case, reviewer, told) for case in CASES[1:]))


def _tried(case: Case, reviewer: "Reviewer | None", told: Callable[[Case], object]) -> Tried:
    told(case)
    contract = read_contract(case.text.encode("utf-8"), f"{case.name}.txt")
    listening = _Listening(reviewer) if reviewer else None
    started = time.monotonic()
    result = review(contract, case.side, category=_CATEGORY, reviewer=listening)
    seconds = time.monotonic() - started
    answer = listening.answers[-1] if listening else _of_rules(result)
    return Tried(case=case, contract=contract, answer=answer, seconds=seconds)


def _of_rules(result: Review) -> ReviewerAnswer:
    own = tuple(finding for finding in result.findings if finding.origin is not Origin.MODEL)
    return ReviewerAnswer(reviewer=result.reviewer, findings=own)


@dataclass(slots=True)
class _Listening:
    """A reviewer whose answers are kept as they come."""

    reviewer: "Reviewer"
    answers: list[ReviewerAnswer] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.reviewer.name

    @property
    def version(self) -> str:
        return self.reviewer.version

    def review(self, request: ReviewRequest) -> ReviewerAnswer:
        self.answers.append(self.reviewer.review(request))
        return self.answers[-1]
