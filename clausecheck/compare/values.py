"""Which stated values lie far from those that other contracts state."""

from math import inf
from typing import Final

from clausecheck.model import Cell, Contract, Deviation, DeviationKind, Term, TermDistribution
from clausecheck.stats import TYPES, Climb, Statistics, quantile, split, value_evidence

TAIL: Final = 0.05
"""A value is unusual where at most this share of the stated values is as extreme."""

MARGIN: Final = 1.2
"""How many times beyond the 10th or 90th percentile a value must lie."""

SMALL: Final = 20
SMALL_MARGIN: Final = 1.5
"""Where fewer contracts state a value, it must lie this many times beyond all of them."""

ONLY_HIGH: Final = frozenset({"initial_term", "renewal_notice", "renewal_period"})
"""Terms of which a small value binds nobody for long, so that only a large one is told."""

_CONVERT: Final[dict[tuple[str, str], tuple[str, float]]] = {
    ("late_interest", "percent_per_year"): ("percent_per_month", 1 / 12),
    ("warranty_period", "days"): ("months", 1 / 30),
    ("renewal_notice", "months"): ("days", 30.0),
    ("convenience_notice", "months"): ("days", 30.0),
    ("liability_cap", "years_of_fees"): ("months_of_fees", 12.0),
}


def unusual_values(contract: Contract, statistics: Statistics, cell: Cell) -> tuple[Deviation, ...]:
    """Terms whose value few contracts reach, in the unit of the statistics; each value of a clause once."""
    found: dict[tuple[str, float, str], Deviation] = {}
    for term in contract.terms:
        if (deviation := _compare(term, statistics, cell)) and deviation.value is not None:
            found.setdefault((term.name, deviation.value, term.clause_id), deviation)
    return tuple(found.values())


def comparable(term: Term) -> tuple[float | str, str]:
    """A term's value in the unit of the statistics, where it can be told in it; a word stays as it is."""
    stated, told = term.calendar
    unit, factor = _CONVERT.get((term.name, told), (told, 1.0))
    return (stated, told) if isinstance(stated, str) else (stated * factor, unit)


def _compare(term: Term, statistics: Statistics, cell: Cell) -> Deviation | None:
    value, unit = comparable(term)
    if isinstance(value, str) or term.name not in TYPES:
        return None
    usual = statistics.usual_values(term.name, unit, cell)
    direction = usual and _direction(usual, value)
    if not usual or not direction or (direction is DeviationKind.LOW and _only_high(term)):
        return None
    return Deviation(
        kind=direction,
        clause_type=TYPES[term.name],
        evidence=value_evidence(statistics, usual, value, high=direction is DeviationKind.HIGH),
        clause_id=term.clause_id,
        term=term.name,
        value=value,
        span=(term.span.start, term.span.end),
        usual=(_range(usual.found)[0], min(_range(usual.found)[1], usual.found.values[-1][0])),
    )


def _only_high(term: Term) -> bool:
    """Whether a small value says nothing; the sample holds monthly rates of interest, and yearly ones are lower."""
    return term.name in ONLY_HIGH or term.unit == "percent_per_year"


def _direction(usual: Climb[TermDistribution], value: float) -> DeviationKind | None:
    """HIGH or LOW where the value is far out, judged by rank with ties and never by a small sample alone."""
    values = usual.found.values
    below, at, above = split(values, value, usual.found.beyond)
    sampled = usual.found.sampled
    (low, high), margin = _range(usual.found), MARGIN
    if sampled < SMALL:
        low, high, margin = values[0][0], values[-1][0], SMALL_MARGIN
    if at + above <= TAIL * sampled and value >= high * margin:
        return DeviationKind.HIGH
    if at + below <= TAIL * sampled and value <= low / margin:
        return DeviationKind.LOW
    return None


def _range(row: TermDistribution) -> tuple[float, float]:
    """The 10th and the 90th percentile; the last one is infinite where that lies above all published steps."""
    low, high = (quantile(row.values, share, row.beyond) for share in (0.1, 0.9))
    return inf if low is None else low, inf if high is None else high
