"""Which views of a contract could hold a fragment: each word is looked for once, in all views together."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from clausecheck.reviewers.rules.fragment import Fragment
from clausecheck.reviewers.rules.view import View


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
            known = self._words[words] = self._looked_for(words) if words.isascii() else self.everywhere
        return known

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
