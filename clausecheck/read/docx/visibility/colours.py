"""The colours of a Word file: of letters and of what lies behind them, themes, tints and shades resolved.

Meaning of the attributes: ECMA-376 part 1, 17.3.2.6 (color), 17.3.5 (shd), 17.18.97 (themeColor), 20.1.2.3 (DrawingML).
"""

import colorsys
import re
from collections.abc import Mapping
from functools import lru_cache
from math import isfinite
from typing import Final, NamedTuple

from clausecheck.read.docx.package import Attributes
from clausecheck.read.docx.visibility.tree import Node

CONTRAST: Final = 1.35
"""Below this ratio, as WCAG 2 counts it, letters do not stand out from their background."""
_FAR: Final = 100
"""Of 255: a channel that differs by more gives letters a hue of their own, such as yellow on white."""
_HEX: Final = re.compile(r"#?([0-9A-Fa-f]{6})\Z")
_SHORT: Final = re.compile(r"#([0-9A-Fa-f]{3})\Z")
_HIGHLIGHTS: Final = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


_NAMES: Final = {name.lower(): value for name, value in _HIGHLIGHTS.items()} | _pairs(
    "gray=808080 grey=808080 silver=C0C0C0 navy=000080 snow=FFFAFA ivory=FFFFF0 whitesmoke=F5F5F5 ghostwhite=F8F8FF"
    " floralwhite=FFFAF0 gainsboro=DCDCDC lime=00FF00 aqua=00FFFF green=008000 window=FFFFFF windowtext=000000"
)
OFFICE: Final = _pairs(
    "dk1=000000 lt1=FFFFFF dk2=44546A lt2=E7E6E6 hlink=0563C1 folHlink=954F72 accent1=4472C4 accent2=ED7D31"
    " accent3=A5A5A5 accent4=FFC000 accent5=5B9BD5 accent6=70AD47"
)
"""What Word takes where a file has no theme."""
_SLOTS: Final = _pairs(
    "text1=dk1 dark1=dk1 tx1=dk1 background1=lt1 light1=lt1 bg1=lt1 text2=dk2 dark2=dk2 tx2=dk2 background2=lt2"
    " light2=lt2 bg2=lt2 hyperlink=hlink followedHyperlink=folHlink"
)
_MAPPED: Final = {f"accent{number}": f"accent{number}" for number in range(1, 7)} | _pairs(
    "text1=t1 tx1=t1 background1=bg1 bg1=bg1 text2=t2 tx2=t2 background2=bg2 bg2=bg2 hyperlink=hyperlink"
    " hlink=hyperlink followedHyperlink=followedHyperlink folHlink=followedHyperlink"
)
"""What the settings of a file call these where they give them other slots."""


class Colour(NamedTuple):
    """A colour in channels from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        """For people: "white", or "#1F3864"."""
        written = f"{self.red:02X}{self.green:02X}{self.blue:02X}"
        return {"FFFFFF": "white", "000000": "black"}.get(written, f"#{written}")


WHITE: Final = Colour(255, 255, 255)
BLACK: Final = Colour(0, 0, 0)


def coloured(text: str) -> Colour | None:
    """A colour as "1F3864", "#1F3864", "#FFF" or by name; None for another word, such as "auto"."""
    text = text.split(" ", 1)[0] if "[" in text else text.strip()
    short = _SHORT.match(text)
    found = _HEX.match("".join(character * 2 for character in short[1]) if short else text)
    written = found[1] if found else _NAMES.get(text.lower())
    return Colour(*bytes.fromhex(written)) if written else None


def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2 has it, from 0 to 1."""
    linear = (value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in colour)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of contrast between two colours, from 1 to 21, as WCAG 2 counts it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=4096)
def merges(letters: Colour, behind: Colour) -> bool:
    """Whether letters do not stand out."""
    return contrast(letters, behind) < CONTRAST


def distinct_hue(letters: Colour, behind: Colour) -> bool:
    """Whether letters that do not stand out by their brightness can be made out by their hue."""
    return max(abs(one - other) for one, other in zip(letters, behind, strict=True)) > _FAR


class Theme:
    """The colours that a file calls by what they are for."""

    def __init__(self, own: Mapping[str, str] | None = None, mapping: Mapping[str, str] | None = None) -> None:
        """`own` are the colours of the file by their slots ("dk1"), `mapping` the slots that its settings exchange."""
        self._colours = {name: coloured((own or {}).get(name, "")) or coloured(value) for name, value in OFFICE.items()}
        self._mapping = mapping or {}

    def colour(self, name: str) -> Colour | None:
        """The colour that "background1", "accent2" and so on stand for."""
        mapped = self._mapping.get(_MAPPED.get(name, ""), name)
        return self._colours.get(_SLOTS.get(mapped, mapped.replace("followedHyperlink", "folHlink")))

    def letters(self, attributes: Attributes) -> Colour | None:
        """The colour that a `w:color` gives; None for what Word makes dark or light by itself."""
        return self._own(attributes, "w:themeColor", "w:themeTint", "w:themeShade") or coloured(
            attributes.get("w:val", "")
        )

    def shading(self, attributes: Attributes) -> Colour | None:
        """The colour that a `w:shd` fills with; None where it fills with none."""
        pattern = attributes.get("w:val", "clear")
        if pattern == "nil":
            return None
        fill = self._own(attributes, "w:themeFill", "w:themeFillTint", "w:themeFillShade") or coloured(
            attributes.get("w:fill", "")
        )
        front = self.letters({**attributes, "w:val": attributes.get("w:color", "")}) or BLACK
        if pattern == "solid":
            return front
        share = min(int(pattern[3:6]), 100) / 100 if pattern[:3] == "pct" and pattern[3:].isdecimal() else 0
        return _mixed(fill or WHITE, front, share) if share else fill

    def _own(self, attributes: Attributes, name: str, tint: str, shade: str) -> Colour | None:
        found = self.colour(attributes[name]) if name in attributes else None
        if found is None:
            return None
        return _lit(found, _share(attributes.get(tint)), _share(attributes.get(shade)))

    def drawn(self, node: Node | None) -> tuple[Colour | None, float]:
        """The colour of a DrawingML element such as `a:srgbClr` inside `node`, and how opaque it is, from 0 to 1.

        In the elements that Word adds to runs (`w14`), alpha is transparency instead.
        """
        choice = node.first("srgbClr", "schemeClr", "sysClr", "prstClr", "scrgbClr") if node is not None else None
        if choice is None:
            return None, 1.0
        value = choice.value("lastClr") or choice.value("val")
        found = self.colour(value) if choice.local == "schemeClr" else coloured(value)
        opaque = 1.0
        for kid in choice.kids:
            amount = _percent(kid.value("val"))
            if kid.local == "alpha":
                opaque = 1 - amount if choice.name.startswith("w14:") else amount
            elif found is not None:
                found = _changed(found, kid.local, amount)
        return found, opaque


def highlighted(value: str) -> Colour | None:
    """The colour of a highlighter pen."""
    return coloured(_HIGHLIGHTS.get(value, ""))


def _share(value: str | None) -> float:
    try:
        return min(int(value or "FF", 16), 255) / 255
    except ValueError:
        return 1.0


def _percent(value: str) -> float:
    try:
        found = float(value[:-1]) / 100 if value.endswith("%") else float(value) / 100_000
    except ValueError:
        return 1.0
    return max(0.0, min(found, 10.0)) if isfinite(found) else 1.0


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    return Colour(*(round(low + (high - low) * share) for low, high in zip(one, other, strict=True)))


def _lit(colour: Colour, tint: float, shade: float) -> Colour:
    """A colour made lighter by `tint` and darker by `shade`, where 1 changes nothing."""
    hue, light, strength = colorsys.rgb_to_hls(*(value / 255 for value in colour))
    light = max(0.0, min(1.0, light * shade * tint + 1 - tint))
    return Colour(*(round(value * 255) for value in colorsys.hls_to_rgb(hue, light, strength)))


def _changed(colour: Colour, change: str, amount: float) -> Colour:
    if change in ("lumMod", "lumOff"):
        hue, light, strength = colorsys.rgb_to_hls(*(value / 255 for value in colour))
        light = max(0.0, min(1.0, light * amount if change == "lumMod" else light + amount))
        return Colour(*(round(value * 255) for value in colorsys.hls_to_rgb(hue, light, strength)))
    if change in ("tint", "shade"):
        amount = max(0.0, min(1.0, amount))
        return _mixed(colour, WHITE if change == "tint" else BLACK, 1 - amount)
    return colour
