"""What a clause leans on: the words it stands under, the clauses it cites, the terms that it uses."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from clausecheck.model import Clause, Contract, Definition, Reference, ReferenceKind, Span
from clausecheck.reviewers.grounding import visible
from clausecheck.scan.addressing import may_address

LONGEST: Final = 160
"""Characters of another clause or of a definition that are shown."""
_LOOKED_AT: Final = 4 * LONGEST
"""Characters of which it is seen whether they speak to whoever reads them: the shown ones, and what they break off."""
_MOST: Final = 2
"""Cited clauses, and definitions, that are shown for one clause."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that help to read a clause and are not to be judged themselves."""

    name: str
    """As the clause calls them: "Section 5.2", "Fees"."""
    text: str
    """At most `LONGEST` characters."""
    clause_id: str
    """Where they stand."""


class Surroundings:
    """Finds what the clauses of one contract lean on."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._references: dict[str, list[Reference]] = defaultdict(list)
        for reference in contract.references:
            if reference.kind is ReferenceKind.RESOLVED:
                self._references[reference.clause_id].append(reference)
        self._defined: dict[str, list[tuple[Span, Definition]]] = defaultdict(list)
        for sentence in contract.resolved:
            self._defined[sentence.clause_id].extend((sentence.span, word.definition) for word in sentence.inserted)

    def under(self, clause: Clause) -> Beside | None:
        """The words that a part of a list stands under: without them "(b) loss of profit" says nothing."""
        parent = self._contract.by_id.get(clause.parent or "")
        words = _single(parent.text[-_LOOKED_AT:]) if parent else ""
        if not parent or not words or may_address(words):
            return None
        return Beside("", words if len(words) <= LONGEST else "…" + words[-LONGEST:].partition(" ")[2], parent.id)

    def of(self, clause: Clause, region: Span) -> tuple[Beside, ...]:
        """Clauses that are cited in `region` of a clause, and the terms in it whose meaning holds a number."""
        cited = (
            self._cited(reference.name, self._contract.by_id.get(reference.targets[0]))
            for reference in self._references[clause.id]
            if _within(reference.span, region) and clause.id not in reference.targets
        )
        defined = (
            _short(definition.term, definition.text, definition.clause_id)
            for span, definition in self._defined[clause.id]
            if _within(span, region) and definition.clause_id != clause.id
        )
        return (*_first(cited), *_first(defined))

    def _cited(self, name: str, target: Clause | None) -> Beside | None:
        heading = f"{target.heading}: " if target and target.heading else ""
        return _short(name, heading + target.text, target.id) if target and target.text.strip() else None


def _within(span: Span, region: Span) -> bool:
    return region.start <= span.start and span.end <= region.end


def _short(name: str, text: str, clause_id: str) -> Beside | None:
    """The beginning of `text`; None where it speaks to whoever reads it, which belongs into no other question."""
    words, called = _single(text[:_LOOKED_AT]), _single(name[:LONGEST])
    if may_address(words) or may_address(called):
        return None
    return Beside(called, words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0] + "…", clause_id)


def _single(text: str) -> str:
    return " ".join(visible(text).split())


def _first(found: Iterable[Beside | None]) -> tuple[Beside, ...]:
    return tuple(dict.fromkeys(beside for beside in found if beside))[:_MOST]
