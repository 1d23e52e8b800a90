"""Words that would act where a careless program shows them: markup, formulas, escape sequences."""

from collections.abc import Iterator, Sequence

from clausecheck.model import Document, Trace


def escapes(document: Document, met: Sequence[Trace]) -> Iterator[Trace]:
    """A trace for each stretch of the text, or of what is hidden (`met`), that would act."""
    yield from ()
