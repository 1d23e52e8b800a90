"""Words of a PDF page become lines in reading order, with columns and rows of tables told apart."""

from dataclasses import dataclass

from clausecheck.read.pdf.columns import reading_order
from clausecheck.read.pdf.page import SOFT_HYPHEN, Page, Piece, Words
from clausecheck.read.styled import BREAK, Run
from clausecheck.read.text.lines import LABEL

_ORDINALS = frozenset({"st", "nd", "rd", "th"})
"""Endings of numbers, often set smaller and higher: 5th."""
_PIECE_GAP = 0.9
"""A gap of this many type sizes may be the space between two columns."""
_CELL_GAP = 2.3
"""A gap of this many type sizes or more between words begins a new cell."""
_SPACE = 0.22
"""A gap of more type sizes than this is a space."""
_RAISED = 0.8
"""A number in at most this part of the size refers to a note."""
_THIN_SPACE = 0.12
_LABEL_ENDS = frozenset("0123456789.)")
_CLOSING = frozenset(".,;:!?)]’”'\"%-")
_OPENING = frozenset("([“‘-")
_ASIDE = 100
"""Words in another direction stand in columns counted from here."""


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
    def first_width(self) -> float:
        """Width of the first word, about; where its look changes it is of several pieces."""
        words = self.pieces[0].words
        last = 0
        while last + 1 < len(words) and not words[last + 1].space and " " not in words[last].text:
            last += 1
        end = words[last]
        share = len(end.text.split(None, 1)[0]) / len(end.text)
        return end.x0 + (end.x1 - end.x0) * share - words[0].x0

    @property
    def label(self) -> str:
        """The number or bullet that the line begins with."""
        found = LABEL.match(self.lower)
        return found.group() if found else ""

    @property
    def cells(self) -> list[str]:
        """Its cells where it is a row of a table; empty where it is running text."""
        return [piece.text for piece in self.pieces] if self.row else []

    @property
    def runs(self) -> list[Run]:
        """Its words with their weight."""
        runs: list[Run] = []
        for piece in self.pieces:
            for index, word in enumerate(piece.words):
                before = " " if runs and (word.space or index == 0) else ""
                if runs and not before and runs[-1].bold == word.bold:
                    runs[-1] = Run(runs[-1].text + word.text, word.bold, word.bold)
                else:
                    runs.append(Run(before + word.text, word.bold, word.bold))
        return runs


def read_lines(page: Page) -> list[Line]:
    """The lines of a page in reading order."""
    lines: list[Line] = []
    for column, group in enumerate(reading_order(_pieces(page.words), page.width)):
        found = _rows(group, page.number)
        for line in found:
            line.column = column
            line.center = page.width / 2
        lines += found
    for number, aside in enumerate(page.asides):
        for line in read_lines(aside):
            line.column += (number + 1) * _ASIDE
            lines.append(line)
    return lines


def _pieces(words: list[Words]) -> list[Piece]:
    pieces: list[Piece] = []
    for word in words:
        if pieces:
            last = pieces[-1].words[-1]
            size = max(last.size, word.size)
            near = abs(word.baseline - last.baseline) < 0.45 * size
            gap = word.x0 - last.x1
            if word.text in _ORDINALS and last.text[-1].isdecimal() and gap < 0.5 * size:
                word.space, word.baseline = False, last.baseline
                pieces[-1].words.append(word)
                continue
            if near and -0.6 * size < gap < _PIECE_GAP * size:
                word.space = word.space or _apart(last, word)
                pieces[-1].words.append(word)
                continue
        pieces.append(Piece([word]))
    return pieces


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
            piece.words[0].space = piece.words[0].space or _apart(last.words[-1], piece.words[0])
            last.words += piece.words
        else:
            merged.append(piece)
    line.pieces = merged
    describe(line)


def _apart(before: Words, words: Words) -> bool:
    """Whether a space is seen where the file has none; a number and what it counts need less of it."""
    gap = (words.x0 - before.x1) / max(before.size, words.size, 1)
    if words.text[0].isdecimal() and words.size < _RAISED * before.size:
        return False
    if gap > _SPACE:
        return words.text[0] not in _CLOSING and before.text[-1] not in _OPENING
    return gap > _THIN_SPACE and before.text[-1] in _LABEL_ENDS and words.text[:2].istitle() and len(words.text) > 1


def drop_first_word(line: Line) -> None:
    """Take the first word out of the line; the line may be left without any."""
    first = line.pieces[0]
    if len(first.words) > 1:
        line.pieces = [Piece(first.words[1:]), *line.pieces[1:]]
    elif len(line.pieces) > 1:
        line.pieces = line.pieces[1:]
    else:
        line.text = line.lower = ""
        return
    describe(line)


def describe(line: Line) -> None:
    """Set the text, size and weight of a line by its pieces."""
    merged = line.pieces
    words = [word for piece in merged for word in piece.words]
    line.size = max(words, key=lambda word: len(word.text)).size
    line.bold = all(word.bold for word in words)
    line.text = " ".join(piece.text for piece in merged)
    line.lower = line.text[:200].lower()


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
    "twenty thirty forty fifty sixty seventy eighty ninety long short full part high low well good open right "
    "royalty fully day month year world in on off so above below"
)
_COMPOUND = frozenset(_COMPOUND_WORDS.split())


def _keeps_hyphen(stem: str, rest: str) -> bool:
    """Whether a hyphen at the end of a line belongs to the word: "third-party", "non-exclusive"."""
    head = stem.strip().rsplit(" ", 1)[-1].lower().lstrip("(\"“'")
    return "-" in head or len(head) == 1 or head in _COMPOUND or "-" in rest.split(" ", 1)[0]
