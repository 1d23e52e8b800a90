"""Furniture of the pages of a PDF: running heads and feet, page numbers, stamps, numbers of lines."""

import re
from itertools import pairwise

from clausecheck.read.pdf.lines import Line
from clausecheck.read.pdf.margins import drop_line_numbers
from clausecheck.read.pdf.prints import PAGE_NUMBER, remove_prints

_DIGITS = re.compile(r"[0-9]+|\b[ivxl]{1,6}\b")
_DEPTH = 4
"""How many lines from the top or bottom may be marks."""
_NEAR = 3
"""A mark that stands on more than this many pages, of those at most this far off, belongs to a part of the file."""
_TURNED = 100
"""Columns from this number on hold words that run in another direction."""

_ANNEX = re.compile(r"(?:exhibit|schedule|annex|appendix|attachment)\s[a-z0-9][a-z0-9.-]{0,5}$")
"""The title of an annex begins a page as the next annex's does: their numbers count."""

Key = tuple[str, int]


def remove_marks(pages: list[list[Line]], heights: list[float]) -> dict[int, str]:
    """Set `removed` on lines that are page furniture; returns the numbers of lines that were taken out, by page."""
    numbers = {lines[0].page: dropped for lines in pages if lines and (dropped := drop_line_numbers(lines))}
    remove_prints(pages)
    for bottom in (False, True):
        edges = [_edge(lines, bottom) for lines in pages]
        repeated = _repeated(edges, heights)
        counted = _counted(edges)
        for number, (edge, height) in enumerate(zip(edges, heights, strict=True)):
            for depth, line in enumerate(edge):
                alone = depth < 2 and PAGE_NUMBER.fullmatch(line.lower) and len(pages) > 1
                if (
                    line.removed
                    or _key(line, height) in repeated[number]
                    or (alone and (_outside(line, height, bottom) or id(line) in counted))
                ):
                    line.removed = True
                elif not any(_key(other, height) in repeated[number] for other in edge[depth + 1 :]):
                    break
    _turned_marks(pages, heights)
    for lines in pages:
        for before, line in pairwise(lines):
            line.interrupted = before.removed and not line.removed
    return numbers


def _turned_marks(pages: list[list[Line]], heights: list[float]) -> None:
    """Marks that run up or down the page."""
    turned = [[line for line in lines if line.column >= _TURNED] for lines in pages]
    for lines, height, repeated in zip(turned, heights, _repeated(turned, heights), strict=True):
        for line in lines:
            line.removed = line.removed or _key(line, height) in repeated


def _edge(lines: list[Line], bottom: bool) -> list[Line]:
    upright = (line for line in lines if line.text and line.column < _TURNED)
    return sorted(upright, key=lambda line: line.baseline, reverse=bottom)[:_DEPTH]


def _outside(line: Line, height: float, bottom: bool) -> bool:
    return line.baseline > height * 0.85 if bottom else line.baseline < height * 0.12


def _key(line: Line, height: float) -> Key:
    words = line.lower if _ANNEX.match(line.lower) else _DIGITS.sub("#", line.lower)
    return words, round(line.baseline / max(height, 1) * 40)


def _counted(edges: list[list[Line]]) -> set[int]:
    """Bare numbers at the edge, wherever the text of a page ends, that go with the number of the page."""
    found: dict[int, list[int]] = {}
    for edge in edges:
        if edge and edge[0].text.isdecimal() and len(edge[0].text) < 4:
            found.setdefault(int(edge[0].text) - edge[0].page, []).append(id(edge[0]))
    return {line for lines in found.values() if len(lines) > 1 for line in lines}


def _repeated(edges: list[list[Line]], heights: list[float]) -> list[set[Key]]:
    """For each page the marks that stand in the same place on many pages, or on pages next to it.

    A place may differ by one step. Of pages near by, the titles of annexes that follow each other do not count.
    """
    pages: dict[Key, set[int]] = {}
    running: dict[Key, set[int]] = {}
    for number, (edge, height) in enumerate(zip(edges, heights, strict=True)):
        annex = False
        for line in edge:
            pages.setdefault(_key(line, height), set()).add(number)
            if not annex:
                running.setdefault(_key(line, height), set()).add(number)
            annex = annex or _ANNEX.match(line.lower) is not None
    least = max(2, min(3, len(edges)), round(len(edges) * 0.25))
    nothing: set[int] = set()
    found: list[set[Key]] = [set() for _ in edges]
    for (text, place), standing in pages.items():
        if not any(character.isalnum() or character == "#" for character in text):
            continue
        near = set().union(*(pages.get((text, place + step), nothing) for step in (-1, 0, 1)))
        part = set().union(*(running.get((text, place + step), nothing) for step in (-1, 0, 1)))
        for number in standing:
            around = sum(number + step in part for step in range(-_NEAR, _NEAR + 1))
            if len(near) >= least or around > _NEAR:
                found[number].add((text, place))
    return found
