"""Where in a clause a type is said: the sentences as the model sees them, in characters of the clause."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from clausecheck.classify.features import tokens, windows

_STOPS: Final = {".", ";"}
_STOP: Final = re.compile(r"[.;](?!\S)")
_WORD: Final = re.compile(r"\S+")


def sentences(text: str) -> list[tuple[int, int]]:
    """The ranges of a text's sentences, one for one with those that the model scores; without the space around them."""
    words = tokens(text)
    cuts = windows(words)
    if len(cuts) <= 2:
        return [(0, len(text))]
    ends = [match.end() for match in _STOP.finditer(text)]
    ranges: list[tuple[int, int]] = []
    stops = start = 0
    for first, last in pairwise(cuts[:-1]):
        stops += sum(word in _STOPS for word in words[first:last])
        ranges.append((start, ends[stops - 1]))
        start = _WORD.search(text, ends[stops - 1]).start()  # type: ignore[union-attr]  # words follow a cut
    return [*ranges, (start, len(text))]


def sentence_of_word(text: str, ranges: Sequence[tuple[int, int]], word: int) -> int:
    """Which of the sentences holds the word with this number; words are what stands between spaces."""
    for number, match in enumerate(_WORD.finditer(text)):
        if number == word:
            return next(i for i, (_, end) in enumerate(ranges) if match.start() < end)
    return len(ranges) - 1
