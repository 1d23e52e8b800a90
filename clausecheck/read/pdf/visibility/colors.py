"""How far colours stand out from each other."""

from functools import lru_cache
from typing import Final

PATTERN: Final = 0xBFBFBF
"""The colour that pdfium tells where a pattern is painted instead of a colour."""


def luminance(color: int) -> float:
    """Of a colour, 0 for black to 1 for white, as WCAG 2 reckons it for sRGB."""
    return 0.2126 * _LINEAR[color >> 16 & 255] + 0.7152 * _LINEAR[color >> 8 & 255] + 0.0722 * _LINEAR[color & 255]


@lru_cache(maxsize=4096)
def contrast(one: int, other: int) -> float:
    """Of two colours, 1 for none to 21, as WCAG 2 reckons it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


_LINEAR: Final = tuple(
    level / 255 / 12.92 if level <= 10 else ((level / 255 + 0.055) / 1.055) ** 2.4 for level in range(256)
)
