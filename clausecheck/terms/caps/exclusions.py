"""The kinds of damage for which nobody is liable: said in the sentence, or gathered by a defined term."""

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Damage, Document, Span
from clausecheck.terms.caps.carve_outs import Finder
from clausecheck.terms.caps.passages import Passage
from clausecheck.terms.caps.vocabulary import Vocabulary
from clausecheck.terms.words import Expression, lower

DENIES: Final = Expression(r"\b(?:no|not|never|neither|nor|none|nothing)\b|\bcannot\b|_{2,} event\b")
"""Words that deny."""
_WEAK: Final = frozenset({"cost_of_cover", "third_party_claims", "loss_of_use", "lost_data", "loss_of_business",
                          "loss_of_opportunity", "business_interruption"})  # fmt: skip
"""Kinds of damage that alone make an exclusion only right behind "not liable for"."""
_NEAR: Final = 250
_LIABLE = Expression(r"\b(?:liable|liability|responsib\w+)\b[^.;]{0,80}\bfor\b")
_GATHERS = re.compile(
    r"\b(?:consequential|indirect|excluded|special|punitive|economic|remote)\b.{0,40}"
    r"\b(?:loss(?:es)?|damages?|liabilit\w+)$"
)
"""Defined terms that gather kinds of damage, in lower case; plain "Losses" are what is claimed."""
_LONGEST_DEFINITION: Final = 1500


def excluded(document: Document, finder: Finder, passage: Passage, rule: str, told: Vocabulary) -> tuple[Damage, ...]:
    """The excluded kinds of damage of a passage, each once, those of the sentence first; empty where it excludes none.

    `rule` is the passage without its exceptions.
    """
    excludes = told.words.excludes.search(rule)
    if excludes is None:
        return ()
    own = list(told.damages_in(rule, excludes.start()))
    if own and all(kind in _WEAK for kind, *_ in own):
        near = [start for _, start, _ in own if _LIABLE.search(rule, max(0, start - _NEAR), start)]
        own = own if near and DENIES.search(rule, 0, min(near)) else []
    at = passage.span.start
    found = {kind: _damage(document, kind, at + start, at + end) for kind, start, end in own}
    for damage in _gathered(document, finder, Span(at + excludes.start(), at + len(rule)), told):
        if rule[damage[0] - at].strip():
            found.setdefault(damage[1].id, damage[1])
    return tuple(found.values())


def _gathered(document: Document, finder: Finder, span: Span, told: Vocabulary) -> Iterator[tuple[int, Damage]]:
    """Where a term stands that gathers kinds of damage, with each kind of its definition."""
    for use in finder.uses_in(span):
        definition = use.definition
        if not _GATHERS.search(definition.term.lower()):
            continue
        start = definition.span.start
        low = lower(document.text[start : min(definition.span.end, start + _LONGEST_DEFINITION)])
        for kind, first, last in told.damages_in(low):
            yield use.span.start, _damage(document, kind, start + first, start + last, definition.term)


def _damage(document: Document, kind: str, start: int, end: int, *terms: str) -> Damage:
    span = Span(start, end)
    return Damage(id=kind, quote=document.slice(span), span=span, terms=terms)
