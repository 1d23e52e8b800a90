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

    It must stand there whole, from word to word, exactly or once both are folded. Nothing is guessed: a dropped "not",
    another number or an omission is no match. The span gives the document's own words, which are what is shown.
    """
    wanted = quote.strip()
    if not wanted or len(wanted) > 4 * len(region) + 16:
        return None
    text = document[region.start : region.end]
    if (at := _whole_words(text, wanted)) is not None:
        return Span(region.start + at, region.start + at + len(wanted))
    needle = fold(wanted).text.strip()
    if not needle:
        return None
    hay = fold(text, region.start)
    if (at := _whole_words(hay.text, needle)) is None:
        return None
    return Span(hay.starts[at], hay.ends[at + len(needle) - 1])


def _whole_words(text: str, wanted: str) -> int | None:
    """Where `wanted` first stands in `text` without cutting a word: "limited" does not stand in "unlimited"."""
    at = text.find(wanted)
    while at != -1:
        end = at + len(wanted)
        cut_before = at > 0 and text[at - 1].isalnum() and wanted[0].isalnum()
        cut_after = end < len(text) and text[end].isalnum() and wanted[-1].isalnum()
        if not (cut_before or cut_after):
            return at
        at = text.find(wanted, at + 1)
    return None


def long_enough(quote: str) -> bool:
    """Whether a quote has enough letters to point at anything."""
    return sum(map(str.isalnum, quote)) >= SHORTEST_QUOTE
