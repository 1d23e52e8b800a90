"""The values that a playbook can speak of, the units it can state them in, and how they are told in words."""

from collections.abc import Mapping
from math import inf
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "acceptance_days": "time to accept or reject work",
    "confidentiality_period": "time that secrets are kept",
    "convenience_notice": "notice to end the contract without a reason",
    "cure_period": "time to put a breach right",
    "governing_law": "governing law",
    "initial_term": "first term",
    "insurance_amount": "insured amount",
    "late_interest": "interest on late payment",
    "liability_cap": "cap on liability",
    "liquidated_damages": "fixed damages",
    "minimum_amount": "minimum amount",
    "non_compete_period": "ban on competing",
    "payment_days": "time to pay",
    "price_increase": "price increase",
    "renewal_notice": "notice against renewal",
    "renewal_period": "renewal period",
    "survival_period": "time that duties survive the contract",
    "venue": "place of disputes",
    "warranty_period": "warranty period",
}
"""Each value that is read from contracts, in words that stand after "the"."""

PLACES: Final = frozenset({"governing_law", "venue"})
"""The values that are names of places."""

CURRENCIES: Final = frozenset(
    {
        "USD",
        "EUR",
        "GBP",
        "CAD",
        "AUD",
        "NZD",
        "CHF",
        "INR",
        "JPY",
        "CNY",
        "HKD",
        "SGD",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "BRL",
    }
)

ENDLESS: Final = frozenset({"unlimited", "perpetual", "while_trade_secret"})
"""Words that are more than any number."""

_DAYS: Final = {"days": 1.0, "weeks": 7.0, "months": 30.0, "years": 365.0}
_MONTHS: Final = {"days": 1 / 30, "weeks": 7 / 30, "months": 1.0, "years": 12.0}
_MONTHLY: Final = {"percent_per_month": 1.0, "percent_per_year": 1 / 12}
_YEARLY: Final = {"percent_per_year": 1.0, "percent_per_month": 12.0}
_MONEY: Final = dict.fromkeys(sorted(CURRENCIES), 1.0)
_FEES: Final = {"months_of_fees": 1.0, "years_of_fees": 12.0}

_SCALES: Final[Mapping[str, Mapping[str, float]]] = {
    **dict.fromkeys(("payment_days", "acceptance_days", "cure_period", "renewal_notice", "convenience_notice"), _DAYS),
    **dict.fromkeys(
        (
            "initial_term", "renewal_period", "confidentiality_period", "warranty_period", "non_compete_period",
            "survival_period",
        ),
        _MONTHS,
    ),
    "late_interest": _MONTHLY,
    "price_increase": _YEARLY,
    "liability_cap": {**_FEES, "multiple_of_fees": 1.0, **_MONEY},
    **dict.fromkeys(("insurance_amount", "minimum_amount"), _MONEY),
    "liquidated_damages": {"percent": 1.0, **_MONEY},
}  # fmt: skip


def units_of(term: str) -> tuple[str, ...]:
    """The units that a playbook may state a value in, the usual one first; none for a place."""
    return tuple(sorted(_SCALES.get(term, ()), key=lambda unit: _SCALES[term][unit] != 1.0))


def converted(term: str, value: float, stated: str, wanted: str) -> float | None:
    """`value` in the unit `wanted`; None where one cannot be told in the other: money in months of fees."""
    scale = _SCALES.get(term, {})
    if stated == wanted or value == inf:
        return value
    if stated not in scale or wanted not in scale or _kind(stated) != _kind(wanted):
        return None
    return value * scale[stated] / scale[wanted]


def _kind(unit: str) -> str:
    """Units of one kind can be told in each other."""
    return unit if unit in CURRENCIES | {"multiple_of_fees", "percent"} else "scaled"


def said(value: float, unit: str) -> str:
    """A value with its unit: "30 days", "1.5 % a month", "the fees of 12 months", "no limit"."""
    if value == inf:
        return "no limit"
    number = f"{value:,.2f}".rstrip("0").rstrip(".")
    if unit in CURRENCIES:
        return f"{unit} {number}"
    if unit in _FORMS:
        return _FORMS[unit].format(number)
    return f"{number} {unit.removesuffix('s') if value == 1 else unit}"


_FORMS: Final = {
    "percent": "{} %",
    "percent_per_month": "{} % a month",
    "percent_per_year": "{} % a year",
    "months_of_fees": "the fees of {} months",
    "years_of_fees": "the fees of {} years",
    "multiple_of_fees": "{} times the fees",
}
