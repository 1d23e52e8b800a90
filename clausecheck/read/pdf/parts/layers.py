"""The text layer of a scan, word by word against what OCR sees on the picture."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from clausecheck.read.pdf.page import Page, Words

_GAP: Final = 36.0
"""Points between the lines of two columns, at least."""
_LONGEST: Final = 80
"""Most words of a line that are compared."""
_ALIKE: Final = 0.7
"""Words that share this part of their letters differ by what OCR misreads."""
_CLEAN: Final = 0.015
"""A layer of which fewer words differ is so good that another word in it is no misreading."""
_OTHER: Final = 0.5
"""Words that share less than this part of their letters are not misread for one another."""
_SHORT: Final = 3
"""Lines of fewer words are numbers of pages and files."""
_OPERATIVE: Final = frozenset(
    {"not", "no", "never", "nor", "neither", "without", "except", "unless", "only", "nicht", "kein", "ne", "pas", "sin"}
)
_NUMBERS: Final = frozenset(
    {
        *(
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
        ),
        *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty"),
        *("sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "half", "double"),
    }
)
_AMOUNT = re.compile(r"[$€£(]{0,3}[0-9][0-9.,]{0,20}[%)]{0,2}")
_CONFUSED: Final = str.maketrans("oilsbz|", "0115821")
"""Letters that OCR takes for digits and the other way round."""
_EDGES = re.compile(r"^[^\w$€£%]+|[^\w$€£%]+$")

Change = tuple[int, int, int, int]
"""Where words of one list, from and to, stand in place of words of another, from and to."""


@dataclass(slots=True)
class Line:
    """Words of the layer that stand on one line."""

    items: list[Words]
    tokens: list[str] = field(default_factory=list)
    owners: list[Words] = field(default_factory=list)
    """The item that each token is of."""

    def __post_init__(self) -> None:
        for item in self.items:
            for token in item.text.split():
                self.tokens.append(token)
                self.owners.append(item)

    def correct(self, seen: Sequence[str], changes: Sequence[Change]) -> str:
        """Put words that are seen in place of those that are stored; returns the line as it is seen."""
        told: list[list[str]] = [[token] for token in self.tokens]
        for a, b, c, d in changes:
            if a < b:
                told[a:b] = [list(seen[c:d]), *([] for _ in range(b - a - 1))]
            else:
                told[max(0, a - 1)].extend(seen[c:d])
        for item in self.items:
            own = [told[at] for at, owner in enumerate(self.owners) if owner is item]
            item.text = " ".join(token for tokens in own for token in tokens)
        return " ".join(token for tokens in told for token in tokens)


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of the layer that is not what the picture shows."""

    line: Line
    seen: list[str]
    changes: list[Change]

    @property
    def stored(self) -> str:
        """The line as it is stored."""
        return " ".join(self.line.tokens)

    def correct(self) -> str:
        """Make the line what is seen, and return that."""
        return self.line.correct(self.seen, self.changes)


def differences(layer: Page, picture: Page) -> tuple[list[Difference], float]:
    """Lines that differ in something that matters, and the share of all words that do or are not seen."""
    found: list[Difference] = []
    count = odd = 0
    lines = _lines(layer.words)
    for line, words in zip(lines, _beside(lines, picture.words), strict=True):
        stored, seen = line.tokens, [word.text for word in words]
        count += len(stored)
        if not seen or len(stored) > _LONGEST or len(seen) > _LONGEST:
            odd += len(stored)
            continue
        changes = _changes([_plain(word) for word in stored], [_plain(word) for word in seen])
        matter = [change for change in changes if _matters(stored, seen, change)]
        odd += sum(max(b - a, d - c) for a, b, c, d in matter)
        if matter:
            found.append(Difference(line, seen, matter))
    return found, odd / max(1, count)


def _lines(words: Sequence[Words]) -> list[Line]:
    """The words by lines; a wide gap parts the lines of columns."""
    rows: dict[int, list[Words]] = {}
    for item in words:
        height = round((item.top + item.bottom) / 2)
        near = next((row for row in (height, height - 1, height + 1, height - 2, height + 2) if row in rows), height)
        rows.setdefault(near, []).append(item)
    lines: list[Line] = []
    for found in rows.values():
        found.sort(key=_left)
        start = 0
        for at in range(1, len(found) + 1):
            if at == len(found) or found[at].x0 - found[at - 1].x1 > _GAP:
                lines.append(Line(found[start:at]))
                start = at
    return lines


def _left(words: Words) -> float:
    return words.x0


def _beside(lines: Sequence[Line], seen: Sequence[Words]) -> list[list[Words]]:
    """For each line of the layer, the words seen on it: of several lines side by side, the nearest has a word."""
    found: list[list[Words]] = [[] for _ in lines]
    heights: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        heights.setdefault(round((line.items[0].top + line.items[0].bottom) / 2), []).append(index)
    for word in seen:
        middle = (word.top + word.bottom) / 2
        near = [index for row in range(int(word.top), int(word.bottom) + 2) for index in heights.get(row, ())]
        if near:
            found[min(near, key=lambda index: _away(lines[index], word, middle))].append(word)
    for words in found:
        words.sort(key=_left)
    return found


def _away(line: Line, word: Words, middle: float) -> tuple[float, float]:
    """How far a word is beside a line, in steps of half an inch, and above or below it."""
    x = (word.x0 + word.x1) / 2
    beside = max(0.0, line.items[0].x0 - x, x - line.items[-1].x1)
    return round(beside / _GAP), abs((line.items[0].top + line.items[0].bottom) / 2 - middle)


def _plain(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).lower()
    return _EDGES.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))


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


def changed(one: Difference, share: float) -> Difference | None:
    """The line with what was changed rather than misread by OCR, on a page of which `share` of the words differ."""
    grave = [(a, b, c, d) for a, b, c, d in one.changes if _grave(one.line.tokens[a:b], one.seen[c:d], share)]
    return replace(one, changes=grave) if grave and len(one.line.tokens) >= _SHORT else None


def _grave(stored: Sequence[str], seen: Sequence[str], share: float) -> bool:
    one, other = ([_plain(word) for word in side] for side in (stored, seen))
    weighty = _OPERATIVE | _NUMBERS
    if all(word in weighty for word in one + other):
        return True
    if len(one) == len(other) == 1 and _AMOUNT.fullmatch(one[0]) and _AMOUNT.fullmatch(other[0]):
        return [*filter(str.isdigit, one[0])] != [*filter(str.isdigit, other[0])]
    left, right = "".join(one), "".join(other)
    if share > _CLEAN or not left.isalpha() or not right.isalpha() or min(len(left), len(right)) < 4:
        return False
    if right in (f"un{left}", f"in{left}", f"non{left}") or left in (f"un{right}", f"in{right}", f"non{right}"):
        return True
    return (Counter(left) & Counter(right)).total() < _OTHER * max(len(left), len(right))


def _matters(stored: Sequence[str], seen: Sequence[str], change: Change) -> bool:
    a, b, c, d = change
    one, other = ([_plain(word) for word in side] for side in (stored[a:b], seen[c:d]))
    if b == len(stored) and d == len(seen) and b - a > d - c:
        return False  # the picture's edge cuts off the end of a line
    if not any(one) or not any(other):
        return bool(_OPERATIVE.intersection(one + other))
    left, right = "".join(one), "".join(other)
    if any(map(str.isdigit, left + right)):
        return left.translate(_CONFUSED) != right.translate(_CONFUSED) and len(left) + len(right) < 40
    if right in (f"un{left}", f"in{left}", f"non{left}") or left in (f"un{right}", f"in{right}", f"non{right}"):
        return True
    shared = (Counter(left) & Counter(right)).total()
    return shared < _ALIKE * max(len(left), len(right)) and min(len(left), len(right)) > 1
