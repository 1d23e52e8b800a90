"""Letters of other alphabets that look Latin, inside words and numbers that a person reads as Latin."""

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.read.characters.classes import is_latin
from clausecheck.read.characters.oddity import Block, named

_STRONG_PAIRS: Final = (
    "аaеeоoрpсcуyхxѕsіiјjԁdһhԛqԝwѵvӏlАAВBЕEІIЈJКKМMНHОOРPСCЅSТTХXԌGԚQԜWҮYѴVӀIУYґr"  # Cyrillic
    "οoνvρpαaιiκkυuγyϲcϳjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϹCͿJ"  # Greek
    "оoօoսuոnհhզqցgքpյjՏSՕOԼLՍU"  # Armenian
    "ᎪAᏴBᏟCᎠDᎬEᏀGᎻHᎫJᏦKᏞLᎷMᏢPᎡRᏚSᎢTᏙVᏔWᏃZᎥi"  # Cherokee
    "ⲟoⲣpⲥcⲀAⲂBⲈEⲎHⲒIⲔKⲘMⲚNⲞOⲠPⲢPⲤCⲦTⲨYⲬX"  # Coptic
    "ꓐBꓑPꓓDꓔTꓖGꓗKꓙJꓚCꓜZꓝFꓟMꓠNꓡLꓢSꓣRꓦVꓧHꓪWꓫXꓬYꓮAꓰEꓲIꓳOꓴU"  # Lisu
    "ɑaɡg"  # phonetic letters
)
_WEAK_PAIRS: Final = "кkмmтtвbнhпnгrзeиuяRЗEηnτtεeχxωwσoβbµuμuδdθoЯRИNΛAΣEΔAΦO"
"""Near enough that a hurried reader takes them for Latin in the middle of a Latin word."""
_DIGIT_PAIRS: Final = "ОoоoΟoοoՕoօoЗ3з3б6І1ӏ1Ӏ1Ι1"


def _pairs(text: str) -> dict[str, str]:
    return dict(zip(text[::2], text[1::2], strict=True))


STRONG: Final = _pairs(_STRONG_PAIRS)
ALL: Final = _pairs(_WEAK_PAIRS) | STRONG
_DIGITS: Final = {letter: "0" if digit == "o" else digit for letter, digit in _pairs(_DIGIT_PAIRS).items()}
_FOREIGN = re.compile(f"[{''.join(sorted(set(ALL)))}\u0370-\u052f\u0530-\u058f\u13a0-\u13ff\u2c80-\u2cff\ua4d0-\ua4ff]")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(f"(?<![^\\W_])[0-9{''.join(_DIGITS)}][0-9{''.join(_DIGITS)}.,]*(?![^\\W_])")
_GREEK: Final = ("\u0370", "\u03ff")
_FEW: Final = 3
"""Latin words on a line in which a word of foreign letters alone is out of place."""


def look(block: Block) -> None:
    """Read letters that look Latin as Latin, inside Latin words and between Latin words."""
    text, places = block.visible()
    if not _FOREIGN.search(text):
        return
    words = [(word.start(), word.group()) for word in _WORD.finditer(text)]
    native = any(_is_native(word) for _, word in words)
    latin = sum(word.isascii() and word.isalpha() for _, word in words)
    foreign = [(start, word) for start, word in words if not word.isascii()]
    mixed = [at for start, word in foreign for at in _replace(block, places, start, word, _reading(word, native))]
    alone: list[int] = []
    if not native:
        mixed += _numbers(block, text, places)
        if latin >= _FEW:
            alone = [at for start, word in foreign for at in _replace(block, places, start, word, _alone(word))]
    if mixed:
        block.note("text.homoglyph", mixed, f"{named(block.stored[at] for at in mixed)} inside Latin words or numbers")
    if alone:
        told = f"{named(block.stored[at] for at in alone)} make whole words that look Latin"
        capitals = all(block.stored[at].isupper() for at in alone)
        block.note("text.homoglyph_capitals" if capitals else "text.homoglyph", alone, told)


def _replace(block: Block, places: list[int], start: int, word: str, reading: str | None) -> Iterator[int]:
    """Show `reading` in place of a word; the places of the letters that change."""
    for at, (stored, shown) in enumerate(zip(word, reading or word, strict=True), start):
        if stored != shown:
            block.shown[places[at]] = shown
            yield places[at]


def _numbers(block: Block, text: str, places: list[int]) -> list[int]:
    """Letters that look like digits inside numbers."""
    found = []
    for number in _NUMBER.finditer(text):
        if any("0" <= one <= "9" for one in number.group()):
            found += [at for at in range(*number.span()) if text[at] in _DIGITS]
    for at in found:
        block.shown[places[at]] = _DIGITS[text[at]]
    return [places[at] for at in found]


def _is_native(word: str) -> bool:
    """Whether a word is of another alphabet beyond doubt: letters of it, and one that does not look Latin."""
    return not any(map(is_latin, word)) and sum(not one.isdigit() for one in word) > 1 and _plainly_foreign(word)


def _plainly_foreign(word: str) -> bool:
    return any(letter.isalpha() and letter not in STRONG for letter in word)


def _reading(word: str, native: bool) -> str | None:
    """How a word of mixed letters reads as Latin; None where it is not mixed, or has a reason to be."""
    foreign = [letter for letter in word if letter.isalpha() and not is_latin(letter)]
    latin = [letter for letter in word if is_latin(letter)]
    if not foreign:
        return None
    if not latin:
        return None
    if any(letter not in ALL for letter in foreign) or (native and any(letter not in STRONG for letter in foreign)):
        return None
    if all(_GREEK[0] <= letter <= _GREEK[1] or letter == "µ" for letter in foreign) and _is_formula(word, latin):
        return None
    return "".join(ALL.get(letter, letter) for letter in word)


def _is_formula(word: str, latin: list[str]) -> bool:
    """Whether Greek letters stand as in "TNFα", "5 µm", "Δt" or "NFκB": not among lower-case Latin letters."""
    if len(latin) < 2 or word[0] in "µμ":
        return True
    inner = [at for at, one in enumerate(word) if one not in latin and not one.isdigit()]
    capitals = all(word[at].isupper() and word[at] in STRONG for at in inner)
    if capitals:
        return False
    beside = [word[at - 1 : at] + word[at + 1 : at + 2] for at in inner]
    among = any(any("a" <= one <= "z" for one in pair) for pair in beside)
    last = len(inner) == 1 and inner[0] == len(word) - 1 and word[-1] in "αβγδκ"
    return not among or last


def _alone(word: str) -> str | None:
    """How a word of foreign letters alone reads as Latin, if all of them look Latin."""
    if any(letter not in STRONG for letter in word):
        return None
    if len(word) == 1 and (_GREEK[0] <= word <= _GREEK[1] or word.isupper()):
        return None
    return "".join(STRONG[letter] for letter in word)
