"""Which clauses a model is asked about: each is chosen by what it is itself, whatever stands around it."""

import re
from dataclasses import dataclass
from functools import cache

from clausecheck import resources
from clausecheck.model import Clause, Contract, Part, ReviewRequest, Scope, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signals:
    """`prompts/selection.toml`, ready to use."""

    reach: re.Pattern[str]
    contested: frozenset[str]
    words_each: int
    long_words: int
    long_characters: int
    offered: tuple[str, ...]


@cache
def _signals() -> _Signals:
    data = resources.toml("prompts", "selection.toml")
    reach = "|".join(data["reach"]).replace(" ", r"\s+")
    return _Signals(
        reach=re.compile(rf"\b(?:{reach})", re.IGNORECASE),
        contested=frozenset(data["contested"]),
        words_each=data["words_each"],
        long_words=data["long_words"],
        long_characters=data["long_characters"],
        offered=tuple(data["offered"]),
    )


def offered_types() -> tuple[str, ...]:
    """The clause types that a finding may name besides those of its clause."""
    return _signals().offered


def selected(request: ReviewRequest, scope: Scope) -> tuple[Clause, ...]:
    """The clauses to ask about, in reading order.

    With `Scope.FLAGGED` those on which statistics, or rules for either side, have found something, but for a long
    clause with nothing above low; and those that counting cannot judge: of a contested type, or of none although
    somebody is bound, where words that reach far are dense or words are very many. Nothing is ranked and nothing is a
    share of the document, so what stands around a clause cannot take it out; and either side asks about the same
    clauses, so that both are shown the same figures. With `Scope.ALL` every clause with words but signature blocks.
    """
    contract = request.contract
    unusual = {found.clause_id for found in request.deviations}
    unusual |= {flag.clause_id for flag in request.flags if flag.severity.rank >= Severity.MEDIUM.rank}
    small = {flag.clause_id for flag in request.flags}
    binding = {norm.clause_id for norm in contract.norms}

    def chosen(clause: Clause) -> bool:
        if clause.id in unusual or (clause.id in small and len(clause.text) < _signals().long_characters):
            return True
        if clause.part is Part.SIGNATURES:
            return False
        return scope is Scope.ALL or (_uncounted(contract, clause, clause.id in binding) and _far_reaching(clause))

    return tuple(clause for clause in contract.clauses if clause.text.strip() and chosen(clause))


def _uncounted(contract: Contract, clause: Clause, binds: bool) -> bool:
    """Whether rules and statistics that found nothing may have missed something: in what is fought over, or untyped."""
    types = {guess.id for guess in contract.types.get(clause.id, ()) if guess.decided}
    return bool(types & _signals().contested) if types else binds


def _far_reaching(clause: Clause) -> bool:
    """Whether words that reach far are dense in a clause, or it is so long that nothing is dense in it."""
    words = len(clause.text.split())
    return words >= _signals().long_words or 0 < words <= _signals().words_each * _reaches(clause.text)


def _reaches(text: str) -> int:
    """How many different words of `text` reach far."""
    return len({found[0].lower() for found in _signals().reach.finditer(text)})
