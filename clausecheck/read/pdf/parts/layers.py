"""The text layer of a scan, word by word against what OCR sees on the picture."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from clausecheck.read.pdf.page import Page, Words

_SLACK: Final = 3.0
"""Points by which words seen may stand outside the line that they are compared with."""
_LONGEST: Final = 80
"""Most words of a line that are compared."""
_ALIKE: Final = 0.7
"""Words that share this part of their letters differ by what OCR misreads."""
_OPERATIVE: Final = frozenset(
    {"not", "no", "never", "nor", "neither", "without", "except", "unless", "only", "nicht", "kein", "ne", "pas", "sin"}
)
_CONFUSED: Final = str.maketrans("oilsbz|", "0115821")
"""Letters that OCR takes for digits and the other way round."""
_EDGES = re.compile(r"^[^\w$€£%]+|[^\w$€£%]+$")

Change = tuple[int, int, int, int]
"""Where words of one list, from and to, stand in place of words of another, from and to."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the layer that are not those on the picture."""

    words: Words
    stored: str
    seen: str
    """The same words as they are seen."""


def differences(layer: Page, picture: Page) -> tuple[list[Difference], float]:
    """Lines that differ in something that matters, and the share of all words that differ at all."""
    found: list[Difference] = []
    count = odd = 0
    for line in layer.words:
        stored = line.text.split()[:_LONGEST]
        seen = [word.text for word in _on(line, picture.words)][:_LONGEST]
        count += len(stored)
        if not seen:
            odd += len(stored)
            continue
        changes = list(_changes([_plain(word) for word in stored], [_plain(word) for word in seen]))
        odd += sum(max(b - a, d - c) for a, b, c, d in changes)
        matter = [change for change in changes if _matters(stored, seen, change)]
        if matter:
            told = list(stored)
            for a, b, c, d in reversed(matter):
                told[a:b] = seen[c:d]
            found.append(Difference(line, line.text, " ".join(told)))
    return found, odd / max(1, count)


def _on(line: Words, seen: Sequence[Words]) -> Iterator[Words]:
    """The words seen that stand on a line of the layer."""
    middle = (line.top + line.bottom) / 2
    for word in seen:
        x = (word.x0 + word.x1) / 2
        if word.top - _SLACK <= middle <= word.bottom + _SLACK and line.x0 - _SLACK <= x <= line.x1 + _SLACK:
            yield word


def _plain(word: str) -> str:
    return _EDGES.sub("", unicodedata.normalize("NFKC", word).casefold())


def _changes(one: Sequence[str], other: Sequence[str]) -> Iterator[Change]:
    """Where two short lists differ, by their longest common sequence."""
    rows = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for a in range(len(one) - 1, -1, -1):
        for b in range(len(other) - 1, -1, -1):
            rows[a][b] = rows[a + 1][b + 1] + 1 if one[a] == other[b] else max(rows[a + 1][b], rows[a][b + 1])
    a = b = first = second = 0
    while a < len(one) and b < len(other):
        if one[a] == other[b]:
            if (first, second) != (a, b):
                yield first, a, second, b
            a, b = a + 1, b + 1
            first, second = a, b
        elif rows[a + 1][b] >= rows[a][b + 1]:
            a += 1
        else:
            b += 1
    if (first, second) != (len(one), len(other)):
        yield first, len(one), second, len(other)


def _matters(stored: Sequence[str], seen: Sequence[str], change: Change) -> bool:
    a, b, c, d = change
    one, other = ([_plain(word) for word in side] for side in (stored[a:b], seen[c:d]))
    if not any(one) or not any(other):
        return bool(_OPERATIVE.intersection(one + other))
    left, right = "".join(one), "".join(other)
    if any(map(str.isdigit, left + right)):
        return left.translate(_CONFUSED) != right.translate(_CONFUSED) and len(left) + len(right) < 40
    shared = (Counter(left) & Counter(right)).total()
    return shared < _ALIKE * max(len(left), len(right)) and min(len(left), len(right)) > 1
