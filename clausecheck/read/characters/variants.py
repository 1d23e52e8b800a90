"""Letters in disguise: mathematical, full-width, circled and raised ones, foreign digits, characters of no alphabet."""

import re
import unicodedata
from typing import Final

from clausecheck.read.characters.classes import is_east_asian
from clausecheck.read.characters.oddity import Block, named

_LEAST: Final = 3
"""Fewer letters in a row are a formula, a list label or a footnote's mark."""
_FORMS: Final = (
    "\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\u02b0-\u02b8\u02e0-\u02e4\u1d00-\u1dbf\u2070-\u209c\u2102-\u2115"
    "\u2117-\u211f\u2124-\u214e\u24b6-\u24e9\ua730\ua731\U0001d400-\U0001d7ff\U0001f130-\U0001f149\U0001f150-\U0001f169"
    "\U0001f170-\U0001f189"
)
_STYLED = re.compile(f"[{_FORMS}]+(?: [{_FORMS}]+)*")
_FULL = re.compile("[\uff01-\uff5e]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+(?: [\ue000-\uf8ff\U000f0000-\U0010ffff]+)*")
_SYMBOLS: Final = frozenset(map(chr, range(0xF020, 0xF100)))
"""Where word processors keep the characters of symbol fonts."""
_POINTS: Final = {
    "\u2024": ".", "\ufe52": ".", "\u2236": ":", "\u2044": "/", "\u2215": "/", "\u037e": ";", "\u0589": ":",
}  # fmt: skip
_SEMICOLON: Final = "\u037e"
"""The Greek question mark, which is the same sign, and which fonts of PDFs name so."""
_POINT = re.compile(f"[{''.join(_POINTS)}]")
_DIGIT = re.compile(r"(?![0-9])\d")
_SMALL_CAPITALS: Final = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPRSTUVWYZ", strict=True))


def look(block: Block) -> None:
    """Show what such characters stand for where a person reads them so."""
    text, places = block.visible()
    _styled(block, text, places)
    _full_width(block, text, places)
    _digits(block, text, places)
    _punctuation(block, text, places)
    _private(block, text, places)


def _styled(block: Block, text: str, places: list[int]) -> None:
    found: list[int] = []
    for match in _STYLED.finditer(text):
        letters = [(at, plain) for at in range(*match.span()) if (plain := _plain(text[at]))]
        if len(letters) >= _LEAST or "\U0001d400" <= match.group()[0] <= "\U0001d7ff":
            for at, plain in letters:
                block.shown[places[at]] = plain
        if len(letters) >= _LEAST and sum(plain.isalpha() for _, plain in letters) > 1:
            found += [places[at] for at, _ in letters]
    if found:
        block.note("text.odd_letters", found, f"{named(block.stored[at] for at in found)} in place of plain letters")


def _plain(character: str) -> str:
    """The Latin letter or digit that a character is a form of; empty where it is none."""
    code = ord(character)
    for start in (0x1F150, 0x1F170):
        if start <= code < start + 26:
            return chr(ord("A") + code - start)
    plain = _SMALL_CAPITALS.get(character) or unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 and plain.isascii() and plain.isalnum() else ""


def _full_width(block: Block, text: str, places: list[int]) -> None:
    if is_east_asian(text):
        return
    letters = [at for match in _FULL.finditer(text) for at in range(*match.span())]
    for at in letters:
        block.shown[places[at]] = chr(ord(text[at]) - 0xFEE0)
    found = [places[at] for at in letters]
    if any(block.shown[place].isalnum() for place in found):
        block.note("text.full_width", found, f"{named(block.stored[at] for at in found)} in place of plain letters")


def _digits(block: Block, text: str, places: list[int]) -> None:
    """Digits of another script where no letter is of that script."""
    odd = [digit.start() for digit in _DIGIT.finditer(text) if "\u0600" < digit.group() < "\uff00"]
    if not odd or any(one > "\u0590" and unicodedata.category(one) == "Lo" for one in text):
        return
    found = [places[at] for at in odd]
    values = "".join(str(unicodedata.decimal(text[at])) for at in odd[:12])
    told = f"{named(block.stored[at] for at in found)} among Western figures; their values are {values}"
    block.note("text.other_digits", found, told)


def _punctuation(block: Block, text: str, places: list[int]) -> None:
    found = []
    for match in _POINT.finditer(text):
        at, character = match.start(), match.group()
        beside = text[at - 1 : at] if at else ""
        if beside.isascii() and beside.isalnum():
            block.shown[places[at]] = _POINTS[character]
            if character != _SEMICOLON:
                found.append(places[at])
    if found:
        told = f"{named(block.stored[at] for at in found)} in place of plain punctuation"
        usual = "a fraction" if all(block.stored[at] in "\u2044\u2215" for at in found) else ""
        block.note("text.odd_punctuation", found, told, usual=usual)


def _private(block: Block, text: str, places: list[int]) -> None:
    words: list[int] = []
    single: list[int] = []
    for match in _PRIVATE.finditer(text):
        letters = [places[at] for at in range(*match.span()) if text[at] != " "]
        low = "".join(_low(block.stored[place]) for place in letters)
        symbols = all(block.stored[place] in _SYMBOLS for place in letters) and not low.isalpha()
        (words if len(letters) >= _LEAST and not symbols else single).extend(letters)
    if words:
        low = "".join(_low(block.stored[place]) for place in range(words[0], words[-1] + 1))
        spelled = f'; their last bytes spell "{low.strip()[:200]}"' if _reads(low) else ""
        told = f"{named(block.stored[at] for at in words)}: what they show depends on the font{spelled}"
        block.note("text.private_use", words, told)
    if single:
        told = f"{named(block.stored[at] for at in single)}: what they show depends on the font"
        block.note("text.private_use", single, told, usual="a bullet or sign of a symbol font")


def _low(character: str) -> str:
    if not ("\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"):
        return character
    low = chr(ord(character) & 0xFF)
    return low if low.isprintable() else "\ufffd"


def _reads(text: str) -> bool:
    return sum(one.isascii() and (one.isalpha() or one == " ") for one in text) > 0.8 * len(text)
