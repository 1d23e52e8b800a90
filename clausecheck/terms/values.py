"""Typed values of clauses: days, months, percentages, amounts, places, and whom they bind."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import groupby

from clausecheck.model import Binds, ClassifiedType, Clause, Document, Sentence, Span, Term
from clausecheck.terms.dates import find_date, months_between
from clausecheck.terms.effective import effective_date
from clausecheck.terms.items import Items
from clausecheck.terms.law import Place, find_law, first_place
from clausecheck.terms.numbers import Kind, Quantity, Repeated, find_quantities
from clausecheck.terms.numbers import find_contradictions as _repeated_numbers
from clausecheck.terms.patterns import WORD, TermPattern, compiled, term_patterns
from clausecheck.terms.words import holds, lower, plain

_MAX_SENTENCE = 4000
_LIKELY = 0.5
_DEPTH = 6
_CUES = (
    "day", "month", "year", "week", "%", "percent", "per cent", "$", "£", "€", "dollar", "usd", "eur", "gbp", "times",
    "twice", "net ", "law", "court", "unlimited", "perpet", "indefinite", "forever", "liab", "venue", "quarter",
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d\b(?<=\b\d\d\d\d)")
_LAW = re.compile(
    r"\b(?:govern(?:ed|s|ing)?|construed|interpreted|enforced|controlled|determined)\b.{0,200}\blaws?\b"
    r"|\blaws?\b.{0,120}\b(?:govern|appl(?:y|ies))\b"
)
_VENUE = re.compile(r"\b(?:courts?|venue|jurisdiction|arbitrat\w+|litigat\w+|tribunal)\b")
_VENUE_PLACE = re.compile(
    r"\b(?:courts?\b[^.]{0,60}?\b(?:of|in|located in|sitting in|for|at)|venue[^.]{0,60}?\b(?:in|be)|held in|place in"
    r"|seat[^.]{0,30}?\b(?:in|be)|jurisdiction (?:of|in)|situated in|arbitrat\w+ in|conducted in|located in)\b"
)
_PLACE_CLAUSE = re.compile(r"governing law|courts|jurisdiction|venue")
_VENUE_HEADING = re.compile(r"chosen courts|jurisdiction|venue")
_ENTRY = 120
"""An entry of a cover page is shorter than this."""
_VENUE_REACH = 160
_LOOK_BACK = 160
_SHARE = re.compile(r" of (?:the |all |any )?(?:total |aggregate |amount of )?(?:fees|amounts?|charges|sums?|payments)")
_NEAR = 12
_UNTIL = re.compile(
    r"term\b(?<=\bterm)(?:(?!extend|renew|notice|option).){0,200}"
    r"\b(?:expires?|expiring|ends?|ending|terminates?|through|until|continues? to)\b"
    r"(?: on| at| the| close| of| business| midnight| and| including|,){0,6} (?=[a-z0-9])"
)
_ROLE = re.compile(r"\b(SELLER|BUYER|PARTY|OTHER)\b")
_PER_MONTH = re.compile(r"\b(?:per|a|each|every|by the|for each)[ -](?:calendar )?month\b|monthly|/month")
_PER_YEAR = re.compile(r"\b(?:per|a|each|every|by the)[ -](?:year|annum)\b|annual|yearly|\bp\.a|per-annum|/year")
_RATE_REACH = 60
_BINDS = {"SELLER": Binds.SELLER, "BUYER": Binds.BUYER, "PARTY": Binds.BOTH}
_ACROSS = {Binds.SELLER: Binds.BUYER, Binds.BUYER: Binds.SELLER}
_BIND_REACH = 200


def read_terms(
    document: Document,
    clauses: Sequence[Clause],
    types: Mapping[str, tuple[ClassifiedType, ...]],
    sentences: Sequence[Sentence],
) -> tuple[Term, ...]:
    """Every value that the taxonomy names, in reading order; a number is read as one thing only.

    `types` is not needed to read a value; where it is given, a law or a venue is read from clauses of that type even
    when their words are unusual.
    """
    by_id = {clause.id: clause for clause in clauses}
    found: list[Term] = []
    whole = lower(document.text)
    start = cache(partial(effective_date, document, clauses))
    for clause_id, own in groupby(sentences, key=lambda sentence: sentence.clause_id):
        if clause_id in by_id:
            about = _about(by_id[clause_id], by_id, types)
            found += _clause_terms(document, whole, own, lower(by_id[clause_id].heading), about, start)
    return tuple(found)


def _clause_terms(
    document: Document, whole: str, sentences: Iterable[Sentence], heading: str, about: str, start: Callable[[], str]
) -> list[Term]:
    """The values of one clause; `whole` is the document in lower case, `start` tells its effective date."""
    found: list[Term] = []
    of_place = _PLACE_CLAUSE.search(about) is not None
    lasting = False
    for sentence in sentences:
        low = whole[sentence.span.start : min(sentence.span.end, sentence.span.start + _MAX_SENTENCE)]
        if not (holds(low, _CUES) or _YEAR.search(low) or (of_place and len(low) < _ENTRY)):
            continue
        terms = [*_sentence_terms(sentence, low, heading, about, document), *_places(sentence, low, about, document)]
        if not lasting and not any(term.name == "initial_term" for term in terms):
            terms += _term_until(sentence, low, start, document)
        lasting = lasting or any(term.name == "initial_term" for term in terms)
        found += terms
    return found


def _about(clause: Clause, by_id: Mapping[str, Clause], types: Mapping[str, tuple[ClassifiedType, ...]]) -> str:
    """The clause's headings from the top down, and its types, as words in lower case."""
    words = [kind.id.replace("_", " ") for kind in types.get(clause.id, ()) if kind.probability >= _LIKELY]
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


def _sentence_terms(sentence: Sentence, low: str, heading: str, about: str, document: Document) -> Iterator[Term]:
    quantities = find_quantities(low)
    kinds = {quantity.kind.value for quantity in quantities} | {WORD}
    items = Items(low, sentence.roles)
    claimed: set[int] = set()
    for pattern in term_patterns():
        if pattern.kind not in kinds or not pattern.fits_clause(heading, about):
            continue
        if pattern.kind == WORD:
            match = pattern.find_word(low)
            if match and pattern.fits_words(items.around(match.start()), items.near(match.start())):
                yield _term(document, sentence, pattern, (pattern.value, pattern.unit), match.start(), match.end())
            continue
        for place, quantity in enumerate(quantities):
            if quantity.kind.value != pattern.kind or place in claimed:
                continue
            end = pattern.fits_number(low, quantity.start, quantity.end)
            if end is None or not pattern.fits_words(items.around(quantity.start), items.near(quantity.start)):
                continue
            claimed.add(place)
            times = (
                _multiple_before(place, quantities, low)
                if quantity.kind is Kind.DURATION and pattern.unit == "months_of_fees"
                else None
            )
            value, unit = _value(pattern, quantity, low)
            start = quantity.start
            if times is not None:
                claimed.add(times)
                value *= _factor(quantities[times])
                start = quantities[times].start
            if pattern.least <= value <= pattern.most:
                yield _term(document, sentence, pattern, (value, unit), start, end)


def _value(pattern: TermPattern, quantity: Quantity, low: str) -> tuple[float, str]:
    if quantity.kind is Kind.DURATION:
        return (quantity.days if pattern.unit == "days" else quantity.months), pattern.unit
    if quantity.kind is Kind.MONEY:
        return quantity.value, quantity.unit
    if quantity.kind is Kind.PERCENT and pattern.unit == "percent":
        return quantity.value, _rate(low, quantity)
    return _factor(quantity), pattern.unit


def _factor(quantity: Quantity) -> float:
    """A multiple as a number: "three times" times" is 3, "150 %" is 1.5."""
    return quantity.value / 100 if quantity.kind is Kind.PERCENT else quantity.value


def _multiple_before(place: int, quantities: Sequence[Quantity], low: str) -> int | None:
    """The place of the multiple that goes with a look-back: "three times the fees paid in the 12 months before"."""
    for other, quantity in enumerate(quantities[:place]):
        share = quantity.kind is Kind.PERCENT and _SHARE.match(low, quantity.end)
        if (share or quantity.kind is Kind.TIMES) and quantities[place].start - quantity.end < _LOOK_BACK:
            return other
    return None


def _rate(low: str, quantity: Quantity) -> str:
    following = low[quantity.end : quantity.end + _RATE_REACH]
    before = low[max(0, quantity.start - _RATE_REACH) : quantity.start]
    month, year = _PER_MONTH.search(following), _PER_YEAR.search(following)
    if month and (not year or month.start() < year.start()):
        return "percent_per_month"
    if year:
        return "percent_per_year"
    if _PER_MONTH.search(before):
        return "percent_per_month"
    return "percent_per_year" if _PER_YEAR.search(before) else "percent"


def _term(
    document: Document, sentence: Sentence, pattern: TermPattern, value: tuple[float | str, str], start: int, end: int
) -> Term:
    span = Span(sentence.span.start + start, min(sentence.span.start + end, sentence.span.end))
    quote = document.slice(span).rstrip()
    return Term(
        name=pattern.term,
        value=value[0],
        unit=value[1],
        quote=quote,
        span=Span(span.start, span.start + len(quote)),
        clause_id=sentence.clause_id,
        binds=_bound(pattern.binds, sentence.roles),
    )


def _bound(rule: str, roles: str) -> Binds:
    """Whom a term binds, by the pattern's rule: a side, or the role that is named nearest before certain words."""
    kind, _, words = rule.partition(":")
    if not words:
        return Binds(rule) if rule else Binds.UNKNOWN
    anchor = compiled(words).search(roles)
    where = anchor.start() if anchor else len(roles)
    named = [match.group() for match in _ROLE.finditer(roles, max(0, where - _BIND_REACH), where)]
    if not named:
        following = _ROLE.search(roles, where)
        named = [following.group()] if following else []
    known = [role for role in named if role != "OTHER"]
    if not known:
        return Binds.UNKNOWN
    bound = _BINDS[known[-1]]
    return _ACROSS.get(bound, bound) if kind == "fault" and named[-1] == "OTHER" else bound


def _places(sentence: Sentence, low: str, about: str, document: Document) -> Iterator[Term]:
    text = plain(sentence.text[:_MAX_SENTENCE])
    law_named = "governing law" in about
    if "law" in low and (law_named or _LAW.search(low)):
        law = find_law(text)
        if law:
            yield _place_term("governing_law", law, sentence, document)
    elif law_named and len(text) < _ENTRY and (law := first_place(text)) and "court" not in low:
        yield _place_term("governing_law", law, sentence, document)
    entry = len(text) < _ENTRY and _VENUE_HEADING.search(about) is not None
    if entry or _VENUE.search(low):
        cue = _VENUE_PLACE.search(low)
        start = cue.end() if cue else (0 if entry else None)
        if start is not None and (place := first_place(text, start, start + _VENUE_REACH)):
            yield _place_term("venue", place, sentence, document)


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
    )


def _place_term(name: str, place: Place, sentence: Sentence, document: Document) -> Term:
    span = Span(sentence.span.start + place.start, sentence.span.start + place.end)
    return Term(
        name=name,
        value=place.name,
        unit="region",
        quote=document.slice(span),
        span=span,
        clause_id=sentence.clause_id,
        binds=Binds.BOTH,
    )
