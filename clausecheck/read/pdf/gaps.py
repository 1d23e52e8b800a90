"""Wide gaps inside the words of one text object of a PDF: cells, columns and numbers in the margin that it joins."""

import ctypes
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from clausecheck.read.pdf.page import Frame, Look, Words
from clausecheck.read.pdf.pdfium import Pdfium

_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"[0-9]{1,3} ")
"""A number that stands first may be one in the margin."""
_TYPEWRITER = 0.6
"""Width of a letter of a typewriter, as a share of the size; in other type letters are narrower on the whole."""
_STRETCH = 0.05
"""What characters may be wider on the whole, in type sizes: in justified lines every space is."""
_SURPLUS = 0.5
"""Words that are wider by this many type sizes than all that lets expect may have a gap inside."""
_NARROW = 0.77
"""A word with narrow letters has this share of the width that its number of letters lets expect."""
_GAP = 1.5
"""A gap of this many type sizes parts words."""
_AXES = ((0, 2, 1, 0), (3, 1, 1, 1), (2, 0, -1, 2), (1, 3, -1, 3))
"""For each writing direction: the near and the far edge of a box, which way the file counts, and from which edge of the
page; edges are left, upper, right, lower in a box, and left, lower, right, upper of a page."""

Cut = tuple[int, float, int, float]
"""The end of words and its place, the beginning of the next and its place."""


def part(
    pdfium: Pdfium,
    textpage: ctypes.c_void_p,
    words: list[Words],
    starts: Sequence[int],
    looks: Iterable[Look],
    frame: Frame,
) -> list[Words]:
    """Part words at wide gaps; `starts` are their places in pdfium's text, `looks` all of theirs.

    A gap is looked for where there are several spaces, where the words are wider than usual, and behind a number.
    Several spaces become one.
    """
    for look in looks:
        usual = min(look.width / max(look.letters, 1), _TYPEWRITER * (look.size or look.width))
        look.letter = usual + _STRETCH * look.size
    suspects = [
        index
        for index, item in enumerate(words)
        if item.x1 - item.x0 > item.look.letter * len(item.text) + _SURPLUS * item.look.size
        or "  " in item.text
        or "0" <= item.text[0] <= "9"
    ]
    for index in reversed(suspects):
        item = words[index]
        if _may_have_gap(item) and (cuts := _cuts(pdfium, textpage, item, starts[index], frame)):
            words[index : index + 1] = _cut(item, cuts)
        elif "  " in item.text:
            item.text = " ".join(item.text.split())
    return words


def _may_have_gap(words: Words) -> bool:
    wide = words.x1 - words.x0 > words.look.letter * len(words.text) + _SURPLUS * words.look.size
    return " " in words.text and (wide or "   " in words.text or _NUMBER.match(words.text) is not None)


def _cuts(pdfium: Pdfium, textpage: ctypes.c_void_p, words: Words, start: int, frame: Frame) -> list[Cut]:
    box, box_at, edges = pdfium.character_box, pdfium.edges_at, pdfium.edges
    near, far, sign, origin = _AXES[words.look.quarter]
    zero = frame[origin]
    letter, gap = _NARROW * words.look.letter, _GAP * words.look.size
    numbered = _NUMBER.match(words.text) is not None
    cuts: list[Cut] = []
    begin = end = 0
    place = words.x0
    for found in _WORD.finditer(words.text):
        if not end or not box(textpage, start + found.start(), box_at):
            begin, end = found.span()
            continue
        before, place = place, sign * (edges[near] - zero)
        if (numbered and not cuts) or place - before > letter * (end - begin) + gap:
            box(textpage, start + end - 1, box_at)
            right = sign * (edges[far] - zero)
            if (numbered and not cuts) or place - right > gap:
                cuts.append((end, right, found.start(), place))
        begin, end = found.span()
    return cuts


def _cut(words: Words, cuts: list[Cut]) -> list[Words]:
    ends = [*((end, right) for end, right, _, _ in cuts), (len(words.text), words.x1)]
    begins = [(0, words.x0), *((begin, left) for _, _, begin, left in cuts)]
    return [
        replace(words, text=" ".join(words.text[begin:end].split()), x0=left, x1=right, space=words.space or begin > 0)
        for (begin, left), (end, right) in zip(begins, ends, strict=True)
    ]
