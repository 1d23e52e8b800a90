"""Whether a person sees the words of an element: what its properties and those around it make of them."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from clausecheck.read.html.colours import BLACK, WHITE, Colour, background, colour, contrast, pixels, type_size

_CONTRAST: Final = 1.35
"""Below this ratio letters cannot be told from their background."""
_TINY: Final = 4.7
"""Pixels, which are 3.5 points: smaller type is no more than a line."""
_FAINT: Final = 0.12
"""Opacity below which words are not seen."""
_AWAY: Final = 500.0
"""Pixels by which words are moved to be off the screen."""
_THIN: Final = 3.0
"""Pixels of a box that is too small for a letter."""
_CLIP: Final = re.compile(r"rect\((?:\s?[01](?:px)?[\s,]{0,2}){4}\)")
_CLIP_PATH: Final = re.compile(
    r"(?:inset\(\s?(?:50|100)%|circle\(\s?0|polygon\(\s?0(?:px)? 0(?:px)?\s?,?\s?0(?:px)? 0)"
)
_MOVES: Final = ("left", "right", "top", "bottom", "margin-left", "margin-top", "margin-right", "text-indent")
_SHIFT: Final = r"\s?(-?\d{1,6}(?:px|em|rem|vw|vh|pt|%))"
_TRANSFORM: Final = re.compile(rf"translate[xy]?\({_SHIFT}(?:\s?,{_SHIFT})?")
_SCALE: Final = re.compile(r"scale[xy]?\(\s?0?\.?0{1,4}1?\s?[,)]")
_ELEMENTS: Final = {
    "template": ("html.template", "it is in a template, which no page shows"),
    "noscript": ("html.noscript", "it is shown only where scripts are switched off"),
    "datalist": ("html.display_none", "it is in a list of proposals, which no page shows"),
}
_SPEAKING: Final = frozenset({*_ELEMENTS, "dialog", "font", "body", "hidden", "popover", "bgcolor"})
"""Elements and attributes that say how words are seen without a style."""
_KEPT: Final = ("", "html.visibility", "html.colour", "html.tiny", "html.opacity")
"""An element inside can undo these, or is told of by the properties that it takes over."""


class Sight(NamedTuple):
    """What a person sees of the words of an element."""

    technique: str = ""
    """How they are hidden; empty where they are seen."""
    detail: str = ""
    colour: Colour = BLACK
    behind: Colour | None = WHITE
    """The background; None where it is a picture."""
    size: float = 16.0
    """Of the type, in pixels."""
    opacity: float = 1.0

    @property
    def seen(self) -> bool:
        """Whether the words are seen."""
        return not self.technique


def sight(tag: str, attributes: Mapping[str, str], told: Mapping[str, str], outer: Sight) -> Sight:
    """The sight of an element: `told` are its properties, `outer` is the sight of the element around it."""
    if not told and tag not in _SPEAKING and _SPEAKING.isdisjoint(attributes):
        return outer
    look = _look(tag, attributes, told, outer)
    if outer.technique not in _KEPT:
        return look._replace(technique=outer.technique, detail=outer.detail)
    technique, detail = _gone(tag, attributes, told) or _placed(told) or _boxed(told) or ("", "")
    if technique:
        return look._replace(technique=technique, detail=detail)
    visible = told.get("visibility", "hidden" if outer.technique == "html.visibility" else "visible")
    if visible in ("hidden", "collapse"):
        return look._replace(technique="html.visibility", detail="visibility is hidden")
    technique, detail = _faint(look)
    return look._replace(technique=technique, detail=detail)


def _look(tag: str, attributes: Mapping[str, str], told: Mapping[str, str], outer: Sight) -> Sight:
    behind = background(told, attributes.get("bgcolor", ""), outer.behind)
    own = told.get("-webkit-text-fill-color") or told.get("color") or ""
    if not own and tag in ("font", "body"):
        own = attributes.get("color" if tag == "font" else "text", "")
    size = type_size(told["font-size"], outer.size) if "font-size" in told else _shorthand(told, outer.size)
    return Sight(
        colour=colour(own) or outer.colour if own else outer.colour,
        behind=behind,
        size=size,
        opacity=outer.opacity * _opacity(told),
    )


def _shorthand(told: Mapping[str, str], size: float) -> float:
    """The size in a `font` property: "bold 1px/2px Arial"."""
    for word in told.get("font", "").split():
        first = word.partition("/")[0]
        if first[:1].isdigit() and pixels(first) is not None and not first.isdigit():
            return type_size(first, size)
    return size


def _opacity(told: Mapping[str, str]) -> float:
    text = told.get("opacity", "")
    match = re.search(r"opacity\(\s?(\d{0,3}\.?\d{1,4})(%?)", told.get("filter", ""))
    if match:
        text = match.group(1) + match.group(2)
    try:
        value = float(text.rstrip("%")) / (100 if text.endswith("%") else 1) if text else 1.0
    except ValueError:
        return 1.0
    return max(0.0, min(1.0, value))


def _gone(tag: str, attributes: Mapping[str, str], told: Mapping[str, str]) -> tuple[str, str] | None:
    """Not shown at all."""
    if tag in _ELEMENTS:
        return _ELEMENTS[tag]
    display = told.get("display", "")
    if display == "none":
        return "html.display_none", "display is none"
    if not display and "hidden" in attributes:
        return "html.display_none", "it has the attribute hidden"
    if not display and "popover" in attributes:
        return "html.display_none", "it is a window that nobody has opened"
    if tag == "dialog" and not display and "open" not in attributes:
        return "html.display_none", "it is a window that nobody has opened"
    if told.get("content-visibility") == "hidden":
        return "html.display_none", "content-visibility is hidden"
    if told.get("-webkit-text-security", "none") != "none":
        return "html.display_none", "each letter is shown as a dot"
    return None


def _placed(told: Mapping[str, str]) -> tuple[str, str] | None:
    """Moved off the screen."""
    moved = told.get("position", "static") in ("absolute", "fixed", "relative")
    for name in _MOVES:
        value = pixels(told.get(name, "x"))
        if value is not None and abs(value) >= _AWAY and (moved or name.startswith(("margin", "text"))):
            if value > 0 and name in ("margin-top", "top"):
                continue  # far below, where a person scrolls to
            return "html.off_screen", f"{name} is {told[name]}"
    transform = told.get("transform", "")
    found = _TRANSFORM.search(transform)
    if found and any(text and abs(pixels(text) or 0.0) >= _AWAY for text in found.groups()):
        return "html.off_screen", f"transform is {transform[:60]}"
    if _SCALE.search(transform) or told.get("zoom") == "0":
        return "html.clip", "it is scaled down to nothing"
    return None


def _boxed(told: Mapping[str, str]) -> tuple[str, str] | None:
    """Cut off by a box without room."""
    if _CLIP.search(told.get("clip", "")) or _CLIP_PATH.search(told.get("clip-path", "")):
        return "html.clip", f"it is cut off by {'clip' if told.get('clip') else 'clip-path'}"
    if told.get("overflow", told.get("overflow-x", told.get("overflow-y", "visible"))).split()[:1] == ["visible"]:
        return None
    for name in ("height", "max-height", "width", "max-width", "line-height"):
        value = pixels(told.get(name, "x"))
        none = value == 0 or (value is not None and 0 < value < _THIN and not told[name].endswith(("em", "%")))
        if none:
            return "html.clip", f"{name} is {told[name]} and what does not fit is cut off"
    return None


def _faint(look: Sight) -> tuple[str, str]:
    """There, and not to be told from what lies behind."""
    if look.size < _TINY:
        return "html.tiny", f"the type is {look.size:.1f} pixels high"
    if look.opacity < _FAINT or look.colour.alpha < _FAINT:
        return "html.opacity", f"its opacity is {min(look.opacity, look.colour.alpha):.0%}"
    if look.behind is not None:
        seen = look.colour._replace(alpha=look.colour.alpha * look.opacity).over(look.behind)
        ratio = contrast(seen, look.behind)
        if ratio < _CONTRAST:
            return "html.colour", f"letters in {seen} stand on {look.behind}, a contrast of {ratio:.2f} to 1"
    return "", ""
