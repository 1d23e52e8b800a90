"""Words of a PDF page become lines in reading order, with columns and rows of tables told apart."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from clausecheck.read.builder import BREAK, Run
from clausecheck.read.pdf_words import SOFT_HYPHEN, Page, Word
from clausecheck.read.text_lines import LABEL

_CELL_GAP = 2.2
"""A gap of this many type sizes or more between words begins a new cell."""
_CLEAR_GAP = 8.0
"""A gap of this many type sizes is never a gap in a sentence."""
_COLUMN_SHARE = 0.22
"""Least mean width of a column's lines, as a share of the page's width."""


@dataclass(slots=True)
class Piece:
    """Neighbouring words on one baseline."""

    words: list[Word]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """The words with their spaces."""
        return _join(self.words)


@dataclass(slots=True)
class Line:
    """One line of text."""

    pieces: list[Piece]
    page: int
    baseline: float
    size: float
    column: int = 0
    text: str = ""
    lower: str = ""
    bold: bool = False
    right: float = 0.0
    """Right edge of the column that the line stands in."""
    left: float = 0.0
    center: float = 0.0
    """Middle of the page."""
    removed: bool = False
    """It is furniture of the page."""
    interrupted: bool = False
    """Furniture that stood between it and the line before has been removed."""
    row: bool = False
    """It is a row of a table: words far apart, in line with words above or below."""

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.pieces[-1].x1

    @property
    def label(self) -> str:
        """The number or bullet that the line begins with."""
        found = LABEL.match(self.lower)
        return found.group() if found else ""

    @property
    def cells(self) -> list[str]:
        """Its cells where it is a row of a table; empty where it is running text."""
        if not self.row or len(self.pieces) < 2:
            return []
        first = self.pieces[0].text
        found = LABEL.match(first.lower() + " ")
        if len(self.pieces) == 2 and (found and found.end() >= len(first)):
            return []
        return [piece.text for piece in self.pieces]

    @property
    def runs(self) -> list[Run]:
        """Its words with their weight."""
        runs: list[Run] = []
        for piece in self.pieces:
            for index, word in enumerate(piece.words):
                before = " " if runs and (word.space or index == 0) else ""
                runs.append(Run(before + word.text, word.bold, word.bold))
        return runs


def read_lines(page: Page) -> list[Line]:
    """The lines of a page in reading order."""
    pieces = _pieces(page.words)
    gutter = _gutter(page, pieces)
    groups = [pieces] if gutter is None else _bands(pieces, gutter)
    lines: list[Line] = []
    for column, group in enumerate(groups):
        found = _rows(group, page.number)
        for line in found:
            line.column = column
            line.center = page.width / 2
        lines += found
    _mark_rows(lines)
    return lines


def _mark_rows(lines: list[Line]) -> None:
    """Wide gaps make a row where they line up with other lines; elsewhere they are gaps in a sentence."""
    starts = Counter(round(piece.x0 / 2) for line in lines for piece in line.pieces)
    ends = Counter(round(piece.x1 / 2) for line in lines for piece in line.pieces)
    for line in lines:
        for before, piece in pairwise(line.pieces):
            start, end = round(piece.x0 / 2), round(piece.x1 / 2)
            aligned = (
                sum(starts[start + step] for step in (-1, 0, 1)) > 1 or sum(ends[end + step] for step in (-1, 0, 1)) > 2
            )
            if aligned or piece.x0 - before.x1 > _CLEAR_GAP * line.size:
                line.row = True


def _pieces(words: list[Word]) -> list[Piece]:
    pieces: list[Piece] = []
    for word in words:
        if pieces:
            last = pieces[-1].words[-1]
            size = max(last.size, word.size)
            near = abs(word.baseline - last.baseline) < 0.45 * size
            gap = word.x0 - last.x1
            if near and -0.6 * size < gap < _CELL_GAP * size:
                if gap > 0.18 * size:
                    word.space = True
                pieces[-1].words.append(word)
                continue
        pieces.append(Piece([word]))
    return pieces


def _gutter(page: Page, pieces: list[Piece]) -> float | None:
    """The middle of the empty band between two columns of text, where there is one."""
    if len(pieces) < 16:
        return None
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        x = page.width * step / 100
        crossing = sum(piece.x0 < x < piece.x1 for piece in pieces)
        if best is None or crossing < best[0]:
            best = (crossing, x)
    assert best is not None
    crossing, x = best
    left = [piece for piece in pieces if piece.x1 <= x]
    right = [piece for piece in pieces if piece.x0 >= x]
    if min(len(left), len(right)) < 8 or crossing > 0.2 * len(pieces):
        return None
    wide = all(sum(p.x1 - p.x0 for p in side) / len(side) > _COLUMN_SHARE * page.width for side in (left, right))
    return x if wide else None


def _bands(pieces: list[Piece], gutter: float) -> list[list[Piece]]:
    """Groups in reading order: text across the page, then the left column down to the next, then the right one."""
    across = sorted((p for p in pieces if p.x0 < gutter < p.x1), key=lambda p: p.words[0].baseline)
    limits_below = [piece.words[0].baseline for piece in across] + [float("inf")]
    groups: list[list[Piece]] = []
    top = float("-inf")
    for index, below in enumerate(limits_below):
        inside = [p for p in pieces if top < p.words[0].baseline < below and not p.x0 < gutter < p.x1]
        groups += [[p for p in inside if p.x1 <= gutter], [p for p in inside if p.x0 >= gutter]]
        if index < len(across):
            groups.append([across[index]])
            top = below
    merged: list[list[Piece]] = []
    crossing = False
    for group in groups:
        if not group:
            continue
        is_across = any(p.x0 < gutter < p.x1 for p in group)
        if merged and is_across and crossing:
            merged[-1] += group
        else:
            merged.append(group)
        crossing = is_across
    return merged


def _rows(pieces: list[Piece], page: int) -> list[Line]:
    """Pieces on one baseline make a line."""
    lines: list[Line] = []
    for piece in sorted(pieces, key=lambda item: item.words[0].baseline):
        word = piece.words[0]
        if lines:
            last = lines[-1]
            if abs(word.baseline - last.baseline) < 0.4 * min(max(last.size, 1), max(word.size, 1)):
                last.pieces.append(piece)
                continue
        lines.append(Line([piece], page, word.baseline, word.size))
    for line in lines:
        _complete(line)
    return [line for line in lines if line.text]


def _complete(line: Line) -> None:
    pieces = sorted(line.pieces, key=lambda piece: piece.x0)
    merged = [pieces[0]]
    for piece in pieces[1:]:
        last = merged[-1]
        size = max(last.words[-1].size, piece.words[0].size)
        if piece.x0 - last.x1 < _CELL_GAP * size:
            piece.words[0].space = piece.words[0].space or piece.x0 - last.x1 > 0.18 * size
            last.words += piece.words
        else:
            merged.append(piece)
    line.pieces = merged
    words = [word for piece in merged for word in piece.words]
    line.size = max(words, key=lambda word: len(word.text)).size
    line.bold = all(word.bold for word in words)
    line.text = " ".join(piece.text for piece in merged)
    line.lower = line.text[:200].lower()


def _join(words: list[Word]) -> str:
    return "".join((" " if index and word.space else "") + word.text for index, word in enumerate(words))


def unwrap(lines: list[Line]) -> list[Run]:
    """The runs of a paragraph: lines joined, words divided at a line's end put together."""
    runs: list[Run] = []
    for line in lines:
        own = line.runs
        if runs:
            last = runs[-1]
            first = own[0].text
            divided = last.text.endswith(SOFT_HYPHEN)
            typed = last.text.endswith("-") and len(last.text.strip()) > 2 and last.text.strip()[-2].isalpha()
            if (divided or typed) and first[:1].islower():
                stem = last.text[:-1]
                if _keeps_hyphen(stem, first):
                    stem += "-"
                runs[-1] = Run(stem, last.bold, last.marked)
            elif divided or typed:
                runs[-1] = Run(last.text[:-1] + "-", last.bold, last.marked)
            else:
                runs.append(Run(" "))
        runs += own
    if runs and runs[-1].text.endswith(SOFT_HYPHEN):
        runs[-1] = Run(runs[-1].text[:-1] + "-", runs[-1].bold, runs[-1].marked)
    return [run for run in runs if run is not BREAK]


_COMPOUND_WORDS = (
    "self non anti inter multi semi pre post co third first second cross sub re one two three four five six ten "
    "thirty sixty ninety long short full part high low well good open right royalty fully day month year world in "
    "on off so above below"
)
_COMPOUND = frozenset(_COMPOUND_WORDS.split())


def _keeps_hyphen(stem: str, rest: str) -> bool:
    """Whether a hyphen at the end of a line belongs to the word: "third-party", "non-exclusive"."""
    head = stem.strip().rsplit(" ", 1)[-1].lower().lstrip("(\"“'")
    return "-" in head or len(head) == 1 or head in _COMPOUND or "-" in rest.split(" ", 1)[0]
