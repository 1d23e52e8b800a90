"""Clauses whose numbers contradict each other, and mentions that lead nowhere."""

from collections.abc import Iterator, Sequence

from clausecheck.model import Clause, Document, Reference, Trace


def out_of_order(document: Document, clauses: Sequence[Clause], references: Sequence[Reference]) -> Iterator[Trace]:
    """A trace for each number that two clauses have, and for each mention of a clause that is not there."""
    yield from ()
