"""Nothing a model says is believed: its quotes must stand in the clause, word for word."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
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
_DASHES: Final = frozenset("-‐‑‒–—−")
_APOSTROPHES: Final = frozenset("'’ʼ")
_SHOWS_NOTHING: Final = frozenset({"Cc", "Cf", "Cs", "Co"})
_BLANK: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
"""Characters that show nothing though Unicode calls them letters, marks or symbols: fillers and variation selectors."""
_NOT_PLAIN: Final = ("<super>", "<sub>", "<fraction>", "<circle>")
"""What NFKC would turn into another number: "10²" into "102", "1½" into "11⁄2"."""
_SHORT: Final = 3
"""Characters of a cluster that is worth remembering: the same few come again and again."""
_LETTER: Final = r"[^\W\d_]"
_BREAK: Final = re.compile(rf"(?<={_LETTER})[-‐‑][ \t\r\f\v\xa0]{{0,8}}\n\s{{0,80}}(?={_LETTER})")
"""A hyphen at the end of a line, within a word."""
_HYPHEN: Final = re.compile(rf"(?<={_LETTER})[-‐‑]\s{{0,80}}(?={_LETTER})")


def visible(text: str) -> str:
    """`text` without characters that show nothing: controls, formats, fillers, surrogates, private use.

    Line breaks and tabs stay. What a person cannot see is neither sent to a model nor taken from it.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char
        for char in text
        if char in "\n\t" or not (unicodedata.category(char) in _SHOWS_NOTHING or _BLANK.match(char))
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
        plain = _plain_short if end - at <= _SHORT else _plain
        for char in plain(text[at:end]):
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
    if shown and unicodedata.decomposition(shown[0]).startswith(_NOT_PLAIN):
        return shown
    folded = unicodedata.normalize("NFKC", shown).translate(_STRAIGHT).casefold()
    return " " if folded.isspace() else folded.replace(" ", "")


_plain_short = lru_cache(maxsize=4096)(_plain)


def find_quote(document: str, region: Span, quote: str, folded: Folded | None = None) -> Span | None:
    """Where `quote` stands within `region` of the document's text, or None.

    It must stand there whole, from word to word, once both are folded. Nothing is guessed: a dropped "not", another
    number or an omission is no match. A word that a hyphen parts at the end of a line may be quoted as it stands, in
    one piece, or with the hyphen alone. The span gives the document's own words, which are what is shown. `folded` is
    the region, folded from its start, for one who looks for many quotes in it.
    """
    if len(quote) > 4 * len(region) + 16:
        return None
    stands = document[region.start : region.end]
    wanted = fold(quote).text.strip()
    if (span := _find(document, region, folded or fold(stands, region.start), wanted)) or not _BREAK.search(stands):
        return span
    bare = fold(_HYPHEN.sub("", quote)).text.strip()
    span = _find(document, region, _without_hyphens(stands, region.start), bare)
    return span if span and _spells(document[span.start : span.end], wanted) else None


def _find(document: str, region: Span, hay: Folded, wanted: str) -> Span | None:
    at = hay.text.find(wanted) if wanted else -1
    while at != -1:
        span = Span(hay.starts[at], hay.ends[at + len(wanted) - 1])
        if not (_cuts(document, region, span.start) or _cuts(document, region, span.end)):
            return span
        at = hay.text.find(wanted, at + 1)
    return None


def _without_hyphens(text: str, offset: int) -> Folded:
    """`text`, folded, with the parts of every word in one piece."""
    cuts = [found.span() for found in _HYPHEN.finditer(text)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    parts = [fold(text[start:end], offset + start) for start, end in zip(starts, ends, strict=True)]
    return Folded(
        "".join(part.text for part in parts),
        tuple(at for part in parts for at in part.starts),
        tuple(at for part in parts for at in part.ends),
    )


def _spells(stands: str, wanted: str) -> bool:
    """Whether `wanted` is what stands there, with or without the hyphen and the space where a line ends in a word."""
    spelled = "-? ?".join(re.escape(fold(part).text) for part in _BREAK.split(stands))
    return re.fullmatch(spelled, wanted) is not None


def _cuts(document: str, region: Span, at: int) -> bool:
    """Whether a quote that starts or ends at `at` would cut a word or a number in two.

    "limited" is no quote from "unlimited", "un-limited" or a word that a line break parts, nor "can" from "can't"; nor
    is "5 %" from "1.5 %", "-5 %" or "2-5 %".
    """
    left = visible(document[max(region.start, at - 12) : at])
    right = visible(document[at : min(region.end, at + 12)])
    if not left or not right:
        return False
    return _cuts_word(left, right) or _cuts_number(left, right)


def _cuts_word(left: str, right: str) -> bool:
    if left[-1].isalnum() and right[0].isalnum():
        return True
    if right[0].isalnum() and left.rstrip("\n")[-1:] in _HYPHENS:
        before = left.rstrip("\n")
        return _joins(left[len(before) :], before[-2:-1])
    if left[-1].isalnum() and right[0] in _HYPHENS:
        after = right[1:].lstrip("\n")
        return _joins(right[1 : len(right) - len(after)], after[:1])
    if left[-1].isalpha() and right[0] in _APOSTROPHES:
        return right[1:2].isalpha()
    return left[-1] in _APOSTROPHES and left[-2:-1].isalpha() and right[0].isalpha()


def _joins(ends: str, char: str) -> bool:
    """Whether a hyphen joins what stands beside it to `char`: within a line, or within a word over the end of one."""
    return char.isalpha() if ends == "\n" else not ends and char.isalnum()


def _cuts_number(left: str, right: str) -> bool:
    if right[0].isdecimal() and left[-1] in _DASHES:
        return True
    if left[-1].isdecimal() and right[0] in _DASHES:
        return right[1:2].isdecimal()
    if right[0].isdecimal() and left[-1] in ".,/:":
        return left[-2:-1].isdecimal()
    return right[0] in ".,/:" and right[1:2].isdecimal() and left[-1].isdecimal()


def long_enough(quote: str) -> bool:
    """Whether a quote has enough letters to point at anything."""
    return sum(map(str.isalnum, quote)) >= SHORTEST_QUOTE
