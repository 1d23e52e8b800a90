"""The amounts of a ceiling: money, months of fees, multiples of fees, and which of them counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from clausecheck.terms.caps.vocabulary import vocabulary
from clausecheck.terms.numbers import Kind, Quantity, find_quantities

_MONTHS: Final = {
    "year": 12.0,
    "annual": 12.0,
    "yearly": 12.0,
    "month": 1.0,
    "monthly": 1.0,
    "quarter": 3.0,
    "quarterly": 3.0,
}
_NEAR: Final = 240
_BEFORE_FACTOR: Final = 60


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at a place in the words that were searched."""

    value: float | None
    unit: str
    base: str
    under: str
    per: str
    start: int
    end: int
    multiple: float | None = None
    look_back_months: float | None = None


def which_counts(low: str) -> str:
    """Which of several amounts counts: "greater" or "lesser", empty where it does not say."""
    if vocabulary().amounts.greater.search(low):
        return "greater"
    return "lesser" if vocabulary().amounts.lesser.search(low) else ""


def read_amounts(low: str, around: str = "") -> list[Amount]:
    """The amounts of the words behind "exceed", "limited to"; `around` is the sentence, for what it says of claims.

    Without "greater of" or "lesser of", what follows the first amount counts only where it is money for other cases.
    """
    quantities = find_quantities(low)
    several = which_counts(low) or vocabulary().amounts.listed.search(low)
    if several:
        pieces = list(_pieces(low, quantities))
    else:
        money = [q.start for q in quantities if q.kind is Kind.MONEY]
        pieces = [(0, money[1] if len(money) > 1 else len(low)), *pairwise([*money[1:], len(low)])]
    found: list[Amount] = []
    for start, end in pieces:
        amount = _amount(low, start, end, [q for q in quantities if start <= q.start < end])
        if amount is None:
            continue
        if found and not several and not (amount.per and amount.unit == found[0].unit):
            break
        found.append(amount if amount.per or found else replace(amount, per=_per(around)))
    return found or _other(low, around)


def _pieces(low: str, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """The parts between "or", "and" and semicolons, so long as each has an amount of its own."""
    cuts = [0, *(match.end() for match in vocabulary().amounts.pieces.finditer(low)), len(low)]
    first, held = 0, False
    for start, end in pairwise(cuts):
        own = _held(low, start, end, quantities)
        if own and held:
            yield first, start
            first = start
        held = held or own
    if held:
        yield first, len(low)


def _held(low: str, start: int, end: int, quantities: Sequence[Quantity]) -> bool:
    return any(q.kind is Kind.MONEY and start <= q.start < end for q in quantities) or (
        (match := vocabulary().amounts.fees.search(low, start, min(len(low), end + 90))) is not None
        and match.start() < end
    )


def _amount(low: str, start: int, end: int, quantities: Sequence[Quantity]) -> Amount | None:
    told, words = vocabulary().amounts, low[start:end]
    fees = _fees(low, start, end, quantities)
    money = next((q for q in quantities if q.kind is Kind.MONEY and not told.per_unit.match(low, q.end)), None)
    per = "claim" if told.per_claim.search(words) else "aggregate" if told.aggregate.search(words) else ""
    if money and (fees is None or money.start < fees.end() + 30):
        return Amount(money.value, money.unit, "", "", per, money.start, money.end)
    if fees is None or told.replacement.search(words) or told.insurance.search(words):
        return next(iter(_other(words, "", start)), None)
    multiple, first = _factor(low, fees.start(), quantities)
    months, last = _months(low, fees, end, quantities, first)
    value = multiple if months is None or multiple is None else round(multiple * months, 2)
    unit = "multiple_of_fees" if months is None else "months_of_fees"
    if told.blank_period.search(low, fees.end(), end) and months is None:
        value, unit = None, "months_of_fees"
    base, under = _base(words), _under(words)
    return Amount(value, unit, base, under, per, first, max(last, fees.end()), multiple, months)


def _fees(low: str, start: int, end: int, quantities: Sequence[Quantity]) -> re.Match[str] | None:
    """The words for what is paid: behind "the amount that is two times", where such words stand there."""
    found = vocabulary().amounts.fees.search(low, start, end)
    for q in quantities:
        if found and q.kind in {Kind.TIMES, Kind.PERCENT} and 0 <= q.start - found.end() < _BEFORE_FACTOR:
            return vocabulary().amounts.fees.search(low, q.end, end) or found
    return found


def _factor(low: str, before: int, quantities: Sequence[Quantity]) -> tuple[float | None, int]:
    """How many times the fees, and where that is said; None where it is blacked out."""
    for q in quantities:
        if q.end <= before and before - q.end < _NEAR:
            if q.kind is Kind.TIMES:
                return q.value, q.start
            if q.kind is Kind.PERCENT:
                return q.value / 100, q.start
    told, first = vocabulary().amounts, max(0, before - _BEFORE_FACTOR)
    if half := told.half.search(low, first, before):
        return 0.5, half.start()
    if blank := told.blank_share.search(low, first, before):
        return None, blank.start()
    return 1.0, before


def _months(
    low: str, fees: re.Match[str], end: int, quantities: Sequence[Quantity], first: int
) -> tuple[float | None, int]:
    """For how many months fees are counted, and where that is said; `first` is where the multiple begins."""
    for q in quantities:
        if q.kind is Kind.DURATION and q.unit in {"month", "year", "quarter", "week", "day"}:
            near = q.start - fees.end() < _NEAR if q.start > fees.start() else fees.start() - q.end < 60
            if near:
                return q.months, q.end
    regular = vocabulary().amounts.regular.search(low, max(0, min(first, fees.start() - 40)), end)
    if regular and regular.start() <= fees.start():
        return _MONTHS[regular["unit"]], fees.end()
    back = vocabulary().amounts.look_back.search(low, fees.end(), end)
    return (_MONTHS[back["unit"] or back["unit2"]], back.end()) if back else (None, 0)


def _other(low: str, around: str, at: int = 0) -> list[Amount]:
    told = vocabulary().amounts
    for words, unit in ((told.insurance, "insurance"), (told.replacement, "replacement"), (told.blank, "other")):
        match = words.search(low)
        if match:
            return [Amount(None, unit, "", "", _per(around), at + match.start(), at + match.end())]
    return []


def _base(words: str) -> str:
    paid, payable = vocabulary().amounts.paid.search(words), vocabulary().amounts.payable.search(words)
    if paid and payable:
        return "paid_or_payable"
    return "paid" if paid else "payable" if payable else ""


def _under(words: str) -> str:
    if vocabulary().amounts.order.search(words):
        return "order"
    if vocabulary().amounts.cause.search(words):
        return "cause"
    return "agreement" if vocabulary().amounts.agreement.search(words) else ""


def _per(around: str) -> str:
    if vocabulary().amounts.per_claim.search(around):
        return "claim"
    if vocabulary().amounts.aggregate.search(around):
        return "aggregate"
    return "year" if vocabulary().amounts.per_year.search(around) else ""
