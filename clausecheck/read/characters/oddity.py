"""A block of text while its characters are looked at, and what is found odd about them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

_CONTEXT: Final = 40
"""Most characters that are quoted on either side of an odd one, up to the end of its word."""
_STRETCHES: Final = 12
"""Most stretches of a block that are quoted for one technique."""
_NAMED: Final = 4
"""Most different characters that are named one by one."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """Characters of one block by which a person and a program read different words."""

    technique: str
    quote: str
    """The words around, as stored; or the words that the characters spell."""
    detail: str
    offset: int
    """How many characters that are no white space are shown before it in its block."""
    shown: str = ""
    """What a person sees in place of the quote, where that is something else."""
    usual: str = ""
    """The ordinary reason, where there is one."""
    spelled: str = ""
    """Words that are not part of what is shown: those that the characters spell, or that are struck out."""

    def moved(self, by: int) -> "Oddity":
        """The oddity `by` characters further on."""
        return replace(self, offset=self.offset + by)


@dataclass(frozen=True, slots=True)
class _Finding:
    technique: str
    places: Sequence[int]
    detail: str
    usual: str
    spelled: str
    quoted: bool


class Block:
    """Text of one block: as stored, and what is shown in the place of each character."""

    def __init__(self, stored: str) -> None:
        self.stored = stored
        self.kinds = frozenset(stored)
        """The characters that stand in it."""
        self.shown: list[str] = list(stored)
        self._found: list[_Finding] = []

    def __len__(self) -> int:
        return len(self.stored)

    def note(
        self,
        technique: str,
        places: Iterable[int],
        detail: str,
        *,
        usual: str = "",
        spelled: str = "",
        quoted: bool = True,
    ) -> None:
        """Something odd about the characters at `places`; `spelled` are the words that they stand for.

        The quote is what stands there, or without `quoted` the spelled words.
        """
        found = sorted(places)
        if found:
            self._found.append(_Finding(technique, found, detail, usual, spelled, quoted))

    def visible(self) -> tuple[str, list[int]]:
        """What is shown so far as one text, and for each of its characters the place it is stored at."""
        text = "".join(self.shown)
        if len(text) == len(self.shown) and "" not in self.shown:
            return text, list(range(len(text)))
        return text, [place for place, shown in enumerate(self.shown) for _ in shown]

    def oddities(self) -> tuple[Oddity, ...]:
        """All that was noted, now that everything shown is known, as the block runs."""
        if not self._found:
            return ()
        solid = (
            len("".join(shown.split())) if len(shown) > 1 else shown > "" and not shown.isspace()
            for shown in self.shown
        )
        ends = list(accumulate(solid, initial=0))
        made = []
        for found in sorted(self._found, key=lambda one: one.places[0]):
            stretches = self._stretches(found.places)
            quote = " … ".join(self.stored[start:end].strip() for start, end in stretches)
            shown = " … ".join("".join(self.shown[start:end]).strip() for start, end in stretches)
            if not found.quoted:
                quote, shown = found.spelled, ""
            told = "" if shown == quote else " ".join(shown.split())
            at = ends[found.places[0]]
            made.append(Oddity(found.technique, quote, found.detail, at, told, found.usual, found.spelled))
        return tuple(made)

    def _stretches(self, places: Sequence[int]) -> list[tuple[int, int]]:
        """The words that the characters stand in; neighbouring words together."""
        made: list[tuple[int, int]] = []
        for place in places:
            if made and place < made[-1][1]:
                continue
            start, end = self._word(place)
            if made and start <= made[-1][1] + 1:
                made[-1] = made[-1][0], end
            elif len(made) == _STRETCHES:
                break
            else:
                made.append((start, end))
        return made

    def _word(self, place: int) -> tuple[int, int]:
        start = place
        while start > 0 and place - start < _CONTEXT and not self.stored[start - 1].isspace():
            start -= 1
        end = place + 1
        while end < len(self.stored) and end - place <= _CONTEXT and not self.stored[end].isspace():
            end += 1
        return start, end


def named(characters: Iterable[str]) -> str:
    """The code points of `characters` with how often each is there: "U+200B 14 times, U+2060 once"."""
    counts = Counter(characters)
    told = [f"U+{ord(character):04X} {times(count)}" for character, count in counts.most_common(_NAMED)]
    rest = sum(counts.values()) - sum(count for _, count in counts.most_common(_NAMED))
    return ", ".join(told) + (f" and {rest:,} more" if rest else "")


def times(count: int) -> str:
    """How often: "once", "14 times"."""
    return "once" if count == 1 else "twice" if count == 2 else f"{count:,} times"
