"""A signed contract as an own deal: what was agreed, in the terms that reviews compare, without its words."""

from collections import Counter

from clausecheck.compare.directions import directions
from clausecheck.compare.presence import present_types
from clausecheck.compare.values import comparable
from clausecheck.model import Binds, Contract, Side
from clausecheck.model.history import OwnClause, OwnDeal, OwnTerm
from clausecheck.stats import region_code


def own_deal(
    contract: Contract, side: Side, *, counterparty: str = "", date: str = "", category: str = "", region: str = ""
) -> OwnDeal:
    """What a signed contract says, for the history of its party on `side`.

    What is given stands in place of what the contract says of itself: the other party's name, the date (ISO 8601), the
    category and the region (ISO 3166, else from the governing law).
    """
    bound = directions(contract)
    return OwnDeal(
        id=0,
        sha256=contract.document.sha256,
        name=contract.document.name,
        date=date or contract.facts.effective_date,
        category=category or contract.category.id,
        region=region or region_code(contract.facts.governing_law),
        own=_party(contract, side),
        other=counterparty or _party(contract, side.other),
        partial=contract.document.partial,
        clauses=tuple(
            OwnClause(type=kind, direction=bound.get(kind, Binds.UNKNOWN)) for kind in sorted(present_types(contract))
        ),
        terms=own_terms(contract),
    )


def own_terms(contract: Contract) -> tuple[OwnTerm, ...]:
    """Each value of a contract once, by term, unit and whom it binds: the most frequent, then the smallest."""
    stated: dict[tuple[str, str, Binds], Counter[float | str]] = {}
    for term in contract.terms:
        value, unit = comparable(term)
        stated.setdefault((term.name, unit, term.binds), Counter())[value] += 1
    return tuple(
        OwnTerm(name=name, value=_chosen(values), unit=unit, binds=binds)
        for (name, unit, binds), values in sorted(stated.items())
    )


def _chosen(values: Counter[float | str]) -> float | str:
    def order(pair: tuple[float | str, int]) -> tuple[int, bool, float, str]:
        value, count = pair
        word = isinstance(value, str)
        return -count, word, 0.0 if isinstance(value, str) else value, str(value)

    return min(values.items(), key=order)[0]


def _party(contract: Contract, side: Side) -> str:
    """The name of the only party on a side; empty where there is none, or several."""
    names = [party.name for party in contract.facts.parties if party.role is side]
    return names[0] if len(names) == 1 else ""
