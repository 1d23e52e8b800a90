"""Why letters are not seen, in the words of a report."""

from collections.abc import Sequence
from typing import Final

from clausecheck.read.pdf.page import Frame
from clausecheck.read.pdf.visibility.colors import contrast, luminance
from clausecheck.read.pdf.visibility.doubt import Stretch
from clausecheck.read.pdf.visibility.letters import FAINT, Letter
from clausecheck.read.pdf.visibility.scene import Ink, Scene

_PAINTED: Final = 1.05
_HALF: Final = 0.5
_DARK: Final = 0.2
"""Luminance below which a bar is seen as a bar."""

COVERED: Final = "pdf.covered"
UNPAINTED: Final = "pdf.unpainted"
Cause = tuple[str, str]
"""A technique, and what was measured."""


def cause(stretch: Stretch, color: int, letters: Sequence[Letter], scene: Scene, covers: Sequence[Ink]) -> Cause:
    """The technique that hides these letters of a stretch, and what was measured.

    `color` is what they are painted with last; `covers` are words of the page that are painted over others.
    """
    middle = letters[len(letters) // 2]
    if middle.outside:
        return "pdf.off_page", "the letters stand outside the visible part of the page"
    clip = scene.clips.get(stretch.item)
    if clip and _share(middle.box, clip) < _HALF:
        return "pdf.clip", "the letters lie outside the part of the page that is painted where they stand"
    order = scene.texts.get(stretch.item, 0)
    over = [ink for ink in (*scene.inks, *covers) if ink.order > order and _share(middle.box, ink.box) > 0]
    ground = middle.change.ground
    if sum(_share(middle.box, ink.box) for ink in over) >= _HALF:
        top = over[-1]
        if luminance(ground) < _DARK and not top.picture:
            return "pdf.redacted", f"a dark bar ({_hex(ground)}) is painted over the letters"
        what = "a picture" if top.picture else "a shape"
        return COVERED, f"{what} ({_hex(ground)}) is painted over the letters"
    if contrast(color, ground) < FAINT:
        technique = "pdf.colour" if middle.change.contrast < _PAINTED else "pdf.low_contrast"
        return technique, f"the letters are {_hex(color)} on {_hex(ground)}"
    if stretch.item in scene.layered:
        return "pdf.layer_off", "the letters belong to a layer that is switched off"
    if stretch.item in scene.masked:
        return "pdf.soft_mask", "a mask, a pattern or a way of blending takes the letters away"
    if stretch.words.look.alpha < 255:
        return "pdf.alpha", f"the letters are painted with {100 * stretch.words.look.alpha / 255:.0f} % opacity"
    return UNPAINTED, "the page looks the same with these letters and without"


def _share(box: Frame, other: Frame) -> float:
    """How much of a box lies in another, as a share of its area."""
    across = min(box[2], other[2]) - max(box[0], other[0])
    down = min(box[3], other[3]) - max(box[1], other[1])
    return max(0.0, across) * max(0.0, down) / ((box[2] - box[0]) * (box[3] - box[1]))


def _hex(color: int) -> str:
    return f"#{color:06X}"
