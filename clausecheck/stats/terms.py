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

TYPES: Final[dict[str, str]] = {
    "acceptance_days": "acceptance",
    "confidentiality_period": "confidentiality",
    "convenience_notice": "termination_for_convenience",
    "cure_period": "cure_period",
    "governing_law": "governing_law",
    "initial_term": "term",
    "late_interest": "late_payment_interest",
    "liability_cap": "cap_on_liability",
    "non_compete_period": "non_compete",
    "payment_days": "payment_terms",
    "price_increase": "price_increase",
    "renewal_notice": "notice_period_to_terminate_renewal",
    "renewal_period": "renewal_term",
    "survival_period": "survival",
    "venue": "venue",
    "warranty_period": "warranty_duration",
}
"""The clause type that a term belongs to; a rate belongs to none."""

_HOURLY: Final = re.compile(r"[A-Z]{3}_per_hour")


def is_unit(term: str, unit: str) -> bool:
    """Whether values of the term are counted in this unit."""
    return bool(_HOURLY.fullmatch(unit)) if term == RATE else unit in UNITS.get(term, ())
