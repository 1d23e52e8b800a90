"""What a fragment says one after the other: a cheap test before its regular expression is made, which costs more."""

import re
from functools import cache
from typing import Final

_GAP: Final = re.compile(r" ~ | \.{2,3} ")
_BREAK: Final = re.compile(r"\0|\$|\[[^]]*\]")
"""Where words do not follow each other directly."""
_UNIT: Final = re.compile(r"#(days|money|percent|times)")
_BRACKET: Final = re.compile(r"[()]")
_FEWEST: Final = 2
"""Letters of words that are worth a look."""
_MOST: Final = 60
"""Ways of a step; what has more stands nearly everywhere."""

_Words = tuple[str, ...]


def in_order(source: str, text: str) -> bool:
    """Whether the words of a fragment stand in `text` one after the other; never False where the fragment holds."""
    at = 0
    for ways in _steps(source):
        ends = [found + len(words) for words in ways if (found := text.find(words, at)) >= 0]
        if not ends:
            return False
        at = min(ends)
    return True


@cache
def _steps(source: str) -> tuple[_Words, ...]:
    """Of every match, the words outside brackets and the beginnings of alternatives, one of each in this order."""
    text = _UNIT.sub(r"<\1 \0", _GAP.sub("\0 ", source))  # behind a gap stands a space
    found: list[_Words] = []
    while text:
        words, inner, optional, text = _opened(text)
        *whole, begun = _BREAK.split(words)
        found += [(piece,) for piece in whole]
        ways = [""] if optional or not inner else _beginnings(inner)
        found.append(tuple(begun + way for way in (ways if len(ways) <= _MOST else [""])))
    return tuple(step for step in found if min(map(len, step)) >= _FEWEST)


def _opened(text: str) -> tuple[str, str, bool, str]:
    """The words before the first bracket, what stands in it, whether that may be left out, and the rest."""
    before, bracket, _ = text.partition("(")
    if not bracket:
        return text, "", False, ""
    start = at = len(before) + 1
    depth = 1
    while depth:
        found = _BRACKET.search(text, at)
        if found is None:
            return before, "", False, ""
        depth += 1 if found[0] == "(" else -1
        at = found.end()
    optional = text.startswith("?", at)
    return before, text[start : at - 1], optional, text[at + optional :]


def _beginnings(inner: str) -> list[str]:
    """How each of several ways begins, up to the first gap or bracket that may be left out."""
    found: list[str] = []
    for way in _ways(inner):
        words, within, optional, _ = _opened(way)
        begun, *more = _BREAK.split(words)
        if within and not optional and not more:
            found += [begun + rest for rest in _beginnings(within)]
        else:
            found.append(begun)
    return found


def _ways(inner: str) -> list[str]:
    """The alternatives of a bracket, those within another bracket left together."""
    parts, depth = [""], 0
    for piece in re.split(r"([()|])", inner):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return parts
