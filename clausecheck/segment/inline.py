"""Numbers in the middle of a block: files whose paragraphs run together still have their numbers."""

import re
from collections.abc import Iterator
from functools import cache

from clausecheck.segment.vocabulary import vocabulary

_LEAST_BLOCK = 24
_LEAST_BLOCK_OF_LETTERS = 500
_NEAR = 120
_LONGEST_WORD = 14
_PAGE = 1500
_SENTENCE_END = '.;:)"”]?!_。'


def run_together(sizes: list[int]) -> bool:
    """Whether most of a text stands in blocks as long as pages, so that letters in brackets begin paragraphs too."""
    return 2 * sum(size for size in sizes if size >= _PAGE) > sum(sizes)


def inner_starts(text: str, start: int, end: int, *, letters: bool) -> Iterator[int]:
    """Offsets inside a long block where a clause number may stand: behind a sentence, or behind a number's heading.

    Only numbers that are seldom part of a sentence: "7.", "7.2", "Section 7", "ARTICLE IV", "b.", and with `letters`
    also "(b)"; whether the sequence bears them out is for the tree to say.
    """
    if end - start < _LEAST_BLOCK:
        return
    long = end - start >= _LEAST_BLOCK_OF_LETTERS
    pattern = _number_or_letter() if letters and end - start >= _PAGE else _number()
    before = start
    for match in pattern.finditer(text, start + 1, end):
        at, last = match.start("label"), text[match.start()]
        digit = match["label"][0].isdecimal()
        if not (long or digit or match["word"]):
            continue
        near = start < before and at - before < _NEAR
        behind_title = last.isupper() and not match["label"][0].islower()
        stands = last in _SENTENCE_END or behind_title or (digit and (near or _titled().match(text, match.end(), end)))
        if stands and not _is_cited(text, start, match.start() + 1, worded=match["word"] is not None):
            before = at
            yield at


def _is_cited(text: str, start: int, end: int, *, worded: bool) -> bool:
    """Whether the word that ends at `end` makes what follows a part of it: "SECTION 7. Payment", "IN SECTION 5"."""
    word = text[max(start, end - _LONGEST_WORD) : end].rsplit(maxsplit=1)[-1].lower().lstrip('(["“')
    words = vocabulary()
    return word in words.references or word in words.keywords or (worded and word in words.small)


_NUMBER = (
    r"(?P<word>ARTICLE|Article|SECTION|Section)\s{1,4}(?:\d{1,2}(?:\.\d{1,3}){0,3}|[IVX]{1,6}"
    r"|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|(?:THIR|FOUR|FIF|SIX|SEVEN|EIGH|NINE)TEEN)[.:]?"
    r"|[a-z]\.|\d{1,2}\)|\d{1,2}\.(?:\d{1,3}(?:\.\d{1,3}){0,3}\.?)?"
)
_BEHIND = r"(?=\s{1,12}[A-Z\"“\[])"


@cache
def _titled() -> re.Pattern[str]:
    """A heading that runs in: "Entire Agreement. ", "TERM OF PAYMENT: "."""
    word = r"[A-Z][\w’'/&,;-]{0,30}"
    return re.compile(rf"\s{{1,12}}{word}(?:\s(?:{word}|of|and|the|to|for|in|or|by|on|with|a|an)){{0,9}}[.:](?:\s|$)")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(rf"\S\s{{1,12}}(?P<label>{_NUMBER}){_BEHIND}")


@cache
def _number_or_letter() -> re.Pattern[str]:
    return re.compile(rf"\S\s{{1,12}}(?P<label>{_NUMBER}|\([a-z]\)|[A-Z]\.){_BEHIND}")
