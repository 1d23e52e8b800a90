"""Traces become observations: how grave each is, where it stands, and what to say of it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from clausecheck.model import Clause, Document, Observation, ObservationCategory, Severity, Trace
from clausecheck.scan.inert import inert
from clausecheck.scan.techniques import Technique, technique

_WEIGHED = frozenset({ObservationCategory.HIDDEN_TEXT, ObservationCategory.UNPARSED_VISIBLE})
"""Categories whose severity depends on the words."""
_WORD: Final = re.compile(r"\w+")
_FEW = 3
"""Spaces of words that are too few to be told from the same words elsewhere."""
_BEGINNING: Final = 40
"""Characters by which words are known to stand at their own place."""


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
        severity, why = self._severity(trace, kind)
        return Observation(
            category=kind.category,
            technique=trace.technique,
            severity=severity,
            quote=trace.quote,
            page=trace.page,
            location=self._location(trace, clause),
            explanation=_explanation(trace, kind, why),
            clause_id=clause.id if clause else None,
            at=trace.at,
        )

    def _severity(self, trace: Trace, kind: Technique) -> tuple[Severity, str]:
        """How grave it is, and the last sentence of its explanation: why it matters, or why it does not."""
        if trace.usual:
            return Severity.INFO, f"This is usual: {trace.usual}."
        least = min(kind.severity, Severity.INFO, key=lambda one: one.rank)
        if kind.category in _WEIGHED and inert(trace.quote):
            return least, "These words are too few to say anything, or mark a place for a signature."
        if kind.category is ObservationCategory.HIDDEN_TEXT and self._seen(trace):
            return least, "The same words stand visibly elsewhere in the file."
        return kind.severity, kind.why

    def _seen(self, trace: Trace) -> bool:
        """Whether the words, more than a few, are part of the text elsewhere: a hidden "not" is in every contract."""
        words, text = _words(trace.quote), self._document.text
        if words.count(" ") < _FEW:
            return False
        here = trace.at is not None and text.startswith(trace.quote.strip()[:_BEGINNING], trace.at)
        return self._words.count(f" {words} ") > here

    @cached_property
    def _words(self) -> str:
        return f" {_words(self._document.text)} "

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


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _explanation(trace: Trace, kind: Technique, why: str) -> str:
    told = [f"{kind.title}."]
    if trace.detail:
        told.append(f"{trace.detail[:1].upper()}{trace.detail[1:]}.")
    if trace.shown:
        told.append(f"A person sees: {trace.shown.rstrip('.')}.")
    return " ".join((*told, why))
