"""Words that a page does not show become traces, at the place where they would stand in the text."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from clausecheck.model import Trace
from clausecheck.read.builder import Builder
from clausecheck.read.pdf.blocks import Room
from clausecheck.read.pdf.page import SOFT_HYPHEN, Page, Unseen

_NEAR = 3.0
"""Words whose baselines are this near, in points, stand in one line."""
_HYPHENS = (SOFT_HYPHEN, "\x02", "\ufffe")
"""What pdfium puts where it takes a word to be divided at the end of a line."""
_MONEY = re.compile("[$€£¥¢%‰]")
_AGAIN = "the page is a part of a larger one, and the same lines are shown elsewhere"
_FEW = 3
"""Spaces of words that are too few to be told from the same words elsewhere."""
_DAMAGED = "the page is damaged, and what it says of its words cannot be trusted"
_SLUG = "a printer's line: name, time and number of the print"
_PRINT = re.compile(
    r"""[\w()-]*[._/\\]\w[\w.()/\\-]*                  # name of a file
        |[0-9]{1,4}(?:[.:/-][0-9]{1,4}){0,3}            # number, date, time
        |[–—:|/*+•·-]+
        |page|of|sheet|proof|draft|job|plate|side|front|back|cyan|magenta|yellow|black|[cmyk]|am|pm|at
        |jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|mon|tue|wed|thu|fri|sat|sun""",
    re.VERBOSE | re.IGNORECASE,
)
_SLUG_WORDS = 8
_TIME = re.compile(r"\b[0-2]?[0-9]:[0-5][0-9]\b")
_CODE = re.compile(r"[0-9/\\_]")


def add_unseen(
    builder: Builder,
    pages: Sequence[Page],
    unseen: Mapping[int, Sequence[Unseen]],
    rooms: Sequence[Room],
    damaged: Collection[int | None],
) -> None:
    """Add a trace and a notice for each run of words that a page, from 1, does not show.

    `pages` are all pages with what they show, `rooms` those of the text's blocks; what a damaged page says of places
    and looks proves nothing.
    """
    if not unseen:
        return
    shown = {words.text for page in pages for part in (page, *page.asides) for words in part.words}
    for page, words in unseen.items():
        for group in _groups(words):
            _add(builder, page, group, rooms, _usual(group, shown) or (_DAMAGED if page in damaged else ""))


def _usual(group: Sequence[Unseen], shown: Collection[str]) -> str:
    """The ordinary reason for words that are not seen, where there is one."""
    quote = _joined(group)
    if group[0].usual or _is_slug(quote):
        return group[0].usual or _SLUG
    again = quote.count(" ") >= _FEW and all(words.text in shown for words in group)
    return _AGAIN if again else ""


def _add(builder: Builder, page: int, group: Sequence[Unseen], rooms: Sequence[Room], usual: str) -> None:
    first, quote = group[0], _joined(group)
    if not any(map(str.isalnum, quote)) and not _MONEY.search(quote):
        return
    if not first.kept:
        told = "words that the page does not show stand outside the text"
        builder.notice("hidden_text", told, page=page, quote=quote)
    place = _place(page, first.baseline, rooms)
    detail = first.detail + _around(group)
    builder.traces.add(Trace(technique=first.technique, quote=quote, at=place, page=page, detail=detail, usual=usual))


def _groups(unseen: Sequence[Unseen]) -> Iterator[list[Unseen]]:
    """Words that follow each other and are hidden in one way."""
    group: list[Unseen] = []
    for words in unseen:
        if group and not (words.follows and (words.technique, words.usual) == (group[-1].technique, group[-1].usual)):
            yield group
            group = []
        group.append(words)
    if group:
        yield group


def _joined(group: Sequence[Unseen]) -> str:
    text = ""
    for words in group:
        if text.endswith(_HYPHENS):
            text = text[:-1]
        elif text and words.space:
            text += " "
        text += words.text
    return text.rstrip("".join(_HYPHENS))


def _around(group: Sequence[Unseen]) -> str:
    before, after = group[0].before, group[-1].after
    if before and after:
        return f'; they stand between "{before}" and "{after}"'
    return f'; they stand behind "{before}"' if before else f'; they stand before "{after}"' if after else ""


def _is_slug(text: str) -> bool:
    """Whether words are those of a printer: few and all of that kind, or with a time and half of them codes."""
    words = text.replace(",", " ").split()
    if len(words) <= _SLUG_WORDS:
        return all(_PRINT.fullmatch(word) for word in words)
    return bool(_TIME.search(text)) and 2 * sum(bool(_CODE.search(word)) for word in words) >= len(words)


def _place(page: int, baseline: float, rooms: Sequence[Room]) -> int:
    """The offset of the block in whose lines the words stand, else of the end of the block above."""
    above, nearest = None, -1.0
    following = None
    for room in rooms:
        for number, line in room.lines:
            if number == page and abs(line - baseline) < _NEAR:
                return room.start
            if number == page and nearest < line < baseline:
                above, nearest = room.end, line
            elif number < page and nearest < 0:
                above = room.end
            elif following is None and number >= page:
                following = room.start
    return above if above is not None else following or 0
