"""Departures from the counted usual, as candidates: a missing clause, a rare one, a value far from the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from clausecheck.model import (
    Binds,
    Confidence,
    Contract,
    Deviation,
    DeviationKind,
    FindingKind,
    NormKind,
    Origin,
    Sentence,
    Severity,
    Side,
    Span,
    Term,
)
from clausecheck.reviewers.playbook import FALLBACK, Playbook, ValueRule
from clausecheck.reviewers.rules.candidate import EXTREME, UNNAMED, Candidate
from clausecheck.terms.numbers import days_in

_FAR = 2.0
"""A value this many times above the 90th percentile, or below the 10th, has the position's full severity."""
_NEAR = 1.25
"""Within this factor of the usual range a value is worth a line, no more."""


_VERY_FAR = 9.5
"""The reach from which a right or a duty has the position's full severity; about one contract in 20 has one."""
_SELDOM = 0.05
"""Where at most this share binds the same side alone, the position has its full severity, …"""
_SOME = 0.4
"""… and up to this share one step less. A higher one is low."""
_SELDOM_LACKED = 0.1
_LACKED = 0.25
"""The same two where up to these shares lack a protection."""
_TOLD = 4
"""Of its words so many are told."""


@dataclass(frozen=True, slots=True)
class _Case:
    deviation: Deviation
    contract: Contract
    playbook: Playbook


def deviations(contract: Contract, found: tuple[Deviation, ...], playbook: Playbook) -> Iterator[Candidate]:
    """A candidate for each deviation that the playbook has a view on."""
    for deviation in found:
        case = _Case(deviation, contract, playbook)
        if deviation.kind is DeviationKind.MISSING:
            yield _missing(case)
        elif deviation.clause_id not in contract.by_id:
            continue
        elif deviation.kind is DeviationKind.RARE:
            yield from _rare(case)
        elif deviation.kind is DeviationKind.FAR:
            yield _far(case)
        elif deviation.kind in {DeviationKind.ONE_WAY, DeviationKind.UNPROTECTED}:
            yield from _shared(case)
        else:
            yield from _value(case)


def _missing(case: _Case) -> Candidate:
    kind = case.deviation.clause_type
    topic = f"missing_{kind}"
    topic = topic if topic in case.playbook.positions else "missing"
    return Candidate(
        rule=f"missing.{kind}",
        topic=topic,
        family="missing",
        kind=FindingKind.MISSING_CLAUSE,
        confidence=Confidence.MEDIUM,
        favored=_side(case.playbook.favors.get(topic, "neither")),
        clause_type=kind,
        clause=None,
        span=None,
        origin=Origin.STATISTICS,
        evidence=(case.deviation.evidence,),
    )


def _rare(case: _Case) -> Iterator[Candidate]:
    deviation = case.deviation
    clause = case.contract.by_id[str(deviation.clause_id)]
    if not clause.text:
        return
    topic = f"rare_{deviation.term or deviation.clause_type}"
    topic = topic if topic in case.playbook.positions else "rare"
    yield Candidate(
        rule=f"rare.{deviation.clause_type}",
        topic=topic,
        family="rare_value" if deviation.term else "rare",
        kind=FindingKind.UNUSUAL_VALUE if deviation.term else FindingKind.RARE_CLAUSE,
        confidence=Confidence.MEDIUM if deviation.term else Confidence.LOW,
        favored=_side(case.playbook.favors.get(topic, "neither")),
        clause_type=deviation.clause_type,
        clause=clause,
        span=_sentence_span(case.contract, deviation) or _first_sentence(case.contract, clause.id) or clause.span,
        at_most=Severity.LOW if _conditional(case) else None,
        held="it is for a case that may never come",
        origin=Origin.STATISTICS,
        evidence=(deviation.evidence,),
    )


def _far(case: _Case) -> Candidate:
    deviation = case.deviation
    bound = Side(deviation.binds.value)
    return Candidate(
        rule="far_reaching",
        topic="far_reaching",
        family=UNNAMED,
        kind=FindingKind.ONE_SIDED,
        confidence=Confidence.MEDIUM,
        favored=bound.other,
        clause_type=deviation.clause_type,
        clause=case.contract.by_id[str(deviation.clause_id)],
        span=Span(*deviation.span) if deviation.span else None,
        distance=2 if deviation.value is not None and deviation.value >= _VERY_FAR else 1,
        origin=Origin.STATISTICS,
        said=", ".join(deviation.words[:_TOLD]),
        evidence=(deviation.evidence,),
    )


def _shared(case: _Case) -> Iterator[Candidate]:
    """Of what is judged by the share of contracts: one side alone, or a term without its protection."""
    deviation = case.deviation
    rule = case.playbook.values.get(f"{deviation.term}.{deviation.kind.value}")
    span = _sentence_span(case.contract, deviation)
    if rule is None or span is None:
        return
    alone = deviation.kind is DeviationKind.ONE_WAY
    share = deviation.value or 0.0
    rarity = share if alone else 1.0 - share
    yield Candidate(
        rule=f"{deviation.kind.value}.{deviation.term}",
        topic=rule.topic,
        family=rule.family,
        kind=FindingKind.ONE_SIDED if alone else FindingKind.MISSING_CLAUSE,
        confidence=Confidence.MEDIUM,
        favored=_against(rule, deviation.binds),
        clause_type=deviation.clause_type,
        clause=case.contract.by_id[str(deviation.clause_id)],
        span=span,
        distance=2
        if rarity <= (_SELDOM if alone else _SELDOM_LACKED)
        else 1
        if rarity <= (_SOME if alone else _LACKED)
        else 0,
        at_most=Severity.LOW if rarity > _SOME else None,
        held="quite a few contracts have it so",
        origin=Origin.STATISTICS,
        evidence=(deviation.evidence,),
    )


def _against(rule: ValueRule, binds: Binds) -> Side | None:
    """The side across from the one that is bound, or the one that the playbook names."""
    if rule.favors == "unbound":
        return Side(binds.value).other if binds in {Binds.SELLER, Binds.BUYER} else None
    return _side(rule.favors)


def _conditional(case: _Case) -> bool:
    """Whether the sentence speaks of a case that may never come: "if the Customer is in Ireland, …"."""
    sentence = _sentence(case.contract, case.deviation)
    return bool(case.deviation.term) and sentence is not None and bool({"if", "where"} & set(sentence.roles.split()))


def _value(case: _Case) -> Iterator[Candidate]:
    deviation = case.deviation
    clause = case.contract.by_id[str(deviation.clause_id)]
    rule = case.playbook.values.get(f"{deviation.term}.{deviation.kind.value}")
    span = _sentence_span(case.contract, deviation) or clause.span
    if rule is None or not len(span):
        return
    topic = rule.topic if rule.topic in case.playbook.positions else FALLBACK
    yield Candidate(
        rule=f"value.{deviation.term}.{deviation.kind.value}",
        topic=topic,
        family=rule.family,
        kind=FindingKind.UNUSUAL_VALUE,
        confidence=Confidence.MEDIUM,
        favored=_actor(case) if rule.favors == "actor" else _favored(rule, case),
        clause_type=deviation.clause_type,
        clause=clause,
        span=span,
        distance=_distance(deviation),
        at_most=_within(rule, case) or (Severity.LOW if _distance(deviation) == 0 else None),
        held="such a value is well known in practice, or hardly outside the usual",
        origin=Origin.STATISTICS,
        value=_in_words(deviation, case),
        evidence=(deviation.evidence,),
    )


def _distance(deviation: Deviation) -> int:
    value, usual = deviation.value, deviation.usual
    if value is None or usual is None:
        return 0
    factor = value / usual[1] if deviation.kind is DeviationKind.HIGH and usual[1] > 0 else _FAR
    if deviation.kind is DeviationKind.LOW:
        factor = usual[0] / value if value > 0 else EXTREME
    return sum(factor >= step for step in (_NEAR, _FAR, EXTREME))


def _within(rule: ValueRule, case: _Case) -> Severity | None:
    """Low where the value is one that practice knows well, else None."""
    term, value = _term(case), case.deviation.value
    bound = rule.quiet.get(term.calendar[1]) if term is not None else None
    if bound is None or value is None:
        return None
    usual = value <= bound if case.deviation.kind is DeviationKind.HIGH else value >= bound
    return Severity.LOW if usual else None


def _in_words(deviation: Deviation, case: _Case) -> float | None:
    """The value as `wording` finds it in the quoted words: periods in days."""
    term = _term(case)
    if deviation.value is None or term is None:
        return deviation.value
    return days_in(deviation.value) if term.unit == "months" else deviation.value


def _term(case: _Case) -> Term | None:
    at = case.deviation.span
    for term in case.contract.terms:
        same = term.name == case.deviation.term and term.clause_id == case.deviation.clause_id
        if same and (at is None or (term.span.start, term.span.end) == tuple(at)):
            return term
    return None


def _favored(rule: ValueRule, case: _Case) -> Side | None:
    if rule.favors not in {"bound", "unbound"}:
        return _side(rule.favors)
    bound = _bound(case) or _side(rule.usually)
    return bound.other if bound and rule.favors == "unbound" else bound


def _bound(case: _Case) -> Side | None:
    """The one side that the value binds, or else that alone must, or must not, by its sentence."""
    term, sentence = _term(case), _sentence(case.contract, case.deviation)
    if term is not None and term.binds in {Binds.SELLER, Binds.BUYER}:
        return Side(term.binds.value)
    if sentence is None or (term is not None and term.binds is Binds.BOTH):
        return None
    span = sentence.span
    norms = (norm for norm in case.contract.norms if span.start <= norm.span.start < span.end)
    bearers = {norm.bearer for norm in norms if norm.kind in {NormKind.OBLIGATION, NormKind.PROHIBITION}}
    return Side(bearers.pop().value) if bearers in ({Binds.SELLER}, {Binds.BUYER}) else None


def _actor(case: _Case) -> Side | None:
    """The one side that the sentence gives a right to."""
    sentence = _sentence(case.contract, case.deviation)
    may = [side for side in Side if sentence is not None and f"{side.value.upper()} may" in sentence.roles]
    return may[0] if len(may) == 1 else None


def _side(name: str) -> Side | None:
    return Side(name) if name in {"seller", "buyer"} else None


def _sentence(contract: Contract, deviation: Deviation) -> Sentence | None:
    """The sentence that the deviation's words stand in."""
    if deviation.span is None:
        return None
    start = deviation.span[0]
    for sentence in contract.sentences:
        if sentence.clause_id == deviation.clause_id and sentence.span.start <= start < sentence.span.end:
            return sentence
    return None


def _sentence_span(contract: Contract, deviation: Deviation) -> Span | None:
    sentence = _sentence(contract, deviation)
    if sentence is not None:
        return sentence.span
    return Span(*deviation.span) if deviation.span is not None else None


def _first_sentence(contract: Contract, clause_id: str) -> Span | None:
    for sentence in contract.sentences:
        if sentence.clause_id == clause_id and len(sentence.span) > 20:
            return sentence.span
    return None
