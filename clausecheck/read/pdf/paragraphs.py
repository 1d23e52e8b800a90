"""Lines of a PDF become paragraphs: by the space between them, indents, short lines, numbers and sentence ends."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from clausecheck.read.pdf.lines import Line
from clausecheck.read.text.lines import SENTENCE_END, goes_on, is_contents, same_shape

_LEAST_RIGHT = 1.3
"""Where the right edge of a page's only column stands at least, as a multiple of the distance to its middle."""
_FAR = 0.4
"""From this part of the column's width on, a line stands at the right."""
_BACK = 0.25
"""A line that begins further left than the one before, by this part of the width, stands elsewhere."""
_REFERENCE_WORDS = (
    "section sections article articles clause clauses paragraph paragraphs subsection subsections schedule exhibit "
    "annex appendix part rule item items sec sec. no. nos. § §§"
)
_REFERENCE = tuple(_REFERENCE_WORDS.split())
"""A number behind one of these is a reference."""
_DEFINITION = re.compile(
    r"[\"“][^\"”]{1,80}[\"”],?\s"
    r"(?:(?:or|and)\s[\"“]|means\b|shall mean|has the|have the|shall have|refers? to|includes?\b)"
)
"""How a definition begins, in lower case."""
_MOSTLY = 0.5
_LEAST_PITCH = 0.9
"""Lines stand no closer than this, as a multiple of the size."""
_FEW_LINES = 12
"""On a page with fewer lines, their lengths do not show how wide the column is."""


@dataclass(slots=True)
class Measures:
    """What is usual in the file."""

    size: float
    """Of the type, by characters."""
    pitch: float
    """From baseline to baseline in a paragraph, as a multiple of the size."""
    bold: bool = False
    """Nearly all type is bold, so that weight tells nothing."""


def measure(pages: list[list[Line]]) -> Measures:
    """Usual size and pitch; sets each line's column edges."""
    sizes: Counter[float] = Counter()
    pitches: Counter[float] = Counter()
    for lines in pages:
        columns = {line.column for line in lines}
        for column in columns:
            _edges([line for line in lines if line.column == column], alone=len(columns) == 1)
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
        for before, after in pairwise(lines):
            step = after.baseline - before.baseline
            if before.column == after.column and 0 < step < 4 * max(before.size, 1):
                pitches[round(step / max(before.size, 1), 1)] += 1
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    return Measures(size, _usual_pitch(pitches), _mostly_bold(pages))


def _usual_pitch(pitches: Counter[float]) -> float:
    """The smallest that is common: where paragraphs are short, the space between them comes as often."""
    most = max(pitches.values(), default=0)
    return min((pitch for pitch, count in pitches.items() if pitch >= _LEAST_PITCH and 3 * count > most), default=1.2)


def _mostly_bold(pages: list[list[Line]]) -> bool:
    """Whether most letters are bold; the lines then count as plain."""
    letters = [(len(line.text), line) for lines in pages for line in lines]
    heavy = sum(length for length, line in letters if line.bold)
    if heavy <= _MOSTLY * sum(length for length, _ in letters):
        return False
    for _, line in letters:
        line.bold = False
    return True


def _edges(lines: list[Line], *, alone: bool) -> None:
    """Set the edges of the lines' column; a few short lines that have the page alone do not make a narrow column."""
    lefts = sorted(line.x0 for line in lines)
    rights = sorted(line.x1 for line in lines)
    left, right = lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
    if alone and len(lines) < _FEW_LINES:
        right = max(right, lines[0].center * _LEAST_RIGHT)
    for line in lines:
        line.left, line.right = left, max(right, line.x1 if len(lines) < 4 else right)


def paragraphs(pages: list[list[Line]], measures: Measures) -> list[list[Line]]:
    """Groups of lines in reading order."""
    lines = [line for page in pages for line in page]
    found: list[list[Line]] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if found and _joins(found[-1], line, following, measures):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _joins(group: list[Line], line: Line, following: Line | None, measures: Measures) -> bool:
    last = group[-1]
    if group[0].row or line.row or is_contents(last.lower):
        return False
    if abs(last.size - line.size) > 0.15 * max(last.size, line.size):
        return False
    if not line.bold and last.bold and all(item.bold for item in group) and not goes_on(last.text, line.text):
        return False
    if last.page != line.page or last.column != line.column or line.interrupted:
        return _joins_over_page(last, line)
    step = (line.baseline - last.baseline) / max(last.size, 1)
    if step > measures.pitch * 1.3 + 0.05 or step < 0:
        return bool(step > 0 and ((len(group) > 1 and _steady(group, line)) or _lone_gap(group, line, step)))
    if line.label and not goes_on(last.text, line.text) and _begins(group, line):
        return False
    if _set_apart(group, line) or (last.text.endswith(SENTENCE_END) and _DEFINITION.match(line.lower)):
        return False
    if not _full(last, line):
        return goes_on(last.text, line.text) and (abs(line.x0 - last.x0) < 2 or not _centered(last))
    return not _indent_begins(group, line, following)


def _set_apart(group: list[Line], line: Line) -> bool:
    """Whether the line before stands at the right by itself, as "Exhibit 10.1" above a title, or a date in a letter."""
    last = group[-1]
    width = max(1.0, last.right - last.left)
    if len(group) > 1 or last.x0 < last.left + _FAR * width or line.text[0].islower():
        return False
    flush = abs(line.x1 - last.x1) < 0.5 * last.size and abs(line.x0 - last.x0) > 1.5 * last.size
    return line.x0 < last.x0 - _BACK * width or flush


def _lone_gap(group: list[Line], line: Line, step: float) -> bool:
    """A sentence goes on below a gap, as where a page of an earlier print ended."""
    last = group[-1]
    return (
        step < 7
        and len(last.text) > 15
        and line.text[0].islower()
        and not last.text.endswith((*SENTENCE_END, ",", " and", " or"))
        and not last.bold
        and not last.text.isupper()
        and not line.label
        and abs(line.x0 - last.left) < abs(last.size) + max(0.0, last.x0 - last.left)
        and not _centered(last)
    )


def _steady(group: list[Line], line: Line) -> bool:
    """Wide line spacing inside this very paragraph."""
    step = group[-1].baseline - group[-2].baseline
    return (
        group[-1].page == group[-2].page
        and abs(line.baseline - group[-1].baseline - step) < 0.1 * step
        and not line.label
        and _full(group[-1], line)
        and not group[-1].text.endswith(SENTENCE_END)
    )


def _joins_over_page(last: Line, line: Line) -> bool:
    if last.text.endswith(SENTENCE_END) or line.label or (line.bold != last.bold and line.bold):
        return False
    if goes_on(last.text, line.text):
        return True
    return last.x1 > last.right - 0.12 * max(1.0, last.right - last.left) and not _centered(line)


def _full(last: Line, line: Line) -> bool:
    """Whether the first word of the next line would not have fitted."""
    return last.x1 + line.first_width + 0.3 * last.size > last.right - 0.8 * last.size


def _begins(group: list[Line], line: Line) -> bool:
    """A line with a number begins a paragraph, unless the number belongs to a sentence that runs over the line."""
    last = group[-1]
    full = _full(last, line)
    if full and last.text.lower().endswith(_REFERENCE) and last.text.lower().split()[-1] in _REFERENCE:
        return False
    if not full or same_shape(group[0].label, line.label):
        return True
    if len(group) > 1 and line.x0 < last.x0 - last.size:
        return True
    if last.text.endswith(SENTENCE_END) or (
        last.text.endswith((" and", " or", ",")) and last.text[-4:] in ("; or", ";and")
    ):
        return True
    label = line.label
    if label[0].isdecimal() and label.endswith(".") and line.text[len(label) :].strip()[:1].isupper():
        return not goes_on(last.text, "x")
    return line.x0 > last.x0 + last.size and len(group) > 1


def _indent_begins(group: list[Line], line: Line, following: Line | None) -> bool:
    last = group[-1]
    if line.x0 > last.x0 + 0.9 * last.size and len(group) > 1:
        return following is None or following.x0 < line.x0 - 0.5 * line.size or bool(last.text.endswith(SENTENCE_END))
    if line.x0 > last.x0 + 0.9 * last.size:
        returns = following is not None and following.page == line.page and following.x0 < line.x0 - 0.5 * line.size
        return returns and last.text.endswith(SENTENCE_END)
    return line.x0 < last.x0 - 0.9 * last.size and len(group) > 1 and last.text.endswith(SENTENCE_END)


def _centered(line: Line) -> bool:
    middle = (line.x0 + line.x1) / 2
    return line.x0 > line.left + 2 * line.size and abs(middle - line.center) < 1.2 * line.size


def is_centered(group: list[Line]) -> bool:
    """Whether every line stands in the middle of the page, away from the left edge."""
    return all(_centered(line) for line in group)
