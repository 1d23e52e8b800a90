"""Whose law governs, where few contracts choose it and nothing ties it to the parties."""

from typing import Final

from clausecheck.model import Cell, Contract, Deviation, DeviationKind, Evidence, Term
from clausecheck.stats import Statistics, name_evidence, region_codes, wilson

RARE_LAW: Final = 0.05
"""A law is rare where the whole interval of the contracts that choose it lies below this."""

LEAST_LAWS: Final = 100
"""Contracts that must state a law: of fewer, even none would leave more than `RARE_LAW` possible."""

_PLACED: Final = frozenset({"governing_law", "venue"})


def rare_law(contract: Contract, statistics: Statistics, cell: Cell) -> tuple[Deviation, ...]:
    """The law of a place that few contracts choose and that the contract names nowhere else.

    A party's address, or where the work is done, explains a choice of law. The states of the United States are left
    alone: the reference contracts are American, and no choice among the states is odd.
    """
    terms = [term for term in contract.terms if term.name == "governing_law" and isinstance(term.value, str)]
    usual = statistics.usual_names("governing_law", cell, LEAST_LAWS) if terms else None
    if usual is None:
        return ()
    codes = region_codes()
    found: dict[str, Deviation] = {}
    for term in terms:
        shown = str(term.value)
        code = codes.get(shown, "")
        aliases = {name for name, other in codes.items() if other == code} if code else {shown}
        if code.startswith("US") or _tied(contract, aliases):
            continue
        evidence = name_evidence(statistics, usual, frozenset(name.lower() for name in aliases), shown)
        if wilson(evidence.count, evidence.sampled)[1] < RARE_LAW:
            found.setdefault(shown, _deviation(term, evidence))
    return tuple(found.values())


def _deviation(term: Term, evidence: Evidence) -> Deviation:
    return Deviation(
        kind=DeviationKind.RARE,
        clause_type="governing_law",
        evidence=evidence,
        clause_id=term.clause_id,
        term=term.name,
        span=(term.span.start, term.span.end),
    )


def _tied(contract: Contract, names: set[str]) -> bool:
    """Whether the contract names the place outside the clauses on law and courts."""
    placed = {term.clause_id for term in contract.terms if term.name in _PLACED}
    text = contract.document.text
    for name in names:
        at = text.find(name)
        while at >= 0:
            if not any(
                clause.whole.start <= at < clause.span.end or clause.span.start <= at < clause.span.end
                for clause in contract.clauses
                if clause.id in placed
            ):
                return True
            at = text.find(name, at + 1)
    return False
