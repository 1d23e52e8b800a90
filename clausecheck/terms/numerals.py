"""Numbers in digits and words, as contracts write them: "thirty (30)", "30 (thirty)", "one and one-half", "1-1/2"."""

import re
from typing import Final

from clausecheck.model.number_words import ONES, TENS

_UNITS: Final = {word: value for value, word in enumerate(ONES)}
_TENS: Final = {word: 10 * value for value, word in enumerate(TENS) if value > 1} | {"fourty": 40}
_SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_PARTS: Final = {"half": 0.5, "quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3}
_VALUES: Final = _UNITS | _TENS
_ODD: Final = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
ORDINALS: Final = {
    **{f"{word}th": value for word, value in _VALUES.items() if value > 3 and not word.endswith(("y", "e", "t", "ve"))},
    **{f"{word[:-1]}ieth": value for word, value in _TENS.items() if word.endswith("y")},
    **_ODD,
}
"""What "first", "second" … count; of those above twenty only the tens."""

WORD: Final = "|".join(sorted([*_VALUES, *_SCALES], key=len, reverse=True))
"""A pattern for one word of a number."""
_PART = "half|quarters?|thirds?"
_WORDS = rf"(?:{WORD})(?:(?:[ -]{{1,3}}(?:(?:and|&)[ -]{{1,3}})?)(?:{WORD}|{_PART})\b){{0,9}}"
DIGITS: Final = (
    r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?|\d{1,12}[ -](?:[1l]/[234]|3/4)|\d{1,2},\d{1,2}(?![\d,])"
    r"|\d{1,12}(?:\.\d{1,6})?|(?<![\d.])\.\d{1,4}"
)
"""A pattern for a number in digits; "1,25" has a decimal comma."""
NUMBER: Final = (
    rf"(?P<number>(?:\b(?P<words>{_WORDS}))(?:[ -]{{0,3}}\( ?(?P<both>{DIGITS})(?: ?%| percent)? ?\))?"
    rf"|(?<![\w.,$£€/-])(?P<digits>{DIGITS})(?![\d,.]*\d)(?: ?\( ?(?P<spelled>{_WORDS}) ?\))?)"
)
"""A pattern for a number in words, in digits, or in both: the group "number", and what `value_of` reads."""


def value_of(match: re.Match[str]) -> float | None:
    """The value of a `NUMBER`: its digits where there are any, for they are read first; else its words."""
    digits = match["both"] or match["digits"]
    return digits_value(digits) if digits else words_value(match["words"])


def two_values(match: re.Match[str]) -> tuple[float | None, float | None]:
    """What the words of a `NUMBER` say, and what its digits say; None for the one that is not there."""
    words, digits = match["words"] or match["spelled"], match["both"] or match["digits"]
    return (words_value(words) if words else None), (digits_value(digits) if digits else None)


def digits_value(digits: str) -> float | None:
    """The value of "1,500.50", "1,25", "1 1/2", "1-1/2" or "30"; None where it has none."""
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")
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
    written = [word for word in re.split(r"[ -]+", words.strip()) if word not in {"and", "&"}]
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
