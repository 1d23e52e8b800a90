"""Typed values of clauses: days, months, percentages, amounts, places, and whom they bind."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby, pairwise

from clausecheck.model import Binds, ClassifiedType, Clause, Document, LiabilityLimit, Sentence, Span, Term
from clausecheck.terms import parts
from clausecheck.terms.bearing import bearing
from clausecheck.terms.caps import cap_terms
from clausecheck.terms.dates import find_date, months_between
from clausecheck.terms.effective import effective_date
from clausecheck.terms.items import Items
from clausecheck.terms.numbers import Kind, Quantity, Repeated, find_quantities
from clausecheck.terms.numbers import find_contradictions as _repeated_numbers
from clausecheck.terms.patterns import WORD, TermPattern, term_patterns
from clausecheck.terms.venue import ENTRY, places, speaks_of_place
from clausecheck.terms.words import holds, lower

_MAX_SENTENCE = 4000
_DEPTH = 6
_CUES = (
    "day", "month", "year", "week", "%", "percent", "per cent", "$", "£", "€", "dollar", "usd", "eur", "gbp", "times",
    "twice", "net ", "law", "court", "unlimited", "perpet", "indefinite", "forever", "liab", "venue", "quarter",
    "anniversary", "trade secret", "upon receipt", "on receipt", "presentation", "legislation", "interest", "pounds",
    "arbitra", "index", "cpi", "cost of living", "basis point",
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d\b(?<=\b\d\d\d\d)")
_NEAR = 12
_UNTIL = re.compile(
    r"term\b(?<=\bterm)(?:(?!extend|renew|notice|option).){0,200}"
    r"\b(?:expires?|expiring|ends?|ending|terminates?|through|until|continues? to)\b"
    r"(?: on| at| the| close| of| business| midnight| and| including|,){0,6} (?=[a-z0-9])"
)
_LABEL = re.compile(r"[^a-z0-9]{0,8}([a-z][a-z /&'-]{2,44}?)(?:\*\*)? ?[:|\t]")
"""The label before a value: "Payment Period: 30 days"."""
_RUNNING = frozenset({"payment_days", "acceptance_days", "warranty_period", "cure_period"})
"""Terms of which it matters what day they run from."""
_INDEXED = frozenset({"late_interest", "price_increase"})
_CHOSEN = frozenset({"late_interest", "payment_days", "price_increase"})
_LONG = 400
"""Characters of a ceiling in which numbers are its own."""
_INTRODUCED = 240
"""So much of the first item belongs to the words that introduce a list."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence stands: what the patterns ask for beside its words."""

    document: Document
    sentence: Sentence
    low: str
    headings: tuple[str, ...]
    about: str
    items: Items
    taken: frozenset[int]
    """Where numbers begin that are ceilings of liability, in the document."""


def read_terms(
    document: Document,
    clauses: Sequence[Clause],
    types: Mapping[str, tuple[ClassifiedType, ...]],
    sentences: Sequence[Sentence],
    limits: Sequence[LiabilityLimit] = (),
) -> tuple[Term, ...]:
    """Every value that the taxonomy names, in reading order; a number is read as one thing only.

    The caps are those of `limits`.

    `types` is not needed to read a value; where it is given, a law or a venue is read from clauses of that type even
    when their words are unusual.
    """
    by_id = {clause.id: clause for clause in clauses}
    caps = cap_terms(clauses, limits)
    taken = frozenset(
        place for cap in caps for place in range(cap.span.start, min(cap.span.end, cap.span.start + _LONG))
    )
    found: list[Term] = [*caps]
    whole = lower(document.text)
    start = cache(partial(effective_date, document, clauses))
    groups = _groups(clauses)
    following = {id(one): two for one, two in pairwise(sentences)}
    for clause_id, own in groupby(sentences, key=lambda sentence: sentence.clause_id):
        if clause_id in by_id:
            about = _about(by_id[clause_id], by_id, types, groups.get(clause_id, ""))
            heading = lower(by_id[clause_id].heading)
            found += _clause_terms(document, whole, [*own], heading, about, start, following, taken)
    return tuple(sorted(found, key=lambda term: term.span.start))


def _clause_terms(
    document: Document,
    whole: str,
    sentences: Sequence[Sentence],
    heading: str,
    about: str,
    start: Callable[[], str],
    following: Mapping[int, Sentence],
    taken: frozenset[int],
) -> list[Term]:
    """The values of one clause; `whole` is the document in lower case, `start` tells its effective date."""
    found: list[Term] = []
    of_place = speaks_of_place(about)
    lasting = False
    for sentence in sentences:
        low = whole[sentence.span.start : min(sentence.span.end, sentence.span.start + _MAX_SENTENCE)]
        if not (holds(low, _CUES) or _YEAR.search(low) or (of_place and len(low) < ENTRY)):
            continue
        roles = sentence.roles
        if low.rstrip().endswith((":", " -")) and (after := following.get(id(sentence))):
            roles = f"{roles} {after.roles[len(roles) if after.roles.startswith(roles) else 0 :][:_INTRODUCED]}"
        label = _LABEL.match(low)
        headings = (heading, label[1]) if label else (heading,)
        place = _Place(document, sentence, low, headings, about, Items(low, roles), taken)
        terms = [*_sentence_terms(place), *places(sentence, low, about, document)]
        if not lasting and not any(term.name == "initial_term" for term in terms):
            terms += _term_until(sentence, low, start, document)
        lasting = lasting or any(term.name == "initial_term" for term in terms)
        found += terms
    return found


def _groups(clauses: Sequence[Clause]) -> dict[str, str]:
    """Of entries of a cover page, the heading that stands alone above them: "Non-Competition" of "Duration"."""
    found, group = {}, ""
    for clause in clauses:
        if not clause.text:
            group = clause.heading
        elif clause.parent is None and len(clause.text) < ENTRY:
            found[clause.id] = group
        else:
            group = ""
    return found


def _about(
    clause: Clause, by_id: Mapping[str, Clause], types: Mapping[str, tuple[ClassifiedType, ...]], group: str
) -> str:
    """The clause's headings and those above it, and its types, as words in lower case."""
    words = [group, *(kind.id.replace("_", " ") for kind in types.get(clause.id, ()) if kind.decided)]
    above: Clause | None = clause
    for _ in range(_DEPTH):
        if above is None:
            break
        words.append(above.heading)
        above = by_id.get(above.parent or "")
    return lower(" | ".join(words))


def find_contradictions(document: Document, clauses: Sequence[Clause]) -> tuple[Term, ...]:
    """Numbers written twice with different values, such as "thirty (60) days", as terms named "contradiction".

    `value` is what the digits say and `unit` is "words_say=30"; quote and span are of the words with the digits.
    """
    return tuple(
        _contradiction(document, clause, number)
        for clause in clauses
        for number in _repeated_numbers(lower(clause.text))
    )


def _contradiction(document: Document, clause: Clause, number: Repeated) -> Term:
    span = Span(clause.span.start + number.start, clause.span.start + number.end)
    return Term(
        name="contradiction",
        value=number.digits,
        unit=f"words_say={number.words:g}",
        quote=document.slice(span),
        span=span,
        clause_id=clause.id,
    )


def _sentence_terms(place: _Place) -> Iterator[Term]:
    quantities = find_quantities(place.low)
    kinds = {quantity.kind.value for quantity in quantities} | {WORD}
    first = place.sentence.span.start
    claimed = {number for number, quantity in enumerate(quantities) if first + quantity.start in place.taken}
    for pattern in term_patterns():
        if pattern.kind not in kinds or not pattern.fits_clause(place.headings, place.about):
            continue
        if pattern.kind == WORD:
            match = pattern.find_word(place.low)
            if match and pattern.fits_words(place.items.around(match.start()), place.items.near(match.start())):
                yield _word_term(place, pattern, match)
            continue
        for number, quantity in enumerate(quantities):
            if quantity.kind.value != pattern.kind or number in claimed:
                continue
            end = pattern.fits_number(place.low, quantity.start, quantity.end)
            around, near = place.items.around, place.items.near
            if end is None or not pattern.fits_words(around(quantity.start), near(quantity.start)):
                continue
            claimed.add(number)
            yield from _number_term(place, pattern, quantity, end)


def _word_term(place: _Place, pattern: TermPattern, match: re.Match[str]) -> Term:
    span = _span(place, match.start(), match.end())
    binds, mutual = bearing(pattern.binds, place.sentence.roles, pattern.otherwise)
    named = parts.index(place.low, match.start(), match.end()) if pattern.value == "index" else ""
    return Term(
        name=pattern.term,
        value=pattern.value,
        unit=pattern.unit,
        quote=place.document.slice(span),
        span=span,
        clause_id=place.sentence.clause_id,
        binds=binds,
        mutual=mutual,
        choice=parts.choice(place.low, match.start(), match.end()) if pattern.term in _CHOSEN else "",
        index=named,
        counted_from=pattern.counted_from,
    )


def _number_term(place: _Place, pattern: TermPattern, quantity: Quantity, end: int) -> Iterator[Term]:
    """The value of a number; none where it lies beyond what the pattern's term can be."""
    low, name = place.low, pattern.term
    value, unit = _value(pattern, quantity, low)
    if not pattern.least <= (quantity.days if unit == "business_days" else value) <= pattern.most:
        return
    span = _span(place, quantity.start, end)
    binds, mutual = bearing(pattern.binds, place.sentence.roles, pattern.otherwise)
    ratio = value / quantity.value if quantity.value else 1.0
    yield Term(
        name=name,
        value=value,
        unit=unit,
        quote=place.document.slice(span),
        span=span,
        clause_id=place.sentence.clause_id,
        binds=binds,
        mutual=mutual,
        high=None if quantity.high is None else round(quantity.high * ratio, 4),
        bound=parts.limit(low, quantity),
        choice=parts.choice(low, quantity.start, quantity.end) if name in _CHOSEN else "",
        index=parts.index(low, quantity.start, quantity.end) if name in _INDEXED else "",
        counted_from=parts.counted_from(low, quantity.end) if name in _RUNNING else "",
    )


def _value(pattern: TermPattern, quantity: Quantity, low: str) -> tuple[float, str]:
    if quantity.kind is Kind.DURATION:
        if pattern.unit == "days" and quantity.unit == "business day":
            return quantity.value, "business_days"
        return (quantity.days if pattern.unit == "days" else quantity.months), pattern.unit
    if quantity.kind is Kind.MONEY:
        return quantity.value, quantity.unit
    if quantity.kind is Kind.PERCENT and pattern.unit == "percent":
        unit = parts.rate(low, quantity)
        yearly = unit == "percent" and pattern.term == "late_interest" and _over_rate(low, quantity)
        return quantity.value, "percent_per_year" if yearly else unit
    return _factor(quantity), pattern.unit


def _over_rate(low: str, quantity: Quantity) -> bool:
    """Whether the percentage is added to a bank's rate, which is by the year."""
    return parts.index(low, quantity.start, quantity.end) not in {"", "CPI"}


def _factor(quantity: Quantity) -> float:
    """A multiple as a number: "three times" is 3, "150 %" is 1.5."""
    return quantity.value / 100 if quantity.kind is Kind.PERCENT else quantity.value


def _span(place: _Place, start: int, end: int) -> Span:
    """The part of the sentence in the document, without spaces at its end."""
    at = place.sentence.span
    quote = place.document.text[at.start + start : min(at.start + end, at.end)]
    return Span(at.start + start, at.start + start + len(quote.rstrip()))


def _term_until(sentence: Sentence, low: str, start: Callable[[], str], document: Document) -> Iterator[Term]:
    """A term that is told by the day on which it ends."""
    cue = _UNTIL.search(low)
    if cue is None or (end := find_date(low[cue.end() :], near=_NEAR)) is None:
        return
    first = find_date(low[: cue.end()])
    months = months_between(first[2] if first else start(), end[2])
    if months is None:
        return
    span = Span(sentence.span.start + cue.end() + end[0], sentence.span.start + cue.end() + end[1])
    yield Term(
        name="initial_term",
        value=months,
        unit="months",
        quote=document.slice(span),
        span=span,
        clause_id=sentence.clause_id,
        binds=Binds.BOTH,
        mutual=True,
    )
