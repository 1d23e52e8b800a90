"""Figures in a model's words: each must be one that it was given."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from clausecheck.model.number_words import ONES, TENS

_WORDS: Final[Mapping[str, int]] = (
    {word: value for value, word in enumerate(ONES)}
    | {word: 10 * value for value, word in enumerate(TENS[2:], 2)}
    | {f"{ten}-{one}": 10 * value + low for value, ten in enumerate(TENS[2:], 2) for low, one in enumerate(ONES[:10])}
    | {"hundred": 100}
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_NUMBER: Final = r"(?<![\w.])\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|(?<![\w.,])\d{1,15}(?:\.\d{1,6})?"
_NUMBERS = re.compile(_NUMBER)
_PERCENT = re.compile(rf"({_NUMBER}) ?-?(?:%|per ?cent\b|percentage points?\b)")
_COUNTED: Final = (
    r"(?: [\w'-]+){0,4} (?:contracts?|agreements?|deals?|caps?|clauses?|companies|suppliers?|providers?|customers?|"
    r"vendors?|filings?|cases)\b"
)
_PAIR = re.compile(rf"({_NUMBER}) (?:out of|of|in)(?: the| every| all)? ({_NUMBER})({_COUNTED})?")
_SURVEY = re.compile(rf"({_NUMBER}) ?(?:%|per ?cent) of{_COUNTED}")
_SINGLE_DIGIT: Final = 10


@dataclass(frozen=True, slots=True)
class Given:
    """The figures that a model was given."""

    numbers: frozenset[float]
    """Every number of the clauses, terms, deviations, findings and statistics shown."""
    percents: frozenset[float]
    """Percentages that stand in the texts shown."""
    pairs: frozenset[tuple[float, float]]
    """Count and sample of each statistic shown. The contract's own words never add to these."""

    @property
    def shares(self) -> frozenset[float]:
        """`pairs` in per cent, as a person would round them."""
        exact = (100 * count / sampled for count, sampled in self.pairs if sampled)
        return frozenset(value for share in exact for value in (share // 1, (share + 0.5) // 1, round(share, 1)))


def given(texts: Iterable[str], numbers: Iterable[float], pairs: Iterable[tuple[int, int]]) -> Given:
    """Collect what was shown: texts, values, and the count and sample of each statistic."""
    prepared = [_digits(text) for text in texts]
    counted = frozenset((float(count), float(sampled)) for count, sampled in pairs)
    found = {_value(number) for text in prepared for number in _NUMBERS.findall(text)}
    percents = {_value(number) for text in prepared for number in _PERCENT.findall(text)}
    return Given(
        frozenset(found | set(map(float, numbers)) | {value for pair in counted for value in pair}),
        frozenset(percents),
        counted,
    )


def invented(claim: str, shown: Given) -> bool:
    """Whether `claim` states a figure that was not shown.

    "x of y" must be a count and sample that was shown; so must a percentage of contracts. Any other percentage may
    also stand in a clause. Other numbers must have been shown; plain whole numbers below ten are not checked.
    """
    text = _digits(claim)
    if _miscounts(text, shown):
        return True
    if any(_value(number) not in shown.shares | shown.percents for number in _PERCENT.findall(text)):
        return True
    plain = {_value(number) for number in _NUMBERS.findall(_PERCENT.sub(" ", text))}
    return any(value not in shown.numbers for value in plain if value >= _SINGLE_DIGIT or value != int(value))


def invented_count(wish: str, shown: Given) -> bool:
    """Whether a wish states a count or a share of contracts that was not shown; other numbers are for bargaining."""
    return _miscounts(_digits(wish), shown)


def _miscounts(text: str, shown: Given) -> bool:
    for count, sampled, counted in _PAIR.findall(text):
        pair = _value(count), _value(sampled)
        if pair not in shown.pairs and (counted or max(pair) >= _SINGLE_DIGIT):
            return True
    return any(_value(number) not in shown.shares for number in _SURVEY.findall(text))


def _digits(text: str) -> str:
    """`text` in lower case and single spaces with number words as digits: "thirty (30) days" → "30 (30) days"."""
    single = " ".join(text.lower().split()).replace("one hundred", "hundred").replace("a hundred", "hundred")
    return _WORD.sub(lambda word: str(_WORDS.get(word[0], word[0])), single)


def _value(number: str) -> float:
    return float(number.replace(",", ""))
