"""What own deals usually say: the answer of most of them, how many give it, and the last one accepted."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from statistics import median_low
from typing import Final

from clausecheck.model import Binds
from clausecheck.model.history import ABSENT, PRESENT, Accepted, OwnDeal, OwnSummary, OwnTerm, OwnUsual
from clausecheck.stats import TYPES

SIDED: Final = frozenset(
    {"convenience_notice", "insurance_amount", "liability_cap", "liquidated_damages", "non_compete_period"}
)
"""Terms whose value for one side is not the value for the other."""
_ONE: Final = frozenset({Binds.SELLER, Binds.BUYER})

Reading = Callable[[OwnDeal], float | str | None]
"""What a deal says on something; None where it says nothing on it."""


def in_order(deals: Iterable[OwnDeal]) -> tuple[OwnDeal, ...]:
    """The oldest first; those without a date before all others, in the order in which they were added."""
    return tuple(sorted(deals, key=lambda deal: (deal.date, deal.id)))


def answers(deals: Sequence[OwnDeal], read: Reading) -> list[Accepted]:
    """What deals say, in their order."""
    found = ((deal, read(deal)) for deal in deals)
    return [Accepted(value=value, date=deal.date) for deal, value in found if value is not None]


def usual_of(found: Sequence[Accepted], unit: str) -> OwnUsual | None:
    """What is usual among answers in their order, of several as frequent ones the latest; None where there are none."""
    if not found:
        return None
    values = [accepted.value for accepted in found]
    numbers = [value for value in values if not isinstance(value, str)]
    counts = Counter(values)
    usual = max(counts, key=lambda value: (counts[value], -values[::-1].index(value)))
    majority = 2 * counts[usual] > len(values)
    if not majority and len(numbers) == len(values):
        usual = median_low(numbers)
    return OwnUsual(
        value=usual,
        unit=unit,
        count=counts[usual],
        sampled=len(values),
        majority=majority,
        low=min(numbers, default=None),
        high=max(numbers, default=None),
        last=found[-1],
    )


def summary(deals: Iterable[OwnDeal]) -> tuple[OwnSummary, ...]:
    """What deals usually say: each term by unit, where it matters by whom it binds, then each kind of clause."""
    ordered = in_order(deals)
    kinds = sorted({clause.type for deal in ordered for clause in deal.clauses})
    rows = [
        (TYPES.get(name, ""), name, binds, unit, stating(name, unit, binds)) for name, unit, binds in _terms(ordered)
    ]
    rows += [(kind, "", Binds.UNKNOWN, "", having(frozenset({kind}))) for kind in kinds]
    return tuple(
        OwnSummary(clause_type=kind, term=name, binds=binds, usual=usual)
        for kind, name, binds, unit, read in rows
        if (usual := usual_of(answers(ordered, read), unit))
    )


def _terms(deals: Sequence[OwnDeal]) -> list[tuple[str, str, Binds]]:
    """The terms that deals state, with their units; words are told beside the numbers of their term."""
    stated = [term for deal in deals for term in deal.terms]
    numbers = {term.name for term in stated if not isinstance(term.value, str)}
    keys = {
        (term.name, term.unit, term.binds if term.name in SIDED else Binds.UNKNOWN)
        for term in stated
        if not isinstance(term.value, str) or term.name not in numbers
    }
    sides = {(name, unit) for name, unit, binds in keys if binds in _ONE}
    return sorted(key for key in keys if key[2] in _ONE or key[:2] not in sides)


def stating(name: str, unit: str, binds: Binds) -> Reading:
    """The value of a term in a unit, else its word; of what binds one side alone, where `binds` names a side."""

    def read(deal: OwnDeal) -> float | str | None:
        stated = [term for term in deal.terms if term.name == name and _same(term, binds)]
        fits = [term.value for term in stated if isinstance(term.value, str) or term.unit == unit]
        return min(fits, key=lambda value: isinstance(value, str), default=None)

    return read


def _same(term: OwnTerm, binds: Binds) -> bool:
    """Whether a value binds the same side, as far as is known."""
    return term.name not in SIDED or term.binds is binds or not {term.binds, binds} <= _ONE


def having(kinds: frozenset[str]) -> Reading:
    """Whether a deal has a clause of one of these kinds; None where it was read in part and none was found."""

    def read(deal: OwnDeal) -> str | None:
        if any(clause.type in kinds for clause in deal.clauses):
            return PRESENT
        return None if deal.partial else ABSENT

    return read
