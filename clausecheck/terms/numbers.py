"""Quantities as contracts write them: "thirty (30) days", "1-1/2 % per month", "US$2 million", "3.0 times"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NamedTuple

from clausecheck.terms.numerals import DIGITS, NUMBER, ORDINALS, WORD, digits_value, two_values, value_of, words_value
from clausecheck.terms.words import Expression, holds

_SORT = (
    r"(?:(?:calendar|business|working|consecutive|full|whole|additional|successive|banking|bank|trading|further"
    r"|continuous|more)[ -]{1,3}){0,2}"
)
_DURATION = re.compile(
    rf"{NUMBER}\)?(?:[ -]{{0,3}}\((?:\d{{1,4}}|[il])\))?[ -]{{0,3}}(?P<sort>{_SORT})"
    r"(?P<unit>day|week|month|year|hour|quarter)(?:\(s\)|s?\b)"
)
_DASHED = Expression(
    rf"(?<![\w.,$£€/-])(?P<low>\d{{1,4}}) ?- ?(?P<high>\d{{1,4}}) ?(?P<sort>{_SORT})"
    r"(?P<unit>day|week|month|year|hour)s?\b"
)
_NET = re.compile(r"(?<![.\w])net[ -](\d{1,3})\b(?!-| ?(?:\(|calendar|business|days?|%|percent))")
_DAY_LATER = r"day(?= (?:after|following|of the (?:following|next|succeeding|month following)))"
_NTH = Expression(
    rf"\b(?P<word>{'|'.join(sorted(ORDINALS, key=len, reverse=True))})(?: \((?P<digits>\d{{1,3}})(?:st|nd|rd|th)?\))?"
    r" (?:(?:calendar|annual) )?"
    rf"(?:(?P<anniversary>anniversary)|{_DAY_LATER})"
)
_NTH_DIGITS = Expression(
    rf"(?P<digits>\d(?<=\b\d)\d{{0,2}})(?:st|nd|rd|th) "
    rf"(?:(?P<anniversary>anniversary)|(?:calendar )?{_DAY_LATER})"
)
_PERCENT = Expression(
    rf"{NUMBER}(?: ?%|[ -]?(?:percent|per cent|per centum|percentage points?)\b"
    rf"(?: ?\( ?(?P<also>{DIGITS}) ?%? ?\))?|(?<=%\)))"
)
_BASIS_POINTS = Expression(rf"{NUMBER}\)? basis points?\b")
_SIGNS: Final = {
    "$": "USD", "us$": "USD", "u.s.$": "USD", "u.s. $": "USD", "us $": "USD", "c$": "CAD", "cdn$": "CAD", "cad$": "CAD",
    "a$": "AUD", "aud$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "nt$": "TWD", "r$": "BRL",
    "£": "GBP", "€": "EUR", "¥": "JPY", "(pounds)": "GBP", "₹": "INR", "rs.": "INR", "rmb": "CNY", "nis": "ILS",
}  # fmt: skip
_CODES: Final = (
    "usd", "cad", "aud", "nzd", "gbp", "eur", "jpy", "cny", "inr", "chf", "sgd", "hkd", "sek", "nok", "dkk", "krw",
    "brl", "mxn", "zar", "ils", "twd", "rmb",
)  # fmt: skip
_NAMES: Final = {
    "canadian dollars": "CAD", "australian dollars": "AUD", "new zealand dollars": "NZD", "hong kong dollars": "HKD",
    "singapore dollars": "SGD", "dollars": "USD", "pounds sterling": "GBP", "british pounds": "GBP", "euros": "EUR",
    "euro": "EUR", "japanese yen": "JPY", "yen": "JPY", "renminbi": "CNY", "yuan": "CNY", "rupees": "INR",
    "swiss francs": "CHF",
}  # fmt: skip
_CURRENCY: Final = _SIGNS | _NAMES | {code: code.upper() for code in _CODES} | {"rmb": "CNY"}
_MONEY_SCALES: Final = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mm": 1e6, "million": 1e6, "billion": 1e9}
_SIGN = (
    r"\(pounds\)|u\.s\. ?\$|us ?\$|cdn\$|cad\$|aud\$|hk\$|nz\$|nt\$|[casr]\$|[$£€¥₹]|\brs\.|\bnis\b"
    rf"|\b(?:{'|'.join(_CODES)})\b"
)
_MONEY = Expression(
    rf"(?P<sign>{_SIGN}) ?\$? ?(?P<amount>{DIGITS})(?: ?(?P<scale>thousand|million|billion|mm|m|k)\b)?"
    rf"|{NUMBER}(?: (?P<scale2>thousand|million|billion))? (?:and (?:no|00|xx)/100 )?"
    rf"(?:(?:u\.?s\.?|united states) )?(?P<name>{'|'.join([*_NAMES, *_CODES])})\b(?: ?\([^()]{{0,24}}\))?"
)
_MONEY_CUES: Final = ("$", "£", "€", "¥", "₹", "(pounds)", *_NAMES, *_CODES)
_ODD_CUES: Final = ("rs.", "nis")
"""These stand at the end of a sentence and within words too."""
_ODD_SIGN = Expression(r"\brs\.|\bnis\b")
_TIMES = Expression(rf"{NUMBER}\)?(?: ?\( ?\d{{1,2}} ?x ?\))? ?(?:times|x)\b|\b(?P<twice>twice|double|triple)\b")
_BY = re.compile(r"x\b(?<![a-z]x)")
"""The sign of "3x"."""
_REPEATED = Expression(
    rf"\b(?P<words>(?:{WORD})(?:[ -](?:and[ -])?(?:{WORD}|half|quarters?|thirds?)\b){{0,9}})[ -]{{0,3}}"
    r"(?:(?:percent|per cent|(?:u\.?s\.? )?dollars)[ -]{0,3})?"
    rf"\( ?(?:us)?\$?(?P<both>{DIGITS})(?P<unit> ?%)? ?\)(?!\()"
)
_LOWER = Expression(rf"(?P<between>between |from )?{NUMBER}(?: ?%| days| months| years)? ?(?P<join>to|and|-) ?\(?$")
_LOWER_REACH = 70
_HINT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|fort|fourty"
    r"|fifty|sixty|ninety|hundred|twice|double|triple|thousand|million|anniversary|day)"
)
_DAYS: Final = {"day": 1.0, "week": 7.0, "quarter": 90.0, "year": 365.0, "hour": 1 / 24}


class Kind(StrEnum):
    """What a number counts; the value is the letter that stands for it in `term_patterns.toml`."""

    DURATION = "D"
    PERCENT = "P"
    MONEY = "M"
    TIMES = "X"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts, at a place in the text that was searched."""

    kind: Kind
    value: float
    unit: str
    """"day", "business day", "week", "month", "quarter", "year", "hour"; a currency; empty for others."""
    start: int
    end: int
    number_end: int
    """Where the number ends and its unit begins; where the unit stands first, the end."""
    words: float | None = None
    """The number as its words say, where it is written in words and in digits."""
    digits: float | None = None
    high: float | None = None
    """The upper end of a range: "ten to fifteen days"."""

    @property
    def days(self) -> float:
        """A duration in calendar days; five business days are seven."""
        if self.unit == "business day":
            return round(self.value * 7 / 5)
        return days_in(self.value) if self.unit == "month" else self.value * _DAYS[self.unit]

    @property
    def months(self) -> float:
        """A duration in months of 30 days; a year has 12."""
        if self.unit in {"month", "quarter", "year"}:
            return self.value * {"month": 1, "quarter": 3, "year": 12}[self.unit]
        return round(self.days // 365 * 12 + self.days % 365 / 30, 2)


class Repeated(NamedTuple):
    """A number written in words and once more in digits, with different values."""

    words: float
    digits: float
    start: int
    end: int


def days_in(months: float) -> float:
    """Months in calendar days: twelve are a year of 365, of the rest each has 30."""
    return months // 12 * 365 + months % 12 * 30


def find_quantities(low: str) -> list[Quantity]:
    """Every number with a unit in the text, which must be in lower case, in the order in which they stand."""
    if not _HINT.search(low):
        return []
    found = [*_durations(low), *_percents(low), *_amounts(low), *_multiples(low)]
    return sorted((_ranged(low, quantity) for quantity in found), key=lambda quantity: quantity.start)


def find_contradictions(low: str) -> list[Repeated]:
    """Numbers whose words and digits differ: "thirty (60)"."""
    found = []
    for match in _REPEATED.finditer(low) if "(" in low else ():
        words, digits = words_value(match["words"]), digits_value(match["both"])
        if words is None or digits is None or abs(words - digits) < 1e-6 or _same_percent(match, words, digits):
            continue
        found.append(Repeated(words, digits, match.start(), match.end()))
    return found


def _same_percent(match: re.Match[str], words: float, digits: float) -> bool:
    return bool(match["unit"]) and abs(words * 100 - digits) < 1e-6


def _ranged(low: str, quantity: Quantity) -> Quantity:
    """The quantity with the lower number that stands before it: "between ten and fifteen days"."""
    before = low[max(0, quantity.start - _LOWER_REACH) : quantity.start].rstrip(" (")
    if not before.endswith((" to", " and", "-")):
        return quantity
    match = _LOWER.search(before)
    if match is None or (match["join"] == "and" and match["between"] != "between "):
        return quantity
    value = value_of(match)
    if value is None or not 0 < value < quantity.value:
        return quantity
    start = max(0, quantity.start - _LOWER_REACH) + match.start() + len(match["between"] or "")
    return replace(quantity, value=value, high=quantity.value, start=start)


def _durations(low: str) -> Iterator[Quantity]:
    if not holds(low, ("day", "month", "year", "week", "hour", "quarter", "net", "anniversary")):
        return
    for match in _DURATION.finditer(low):
        value = value_of(match)
        if value is not None:
            words, digits = two_values(match)
            end = match.end("number")
            yield Quantity(Kind.DURATION, value, _unit(match), match.start(), match.end(), end, words, digits)
    for match in _NET.finditer(low):
        yield Quantity(Kind.DURATION, float(match[1]), "day", match.start(1), match.end(1), match.end(1))
    if "-" in low:
        for match in _DASHED.finditer(low):
            least, most, end = float(match["low"]), float(match["high"]), match.end("high")
            if least < most:
                yield Quantity(
                    Kind.DURATION, least, _unit(match), match.start(), match.end(), end, digits=least, high=most
                )
    if holds(low, ("anniversary", "day after", "day following", "day of the")):
        yield from _ordinals(low)


def _unit(match: re.Match[str]) -> str:
    unit: str = match["unit"]
    return "business day" if unit == "day" and re.search(r"business|working|bank|trading", match["sort"]) else unit


def _ordinals(low: str) -> Iterator[Quantity]:
    """The "fifth anniversary" as five years, the "thirtieth (30th) day after" as thirty days."""
    for match in _NTH.finditer(low):
        value = float(match["digits"] or ORDINALS[match["word"]])
        yield Quantity(
            Kind.DURATION, value, "year" if match["anniversary"] else "day", match.start(), match.end(), match.end()
        )
    for match in _NTH_DIGITS.finditer(low):
        unit = "year" if match["anniversary"] else "day"
        yield Quantity(Kind.DURATION, float(match["digits"]), unit, match.start(), match.end(), match.end())


def _percents(low: str) -> Iterator[Quantity]:
    if "basis point" in low:
        for match in _BASIS_POINTS.finditer(low):
            if (points := value_of(match)) is not None:
                yield Quantity(Kind.PERCENT, points / 100, "", match.start(), match.end(), match.end("number"))
    if not holds(low, ("%", "percent", "per cent")):
        return
    for match in _PERCENT.finditer(low):
        value = digits_value(match["also"]) if match["also"] else value_of(match)
        if value is not None:
            words, digits = two_values(match)
            if match["also"]:
                digits = value
            yield Quantity(Kind.PERCENT, value, "", match.start(), match.end(), match.end("number"), words, digits)


def _amounts(low: str) -> Iterator[Quantity]:
    if not holds(low, _MONEY_CUES) and not (holds(low, _ODD_CUES) and _ODD_SIGN.search(low)):
        return
    before: Quantity | None = None
    for match in _MONEY.finditer(low):
        sign = match["sign"] or match["name"]
        value = digits_value(match["amount"]) if match["amount"] else value_of(match)
        if value is None:
            continue
        scale = match["scale"] or match["scale2"] or ""
        value *= _MONEY_SCALES.get(scale, 1.0)
        if before and before.value == value and not low[before.end : match.start()].strip(" ("):
            continue
        before = Quantity(Kind.MONEY, value, _CURRENCY[sign], match.start(), match.end(), match.end())
        yield before


def _multiples(low: str) -> Iterator[Quantity]:
    if not holds(low, ("times", "twice", "double", "triple")) and not _BY.search(low):
        return
    for match in _TIMES.finditer(low):
        value = (3.0 if match["twice"] == "triple" else 2.0) if match["twice"] else value_of(match)
        if value is not None:
            words, digits = (None, None) if match["twice"] else two_values(match)
            end = match.end() if match["twice"] else match.end("number")
            yield Quantity(Kind.TIMES, value, "", match.start(), match.end(), end, words, digits)
