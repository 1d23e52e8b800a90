"""Figures laid out for people: what is usual first, then how it was counted, then what others have published."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from clausecheck.model import Cell, NameDistribution, PublishedFigure, TermDistribution
from clausecheck.model.taxonomy import APART
from clausecheck.report.figures.distribution import share_bar
from clausecheck.report.figures.lookup import HOURLY, ClauseFigures, Figures, Row
from clausecheck.report.figures.published import TITLE, published_sections
from clausecheck.report.figures.sections import clause_sections, outcome_section
from clausecheck.report.figures.values import name_sections, name_summary, value_line, value_sections, value_summary
from clausecheck.report.figures.words import (
    asked_words,
    cell_label,
    cited,
    counted,
    interval_words,
    privacy_words,
    roughly,
    source_words,
    title_of,
    years_of,
)
from clausecheck.report.page import Line, Page, Section
from clausecheck.stats import TYPES, category_words, cell_words, clause_words, most_stated, value_words

LEGEND: Final = (
    "Bars run from 0 to 100%: █ up to the low end of the 95% interval, ▒ the interval, │ the share that was counted."
)


def figures_page(figures: Figures) -> Page:
    """Lay out the figures on one clause type or term, or the list of what there is."""
    asked = asked_words(figures.cell, figures.statistics.currency)
    title = f"{title_of(figures.name)} in {asked}" if figures.name else f"What there is on {asked}"
    sections = _sections(figures) if figures.name else _list(figures)
    kept = [section for section in sections if figures.found and (section.bars or section.lines)]
    return Page(
        title=title,
        header=_header(figures),
        alarms=(),
        summary=_summary(figures),
        sections=tuple(_explained(kept)),
        closing=_closing(figures),
    )


def _explained(sections: list[Section]) -> Iterator[Section]:
    """The sections, with a line on how to read the bars under the first ones that have an interval."""
    told = False
    for section in sections:
        first = not told and any(bar.interval for bar in section.bars)
        told = told or first
        yield replace(section, lines=(Line(LEGEND), *section.lines)) if first else section


def _header(figures: Figures) -> tuple[Line, ...]:
    statistics = figures.statistics
    digest = statistics.digest.removeprefix("sha256:")[:12]
    return (
        Line(asked_words(figures.cell, statistics.currency), "Asked"),
        *_used(figures),
        Line(f"{statistics.name}, as of {statistics.as_of or 'no date'} (sha256:{digest})", "Figures"),
        Line(f"{figures.policy.name} (the same for either side)", "Policy"),
    )


def _used(figures: Figures) -> Iterator[Line]:
    """The contracts of the first figure, and where it is from."""
    if row := next(figures.used(), None) if figures.name else None:
        source = figures.statistics.sources[row.source]
        about = (source.title, years_of(source), f"as of {source.as_of}")
        yield Line(cell_words(row.cell, figures.statistics.currency), "Used")
        yield Line(", ".join(filter(None, about)), "Source")


def _summary(figures: Figures) -> tuple[str, ...]:
    if not figures.name:
        return ("One line each; clausecheck stats show NAME tells more.",) if figures.found else (_nothing(figures),)
    if not figures.found:
        return (_nothing(figures),)
    told = [_presence(figures, clause) for clause in figures.clauses]
    told += [value_summary(figures, one) for one in figures.values if one.term == figures.name]
    told += [name_summary(figures, one) for one in figures.names if one.term == figures.name]
    if any(not source.public for source in figures.sources):
        told.append(privacy_words(figures.statistics))
    return tuple(told) or ("Nobody counted this; what others have published stands below.",)


def _nothing(figures: Figures) -> str:
    asked = asked_words(figures.cell, figures.statistics.currency)
    if figures.withheld:
        return f"The policy {figures.policy.name} serves no figures on this, to either side."
    wider = "" if figures.cell == Cell("all") else ", nor for wider ones"
    return f"Nobody counted this: {figures.statistics.name} has no figure for {asked}{wider}."


def _presence(figures: Figures, clause: ClauseFigures) -> str:
    way, currency = clause.presence, figures.statistics.currency
    words = clause_words(clause.clause_type)
    rows = [row for _, row in way.steps if row]
    if not rows:
        return f"Nobody counted how many contracts have {words}."
    row = way.used
    if row is None:
        of = category_words(figures.cell.category) if figures.cell.category in APART else "contracts"
        return f"Too few {of} were counted to say how usual {words} is: {way.least} are needed."
    said = (
        f"{words[0].upper()}{words[1:]} is in {counted(figures.statistics, row, row.count)} "
        f"{cell_words(row.cell, currency)}: {roughly(row.count, row.sampled)}. A sample of this size leaves room "
        f"for {interval_words(row.count, row.sampled)} (95% interval; {cited(figures.statistics, row)})."
    )
    if row.cell == next(cell for cell, _ in way.steps):
        return said
    first = cell_label(way.steps[0][0], currency)
    sampled = way.steps[0][1].sampled if way.steps[0][1] else 0
    return f"{said} Of {first} alone there are {sampled:,} of the {way.least} contracts that are needed."


def _sections(figures: Figures) -> list[Section]:
    sections = [section for clause in figures.clauses for section in clause_sections(figures, clause)]
    own = [one for one in figures.values if one.term == figures.name]
    sections += [section for one in own for section in value_sections(figures, one)]
    sections += [section for one in figures.names for section in name_sections(figures, one)]
    sections += [outcome_section(figures.statistics, clause.outcomes) for clause in figures.clauses]
    others = tuple(value_line(figures, one) for one in figures.values if one.term != figures.name)
    sections.append(Section("Values in such clauses", lines=others))
    return [*sections, *published_sections(figures.statistics, figures.published)]


def _list(figures: Figures) -> list[Section]:
    """Every clause type and every term that has a figure, on one line each."""
    statistics = figures.statistics

    def place(row: Row) -> str:
        return "" if row.cell == figures.cell else cell_label(row.cell, statistics.currency)

    presence = (one.presence.used for one in figures.clauses)
    clauses = (share_bar(statistics, row, row.count, row.clause_type, note=place(row)) for row in presence if row)
    terms = (
        share_bar(statistics, row, count, f"{row.term}: {words}", note=place(row))
        for row, words, count in _most_frequent(figures)
    )
    return [
        Section("Clause types: how many contracts have one", bars=tuple(clauses)),
        Section("Terms: how many contracts state the most frequent value", bars=tuple(terms)),
        Section(TITLE, lines=tuple(_topics(figures))),
        *published_sections(statistics, (row for row in figures.published if not _elsewhere(row))),
    ]


def _most_frequent(figures: Figures) -> Iterator[tuple[TermDistribution | NameDistribution, str, int]]:
    """The value or the name that most contracts state, of every term."""
    for value_row in (one.way.used for one in figures.values):
        if value_row and value_row.values:
            value, count = most_stated(value_row.values)
            up_to = "" if figures.statistics.sources[value_row.source].public else "up to "
            yield value_row, f"{up_to}{value_words(value, value_row.unit)}", count
    for name_row in (one.way.used for one in figures.names):
        if name_row and name_row.names:
            yield name_row, *name_row.names[0]


def _elsewhere(row: PublishedFigure) -> bool:
    """Whether a figure of others is shown with a clause type or with the rates."""
    return bool(row.clause_types) or row.topic.startswith(HOURLY)


def _topics(figures: Figures) -> Iterator[Line]:
    """How many figures of others there are on each topic, and where they are shown."""
    for topic, count in Counter(row.topic for row in figures.published if _elsewhere(row)).items():
        where = "clausecheck stats show rate" if topic.startswith(HOURLY) else "shown with the clause types"
        yield Line(f"{topic}: {count} {'figure' if count == 1 else 'figures'}, {where}")


def _closing(figures: Figures) -> tuple[str, ...]:
    published = {row.source for row in figures.published}
    counts = tuple(source_words(source) for source in figures.sources if source.id not in published)
    belongs = TYPES.get(figures.name, figures.name)
    also = (
        ()
        if belongs == figures.name
        else (f"It belongs to a clause type: clausecheck stats show {belongs} --category {figures.cell.category}",)
    )
    return (*also, *counts, "Figures are counts of contracts, never a rule of what is right; this is no legal advice.")
