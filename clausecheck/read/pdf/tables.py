"""Rows of tables in a PDF: cells are told apart by the columns that lines share, and put together over lines."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from clausecheck.read.pdf.lines import Line, describe, unwrap
from clausecheck.read.pdf.page import Piece, Words
from clausecheck.read.text.lines import LABEL

_CLEAR_GAP = 8.0
"""A gap of this many type sizes is seldom one in a sentence."""
_SENTENCE = 0.45
"""A piece of this part of the column's width is of a sentence."""
_EDGE = 3.0
"""Cells of a column begin or end within this many points of each other."""
_NEIGHBOUR = 2.6
"""Lines further apart, in multiples of the type size, are not compared."""
_INSIDE = 1.5
"""Lines of one cell follow each other within this many type sizes."""
_LOOSE = 1.3
"""A larger step than this part of the usual one parts rows."""
_INTERLEAVED = 0.8
"""Lines closer than this, in type sizes, belong to cells that are set independently."""
_WORD_GAP = 0.6
"""In a table a gap of this many type sizes, where a column begins, parts cells."""
_NUMBER = re.compile(
    r"[(\[]?(?:[ivxlc]{1,9}|[a-z]{1,2})[.)\]]{1,2}|[(\[]?[0-9]{1,3}(?:\.[0-9a-z]{1,3}){0,5}[.)\]:]{0,2}"
    r"|note [0-9]{1,2}[.:]|\W"
)
"""A number, letter or bullet alone before the words of a clause, in lower case."""
_MOST_NUMBERS = 2
"""How many numbers stand before the words of a clause at most, as in "5.8 (a)"."""
_SHORT_CELL = 8
"""Where what stands behind a number is shorter than this, and more stands behind it, the number is a cell itself."""
_COLUMN_LINES = 4
"""Words that begin at one place on so many lines of a page, behind a gap, are a column."""
_ROW_GAP = 1.5
"""In a line that has words in such a column, this gap parts cells too."""
_SIGNATURE = re.compile(
    r"(?:by|name|title|its|date|signed|signature|witness|attest|print name)\s{0,3}(?::|$)|/s/|_{3}|-{3}"
)


def find_tables(lines: list[Line]) -> list[Line]:
    """The lines of a page, with rows of tables as lines of their own whose pieces are the cells."""
    _part_columns(lines)
    starts = Counter(round(piece.x0 / 2) for line in lines for piece in line.pieces)
    gaps = [_cells(lines, index, starts) for index in range(len(lines))]
    found: list[Line] = []
    index = 0
    while index < len(lines):
        if not gaps[index]:
            found.append(lines[index])
            index += 1
            continue
        end = _end(lines, gaps, index)
        found += _rows(lines[index:end], gaps[index:end])
        index = end
    return found


def _part_columns(lines: list[Line]) -> None:
    """Part the pieces of lines at columns with little space before them, in which many lines have words begin."""
    begun: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        for words in _behind_gaps(line, _WORD_GAP):
            begun.setdefault(round(words.x0 / 2), []).append(index)
    edges = _columns(lines, begun)
    for line in lines if edges else ():
        if any(round(words.x0 / 2) in edges for words in _behind_gaps(line, _WORD_GAP)):
            wide = {round(words.x0 / 2) for words in _behind_gaps(line, _ROW_GAP)}
            lefts = sorted(2.0 * place for place in edges | wide)
            line.pieces = [part for piece in line.pieces for part in _split(piece, lefts)]


def _columns(lines: list[Line], begun: dict[int, list[int]]) -> set[int]:
    """Places where words begin on many lines, while no more lines between these run across."""
    shared = {place: sorted(index for step in (-1, 0, 1) for index in begun.get(place + step, ())) for place in begun}
    shared = {place: found for place, found in shared.items() if len(found) >= _COLUMN_LINES}
    places = sorted(shared)
    across: dict[int, list[int]] = {place: [] for place in places}
    for index, line in enumerate(lines) if places else ():
        for words in (words for piece in line.pieces for words in piece.words):
            first = bisect_right(places, (words.x0 + _EDGE) / 2)
            for place in places[first : bisect_left(places, (words.x1 - _EDGE) / 2, first)]:
                if across[place][-1:] != [index]:
                    across[place].append(index)
    return {
        place
        for place, found in shared.items()
        if bisect_right(across[place], found[-1]) - bisect_left(across[place], found[0]) <= len(found) // 2
    }


def _behind_gaps(line: Line, least: float) -> list[Words]:
    """Words of the line, the first apart, with white space of at least so many type sizes before them."""
    words = [words for piece in line.pieces for words in piece.words]
    return [after for before, after in pairwise(words) if after.x0 - before.x1 > least * max(after.size, 1)]


def _cells(lines: list[Line], index: int, starts: Counter[int]) -> list[Piece]:
    """The cells of a line; none where its gaps are those of a sentence, or behind a number."""
    pieces = lines[index].pieces
    first = 0
    while first < min(_MOST_NUMBERS, len(pieces) - 1) and _is_label(pieces[first].text):
        first += 1
    if len(pieces) - first < 2:
        return []
    if len(pieces[first].text) < _SHORT_CELL:
        first = 0
    cells = [pieces[first]]
    for piece in pieces[first + 1 :]:
        if _parts(lines, index, cells[-1], piece, starts):
            cells.append(piece)
        else:
            cells[-1] = Piece([*cells[-1].words, *piece.words])
    return [*pieces[:first], *cells] if len(cells) > 1 else []


def _is_label(text: str) -> bool:
    if _NUMBER.fullmatch(text.lower()):
        return True
    found = LABEL.match(text.lower() + " ")
    return found is not None and found.end() >= len(text.rstrip(".:)"))


def _parts(lines: list[Line], index: int, before: Piece, piece: Piece, starts: Counter[int]) -> bool:
    """Whether the gap between two pieces parts cells: no sentence runs through it on the lines above and below."""
    line, middle = lines[index], (before.x1 + piece.x0) / 2
    near = [other for other in lines[max(0, index - 1) : index + 2] if other is not line and _close(line, other)]
    if any(abs(part.x0 - piece.x0) < _EDGE for other in near for part in other.pieces):
        return True
    if any(abs(part.x1 - piece.x1) < _EDGE for other in near if len(other.pieces) > 1 for part in other.pieces[1:]):
        return True
    wide = _SENTENCE * (line.right - line.left)
    parts = [[part for part in other.pieces if part.x1 - part.x0 > wide] for other in near if other.text[0].isalnum()]
    crossed = sum(any(part.x0 < middle < part.x1 for part in found) for found in parts)
    if crossed > 1:
        return False
    if piece.x0 - before.x1 > _CLEAR_GAP * line.size:
        return True
    aligned = sum(starts[round(piece.x0 / 2) + step] for step in (-1, 0, 1)) > 1
    return aligned and not (crossed and piece.text[0].islower())


def _close(line: Line, other: Line) -> bool:
    return line.column == other.column and abs(line.baseline - other.baseline) < _NEIGHBOUR * max(line.size, 1)


def _end(lines: list[Line], gaps: list[list[Piece]], start: int) -> int:
    """Where the table that begins at `start` ends: behind the last line that keeps to its columns."""
    rows = [gaps[start]]
    lefts = sorted(cell.x0 for cell in rows[0])
    end = start + 1
    while end < len(lines) and _close(lines[end - 1], lines[end]) and lines[end].baseline > lines[end - 1].baseline - 1:
        pieces = [part for piece in gaps[end] or lines[end].pieces for part in _split(piece, lefts)]
        numbered = lines[end].label and pieces[0].x0 < rows[0][0].x0 + _EDGE
        if not gaps[end] and (numbered or not all(_fits(piece, rows) for piece in pieces)):
            break
        rows.append(pieces)
        lefts = sorted([*lefts, *(piece.x0 for piece in pieces)])
        end += 1
    return end


def _fits(piece: Piece, rows: list[list[Piece]]) -> bool:
    """Whether the piece begins where a cell begins, and reaches over no two cells of one line."""
    if not any(abs(piece.x0 - cell.x0) < _EDGE for row in rows for cell in row):
        return False
    return all(sum(cell.x0 < piece.x1 - _EDGE and piece.x0 + _EDGE < cell.x1 for cell in row) < 2 for row in rows)


def _rows(lines: list[Line], gaps: list[list[Piece]]) -> list[Line]:
    """The rows of one table."""
    edges = _edges(lines, gaps)
    cells = [gap or line.pieces for line, gap in zip(lines, gaps, strict=True)]
    split = [[part for piece in pieces for part in _split(piece, edges)] for pieces in cells]
    found: list[Line] = []
    for group in _blocks(lines):
        whole = any(
            after.baseline - line.baseline < _INTERLEAVED * line.size for line, after in pairwise(lines[slice(*group)])
        )
        row: list[tuple[Line, list[Piece]]] = []
        for at in range(*group):
            if row and not whole and not _goes_on(row[0][1], split[at], signed=_signs(row[0][0])):
                found.append(_row(row, edges))
                row = []
            row.append((lines[at], split[at]))
        found.append(_row(row, edges))
    return found


def _edges(lines: list[Line], gaps: list[list[Piece]]) -> list[float]:
    """Left edges that several lines share, from left to right."""
    every = sorted(piece.x0 for line, gap in zip(lines, gaps, strict=True) for piece in gap or line.pieces)
    edges: list[float] = []
    for left in every:
        if not edges or left - edges[-1] > _EDGE:
            edges.append(left)
    return edges


def _split(piece: Piece, edges: list[float]) -> list[Piece]:
    """A piece parted where words begin at the edge of a column, behind a gap; edges stand in order."""
    parts = [[piece.words[0]]]
    for before, words in pairwise(piece.words):
        gap = words.x0 - before.x1 > _WORD_GAP * max(words.size, 1)
        if gap and any(abs(words.x0 - edge) < _EDGE for edge in _around(edges, words.x0)):
            parts.append([])
        parts[-1].append(words)
    return [Piece(part) for part in parts]


def _around(edges: list[float], left: float) -> list[float]:
    """Those of a sorted list that may be near."""
    return edges[bisect_left(edges, left - 2 * _EDGE) : bisect_right(edges, left + 2 * _EDGE)]


def _blocks(lines: list[Line]) -> list[tuple[int, int]]:
    """Runs of lines that follow each other closely, as the lines of a cell do."""
    size = max(line.size for line in lines)
    steps = [after.baseline - line.baseline for line, after in pairwise(lines)]
    usual = min((step for step in steps if step >= size), default=_INSIDE * size)
    bounds = [0]
    for index, (line, after) in enumerate(pairwise(lines), 1):
        if after.baseline - line.baseline > _LOOSE * usual:
            bounds.append(index)
    return list(pairwise([*bounds, len(lines)]))


def _goes_on(row: list[Piece], pieces: list[Piece], *, signed: bool) -> bool:
    """Whether a line goes on in the cells of a row: nothing stands in its first column."""
    if signed:
        return False
    lefts = [piece.x0 for piece in row]
    return all(any(abs(piece.x0 - left) < _EDGE for left in lefts[1:]) for piece in pieces)


def _signs(line: Line) -> bool:
    return any(_SIGNATURE.match(piece.text.lower()) for piece in line.pieces)


def _row(parts: list[tuple[Line, list[Piece]]], edges: list[float]) -> Line:
    """One row; the words of a cell's lines are put together. A row of one cell stays a line."""
    cells: dict[int, list[Line]] = {}
    first = parts[0][0]
    for line, pieces in parts:
        for piece in pieces:
            place = max((at for at, edge in enumerate(edges) if edge <= piece.x0 + _EDGE), default=0)
            cells.setdefault(place, []).append(replace(line, pieces=[piece]))
    made: list[Piece] = []
    for place in sorted(cells):
        found = cells[place]
        words = found[0].pieces[0].words[0]
        right = max(line.pieces[0].x1 for line in found)
        text = "".join(run.text for run in unwrap(found))
        look = words.look if all(line.bold for line in found) == words.bold else replace(words.look, bold=False)
        made.append(Piece([replace(words, text=text, x1=right, look=look)]))
    row = replace(first, pieces=made, row=len(made) > 1)
    describe(row)
    return row
