"""Where the steps of a negotiation stand among other contracts: the amount that is asked for, or what the clause is."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from clausecheck.compare.market import Market
from clausecheck.model import Evidence, Finding, Negotiation, Placement, Step
from clausecheck.stats import clause_words, mutual_evidence, presence_evidence, value_evidence, value_words
from clausecheck.stats.terms import UNITS
from clausecheck.terms.numbers import Kind, Quantity, find_quantities
from clausecheck.terms.words import lower

Amount = tuple[float, str]
"""A value and its unit, as the statistics count it."""

_NAMES: Final = {Step.ASK: "Your ask", Step.FALLBACK: "Your fallback", Step.WALK_AWAY: "Your walk-away"}
_FEW: Final = 10
"""Up to this rank, in per cent, a value is lower than nearly all."""


def in_market(finding: Finding, about: str, market: Market) -> Finding:
    """`finding` with its steps placed by what `Position.market` says they are about; as it is where no sample tells."""
    advice = finding.negotiation
    if advice is None or not about:
        return finding
    return replace(finding, negotiation=replace(advice, placed=_placed(advice, about, finding.clause_type, market)))


def _placed(advice: Negotiation, about: str, clause_type: str, market: Market) -> tuple[Placement, ...]:
    """Where the steps of `advice` stand.

    The amounts are those that the words of `advice` state, so that what is placed is what is shown.
    """
    kind, _, named = about.partition(" ")
    if kind in UNITS:
        return tuple(_values(advice, kind, market))
    found = _clause(kind, named or clause_type, market)
    return (found,) if found else ()


def _values(advice: Negotiation, term: str, market: Market) -> Iterator[Placement]:
    steps = {Step.ASK: advice.ask, Step.FALLBACK: advice.fallback, Step.WALK_AWAY: advice.walk_away}
    stated = {step: amount for step, text in steps.items() if (amount := amount_in(text, term))}
    values = [value for value, unit in stated.values() if unit == next(iter(stated.values()))[1]]
    more = len(values) > 1 and values[-1] < values[0]
    for step, (value, unit) in stated.items():
        usual = market.statistics.usual_values(term, unit, market.cell)
        if usual is not None:
            evidence = value_evidence(market.statistics, usual, value, high=more)
            words = f"{_NAMES[step]}, {value_words(value, unit)}, is {_rank(evidence)}"
            yield Placement(step=step, words=words, evidence=evidence)


def amount_in(text: str, term: str) -> Amount | None:
    """The amount that `text` states for a term, in a unit in which the term is counted; None where it states none."""
    said = lower(text)
    found = find_quantities(said)
    first = {kind: next((one for one in found if one.kind is kind), None) for kind in Kind}
    if term == "liability_cap":
        return _of_fees(first[Kind.DURATION], first[Kind.TIMES], first[Kind.PERCENT])
    unit = min(UNITS[term])
    one = first[Kind.PERCENT if unit.startswith("percent") else Kind.DURATION]
    if one is None:
        return None
    if unit == "percent_per_month":
        return one.value / (12 if "year" in said[one.end : one.end + 12] else 1), unit
    return (one.months if unit == "months" else one.days if unit == "days" else one.value), unit


def _of_fees(period: Quantity | None, times: Quantity | None, share: Quantity | None) -> Amount | None:
    """Twice the fees of twelve months are 24 months of fees."""
    if period is not None:
        return period.months * (times.value if times else 1), "months_of_fees"
    if times is not None:
        return times.value, "multiple_of_fees"
    return (share.value / 100, "multiple_of_fees") if share else None


def _rank(evidence: Evidence) -> str:
    low, high = evidence.percentile or (0, 100)
    if low < 50 <= high:
        return "the median"
    if high < 50:
        return "below what nearly all state" if high <= _FEW else "below the median"
    return "above what nearly all state" if low >= 100 - _FEW else "above the median"


def _clause(kind: str, clause_type: str, market: Market) -> Placement | None:
    """Where asking for a clause, for none, or for one that binds both sides stands."""
    if kind == "mutual":
        directions = market.statistics.usual_direction(clause_type, market.cell)
        evidence = mutual_evidence(market.statistics, directions) if directions else None
        asked = "the same for both sides"
    else:
        presence = market.statistics.usual_presence(clause_type, market.cell)
        absent = kind == "absent"
        evidence = presence_evidence(market.statistics, presence, absent=absent) if presence else None
        name = clause_words(clause_type)
        asked = f"no {name.split(maxsplit=1)[1]}" if absent else name
    if evidence is None:
        return None
    usual = "what most contracts have" if 2 * evidence.count > evidence.sampled else "what fewer than half have"
    return Placement(step=Step.ASK, words=f"{_NAMES[Step.ASK]}, {asked}, is {usual}", evidence=evidence)
