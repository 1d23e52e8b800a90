"""A usual amount in the place of an unusual one, written as it was written there."""

import re
from typing import Final

from clausecheck.model.number_words import ONES, TENS
from clausecheck.terms.numbers import Kind, Quantity, find_quantities
from clausecheck.terms.words import lower

_ONE: Final = re.compile(r"(?:[a-z]+ )?(?:day|week|month|year|hour|quarter)")
_NTH: Final = re.compile(r"\dth\b|\dst\b|\dnd\b|\drd\b|\w{2}th\b(?<!month)|first\b|second\b|third\b", re.IGNORECASE)
"""An ordinal, in whose place a number does not fit."""


def with_amount(quote: str, kind: Kind, value: float, usual: float) -> str:
    """`quote` with `usual` wherever it says `value`; days for a duration. Empty where it does not count so."""
    parts, at = [], 0
    for amount in find_quantities(lower(quote)):
        if amount.kind is not kind or amount.start < at or _NTH.search(quote, amount.start, amount.end):
            continue
        read = amount.days if kind is Kind.DURATION else amount.value
        if abs(read - value) <= 0.01 * max(1.0, abs(value)):
            parts += [quote[at : amount.start], _written_alike(quote, amount, usual)]
            at = amount.end
    return "".join([*parts, quote[at:]]) if parts else ""


def _written_alike(quote: str, amount: Quantity, usual: float) -> str:
    own = quote[amount.start : amount.end]
    unit = quote[amount.number_end : amount.end].strip(" -)")
    gap = "-" if quote[amount.number_end : amount.number_end + 1] == "-" else " "
    figure = usual
    if amount.kind is Kind.DURATION:
        figure, name = _period(usual)
        one = figure == 1 or (amount.value != 1 and _ONE.fullmatch(unit.lower()) is not None)
        unit = name if one else f"{name}s"
    if amount.kind is Kind.PERCENT and amount.words is not None:
        written = _percent(figure, unit)
    else:
        written = f"{_number(figure, amount)}{'' if unit.startswith('%') else gap}{unit}"
    if own.isupper():
        return written.upper()
    return written[:1].upper() + written[1:] if own[:1].isupper() else written


def _number(figure: float, amount: Quantity) -> str:
    """In words, in figures or in both, as `amount` is."""
    if amount.words is None or not float(figure).is_integer():
        return f"{figure:g}"
    return _spelled(figure) if amount.digits is None else f"{_spelled(figure)} ({figure:g})"


def _percent(figure: float, unit: str) -> str:
    said = _spelled(figure) if float(figure).is_integer() else f"{figure:g}"
    return f"{said} percent ({figure:g}%)" if "%" in unit else f"{said} {unit}"


def _period(days: float) -> tuple[float, str]:
    for length, name in ((365, "year"), (365 / 12, "month")):
        if days >= length and abs(days / length - round(days / length)) < 0.02 and days > 90:
            return round(days / length), name
    return round(days), "day"


def _spelled(number: float) -> str:
    whole = int(number)
    if whole < 20:
        return ONES[whole]
    if whole < 100:
        return TENS[whole // 10] + (f"-{ONES[whole % 10]}" if whole % 10 else "")
    rest = f" {_spelled(whole % 100)}" if whole % 100 else ""
    return f"{ONES[whole // 100 % 10]} hundred{rest}"
