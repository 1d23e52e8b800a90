"""How grave a candidate is for the side that it harms."""

from dataclasses import replace

from clausecheck.model import Severity
from clausecheck.reviewers.playbook import Playbook
from clausecheck.reviewers.rules.candidate import Candidate


def weigh(candidate: Candidate, book: Playbook) -> Candidate:
    """The candidate with its severity, from its topic, its distance from the usual, and its limit."""
    steps = list(Severity)
    full = book.position(candidate.topic).severity.rank
    severity = steps[min(len(steps) - 1, max(1, full + candidate.distance - 2))]
    if candidate.at_most is not None and candidate.at_most.rank < severity.rank:
        severity = candidate.at_most
    return replace(candidate, severity=severity)
