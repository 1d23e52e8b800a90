"""What a limit of liability does not hold for: by name, by citation, or by a defined term."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from clausecheck.model import Binds, CarveOut, Clause, Definition, DefinitionUse, Document, Reference, Span
from clausecheck.terms.caps.vocabulary import Vocabulary
from clausecheck.terms.words import Expression, lower

_MOST_FOLLOWED: Final = 12
"""Definitions that are followed from one exception."""
_DEEPEST: Final = 3
_LONGEST_DEFINITION: Final = 3000
_LONGEST_CITED: Final = 300
_GATHERS = Expression(
    r"\b(?:claims?|liabilit(?:y|ies)|loss(?:es)?|exclusions?|exceptions?|carve-?outs?|matters|obligations?|breach(?:es)?"
    r"|events?|damages|items|amounts?|caps?)$"
)
"""How defined terms end that gather carve-outs; "Confidential Information" is none of them."""
_OWNER = re.compile(r"\b(SELLER|BUYER|PARTY)'s")
_OWNER_REACH: Final = 90
_BINDS: Final = {"SELLER": Binds.SELLER, "BUYER": Binds.BUYER, "PARTY": Binds.BOTH}


_BREAK = Expression(r"[;,]|\((?:[a-h]|[ivx]{1,4}|\d)\)|\b(?:or|and|nor)\b")
"""Between the items of an exception."""
_INNER = Expression(r"(?<=.{4})\b(?:excluding|other than|except(?: for)?)\b[^;.)]{1,160}")
"""What an exception leaves out in its turn; it begins with such words itself."""
_ITEM_REACH: Final = 400


def _item(low: str, at: int) -> int:
    """Where the item begins that the place is in."""
    first = max(0, at - _ITEM_REACH)
    return max((match.end() for match in _BREAK.finditer(low, first, at)), default=first)


class Finder:
    """Finds carve-outs in a piece of one document."""

    def __init__(
        self,
        document: Document,
        by_id: Mapping[str, Clause],
        references: Sequence[Reference],
        uses: Sequence[DefinitionUse],
        vocabulary: Vocabulary,
        roles: Callable[[Span], str],
    ) -> None:
        """`roles` gives the words of a span in lower case with roles in place of names."""
        self._document, self._by_id, self._vocabulary, self._roles = document, by_id, vocabulary, roles
        self._references, self._reference_starts = references, [one.span.start for one in references]
        self._uses, self._use_starts = uses, [use.span.start for use in uses]

    def references_in(self, span: Span) -> Sequence[Reference]:
        """The citations that begin in the span."""
        first = bisect_left(self._reference_starts, span.start)
        return self._references[first : bisect_left(self._reference_starts, span.end)]

    def uses_in(self, span: Span) -> Sequence[DefinitionUse]:
        """The mentions of defined terms that begin in the span."""
        first = bisect_left(self._use_starts, span.start)
        return self._uses[first : bisect_left(self._use_starts, span.end)]

    def carve_outs(self, span: Span) -> tuple[CarveOut, ...]:
        """What the words name, the clauses that they cite are about, and the definitions of their terms name."""
        found: dict[str, CarveOut] = {}
        for one in self._in(span, (), set()):
            found.setdefault(one.kind, one)
        return tuple(sorted(found.values(), key=lambda one: one.span.start))

    def _in(self, span: Span, terms: tuple[str, ...], seen: set[Definition]) -> Iterator[CarveOut]:
        low = _INNER.sub(lambda match: " " * len(match.group()), lower(self._document.slice(span)))
        named = list(self._vocabulary.carve_outs_in(low))
        for kind, start, end in named:
            at = Span(span.start + start, span.start + end)
            yield CarveOut(
                kind=kind,
                quote=self._document.slice(at),
                span=at,
                binds=self._owner(span, at.start),
                clause_ids=self._cited(span, low, start, end),
                terms=terms,
            )
        told = {_item(low, start) for _, start, _ in named}
        for reference in self.references_in(span):
            if _item(low, reference.span.start - span.start) not in told:
                yield from self._of_reference(reference, span, terms)
        for use in self.uses_in(span) if len(terms) < _DEEPEST else ():
            definition = use.definition
            plain = _item(low, use.span.start - span.start) in told or not _GATHERS.search(definition.term.lower())
            if plain or definition in seen or len(seen) >= _MOST_FOLLOWED:
                continue
            seen.add(definition)
            meant = Span(definition.span.start, min(definition.span.end, definition.span.start + _LONGEST_DEFINITION))
            yield from self._in(meant, (*terms, definition.term), seen)

    def _of_reference(self, reference: Reference, span: Span, terms: tuple[str, ...]) -> Iterator[CarveOut]:
        """What the clauses are about that an item cites without naming it."""
        for target in reference.targets:
            clause = self._by_id.get(target)
            for kind, *_ in self._vocabulary.carve_outs_in(self._about(clause)) if clause is not None else ():
                yield CarveOut(
                    kind=kind,
                    quote=reference.quote,
                    span=reference.span,
                    binds=self._owner(span, reference.span.start),
                    clause_ids=(target,),
                    terms=terms,
                )

    def _cited(self, span: Span, low: str, start: int, end: int) -> tuple[str, ...]:
        """The clauses cited in the item that names a kind."""
        item = _item(low, start)
        stop = _BREAK.search(low, end)
        cited = self.references_in(Span(span.start + item, span.start + (stop.start() if stop else len(low))))
        return tuple(dict.fromkeys(target for reference in cited for target in reference.targets))

    def _about(self, clause: Clause) -> str:
        """What a cited clause is about: its heading, else its first words, else the heading above it."""
        if clause.heading:
            return lower(clause.heading)
        if self._vocabulary.words.frees.search(lower(clause.text[:_LONGEST_CITED])):
            return ""
        above = self._by_id.get(clause.parent or "")
        return lower(f"{above.heading if above else ''} {clause.text[:_LONGEST_CITED]}")

    def _owner(self, span: Span, at: int) -> Binds:
        """Whose breach or duty it is: the role named last before it, in the same item."""
        words = self._roles(Span(max(span.start, at - _OWNER_REACH), at))
        item = re.split(r"[;:]|\([a-z0-9]{1,3}\)|, (?:or|and) ", words)[-1]
        named = _OWNER.findall(item)
        return _BINDS[named[-1]] if named else Binds.BOTH
