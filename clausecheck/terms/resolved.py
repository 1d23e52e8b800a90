"""Sentences with the meaning of their defined terms in place of the terms, and the values that they say then."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from clausecheck.model import (
    Clause,
    Definition,
    DefinitionForm,
    DefinitionUse,
    Document,
    Facts,
    Inserted,
    ResolvedSentence,
    Sentence,
    Span,
    Term,
)
from clausecheck.terms.mentions import Mentions
from clausecheck.terms.numbers import find_quantities
from clausecheck.terms.sentences import role_mentions, with_roles
from clausecheck.terms.values import read_terms
from clausecheck.terms.words import Expression, lower, plain

MOST: Final = 1000
"""Sentences that are resolved of one document."""
_LONGEST_MEANING: Final = 240
_LONGEST_SENTENCE: Final = 1200
_MOST_TERMS: Final = 4
"""Terms that are replaced in one sentence."""
_MEANS: Final = Expression(
    r"[\"”’')\]]{0,3}[, ]{0,3}(?:as used (?:herein|in this \w+),? )?(?:shall |will |each )?"
    r"(?:means?|refers? to|is defined as|ha(?:s|ve) the meaning of|be|is)\b:? "
    r"(?:the (?:period|term|amount|sum|rate) (?:of|that is|equal to) )?"
)
"""Between a term and its meaning, in lower case."""
_MEASURE: Final = Expression(
    r"\b(?:periods?|days?|notice dates?|deadline|rates?|percentages?|interest|caps?|amounts?|limits?|minimums?"
    r"|maximums?|thresholds?|notice|time|window|quantity)$"
)
"""How terms end that stand for a number, in lower case."""
_DURATION_OF_CONTRACT: Final = Expression(
    r"\b(?:subscription|contract|agreement|licen[sc]e|services?|engagement|sow) period$"
)
"""Terms that stand for the contract's own time, of which no clause that speaks of it says a value."""
_ARTICLE: Final = Expression(r"\b(?:the|such|an?|each) $")
_END: Final = Expression(r"[.;](?:\s|$)")


def resolve(
    document: Document, sentences: Sequence[Sentence], uses: Sequence[DefinitionUse], facts: Facts
) -> tuple[ResolvedSentence, ...]:
    """The sentences that use terms with a short meaning of numbers, each with the meaning in its place.

    What a term carries is then read as if the sentence said it: with "Payment Period" defined as ten days, "within the
    Payment Period" is "within ten days". Bounded in length and number; linear in the document.
    """
    mentions = role_mentions(facts)
    starts = [use.span.start for use in uses]
    meanings: dict[Definition, Span | None] = {}
    found: list[ResolvedSentence] = []
    for sentence in sentences:
        first = bisect_left(starts, sentence.span.start)
        own = uses[first : bisect_left(starts, sentence.span.end, first)]
        if not own or len(sentence.span) > _LONGEST_SENTENCE:
            continue
        told: list[tuple[Span, DefinitionUse, Span]] = []
        for use in own:
            if use.definition not in meanings:
                meanings[use.definition] = _meaning(document, use.definition)
            meant = meanings[use.definition]
            apart = meant is None or meant.end <= sentence.span.start or sentence.span.end <= meant.start
            if meant is not None and apart and len(told) < _MOST_TERMS:
                told.append((_with_article(document, sentence, use.span), use, meant))
        if told:
            found.append(_resolved(document, sentence, told, mentions))
            if len(found) >= MOST:
                break
    return tuple(found)


def _meaning(document: Document, definition: Definition) -> Span | None:
    """The words that tell what it means, where they are short and hold a number; None for all others."""
    name = definition.term.lower()
    if definition.form is DefinitionForm.INLINE or not _MEASURE.search(name) or _DURATION_OF_CONTRACT.search(name):
        return None
    start, end = definition.span.start, min(definition.span.end, definition.span.start + 2 * _LONGEST_MEANING)
    low = lower(document.text[start:end])
    if definition.form is DefinitionForm.MEANS:
        at = low.find(name) + len(name)
        means = _MEANS.match(low, at)
        if means is None:
            return None
        start, low = start + means.end(), low[means.end() :]
    stop = _END.search(low)
    low = low[: stop.start()] if stop else low
    if len(low) > _LONGEST_MEANING or not find_quantities(low):
        return None
    return Span(start, start + len(low.rstrip()))


def _with_article(document: Document, sentence: Sentence, span: Span) -> Span:
    before = document.text[max(sentence.span.start, span.start - 6) : span.start]
    article = _ARTICLE.search(before.lower())
    end = span.end + 1 if document.text[span.end : span.end + 1] == "s" else span.end
    return Span(span.start - (len(before) - article.start() if article else 0), end)


def _resolved(
    document: Document, sentence: Sentence, told: Sequence[tuple[Span, DefinitionUse, Span]], mentions: Mentions
) -> ResolvedSentence:
    pieces: list[str] = []
    inserted: list[Inserted] = []
    length, at = 0, sentence.span.start
    for span, use, meant in told:
        before, words = document.text[at : span.start], document.slice(meant)
        pieces += [before, words]
        start = length + len(before)
        length = start + len(words)
        inserted.append(Inserted(span=Span(start, length), definition=use.definition, source=meant))
        at = span.end
    text = "".join([*pieces, document.text[at : sentence.span.end]])
    return ResolvedSentence(
        clause_id=sentence.clause_id,
        span=sentence.span,
        text=text,
        roles=with_roles(plain(text), mentions),
        inserted=tuple(inserted),
    )


def with_resolved(
    clauses: Sequence[Clause], terms: Sequence[Term], resolved: Sequence[ResolvedSentence], document: Document
) -> tuple[Term, ...]:
    """The terms with those that are said by the resolved sentences alone, in reading order.

    A value that stands in a definition is a term of the clause that defines it; `used_by` tells who uses it.
    """
    found: dict[tuple[str, int], Term] = {(term.name, term.span.start): term for term in terms}
    for clause_id, term in _said(clauses, resolved, document):
        key = term.name, term.span.start
        known = found.get(key, term)
        if clause_id not in known.used_by:
            known = replace(known, used_by=(*known.used_by, clause_id))
        found[key] = known
    return tuple(sorted(found.values(), key=lambda term: term.span.start))


def _said(
    clauses: Sequence[Clause], resolved: Sequence[ResolvedSentence], document: Document
) -> Iterator[tuple[str, Term]]:
    """Each value of a resolved sentence that a definition carries, with the clause that uses it."""
    by_id = {clause.id: clause for clause in clauses}
    sentences: list[Sentence] = []
    own: list[Clause] = []
    length = 0
    for number, one in enumerate(resolved):
        span = Span(length, length + len(one.text))
        above = by_id[one.clause_id]
        own.append(replace(above, id=f"r{number}", span=span, text=one.text, whole=span, parent=None))
        sentences.append(Sentence(clause_id=f"r{number}", span=span, text=one.text, roles=one.roles))
        length += len(one.text) + 1
    made = replace(document, text="\n".join(one.text for one in resolved), blocks=())
    for term in read_terms(made, own, {}, sentences):
        number = int(term.clause_id[1:])
        one, at = resolved[number], term.span.start - own[number].span.start
        part = next((part for part in one.inserted if part.span.start <= at < part.span.end), None)
        if part is not None:
            start = part.source.start + at - part.span.start
            span = Span(start, min(start + len(term.span), part.source.end))
            place = part.definition.clause_id
            yield one.clause_id, replace(term, clause_id=place, span=span, quote=document.slice(span))
