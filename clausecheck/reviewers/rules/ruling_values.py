"""The rules of a playbook on values: numbers beyond a standard, and places that are not wanted."""

from collections.abc import Iterator
from dataclasses import replace
from math import inf

from clausecheck.compare.values import comparable
from clausecheck.model import Binds, Confidence, Contract, FindingKind, Sentence, Severity, Span, Step, Term
from clausecheck.reviewers.playbook import FALLBACK, Playbook, Position
from clausecheck.reviewers.playbook.rulebook import AmountRule, PlaceRule, Rulebook
from clausecheck.reviewers.playbook.units import CURRENCIES, ENDLESS, converted, said
from clausecheck.reviewers.playbook.words import held, label, refused, settled, wanted
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.ruling import Ruling, fired, level
from clausecheck.stats import TYPES, region_code
from clausecheck.terms.numbers import days_in

_OTHER_TYPES = {
    "insurance_amount": "insurance",
    "liquidated_damages": "liquidated_damages",
    "minimum_amount": "minimum_commitment",
}
"""The clause types of values that are not counted."""


def on_amount(rule: AmountRule, contract: Contract, rulebook: Rulebook, book: Playbook) -> Iterator[Ruling]:
    """What the rule says of each such value in the contract, the same value of a sentence once."""
    seen: set[tuple[Span, float]] = set()
    for term in contract.terms:
        if term.name != rule.stance.about or not _bound(rule, term) or _undecided(rule, term):
            continue
        value, sentence = _value(rule, term), _sentence(contract, term)
        if value is None or (sentence.span, value) in seen or term.clause_id not in contract.by_id:
            continue
        seen.add((sentence.span, value))
        yield _on_value(rule, contract, term, value, sentence, rulebook, book)


def on_place(rule: PlaceRule, contract: Contract, rulebook: Rulebook, book: Playbook) -> Iterator[Ruling]:
    """What the rule says of each place that the contract names for it."""
    for term in contract.terms:
        if term.name != rule.stance.about or term.clause_id not in contract.by_id:
            continue
        step = _place_step(rule, str(term.value))
        sentence = _sentence(contract, term)
        words = replace(
            book.position(FALLBACK),
            title=f"The {label(rule)} is that of {term.value}" if rule.stance.about == "governing_law"
            else f"Disputes are decided in {term.value}",
            explanation=_explained(f"The contract says {term.value}.", rule, rulebook),
            proposed=rule.stance.wording or _put(sentence, term, rule.standard[0] if rule.standard else ""),
        )  # fmt: skip
        yield _ruling(
            rule, step, contract, term, sentence, rulebook, _with_steps(words, rule), families=("rare_value",)
        )


def _on_value(
    rule: AmountRule,
    contract: Contract,
    term: Term,
    value: float,
    sentence: Sentence,
    rulebook: Rulebook,
    book: Playbook,
) -> Ruling:
    high, low = (book.values.get(f"{term.name}.{way}") for way in ("high", "low"))
    told = high if rule.more else low
    topic = told.topic if told and told.topic in book.positions else FALLBACK
    shipped = book.position(topic)
    stated = said(value, rule.unit)
    here = f"The contract says {stated}."
    words = replace(
        shipped,
        title=shipped.title if topic != FALLBACK else f"The {label(rule)}: {stated}",
        explanation=_explained(f"{shipped.explanation} {here}" if topic != FALLBACK else here, rule, rulebook),
    )
    families = {one.family for one in (high, low) if one}
    ruling = _ruling(
        rule, rule.beyond(value), contract, term, sentence, rulebook,
        _with_steps(_with_usual(words, rule, term, sentence), rule), families=(*sorted(families),),
    )  # fmt: skip
    return replace(ruling, candidate=ruling.candidate and replace(ruling.candidate, topic=topic, value=_in_words(term)))


def _ruling(
    rule: AmountRule | PlaceRule,
    step: Step | None,
    contract: Contract,
    term: Term,
    sentence: Sentence,
    rulebook: Rulebook,
    words: Position,
    families: tuple[str, ...],
) -> Ruling:
    kind = TYPES.get(term.name) or _OTHER_TYPES[term.name]
    family = families[0] if families else f"term.{term.name}"
    grave = level(rulebook, rule, step) if step else Severity.INFO
    line = fired(rulebook, rule, step)
    candidate = Candidate(
        rule=f"playbook.{rulebook.side}.{term.name}",
        topic=FALLBACK,
        family=family,
        kind=FindingKind.UNUSUAL_VALUE,
        confidence=Confidence.HIGH,
        favored=rulebook.side.other,
        clause_type=kind,
        clause=contract.by_id[term.clause_id],
        span=sentence.span,
        at_least=grave,
        at_most=grave,
        playbook=line,
        words=words,
    )
    return Ruling(
        line=line,
        candidate=candidate if step else None,
        families=frozenset({family, *families}),
        clause_type=kind,
        place=sentence.span,
    )


def _explained(here: str, rule: AmountRule | PlaceRule, rulebook: Rulebook) -> str:
    return " ".join(part for part in (here, held(rule, rulebook), rule.stance.why) if part)


def _with_steps(words: Position, rule: AmountRule | PlaceRule) -> Position:
    """The position with what the rule asks for, settles for and walks away from."""
    fallback, walk_away = settled(rule), refused(rule)
    return replace(
        words,
        priority=rule.stance.priority,
        ask=f"Ask for {wanted(rule) or fallback}.",
        fallback=f"Settle for {fallback}." if fallback else "There is none: hold to what you ask for.",
        walk_away=f"Walk away from {walk_away}." if walk_away else "No limit is set: decide case by case.",
        reason=rule.stance.reason or words.reason,
    )


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


def _place_step(rule: PlaceRule, name: str) -> Step | None:
    code = region_code(name)
    for step, places in ((None, rule.standard), (Step.ASK, rule.fallback), (Step.WALK_AWAY, rule.walk_away)):
        if any(name.casefold() == place.casefold() or _within(code, region_code(place)) for place in places):
            return step
    return Step.FALLBACK if rule.standard else None


def _within(code: str, place: str) -> bool:
    """Whether a place is another one, or a part of it: "US-NY" is within "US"."""
    return bool(code and place) and (code == place or code.startswith(f"{place}-"))


def _sentence(contract: Contract, term: Term) -> Sentence:
    """The sentence that a value stands in; its own words where there is none."""
    for sentence in contract.sentences:
        if sentence.span.start <= term.span.start < sentence.span.end:
            return sentence
    return Sentence(clause_id=term.clause_id, span=term.span, text=term.quote, roles=term.quote.lower())
