"""Rows of a chart in plain characters: a label, the figure in numbers, and a bar with its interval."""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Final

from rich.cells import cell_len, set_cell_size

from clausecheck.report.page import Bar
from clausecheck.report.visible import fit

BLOCKS: Final = "█▒·│"
"""Up to the low end of the interval; the interval; the rest of the scale; the counted share."""
PLAIN: Final = "#=.|"
"""The same where the terminal's code page has no blocks."""
LEAST_CELLS: Final = 10
MOST_CELLS: Final = 30
LABEL_CELLS: Final = 44
"""With a longer label, words stand above their bars."""

_GAP: Final = "  "
Row = tuple[tuple[str, str], ...]
"""Pieces of one line, each with its style."""


def chart_rows(bars: Sequence[Bar], width: int, safe: Callable[[str], str], encoding: str) -> tuple[Row, ...]:
    """Lay out a chart, a line for each bar; empty where that would not fit into `width` columns or read well.

    `safe` makes words fit for the terminal, `encoding` is its code page.
    """
    if not bars:
        return ()
    texts = [(safe(bar.label), safe(bar.words), safe(bar.more), safe(bar.note)) for bar in bars]
    label, words, more, _ = (max(map(cell_len, column), default=0) for column in zip(*texts, strict=True))
    taken = label + len(_GAP) + words + (len(_GAP) + more if more else 0) + len(_GAP)
    beside = max(
        (len(_GAP) + cell_len(text[3]) for bar, text in zip(bars, texts, strict=True) if drawn(bar)), default=0
    )
    instead = max((cell_len(text[3]) for bar, text in zip(bars, texts, strict=True) if not drawn(bar)), default=0)
    cells = min(MOST_CELLS, width - taken - beside)
    if label > LABEL_CELLS or width < taken + instead or (cells < LEAST_CELLS and any(map(drawn, bars))):
        return ()
    rows = []
    for bar, (name, figure, extra, note) in zip(bars, texts, strict=True):
        lead = set_cell_size(name, label) + _GAP + _right(figure, words)
        lead += _GAP + set_cell_size(extra, more) if more else ""
        tail = f"{_GAP if drawn(bar) else ''}{note}" if note else ""
        rows.append(_row(lead + _GAP, bar_text(bar, cells, encoding), tail, strong=bar.strong))
    return tuple(rows)


def bar_text(bar: Bar, cells: int, encoding: str) -> str:
    """A bar of `cells` characters, as long as it is, or with its interval; empty where nothing is drawn."""
    marks = marks_for(encoding)
    if bar.length is None:
        return ""
    if bar.interval is None:
        filled = min(cells, max(round(bar.length * cells), int(bar.length > 0)))
        return marks[0] * filled + " " * (cells - filled)
    low, high = int(bar.interval[0] * cells + 1e-9), ceil(bar.interval[1] * cells - 1e-9)
    text = marks[0] * low + marks[1] * (high - low) + marks[2] * (cells - high)
    at = min(cells - 1, int(bar.length * cells))
    return text[:at] + marks[3] + text[at + 1 :]


def marks_for(encoding: str) -> str:
    """The characters of bars that a code page has."""
    return BLOCKS if fit(BLOCKS, encoding) == BLOCKS else PLAIN


def drawn(bar: Bar) -> bool:
    """Whether a bar has a length to draw."""
    return bar.length is not None


def _row(lead: str, drawing: str, tail: str, *, strong: bool) -> Row:
    style = "bold" if strong else ""
    pieces = [(lead, style), (drawing, "cyan"), (tail, style or "dim")]
    while not pieces[-1][0].strip():
        pieces.pop()
    pieces[-1] = (pieces[-1][0].rstrip(), pieces[-1][1])
    return tuple(pieces)


def _right(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text
