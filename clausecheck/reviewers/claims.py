"""What somebody outside this program claims, and what is left of it once it was checked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from clausecheck.model import Dropped, Finding, Opinion

if TYPE_CHECKING:
    from clausecheck.reviewers.ground import Ground

MOST_FINDINGS: Final = 6
"""Findings that are read for each clause asked about; the rest of a flood is counted only."""
MOST_CLAUSES: Final = 20
"""Clauses that are named for each reason why something was not accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A finding as somebody outside this program words it."""

    clause_id: str
    quote: str
    kind: str
    severity: str
    favors: str
    clause_type: str
    title: str
    explanation: str
    ask: str = ""
    fallback: str = ""
    walk_away: str = ""
    proposed_text: str = ""
    priority: str = "should"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What somebody outside says of a finding that it was given."""

    finding_id: str
    severity: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A claim that was not accepted."""

    reason: str
    clause_id: str | None = None
    """The clause it was about, where there is such a clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is left of the claims of one answer, in their order."""

    findings: tuple[Finding, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    refused: tuple[Refused, ...] = ()


def check(ground: "Ground", claims: Iterable[Claim], ratings: Iterable[Rating] = ()) -> Checked:
    """Keep what can be proven and is new: no flood, nothing twice, nothing that the rules have said already."""
    findings: list[Finding] = []
    refused: list[Refused] = []
    opinions: dict[str, Opinion] = {}
    for number, claim in enumerate(claims):
        if number >= MOST_FINDINGS * len(ground.asked):
            refused.append(Refused(reason="more findings than are read"))
            continue
        found = ground.finding(claim)
        if isinstance(found, Refused):
            refused.append(found)
        elif any(same(found, other) for other in ground.request.findings):
            refused.append(Refused(reason="found already", clause_id=found.clause_id))
        elif any(same(found, other) for other in findings):
            refused.append(Refused(reason="said twice", clause_id=found.clause_id))
        else:
            findings.append(found)
    for rating in ratings:
        said = ground.opinion(rating)
        if isinstance(said, Refused):
            refused.append(said)
        elif opinions.setdefault(said.finding_id, said) is not said:
            refused.append(Refused(reason="rated twice", clause_id=ground.clause_of(said.finding_id)))
    return Checked(findings=tuple(findings), opinions=tuple(opinions.values()), refused=tuple(refused))


def counted(refused: Iterable[Refused]) -> tuple[Dropped, ...]:
    """What was not accepted, by reason, with the clauses concerned in reading order."""
    reasons: dict[str, list[Refused]] = defaultdict(list)
    for claim in refused:
        reasons[claim.reason].append(claim)
    return tuple(
        Dropped(reason=reason, count=len(claims), clauses=_named(claims)) for reason, claims in sorted(reasons.items())
    )


def _named(claims: Iterable[Refused]) -> tuple[str, ...]:
    """Ids count up in reading order: "c9" stands before "c10"."""
    names = {claim.clause_id for claim in claims if claim.clause_id}
    return tuple(sorted(names, key=lambda name: (len(name), name))[:MOST_CLAUSES])


def same(one: Finding, other: Finding) -> bool:
    """Whether two findings say the same of the same words."""
    if (one.kind, one.clause_type) != (other.kind, other.clause_type) or one.span is None or other.span is None:
        return False
    return one.span.start < other.span.end and other.span.start < one.span.end
