"""Running heads and feet, page numbers and line numbers of a PDF: found by place and repetition, kept out of the text."""

import re
from collections import Counter

from clausecheck.read.pdf_lines import Line

_NUMBER = re.compile(
    r"(?:page\s{0,2})?[-–—\[(]?\s{0,2}(?:[a-z]{1,2}\s?[-–.]\s?)?(?:[0-9]{1,4}|[ivxl]{1,6})\s{0,2}[-–—\])]?(?:\s{0,2}(?:of|/)\s{0,2}[0-9]{1,4})?"
)
_DIGITS = re.compile(r"[0-9]+|\b[ivxl]{1,6}\b")
_DEPTH = 4
"""How many lines from the top or bottom may be marks."""


def remove_marks(pages: list[list[Line]], heights: list[float]) -> None:
    """Set `removed` on lines that are page furniture."""
    for lines in pages:
        _line_numbers(lines)
    for bottom in (False, True):
        edges = [_edge(lines, bottom) for lines in pages]
        repeated = _repeated(edges, heights)
        for lines, edge, height in zip(pages, edges, heights, strict=True):
            for depth, line in enumerate(edge):
                alone = _NUMBER.fullmatch(line.lower) and depth < 2 and _outside(line, height, bottom)
                if _key(line, height) in repeated or (alone and len(pages) > 1):
                    line.removed = True
                elif not any(_key(other, height) in repeated for other in edge[depth + 1 :]):
                    break
            if not any(not line.removed for line in lines) and len(pages) == 1:
                for line in lines:
                    line.removed = False


def _edge(lines: list[Line], bottom: bool) -> list[Line]:
    ordered = sorted((line for line in lines if not line.removed), key=lambda line: line.baseline, reverse=bottom)
    return ordered[:_DEPTH]


def _outside(line: Line, height: float, bottom: bool) -> bool:
    return line.baseline > height * 0.85 if bottom else line.baseline < height * 0.12


def _key(line: Line, height: float) -> tuple[str, int]:
    return _DIGITS.sub("#", line.lower), round(line.baseline / max(height, 1) * 40)


def _repeated(edges: list[list[Line]], heights: list[float]) -> set[tuple[str, int]]:
    """Marks that stand in the same place on many pages. A place may differ by one step."""
    counts: Counter[tuple[str, int]] = Counter()
    for edge, height in zip(edges, heights, strict=True):
        counts.update({_key(line, height) for line in edge})
    least = max(2, min(3, len(edges)), round(len(edges) * 0.25))
    found: set[tuple[str, int]] = set()
    for (text, place), _ in counts.items():
        total = sum(counts[text, near] for near in (place - 1, place, place + 1))
        if total >= least and any(character.isalnum() or character == "#" for character in text):
            found.add((text, place))
    return found


def _line_numbers(lines: list[Line]) -> None:
    """Numbers counting down the left margin, as in pleadings."""
    numbered = [line for line in lines if line.pieces[0].text.isdigit() and len(line.pieces[0].text) < 4]
    if len(numbered) < 10 or len(numbered) < 0.5 * len(lines):
        return
    values = [int(line.pieces[0].text) for line in numbered]
    steps = sum(after - before == 1 for before, after in zip(values, values[1:], strict=False))
    edge = max(line.pieces[0].x1 for line in numbered)
    others = [piece.x0 for line in lines for piece in line.pieces[1:]]
    others += [line.x0 for line in lines if line not in numbered]
    if steps < 0.8 * (len(values) - 1) or (others and min(others) < edge - 2):
        return
    for line in numbered:
        if len(line.pieces) == 1:
            line.removed = True
        else:
            line.pieces = line.pieces[1:]
            line.text = " ".join(piece.text for piece in line.pieces)
            line.lower = line.text[:200].lower()
