"""Running heads and feet of a plain text file: the same line again and again at the edges of its pages."""

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from clausecheck.read.text.lines import BARE_NUMBER, Line, Mark

_SHORTEST: Final = 8
_LONGEST: Final = 160
_NEAR: Final = 6
_LEAST_AT_EDGE: Final = 3
_MOST_AT_EDGE: Final = 0.6
_SHORTEST_ANYWHERE: Final = 30
_LEAST_ANYWHERE: Final = 6
_LEAST_APART: Final = 12
_PAGE = re.compile(r"\s+(?:page\s)?[0-9]{1,4}$|^[0-9]{1,4}\s{2,}")


def mark_running_heads(lines: list[Line]) -> None:
    """Mark the lines that are heads or feet of pages, so that no sentence across a page is broken by them.

    A line counts as one where it stands beside a page mark or page number three times, and more often than not; a long
    one also where it stands alone six times, always far apart.
    """
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line.mark is Mark.WORDS and _may_be_head(line.text):
            places.setdefault(line.lower if line.label else _PAGE.sub("", line.lower), []).append(index)
    edges = Counter({key: sum(_at_edge(lines, at) for at in found) for key, found in places.items() if len(found) > 2})
    for key, edge in edges.items():
        found = places[key]
        gaps = sorted(b - a for a, b in pairwise(found))
        often = edge >= max(_LEAST_AT_EDGE, _MOST_AT_EDGE * len(found)) and gaps[len(gaps) // 2] >= _LEAST_APART
        far = len(found) >= _LEAST_ANYWHERE and len(key) >= _SHORTEST_ANYWHERE and gaps[0] >= _LEAST_APART
        if often or (far and all(_alone(lines, at) for at in found)):
            for at in found:
                lines[at].mark = Mark.FILING


def _may_be_head(text: str) -> bool:
    if not _SHORTEST <= len(text) <= _LONGEST or "__" in text or text[-1] in ":;,":
        return False
    return not text[0].islower() and (" " in text or text.isupper())


def _alone(lines: list[Line], index: int) -> bool:
    return all(not 0 <= at < len(lines) or lines[at].mark is not Mark.WORDS for at in (index - 1, index + 1))


def _at_edge(lines: list[Line], index: int) -> bool:
    """Whether a page mark or a page number is the next thing above or below."""
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(lines) and abs(at - index) < _NEAR and lines[at].mark is Mark.BLANK:
            at += step
        if 0 <= at < len(lines) and (lines[at].mark is Mark.PAGE or _is_page_number(lines[at])):
            return True
    return False


def _is_page_number(line: Line) -> bool:
    return line.mark is Mark.WORDS and len(line.text) < 7 and BARE_NUMBER.fullmatch(line.lower) is not None
