"""Governing law and venue of a sentence."""

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Binds, Document, Sentence, Span, Term
from clausecheck.terms.law import FEDERAL, Place, city_in, find_law, first_place, nation_of
from clausecheck.terms.words import Expression, plain

_LONGEST: Final = 4000
_LAW = Expression(
    r"\b(?:govern(?:ed|s|ing)?|construed|interpreted|enforced|controlled|determined)\b.{0,200}\b(?:laws?|legislation)\b"
    r"|\blaws?\b.{0,120}\b(?:govern|appl(?:y|ies))\b"
)
_LAW_HEADING = re.compile(r"governing law|applicable law|choice of law")
_VENUE = re.compile(r"\b(?:courts?|venue|jurisdiction|arbitrat\w+|litigat\w+|tribunal)\b")
_VENUE_PLACE = Expression(
    r"\b(?:courts?\b[^.]{0,60}?\b(?:of|in|located in|sitting in|for|at)|venue[^.]{0,60}?\b(?:in|be)|place in"
    r"|held(?: and[^.]{0,50}?|,[^.]{0,50}?)? (?:in|at)|take place (?:in|at)|seat[^.]{0,30}?\b(?:in|be)"
    r"|jurisdiction (?:of|in)|situated in|arbitrat\w+ in|conducted in|located in"
    r"|arbitrat\w+\b[^.]{0,120}? at the (?=county|city)|brought (?:only |exclusively |solely )?(?:in|within|before))\b"
)
_NATIONAL = Expression(r"\b([a-z]+) courts\b")
"""The "English courts"."""
_CENTRE = Expression(r"\b(?:international )?(?:commercial )?arbitration (?:cent(?:re|er)|commission)\b")
"""The "Hong Kong International Arbitration Centre": a place where none else is named."""
_VENUE_HEADING = re.compile(r"chosen courts|\bjurisdiction\b|venue")
_OTHER_COURTS = Expression(
    r"\bgovernmental (?:authority|entity|body)\b|\b(?:action|proceeding|lawsuit|case)s? (?:\w+ )?pending\b"
    r"|\bjurisdictions? of (?:foreign|incorporation|organi[sz]ation)"
)
_OTHER_LAW = re.compile(
    r"\bmanner (?:prescribed|authorized|provided|permitted)\b(?!.*\bgoverned by\b)"
    r"|\borgani[sz]ed\b.{0,60}\bunder the laws\b(?!.*\bgovern)"
)
_GOVERNED = Expression(r"\blaws? of\b|\bgoverned by\b")
_PLACE_CLAUSE = re.compile(r"governing law|courts|jurisdiction|venue")
ENTRY: Final = 120
"""An entry of a cover page is shorter than this."""
_REACH = 160
_NAME = 40
_COURT = Expression(r"[Cc]ourt|COURT")


def speaks_of_place(about: str) -> bool:
    """Whether a clause with these headings and types is one of law or of courts."""
    return _PLACE_CLAUSE.search(about) is not None


def places(sentence: Sentence, low: str, about: str, document: Document) -> Iterator[Term]:
    """The law that governs and the place where disputes are heard, as the sentence tells them."""
    text = plain(sentence.text[:_LONGEST])
    law_named = _LAW_HEADING.search(about) is not None
    if ("law" in low or "legislation" in low) and (law_named or _LAW.search(low)) and not _OTHER_LAW.search(low):
        law = find_law(text)
        if law:
            yield _term("governing_law", law, sentence, document)
    elif law_named and len(text) < ENTRY and (law := first_place(text)) and "court" not in low:
        yield _term("governing_law", law, sentence, document)
    entry = len(text) < ENTRY and _VENUE_HEADING.search(about) is not None and not _GOVERNED.search(low)
    if (entry or _VENUE.search(low)) and not _OTHER_COURTS.search(low):
        cue = _VENUE_PLACE.search(low)
        start = cue.end() if cue else (0 if entry else None)
        place = None
        if start is not None:
            place = _place_in(text, start, start + _REACH)
        if place is None and (centre := _CENTRE.search(low)):
            before = first_place(text, max(0, centre.start() - _NAME), centre.start())
            place = before if before and before.end + 1 >= centre.start() else None
        if place is None and (national := _NATIONAL.search(low)):
            place = nation_of(text, national.start(1), national.end(1))
        if place is not None:
            yield _term("venue", place, sentence, document)


def _place_in(text: str, start: int, end: int) -> Place | None:
    """The place named there; a state rather than the nation whose court sits in it."""
    place = first_place(text, start, end)
    if place is not None and place.name in FEDERAL:
        place = first_place(text, place.end, end) or (place if _COURT.search(text, start, end) else None)
    return place or city_in(text, start, end)


def _term(name: str, place: Place, sentence: Sentence, document: Document) -> Term:
    span = Span(sentence.span.start + place.start, sentence.span.start + place.end)
    return Term(
        name=name,
        value=place.name,
        unit="region",
        quote=document.slice(span),
        span=span,
        clause_id=sentence.clause_id,
        binds=Binds.BOTH,
        mutual=True,
    )
