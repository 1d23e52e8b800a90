"""Text made comparable, with the way back: lower case, no accents, straight quotes, nothing that is not seen."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

_STRAIGHT: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃﹘", "-"),
        **dict.fromkeys("\xa0\t", " "),
    }
)
_MORE_SPACE: Final = re.compile(r"(?<=[\s])[^\S\n]+")
_LABEL: Final = re.compile(
    r"(?m)^[ \t\xa0]{0,20}(?:(?:section|clause|article|§)[ \t\xa0])?"
    r"(?:\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}|[a-z]|[ivx]{1,5})[.)]|[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}|[-–•●▪◦*·\uf0b7])"
    r"[ \t\xa0]{1,20}",
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
    left_out = [found.span() for found in _LABEL.finditer(text)]
    if any(len(_plain(char)) != 1 for char in set(text)):
        return _fold_each(text, left_out)
    left_out += [found.span() for found in _MORE_SPACE.finditer(text)]
    if not left_out:
        return Folded(text.translate(_TABLE), range(len(text)))
    kept, behind = [], 0
    for start, end in sorted(left_out):
        kept.append((behind, max(start, behind)))
        behind = max(end, behind)
    kept.append((behind, len(text)))
    plain = "".join(text[start:end] for start, end in kept).translate(_TABLE)
    return Folded(plain, list(chain.from_iterable(range(start, end) for start, end in kept)))


def _fold_each(text: str, labels: Iterable[tuple[int, int]]) -> Folded:
    """Make `text` comparable, character by character: some show nothing, or stand for several."""
    letters: list[str] = []
    places: list[int] = []
    bounds = [0, *chain.from_iterable(labels), len(text)]
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        for place in range(start, end):
            for plain in _plain(text[place]):
                if plain != " " or not letters or letters[-1] not in " \n":
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


class _Table(dict[int, str]):
    """`_plain`, for characters that stand for one."""

    def __missing__(self, point: int) -> str:
        plain = _plain(chr(point))
        if len(self) < 4096:
            self[point] = plain
        return plain


_TABLE: Final = _Table()


def spelled_in_selectors(text: str) -> list[tuple[int, int, str]]:
    """Words written as variation selectors, one for each byte: where they stand, and what they say."""
    found = []
    for run in _SELECTORS.finditer(text):
        points = map(ord, run.group())
        spelled = bytes(point - 0xFE00 if point < 0xFE10 else point - 0xE0100 + 16 for point in points)
        found.append((run.start(), run.end(), spelled.decode("utf-8", errors="replace")))
    return found
