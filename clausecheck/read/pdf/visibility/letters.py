"""Which letters of doubtful words are seen, by what their text changes on the page."""

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from clausecheck.read.pdf.page import Frame
from clausecheck.read.pdf.pdfium import Pdfium
from clausecheck.read.pdf.visibility.doubt import Stretch
from clausecheck.read.pdf.visibility.pictures import NOTHING, Change

FAINT: Final = 1.25
"""Letters that stand out less are not read: pale grey of 90 % on white has this contrast."""
_HUE: Final = 60
"""A change of red or green by so much, of 255, is seen whatever the contrast; blue alone is not."""
_WATERMARK: Final = 24.0
"""Type of this size, in points, is read in the palest grey."""
_PAINTED: Final = 1.02
_SLIVER: Final = 0.3
"""Letters of whose rows of pixels fewer change are covered but for an edge."""
_OUTSIDE: Final = 0.5
"""What of a letter may reach out of the page, as a share of its width and height."""
_COUNTS: Final = re.compile(r"[^\W_]|[$€£¥¢%‰]")
"""Characters that say something by themselves; others go with their neighbours."""
_TOKEN: Final = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Letter:
    """A character that says something."""

    at: int
    """Its place in the words."""
    box: Frame
    outside: bool
    """It stands outside the page."""
    change: Change = NOTHING

    def unseen(self, size: float) -> bool:
        """Whether a person does not see it, in type of this size."""
        if self.outside:
            return True
        change = self.change
        if change.rows < _SLIVER and self.box[3] - self.box[1] > 2:
            return True
        faint = FAINT if size < _WATERMARK else _PAINTED
        return change.contrast < faint and change.hue < _HUE


class Letters:
    """Finds the letters of stretches in a text page."""

    def __init__(self, pdfium: Pdfium, textpage: ctypes.c_void_p, frame: Frame) -> None:
        self._pdfium, self._textpage, self._frame = pdfium, textpage, frame
        self._edges: Any = (ctypes.c_double * 4)()
        self._edges_at = [ctypes.byref(self._edges, 8 * place) for place in range(4)]

    def find(self, stretch: Stretch) -> list[Letter]:
        """The letters with ink of a stretch."""
        found = []
        for match in _COUNTS.finditer(stretch.words.text):
            at = match.start()
            if not self._pdfium.letter_box(self._textpage, stretch.start + at, *self._edges_at):
                continue
            left, right, low, high = self._edges
            if left < right and low < high:
                box = left, low, right, high
                found.append(Letter(at, box, self._outside(box)))
        return found

    def _outside(self, box: Frame) -> bool:
        left, low, right, high = self._frame
        across, down = _OUTSIDE * (box[2] - box[0]), _OUTSIDE * (box[3] - box[1])
        return box[0] + across < left or box[2] - across > right or box[1] + down < low or box[3] - down > high


def hidden_places(text: str, letters: Sequence[Letter], size: float) -> list[bool]:
    """For each character of `text` whether it is unseen.

    Spaces and signs go with the letters around them: they are unseen where those on both sides are. A single letter of
    a word that is seen goes with its word.
    """
    unseen = {letter.at: letter.unseen(size) for letter in letters}
    for token in _TOKEN.finditer(text):
        gone = [place for place in range(*token.span()) if unseen.get(place)]
        if len(gone) == 1 < len(token.group()) and not text[gone[0]].isdecimal():
            unseen[gone[0]] = False
    before: list[bool | None] = []
    last: bool | None = None
    for place in range(len(text)):
        last = unseen.get(place, last)
        before.append(last)
    found = [False] * len(text)
    following: bool | None = None
    for place in reversed(range(len(text))):
        following = unseen.get(place, following)
        one, other = before[place], following
        found[place] = bool(one if other is None else other if one is None else one and other)
    return found
