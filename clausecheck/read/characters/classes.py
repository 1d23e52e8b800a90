"""Classes of characters: what prints nothing, what stands beside it, and what makes a second look worth while."""

import re
import unicodedata
from typing import Final

JOINERS: Final = frozenset("\u200c\u200d")
"""They join or part letters of Arabic and Indian scripts and parts of emoji."""
MARKS: Final = frozenset("\u200e\u200f\u061c")
"""They tell on which side a full stop of right-to-left text stands."""
FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters of Korean without a sign, wide or nothing by the type that is used."""
BLANK: Final = "\u2800"
"""The Braille cell without a dot, as wide as a letter."""
SOFT_HYPHEN: Final = "\u00ad"
NOTHING: Final = frozenset(
    "\u034f\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u200b\u2060\u2061\u2062\u2063\u2064\u2065\ufeff\ufff9\ufffa\ufffb"
    + "".join(map(chr, (*range(0x206A, 0x2070), *range(0xFFF0, 0xFFF9), *range(0x1BCA0, 0x1BCA4))))
    + "".join(map(chr, range(0x1D173, 0x1D17B)))
)
"""What prints nothing anywhere and has no place between Latin letters."""
SELECTORS: Final = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""They choose the look of the character before."""
TAGS: Final = frozenset(map(chr, range(0xE0000, 0xE0080)))
"""A second, invisible set of ASCII."""
DIRECTIONS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CONTROLS: Final = frozenset(map(chr, (*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0))))
UNSEEN: Final = JOINERS | MARKS | NOTHING | {SOFT_HYPHEN}

SUSPECT: Final = re.compile(
    "[\x00-\x08\x0b\r\x0e-\x1f\x7f-\x9f\u00ad\u0251\u0261\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\u02b0-\u02b8\u02e0-\u02e4\u0334-\u0338\u034f\u0370-\u037d\u037f-\u052f\u0530-\u058f\u061c\u0660-\u0669"
    "\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0ae6-\u0aef\u0b66-\u0b6f\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef"
    "\u0d66-\u0d6f\u0e50-\u0e59\u115f\u1160\u13a0-\u13ff\u17b4\u17b5\u180b-\u180f\u1c80-\u1c8f\u1d00-\u1dbf\u2000-\u200f"
    "\u2024\u2025\u2028-\u202e\u2044\u205f-\u209c\u20d2\u20d3\u20d8-\u20da\u20e0\u20e5\u20e6\u2102-\u2121\u2123-\u214f\u2215"
    "\u2236\u2460-\u24ff\u2800\u2c80-\u2cff\u3164\ua4d0-\ua4ff\ua730\ua731\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufe52\ufeff"
    "\uff01-\uff5e\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001d400-\U0001d7ff"
    "\U0001f100-\U0001f1ff\U000e0000-\U000e01ef\U000f0000-\U0010ffff]|[\u0300-\u036f]{3}|(?:[A-Za-z][\u0300-\u036f]){4}"
)
"""A character that is looked at again; nearly no block of a contract in Western print has one."""


def is_latin(character: str) -> bool:
    """Whether a letter is of the Latin alphabet, accents included."""
    return character.isalpha() and (character < "\u0250" or "\u1e00" <= character <= "\u1eff")


def is_plain(character: str) -> bool:
    """Whether it is a Latin letter or a Western digit: between two of them nothing invisible has a reason."""
    return is_latin(character) or "0" <= character <= "9"


def runs_right_to_left(character: str) -> bool:
    """Whether it is a letter of Hebrew, Arabic or the like."""
    return unicodedata.bidirectional(character) in {"R", "AL"}


def is_east_asian(text: str) -> bool:
    """Whether letters of Chinese, Japanese or Korean stand in it, where full-width forms are ordinary."""
    return _EAST_ASIAN.search(text) is not None


_EAST_ASIAN = re.compile(
    "[\u1100-\u115e\u1161-\u11ff\u2e80-\u3163\u3165-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
