"""The rules of a playbook on numbers: what lies beyond a standard, and words that put the standard in its place."""

from collections.abc import Iterator
from dataclasses import replace
from math import inf

from clausecheck.compare.values import comparable
from clausecheck.model import Binds, Contract, Sentence, Span, Step, Term
from clausecheck.reviewers.playbook import FALLBACK, Playbook, Position
from clausecheck.reviewers.playbook.rulebook import AmountRule, Rulebook
from clausecheck.reviewers.playbook.units import CURRENCIES, ENDLESS, converted, said
from clausecheck.reviewers.playbook.words import as_sentence, held, label
from clausecheck.reviewers.rules.ruling import Ruling, sentences, with_steps
from clausecheck.reviewers.rules.stated import ruling_on, sentence_of
from clausecheck.terms.numbers import days_in


def on_amount(rule: AmountRule, contract: Contract, rulebook: Rulebook, book: Playbook) -> Iterator[Ruling]:
    """What the rule says of each such value in the contract, the same value of a sentence once."""
    seen: set[tuple[Span, float]] = set()
    for term in contract.terms:
        if term.name != rule.stance.about or not _bound(rule, term) or _undecided(rule, term):
            continue
        value, sentence = _value(rule, term), sentence_of(contract, term)
        if value == inf and not rulebook.own:
            continue  # what is without limit or end has readings of its own
        if value is None or (sentence.span, value) in seen or term.clause_id not in contract.by_id:
            continue
        seen.add((sentence.span, value))
        step = rule.beyond(value)
        topic = _topic(rule, book)
        words = with_steps(_with_usual(_told(rule, step, value, rulebook, book), rule, term, sentence), rule)
        found = ruling_on(term, sentence, contract, rule, step, rulebook, words, *_told_as(term, book))
        candidate = found.candidate and replace(found.candidate, topic=topic, value=_in_words(term))
        yield replace(found, candidate=candidate)


def _told(rule: AmountRule, step: Step | None, value: float, rulebook: Rulebook, book: Playbook) -> Position:
    """The words of the shipped topic where a shipped rule finds as much; else what the contract says, and no more."""
    shipped, stated = book.position(_topic(rule, book)), said(value, rule.unit)
    here = f"The contract says {stated}."
    if rulebook.own or step is not Step.WALK_AWAY or _topic(rule, book) == FALLBACK:
        shipped = replace(shipped, title=as_sentence(f"{label(rule)} ({stated})")[:-1], explanation="")
    return replace(shipped, explanation=sentences(shipped.explanation, here, held(rule, rulebook), rule.stance.why))


def _topic(rule: AmountRule, book: Playbook) -> str:
    told = book.values.get(f"{rule.stance.about}.{'high' if rule.more else 'low'}")
    return told.topic if told and told.topic in book.positions else FALLBACK


def _told_as(term: Term, book: Playbook) -> tuple[str, frozenset[str]]:
    """The family of what is found on such a value, and the topics of a value that is high or low."""
    told = [one for way in ("high", "low") if (one := book.values.get(f"{term.name}.{way}"))]
    return told[0].family if told else f"term.{term.name}", frozenset(one.topic for one in told)


def _with_usual(words: Position, rule: AmountRule, term: Term, sentence: Sentence) -> Position:
    """The position with wording that puts the standard in the place of the value."""
    standard = converted(term.name, rule.standard, rule.unit, term.unit.replace("business_days", "days"))
    if rule.stance.wording or standard is None or standard == inf:
        return replace(words, proposed=rule.stance.wording or words.proposed, edits=(), set_days=None, set_percent=None,
                       set_times=None)  # fmt: skip
    if term.unit in CURRENCIES:
        return replace(words, proposed=_put(sentence, term, said(standard, term.unit)) or words.proposed, edits=())
    days = days_in(standard) if "months" in term.unit else standard
    return replace(
        words,
        set_days=days if "days" in term.unit or "months" in term.unit else None,
        set_percent=standard if "percent" in term.unit else None,
        set_times=standard if term.unit == "multiple_of_fees" else None,
    )


def _put(sentence: Sentence, term: Term, instead: str) -> str:
    """The sentence with other words in the place of the value; empty where the value does not stand in it."""
    start, end = term.span.start - sentence.span.start, term.span.end - sentence.span.start
    inside = 0 <= start < end <= len(sentence.text) == len(sentence.span)
    return sentence.text[:start] + instead + sentence.text[end:] if inside and instead else ""


def _bound(rule: AmountRule, term: Term) -> bool:
    if rule.alone:
        return not term.mutual and term.binds in {rule.binds or term.binds} - {Binds.BOTH, Binds.UNKNOWN}
    return rule.binds is None or term.binds in {rule.binds, Binds.BOTH, Binds.UNKNOWN}


def _undecided(rule: AmountRule, term: Term) -> bool:
    """Whether another amount of the same words may count in its place: the greater of two is never too small."""
    return term.choice == ("lesser" if rule.more else "greater")


def _value(rule: AmountRule, term: Term) -> float | None:
    """The value in the rule's unit, the worse end of a range; None where it cannot be told in it."""
    value, unit = comparable(term)
    if isinstance(value, str):
        return inf if value in ENDLESS else None
    if rule.more and term.high is not None and not isinstance(term.value, str) and term.value:
        value *= term.high / term.value
    return converted(term.name, value, unit, rule.unit)


def _in_words(term: Term) -> float | None:
    """The value as wording finds it in the quoted words: periods in days."""
    value = term.calendar[0]
    if isinstance(value, str):
        return None
    return days_in(value) if "months" in term.unit else value
