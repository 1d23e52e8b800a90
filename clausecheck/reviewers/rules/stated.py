"""Where a value stands in a contract, and the ruling of a playbook's rule on it."""

from typing import Final

from clausecheck.model import Confidence, Contract, FindingKind, Sentence, Severity, Step, Term
from clausecheck.reviewers.playbook import FALLBACK, Position
from clausecheck.reviewers.playbook.rulebook import Rule, Rulebook
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.ruling import Ruling, fired, level
from clausecheck.stats import TYPES

_OTHER_TYPES: Final = {
    "insurance_amount": "insurance",
    "liquidated_damages": "liquidated_damages",
    "minimum_amount": "minimum_commitment",
}
"""The clause types of values that are not counted."""


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
