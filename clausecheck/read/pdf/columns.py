"""The reading order of a PDF page: columns one after the other, between what runs across them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from clausecheck.read.pdf.page import Piece

_LEAST = 10
"""Fewest lines of a column that is found."""
_FEW = 2
"""Fewest lines of a part of such a column, between texts across the page."""
_DEPTH = 4
"""How often columns are looked for inside columns and between them."""
_STEPS = 100
"""Places across the page where a gutter is looked for."""
_TRIES = 6
_NARROWEST = 0.12
"""Least width of the long lines of a column, as a share of the page's width."""
_LONG = 0.7
"""Lines of at least this part of a column's width are long."""
_LONG_SHARE = 0.4
"""Least share of long lines in a column of text; in a column of a table most cells are short."""
_RUNNING = 0.2
"""Least share of lines that begin in the middle of a sentence; cells of a table hardly do."""
_CAPITALS = 3
"""Fewest spaces in a line of capitals that is no heading of a table."""
_LOOSE = 1.9
"""Usual step from line to line in a column of text, in type sizes, at most."""
_BREAK = 1.4
"""A step of this multiple of the usual one is a gap between paragraphs, or rows of a table."""
_SAME_LINE = 2.0
"""Pieces whose baselines are this close, in points, stand on one line."""
_LANES = 3
_LANES_SHARE = 0.6
"""So many gaps, and this share of them, at the same heights on both sides are gaps between rows of a table."""


@dataclass(slots=True)
class _Box:
    """A piece with its place worked out."""

    baseline: float
    x0: float
    x1: float
    size: float
    piece: Piece


@dataclass(slots=True)
class _Band:
    """What stands between two texts across a gutter, or such a text."""

    across: bool
    boxes: list[_Box]


def reading_order(pieces: Sequence[Piece], width: float) -> list[list[Piece]]:
    """Groups of pieces in the order in which one reads them; in each, lines are read from left to right.

    `width` is that of the page.
    """
    if len(pieces) < 2 * _LEAST:
        return [list(pieces)]
    boxes = [_Box(piece.words[0].baseline, piece.x0, piece.x1, piece.words[0].size, piece) for piece in pieces]
    boxes.sort(key=lambda box: box.baseline)
    return [[box.piece for box in group] for group in _order(boxes, width, _DEPTH)]


def _order(boxes: list[_Box], width: float, depth: int) -> list[list[_Box]]:
    best: tuple[int, float] = 0, 0.0
    for x in _places(boxes, width) if depth else ():
        found = sum(len(band.boxes) for band in _bands(boxes, x) if _columned(band, x, width, _LEAST))
        best = max(best, (found, -x))
    if not best[0]:
        return [boxes] if boxes else []
    gutter = -best[1]
    groups: list[list[_Box]] = []
    waiting: list[_Box] = []
    for band in _bands(boxes, gutter):
        if _columned(band, gutter, width, _FEW):
            groups += _order(waiting, width, depth - 1)
            waiting = []
            for side in _sides(band.boxes, gutter):
                groups += _order(side, width, depth - 1)
        else:
            waiting += band.boxes
    return groups + _order(waiting, width, depth - 1)


def _places(boxes: list[_Box], width: float) -> list[float]:
    """Places of gutters: those with most pieces wholly on one side or the other, and enough on each."""
    step = max(width, 1.0) / _STEPS
    ends, begins = [0] * (_STEPS + 1), [0] * (_STEPS + 1)
    for box in boxes:
        ends[min(_STEPS, max(0, int(box.x1 / step) + 1))] += 1
        begins[min(_STEPS, max(0, int(box.x0 / step)))] += 1
    before = list(accumulate(ends))
    after = [len(boxes) - count + own for count, own in zip(accumulate(begins), begins, strict=True)]
    clear = [
        (left + right, at)
        for at, (left, right) in enumerate(zip(before, after, strict=True))
        if left >= _LEAST and right >= _LEAST
    ]
    runs: list[tuple[int, float]] = []
    for _, run in groupby(clear, key=lambda item: (before[item[1]], after[item[1]])):
        places = [at for _, at in run]
        runs.append((before[places[0]] + after[places[0]], (places[0] + places[-1]) / 2 * step))
    return [place for _, place in sorted(runs, reverse=True)[:_TRIES]]


def _bands(boxes: list[_Box], gutter: float) -> list[_Band]:
    """Rows across the gutter and rows beside it, by turns, from top to bottom."""
    bands: list[_Band] = []
    row: list[_Box] = []
    for box in [*boxes, None]:
        if row and (box is None or box.baseline - row[0].baseline > 0.4 * max(1.0, min(box.size, row[0].size))):
            across = any(item.x0 < gutter - 1 and item.x1 > gutter + 1 for item in row)
            if bands and bands[-1].across == across:
                bands[-1].boxes += row
            else:
                bands.append(_Band(across, row))
            row = []
        if box is not None:
            row.append(box)
    return bands


def _sides(boxes: list[_Box], gutter: float) -> tuple[list[_Box], list[_Box]]:
    left = [box for box in boxes if box.x0 + box.x1 < 2 * gutter]
    return left, [box for box in boxes if box.x0 + box.x1 >= 2 * gutter]


def _columned(band: _Band, gutter: float, width: float, least: int) -> bool:
    """Whether columns of text, with at least so many lines, stand on both sides of the gutter."""
    if band.across:
        return False
    sides = _sides(band.boxes, gutter)
    if not all(len(side) >= least and _is_text(side, width) for side in sides):
        return False
    gaps = [_gaps(side) for side in sides]
    near = {round(gap / _SAME_LINE) + step for gap in gaps[1] for step in (-1, 0, 1)}
    lanes = sum(round(gap / _SAME_LINE) in near for gap in gaps[0])
    return lanes < _LANES or lanes < _LANES_SHARE * max(map(len, gaps))


def _is_text(boxes: list[_Box], width: float) -> bool:
    """Whether many of the lines are about as wide as the longest, follow each other closely, and go on sentences."""
    widths = sorted(box.x1 - box.x0 for box in boxes)
    usual = widths[-1 - len(widths) // 10]
    long = sum(item >= _LONG * usual for item in widths)
    if usual < _NARROWEST * width or long < _LONG_SHARE * len(widths):
        return False
    if sum(_goes_on(box.piece.words[0].text) for box in boxes) < _RUNNING * len(boxes):
        return False
    steps = sorted(step for step, _ in _steps(boxes))
    return not steps or steps[len(steps) // 2] <= _LOOSE * max(box.size for box in boxes)


def _goes_on(text: str) -> bool:
    """Whether a line may begin inside a sentence: with a small letter, a letter without a case, or many capitals."""
    first = text[:1]
    if not first.isalpha() or first.islower():
        return first.islower()
    return first.lower() == first or (text.isupper() and text.count(" ") >= _CAPITALS)


def _steps(boxes: list[_Box]) -> list[tuple[float, float]]:
    """From each line to the next, with the baseline of the latter."""
    steps = [(after.baseline - before.baseline, after.baseline) for before, after in pairwise(boxes)]
    return [item for item in steps if item[0] > _SAME_LINE]


def _gaps(boxes: list[_Box]) -> list[float]:
    """Baselines above which there is more than the usual step."""
    steps = _steps(boxes)
    usual = sorted(step for step, _ in steps)[len(steps) // 3] if steps else 0.0
    return [baseline for step, baseline in steps if step > _BREAK * usual]
