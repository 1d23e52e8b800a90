"""Clauses that bind, or free, one side alone where most contracts bind both alike."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from clausecheck import resources
from clausecheck.compare.directions import DIRECTED, Directed, telling
from clausecheck.model import (
    Binds,
    Cell,
    Contract,
    Deviation,
    DeviationKind,
    DirectionStatistic,
    NormKind,
    Span,
)
from clausecheck.stats import Climb, Statistics, mutual_evidence
from clausecheck.terms.words import Expression

MUTUAL: Final = 0.5
"""A clause is usually mutual where at least this share of the contracts binds both sides."""

_EITHER_MAY_BE: Final = Expression(r"\b(?:receiving|disclosing|recipient|discloser)")
"""Roles that either side has in turn; a duty of theirs is nobody's alone."""

_NO_LIMIT: Final = Expression(r"\b(?:shall|will|is|are) not (?:be )?(?:limited|capped)\b")
"""A ceiling that is taken away."""

_RIGHT: Final = frozenset({NormKind.RIGHT})
_BORNE: Final = frozenset({NormKind.RIGHT, NormKind.OBLIGATION, NormKind.PROHIBITION})

FURTHER: Final[Mapping[str, Directed]] = {
    "amendments": Directed(
        bound="must accept what the other side signs alone",
        owned=Expression(
            r"\b(?:amend|modif|chang|vari|supplement|alter)\w*\b.{0,200}?"
            r"\b(?:signed|executed|instrument|agreed|agreement|consent|approved|made|writing)(?: in writing| to)? "
            r"(?:by|of|between) (?:(?:the|an|a|duly|authori[sz]ed|representatives?|officers?|of|by) )*"
            r"(?:(?P<both>(?:SELLER|BUYER|it),? and|both|each|all|PARTY)|(?P<by>SELLER|BUYER))\b"
        ),
        gains=True,
    ),
    "equitable_relief": Directed(
        bound="can be enjoined", norms=((_RIGHT, Expression(r"injuncti|equitable|specific performance")),)
    ),
    "force_majeure": Directed(
        bound="must bear what the other could not help",
        owned=Expression(
            r"\b(?:(?P<both>PARTY|neither [\w ]{1,40} nor [\w ]{1,40}|(?:SELLER|BUYER) (?:and|or|nor) [\w ]{1,30}|it)|"
            r"(?P<of>SELLER|BUYER)) (?:shall|will|is|be|are)(?: not| in no event| be| deemed| held| considered)* "
            r"(?:liable|responsible|in (?:breach|default)|excused|relieved)\b"
            r"(?=.{0,400}\b(?:control|majeure|acts? of god|hostilities|war|events? below))"
        ),
        gains=True,
    ),
    "jury_waiver": Directed(bound="gives up a jury", norms=((_BORNE, Expression("waive|jury")),)),
    "termination_for_cause": Directed(
        bound="can be left for a breach", norms=((_RIGHT, Expression(r"terminat|cancel|rescind|\bend\b")),)
    ),
}
"""Types whose direction is told here alone; `one_way.toml` holds how often they bind both sides."""

CEILINGS: Final = Directed(
    bound="can claim no more than the cap",
    owned=Expression(
        r"\b(?:(?P<of>SELLER|BUYER|PARTY)(?:'s)? (?:[a-z]+,? (?:and )?){0,4}liability"
        r"|liability of (?:the |either |each |any )?(?P<by>SELLER|BUYER|PARTY))\b[^;]{0,200}?"
        r"\b(?:(?:not|never|no event) (?:exceed|be (?:more|greater) than)|(?<!not )(?:be|is) (?:limited|capped))\b"
    ),
    gains=True,
)
"""Ceilings without an amount that can be read, where no other ceiling tells whom it protects."""

_LIABILITY: Final = ("cap_on_liability", "limitation_of_liability", "uncapped_liability")


def one_way(contract: Contract, statistics: Statistics, cell: Cell) -> tuple[Deviation, ...]:
    """Types of clause that bind one side alone in this contract, and both in most others that say whom they bind.

    `value` is the share of those others that bind this side alone.
    """
    found = []
    for kind, rule in {**DIRECTED, **FURTHER}.items():
        told = telling(rule, contract, places(kind, contract))
        if told is None and kind == "cap_on_liability":
            told = telling(CEILINGS, contract, [place for one in _LIABILITY for place in places(one, contract)])
        usual = _usual(kind, statistics, cell) if told and told[0] is not Binds.BOTH else None
        if told is None or usual is None or usual.found.mutual < MUTUAL * usual.found.sampled:
            continue
        if _unsure(kind, rule, contract, told[1]):
            continue
        alone = usual.found.seller if told[0] is Binds.SELLER else usual.found.buyer
        found.append(
            Deviation(
                kind=DeviationKind.ONE_WAY,
                clause_type=kind,
                evidence=mutual_evidence(statistics, usual),
                clause_id=_clause_at(contract, told[1]),
                term=kind,
                value=alone / usual.found.sampled,
                span=(told[1].start, told[1].end),
                binds=told[0],
            )
        )
    return tuple(found)


def _unsure(kind: str, rule: Directed, contract: Contract, place: Span) -> bool:
    """Whether another reading of the contract would find the clause mutual, or not there."""
    if kind == "confidentiality":
        return any(_EITHER_MAY_BE.search(one.roles) for one in contract.sentences)
    if not rule.limits:
        return False
    others = any(limit.kind in rule.limits and limit.protects is Binds.UNKNOWN for limit in contract.limits)
    return others or bool(_NO_LIMIT.search(contract.document.slice(place).lower()))


def places(kind: str, contract: Contract) -> list[Span]:
    """Where a contract speaks of a type of clause."""
    return [
        found.span or clause.span
        for clause in contract.clauses
        for found in contract.types.get(clause.id, ())
        if found.id == kind and found.decided
    ]


def _usual(kind: str, statistics: Statistics, cell: Cell) -> Climb[DirectionStatistic] | None:
    if kind in DIRECTED:
        return statistics.usual_direction(kind, cell)
    row = _counted().get(kind)
    return Climb(row, ()) if row and row.source in statistics.sources else None


def _clause_at(contract: Contract, place: Span) -> str | None:
    return next((one.clause_id for one in contract.sentences if one.span.start <= place.start < one.span.end), None)


@cache
def _counted() -> Mapping[str, DirectionStatistic]:
    """How often the types of `FURTHER` bind whom, `one_way.toml`; `tools/count_one_way.py` counts and writes it."""
    data = resources.toml("clause_stats", "one_way.toml")
    return {
        kind: DirectionStatistic(clause_type=kind, cell=Cell("all"), source=data["source"], **counts)
        for kind, counts in data["counted"].items()
    }
