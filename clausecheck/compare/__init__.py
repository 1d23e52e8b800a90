"""Clauses and statistics in, deviations out: arithmetic only, no opinion and no side."""

from clausecheck.compare.clauses import missing, rare
from clausecheck.compare.places import rare_law
from clausecheck.compare.values import unusual_values
from clausecheck.model import Contract, Deviation
from clausecheck.stats import Statistics

__all__ = ["compare"]


def compare(contract: Contract, statistics: Statistics, category: str) -> tuple[Deviation, ...]:
    """What departs from the usual: missing clauses, rare clauses, a rare governing law, values far from the usual.

    `category` is the chosen or detected id; where its sample is too small, the one above it is used and the evidence
    says so. Nothing is said where no sample is large enough.
    """
    return (
        *missing(contract, statistics, category),
        *rare(contract, statistics, category),
        *rare_law(contract, statistics, category),
        *unusual_values(contract, statistics, category),
    )
