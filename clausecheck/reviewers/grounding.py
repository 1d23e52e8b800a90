"""Nothing a model says is believed: quotes must stand in the clause, figures must have been given."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from clausecheck.model import Span

SHORTEST_QUOTE: Final = 8
"""Letters and digits that a quote must have to point at anything."""

_STRAIGHT: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′‵`´ʼ", "'"),
        **dict.fromkeys("“”„‟″‶«»", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃﹘", "-"),
    }
)
_HYPHENS: Final = frozenset("-‐‑")


def visible(text: str) -> str:
    """`text` without characters that show nothing: controls, formats, surrogates, private use.

    Line breaks and tabs stay. What a person cannot see is neither sent to a model nor taken from it.
    """
    return "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}
    )


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable, with the way back to the original."""

    text: str
    """NFKC, straight quotes, plain hyphens, no invisible characters, single spaces, case folded."""
    starts: tuple[int, ...]
    """For each character of `text`, where the original character starts."""
    ends: tuple[int, ...]
    """For each character of `text`, where the original character ends."""


def fold(text: str, offset: int = 0) -> Folded:
    """Make `text` comparable; the way back counts from `offset`."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for char in _plain(text[at:end]):
            if char == " " and letters and letters[-1] == " ":
                continue
            letters.append(char)
            starts.append(offset + at)
            ends.append(offset + end)
        at = end
    return Folded("".join(letters), tuple(starts), tuple(ends))


def _plain(cluster: str) -> str:
    """One character with its accents, made comparable; more characters for a ligature, none for an invisible one."""
    if cluster.isspace():
        return " "
    shown = visible(cluster.translate(_STRAIGHT))
    folded = unicodedata.normalize("NFKC", shown).translate(_STRAIGHT).casefold()
    return " " if folded.isspace() else folded.replace(" ", "")


def find_quote(document: str, region: Span, quote: str) -> Span | None:
    """Where `quote` stands within `region` of the document's text, or None.

    It must stand there whole, from word to word, once both are folded. Nothing is guessed: a dropped "not", another
    number or an omission is no match. The span gives the document's own words, which are what is shown.
    """
    if len(quote) > 4 * len(region) + 16:
        return None
    wanted = fold(quote).text.strip()
    hay = fold(document[region.start : region.end], region.start)
    at = hay.text.find(wanted) if wanted else -1
    while at != -1:
        span = Span(hay.starts[at], hay.ends[at + len(wanted) - 1])
        if not (_cuts(document, region, span.start) or _cuts(document, region, span.end)):
            return span
        at = hay.text.find(wanted, at + 1)
    return None


def _cuts(document: str, region: Span, at: int) -> bool:
    """Whether a quote that starts or ends at `at` would cut a word or a number in two.

    "limited" is no quote from "unlimited", "un-limited" or a word that a line break parts; nor is "5 %" from "1.5 %".
    """
    left = visible(document[max(region.start, at - 12) : at])
    right = visible(document[at : min(region.end, at + 12)])
    if not left or not right:
        return False
    if left[-1].isalnum() and right[0].isalnum():
        return True
    if right[0].isalnum() and left.rstrip("\n")[-1:] in _HYPHENS:
        return left.rstrip("\n")[-2:-1].isalnum()
    if left[-1].isalnum() and right[0] in _HYPHENS:
        return right[1:].lstrip("\n")[:1].isalnum()
    if left[-1] in ".,":
        return left[-2:-1].isdecimal() and right[0].isdecimal()
    return right[0] in ".," and right[1:2].isdecimal() and left[-1].isdecimal()


def long_enough(quote: str) -> bool:
    """Whether a quote has enough letters to point at anything."""
    return sum(map(str.isalnum, quote)) >= SHORTEST_QUOTE
