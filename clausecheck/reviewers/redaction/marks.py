"""Placeholders: what stands in a request for the words that are hidden."""

import re
from collections.abc import Iterable
from typing import Final

from clausecheck.model import Redaction
from clausecheck.reviewers.redaction.forms import Found

_LABELS: Final = "PARTY|COMPANY|PERSON|ADDRESS|ACCOUNT|EMAIL|PHONE|URL|AMOUNT"
MARK: Final = re.compile(rf"\[?\b({_LABELS})_(\d{{1,9}})([A-Z]{{0,3}})\b\]?")
"""A placeholder as it may come back, with its brackets or without."""
_TAKEN: Final = re.compile(rf"({_LABELS})[_ ]?(\d{{1,9}})", re.IGNORECASE)


def taken(texts: Iterable[str]) -> set[tuple[str, int]]:
    """Labels and numbers that look like placeholders in these texts already; none of them is given out."""
    return {(label.upper(), int(number)) for text in texts for label, number in _TAKEN.findall(text)}


class Marks:
    """Gives out placeholders: one number a name, one letter more for each other way to write it."""

    def __init__(self, avoided: set[tuple[str, int]]) -> None:
        self.words: dict[str, str] = {}
        self.kinds: dict[str, Redaction] = {}
        self._avoided = avoided
        self._numbers: dict[tuple[str, str], int] = {}
        self._ways: dict[tuple[str, int], dict[str, str]] = {}
        self._last: dict[str, int] = {}

    def mark(self, found: Found, words: str) -> str:
        """The placeholder for these words."""
        key = (found.label, found.group)
        number = self._numbers.get(key) or self._next(found.label)
        self._numbers[key] = number
        ways = self._ways.setdefault((found.label, number), {})
        if words not in ways:
            mark = f"[{found.label}_{number}{_letters(len(ways))}]"
            ways[words], self.words[mark], self.kinds[mark] = mark, words, found.kind
        return ways[words]

    def _next(self, label: str) -> int:
        number = self._last.get(label, 0) + 1
        while (label, number) in self._avoided:
            number += 1
        self._last[label] = number
        return number


def _letters(count: int) -> str:
    """Nothing for the first way to write a name, then B, C, … Z, BA, …."""
    letters = ""
    while count:
        count, rest = divmod(count, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
