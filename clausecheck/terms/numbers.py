"""Numbers as contracts write them: "thirty (30) days", "one and one-half percent", "US$2 million", "3.0 times"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from clausecheck.model.number_words import ONES, TENS
from clausecheck.terms.words import holds

_UNITS: Final = {word: value for value, word in enumerate(ONES)}
_TENS: Final = {word: 10 * value for value, word in enumerate(TENS) if value > 1} | {"fourty": 40}
_SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_PARTS: Final = {"half": 0.5, "quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3}
_VALUES: Final = _UNITS | _TENS

_WORD = "|".join(sorted([*_VALUES, *_SCALES], key=len, reverse=True))
_PART = "half|quarters?|thirds?"
_WORDS = rf"(?:{_WORD})(?:(?:[ -]{{1,3}}(?:and[ -]{{1,3}})?)(?:{_WORD}|{_PART})\b){{0,9}}"
_DIGITS = (
    r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?|\d{1,12}[ -](?:[1l]/[234]|3/4)|\d{1,12}(?:\.\d{1,6})?|(?<![\d.])\.\d{1,4}"
)
_NUMBER = (
    rf"(?:(?:\b(?P<words>{_WORDS}))(?:[ -]{{0,3}}\( ?(?P<both>{_DIGITS})(?: ?%| percent)? ?\))?"
    rf"|(?<![\w.,$£€/-])(?P<digits>{_DIGITS})(?![\d,.]*\d))"
)
_SORT = (
    r"(?:(?:calendar|business|working|consecutive|full|additional|successive|banking|further|continuous|more)"
    r"[ -]{1,3}){0,2}"
)
_DURATION = re.compile(
    rf"{_NUMBER}\)?(?:[ -]{{0,3}}\((?:\d{{1,4}}|[il])\))?[ -]{{0,3}}(?P<sort>{_SORT})"
    r"(?P<unit>day|week|month|year|hour|quarter)(?:\(s\)|s)?\b"
)
_NET = re.compile(r"(?<![.\w])net[ -](\d{1,3})\b(?!-| ?(?:\(|calendar|business|days?|%|percent))")
_PERCENT = re.compile(
    rf"{_NUMBER}(?: ?%|[ -]?(?:percent|per cent|per centum|percentage points?)\b"
    rf"(?: ?\( ?(?P<also>{_DIGITS}) ?%? ?\))?|(?<=%\)))"
)
_CURRENCY: Final = {
    "$": "USD", "us$": "USD", "u.s.$": "USD", "usd": "USD", "u.s. $": "USD", "us $": "USD", "dollars": "USD",
    "c$": "CAD", "cad": "CAD", "cdn$": "CAD", "a$": "AUD", "aud": "AUD", "hk$": "HKD", "s$": "SGD", "sgd": "SGD",
    "£": "GBP", "gbp": "GBP", "pounds sterling": "GBP", "€": "EUR", "eur": "EUR", "euros": "EUR", "euro": "EUR",
    "¥": "JPY", "jpy": "JPY", "rmb": "CNY", "cny": "CNY", "inr": "INR", "chf": "CHF",
}  # fmt: skip
_MONEY_SCALES: Final = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mm": 1e6, "million": 1e6, "billion": 1e9}
_SIGN = r"u\.s\. ?\$|us ?\$|cdn\$|hk\$|[cas]\$|\$|£|€|¥|\b(?:usd|cad|aud|gbp|eur|jpy|rmb|cny|inr|chf|sgd)\b"
_MONEY = re.compile(
    rf"(?P<sign>{_SIGN}) ?\$? ?(?P<amount>{_DIGITS})(?: ?(?P<scale>thousand|million|billion|mm|m|k)\b)?"
    rf"|{_NUMBER}(?: (?P<scale2>thousand|million|billion))? (?:and (?:no|00|xx)/100 )?(?:u\.?s\.? |united states )?"
    r"(?P<name>dollars|pounds sterling|euros?)\b"
)
_MONEY_CUES: Final = (
    "$", "£", "€", "dollars", "pounds sterling", "eur", "usd", "cad", "aud", "gbp", "jpy", "rmb", "cny", "inr", "chf",
    "sgd",
)  # fmt: skip
_TIMES = re.compile(rf"{_NUMBER}\)?(?: ?\( ?\d{{1,2}} ?x ?\))? ?(?:times|x)\b|\b(?P<twice>twice|double)\b")
_BY = re.compile(r"x\b(?<![a-z]x)")
"""The sign of "3x"."""
_REPEATED = re.compile(
    rf"\b(?P<words>{_WORDS})[ -]{{0,3}}(?:(?:percent|per cent|(?:u\.?s\.? )?dollars)[ -]{{0,3}})?"
    rf"\( ?(?:us)?\$?(?P<both>{_DIGITS})(?P<unit> ?%)? ?\)(?!\()"
)
_HINT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|fort|fourty"
    r"|fifty|sixty|ninety|hundred|twice|double|thousand|million)"
)


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

    @property
    def days(self) -> float:
        """A duration in calendar days: a month has 30, a year 365, five business days are seven."""
        if self.unit == "business day":
            return round(self.value * 7 / 5)
        if self.unit == "month":
            return self.value // 12 * 365 + self.value % 12 * 30
        return self.value * {"day": 1, "week": 7, "quarter": 90, "year": 365, "hour": 1 / 24}[self.unit]

    @property
    def months(self) -> float:
        """A duration in months of 30 days; a year has 12."""
        if self.unit in {"month", "quarter", "year"}:
            return self.value * {"month": 1, "quarter": 3, "year": 12}[self.unit]
        return round(self.days // 365 * 12 + self.days % 365 / 30, 2)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A number written in words and once more in digits, with different values."""

    words: float
    digits: float
    start: int
    end: int


def find_quantities(low: str) -> list[Quantity]:
    """Every number with a unit in the text, which must be in lower case, in the order in which they stand."""
    if not _HINT.search(low):
        return []
    found = [*_durations(low), *_percents(low), *_amounts(low), *_multiples(low)]
    return sorted(found, key=lambda quantity: quantity.start)


def find_contradictions(low: str) -> list[Repeated]:
    """Numbers whose words and digits differ: "thirty (60)"."""
    found = []
    for match in _REPEATED.finditer(low):
        words, digits = words_value(match["words"]), digits_value(match["both"])
        if words is None or digits is None or abs(words - digits) < 1e-6 or _same_percent(match, words, digits):
            continue
        found.append(Repeated(words, digits, match.start(), match.end()))
    return found


def _same_percent(match: re.Match[str], words: float, digits: float) -> bool:
    return bool(match["unit"]) and abs(words * 100 - digits) < 1e-6


def _durations(low: str) -> Iterator[Quantity]:
    if not holds(low, ("day", "month", "year", "week", "hour", "quarter", "net")):
        return
    for match in _DURATION.finditer(low):
        value = _value(match)
        if value is not None:
            unit = match["unit"]
            if unit == "day" and re.search(r"business|working|banking", match["sort"]):
                unit = "business day"
            yield Quantity(Kind.DURATION, value, unit, match.start(), match.end())
    for match in _NET.finditer(low):
        yield Quantity(Kind.DURATION, float(match[1]), "day", match.start(1), match.end(1))


def _percents(low: str) -> Iterator[Quantity]:
    if "%" not in low and "per" not in low:
        return
    for match in _PERCENT.finditer(low):
        value = digits_value(match["also"]) if match["also"] else _value(match)
        if value is not None:
            yield Quantity(Kind.PERCENT, value, "", match.start(), match.end())


def _amounts(low: str) -> Iterator[Quantity]:
    if not holds(low, _MONEY_CUES):
        return
    before: Quantity | None = None
    for match in _MONEY.finditer(low):
        sign = match["sign"] or match["name"]
        value = digits_value(match["amount"]) if match["amount"] else _value(match)
        if value is None:
            continue
        scale = match["scale"] or match["scale2"] or ""
        value *= _MONEY_SCALES.get(scale, 1.0)
        if before and before.value == value and not low[before.end : match.start()].strip(" ("):
            continue
        before = Quantity(Kind.MONEY, value, _CURRENCY[sign], match.start(), match.end())
        yield before


def _multiples(low: str) -> Iterator[Quantity]:
    if not holds(low, ("times", "twice", "double")) and not _BY.search(low):
        return
    for match in _TIMES.finditer(low):
        value = 2.0 if match["twice"] else _value(match)
        if value is not None:
            yield Quantity(Kind.TIMES, value, "", match.start(), match.end())


def _value(match: re.Match[str]) -> float | None:
    """The digits where there are any, for they are read first; else the words."""
    digits = match["both"] or match["digits"]
    return digits_value(digits) if digits else words_value(match["words"])


def digits_value(digits: str) -> float | None:
    """The value of "1,500.50", "1 1/2", "1-1/2" or "30"; None where it has none."""
    text = digits.replace(",", "").replace("l/", "1/").strip()
    whole, _, part = text.replace("-", " ").partition(" ")
    if "/" in part:
        above, _, below = part.partition("/")
        return float(whole) + int(above) / int(below)
    try:
        return float(text)
    except ValueError:
        return None


def words_value(words: str) -> float | None:
    """The value of "one hundred and twenty", "one and one-half"; None for words that are no number."""
    total, group, last = 0.0, 0.0, 0.0
    written = [word for word in re.split(r"[ -]+", words.strip()) if word != "and"]
    for word in written:
        if word in _VALUES:
            last = float(_VALUES[word])
            group += last
        elif word in _PARTS:
            group += last * _PARTS[word] - last
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in _SCALES:
            total += (group or 1) * _SCALES[word]
            group = 0.0
        else:
            return None
    return total + group
