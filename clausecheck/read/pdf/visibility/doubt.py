"""Which words of a page are sure to be unseen, and which are not sure to be seen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from clausecheck.read.pdf.page import Frame, Look, Words
from clausecheck.read.pdf.visibility.colors import PATTERN, contrast
from clausecheck.read.pdf.visibility.scene import Ink, Scene, within
from clausecheck.read.pdf.visibility.viewer import Viewer

_UNPAINTED: Final = (3, 7)
TINY: Final = "pdf.tiny"
STROKED: Final = (1, 2, 5, 6)
"""Text modes that paint outlines."""
_FILLED, _OUTLINED, _BOTH, _CLIPPING = 0, 1, 2, 4
"""From the last on, letters clip what follows them."""
_TRANSPARENT: Final = 12
"""Opacity, of 255, at which black on white has a contrast of 1.1."""
_OPAQUE: Final = 250
_TINY: Final = 1.9
"""Letters of type smaller than 2 points are not this high, in points, ascenders and descenders together."""
_NOTHING: Final = 0.05
"""What pdfium tells as the height of letters without ink."""
_SMALL: Final = 2.7
"""Type above this size, in points, is no larger than `_TINY` only where its font is not known."""
_NARROW: Final = 0.1
"""Letters narrower than this share of their height lie on each other or are no more than strokes."""
_SURE: Final = 1.6
"""Contrast at which words are sure to be seen; body text has 5 to 21."""
_WHITE: Final = 0xFFFFFF
_SLACK: Final = 1.0
"""How far a letter may reach over an edge, in points: its box is a little larger than its ink."""
_TOUCH: Final = 0.2
"""Boxes that overlap by less, in points, touch."""
_LARGE: Final = 40.0
"""Strokes of type of this size are wide enough to cover a letter."""
_BLOCKS: Final = re.compile("[\u2580-\u259f\u25a0\u25ac\u25ae]")
"""Characters that are bars and boxes."""
_WORD: Final = re.compile(r"[^\W_\u02b0-\u02ff]")
"""A letter or a digit; accents that stand by themselves are none."""
_RULES: Final = 3
"""So many rules across the same words may hide them together."""
_WORK: Final = 200_000
"""Most pairs of words and shapes that are looked at; beyond, all words are drawn."""


@dataclass(slots=True)
class Stretch:
    """Words of one text object in one line, with their place in the page's own points."""

    words: Words
    start: int
    item: int
    box: Frame

    @property
    def letters(self) -> int:
        """How many characters that are no space."""
        return len(self.words.text) - self.words.text.count(" ")


def stretches(words: Sequence[Words], starts: Sequence[int], items: Sequence[int], frame: Frame) -> list[Stretch]:
    """The words with their boxes."""
    return [
        Stretch(found, start, item, _box(found, frame)) for found, start, item in zip(words, starts, items, strict=True)
    ]


def surely_unseen(one: Stretch, viewer: Viewer) -> tuple[str, str] | None:
    """The technique that hides these words wherever they stand, with what was measured; None where that is not sure."""
    words, look = one.words, one.words.look
    if look.mode in _UNPAINTED:
        return "pdf.render_mode_3", f"the letters are set in text mode {look.mode}, which paints nothing"
    if look.alpha <= _TRANSPARENT:
        return "pdf.alpha", f"the letters are painted with {100 * look.alpha / 255:.0f} % opacity"
    height, width, count = words.bottom - words.top, words.x1 - words.x0, len(words.text)
    none = height <= 0 and width <= 0 and look.size == 0
    tiny, narrow = none or 0 < height < _TINY, count > 3 and width < _NARROW * height * count
    if not (tiny or narrow) or look.slanted or not _WORD.search(words.text):
        return None
    if tiny and look.size > _SMALL and not viewer.can_draw(one.item, words.text):
        return None
    if height < _NOTHING and not none:
        return "pdf.empty_glyphs", "the font draws nothing for these letters"
    told = f"{height:.1f} points high" if tiny else f"{width / count:.2f} points wide"
    return TINY, f"the letters are {told}"


def doubtful(found: Sequence[Stretch], frame: Frame, scene: Scene, viewer: Viewer) -> list[int]:
    """Places of the stretches that are not sure to be seen."""
    judged = [index for index, one in enumerate(found) if _WORD.search(one.words.text)]
    looks = {id(one.words.look): one.words.look for one in found}
    clipping = any(look.mode >= _CLIPPING for look in looks.values())
    if clipping or len(judged) * (len(scene.inks) + len(scene.rules)) > _WORK:
        return judged
    calm = {key for key, look in looks.items() if _plain(look) and contrast(look.color, _WHITE) >= _SURE}
    odd = scene.masked | scene.layered
    above = covers(found, scene)
    empty = not scene.inks and not above
    unsure = []
    for index in judged:
        one = found[index]
        box, look, clip = one.box, one.words.look, scene.clips.get(one.item)
        if (
            one.item not in scene.texts
            or one.item in odd
            or not within(box, frame, _SLACK)
            or (clip and not within(box, clip, _SLACK))
            or (id(look) not in calm and (empty or not (_plain(look) or _outlined(one, viewer))))
            or (not empty and _hidden(one, scene, above))
            or (len(scene.rules) >= _RULES and _struck(box, scene.rules))
        ):
            unsure.append(index)
    return unsure


def _struck(box: Frame, rules: Sequence[Frame]) -> bool:
    """Whether so many rules cross a box that they may hide what is in it."""
    left, low, right, high = box[0] + _TOUCH, box[1] + _TOUCH, box[2] - _TOUCH, box[3] - _TOUCH
    return (
        len([1 for rule in rules if rule[1] < high and low < rule[3] and rule[0] < right and left < rule[2]]) >= _RULES
    )


def _plain(look: Look) -> bool:
    """Filled letters of one colour and an ordinary font; a font without a name draws its letters by programs."""
    return look.mode == _FILLED and look.alpha >= _OPAQUE and bool(look.font) and look.color != PATTERN


def _outlined(one: Stretch, viewer: Viewer) -> bool:
    """Whether letters that are outlined stand out as filled ones would."""
    look = one.words.look
    if look.mode not in (_OUTLINED, _BOTH) or not look.font:
        return False
    color, alpha = viewer.stroke(one.item)
    filled = look.mode == _OUTLINED or look.alpha >= _OPAQUE
    return filled and alpha >= _OPAQUE and contrast(color, look.color) < _SURE


def covers(found: Iterable[Stretch], scene: Scene) -> list[Ink]:
    """Words that could hide others: light ones, bars and boxes, very large letters; stamps across the page do not."""
    known: dict[int, bool] = {}
    above = []
    for one in found:
        look, text = one.words.look, one.words.text
        light = known.get(id(look))
        if light is None:
            light = known[id(look)] = not _plain(look) or contrast(look.color, _WHITE) < _SURE or look.size > _LARGE
        if (light or _BLOCKS.search(text)) and look.mode not in _UNPAINTED and not look.slanted:
            above.append(Ink(scene.texts.get(one.item, 0), one.box, look.color, solid=False))
    return above


def _hidden(one: Stretch, scene: Scene, above: Sequence[Ink]) -> bool:
    """Whether something above the words, or the ground below them, may hide them."""
    order, color, box = scene.texts[one.item], one.words.look.color, one.box
    left, low, right, high = box[0] + _TOUCH, box[1] + _TOUCH, box[2], box[3]
    if any(cover.order > order and _overlap(cover.box, box) for cover in above):
        return True
    grounds = [_WHITE]
    for ink in scene.inks:
        x0, y0, x1, y1 = ink.box
        if left >= x1 or low >= y1 or x0 + _TOUCH >= right or y0 + _TOUCH >= high:
            continue
        if ink.order > order or ink.color is None:
            return True
        if ink.solid and within(one.box, ink.box, _SLACK):
            grounds = [ink.color]
        else:
            grounds.append(ink.color)
    return any(contrast(color, ground) < _SURE for ground in grounds)


def _overlap(one: Frame, other: Frame) -> bool:
    """Whether two boxes share more than an edge."""
    return (
        one[0] + _TOUCH < other[2]
        and other[0] + _TOUCH < one[2]
        and one[1] + _TOUCH < other[3]
        and other[1] + _TOUCH < one[3]
    )


def _box(words: Words, frame: Frame) -> Frame:
    """The box of words in the points of the file, from their place on the page as one reads it."""
    left, lower, right, upper = frame
    x0, x1, top, bottom = words.x0, words.x1, words.top, words.bottom
    quarter = words.look.quarter
    if quarter == 0:
        return x0 + left, upper - bottom, x1 + left, upper - top
    if quarter == 1:
        return top + left, x0 + lower, bottom + left, x1 + lower
    if quarter == 2:
        return right - x1, top + lower, right - x0, bottom + lower
    return right - bottom, upper - x1, right - top, upper - x0
