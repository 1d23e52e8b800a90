"""Phrases with choices and gaps, looked up in a row of words in one pass."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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

    by_head: Mapping[str, Mapping[str, tuple[tuple[str, Row], ...]]]
    """The first word of a phrase to its second, `ANY` where that may be any or none, to names and rows."""

    @staticmethod
    def of(named: Iterable[tuple[str, str]], words: Mapping[str, str]) -> "Phrases":
        """Phrases by their names; `words` are choices by a name of their own. Raises ValueError for a loose bracket."""
        choices: dict[str, Step] = {name: tuple((one,) for one in ways.split("|")) for name, ways in words.items()}
        by_head: dict[str, dict[str, list[tuple[str, Row]]]] = {}
        for name, phrase in named:
            row = _parse(phrase, choices)
            for head, *second in _starts(row):
                by_head.setdefault(head, {}).setdefault(second[0] if second else ANY, []).append((name, row))
        return Phrases({head: {word: tuple(rows) for word, rows in then.items()} for head, then in by_head.items()})

    def find(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """The name, and the first word and the one after the last, of each phrase that stands in `words`."""
        for at, word in enumerate(words):
            then = self.by_head.get(word)
            if then is None:
                continue
            second = words[at + 1] if at + 1 < len(words) else ANY
            for name, row in dict.fromkeys((*then.get(second, ()), *then.get(ANY, ()))):
                end = max(_ends(row, 0, words, at), default=at)
                if end > at:
                    yield name, at, end


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


def _starts(row: Row, most: int = 2) -> set[tuple[str, ...]]:
    """The words that a row may begin with, up to `most`, `ANY` for one that may be any.

    Raises ValueError where already the first may be any.
    """
    if not most or not row:
        return {()}
    if row[0] is None or row[0] == ANY:
        if most > 1:
            raise ValueError("a phrase must begin with a word")
        return {(ANY,)}
    ways: Iterable[Row] = ((row[0],),) if isinstance(row[0], str) else row[0]
    found: set[tuple[str, ...]] = set()
    for way in ways:
        begun = (
            {(way[0],)} if way and isinstance(way[0], str) and len(way) == 1 else _starts(way, most) if way else {()}
        )
        for start in begun:
            found |= {start + rest for rest in _starts(row[1:], most - len(start))} if len(start) < most else {start}
    return found


def _ends(row: Row, step: int, words: Sequence[str], at: int) -> set[int]:
    """Where `row`, from `step` on, may end when it begins at word `at`."""
    if step == len(row):
        return {at}
    now = row[step]
    if now is None:
        return {end for skipped in range(GAP + 1) for end in _ends(row, step + 1, words, at + skipped)}
    if isinstance(now, str):
        here = at < len(words) and now in (words[at], ANY)
        return _ends(row, step + 1, words, at + 1) if here else set()
    found: set[int] = set()
    for way in now:
        for end in _ends(way, 0, words, at):
            found |= _ends(row, step + 1, words, end)
    return found
