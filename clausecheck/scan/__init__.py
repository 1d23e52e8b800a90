"""What a file hides from a person, and what in it addresses whoever reviews it."""

from collections.abc import Iterable, Iterator, Sequence

from clausecheck.model import Clause, Document, Observation, Reference, Scan, Severity, Trace, Verdict
from clausecheck.scan.addressing import addressed
from clausecheck.scan.changes import pending
from clausecheck.scan.escapes import escapes
from clausecheck.scan.judging import Judge
from clausecheck.scan.order import out_of_order
from clausecheck.scan.padding import padding

__all__ = ["scan"]


def scan(document: Document, clauses: Sequence[Clause], references: Sequence[Reference] = ()) -> Scan:
    """Judge what readers have met in a file, and look through its words. Raises nothing of its own.

    No model is asked, nothing is fetched, and the same file gives the same observations.
    """
    judge = Judge(document, clauses)
    found = [judge.observation(trace) for trace in _traces(document, clauses, references)]
    found.sort(key=lambda one: (-one.severity.rank, len(document.text) if one.at is None else one.at))
    return Scan(verdict=_verdict(found, document), observations=tuple(found))


def _traces(document: Document, clauses: Sequence[Clause], references: Sequence[Reference]) -> Iterator[Trace]:
    met = (*document.traces, *pending(document))
    yield from met
    yield from addressed(document, met)
    yield from escapes(document, met)
    yield from padding(document, clauses)
    yield from out_of_order(document, clauses, references)


def _verdict(found: Iterable[Observation], document: Document) -> Verdict:
    gravest = max((one.severity.rank for one in found), default=0)
    if gravest >= Severity.HIGH.rank:
        return Verdict.HOSTILE
    if document.partial:
        return Verdict.PARTIAL
    return Verdict.NOTABLE if gravest >= Severity.MEDIUM.rank else Verdict.CLEAN
