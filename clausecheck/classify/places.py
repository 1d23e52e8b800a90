"""Where in a clause a type is said: the sentences as the model sees them, in characters of the clause."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from clausecheck.classify.features import windows

_STOP: Final = re.compile(r"[.;](?!\S)")
_WORD: Final = re.compile(r"\S+")


def sentences(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """The ranges of a text's sentences, one for one with those that the model scores; without the space around them.

    `words` are the text's tokens.
    """
    cuts = windows(words)
    if len(cuts) <= 2:
        return [(0, len(text))]
    ends = [match.end() for match in _STOP.finditer(text)]
    ranges: list[tuple[int, int]] = []
    stops = start = 0
    for first, last in pairwise(cuts[:-1]):
        stops += words[first:last].count(".") + words[first:last].count(";")
        ranges.append((start, ends[stops - 1]))
        start = _WORD.search(text, ends[stops - 1]).start()  # type: ignore[union-attr]  # words follow a cut
    return [*ranges, (start, len(text))]


def word_counts(text: str, ranges: Sequence[tuple[int, int]]) -> list[int]:
    """How many words stand in the sentences up to and with each; words are what stands between spaces."""
    return list(accumulate(len(text[start:end].split()) for start, end in ranges))


def sentence_of_word(counts: Sequence[int], word: int) -> int:
    """Which sentence holds the word with this number."""
    return min(bisect_right(counts, word), len(counts) - 1)
