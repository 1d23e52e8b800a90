"""The sentences that differ among many that repeat."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from clausecheck.scan.sentences import Sentence

_OFTEN: Final = 10
"""Sentences of one pattern, word for word but for names and numbers, that make it one of those that repeat."""
_NEARLY_ALL: Final = 0.9
_SELDOM: Final = 2
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")


def odd_ones(text: str, inside: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a stretch that are of none of its patterns, in order.

    Those with a name or number of their own where nearly all others have the same one are odd too.
    """
    patterns = Counter(one.words for one in inside)
    often = [one for one in inside if patterns[one.words] >= _OFTEN]
    if len(often) < _NEARLY_ALL * len(inside):
        return _strangers(inside)
    odd = {one.start for one in inside if patterns[one.words] <= _SELDOM}
    groups: dict[tuple[str, ...], list[Sentence]] = defaultdict(list)
    for one in often:
        groups[one.words].append(one)
    for words, group in groups.items():
        odd.update(_deviating(text, words, group))
    return [one for one in inside if one.start in odd]


def _strangers(inside: Sequence[Sentence]) -> list[Sentence]:
    """Where patterns vary: the sentences most of whose words stand in few others."""
    used = Counter(word for one in inside for word in set(one.words))
    rare = max(_SELDOM, len(inside) // 50)
    return [one for one in inside if 2 * sum(used[word] <= rare for word in set(one.words)) >= len(set(one.words))]


def _deviating(text: str, words: tuple[str, ...], group: Sequence[Sentence]) -> Iterable[int]:
    places = [place for place, word in enumerate(words) if word in {"0", "N"}]
    written = [_WORD.findall(text, one.start, one.end) for one in group]
    for place in places:
        values = Counter(found[place] for found in written)
        if values.most_common(1)[0][1] >= _NEARLY_ALL * len(group):
            for one, found in zip(group, written, strict=True):
                if values[found[place]] <= _SELDOM:
                    yield one.start
