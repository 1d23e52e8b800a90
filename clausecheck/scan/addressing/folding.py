"""Text made comparable, with the way back: lower case, no accents, straight quotes, nothing invisible, single spaces."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_STRAIGHT: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃﹘", "-"),
        **dict.fromkeys("\xa0\t", " "),
    }
)
_PLAIN: Final = re.compile(r"(?:[!-~‘’“”–—\n]|[ \t\xa0](?![ \t\xa0\n]))*")
"""What needs no look at each character: it folds one for one. White space stands alone in it."""
_LABEL: Final = re.compile(
    r"(?m)^[ \t\xa0]{0,20}(?:(?:section|clause|article|§)[ \t\xa0])?"
    r"(?:\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}|[a-z]|[ivx]{1,5})[.)]|[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}|[-–•●▪◦*·\uf0b7])"
    r"(?=[ \t\xa0])",
    re.IGNORECASE,
)
"""The number or mark of an item, which parts the words of a sentence that runs over items."""
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}")
_ACCENTED: Final = frozenset({"LATIN", "GREEK", "CYRILLIC"})
"""Scripts whose letters are the same word to a reader without their accents."""
_NOTHING: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BLANK: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable; line breaks stay, every other white space is one space."""

    text: str
    at: Sequence[int]
    """For each character of `text`, the offset of the one that it comes from."""

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that a range of `text`, which is not empty, comes from."""
        return self.at[start], self.at[end - 1] + 1


def fold(text: str) -> Folded:
    """Make `text` comparable. Labels of items at the beginning of lines are left out."""
    labels = [found.span() for found in _LABEL.finditer(text)]
    if not labels and _PLAIN.fullmatch(text):
        return Folded(text.translate(_STRAIGHT).lower(), range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    skipped = iter([*labels, (len(text), len(text))])
    start, end = next(skipped)
    for place, char in enumerate(text):
        if place >= end:
            start, end = next(skipped, (len(text), len(text) + 1))
        if start <= place < end:
            continue
        for plain in _plain(char):
            if plain == " " and letters and letters[-1] in " \n":
                continue
            letters.append(plain)
            places.append(place)
    return Folded("".join(letters), places)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """What a character reads as: none for what shows nothing, several for a ligature."""
    if char == "\n" or (char.isspace() and char not in "\r\x1c\x1d\x1e\x1f"):
        return "\n" if char in "\n\x0b\x0c\x85\u2028\u2029" else " "
    if 0xE0020 <= ord(char) <= 0xE007E:
        return chr(ord(char) - 0xE0000).lower()
    if unicodedata.category(char) in _NOTHING or _BLANK.match(char):
        return ""
    whole = unicodedata.normalize("NFKC", char).translate(_STRAIGHT).casefold()
    if unicodedata.category(char) == "Mn":
        return "" if unicodedata.name(char, "").startswith("COMBINING") else char
    parted = unicodedata.normalize("NFD", whole)
    if unicodedata.name(parted[:1], "").partition(" ")[0] in _ACCENTED:
        return "".join(one for one in parted if unicodedata.category(one) != "Mn")
    return whole


def spelled_in_selectors(text: str) -> list[tuple[int, int, str]]:
    """Words written as variation selectors, one for each byte: where they stand, and what they say."""
    found = []
    for run in _SELECTORS.finditer(text):
        points = map(ord, run.group())
        spelled = bytes(point - 0xFE00 if point < 0xFE10 else point - 0xE0100 + 16 for point in points)
        found.append((run.start(), run.end(), spelled.decode("utf-8", errors="replace")))
    return found
