"""The amounts of a ceiling: money, months of fees, multiples of fees, and which of them counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from clausecheck.terms.numbers import Kind, Quantity, find_quantities

_GREATER = re.compile(
    r"\b(?:greater|higher|larger|greatest|highest) of\b|\bwhichever (?:amount )?is (?:the )?(?:great|high|larg)\w+"
)
_LESSER = re.compile(
    r"\b(?:lesser|lower|least|smaller|less|lowest) of\b|\bwhichever (?:amount )?is (?:the )?(?:less|low|small|least)\w*"
)
_FEES = re.compile(
    r"\b(?P<sure>(?:fees?|charges|remuneration|purchase price|contract(?:ual)? (?:price|value|sum|amount)|prices? (?:of|for|paid)"
    r"|revenues?|compensation|consideration|royalt(?:y|ies)|commissions?))\b"
    r"|\b(?:amounts?|sums?|mon(?:ey|eys|ies)|payments?|price|value|it)\b"
    r"(?=[^.;]{0,90}?\b(?:paid|payable|received|due|owed|owing|invoiced|billed|accrued|collected|earned|remitted)\b)"
)
_PAID = re.compile(r"\b(?:paid|received|collected|remitted|earned)\b(?<!to be paid)")
_PAYABLE = re.compile(r"\b(?:payable|due|owed|owing|invoiced|billed|accrued|to be paid)\b")
_ORDER = re.compile(
    r"\b(?:statements? of work|sow|order forms?|purchase orders?|work orders?|task orders?|(?:applicable|relevant|such|that|the|an) orders?)\b"
)
_CAUSE = re.compile(
    r"\bg(?:ave|iv\w+) rise\b|\bsubject(?: matter)? of\b|\b(?:specific|applicable|affected|relevant|particular|defective|such)"
    r" (?:\w+ ){0,2}(?:products?|services?|software|goods|systems?|deliverables?|equipment)\b"
    r"|\bsubject[ -]matter\b|\bfor which (?:\w+ ){0,4}liability\b|\bto which (?:the|such) (?:claim|liability)"
)
_AGREEMENT = re.compile(
    r"\b(?:under|pursuant to|in connection with|by virtue of|of|for) (?:this|the) (?:\w+ )?(?:agreement|contract|licen[sc]e|clause|section)\b|\bhere(?:under|in|to)\b|\bcontract(?:ual)? (?:price|value|sum|amount)\b|\bin terms of this agreement\b"
)
_PER_CLAIM = re.compile(
    r"\bper[- ](?:claim|occurrence|incident|event)\b|\b(?:for|of|in) each (?:claim|event|occurrence|incident|such claim)\b"
    r"|\bin any given instance\b|\bany (?:one|single) (?:claim|event|occurrence|incident)\b"
)
_PER_YEAR = re.compile(
    r"\b(?:in|during|for|per) (?:any|each|a)? ?(?:one |given )?(?:contract |calendar )?year\b(?! (?:preced|prior|before))"
)
_AGGREGATE = re.compile(
    r"\b(?:aggregate|cumulative|total|combined|overall|collective)\b[^.;]{0,60}\bliab|\bin (?:the )?aggregate\b"
    r"|\b(?:maximum aggregate|aggregate maximum|cumulative basis|cumulative maximum)\b|\bin total\b"
)
_LOOK_BACK = re.compile(
    r"\b(?:preceding|prior|previous|last|past|same|most recent)\b(?: full| calendar| contract| fiscal| license){0,2}"
    r" (?P<unit>year|month|quarter)\b|\b(?P<unit2>year|month|quarter)(?: period)?,? (?:immediately )?(?:preceding|prior|before|previous)\b"
)
_REGULAR = re.compile(
    r"\b(?P<unit>annual|yearly|monthly|quarterly)\b(?= (?:\w+ ){0,3}(?:fees?|charges?|payments?|amounts?|price|subscription))"
)
_MONTHS: Final = {
    "year": 12.0,
    "annual": 12.0,
    "yearly": 12.0,
    "month": 1.0,
    "monthly": 1.0,
    "quarter": 3.0,
    "quarterly": 3.0,
}
_PIECES = re.compile(r"[,;]? \(?(?:or|and)\b|;|\((?:[a-d]|[iv]{1,3}|[1-4])\)")
_INSURANCE = re.compile(
    r"\binsurance\b[^.;]{0,60}\b(?:proceeds|cover(?:age)?|polic(?:y|ies)|limits?|paid|recover\w*)\b|\b(?:proceeds|limits?|amounts?)\b[^.;]{0,40}\binsurance\b"
)
_REPLACEMENT = re.compile(r"^[^.;]{0,60}\b(?:repair\w*|replac\w+|re-?perform\w*|refund\w*)\b")
_BLANK = re.compile(r"\[[\s*•●_x-]{1,12}\]|_{3,}|\*{3,}")
_NEAR: Final = 240


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


def choice(low: str) -> str:
    """ "greater" or "lesser", where one of several amounts counts; else empty."""
    if _GREATER.search(low):
        return "greater"
    return "lesser" if _LESSER.search(low) else ""


def read_amounts(low: str, around: str = "") -> list[Amount]:
    """The amounts of the words behind "exceed", "limited to"; `around` is the sentence, for what it says of claims.

    Without "greater of" or "lesser of", what follows the first amount counts only where it is money for other cases.
    """
    quantities = find_quantities(low)
    several = bool(choice(low))
    found: list[Amount] = []
    for start, end in _pieces(low, quantities):
        amount = _amount(low, start, end, [q for q in quantities if start <= q.start < end])
        if amount is None:
            continue
        if found and not several and not (amount.per and found[0].unit == amount.unit):
            break
        found.append(replace(amount, per=amount.per or ("" if found and not several else _per(around))))
    return found or _other(low, around)


def _pieces(low: str, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """The parts between "or", "and" and semicolons, so long as each has an amount of its own."""
    cuts = [0, *(match.end() for match in _PIECES.finditer(low)), len(low)]
    first, held = 0, False
    for start, end in zip(cuts, cuts[1:], strict=False):
        own = _held(low, start, end, quantities)
        if own and held:
            yield first, start
            first = start
        held = held or own
    if held:
        yield first, len(low)


def _held(low: str, start: int, end: int, quantities: Sequence[Quantity]) -> bool:
    return any(q.kind is Kind.MONEY and start <= q.start < end for q in quantities) or (
        (match := _FEES.search(low, start, min(len(low), end + 90))) is not None and match.start() < end
    )


def _amount(low: str, start: int, end: int, quantities: Sequence[Quantity]) -> Amount | None:
    words = low[start:end]
    fees = _FEES.search(low, start, end)
    money = next((q for q in quantities if q.kind is Kind.MONEY), None)
    per = "claim" if _PER_CLAIM.search(words) else "aggregate" if _AGGREGATE.search(words) else ""
    if money and (fees is None or money.start < fees.end() + 30):
        return Amount(money.value, money.unit, "", "", per, money.start, money.end)
    if fees is None:
        return None
    factor, first = _factor(low, fees.start(), quantities)
    months, last = _months(low, fees, end, quantities)
    times = next((q for q in quantities if q.kind is Kind.TIMES and q.end <= fees.start()), None)
    if times is not None and months is None:
        regular = _REGULAR.search(low, times.end, end)
        months = _MONTHS[regular["unit"]] if regular else None
    begin = min(first, fees.start())
    stop = max(last, fees.end())
    value, unit = (factor, "multiple_of_fees") if months is None else (round(factor * months, 2), "months_of_fees")
    return Amount(value, unit, _base(words), _under(words), per, begin, stop)


def _factor(low: str, before: int, quantities: Sequence[Quantity]) -> tuple[float, int]:
    for q in quantities:
        if q.end <= before and before - q.end < _NEAR:
            if q.kind is Kind.TIMES:
                return q.value, q.start
            if q.kind is Kind.PERCENT:
                return q.value / 100, q.start
    return 1.0, before


def _months(low: str, fees: re.Match[str], end: int, quantities: Sequence[Quantity]) -> tuple[float | None, int]:
    """For how many months fees are counted, and where that is said."""
    for q in quantities:
        if q.kind is Kind.DURATION and q.unit in {"month", "year", "quarter", "week", "day"}:
            near = q.start - fees.end() < _NEAR if q.start > fees.start() else fees.start() - q.end < 60
            if near:
                return q.months, q.end
    regular = _REGULAR.search(low, max(0, fees.start() - 40), end)
    if regular and regular.start() <= fees.start():
        return _MONTHS[regular["unit"]], fees.end()
    back = _LOOK_BACK.search(low, fees.end(), end)
    return (_MONTHS[back["unit"] or back["unit2"]], back.end()) if back else (None, 0)


def _other(low: str, around: str) -> list[Amount]:
    for words, unit in ((_INSURANCE, "insurance"), (_REPLACEMENT, "replacement"), (_BLANK, "other")):
        match = words.search(low)
        if match:
            return [Amount(None, unit, "", "", _per(around), match.start(), match.end())]
    return []


def _base(words: str) -> str:
    paid, payable = _PAID.search(words), _PAYABLE.search(words)
    if paid and payable:
        return "paid_or_payable"
    return "paid" if paid else "payable" if payable else ""


def _under(words: str) -> str:
    if _ORDER.search(words):
        return "order"
    if _CAUSE.search(words):
        return "cause"
    return "agreement" if _AGREEMENT.search(words) else ""


def _per(around: str) -> str:
    if _PER_CLAIM.search(around):
        return "claim"
    if _AGGREGATE.search(around):
        return "aggregate"
    return "year" if _PER_YEAR.search(around) else ""
