"""Tells the words of a page that are seen from those that are not."""

import ctypes
import re
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from clausecheck.model import Notice
from clausecheck.read.pdf.page import Frame, Unseen, Words
from clausecheck.read.pdf.parts.wordless import Place, places
from clausecheck.read.pdf.pdfium import Pdfium
from clausecheck.read.pdf.sight import drawn_letters
from clausecheck.read.pdf.visibility.causes import COVERED, UNPAINTED, Cause, cause
from clausecheck.read.pdf.visibility.doubt import STROKED, TINY, Stretch, covers, doubtful, stretches, surely_unseen
from clausecheck.read.pdf.visibility.letters import Letter, Letters, hidden_places
from clausecheck.read.pdf.visibility.parting import Piece, in_context, part, whole
from clausecheck.read.pdf.visibility.pictures import SEEN, Pictures
from clausecheck.read.pdf.visibility.scene import Scene, common, within
from clausecheck.read.pdf.visibility.viewer import Viewer

SECONDS: Final = 10.0
"""Processor time that the pictures of one file may take; those of a page take 5 to 100 ms."""
_LAYER: Final = 0.5
"""Where pictures cover this share of a page and this share of its letters is not painted, or behind them, the letters
are the text layer of a scan, which nobody sees and everybody searches: they stay."""
_INKED: Final = 0.8
"""Of the letters that OCR has found in a picture, at least this share stands on strokes."""
_BLANK: Final = 0.1
"""Words of which fewer letters stand on strokes stand on blank paper."""
_FEW: Final = 4
_NEAR: Final = 3.0
_ON_PICTURE: Final = "pdf.picture_layer", "they stand where a picture shows strokes"
_LAYERS: Final = re.compile(rb"/(?:O|#4[fF])(?:C|#43)[\s<\[(]")
_PATTERNS: Final = re.compile(rb"/PaintType\s{0,4}2")
"""Forms that can be switched off and patterns say so in their own dictionaries, which are never packed into others."""


class Sifter:
    """Looks at the pages of one file, an opened `pypdfium2.PdfDocument` that was read from `data`."""

    def __init__(self, document: Any, data: bytes) -> None:
        self._pdfium = Pdfium()
        self._viewer = Viewer(layers=bool(_LAYERS.search(data)), patterns=bool(_PATTERNS.search(data)))
        self._pictures = Pictures(document)
        self._left = SECONDS
        self.wordless: dict[int, tuple[Place, ...]] = {}
        """Where on each page words may be painted that are no text."""
        self._unchecked: list[int] = []

    def notices(self) -> list[Notice]:
        """What must be said of pages some of whose words may or may not be seen."""
        told = "whether all words of this page can be seen was not found out"
        return [Notice(code="not_verified", message=told, page=page, partial=True) for page in self._unchecked]

    def sift(
        self,
        page: Any,
        textpage: ctypes.c_void_p,
        number: int,
        words: list[Words],
        starts: list[int],
        items: Sequence[int],
        frame: Frame,
    ) -> tuple[list[Words], list[int], tuple[Unseen, ...]]:
        """The words that are seen with their places in the text, and those that are not.

        `page` is an opened `pypdfium2.PdfPage`, `items` are the addresses of the words' text objects.
        """
        if not words:
            return words, starts, ()
        try:
            return self._sifted(page, textpage, number, words, starts, items, frame)
        except Exception:  # noqa: BLE001 - what is not understood must not cost the words
            self._unchecked.append(number)
            return words, starts, ()

    def _sifted(
        self,
        page: Any,
        textpage: ctypes.c_void_p,
        number: int,
        words: list[Words],
        starts: list[int],
        items: Sequence[int],
        frame: Frame,
    ) -> tuple[list[Words], list[int], tuple[Unseen, ...]]:
        scene = self._viewer.scene(page.raw, frame)
        found = stretches(words, starts, items, frame)
        told, hidden = self._judged(page, textpage, number, found, scene, frame)
        gone: tuple[Unseen, ...] = ()
        if told:
            words, starts, gone = self._parted(textpage, found, told, hidden, frame)
        pictures = [ink.box for ink in scene.inks if ink.picture]
        drawings = [*scene.outlines, *(ink.box for ink in scene.inks if not ink.picture)]
        if wordless := places(pictures, drawings, words, frame):
            self.wordless[number] = wordless
        return words, starts, gone

    def _judged(
        self, page: Any, textpage: ctypes.c_void_p, number: int, found: Sequence[Stretch], scene: Scene, frame: Frame
    ) -> tuple[dict[int, Cause], dict[int, list[bool]]]:
        """Why stretches are not seen, by their places, and which of their characters, where it is not all."""
        told = {index: why for index, one in enumerate(found) if (why := surely_unseen(one, self._viewer))}
        unpainted = [index for index, why in told.items() if why[0] != TINY]
        layer = self._layer(page, textpage, scene, found, unpainted, frame)
        told = {index: why for index, why in told.items() if index not in layer}
        if layer:
            return told, {}
        if told:
            told |= self._behind_pictures(page, textpage, [(index, found[index]) for index in told], scene, frame)
        unsure = [index for index in doubtful(found, frame, scene, self._viewer) if index not in told]
        if not unsure:
            return told, {}
        letters = self._letters(page, textpage, number, [found[index] for index in unsure], scene, frame)
        above = covers(found, scene)
        hidden: dict[int, list[bool]] = {}
        for index, seen in zip(unsure, letters, strict=True):
            one = found[index]
            gone = [letter for letter in seen if letter.unseen(one.words.size)]
            if not gone:
                continue
            why = cause(one, self._color(one), gone, scene, above)
            if why[0] != UNPAINTED or self._viewer.can_draw(one.item, one.words.text):
                told[index] = why
                hidden[index] = hidden_places(one.words.text, seen, one.words.size)
        under = [index for index, why in told.items() if why[0] == COVERED]
        layer = self._layer(page, textpage, scene, found, under, frame)
        told = {index: why for index, why in told.items() if index not in layer}
        return told, hidden

    def _letters(
        self, page: Any, textpage: ctypes.c_void_p, number: int, found: Sequence[Stretch], scene: Scene, frame: Frame
    ) -> list[list[Letter]]:
        """The letters of each stretch, with what they change on the page."""
        begin = time.process_time()
        finder = Letters(self._pdfium, textpage, frame)
        letters = [finder.find(one) for one in found]
        inside = [letter for several in letters for letter in several if not letter.outside]
        if not inside:
            return letters
        changes = None
        if scene.whole and self._left > 0:
            items = {one.item for one in found}
            changes = self._pictures.compare(page.raw, frame, items, [letter.box for letter in inside])
        self._left -= time.process_time() - begin
        if changes is None:
            self._unchecked.append(number)
        for place, letter in enumerate(inside):
            letter.change = SEEN if changes is None else changes[place]
        return letters

    def _behind_pictures(
        self, page: Any, textpage: ctypes.c_void_p, unseen: Sequence[tuple[int, Stretch]], scene: Scene, frame: Frame
    ) -> dict[int, Cause]:
        """Which unpainted stretches stand where a picture shows strokes, as the words that OCR has found in it do."""
        pictures = [ink.box for ink in scene.inks if ink.picture]
        near = [entry for entry in unseen if any(within(entry[1].box, box, _NEAR) for box in pictures)]
        inked, letters = self._inked(page, textpage, near, scene, frame) if near else (Counter[int](), Counter[int]())
        return {index: _ON_PICTURE for index in letters if inked[index] >= _INKED * letters[index]}

    def _color(self, stretch: Stretch) -> int:
        look = stretch.words.look
        return self._viewer.stroke(stretch.item)[0] if look.mode in STROKED else look.color

    def _layer(
        self,
        page: Any,
        textpage: ctypes.c_void_p,
        scene: Scene,
        found: Sequence[Stretch],
        unseen: Collection[int],
        frame: Frame,
    ) -> set[int]:
        """Which of the unseen stretches are the text layer of a picture, or of letters drawn as shapes.

        What stands on blank paper is not, and nothing is where the picture is blank.
        """
        if not unseen or not self._may_be_layer(page, scene, found, unseen, frame):
            return set()
        inked, letters = self._inked(page, textpage, [(index, found[index]) for index in unseen], scene, frame)
        if inked.total() < _BLANK * letters.total():
            return set()
        blank = {index for index in unseen if letters[index] > _FEW and inked[index] < _BLANK * letters[index]}
        others = letters.total() - sum(letters[index] for index in blank)
        return set(unseen) - blank if inked.total() >= _INKED * others else set(unseen)

    def _may_be_layer(
        self, page: Any, scene: Scene, found: Sequence[Stretch], unseen: Iterable[int], frame: Frame
    ) -> bool:
        letters = sum(one.letters for one in found)
        if sum(found[index].letters for index in unseen) < _LAYER * letters:
            return False
        area = max(1.0, (frame[2] - frame[0]) * (frame[3] - frame[1]))
        pictures = (common(ink.box, frame) for ink in scene.inks if ink.picture)
        share = sum(max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1]) for box in pictures) / area
        return share >= _LAYER or drawn_letters(page)

    def _inked(
        self,
        page: Any,
        textpage: ctypes.c_void_p,
        stretches: Sequence[tuple[int, Stretch]],
        scene: Scene,
        frame: Frame,
    ) -> "tuple[Counter[int], Counter[int]]":
        """How many letters of each stretch stand where the page shows strokes, and how many were looked at."""
        if not scene.whole or self._left <= 0:
            return Counter(), Counter()
        begin = time.process_time()
        finder = Letters(self._pdfium, textpage, frame)
        letters = [(index, letter) for index, one in stretches for letter in finder.find(one)]
        inked = self._pictures.inked(page.raw, frame, [letter.box for _, letter in letters])
        self._left -= time.process_time() - begin
        strokes = Counter(index for (index, _), ink in zip(letters, inked, strict=True) if ink)
        return strokes, Counter(index for index, _ in letters)

    def _parted(
        self,
        textpage: ctypes.c_void_p,
        found: Sequence[Stretch],
        told: dict[int, Cause],
        hidden: dict[int, list[bool]],
        frame: Frame,
    ) -> tuple[list[Words], list[int], tuple[Unseen, ...]]:
        pieces: list[Piece] = []
        for index, one in enumerate(found):
            if index not in told:
                pieces.append((one.words, one.start))
            elif index in hidden and not all(hidden[index]):
                pieces += part(self._pdfium, textpage, one, hidden[index], told[index], frame)
            else:
                pieces += whole(one, told[index])
        shown = [piece for piece in pieces if not isinstance(piece, Unseen)]
        return [words for words, _ in shown], [start for _, start in shown], in_context(pieces)
