"""Where what a playbook's rule is about stands in a contract, and the candidate that comes of it."""

from typing import Final

from clausecheck.model import (
    Clause,
    Confidence,
    Contract,
    FindingKind,
    PlaybookLine,
    Sentence,
    Severity,
    Span,
    Step,
    Term,
)
from clausecheck.reviewers.playbook import FALLBACK, Position
from clausecheck.reviewers.playbook.rulebook import ClauseRule, Rule, Rulebook
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.ruling import Ruling, fired, level
from clausecheck.stats import TYPES

_OTHER_TYPES: Final = {
    "insurance_amount": "insurance",
    "liquidated_damages": "liquidated_damages",
    "minimum_amount": "minimum_commitment",
}
"""The clause types of values that are not counted."""
_LEAST: Final = 20
"""Characters of a sentence that can stand for its clause."""


def ruling_on(
    term: Term,
    sentence: Sentence,
    contract: Contract,
    rule: Rule,
    step: Step | None,
    rulebook: Rulebook,
    words: Position,
    family: str,
    topics: frozenset[str],
) -> Ruling:
    """What a rule says of a value: that it is accepted, or a candidate in `words`.

    `topics` are those of readings and figures on the same value.
    """
    kind = TYPES.get(term.name) or _OTHER_TYPES[term.name]
    grave = level(rulebook, rule, step) if step else Severity.INFO
    line = fired(rulebook, rule, step)
    candidate = Candidate(
        rule=f"playbook.{rulebook.side}.{term.name}",
        topic=FALLBACK,
        family=family,
        kind=FindingKind.UNUSUAL_VALUE,
        confidence=Confidence.HIGH if rulebook.own else Confidence.MEDIUM,
        favored=rulebook.side.other,
        clause_type=kind,
        clause=contract.by_id[term.clause_id],
        span=sentence.span,
        at_least=grave,
        at_most=grave,
        held="the playbook says so",
        playbook=line,
        words=words,
    )
    return Ruling(
        line=line,
        candidate=candidate if step else None,
        families=frozenset(),
        topics=topics,
        clause_type=kind,
        place=sentence.span,
    )


def sentence_of(contract: Contract, term: Term) -> Sentence:
    """The sentence that a value stands in; its own words where there is none."""
    for sentence in contract.sentences:
        if sentence.span.start <= term.span.start < sentence.span.end:
            return sentence
    return Sentence(clause_id=term.clause_id, span=term.span, text=term.quote, roles=term.quote.lower())


def clause_candidate(
    rule: ClauseRule,
    step: Step,
    contract: Contract,
    place: Span | None,
    rulebook: Rulebook,
    words: Position,
    line: PlaybookLine,
) -> Candidate:
    """A candidate on a clause type, with the first sentence of the words at `place`; without one, on its absence."""
    grave = level(rulebook, rule, step)
    return Candidate(
        rule=f"playbook.{rulebook.side}.{rule.stance.about}",
        topic=FALLBACK,
        family=f"clause.{rule.stance.about}",
        kind=FindingKind.UNUSUAL_WORDING,
        confidence=Confidence.HIGH if rulebook.own else Confidence.MEDIUM,
        favored=rulebook.side.other,
        clause_type=rule.stance.about,
        clause=_clause_at(contract, place),
        span=_quoted(contract, place),
        at_least=grave,
        at_most=grave,
        held="the playbook says so",
        playbook=line,
        words=words,
    )


def _clause_at(contract: Contract, place: Span | None) -> Clause | None:
    if place is None:
        return None
    return next((one for one in contract.clauses if one.span.start <= place.start < one.span.end), None)


def _quoted(contract: Contract, place: Span | None) -> Span | None:
    """The first sentence of the words that say it."""
    if place is None:
        return None
    within = (one.span for one in contract.sentences if place.start <= one.span.start < place.end)
    return next((span for span in within if len(span) >= _LEAST), place)
