"""Numbers in the middle of a block: files whose paragraphs run together still have their numbers."""

import re
from collections.abc import Iterator
from functools import cache

_LEAST_BLOCK = 500
_NEAR = 120
_PAGE = 1500
_SENTENCE_END = '.;:)"”]?!_'


def run_together(sizes: list[int]) -> bool:
    """Whether most of a text stands in blocks as long as pages, so that letters in brackets begin paragraphs too."""
    return 2 * sum(size for size in sizes if size >= _PAGE) > sum(sizes)


def inner_starts(text: str, start: int, end: int, *, letters: bool) -> Iterator[int]:
    """Offsets inside a long block where a clause number may stand: behind a sentence, or behind a number's heading.

    Only numbers that are seldom part of a sentence: "7.", "7.2", "Section 7", "ARTICLE IV"; whether the sequence bears
    them out is for the tree to say.
    """
    if end - start < _LEAST_BLOCK:
        return
    before = start
    if letters and end - start >= _PAGE:
        yield from _with_letters(text, start, end)
        return
    for match in _number().finditer(text, start + 1, end):
        at = match.start("label")
        ends_sentence = text[match.start()] in _SENTENCE_END
        if ends_sentence or (at - before < _NEAR and before > start) or match["word"]:
            if match["word"] and not ends_sentence and not text[match.start()].isupper():
                continue
            before = at
            yield at


def _with_letters(text: str, start: int, end: int) -> Iterator[int]:
    letters = (match.end() - 3 for match in _letter().finditer(text, start + 1, end))
    yield from sorted({*inner_starts(text, start, end, letters=False), *letters})


@cache
def _letter() -> re.Pattern[str]:
    return re.compile(r"[.:;]\s{1,12}\([a-z]\)(?=\s{1,12}[A-Z\"“])")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        r"\S\s{1,12}(?P<label>(?P<word>ARTICLE|Article|SECTION|Section)\s{1,4}(?:\d{1,2}(?:\.\d{1,3}){0,3}|[IVX]{1,6})[.:]?"
        r"|\d{1,2}\.(?:\d{1,3}(?:\.\d{1,3}){0,3}\.?)?)(?=\s{1,12}[A-Z\"“\[])"
    )
