"""Figures in a model's words: each must be one that it was given."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from clausecheck.terms.numbers import Kind, Quantity, find_quantities
from clausecheck.terms.numerals import WORD, words_value

_WRITTEN: Final = r"(?<![\d.,])\d+(?:[.,]\d+)*"
_NUMBERS = re.compile(_WRITTEN)
_SPELLED = re.compile(
    rf"\b(?:{WORD})\b(?:(?:[ -]|(?:(?<=hundred)|(?<=thousand)|(?<=million)) and )(?:{WORD})\b){{0,9}}"
)
_SCALED = re.compile(rf"({_WRITTEN}) ?(thousand|million|billion|bn|mm|k|m)\b")
_SCALES: Final = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mm": 1e6, "billion": 1e9, "bn": 1e9}
_PERCENT = re.compile(rf"({_WRITTEN}) ?-?(?:%|per ?cent(?:um)?\b|percentage points?\b)")
_COUNTED: Final = (
    r"(?: [\w'-]+){0,4} (?:contracts?|agreements?|deals?|caps?|clauses?|companies|suppliers?|providers?|customers?|"
    r"vendors?|filings?|cases|businesses|firms)\b"
)
_PAIR = re.compile(rf"({_WRITTEN})(?: out of| of| in|(/| / ))(?: the| every| all)? ?({_WRITTEN})({_COUNTED})?")
_SURVEY = re.compile(rf"({_WRITTEN}) ?(?:%|per ?cent) of{_COUNTED}")
_PART = re.compile(
    rf"\b(half|(?:a|1) third|2[ -]thirds|(?:a|1) quarter|3[ -]quarters|(?:a|1) fifth|(?:a|1) tenth) of{_COUNTED}"
)
_PARTS: Final = {
    "half": 50,
    "thirds": 200 / 3,
    "third": 100 / 3,
    "quarters": 75,
    "quarter": 25,
    "fifth": 20,
    "tenth": 10,
}
_OF_FEES = re.compile(r"[ -](?:the|its|their|all|annual|monthly|total|yearly|fees|charges|price)\b")
_HOURS: Final = {"hour": 1, "day": 24, "week": 168}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_SINGLE_DIGIT: Final = 10

Measure = tuple[str, float]
"""What a number counts, and how much of it: ("hours", 720.0), ("months", 12.0), ("USD", 5000.0), ("times", 2.0)."""


@dataclass(frozen=True, slots=True)
class Given:
    """The figures that a model was given."""

    tokens: frozenset[str] = frozenset()
    """Numbers as they are written, for those that are no numbers: "7.2.1"."""
    numbers: frozenset[float] = frozenset()
    """Every number of the clauses, terms, deviations, findings and statistics shown."""
    percents: frozenset[float] = frozenset()
    """Percentages that stand in the texts shown."""
    measures: frozenset[Measure] = frozenset()
    """Periods, sums and multiples that stand in the texts shown, or are values that were read from them."""
    said: frozenset[tuple[float, float]] = frozenset()
    """"2 of the 10" as it stands in the texts shown: never a count of contracts."""
    pairs: frozenset[tuple[float, float]] = frozenset()
    """Count and sample of each statistic shown. The contract's own words never add to these."""

    @property
    def shares(self) -> frozenset[float]:
        """`pairs` in per cent, as a person would round them."""
        exact = (100 * count / sampled for count, sampled in self.pairs if sampled)
        return frozenset(value for share in exact for value in (share // 1, (share + 0.5) // 1, round(share, 1)))

    def __or__(self, other: "Given") -> "Given":
        """What either holds."""
        return Given(
            self.tokens | other.tokens,
            self.numbers | other.numbers,
            self.percents | other.percents,
            self.measures | other.measures,
            self.said | other.said,
            self.pairs | other.pairs,
        )


def given(
    texts: Iterable[str],
    numbers: Iterable[float] = (),
    pairs: Iterable[tuple[int, int]] = (),
    values: Iterable[tuple[float, str]] = (),
) -> Given:
    """Collect what was shown: texts, numbers, count and sample of each statistic, and values with their units."""
    prepared = [_digits(text) for text in texts]
    counted = frozenset((float(count), float(sampled)) for count, sampled in pairs)
    measured = [(float(value), unit) for value, unit in values]
    tokens = {token for text in prepared for token in _NUMBERS.findall(text)}
    bare = {*map(float, numbers), *(value for pair in counted for value in pair), *(value for value, _ in measured)}
    return Given(
        tokens=frozenset(tokens),
        numbers=frozenset(bare.union(*map(_values, tokens))),
        percents=frozenset(value for text in prepared for token in _PERCENT.findall(text) for value in _values(token))
        | frozenset(value for value, unit in measured if "percent" in unit or unit == "%"),
        measures=frozenset(
            measure for text in prepared for found in find_quantities(text) for measure in _measures(found)
        )
        | frozenset(_measure(value, unit) for value, unit in measured),
        said=frozenset(
            pair for text in prepared for count, _, sampled, _ in _PAIR.findall(text) for pair in _both(count, sampled)
        ),
        pairs=counted,
    )


def invented(claim: str, shown: Given) -> bool:
    """Whether `claim` states a figure that was not shown.

    "x of y" must be a count and sample that was shown; so must a percentage of contracts. Any other percentage may
    also stand in a clause. A period, a sum or a multiple of the fees must have been shown as such: "30 months" is
    invented where "30 days" was shown. Other numbers must have been shown; whole numbers below ten are not checked.
    """
    text = _digits(claim)
    if _miscounts(text, shown):
        return True
    shares = shown.shares | shown.percents
    if any(shares.isdisjoint(_values(token)) for token in _PERCENT.findall(text)):
        return True
    if any(shown.measures.isdisjoint(_measures(found)) for found in find_quantities(text) if _binding(found, text)):
        return True
    return any(
        shown.numbers.isdisjoint(_values(token)) and token not in shown.tokens
        for token in _NUMBERS.findall(_PERCENT.sub(" ", text))
        if len(token) > 1
    )


def invented_count(wish: str, shown: Given) -> bool:
    """Whether a wish states a count or a share of contracts that was not shown; other numbers are for bargaining."""
    return _miscounts(_digits(wish), shown)


def _miscounts(text: str, shown: Given) -> bool:
    for count, slash, sampled, counted in _PAIR.findall(text):
        pairs = _both(count, sampled)
        if counted:
            if shown.pairs.isdisjoint(pairs):
                return True
        elif not slash and max(map(max, pairs)) >= _SINGLE_DIGIT and (shown.pairs | shown.said).isdisjoint(pairs):
            return True
    if any(shown.shares.isdisjoint(_values(token)) for token in _SURVEY.findall(text)):
        return True
    parts = (_PARTS[words.split()[-1].rpartition("-")[2]] for words in _PART.findall(text))
    return any(not any(abs(share - part) < 1 for share in shown.shares) for part in parts)


def _binding(found: Quantity, text: str) -> bool:
    """Whether a quantity says what a clause comes to; "twice as long" does not."""
    if found.kind is Kind.TIMES:
        return bool(_OF_FEES.match(text, found.end))
    return found.kind in {Kind.DURATION, Kind.MONEY}


def _measures(found: Quantity) -> set[Measure]:
    """What a quantity comes to, by its value and by its upper end."""
    unit = found.unit or str(found.kind)
    return {
        _measure(value, unit) for value in (found.value, found.high, found.words, found.digits) if value is not None
    }


def _measure(value: float, unit: str) -> Measure:
    """A value in hours or months where it is a period: 12 months are a year, but 30 days are no month.

    Business days count as days, months of fees as months.
    """
    name = unit.replace("_", " ").removeprefix("business ").split(" ")[0].removesuffix("s")
    if name in _HOURS:
        return "hours", value * _HOURS[name]
    if name in _MONTHS:
        return "months", value * _MONTHS[name]
    return unit, value


def _digits(text: str) -> str:
    """`text` in lower case and single spaces with number words as digits: "thirty (30) days" → "30 (30) days"."""
    single = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    scaled = _SCALED.sub(lambda found: _written(_least(found[1]) * _SCALES[found[2]], found[0]), single)
    return _SPELLED.sub(lambda found: _written(words_value(found[0]), found[0]), scaled)


def _written(value: float | None, words: str) -> str:
    if value is None:
        return words
    return str(int(value)) if value == int(value) else str(value)


def _least(token: str) -> float:
    return min(_values(token), default=0.0)


def _both(count: str, sampled: str) -> set[tuple[float, float]]:
    return {(one, other) for one in _values(count) for other in _values(sampled)}


def _values(token: str) -> set[float]:
    """What a number in digits may mean: "1,250.5" one thing, "1.250" and "1,250" two; "7.2.1" none."""
    groups = re.split(r"[.,]", token)
    values = set()
    if len(groups) == 1:
        values.add(float(token))
    else:
        thousands = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3
        if thousands and len(set(re.findall(r"[.,]", token))) == 1:
            values.add(float("".join(groups)))
        if len(groups) == 2:
            values.add(float(".".join(groups)))
        elif all(len(group) == 3 for group in groups[1:-1]) and token[-len(groups[-1]) - 1] != token[len(groups[0])]:
            values.add(float("".join(groups[:-1]) + "." + groups[-1]))
    return values
