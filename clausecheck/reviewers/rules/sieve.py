"""Which views of a contract could hold a fragment: each word is looked for once, in all views together.

Readings name thousands of words. In a long contract they are not searched for one by one: four letters in a row tell
the views that have them, and a word can only stand where all its letters do.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Final

from clausecheck.reviewers.rules.fragment import Fragment
from clausecheck.reviewers.rules.view import View

_LETTERS: Final = 4
_SHORT: Final = 3_000
"""In so many characters, searching costs less than knowing where all letters are."""


class Sieve:
    """The views of one contract, with the places of the words that were looked for.

    Places are a whole number with a bit for each view, the first view's the highest.
    """

    def __init__(self, views: Sequence[View]) -> None:
        self.views = views
        texts = [view.text for view in views]
        self._whole = "\n".join(texts).encode("ascii", "replace").decode("ascii")
        """Searched several times faster than text in which one character is none of ASCII."""
        self._starts = [*accumulate((len(text) + 1 for text in texts), initial=0)]
        self._words: dict[str, int] = {}
        self._fragments: dict[str, int] = {}
        self._letters = _index(texts) if len(self._whole) > _SHORT else {}
        self.everywhere = (1 << len(views)) - 1

    def places(self, fragment: Fragment) -> int:
        """The views that could hold `fragment`; every view that does is among them."""
        known = self._fragments.get(fragment.source)
        if known is None:
            known = self._fragments[fragment.source] = self._of_groups(fragment)
        return known

    def among(self, places: int) -> Iterator[View]:
        """The views at `places`, in reading order."""
        bits = f"{places:0{len(self.views)}b}"
        at = bits.find("1")
        while at >= 0:
            yield self.views[at]
            at = bits.find("1", at + 1)

    def _of_groups(self, fragment: Fragment) -> int:
        places = self.everywhere
        for group in fragment.needles:
            held = 0
            for words in group:
                held |= self._of_words(words)
            places &= held
            if not places:
                break
        return places

    def _of_words(self, words: str) -> int:
        known = self._words.get(words)
        if known is None:
            known = self._words[words] = self._placed(words) if words.isascii() else self.everywhere
        return known

    def _placed(self, words: str) -> int:
        if not self._letters or len(words) < _LETTERS:
            return self._looked_for(words)
        places = self.everywhere
        for letters in _parts(words):
            places &= self._letters.get(letters, 0)
            if not places:
                break
        return places

    def _looked_for(self, words: str) -> int:
        at = self._whole.find(words)
        if at < 0:
            return 0
        bits = bytearray(b"0") * len(self.views)
        while at >= 0:
            number = bisect_right(self._starts, at)
            bits[number - 1] = ord("1")
            at = self._whole.find(words, self._starts[number])
        return int(bits, 2)


def _index(texts: Sequence[str]) -> dict[str, int]:
    """By each four letters in a row, the places of the texts that have them."""
    found: dict[str, int] = {}
    known = found.get
    for number, text in enumerate(reversed(texts)):
        place = 1 << number
        for letters in set(map("".join, zip(text, text[1:], text[2:], text[3:], strict=False))):
            found[letters] = known(letters, 0) | place
    return found


@cache
def _parts(words: str) -> tuple[str, ...]:
    """Every four letters in a row of what is looked for; the last ones first, since beginnings are alike."""
    return tuple(dict.fromkeys(words[at : at + _LETTERS] for at in range(len(words) - _LETTERS, -1, -1)))
