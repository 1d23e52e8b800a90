"""Numbers of lines in the margin of a PDF page, as in pleadings, transcripts and bills."""

from itertools import pairwise
from statistics import median

from clausecheck.read.pdf.lines import Line, drop_first_word

_MARGIN = 8.0
"""Numbers in the margin end within this many points of each other."""
_LEAST = 10
"""Fewest numbers of a page that count every line."""
_LEAST_FIVES = 3
"""Fewest numbers of a page that count every fifth line."""
_SHARE = 0.3
"""Least share of a page's lines that begin with the number, where every line has one."""


def drop_line_numbers(lines: list[Line]) -> str:
    """Take numbers that count down the left margin out of the lines; returns them, empty where there are none."""
    numbered = [line for line in lines if _first(line).isdecimal() and len(_first(line)) < 4]
    if len(numbered) < _LEAST_FIVES:
        return ""
    usual = median(line.pieces[0].words[0].x1 for line in numbered)
    numbered = [line for line in numbered if abs(line.pieces[0].words[0].x1 - usual) < _MARGIN]
    firsts = [line.pieces[0].words[0] for line in numbered]
    if not _count_down([int(word.text) for word in firsts], len(lines)):
        return ""
    edge = max(word.x1 for word in firsts)
    numbers = {id(word) for word in firsts}
    others = [word.x0 for line in lines for piece in line.pieces for word in piece.words if id(word) not in numbers]
    if others and min(others) < edge + 1:
        return ""
    for line in numbered:
        drop_first_word(line)
        line.removed = not line.text
    return " ".join(word.text for word in firsts)


def _first(line: Line) -> str:
    return line.pieces[0].words[0].text


def _count_down(values: list[int], lines: int) -> bool:
    """Whether the numbers are those of lines: one more each time, or five more from a multiple of five."""
    if len(values) < _LEAST_FIVES:
        return False
    steps = [after - before for before, after in pairwise(values)]
    if all(value % 5 == 0 for value in values):
        return all(step == 5 for step in steps)
    if len(values) < _LEAST or len(values) < _SHARE * lines:
        return False
    return sum(step == 1 for step in steps) >= 0.8 * len(steps)
