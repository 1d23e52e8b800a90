"""Traces become observations: how grave each is, where it stands, and what to say of it."""

from bisect import bisect_right
from collections.abc import Sequence

from clausecheck.model import Clause, Document, Observation, ObservationCategory, Severity, Trace
from clausecheck.scan.inert import inert
from clausecheck.scan.techniques import Technique, technique

_WEIGHED = frozenset({ObservationCategory.HIDDEN_TEXT, ObservationCategory.UNPARSED_VISIBLE})
"""Categories whose severity depends on the words."""


class Judge:
    """Judges the traces of one document."""

    def __init__(self, document: Document, clauses: Sequence[Clause]) -> None:
        self._document = document
        self._clauses = sorted(clauses, key=lambda clause: clause.whole.start)
        self._starts = [clause.whole.start for clause in self._clauses]

    def observation(self, trace: Trace) -> Observation:
        """The trace, judged."""
        kind = technique(trace.technique)
        clause = self._clause(trace.at)
        return Observation(
            category=kind.category,
            technique=trace.technique,
            severity=self._severity(trace, kind),
            quote=trace.quote,
            page=trace.page,
            location=self._location(trace, clause),
            explanation=_explanation(trace, kind),
            clause_id=clause.id if clause else None,
            at=trace.at,
        )

    def _severity(self, trace: Trace, kind: Technique) -> Severity:
        if trace.usual:
            return Severity.INFO
        if kind.category in _WEIGHED and inert(trace.quote):
            return min(kind.severity, Severity.INFO, key=lambda one: one.rank)
        return kind.severity

    def _clause(self, at: int | None) -> Clause | None:
        index = -1 if at is None else bisect_right(self._starts, at) - 1
        return self._clauses[index] if index >= 0 else None

    def _location(self, trace: Trace, clause: Clause | None) -> str:
        places = [trace.part] if trace.part else []
        if trace.page is not None:
            places.append(f"page {trace.page}")
        if clause is not None and trace.at is not None:
            inside = trace.at < clause.whole.end
            number = clause.path or clause.number
            named = f"clause {number}" if number else f'"{clause.heading}"' if clause.heading else "the first words"
            places.append(f"{'in' if inside else 'after'} {named}")
        return ", ".join(places) or "the file"


def _explanation(trace: Trace, kind: Technique) -> str:
    told = [f"{kind.title}."]
    if trace.detail:
        told.append(f"{trace.detail[:1].upper()}{trace.detail[1:]}.")
    if trace.shown:
        told.append(f"A person sees: {trace.shown}.")
    told.append(f"This is usual: {trace.usual}." if trace.usual else kind.why)
    return " ".join(told)
