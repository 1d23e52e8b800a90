"""Phrases with choices and gaps, looked up in a row of words in one pass."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

GAP: Final = 4
"""How many words a gap may hold."""

Words = str
Step = Words | None | tuple["Row", ...]
"""A word; None for a gap; or several rows, of which one must follow."""
Row = tuple[Step, ...]

_TOKENS: Final = re.compile(r"[(|)]|[^\s(|)]+")
ANY: Final = "_"
_MARKS: Final = str.maketrans(dict.fromkeys(',;:.()[]"“”*/', " ") | {"’": "'"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """Named phrases. `(a|b)` is one of several, `(a|)` may be left out, `_` is any word and `..` up to four words."""

    by_head: Mapping[str, tuple[tuple[str, Row], ...]]
    """The first word of a phrase to its name and its row."""
    by_second: dict[str, Mapping[str, tuple[tuple[str, Row], ...]]] = field(default_factory=dict)
    """The rows of a first word by the second, `ANY` where that may be any or none: made when a text first holds it."""

    @staticmethod
    def of(named: Iterable[tuple[str, str]], words: Mapping[str, str]) -> "Phrases":
        """Phrases by their names; `words` are choices by a name of their own. Raises ValueError for a loose bracket."""
        choices: dict[str, Step] = {name: tuple((one,) for one in ways.split("|")) for name, ways in words.items()}
        by_head: dict[str, list[tuple[str, Row]]] = {}
        for name, phrase in named:
            row = _parse(phrase, choices)
            for (head,) in _starts(row, 1):
                by_head.setdefault(head, []).append((name, row))
        return Phrases({head: tuple(rows) for head, rows in by_head.items()})

    def find(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """The name, and the first word and the one after the last, of each phrase that stands in `words`."""
        for at, word in enumerate(words):
            if word not in self.by_head:
                continue
            then = self.by_second.get(word) or self._seconds(word)
            second = words[at + 1] if at + 1 < len(words) else ANY
            for name, row in then[second] if second in then else then.get(ANY, ()):
                end = max(_ends(row, words, {at}), default=at)
                if end > at:
                    yield name, at, end

    def _seconds(self, head: str) -> Mapping[str, tuple[tuple[str, Row], ...]]:
        then: dict[str, list[tuple[str, Row]]] = {}
        for name, row in self.by_head[head]:
            for start in _starts(row, 2):
                if start[0] == head:
                    then.setdefault(start[1] if len(start) > 1 else ANY, []).append((name, row))
        always = then.get(ANY, [])
        self.by_second[head] = {word: tuple(dict.fromkeys((*rows, *always))) for word, rows in then.items()}
        return self.by_second[head]


def words_of(roles: str) -> list[str]:
    """The words of a sentence with roles, without its marks."""
    return roles.translate(_MARKS).split()


def _parse(phrase: str, choices: Mapping[str, Step]) -> Row:
    open_rows: list[tuple[list[Row], list[Step]]] = [([], [])]
    for piece in _TOKENS.findall(phrase):
        ways, row = open_rows[-1]
        if piece == "(":
            open_rows.append(([], []))
        elif piece == "|":
            ways.append(tuple(row))
            row.clear()
        elif piece == ")":
            open_rows.pop()
            if not open_rows:
                raise ValueError(f"a bracket is closed that was not opened: {phrase}")
            open_rows[-1][1].append((*ways, tuple(row)))
        else:
            row.append(None if piece == ".." else choices.get(piece, piece))
    if len(open_rows) > 1:
        raise ValueError(f"a bracket is not closed: {phrase}")
    return tuple(open_rows[0][1])


def _starts(row: Row, most: int, *, first: bool = True) -> set[tuple[str, ...]]:
    """The words that a row may begin with, up to `most`, `ANY` for one that may be any.

    Raises ValueError where already the first may be any.
    """
    if not most or not row:
        return {()}
    if row[0] is None or row[0] == ANY:
        if first:
            raise ValueError("a phrase must begin with a word")
        return {(ANY,)}
    ways: Iterable[Row] = ((row[0],),) if isinstance(row[0], str) else row[0]
    found: set[tuple[str, ...]] = set()
    for way in ways:
        word = way[0] if len(way) == 1 else None
        for start in {(word,)} if isinstance(word, str) else _starts(way, most, first=first):
            rest = _starts(row[1:], most - len(start), first=first and not start)
            found |= {start + more for more in rest}
    return found


def _ends(row: Row, words: Sequence[str], starts: set[int]) -> set[int]:
    """Where `row` may end when it begins at one of `starts`."""
    here = starts
    for step in row:
        if not here:
            break
        if step is None:
            here = {at + skipped for at in here for skipped in range(GAP + 1)}
        elif isinstance(step, str):
            here = {at + 1 for at in here if at < len(words) and step in (words[at], ANY)}
        else:
            here = {end for way in step for end in _ends(way, words, here)}
    return here
