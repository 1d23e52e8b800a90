"""The ceilings behind "exceed" and "limited to": amounts said there, and those that defined terms carry."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from clausecheck.model import Ceiling, Definition, DefinitionUse, Document, Span
from clausecheck.terms.caps.amounts import Amount, read_amounts, which_counts
from clausecheck.terms.caps.carve_outs import Finder
from clausecheck.terms.caps.passages import Passage
from clausecheck.terms.caps.vocabulary import vocabulary
from clausecheck.terms.numbers import Kind, find_quantities
from clausecheck.terms.words import lower

_DEEPEST: Final = 3
_LONGEST_DEFINITION: Final = 1500
_NEAR_FACTOR: Final = 40


def ceilings(document: Document, finder: Finder, passage: Passage, rule: str, zone: Span) -> tuple[Ceiling, ...]:
    """The amounts of a ceiling; `zone` is where they stand in `rule`, the passage without its exceptions."""
    around = rule[max(0, zone.start - 700) : zone.start]
    return _in(document, finder, rule[zone.start : zone.end], passage.span.start + zone.start, around, ())


def defined_choice(document: Document, amounts: Sequence[Ceiling]) -> str:
    """Which of the amounts of a definition counts, by the words around them; empty for those said in the sentence."""
    if not amounts[0].terms:
        return ""
    first = min(amount.span.start for amount in amounts)
    last = min(max(amount.span.end for amount in amounts), first + _LONGEST_DEFINITION)
    return which_counts(lower(document.text[max(0, first - _NEAR_FACTOR) : last + _NEAR_FACTOR]))


def amounts_of(document: Document, finder: Finder, low: str, at: int) -> tuple[Ceiling, ...]:
    """The amounts of the words of an entry, in lower case, which stand at `at`."""
    return _in(document, finder, low, at, "", ())


def _in(
    document: Document, finder: Finder, low: str, at: int, around: str, seen: tuple[Definition, ...]
) -> tuple[Ceiling, ...]:
    """The amounts of the words `low`, which stand at `at`; `seen` are the definitions that led there."""
    uses = finder.uses_in(Span(at, at + len(low)))
    own = read_amounts(low, around)
    if own and own[0].unit != "other":
        return tuple(_refined(document, finder, _made(document, one, at, seen), seen) for one in own)
    found: list[Ceiling] = []
    for use in uses:
        found += _followed(document, finder, use, low, at, around, seen)
    return tuple(found) or tuple(_made(document, one, at, seen) for one in own)


def _made(document: Document, amount: Amount, at: int, seen: tuple[Definition, ...]) -> Ceiling:
    span = Span(at + amount.start, at + amount.end)
    return Ceiling(
        value=amount.value,
        unit=amount.unit,
        base=amount.base,
        under=amount.under,
        per=amount.per,
        quote=document.slice(span),
        span=span,
        multiple=amount.multiple,
        look_back_months=amount.look_back_months,
        terms=tuple(definition.term for definition in seen),
    )


def _followed(
    document: Document,
    finder: Finder,
    use: DefinitionUse,
    low: str,
    at: int,
    around: str,
    seen: tuple[Definition, ...],
) -> Iterator[Ceiling]:
    """The amounts of the definition of a term, times the number that stands before the term."""
    definition = use.definition
    if definition in seen or len(seen) >= _DEEPEST:
        return
    before = find_quantities(low[max(0, use.span.start - at - _NEAR_FACTOR) : use.span.start - at])
    factor = 1.0
    for quantity in before:
        if quantity.kind is Kind.TIMES:
            factor = quantity.value
        elif quantity.kind is Kind.PERCENT:
            factor = quantity.value / 100
    start = definition.span.start
    meant = lower(document.text[start : min(definition.span.end, start + _LONGEST_DEFINITION)])
    for one in _in(document, finder, meant, start, around, (*seen, definition)):
        multiple = one.multiple * factor if one.multiple is not None else None
        yield replace(one, value=round(one.value * factor, 2), multiple=multiple) if one.value is not None else one


def _refined(document: Document, finder: Finder, ceiling: Ceiling, seen: tuple[Definition, ...]) -> Ceiling:
    """A ceiling of "the Fees", where "Fees" is defined as those of a month or of an order: that is its base."""
    if ceiling.unit not in {"multiple_of_fees", "months_of_fees"} or len(seen) >= _DEEPEST:
        return ceiling
    for use in finder.uses_in(ceiling.span):
        definition = use.definition
        if definition in seen:
            continue
        start = definition.span.start
        meant = lower(document.text[start : min(definition.span.end, start + _LONGEST_DEFINITION)])
        inner = next(iter(read_amounts(meant)), None)
        if inner is None:
            continue
        terms = (*ceiling.terms, definition.term)
        if inner.unit == "months_of_fees" and ceiling.unit == "multiple_of_fees" and inner.value and ceiling.value:
            value = round(ceiling.value * inner.value, 2)
            return replace(
                ceiling,
                value=value,
                unit=inner.unit,
                look_back_months=inner.value,
                under=ceiling.under or inner.under,
                terms=terms,
            )
        if vocabulary().amounts.ordered.search(meant):
            return replace(ceiling, under=ceiling.under or "order", terms=terms)
    return ceiling
