"""What may become a finding, and how of several on the same problem the strongest stays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from clausecheck.model import (
    Clause,
    Confidence,
    Evidence,
    FindingKind,
    Origin,
    PlaybookLine,
    Severity,
    Side,
    Span,
    Weighing,
)
from clausecheck.reviewers.playbook import Position

UNNAMED: Final = "far_reaching"
"""The family of words that go far in a matter which no reading knows: told where nothing else tells of them."""

EXTREME: Final = 4.0
"""A value this many times beyond a limit is as far from the usual as it goes."""
_SURE = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A problem at a place, before it is put into words."""

    rule: str
    topic: str
    family: str
    kind: FindingKind
    confidence: Confidence
    favored: Side | None
    clause_type: str
    clause: Clause | None
    span: Span | None
    distance: int = 2
    """How far from the usual: 0 hardly, 1 somewhat, 2 far, 3 as far as it goes."""
    at_most: Severity | None = None
    """No more than this, whatever the topic."""
    held: str = ""
    """Why it is held there: "it is hardly outside the usual"."""
    at_least: Severity | None = None
    """No less than this, whatever the topic: what a playbook's rule says."""
    severity: Severity = Severity.INFO
    """For the harmed side; set by `severity.weigh` from the topic, the distance and the limit."""
    factors: tuple[Weighing, ...] = ()
    """What the severity was made from; set with it."""
    weighed: str = ""
    """What the factors come to, in words; set with them."""
    playbook: PlaybookLine | None = None
    """The line of a playbook that it comes from, or that accepts it."""
    words: Position | None = None
    """What to say and to ask for, in place of what the topic's position holds."""
    origin: Origin = Origin.RULES
    value: float | None = None
    said: str = ""
    """What the words come to: "without notice, however small"."""
    why: str = ""
    """Why the limit that the value is beyond is what it is."""
    evidence: tuple[Evidence, ...] = ()

    @property
    def strength(self) -> tuple[int, int, int, int]:
        """Orders candidates for the same problem: severity, confidence, counted before read, the shorter quote."""
        counted = 1 if self.origin is Origin.STATISTICS else 0
        return self.severity.rank, _SURE[self.confidence], counted, -len(self.span) if self.span else 0


def strongest(candidates: Iterable[Candidate], most: int = 2) -> list[Candidate]:
    """One candidate for each problem, and at most `most` on the same words.

    Figures and playbook line of a weaker candidate on the same problem are kept with the stronger one.
    """
    kept: dict[int, Candidate] = {}
    nearby: dict[int, list[int]] = {}
    for number, candidate in enumerate(sorted(candidates, key=_strongest_first)):
        near = {n for block in _blocks(candidate) for n in nearby.get(block, ())}
        same = [n for n in sorted(near) if _overlap(kept[n], candidate)]
        rival = next((n for n in same if _same_problem(kept[n], candidate)), None)
        if rival is not None:
            if candidate.evidence and not kept[rival].evidence:
                kept[rival] = replace(kept[rival], evidence=candidate.evidence, origin=Origin.STATISTICS)
            if candidate.playbook and not kept[rival].playbook and candidate.topic == kept[rival].topic:
                kept[rival] = replace(kept[rival], playbook=candidate.playbook)
        elif len(same) < most and not _echo(candidate, [kept[n] for n in same]):
            kept[number] = candidate
            for block in _blocks(candidate):
                nearby.setdefault(block, []).append(number)
    return sorted(kept.values(), key=lambda c: (_place(c), c.rule))


def _strongest_first(candidate: Candidate) -> tuple[object, ...]:
    return candidate.family == UNNAMED, *(-part for part in candidate.strength), _place(candidate), candidate.rule


def _blocks(candidate: Candidate) -> range:
    """The thousands of characters that a candidate touches, so that only neighbours are compared."""
    if candidate.span is None:
        return range(-1, 0)
    return range(candidate.span.start // 1000, candidate.span.end // 1000 + 1)


def _same_problem(one: Candidate, two: Candidate) -> bool:
    return one.family == two.family and (one.favored is two.favored or None in (one.favored, two.favored))


def _echo(candidate: Candidate, same: Sequence[Candidate]) -> bool:
    """Whether a candidate of no topic of its own only repeats what others said of the same words."""
    if candidate.family == UNNAMED:
        return any(other.severity.rank >= min(Severity.MEDIUM.rank, candidate.severity.rank) for other in same)
    return bool(same) and candidate.family in {"power", "no_duty", "waiver", "costs", "rare", "concession"}


def _place(candidate: Candidate) -> tuple[int, int]:
    return (candidate.span.start, candidate.span.end) if candidate.span else (1 << 60, 0)


def _overlap(one: Candidate, two: Candidate) -> bool:
    if one.span is None or two.span is None:
        return one.span is two.span and one.clause_type == two.clause_type
    return one.span.start < two.span.end and two.span.start < one.span.end
