"""Running heads and feet, page numbers and line numbers of a PDF, found by place and repetition."""

import re
from itertools import pairwise
from statistics import median

from clausecheck.read.pdf_lines import Line, drop_first_word

_NUMBER = re.compile(
    r"(?:page\s{0,2})?[-–—\[(]?\s{0,2}(?:[a-z]{1,2}\s?[-–.]\s?)?(?:[0-9]{1,4}|[ivxl]{1,6})\s{0,2}[-–—\])]?(?:\s{0,2}(?:of|/)\s{0,2}[0-9]{1,4})?"
)
_DIGITS = re.compile(r"[0-9]+|\b[ivxl]{1,6}\b")
_ARABIC = re.compile(r"[0-9]+")
_NUMBERED_HEADING = re.compile(
    r"(?:article|section|clause|schedule|exhibit|annex|appendix|part|chapter|recital|party|day|year|month|step|phase|no)\b"
    r"|\(|[0-9]{1,3}[.)](?:\s|$)"
)
_MARGIN = 8.0
"""Numbers in the margin end within this many points of each other."""
_APART = 8
"""Least number of lines between two page marks of an earlier print; lines that count up closer are a list."""
_DEPTH = 4
"""How many lines from the top or bottom may be marks."""


def remove_marks(pages: list[list[Line]], heights: list[float]) -> None:
    """Set `removed` on lines that are page furniture."""
    for page in pages:
        _line_numbers(page)
    _counting_lines(pages)
    for bottom in (False, True):
        edges = [_edge(lines, bottom) for lines in pages]
        repeated = _repeated(edges, heights)
        for edge, height in zip(edges, heights, strict=True):
            for depth, line in enumerate(edge):
                alone = _NUMBER.fullmatch(line.lower) and depth < 2 and _outside(line, height, bottom)
                if _key(line, height) in repeated or (alone and len(pages) > 1):
                    line.removed = True
                elif not any(_key(other, height) in repeated for other in edge[depth + 1 :]):
                    break
    for lines in pages:
        for before, line in pairwise(lines):
            line.interrupted = before.removed and not line.removed


def _counting_lines(pages: list[list[Line]]) -> None:
    """Page marks of an earlier print that stand inside pages: the same words with a number that counts up."""
    found: dict[str, list[tuple[int, list[int], Line]]] = {}
    every = [line for lines in pages for line in lines if not line.removed]
    for index, line in enumerate(every):
        if line.text.isdigit() and len(line.text) < 4 and _breaks_sentence(every, index):
            line.removed = True
    for index, line in enumerate(every):
        if line.removed or len(line.text) > 90:
            continue
        key = _ARABIC.sub("\0", line.lower)
        counts = "\0" in key and not _NUMBERED_HEADING.match(line.lower)
        if counts and (any(c in "-–— " or c.isalpha() for c in key) or _apart(line)):
            found.setdefault(key, []).append((index, [int(digits[:9]) for digits in _ARABIC.findall(line.lower)], line))
    for candidates in found.values():
        chain = _chain(candidates)
        if len(chain) > 2:
            for line in chain:
                line.removed = True


def _chain(candidates: list[tuple[int, list[int], Line]]) -> list[Line]:
    """Those whose numbers are the last one's, with one of them counted up, a good part of a page further on."""
    place, last, first = candidates[0]
    chain = [first]
    for index, numbers, line in candidates[1:]:
        steps = [after - before for before, after in zip(last, numbers, strict=True)]
        apart = 3 if _NUMBER.fullmatch(line.lower) else _APART
        if index - place >= apart and sorted(steps) == [0] * (len(steps) - 1) + [1]:
            chain.append(line)
            last = numbers
        place = index
    return chain


def _breaks_sentence(lines: list[Line], index: int) -> bool:
    """A number alone where the line before ends no sentence and the line after begins none."""
    if not 0 < index < len(lines) - 1:
        return False
    before, after = lines[index - 1], lines[index + 1]
    return after.text[0].islower() and len(before.text) > 30 and not before.text.endswith((".", ";", ":"))


def _apart(line: Line) -> bool:
    """In the middle or at the right, where no clause number stands."""
    return line.x0 > line.center - 40


def _edge(lines: list[Line], bottom: bool) -> list[Line]:
    ordered = sorted((line for line in lines if not line.removed), key=lambda line: line.baseline, reverse=bottom)
    return ordered[:_DEPTH]


def _outside(line: Line, height: float, bottom: bool) -> bool:
    return line.baseline > height * 0.85 if bottom else line.baseline < height * 0.12


def _key(line: Line, height: float) -> tuple[str, int]:
    return _DIGITS.sub("#", line.lower), round(line.baseline / max(height, 1) * 40)


def _repeated(edges: list[list[Line]], heights: list[float]) -> set[tuple[str, int]]:
    """Marks that stand in the same place on many pages. A place may differ by one step."""
    pages: dict[tuple[str, int], set[int]] = {}
    for number, (edge, height) in enumerate(zip(edges, heights, strict=True)):
        for line in edge:
            pages.setdefault(_key(line, height), set()).add(number)
    least = max(2, min(3, len(edges)), round(len(edges) * 0.25))
    nothing: set[int] = set()
    found: set[tuple[str, int]] = set()
    for text, place in pages:
        near = set().union(*(pages.get((text, place + step), nothing) for step in (-1, 0, 1)))
        if len(near) >= least and any(character.isalnum() or character == "#" for character in text):
            found.add((text, place))
    return found


def _line_numbers(lines: list[Line]) -> None:
    """Numbers counting down the left margin, as in pleadings."""
    numbered = [
        line for line in lines if line.pieces[0].words[0].text.isdigit() and len(line.pieces[0].words[0].text) < 4
    ]
    if len(numbered) < 10 or len(numbered) < 0.5 * len(lines):
        return
    usual = median(line.pieces[0].words[0].x1 for line in numbered)
    numbered = [line for line in numbered if abs(line.pieces[0].words[0].x1 - usual) < _MARGIN]
    if len(numbered) < 10:
        return
    firsts = [line.pieces[0].words[0] for line in numbered]
    values = [int(word.text) for word in firsts]
    steps = sum(after - before == 1 for before, after in pairwise(values))
    edge = max(word.x1 for word in firsts)
    numbers = {id(word) for word in firsts}
    others = [word.x0 for line in numbered for piece in line.pieces for word in piece.words if id(word) not in numbers]
    if steps < 0.8 * (len(values) - 1) or (others and min(others) < edge + 1):
        return
    for line in numbered:
        drop_first_word(line)
        line.removed = not line.text
