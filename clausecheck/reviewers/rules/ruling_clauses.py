"""The rules of a playbook on clause types: whether one is there, whom it binds, and what it must and must not say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from clausecheck.compare.directions import DIRECTED, direction
from clausecheck.model import (
    Binds,
    Clause,
    Confidence,
    Contract,
    FindingKind,
    PlaybookLine,
    Sentence,
    Severity,
    Span,
    Step,
)
from clausecheck.reviewers.playbook import FALLBACK, Playbook, Position
from clausecheck.reviewers.playbook.parse_rules import sides_of
from clausecheck.reviewers.playbook.rulebook import ClauseRule, Rulebook, State
from clausecheck.reviewers.playbook.words import as_sentence, held, label, plain_words, state_words
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.fragment import bind
from clausecheck.reviewers.rules.ruling import Ruling, fired, level, sentences, with_steps

_STATES = {Binds.BOTH: State.MUTUAL, Binds.SELLER: State.SELLER, Binds.BUYER: State.BUYER}
_LEAST = 20
"""Characters of a sentence that can stand for its clause."""


def on_clause(rule: ClauseRule, contract: Contract, rulebook: Rulebook, book: Playbook) -> Iterator[Ruling]:
    """What the rule says of the contract: of the clause itself, then of its words."""
    clauses = _clauses(rule.stance.about, contract)
    if rule.standard or rule.fallback or rule.walk_away:
        yield from _on_state(rule, contract, clauses, rulebook, book)
    if clauses:
        yield from _unwanted(rule, contract, clauses, rulebook, book)
        yield from _unsaid(rule, contract, clauses, rulebook, book)


def _clauses(kind: str, contract: Contract) -> dict[str, Span]:
    """The clauses of a type, each with the words that say it most plainly."""
    found: dict[str, Span] = {}
    for clause in contract.clauses:
        for one in contract.types.get(clause.id, ()):
            if one.id == kind and one.decided and clause.text:
                found[clause.id] = one.span or clause.span
    return found


def _on_state(
    rule: ClauseRule, contract: Contract, clauses: Mapping[str, Span], rulebook: Rulebook, book: Playbook
) -> Iterator[Ruling]:
    kind = rule.stance.about
    state = _state(kind, contract, clauses)
    step = rule.beyond(state)
    if step is None and not rule.standard:
        return
    line = fired(rulebook, rule, step)
    topic = _topic(kind, state, book)
    words = replace(
        _mended(book.position(topic), rule, state),
        title=_title(rule, state),
        explanation=sentences(f"The contract has {state_words(kind, state)}.", held(rule, rulebook), rule.stance.why),
    )
    place = min(clauses.values(), key=lambda span: span.start, default=None)
    candidate = _candidate(rule, step or Step.ASK, contract, place, rulebook, with_steps(words, rule), line)
    families = {"missing"} if state is State.ABSENT else {"rare", f"one_way.{kind}"}
    topics = {book.presence[kind]} if kind in book.presence else set()
    yield Ruling(
        line=line,
        candidate=replace(candidate, kind=_kind(state), topic=topic) if step else None,
        families=frozenset({candidate.family, *families}),
        topics=frozenset(topics),
        clause_type=kind,
        place=None,
    )


def _unwanted(
    rule: ClauseRule, contract: Contract, clauses: Mapping[str, Span], rulebook: Rulebook, book: Playbook
) -> Iterator[Ruling]:
    """A ruling for each sentence that says what it must not."""
    for sentence in contract.sentences:
        said = next(
            (words for words in rule.must_not_say if sentence.clause_id in clauses and _says(sentence, words)), ""
        )
        if said:
            here = f"The clause on {label(rule)} says “{plain_words(said)}”, which {_whose(rulebook)} does not accept."
            words = replace(
                book.position(FALLBACK),
                title=f"The clause on {label(rule)} says what it must not",
                explanation=sentences(here, rule.stance.why),
                ask=f"Take out “{plain_words(said)}”.",
                fallback="Keep it only with a limit that you can live with.",
                walk_away="The words stay as they are.",
                proposed=rule.stance.wording or _cut(sentence, said) or book.position(FALLBACK).proposed,
            )
            yield _on_words(rule, "must_not_say", said, contract, sentence.span, rulebook, words)


def _unsaid(
    rule: ClauseRule, contract: Contract, clauses: Mapping[str, Span], rulebook: Rulebook, book: Playbook
) -> Iterator[Ruling]:
    """A ruling for each thing that no clause of the type says."""
    said = [sentence for sentence in contract.sentences if sentence.clause_id in clauses]
    for needed in rule.must_say:
        if said and not any(_says(sentence, needed) for sentence in said):
            here = f"No clause on {label(rule)} says “{plain_words(needed)}”, which {_whose(rulebook)} asks for."
            words = replace(
                book.position(FALLBACK),
                title=f"The clause on {label(rule)} does not say what it should",
                explanation=sentences(here, rule.stance.why),
                ask=f"Say “{plain_words(needed)}”.",
                fallback="Other words that come to the same.",
                walk_away="The clause stays without it.",
                proposed=rule.stance.wording,
            )
            place = min((span for span in clauses.values() if len(span)), key=lambda span: span.start)
            yield _on_words(rule, "must_say", needed, contract, place, rulebook, words)


def _on_words(
    rule: ClauseRule, key: str, said: str, contract: Contract, place: Span, rulebook: Rulebook, words: Position
) -> Ruling:
    stance = rule.stance
    line = PlaybookLine(
        file=rulebook.file,
        line=rulebook.line(stance.table, stance.about, key),
        rule=stance.about,
        step=Step.FALLBACK,
        text=f"{key.replace('_', ' ')} “{plain_words(said)}”",
    )
    words = replace(
        words,
        priority=stance.priority,
        edits=(),
        reason=stance.reason or words.reason,
    )
    candidate = _candidate(rule, Step.FALLBACK, contract, place, rulebook, words, line)
    candidate = replace(candidate, rule=f"{candidate.rule}.{key}", family=f"{candidate.family}.{said}")
    return Ruling(
        line=line, candidate=candidate, families=frozenset(), clause_type=stance.about, place=place
    )  # fmt: skip


def _candidate(
    rule: ClauseRule,
    step: Step,
    contract: Contract,
    place: Span | None,
    rulebook: Rulebook,
    words: Position,
    line: PlaybookLine,
) -> Candidate:
    grave: Severity = level(rulebook, rule, step)
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


def _state(kind: str, contract: Contract, clauses: Mapping[str, Span]) -> State:
    if not clauses:
        return State.ABSENT
    bound = direction(kind, contract, [*clauses.values()]) if kind in DIRECTED else None
    return _STATES.get(bound, State.PRESENT) if bound else State.PRESENT


def _topic(kind: str, state: State, book: Playbook) -> str:
    """The shipped position whose wording and reason come nearest."""
    if state is State.ABSENT:
        return f"missing_{kind}" if f"missing_{kind}" in book.positions else "missing"
    return book.presence.get(kind, FALLBACK)


def _title(rule: ClauseRule, state: State) -> str:
    if state is State.ABSENT:
        return f"No clause on {label(rule)}"
    if state in {State.SELLER, State.BUYER}:
        return as_sentence(f"{label(rule)} binds {{{state.value}}} alone")[:-1]
    return f"A clause on {label(rule)}"


def _mended(shipped: Position, rule: ClauseRule, state: State) -> Position:
    """The position with wording that brings the clause to what is asked for."""
    asked = rule.standard or rule.fallback
    if rule.stance.wording or state is State.ABSENT:
        return replace(shipped, edits=())
    if State.ABSENT in asked:
        return replace(shipped, edits=(), proposed="This clause is intentionally left blank.")
    return replace(shipped, edits=("mutual",)) if State.MUTUAL in asked else shipped


def _kind(state: State) -> FindingKind:
    if state is State.ABSENT:
        return FindingKind.MISSING_CLAUSE
    return FindingKind.ONE_SIDED if state in {State.SELLER, State.BUYER} else FindingKind.RARE_CLAUSE


def _says(sentence: Sentence, words: str) -> bool:
    """Whether a sentence holds a fragment, in its own words or with the parties named by what they do."""
    fragment = bind(sides_of(words) if "{" in words else words.lower(), "SELLER", "BUYER")
    return any(fragment.found(f" {' '.join(text.split())} ") for text in (_lowered(sentence.text), sentence.roles))


def _lowered(text: str) -> str:
    return text.lower().replace("’", "'")


def _cut(sentence: Sentence, words: str) -> str:
    """The sentence without plain words that it holds; empty where they are no plain words."""
    at = _lowered(sentence.text).find(words.lower())
    left = f"{sentence.text[:at].rstrip()} {sentence.text[at + len(words) :].lstrip()}" if at >= 0 else ""
    return re.sub(r" (?=[.,;])", "", left)


def _whose(rulebook: Rulebook) -> str:
    return "your playbook" if rulebook.own else f"the playbook for a {rulebook.side}"


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
