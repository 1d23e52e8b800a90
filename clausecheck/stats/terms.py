"""Which terms are counted, and in which units."""

import re
from typing import Final

UNITS: Final[dict[str, frozenset[str]]] = {
    "acceptance_days": frozenset({"days"}),
    "confidentiality_period": frozenset({"months"}),
    "convenience_notice": frozenset({"days"}),
    "cure_period": frozenset({"days"}),
    "initial_term": frozenset({"months"}),
    "late_interest": frozenset({"percent_per_month"}),
    "liability_cap": frozenset({"months_of_fees", "multiple_of_fees"}),
    "non_compete_period": frozenset({"months"}),
    "payment_days": frozenset({"days"}),
    "price_increase": frozenset({"percent_per_year"}),
    "renewal_notice": frozenset({"days"}),
    "renewal_period": frozenset({"months"}),
    "survival_period": frozenset({"months"}),
    "warranty_period": frozenset({"months"}),
}
"""The terms whose values may be counted, each with its units; and `RATE` in a currency."""

NAMED: Final = frozenset({"governing_law", "venue"})
"""The terms whose values are names of places."""

RATE: Final = "rate"
"""What an hour costs, in the unit "USD_per_hour"."""

_HOURLY: Final = re.compile(r"[A-Z]{3}_per_hour")


def is_unit(term: str, unit: str) -> bool:
    """Whether values of the term are counted in this unit."""
    return bool(_HOURLY.fullmatch(unit)) if term == RATE else unit in UNITS.get(term, ())
