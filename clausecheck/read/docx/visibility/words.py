"""Whether a person sees words that look as they do: their colour, size, width and place on the line."""

from typing import Final

from clausecheck.read.docx.package import points
from clausecheck.read.docx.veils import Veil
from clausecheck.read.docx.visibility.colours import (
    BLACK,
    Colour,
    Theme,
    distinct_hue,
    highlighted,
    luminance,
    merges,
)
from clausecheck.read.docx.visibility.looks import Looks, number, on
from clausecheck.read.docx.visibility.tree import Node

TINY: Final = 3.5
"""Points: smaller letters are not read in print. Real contracts have footers of 6 points."""
USUAL: Final = 10.0
"""Points of letters where nothing says more (ECMA-376 part 1, 17.3.2.38)."""
_RAISED: Final = 0.65
"""How much smaller raised and lowered letters are."""
_NARROW: Final = 20
"""Per cent of their width."""
_OPAQUE: Final = 0.15
"""Letters less opaque than this are not seen; those of watermarks are about half."""
_OVERLAID: Final = 0.4
"""Letters that are moved together by this part of their size lie on each other: they are half as wide as high."""
_FAR: Final = 100.0
"""Points above or below the line from where letters do not belong to it."""
_RELIEF: Final = ("w:outline", "w:shadow", "w:emboss", "w:imprint")
"""Effects that draw more than the letters in their colour."""


def size_of(found: Looks) -> float:
    """The size of letters in points."""
    complex_script = on(found, "w:cs") or on(found, "w:rtl")
    halves = number(found, "w:szCs" if complex_script else "w:sz")
    return USUAL if halves is None else max(0.0, halves / 2)


def veil_of(found: Looks, behind: Colour | None, theme: Theme, words: str) -> Veil | None:
    """The veil over words of this look before this background, None for one that is not known; None without one."""
    return _small(found, len(words)) or _coloured(found, behind, theme)


def _small(found: Looks, length: int) -> Veil | None:
    size = size_of(found)
    raised = found.get("w:vertAlign")
    if raised is not None and raised.value("val") in ("superscript", "subscript"):
        seen = size * _RAISED
    else:
        seen = size
    if seen <= TINY:
        return Veil("docx.tiny", f"the letters are {seen:.2g} points high")
    width = number(found, "w:w")
    if width is not None and 0 < width <= _NARROW:
        return Veil("docx.squeezed", f"the letters are {width} per cent of their width")
    spacing = found.get("w:spacing")
    closer = points(spacing.value("val")) if spacing is not None else None
    if closer is not None and closer <= -_OVERLAID * size:
        return Veil("docx.squeezed", f"the letters of {size:g} points are moved together by {-closer:g} points")
    fit = found.get("w:fitText")
    room = points(fit.value("val")) if fit is not None else None
    if room is not None and length > 3 and room < 0.1 * size * length:
        return Veil("docx.squeezed", f"{length} letters of {size:g} points are fitted into {room:g} points")
    moved = (number(found, "w:position") or 0) / 2
    if abs(moved) >= _FAR:
        return Veil("docx.displaced", f"the letters stand {abs(moved):g} points off their line")
    return None


def _coloured(found: Looks, behind: Colour | None, theme: Theme) -> Veil | None:
    behind, penned = _behind(found, behind, theme)
    letters, opaque = _letters(found, theme)
    fill = found.get("textFill")
    if fill is not None and (opaque <= _OPAQUE or fill.kid("w14:noFill") is not None):
        if _outlined(found, behind, theme):
            return None
        return Veil("docx.text_effect", "the letters are filled with nothing, or with a transparent colour")
    if behind is None:
        return None
    if letters is None:
        # Word's own dark letters turn white on dark shading, not under a dark highlighter pen.
        dark = penned and luminance(behind) < 0.02
        return Veil("docx.faint", f"dark letters lie under a {behind} highlighter", kept=True) if dark else None
    if not merges(letters, behind):
        return None
    effect = fill is not None
    detail = f"the letters are {letters} on {behind}"
    if distinct_hue(letters, behind) or any(on(found, name) for name in _RELIEF) or _outlined(found, behind, theme):
        return Veil("docx.faint", detail, kept=True)
    return Veil("docx.text_effect" if effect else "docx.colour", detail)


def _behind(found: Looks, behind: Colour | None, theme: Theme) -> tuple[Colour | None, bool]:
    """What lies behind words, and whether it is a highlighter's."""
    pen = found.get("w:highlight")
    marked = highlighted(pen.value("val")) if pen is not None else None
    if marked is not None:
        return marked, True
    shading = found.get("w:shd")
    shaded = theme.shading(shading.attributes) if shading is not None else None
    return shaded or behind, False


def _letters(found: Looks, theme: Theme) -> tuple[Colour | None, float]:
    """The colour of words, None for the one that Word chooses, and how opaque they are."""
    fill = found.get("textFill")
    if fill is not None:
        gradient = fill.kid("w14:gradFill")
        if gradient is not None:
            return _stops(gradient, theme)
        colour, opaque = theme.drawn(fill)
        if colour is not None or opaque <= _OPAQUE:
            return colour, opaque
    node = found.get("w:color")
    return (theme.letters(node.attributes) if node is not None else None), 1.0


def _stops(gradient: Node, theme: Theme) -> tuple[Colour | None, float]:
    """The stop of a gradient that is seen best: the most opaque, then the darkest."""
    stops = [theme.drawn(stop) for stop in gradient.every("gs")]
    if not stops:
        return None, 1.0
    return max(stops, key=lambda stop: (round(stop[1], 1), -luminance(stop[0] or BLACK)))


def _outlined(found: Looks, behind: Colour | None, theme: Theme) -> bool:
    line = found.get("textOutline")
    if line is None or line.kid("w14:noFill") is not None or not line.kids:
        return False
    colour, opaque = theme.drawn(line)
    if colour is None or opaque <= _OPAQUE:
        return False
    return behind is None or not merges(colour, behind)
