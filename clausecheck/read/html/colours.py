"""Colours and lengths of style sheets, as far as they decide whether a person can see the words."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

_NAMED: Final = {
    "white": 0xFFFFFF, "black": 0x000000, "red": 0xFF0000, "green": 0x008000, "blue": 0x0000FF, "yellow": 0xFFFF00,
    "gray": 0x808080, "grey": 0x808080, "silver": 0xC0C0C0, "maroon": 0x800000, "navy": 0x000080, "snow": 0xFFFAFA,
    "ivory": 0xFFFFF0, "whitesmoke": 0xF5F5F5, "ghostwhite": 0xF8F8FF, "floralwhite": 0xFFFAF0, "azure": 0xF0FFFF,
    "mintcream": 0xF5FFFA, "aliceblue": 0xF0F8FF, "seashell": 0xFFF5EE, "linen": 0xFAF0E6, "honeydew": 0xF0FFF0,
    "lightgray": 0xD3D3D3, "lightgrey": 0xD3D3D3, "gainsboro": 0xDCDCDC, "darkgray": 0xA9A9A9, "darkgrey": 0xA9A9A9,
    "dimgray": 0x696969, "beige": 0xF5F5DC, "cornsilk": 0xFFF8DC, "lightyellow": 0xFFFFE0, "oldlace": 0xFDF5E6,
    "lavender": 0xE6E6FA, "lavenderblush": 0xFFF0F5, "orange": 0xFFA500, "purple": 0x800080, "teal": 0x008080,
    "olive": 0x808000, "lime": 0x00FF00, "aqua": 0x00FFFF, "cyan": 0x00FFFF, "fuchsia": 0xFF00FF, "magenta": 0xFF00FF,
    "darkblue": 0x00008B, "darkred": 0x8B0000, "darkgreen": 0x006400, "midnightblue": 0x191970, "windowtext": 0x000000,
}  # fmt: skip
_HEX = re.compile(r"#?([0-9a-f]{3,8})")
_NUMBERS = re.compile(r"-?\d{0,6}\.?\d{1,6}%?")
_FUNCTION = re.compile(r"(?:rgb|hsl)a?\([^()]{0,80}\)")
_LENGTH = re.compile(r"(-?\d{0,7}\.?\d{0,6})\s?(px|pt|em|rem|ex|ch|%|in|cm|mm|pc|vw|vh)?")
_PIXELS: Final = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "em": 16.0, "rem": 16.0, "ex": 8.0,
    "ch": 8.0, "%": 10.0, "vw": 10.0, "vh": 10.0,
}  # fmt: skip
"""Pixels of a unit; those that depend on a window or a type are taken for one of usual size."""
_SIZES: Final = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip


class Colour(NamedTuple):
    """A colour of a screen: 0 to 255 each, and how much of it covers what lies behind."""

    red: int
    green: int
    blue: int
    alpha: float = 1.0

    def over(self, behind: "Colour") -> "Colour":
        """What is seen of it on an opaque background."""
        mixed = (
            round(own * self.alpha + other * (1 - self.alpha)) for own, other in zip(self[:3], behind[:3], strict=True)
        )
        return Colour(*mixed)

    @property
    def luminance(self) -> float:
        """Relative luminance, from 0 to 1 (WCAG 2.2)."""
        parts = (part / 255 for part in self[:3])
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def __str__(self) -> str:
        return f"#{self.red:02X}{self.green:02X}{self.blue:02X}"


WHITE: Final = Colour(255, 255, 255)
BLACK: Final = Colour(0, 0, 0)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def colour(text: str) -> Colour | None:
    """A colour as a style sheet or an attribute writes it; None where it is none that is known."""
    text = text.strip().lower()
    if text == "transparent":
        return Colour(0, 0, 0, 0.0)
    if text in _NAMED:
        return _of(_NAMED[text])
    match = _HEX.fullmatch(text)
    if match:
        return _of_digits(match.group(1))
    if text.startswith(("rgb", "hsl")):
        return _of_function(text)
    return None


def _of(code: int) -> Colour:
    return Colour(code >> 16, code >> 8 & 0xFF, code & 0xFF)


def _of_digits(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8):
        return None
    alpha = int(digits[6:], 16) / 255 if len(digits) == 8 else 1.0
    return _of(int(digits[:6], 16))._replace(alpha=alpha)


def _of_function(text: str) -> Colour | None:
    found = _NUMBERS.findall(text[:120])
    if len(found) < 3:
        return None
    alpha = _share(found[3], 1.0) if len(found) > 3 else 1.0
    if text.startswith("hsl"):
        light = round(255 * _share(found[2], 100.0))
        return Colour(light, light, light, alpha)
    red, green, blue = (max(0, min(255, round(255 * _share(one, 255.0)))) for one in found[:3])
    return Colour(red, green, blue, alpha)


def _share(text: str, whole: float) -> float:
    value = float(text.rstrip("%")) / (100.0 if text.endswith("%") else whole)
    return max(0.0, min(1.0, value))


def pixels(text: str) -> float | None:
    """A length in pixels, about; None where it is none that is known."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return float(match.group(1)) * _PIXELS[match.group(2) or ""]
    except ValueError:
        return None


def type_size(text: str, outer: float) -> float:
    """The size of type in pixels, where that around it is `outer`; `outer` where it cannot be told."""
    text = text.strip()
    if text in _SIZES:
        return _SIZES[text]
    match = _LENGTH.fullmatch(text)
    value = pixels(text)
    if match is None or value is None:
        return {"smaller": outer / 1.2, "larger": outer * 1.2}.get(text, outer)
    unit = match.group(2)
    if unit in ("em", "ex", "%"):
        return float(match.group(1)) * outer * {"em": 1.0, "ex": 0.5, "%": 0.01}[unit]
    return value


def background(told: Mapping[str, str], attribute: str, behind: Colour | None) -> Colour | None:
    """The background of an element, from its properties or its attribute `bgcolor`, on what lies `behind` it.

    None where it is a picture or a gradient.
    """
    shorthand = told.get("background", "")
    if "url(" in shorthand or "gradient(" in shorthand or told.get("background-image", "none") != "none":
        return None
    function = _FUNCTION.search(shorthand)
    words = [function.group()] if function else shorthand.split()
    for text in (told.get("background-color", ""), *words, attribute):
        own = colour(text) if text else None
        if own is not None:
            return own if own.alpha == 1.0 else own.over(behind) if behind is not None else None
    return behind
