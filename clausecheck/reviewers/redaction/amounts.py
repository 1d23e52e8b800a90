"""Sums of money: in digits with their currency, in words, and as plain numbers of the same value."""

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Redaction
from clausecheck.model.number_words import ONES, TENS
from clausecheck.reviewers.redaction.forms import Found, folded

_CURRENCIES: Final = """
    USD EUR GBP CHF CAD AUD NZD JPY CNY RMB HKD SGD INR SEK NOK DKK PLN CZK HUF BRL MXN ZAR KRW ILS AED SAR TRY
"""
CURRENCIES: Final = frozenset(_CURRENCIES.split())
_CODES: Final = "|".join(sorted(CURRENCIES))
_UNITS: Final = {"thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "mm": 1e6, "billion": 1e9, "bn": 1e9}
_GROUPED: Final = r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,2})?(?![\d.])|\d{1,3}(?:[,'’\x20]\d{3}){1,5}(?:\.\d{1,4})?"
_NUMBER: Final = rf"{_GROUPED}|\d{{1,15}}(?:[.,]\d{{1,4}})?"
_SCALE: Final = r"(?:\s?-?((?i:thousand|million|billion|mn|bn|mm|k|m))\b)?"
_BEFORE: Final = re.compile(
    r"(?:(?:(?<![A-Za-z])(?:US|U\.S\.|CA|C|A|AU|NZ|HK|S) ?)?\$|[€£¥₹]"
    rf"|\b(?:{_CODES}|Rs\.?)\b)\s{{0,3}}({_NUMBER}){_SCALE}"
)
_BEHIND: Final = re.compile(
    rf"""(?<![\w.,])({_NUMBER}){_SCALE}\s?(?:[$€£¥]
    |\b(?:{_CODES}|(?:US\s|U\.S\.\s|United\sStates\s)?dollars?|euros?|pounds?(?:\ssterling)?|cents?|yen)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_WORDS: Final = "|".join((*ONES, *filter(None, TENS), "hundred", "thousand", "million", "billion"))
_SPELLED: Final = re.compile(
    rf"\b(?:{_WORDS})(?:(?:[\s-]{{1,3}}|\sand\s)(?:{_WORDS})){{0,12}}\s{{1,3}}(?:and\s[\d/]{{2,6}}\s{{1,3}})?"
    r"(?:US |U\.S\. |United States )?(?:dollars?|euros?|pounds?(?: sterling)?|yen)\b",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    r"(?<![\w.,])\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?(?![\w])|(?<![\w.,])\d{4,15}(?:\.\d{1,4})?(?![\w])"
)
LEAST: Final = 1_000
"""Smaller numbers without a currency are days, percentages and sections."""


def find_amounts(text: str) -> Iterator[tuple[Found, float | None]]:
    """Every sum with its value; None for one in words."""
    for pattern in (_BEFORE, _BEHIND):
        for match in pattern.finditer(text):
            amount = value(match[1]) * _UNITS.get((match[2] or "").lower(), 1)
            yield _found(match.start(), match.end(), amount), amount
    for match in _SPELLED.finditer(text):
        group = f"amount {' '.join(folded(match[0]))}"
        yield Found(match.start(), match.end(), Redaction.AMOUNTS, "AMOUNT", group), None


def find_known(text: str, known: frozenset[float]) -> Iterator[Found]:
    """Sums of these values, and plain numbers that are one of them; other sums are of somebody else."""
    for found, amount in find_amounts(text):
        if amount is None or amount in known:
            yield found
    for match in _BARE.finditer(text):
        amount = value(match[0])
        if amount >= LEAST and amount in known:
            yield _found(match.start(), match.end(), amount)


def amount_group(amount: float) -> str:
    """One group for all ways to write a sum."""
    return f"amount {float(amount)!r}"


def _found(start: int, end: int, amount: float) -> Found:
    return Found(start, end, Redaction.AMOUNTS, "AMOUNT", amount_group(amount))


def value(number: str) -> float:
    """The value of a number as contracts write it: 1,000.50 and 1'000.50, but also 1.000,50 and 3,5."""
    plain = re.sub(r"['’ ]", "", number)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+,\d{1,2}", plain):
        plain = plain.replace(".", "").replace(",", ".")
    return float(plain.replace(",", ""))
