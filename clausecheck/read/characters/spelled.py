"""Words that are spelled in characters which print nothing: tags, variation selectors, zero-width bits."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from clausecheck.read.characters.classes import SELECTORS, TAGS, UNSEEN, is_plain
from clausecheck.read.characters.oddity import Block, named

_FLAG: Final = "\U0001f3f4"
_CANCEL: Final = "\U000e007f"
_LOOKS: Final = "\ufe0e\ufe0f"
"""As text and as emoji."""
_FEW: Final = 3
"""Selectors of this number, or tags, spell something; fewer choose a look."""
_BITS = re.compile("[\u200b\u200c\u200d\u2060-\u2064\ufeff\u180e\u200e\u200f\u00ad]{7,}")
_LEAST_BITS: Final = 14


def look(block: Block) -> None:
    """Leave out tags and selectors, and say what they and long rows of zero-width characters spell."""
    _tags(block)
    _selectors(block)
    _bits(block)


def _tags(block: Block) -> None:
    if TAGS.isdisjoint(block.kinds):
        return
    places: list[int] = []
    flag = False
    for place, character in enumerate(block.stored):
        if character in TAGS:
            block.shown[place] = ""
            if not flag:
                places.append(place)
            flag = flag and character != _CANCEL
        else:
            flag = character == _FLAG and _is_flag(block.stored, place)
    if places:
        words = "".join(chr(ord(block.stored[place]) - 0xE0000) for place in places)
        words = " ".join("".join(one if one.isprintable() else " " for one in words).split())
        _note(block, "text.tag_characters", places, words, "tag characters")


def _is_flag(text: str, place: int) -> bool:
    """Whether a black flag is that of a region, such as Scotland: at most six letters and the end."""
    end = text.find(_CANCEL, place, place + 9)
    return end > 0 and all(character in TAGS for character in text[place + 1 : end])


def _selectors(block: Block) -> None:
    if SELECTORS.isdisjoint(block.kinds):
        return
    places = []
    before = ""
    for place, character in enumerate(block.stored):
        if character in SELECTORS:
            block.shown[place] = ""
            row = before in SELECTORS or (character not in _LOOKS and block.stored[place + 1 : place + 2] in SELECTORS)
            if row or before.isspace() or not before or _has_no_variant(before, character):
                places.append(place)
        before = character
    if len(places) >= _FEW:
        data = bytes(_byte(block.stored[place]) for place in places)
        _note(block, "text.variation_selectors", places, _words(data), "variation selectors")
    elif places:
        told = f"{named(block.stored[place] for place in places)}, which choose no look here"
        block.note("text.invisible", places, told, usual="what is left of an emoji or a rare letter")


def _has_no_variant(base: str, selector: str) -> bool:
    """Latin letters have one look; figures and signs have two, as text and as emoji."""
    return is_plain(base) and not (base.isdecimal() and selector in _LOOKS)


def _byte(selector: str) -> int:
    code = ord(selector)
    return code - 0xFE00 if code < 0xE0100 else code - 0xE0100 + 16


def _bits(block: Block) -> None:
    if UNSEEN.isdisjoint(block.kinds):
        return
    for row in _BITS.finditer(block.stored):
        places = range(*row.span())
        words = next(_readings(row.group()), "")
        if words or len(set(row.group())) > 1:
            _note(block, "text.zero_width_row", places, words, "zero-width characters in a row")


def _readings(row: str) -> Iterator[str]:
    """What a row spells if its two commonest characters are bits; a third one parts letters."""
    signs = sorted(set(row), key=lambda sign: -row.count(sign))[:2]
    if len(signs) < 2 or len(row) < _LEAST_BITS:
        return
    for zero, one in (signs, signs[::-1]):
        bits = "".join("0" if sign == zero else "1" for sign in row if sign in (zero, one))
        for width in (8, 7, 16):
            words = _printable([int(bits[at : at + width], 2) for at in range(0, len(bits) - width + 1, width)])
            if words:
                yield words


def _words(data: bytes) -> str:
    return _printable(list(data))


def _printable(codes: Sequence[int]) -> str:
    """The text of character codes, where nearly all are letters, figures and signs that can be printed."""
    text = "".join(map(chr, codes))
    if text and max(codes) > 0x7F and max(codes) < 0x100:
        text = bytes(codes).decode("utf-8", "replace")
    good = sum(character.isprintable() and character != "\ufffd" for character in text)
    if len(text) < 2 or good < 0.95 * len(text) or not any(character.isalnum() for character in text):
        return ""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _note(block: Block, technique: str, places: Sequence[int], words: str, what: str) -> None:
    first = " ".join(f"U+{ord(block.stored[place]):04X}" for place in places[:6])
    more = " …" if len(places) > 6 else ""
    told = f"{len(places):,} {what} ({first}{more}) " + (
        f'spell "{words}"' if words else "stand where nothing is shown"
    )
    block.note(technique, places, told, spelled=words, quoted=not words)
