"""Limits of liability: ceilings, exclusions of kinds of damage, and liability that is said to be unlimited."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from clausecheck.model import (
    Binds,
    CarveOut,
    Ceiling,
    Clause,
    DefinitionUse,
    Document,
    Facts,
    LiabilityLimit,
    LimitKind,
    Reference,
    Sentence,
    Span,
)
from clausecheck.terms.caps.amounts import which_counts
from clausecheck.terms.caps.carve_outs import Finder
from clausecheck.terms.caps.ceilings import amounts_of, ceilings, defined_choice
from clausecheck.terms.caps.exclusions import DENIES, excluded
from clausecheck.terms.caps.passages import Passage, passages
from clausecheck.terms.caps.protection import protected
from clausecheck.terms.caps.vocabulary import Vocabulary, vocabulary
from clausecheck.terms.sentences import role_mentions, with_roles
from clausecheck.terms.words import Expression, lower, plain

MOST: Final = 500
"""Limits that are kept of one document."""
_ZONE: Final = 900
_NEEDS_DENIAL = Expression(r"^(?:exceed|in excess|greater than|more than)")
_SINGULAR = Expression(
    r"\b(?:this|the foregoing|such|the above|the preceding)"
    r" (?:limit\w*|exclusion|cap|waiver|disclaimer|sentence|provision)\b"
)
_CAPS = Expression(r"\bcaps?\b|\bceilings?\b|\bmaximum\b")
_WAIVERS = Expression(r"\bwaivers?\b|\bexclusions? of (?:\w+ )?damages\b|\bconsequential\b")
_EVERYWHERE = Expression(
    r"\bnothing\b.{0,40}\b(?:this|the) (?:agreement|contract|licen[sc]e|terms)\b|\bnothing herein\b"
    r"|\bin this agreement\b"
)
_NEIGHBOURHOOD: Final = 2500
"""A sentence that frees from limits reaches this far back where clauses are not nested."""


def read_limits(
    document: Document,
    clauses: Sequence[Clause],
    sentences: Sequence[Sentence],
    facts: Facts,
    references: Sequence[Reference] = (),
    uses: Sequence[DefinitionUse] = (),
) -> tuple[LiabilityLimit, ...]:
    """Every limit of liability, in reading order.

    `references` and `uses` lead to what is said elsewhere: carve-outs by citation, amounts by definition, and so on.
    """
    return _Reader(document, clauses, facts, references, uses).read(sentences)


class _Reader:
    def __init__(
        self,
        document: Document,
        clauses: Sequence[Clause],
        facts: Facts,
        references: Sequence[Reference],
        uses: Sequence[DefinitionUse],
    ) -> None:
        self._document, self._mentions = document, role_mentions(facts)
        self._by_id = {clause.id: clause for clause in clauses}
        self._words: Vocabulary = vocabulary()
        self._finder = Finder(document, self._by_id, references, uses, self._words, self._roles)

    def read(self, sentences: Sequence[Sentence]) -> tuple[LiabilityLimit, ...]:
        found: list[LiabilityLimit] = []
        frees: list[tuple[Passage, int]] = []
        for passage in passages(self._document, self._by_id, sentences, self._words):
            at = self._freeing(passage)
            own = [] if at is not None else list(self._limits(passage))
            if at is not None and len(frees) < MOST:
                frees.append((passage, at))
            found += own
            if len(found) >= MOST:
                break
        for passage, at in frees:
            found = self._freed(found, passage, at)
        found += self._entries(found)
        return tuple(sorted(found, key=lambda limit: limit.span.start)[:MOST])

    def _roles(self, span: Span) -> str:
        return with_roles(plain(self._document.slice(span)), self._mentions)

    def _freeing(self, passage: Passage) -> int | None:
        """Where a sentence that only frees from limits begins to tell from what; None for any other sentence."""
        match = self._words.words.frees.search(passage.low)
        if match is None:
            return None
        return None if any(self._read(passage, passage.rule[: match.end()])) else match.end()

    def _limits(self, passage: Passage) -> Iterator[LiabilityLimit]:
        rule = passage.rule
        own: tuple[CarveOut, ...] | None = None
        for kind, start, end, made in self._read(passage, rule):
            if own is None:
                own = self._own_carve_outs(passage)
            at = passage.span.start
            yield replace(
                made,
                kind=kind,
                protects=protected(self._roles(Span(at, at + start)), self._roles(Span(at + start, at + end))),
                carve_outs=own,
            )

    def _read(self, passage: Passage, rule: str) -> Iterator[tuple[LimitKind, int, int, LiabilityLimit]]:
        """Each limit of the passage, still without carve-outs, with the place where it begins and the passage's end."""
        blank = LiabilityLimit(
            kind=LimitKind.EXCLUSION,
            clause_id=passage.clause.id,
            span=passage.span,
            quote=self._document.slice(passage.span),
            protects=Binds.UNKNOWN,
        )
        if damages := excluded(self._document, self._finder, passage, rule, self._words):
            excludes = self._words.words.excludes.search(rule)
            own = [one.span.start - passage.span.start for one in damages if not one.terms]
            first = min(own, default=excludes.end() if excludes else len(rule))
            yield LimitKind.EXCLUSION, first, len(rule), replace(blank, damages=damages)
        anchors = list(self._words.words.ceiling.finditer(rule))
        for place, anchor in enumerate(anchors):
            stop = anchors[place + 1].start() if place + 1 < len(anchors) else len(rule)
            if self._limits_liability(rule, anchor):
                zone = Span(anchor.end(), min(stop, anchor.end() + _ZONE))
                amounts = ceilings(self._document, self._finder, passage, rule, zone)
                if amounts:
                    told = which_counts(rule[zone.start : zone.end]) or defined_choice(self._document, amounts)
                    yield LimitKind.CEILING, anchor.start(), stop, replace(blank, ceilings=amounts, choice=told)
        unlimited = self._words.words.unlimited.search(rule)
        insured = self._words.words.not_ceiling.search(rule)
        if unlimited and not insured and not DENIES.search(rule, 0, unlimited.start()):
            none = self._no_ceiling(Span(passage.span.start + unlimited.start(), passage.span.start + unlimited.end()))
            yield LimitKind.UNLIMITED, unlimited.end(), len(rule), replace(blank, ceilings=(none,))

    def _no_ceiling(self, span: Span) -> Ceiling:
        return Ceiling(
            value=None, unit="unlimited", base="", under="", per="", quote=self._document.slice(span), span=span
        )

    def _entries(self, limits: Sequence[LiabilityLimit]) -> Iterator[LiabilityLimit]:
        """Entries of a cover page or table that give a cap by their heading, where no clause leads there."""
        reached = {ceiling.span.start for limit in limits for ceiling in limit.ceilings}
        for clause in self._by_id.values():
            if not clause.text or not self._words.words.entry.search(lower(clause.heading)):
                continue
            text = Span(clause.span.start, min(clause.span.end, clause.span.start + _ZONE))
            low = lower(self._document.slice(text))
            amounts = amounts_of(self._document, self._finder, low, text.start)
            if amounts and not any(one.span.start in reached for one in amounts):
                yield LiabilityLimit(
                    kind=LimitKind.CEILING,
                    clause_id=clause.id,
                    span=text,
                    quote=self._document.slice(text),
                    protects=Binds.UNKNOWN,
                    ceilings=amounts,
                    choice=which_counts(low),
                )

    def _limits_liability(self, rule: str, anchor: re.Match[str]) -> bool:
        words = self._words.words
        first = max(0, anchor.start() - 700)
        if not words.liability.search(rule[first : anchor.end()]) or words.not_ceiling.search(
            rule, max(first, anchor.start() - 160), anchor.start()
        ):
            return False
        return not _NEEDS_DENIAL.match(anchor.group()) or bool(DENIES.search(rule, first, anchor.start()))

    def _own_carve_outs(self, passage: Passage) -> tuple[CarveOut, ...]:
        at = passage.span.start
        found: dict[str, CarveOut] = {}
        for start, end in passage.exceptions:
            for one in self._finder.carve_outs(Span(at + start, at + end)):
                found.setdefault(one.kind, one)
        return tuple(found.values())

    def _freed(self, limits: list[LiabilityLimit], passage: Passage, at: int) -> list[LiabilityLimit]:
        """The limits with what this sentence frees from those that it speaks of."""
        start = passage.span.start
        carved = self._finder.carve_outs(Span(start + at, passage.span.end))
        if not carved:
            return limits
        head = passage.low[:at]
        cited = {
            target for reference in self._finder.references_in(Span(start, start + at)) for target in reference.targets
        }
        chosen = {id(limit) for limit in self._spoken_of(limits, passage, head, cited)}
        return [_with(limit, carved) if id(limit) in chosen else limit for limit in limits]

    def _spoken_of(
        self, limits: list[LiabilityLimit], passage: Passage, head: str, cited: set[str]
    ) -> list[LiabilityLimit]:
        if _CAPS.search(head) and not _WAIVERS.search(head):
            limits = [limit for limit in limits if limit.kind is LimitKind.CEILING]
        elif _WAIVERS.search(head) and not _CAPS.search(head):
            limits = [limit for limit in limits if limit.kind is LimitKind.EXCLUSION]
        if _EVERYWHERE.search(head):
            return limits
        if cited:
            under = [limit for limit in limits if cited & set(self._above(limit.clause_id))]
            if under:
                return under
        root = self._above(passage.clause.id)[-1]
        near = [
            limit
            for limit in limits
            if self._above(limit.clause_id)[-1] == root or 0 <= passage.span.start - limit.span.start < _NEIGHBOURHOOD
        ]
        if _SINGULAR.search(head):
            before = [limit for limit in near if limit.span.start < passage.span.start]
            return [limit for limit in before if limit.span == before[-1].span]
        return near

    def _above(self, clause_id: str) -> list[str]:
        ids = [clause_id]
        clause = self._by_id.get(clause_id)
        while clause is not None and clause.parent and len(ids) < 50:
            ids.append(clause.parent)
            clause = self._by_id.get(clause.parent)
        return ids


def _with(limit: LiabilityLimit, carved: Sequence[CarveOut]) -> LiabilityLimit:
    known = {one.kind for one in limit.carve_outs}
    more = tuple(
        one
        for one in carved
        if one.kind not in known and (Binds.BOTH in {one.binds, limit.protects} or one.binds is limit.protects
                                      or limit.protects is Binds.UNKNOWN)
    )  # fmt: skip
    return replace(limit, carve_outs=limit.carve_outs + more) if more else limit
