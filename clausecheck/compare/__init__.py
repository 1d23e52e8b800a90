"""Clauses and statistics in, deviations out: arithmetic only, no opinion and no side."""

from clausecheck.compare.clauses import missing, rare
from clausecheck.compare.one_way import one_way
from clausecheck.compare.places import rare_law
from clausecheck.compare.scope import far_reaching
from clausecheck.compare.unprotected import unprotected
from clausecheck.compare.values import unusual_values
from clausecheck.model import Cell, Contract, Deviation
from clausecheck.stats import Statistics

__all__ = ["compare"]


def compare(contract: Contract, statistics: Statistics, cell: Cell) -> tuple[Deviation, ...]:
    """What departs from the usual: clauses missing or rare, a rare law, odd values, one-way and far-reaching words.

    `cell` is the chosen or detected category with the region and the size of the deal; where its sample is too small,
    a wider one is used and the evidence says so. Nothing is said where no sample is large enough.
    """
    return (
        *missing(contract, statistics, cell),
        *rare(contract, statistics, cell),
        *rare_law(contract, statistics, cell),
        *unusual_values(contract, statistics, cell),
        *one_way(contract, statistics, cell),
        *unprotected(contract, statistics),
        *far_reaching(contract),
    )
