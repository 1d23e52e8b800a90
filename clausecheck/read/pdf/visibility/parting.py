"""Parts words into those that are seen and those that are not."""

import ctypes
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from clausecheck.read.pdf.page import Frame, Unseen, Words, turned
from clausecheck.read.pdf.pdfium import Pdfium
from clausecheck.read.pdf.visibility.causes import Cause
from clausecheck.read.pdf.visibility.doubt import Stretch

_CONTEXT = 60
"""Most characters of the words around that are kept."""
_EDGES = ("pdf.clip", "pdf.off_page")
_CUT_OFF = "programs that turn web pages into PDF cut the ends of lines off where they do not fit"
_LABEL = re.compile(r"\(?(?:[a-z]|[ivx]{1,4}|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3})[.)]{1,2}|[$€£•·-]", re.IGNORECASE)
"""The number of a paragraph, a bullet, or the sign before an amount."""
_SAME_LINE = 2.0
"""Baselines of words in one line differ by at most this many points."""
_SPACE = re.compile(r"\s")

Piece = tuple[Words, int] | Unseen
"""Words that are seen, with their place in pdfium's text, or words that are not."""


def whole(stretch: Stretch, cause: Cause) -> list[Piece]:
    """All words of a stretch as unseen."""
    words = stretch.words
    gone = Unseen(words.text, words.x0, words.x1, words.baseline, words.space, *cause)
    if cause[0] in _EDGES and _LABEL.fullmatch(words.text.strip()):
        return [(words, stretch.start), replace(gone, usual=_CUT_OFF, kept=True)]
    return [gone]


def part(
    pdfium: Pdfium,
    textpage: ctypes.c_void_p,
    stretch: Stretch,
    hidden: Sequence[bool],
    cause: Cause,
    frame: Frame,
) -> list[Piece]:
    """The words that are seen, with their places in pdfium's text, and those that are not, in their order."""
    words, text = stretch.words, stretch.words.text
    found: list[Piece] = []
    for gone, run in groupby(range(len(text)), key=hidden.__getitem__):
        places = list(run)
        begin, end = places[0], places[-1] + 1
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        end -= len(text[begin:end]) - len(text[begin:end].rstrip())
        if begin >= end:
            continue
        first, last = stretch.start + begin, stretch.start + end - 1
        box = pdfium.room(textpage, first, last)
        x0, x1, _, _, _ = turned(words.look.quarter, box, 0.0, 0.0, frame)
        space = words.space if begin == 0 else text[begin - 1].isspace()
        if gone and cause[0] in _EDGES and _is_cut(text, begin, end):
            kept = Unseen(text[begin:end], x0, x1, words.baseline, space, *cause, usual=_CUT_OFF, kept=True)
            return [(words, stretch.start), kept]
        if gone:
            before, after = text[max(0, begin - _CONTEXT) : begin], text[end : end + _CONTEXT]
            found.append(Unseen(text[begin:end], x0, x1, words.baseline, space, *cause, before.strip(), after.strip()))
        else:
            found.append((replace(words, text=text[begin:end], x0=x0, x1=x1, space=space), first))
    return found


def in_context(pieces: Sequence[Piece]) -> tuple[Unseen, ...]:
    """The unseen words among others, with the words beside them and whether they follow each other."""
    found: list[Unseen] = []
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Unseen):
            continue
        follows = bool(found) and isinstance(pieces[index - 1], Unseen)
        before = piece.before or _beside(piece, pieces[index - 1] if index else piece)[-_CONTEXT:]
        after = piece.after or _beside(piece, pieces[index + 1] if index + 1 < len(pieces) else piece)[:_CONTEXT]
        found.append(replace(piece, before=before, after=after, follows=follows))
    return tuple(found)


def _beside(piece: Unseen, other: Piece) -> str:
    """The words of a neighbour that is seen in the same line."""
    if isinstance(other, Unseen) or abs(other[0].baseline - piece.baseline) > _SAME_LINE:
        return ""
    return other[0].text


def _is_cut(text: str, begin: int, end: int) -> bool:
    """Whether the edge cuts through a word or takes the label of a line."""
    beside = text[max(0, begin - 1) : begin] + text[end : end + 1]
    inside = beside.strip() and not _SPACE.search(text, begin, end)
    return bool(inside) or _LABEL.fullmatch(text[begin:end]) is not None
