"""How grave a candidate is for the side that it harms, and from which factors."""

from dataclasses import replace

from clausecheck.reviewers.playbook import Playbook
from clausecheck.reviewers.rules.candidate import Candidate


def weigh(candidate: Candidate, book: Playbook) -> Candidate:
    """The candidate with its severity and factors, from its topic, its distance, its clause type, and its limits."""
    levels = book.position(candidate.topic).levels
    factors = book.scale.weighings(levels, candidate.distance, candidate.clause_type)
    severity, weighed = book.scale.severity(factors), book.scale.said(factors)
    if candidate.at_most is not None and candidate.at_most.rank < severity.rank:
        severity = candidate.at_most
        weighed += f"; held at {severity}: {candidate.held or 'the rule goes no higher'}"
    if candidate.at_least is not None and candidate.at_least.rank > severity.rank:
        severity = candidate.at_least
        weighed += f"; raised to {severity} by the playbook"
    return replace(candidate, severity=severity, factors=factors, weighed=weighed)
