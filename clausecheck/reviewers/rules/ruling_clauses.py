"""The rules of a playbook on clause types: whether one is there, whom it binds, and what it must and must not say."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from clausecheck.compare.clauses import LEAST_CLAUSES
from clausecheck.compare.directions import DIRECTED, direction
from clausecheck.model import Binds, Contract, FindingKind, Span, Step
from clausecheck.reviewers.playbook import FALLBACK, Playbook, Position
from clausecheck.reviewers.playbook.rulebook import ClauseRule, Rulebook, State
from clausecheck.reviewers.playbook.words import held, label, state_words
from clausecheck.reviewers.rules.ruling import Ruling, fired, sentences, with_steps
from clausecheck.reviewers.rules.ruling_words import unsaid, unwanted
from clausecheck.reviewers.rules.stated import clause_candidate
from clausecheck.stats import prepare, presence_rules

_STATES: Final = {Binds.BOTH: State.MUTUAL, Binds.SELLER: State.SELLER, Binds.BUYER: State.BUYER}


def on_clause(rule: ClauseRule, contract: Contract, rulebook: Rulebook, book: Playbook) -> Iterator[Ruling]:
    """What the rule says of the contract: of the clause itself, then of its words."""
    clauses = _clauses(rule.stance.about, contract)
    if rule.standard or rule.fallback or rule.walk_away:
        yield from _on_state(rule, contract, clauses, rulebook, book)
    if clauses:
        yield from unwanted(rule, contract, clauses, rulebook, book)
        yield from unsaid(rule, contract, clauses, rulebook, book)


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
    if (step is None and not rule.standard) or (state is State.ABSENT and not _missed(kind, contract)):
        return
    line = fired(rulebook, rule, step)
    topic = _topic(kind, state, book)
    words = replace(
        _mended(book.position(topic), rule, state),
        title=_title(rule, state),
        explanation=sentences(f"The contract has {state_words(kind, state)}.", held(rule, rulebook), rule.stance.why),
    )
    place = min(clauses.values(), key=lambda span: span.start, default=None)
    candidate = clause_candidate(rule, step or Step.ASK, contract, place, rulebook, with_steps(words, rule), line)
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


def _state(kind: str, contract: Contract, clauses: Mapping[str, Span]) -> State:
    if not clauses:
        return State.ABSENT
    bound = direction(kind, contract, [*clauses.values()]) if kind in DIRECTED else None
    return _STATES.get(bound, State.PRESENT) if bound else State.PRESENT


def _missed(kind: str, contract: Contract) -> bool:
    """Whether nothing in the contract shows a clause of the type under another name."""
    if contract.document.partial or sum(bool(clause.text.strip()) for clause in contract.clauses) < LEAST_CLAUSES:
        return False
    rules = presence_rules()
    return kind not in rules or not rules[kind].find(prepare(contract.document.text))


def _topic(kind: str, state: State, book: Playbook) -> str:
    """The shipped position whose wording and reason come nearest."""
    if state is State.ABSENT:
        return f"missing_{kind}" if f"missing_{kind}" in book.positions else "missing"
    return book.presence.get(kind, FALLBACK)


def _title(rule: ClauseRule, state: State) -> str:
    if state is State.ABSENT:
        return f"No clause on {label(rule)}"
    if state in {State.SELLER, State.BUYER}:
        return f"Only {{{state.value}}} {DIRECTED[rule.stance.about].bound}"
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
