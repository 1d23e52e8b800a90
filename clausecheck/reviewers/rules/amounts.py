"""Amounts in words and figures: periods, money, percentages and multiples, each with the place of its number."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from clausecheck.model.number_words import ONES, TENS

_ONES: Final = {word: number for number, word in enumerate(ONES)}
_TENS: Final = {word: 10 * number for number, word in enumerate(TENS) if number > 1} | {"fourty": 40}
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_DAYS: Final = {"hour": 1 / 24, "day": 1, "week": 7, "month": 365 / 12, "quarter": 365 / 4, "year": 365}
_CUES: Final = ("day", "week", "month", "quarter", "year", "hour", "%", "percent", "per cent", "$", "dollar", "€", "£")
_CUES_MORE: Final = ("euro", "pound", "usd", "times", "twice", "double", "triple", "per annum")

_WORD: Final = "|".join(sorted([*_ONES, *_TENS, *_SCALES], key=len, reverse=True))
_WORDS: Final = rf"(?:{_WORD})(?:[ -](?:and[ -])?(?:one[ -]half|{_WORD})){{0,8}}"
_FIGURE: Final = r"\d[\d,]*(?:\.\d+)?"
_NUMBER: Final = rf"(?:(?P<words>{_WORDS})(?: ?\( ?(?P<inner>{_FIGURE}) ?%? ?\))?|(?P<figure>{_FIGURE}))"
_KINDS_OF_DAY: Final = r"(?:(?:calendar|business|working|banking|consecutive|full|successive|additional|whole) ){0,2}"
_PERIOD: Final = (
    rf"(?:[ -]|(?<=\)))?{_KINDS_OF_DAY}(?P<period>hour|day|week|month|quarter|year)s?\b(?:\(s\))?(?:['’](?:s\b)?)?"
)
_PERCENT: Final = r" ?(?P<percent>%|percent(?:age points?)?\b|per cent\b)(?: ?\( ?(?P<percent_inner>[\d.]+) ?%? ?\))?"
_DOLLARS: Final = (
    r"(?: (?P<scale>thousand|million|billion))?"
    r" (?P<money>(?:u\.?s\.? |united states )?dollars|usd|euros?|eur|pounds(?: sterling)?)\b(?: ?\([^()]{0,24}\))?"
)
_TIMES: Final = r"(?P<times>x\b| ?times\b)"
_MONEY: Final = (
    r"(?P<sign>us ?\$|\$|€|£|usd ?|eur ?|gbp ?)(?P<sum>\d[\d,]*(?:\.\d+)?)"
    r"(?: ?(?P<sumscale>thousand|million|billion|m\b|k\b))?"
)
_HALF: Final = r"one (?:and|&) one[ -]half (?:percent|per cent)(?: ?\([^()]{0,8}\))?"


class Unit(StrEnum):
    """What an amount counts. Every period is told in days."""

    DAYS = "days"
    MONEY = "money"
    PERCENT = "percent"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount and where it stands in the text that was searched."""

    unit: Unit
    value: float
    start: int
    end: int
    number_end: int
    """Where the number ends and the unit begins."""
    words: float | None = None
    """The number as written in words, where it is also written in figures."""
    figures: float | None = None


def mentions_amount(text: str) -> bool:
    """Whether lower-case `text` can hold an amount; a cheap test before `find_amounts`."""
    return any(cue in text for cue in _CUES) or any(cue in text for cue in _CUES_MORE)


def find_amounts(text: str) -> list[Amount]:
    """Every amount in `text`, in order. Upper and lower case are the same."""
    return [amount for match in _pattern().finditer(text) if (amount := _amount(match)) is not None]


def number_of_words(words: str) -> float | None:
    """The number that `words` spell ("one hundred and fifty" is 150); None where they spell none."""
    total, part, seen = 0.0, 0.0, False
    for word in re.split(r"[ -]+", words.lower()):
        if word in _ONES:
            part, seen = part + _ONES[word], True
        elif word in _TENS:
            part, seen = part + _TENS[word], True
        elif word == "hundred":
            part, seen = (part or 1) * 100, True
        elif word in _SCALES:
            total, part, seen = total + (part or 1) * _SCALES[word], 0.0, True
        elif word == "half":
            part += 0.5 - 1  # the "one" of "one-half" was counted
    return total + part if seen else None


@cache
def _pattern() -> re.Pattern[str]:
    counted = rf"{_NUMBER}(?:{_PERIOD}|{_PERCENT}|{_DOLLARS}|{_TIMES})"
    ways = rf"{_MONEY}|(?P<half>{_HALF})|{counted}|(?P<twice>twice|double|triple)\b"
    return re.compile(rf"(?<![\w.,])(?:{ways})", re.IGNORECASE)


def _figure(text: str) -> float:
    if re.fullmatch(r"\d+,\d{1,2}", text):  # a decimal comma: "1,25 %"
        return float(text.replace(",", "."))
    return float(text.replace(",", "") or 0)


def _amount(match: re.Match[str]) -> Amount | None:
    part = match.groupdict()
    start, end = match.span()
    if part["sign"]:
        scale = {"m": 1e6, "k": 1e3}.get(
            (part["sumscale"] or "").lower(), _SCALES.get((part["sumscale"] or "").lower(), 1)
        )
        return Amount(Unit.MONEY, _figure(part["sum"]) * scale, start, end, end)
    if part["half"]:
        return Amount(Unit.PERCENT, 1.5, start, end, end)
    if part["twice"]:
        return Amount(Unit.TIMES, 3 if part["twice"].lower() == "triple" else 2, start, end, end)
    words = number_of_words(part["words"]) if part["words"] else None
    written = part["inner"] or part["figure"]
    figures = _figure(written) if written else None
    value = figures if figures is not None else words
    if value is None:
        return None
    number_end = match.end("figure") if part["figure"] else match.end("words")
    if part["inner"]:
        number_end = text_end(match)
    if part["period"]:
        return Amount(Unit.DAYS, value * _DAYS[part["period"].lower()], start, end, number_end, words, figures)
    if part["percent"]:
        inner = part["percent_inner"]
        figures = _figure(inner) if inner and inner.strip(".") else figures
        return Amount(Unit.PERCENT, figures if figures is not None else value, start, end, number_end, words, figures)
    if part["money"]:
        return Amount(Unit.MONEY, value * _SCALES.get((part["scale"] or "").lower(), 1), start, end, number_end)
    return Amount(Unit.TIMES, value, start, end, number_end, words, figures)


def text_end(match: re.Match[str]) -> int:
    """Where the bracket behind the inner figure of `match` closes."""
    return match.string.index(")", match.end("inner")) + 1
