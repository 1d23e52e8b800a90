"""The sections of a page of figures on the values and names that contracts state for a term."""

from clausecheck.model import TermDistribution
from clausecheck.report.figures.distribution import at_most, histogram, name_bars, quantile_bars
from clausecheck.report.figures.drift import drift_sections, name_drift, value_drift
from clausecheck.report.figures.lookup import Figures, NameFigures, ValueFigures
from clausecheck.report.figures.sections import nobody, step_note
from clausecheck.report.figures.words import (
    cell_label,
    cited,
    counted,
    interval_words,
    stating,
    title_of,
)
from clausecheck.report.page import Bar, Line, Section
from clausecheck.stats import Statistics, cell_words, most_stated, quantile, term_words, value_words


def value_sections(figures: Figures, one: ValueFigures) -> tuple[Section, ...]:
    """Everything on a term in one unit."""
    statistics, row = figures.statistics, one.way.used
    title, unit = title_of(one.term), one.unit.replace("_", " ")
    sections = [_value_way(figures, one)]
    if row:
        lines = (Line("A bar is as long as its count; the longest one fills the room."),)
        sections[:0] = [
            Section(f"{title}: what contracts state, in {unit}", bars=histogram(statistics, row), lines=lines),
            Section(f"{title}: so much or less", bars=quantile_bars(statistics, row)),
        ]
    return (*sections, *drift_sections(statistics, value_drift(one.drift)))


def name_sections(figures: Figures, one: NameFigures) -> tuple[Section, ...]:
    """Everything on a term whose values are names."""
    statistics, row = figures.statistics, one.way.used
    title = title_of(one.term)
    bars = tuple(
        Bar(
            cell_label(cell, statistics.currency),
            stating(statistics, step),
            f"most often {step.names[0][0]} ({step.names[0][1]:,})" if step.names else "",
            note=step_note(one.way, step),
            strong=step == row,
        )
        for cell, step in one.way.steps
        if step
    )
    sections = [Section(f"{title}: from the narrowest sample to the widest", bars=bars, lines=nobody(figures, one.way))]
    if row:
        sections[:0] = [Section(f"{title}: which ones, and how often", bars=name_bars(statistics, row))]
    return (*sections, *drift_sections(statistics, name_drift(one.drift)))


def value_line(figures: Figures, one: ValueFigures) -> Line:
    """The values of a term in one sentence."""
    return Line(
        f"{value_summary(figures, one)} More: clausecheck stats show {one.term} --category {figures.cell.category}"
    )


def value_summary(figures: Figures, one: ValueFigures) -> str:
    """What most contracts state, and what half of them do not exceed."""
    statistics, row = figures.statistics, one.way.used
    if row is None:
        most = max((step.sampled for _, step in one.way.steps if step), default=0)
        return f"{title_of(one.term)}: too few contracts state one ({most} at most; {one.way.least} are needed)."
    where = f"{cell_words(row.cell, statistics.currency)} that state {term_words(row.term)}"
    about = "" if statistics.sources[row.source].public else "about "
    often = (
        "" if about or not row.values else f"the most frequent is {_share(statistics, row, *most_stated(row.values))}; "
    )
    return f"Of {about}{row.sampled:,} {where}, {often}{_half_of(statistics, row)}; {cited(statistics, row)}."


def _half_of(statistics: Statistics, row: TermDistribution) -> str:
    """What half of the contracts do not exceed, or that it lies above every step that is published."""
    half = quantile(row.values, 0.5, row.beyond)
    if half is not None:
        return f"half state {_share(statistics, row, half, at_most(row, half), ' or less')}"
    last = f"more than {value_words(row.values[-1][0], row.unit)}" if row.values else "a value that is not published"
    return f"half or more state {last} ({counted(statistics, row, row.beyond)})"


def _share(statistics: Statistics, row: TermDistribution, value: float, count: int, so_much: str = "") -> str:
    interval = interval_words(count, row.sampled)
    return f"{value_words(value, row.unit)}{so_much} ({counted(statistics, row, count)}, 95% interval {interval})"


def name_summary(figures: Figures, one: NameFigures) -> str:
    """The name that most contracts state."""
    statistics, row = figures.statistics, one.way.used
    if row is None or not row.names:
        return f"{title_of(one.term)}: too few contracts state one; {one.way.least} are needed."
    name, count = row.names[0]
    where = cell_words(row.cell, statistics.currency)
    return (
        f"Of {row.sampled:,} {where} that state {term_words(row.term)}, the most frequent is {name} "
        f"({counted(statistics, row, count)}, 95% interval {interval_words(count, row.sampled)}; "
        f"{cited(statistics, row)})."
    )


def _value_way(figures: Figures, one: ValueFigures) -> Section:
    bars = tuple(
        Bar(
            cell_label(cell, figures.statistics.currency),
            stating(figures.statistics, step),
            _half(figures.statistics, step),
            note=step_note(one.way, step),
            strong=step == one.way.used,
        )
        for cell, step in one.way.steps
        if step
    )
    return Section(
        f"{title_of(one.term)}: from the narrowest sample to the widest", bars=bars, lines=nobody(figures, one.way)
    )


def _half(statistics: Statistics, row: TermDistribution) -> str:
    half = quantile(row.values, 0.5, row.beyond) if row.sampled else None
    if half is None:
        return ""
    return f"half: {value_words(half, row.unit)} or less ({counted(statistics, row, at_most(row, half))})"
