"""Figures taken over from others: told apart from what is counted here, as tables with their source."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from clausecheck.model import PublishedFigure, Source
from clausecheck.report.figures.words import number_words
from clausecheck.report.page import Bar, Line, Section
from clausecheck.stats import Statistics

TITLE: Final = "Published by others, not counted here"
_LEAST_ROWS: Final = 5
_LEAST_SHARED: Final = 2
"""Words that so many rows must begin and end with before they are told once, below the table."""


def published_sections(statistics: Statistics, figures: Iterable[PublishedFigure]) -> tuple[Section, ...]:
    """Figures of others: a table for each source and topic, and single figures on a line each."""
    groups = groupby(figures, key=lambda row: (row.topic, row.source, row.date))
    tables, single = [], []
    for (topic, name, _), group in groups:
        rows, source = list(group), statistics.sources[name]
        if len(rows) == 1:
            single.append(Line(f"{topic}: {rows[0].measure}: {_value(rows[0])}. {' '.join(_about(rows, source))}"))
        else:
            tables.append(_table(topic, rows, source))
    return (*tables, Section(TITLE, lines=tuple(single)))


def shared(texts: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    """The words that all texts begin with, those that all end with, and what is left of each.

    Nothing is shared by few texts, in few words, or where a text would have nothing left.
    """
    words = [text.split() for text in texts]
    head = _common(words)
    tail = _common([text[head:][::-1] for text in words])
    left = [text[head : len(text) - tail] for text in words]
    if len(texts) < _LEAST_ROWS or head + tail < _LEAST_SHARED or not all(left):
        return "", "", tuple(texts)
    first = words[0]
    return " ".join(first[:head]), " ".join(first[len(first) - tail :]), tuple(map(" ".join, left))


def _common(texts: Sequence[Sequence[str]]) -> int:
    """How many words all texts begin with."""
    same = 0
    for column in zip(*texts, strict=False):
        if len(set(column)) > 1:
            break
        same += 1
    return same


def _table(topic: str, rows: Sequence[PublishedFigure], source: Source) -> Section:
    _, labels = _told_once([row.measure for row in rows])
    _, sizes = _told_once([_sample(row) for row in rows])
    _, own = _notes(rows)
    _, rest = _told_once(own) if all(own) else ("", ())
    columns = [column for column in (_each(_populations(rows)), _each(_categories(rows)), rest) if column]
    bars = tuple(
        Bar(
            labels[at],
            _value(row),
            ", ".join(filter(None, (_spread(row), f"n {sizes[at]}" if _each(_samples(rows)) else ""))),
            note=", ".join(column[at] for column in columns if column[at]),
        )
        for at, row in enumerate(rows)
    )
    remarks = () if all(own) else (f"{labels[at]}: {note}." for at, note in enumerate(own) if note)
    lines = tuple(Line(text) for text in (*remarks, *_about(rows, source)))
    return Section(f"{TITLE}: {topic}", bars=bars, lines=lines)


def _about(rows: Sequence[PublishedFigure], source: Source) -> list[str]:
    """What holds for all rows, the sample, and the source, in sentences."""
    measure, _ = _told_once([row.measure for row in rows])
    size, _ = _told_once([_sample(row) for row in rows])
    everywhere, own = _notes(rows)
    gap, _ = _told_once(own) if all(own) else ("", ())
    category = _categories(rows)[0]
    same = [
        *([rows[0].population] if not _each(_populations(rows)) else []),
        *([f"for {category} contracts"] if category and not _each(_categories(rows)) else []),
    ]
    spread = "sd is the standard deviation" if any(row.spread is not None for row in rows) else ""
    number = f"n is the sample: {size}" if _each(_samples(rows)) else ""
    parts = (measure, *same, *everywhere, gap and f"{gap} (last column)", spread, number)
    told = "; ".join(filter(None, parts))
    sample = "" if number or any(text.startswith(_sample(rows[0])) for text in same) else f"Sample: {_sample(rows[0])}."
    return [
        text for text in (f"{told[:1].upper()}{told[1:]}." if told else "", sample, _source(source, rows[0])) if text
    ]


def _each(column: Sequence[str]) -> Sequence[str]:
    """A column whose rows differ; nothing where all say the same."""
    return column if len(set(column)) > 1 else ()


def _populations(rows: Sequence[PublishedFigure]) -> list[str]:
    return [row.population for row in rows]


def _samples(rows: Sequence[PublishedFigure]) -> list[str]:
    return [_sample(row) for row in rows]


def _categories(rows: Sequence[PublishedFigure]) -> list[str]:
    return [", ".join(category.replace("_", " ") for category in row.categories) for row in rows]


def _told_once(texts: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The words that rows share, as one text with a gap, and what is left for each row."""
    head, tail, left = shared(texts)
    return f"{head} … {tail}".strip() if head or tail else "", left


def _notes(rows: Sequence[PublishedFigure]) -> tuple[list[str], list[str]]:
    """The parts of notes that all rows have, and what is left of each row's own."""
    parts = [[part for part in row.note.split("; ") if part] for row in rows]
    everywhere = [part for part in parts[0] if all(part in other for other in parts)]
    return everywhere, ["; ".join(part for part in row if part not in everywhere) for row in parts]


def _value(row: PublishedFigure) -> str:
    value = row.value if isinstance(row.value, str) else number_words(row.value)
    if row.unit == "rank":
        return f"rank {value}"
    return f"{value} {row.unit}" if row.unit != "term" else value


def _spread(row: PublishedFigure) -> str:
    return "" if row.spread is None else f"sd {number_words(row.spread)}"


def _sample(row: PublishedFigure) -> str:
    if row.sampled is None:
        return row.sampled_words or "not stated"
    told = f"{row.sampled:,}"
    return row.sampled_words if row.sampled_words.startswith(told) else f"{told} {row.sampled_words}".strip()


def _source(source: Source, row: PublishedFigure) -> str:
    hand = ", second-hand: read in a report on it" if source.second_hand else ""
    return f"From {source.title}{hand}; {row.date}; {source.url}"
