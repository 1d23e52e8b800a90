"""The private context: what the owner's own deals say of a contract, joined after the reviewer has answered.

A reviewer, the shared context and the statistics never see it: a contract in `pyproject.toml` keeps them from importing
this module.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from clausecheck.compare.clauses import compared_types
from clausecheck.compare.directions import DIRECTED, directions
from clausecheck.compare.values import comparable
from clausecheck.context.usual import Reading, answers, having, in_order, stating, usual_of
from clausecheck.model import Binds, Contract, Finding, FindingKind, Side, Term
from clausecheck.model.history import (
    ABSENT,
    DIRECTION,
    PRESENT,
    OwnDeal,
    OwnFigure,
    PrivateContext,
    party_key,
)
from clausecheck.model.taxonomy import APART
from clausecheck.stats import TYPES

_LIABILITY: Final = dict.fromkeys(("limitation_of_liability", "uncapped_liability"), "cap_on_liability")
"""Types whose clauses state the values of another."""
_ENDLESS: Final = frozenset({"unlimited", "perpetual", "while_trade_secret"})
"""Words that are more than any number."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is compared, and what the contract under review says on it."""

    clause_id: str | None
    clause_type: str
    term: str
    value: float | str
    unit: str
    read: Reading
    binds: Binds = Binds.UNKNOWN
    """Whom a value binds."""

    @property
    def key(self) -> tuple[str, float | str, str, Binds]:
        """The same for values that are told once."""
        return self.term, self.value, self.unit, self.binds


def private_context(
    contract: Contract,
    side: Side,
    category: str,
    findings: Sequence[Finding],
    deals: Sequence[OwnDeal],
    favors: Mapping[str, str],
) -> PrivateContext:
    """What the owner's deals say at findings, each thing at the first of them, and of values without a finding.

    Agreements of the categories in `APART` are compared with deals of their own category alone, and others with all
    others. `favors` tells whom a high and a low value of a term favour ("payment_days.high": "buyer", or "bound" and
    "unbound"): a value is told without a finding only where it is worse for `side` than what its deals usually say.
    """
    known = in_order(deal for deal in deals if _alike(deal, contract, category))
    across = {party_key(party.name) for party in contract.facts.parties if party.role is not side}
    names = across - {party_key(deal.own) for deal in known} - {""}
    same_party = tuple(deal for deal in known if party_key(deal.other) in names)
    subjects = _Subjects(contract, known)
    told: dict[tuple[object, ...], tuple[str, _Subject]] = {}
    for finding in findings:
        if subject := subjects.of_finding(finding):
            told.setdefault((subject.clause_type, *subject.key), (finding.id, subject))
    said = {subject.key for _, subject in told.values()}
    others = {subject.key: subject for subject in subjects.of_values() if subject.key not in said}
    found = [_figure(name, subject, known, same_party) for name, subject in told.values()]
    alone = [(subject, _figure("", subject, known, same_party)) for subject in others.values()]
    found += [figure for subject, figure in alone if figure and _worse(figure, subject.binds, side, favors)]
    return PrivateContext(
        side=side, deals=len(known), with_party=len(same_party), figures=tuple(figure for figure in found if figure)
    )


def _figure(
    finding_id: str, subject: _Subject, deals: Sequence[OwnDeal], same_party: Sequence[OwnDeal]
) -> OwnFigure | None:
    """What deals, the oldest first, say on a subject; None where none of them says anything."""
    usual = usual_of(answers(deals, subject.read), subject.unit)
    if usual is None:
        return None
    with_party = answers(same_party, subject.read)
    return OwnFigure(
        finding_id=finding_id,
        clause_id=subject.clause_id,
        clause_type=subject.clause_type,
        term=subject.term,
        value=subject.value,
        unit=subject.unit,
        usual=usual,
        with_party=with_party[-1] if with_party else None,
    )


def _alike(deal: OwnDeal, contract: Contract, category: str) -> bool:
    """Whether a deal can be compared with a contract, and is not that contract itself."""
    apart = deal.category != category and not APART.isdisjoint({deal.category, category})
    return not apart and deal.sha256 != contract.document.sha256


class _Subjects:
    """What can be compared in a contract under review."""

    def __init__(self, contract: Contract, deals: Sequence[OwnDeal]) -> None:
        self._contract = contract
        self._deals = deals
        self._bound = directions(contract)

    def of_finding(self, finding: Finding) -> _Subject | None:
        """What own deals can say on a finding: a value, whom a clause binds, or whether there is one at all."""
        kind, clause_id = finding.clause_type, finding.clause_id
        if finding.kind is FindingKind.HIDDEN_CONTENT:
            return None
        if term := self._term(finding):
            return self._value(term)
        if finding.kind is FindingKind.ONE_SIDED and kind in DIRECTED:
            bound = self._bound.get(kind, Binds.UNKNOWN).value
            return _Subject(clause_id, kind, DIRECTION, bound, "", lambda deal: _direction(deal, kind))
        if finding.kind in {FindingKind.MISSING_CLAUSE, FindingKind.RARE_CLAUSE}:
            kinds = frozenset((kind, *compared_types().missing.get(kind, ())))
            here = ABSENT if finding.kind is FindingKind.MISSING_CLAUSE else PRESENT
            return _Subject(clause_id, kind, "", here, "", having(kinds))
        return None

    def of_values(self) -> Iterator[_Subject]:
        """Every value of the contract."""
        return (self._value(term) for term in self._contract.terms if term.name in TYPES)

    def _term(self, finding: Finding) -> Term | None:
        """The value that a finding is about: one in its words, else the first of its kind in its clause."""
        kind = _LIABILITY.get(finding.clause_type, finding.clause_type)
        fits = [t for t in self._contract.terms if t.clause_id == finding.clause_id and TYPES.get(t.name) == kind]
        span = finding.span
        within = [term for term in fits if span and span.start <= term.span.start < span.end]
        found = within or (fits if finding.kind is FindingKind.UNUSUAL_VALUE else [])
        return found[0] if found else None

    def _value(self, term: Term) -> _Subject:
        """A value; where it is a word, the deals' most frequent unit is the one to compare with."""
        value, unit = comparable(term)
        if isinstance(value, str):
            stated = (own for deal in self._deals for own in deal.terms if own.name == term.name)
            units = Counter(own.unit for own in stated if not isinstance(own.value, str))
            unit = max(units, key=lambda name: (units[name], name), default=unit)
        read = stating(term.name, unit, term.binds)
        return _Subject(term.clause_id, TYPES[term.name], term.name, value, unit, read, term.binds)


def _direction(deal: OwnDeal, kind: str) -> str | None:
    found = [clause.direction for clause in deal.clauses if clause.type == kind]
    return found[0].value if found and found[0] is not Binds.UNKNOWN else None


def _worse(figure: OwnFigure, bound: Binds, side: Side, favors: Mapping[str, str]) -> bool:
    """Whether the contract's value is worse for the side than the usual one of its own deals."""
    stated, usual = _amount(figure.value), _amount(figure.usual.value)
    if stated is None or usual is None or stated == usual:
        return False
    return _favored(favors, figure.term, stated > usual, bound) is side.other


def _amount(value: float | str) -> float | None:
    if isinstance(value, str):
        return inf if value in _ENDLESS else None
    return value


def _favored(favors: Mapping[str, str], term: str, high: bool, bound: Binds) -> Side | None:
    """Whom a value above, or below, the usual one favours; what is told of one direction holds the other way round."""
    here, there = ("high", "low") if high else ("low", "high")
    told = favors.get(f"{term}.{here}")
    word, turned = (told, False) if told else (favors.get(f"{term}.{there}", ""), True)
    if word in {"bound", "unbound"} and bound in {Binds.SELLER, Binds.BUYER}:
        found = Side(bound.value) if word == "bound" else Side(bound.value).other
    elif word in {"seller", "buyer"}:
        found = Side(word)
    else:
        return None
    return found.other if turned else found
