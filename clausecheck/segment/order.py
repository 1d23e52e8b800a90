"""What to know of a contract's own order: mentions that lead nowhere or in a circle, and terms defined twice."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from clausecheck.model import Clause, Definition, DefinitionForm, Document, Notice, Reference, ReferenceKind

MOST: Final = 20
"""Notices of one kind; the rest are counted in a last one."""
_AROUND: Final = 60
_SHORT: Final = 300
"""Characters of a clause that says no more than where something stands."""
_POINTS = re.compile(
    r"\b(?:as|meanings?|those|that|amounts?|sums?|fees|prices?|rates?|terms|period) (?:is |are |as )?"
    r"(?:set out|set forth|specified|stated|described|provided for|provided|defined|given|assigned|ascribed"
    r"|determined|calculated)"
    r"(?: to (?:it|them|such terms?|that term))? (?:in|under|by|pursuant to)(?: the)?\s{1,3}$"
)
"""The words right before a mention, in small letters, that send a reader there for what is meant."""
_ENDS = re.compile(r"\s{0,2}(?:\([^()\n]{1,60}\)|\[[^\]\n]{1,60}\])?\s{0,2}(?:[.;]|$|\n)")
"""Behind such a mention: nothing more is said."""
_SAME = re.compile(
    r"(?:means?|has the same meaning as|shall have the same meaning as|shall mean)[:,]?\s(?:the\s)?(?:term\s)?"
    r"[“\"]?(?P<term>[^“”\".;,:]{2,80}?)[”\"]?\.?\s?$"
)
"""A definition that is nothing but another term."""
_FULL = re.compile(
    r"(?:(?!\binclude|\balso\b|\bin relation to|\bwith respect to)[^.;\n]){2,160}?"
    r"\bmeans?\b(?!,? (?:also|in relation|with respect|in the case))"
)
"""A definition that gives the whole meaning, and for everybody."""
_POINTER = re.compile(r"\b(?:meanings?\b|defined (?:in|as|under|above|below|by)|set (?:forth|out) in|described in)")


def order_notices(
    document: Document,
    clauses: tuple[Clause, ...],
    references: tuple[Reference, ...],
    definitions: tuple[Definition, ...],
) -> tuple[Notice, ...]:
    """The notices, by kind and then in reading order, one for each clause, exhibit or term that is concerned."""
    by_id = {clause.id: clause for clause in clauses}
    kinds: tuple[Iterable[Notice], ...] = (
        _lost(document, by_id, references, ReferenceKind.DANGLING),
        _circles(document, clauses, references),
        _circular_terms(by_id, definitions),
        _twice(by_id, definitions),
        _lost(document, by_id, references, ReferenceKind.NOT_ATTACHED),
    )
    return tuple(notice for kind in kinds for notice in _capped(list(kind)))


def _capped(notices: list[Notice]) -> list[Notice]:
    if len(notices) <= MOST:
        return notices
    rest = len(notices) - MOST
    more = Notice(code=notices[0].code, message=f"{rest} more of this kind are not listed")
    return [*notices[:MOST], more]


def _lost(
    document: Document, by_id: dict[str, Clause], references: tuple[Reference, ...], kind: ReferenceKind
) -> Iterator[Notice]:
    """Mentions of what is not there, told once for each name."""
    found: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        if reference.kind is kind:
            found[reference.name.casefold()].append(reference)
    dangling = kind is ReferenceKind.DANGLING
    for mentions in found.values():
        first = mentions[0]
        clause = by_id[first.clause_id]
        others = len({mention.clause_id for mention in mentions}) - 1
        where = _place(clause) + (f" and {others} other {'place' if others == 1 else 'places'}" if others else "")
        name = first.name[:1].upper() + first.name[1:]
        number = first.name.lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.- ") or first.name.split()[-1]
        missing = f"but the contract has no {number}" if dangling else "but is not in this file"
        yield Notice(
            code="dangling_reference" if dangling else "missing_attachment",
            message=f"{name} is mentioned in {where}, {missing}",
            page=clause.page,
            quote=_around(document, first),
            clause_id=clause.id,
        )


def _place(clause: Clause) -> str:
    return clause.path or (f"“{clause.heading[:60]}”" if clause.heading else f"paragraph {clause.paragraph}")


def _around(document: Document, reference: Reference) -> str:
    """The mention with the words around it, on its line."""
    text, start, end = document.text, reference.span.start, reference.span.end
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    line = text.find("\n", end)
    last = min(len(text) if line < 0 else line, end + _AROUND)
    while start > first > 0 and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return " ".join(text[first:last].split())


def _circles(document: Document, clauses: tuple[Clause, ...], references: tuple[Reference, ...]) -> Iterator[Notice]:
    """Short clauses that say no more than that something stands in another one, which says the same of them."""
    by_id = {clause.id: clause for clause in clauses}
    points: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        if reference.kind is ReferenceKind.RESOLVED and len(by_id[reference.clause_id].text) <= _SHORT:
            lead = document.text[max(0, reference.span.start - 60) : reference.span.start].lower()
            ends = _ENDS.match(document.text, reference.span.end) is not None
            if ends and _POINTS.search(lead) and "except" not in lead:
                points[reference.clause_id].append(reference)
    told: set[frozenset[str]] = set()
    for start, leads in points.items():
        for first in leads:
            for target in first.targets:
                back = next((r for r in points.get(target, ()) if start in r.targets), None)
                pair = frozenset((start, target))
                if back is None or target == start or pair in told:
                    continue
                told.add(pair)
                here, there = by_id[start], by_id[target]
                yield Notice(
                    code="circular_reference",
                    message=f"{_place(here)} sends the reader to {_place(there)}, and that one back; neither says it",
                    page=here.page,
                    quote=_around(document, first),
                    clause_id=start,
                )


def _circular_terms(by_id: dict[str, Clause], definitions: tuple[Definition, ...]) -> Iterator[Notice]:
    """Terms that mean each other."""
    says: dict[str, str] = {}
    first: dict[str, Definition] = {}
    for definition in definitions:
        match = _SAME.search(definition.text) if len(definition.text) <= _SHORT else None
        if match is not None:
            says.setdefault(definition.term.casefold(), " ".join(match["term"].casefold().split()))
            first.setdefault(definition.term.casefold(), definition)
    for term, other in says.items():
        if term < other and says.get(other) == term:
            one, two = first[term], first[other]
            clause = by_id[one.clause_id]
            yield Notice(
                code="circular_reference",
                message=f"“{one.term}” is defined as “{two.term}”, and “{two.term}” as “{one.term}”",
                page=clause.page,
                quote=one.text,
                clause_id=clause.id,
            )


def _twice(by_id: dict[str, Clause], definitions: tuple[Definition, ...]) -> Iterator[Notice]:
    """Terms with two meanings in the same part of the document."""
    first: dict[tuple[str, str], Definition] = {}
    told: set[tuple[str, str]] = set()
    for definition in definitions:
        if definition.form is not DefinitionForm.MEANS or not _is_full(definition):
            continue
        key = definition.term, definition.scope
        before = first.setdefault(key, definition)
        same = before.clause_id == definition.clause_id or _words(before) == _words(definition)
        if same or key in told:
            continue
        told.add(key)
        here, there = by_id[before.clause_id], by_id[definition.clause_id]
        yield Notice(
            code="defined_twice",
            message=f"“{definition.term}” is defined in {_place(here)} and again, in other words, in {_place(there)}",
            page=there.page,
            quote=definition.text[: 2 * _AROUND],
            clause_id=there.id,
        )


def _is_full(definition: Definition) -> bool:
    """Whether the words give a meaning of their own: no addition, and no pointer to where the meaning stands."""
    words = definition.text[:_SHORT].lower()
    return _FULL.match(words) is not None and _POINTER.search(words) is None


def _words(definition: Definition) -> list[str]:
    return re.findall(r"[^\W_]+", definition.text.casefold())
