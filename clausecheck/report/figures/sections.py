"""The sections of a page of figures on a clause type: the way up, drift, whom it binds, outcomes, statements."""

from collections.abc import Iterable, Sequence
from typing import Final

from clausecheck.compare.directions import DIRECTED
from clausecheck.model import Cell, OutcomeStatistic, Side
from clausecheck.report.figures.distribution import share_bar
from clausecheck.report.figures.drift import drift_sections, presence_drift
from clausecheck.report.figures.lookup import ClauseFigures, Figures, Way
from clausecheck.report.figures.words import cell_label, cited
from clausecheck.report.page import Line, Section
from clausecheck.stats import Statistics, category_words, cell_words, size_words
from clausecheck.stats.library import Sampled

NO_OUTCOMES: Final = "no outcome data"
"""Said where nobody recorded what became of proposed clauses."""


def clause_sections(figures: Figures, clause: ClauseFigures) -> tuple[Section, ...]:
    """What is counted on a clause type, but for outcomes and the values in it."""
    return (
        _way(figures, clause),
        *drift_sections(figures.statistics, presence_drift(clause.drift)),
        *_direction(figures, clause),
        *_statements(figures.statistics, clause),
    )


def step_note(way: Way[Sampled], row: Sampled) -> str:
    """What is said beside a cell: whether it is used, too small, or of contracts that are too different."""
    if row == way.used:
        return "used"
    if row.sampled < way.least:
        return f"too few: {way.least} are needed"
    if way.used is None:
        return "other contracts: not used"
    return "" if row.source == way.used.source else row.source


def nobody(figures: Figures, way: Way[Sampled]) -> tuple[Line, ...]:
    """The cells without a figure, on one line."""
    empty = gaps([(cell, row is None) for cell, row in way.steps], figures.statistics.currency)
    why = "Not counted" if figures.served_in_part else "Nobody counted"
    why += ", or too few deals to publish" if figures.statistics.disclosure else ""
    why += ", or withheld by the policy" if figures.served_in_part else ""
    return (Line(f"{why}: {'; '.join(empty)}."),) if empty else ()


def gaps(steps: Sequence[tuple[Cell, bool]], currency: str) -> list[str]:
    """What is missing on the way up: a size or a region of which nothing was counted is told once."""
    missing = [cell for cell, empty in steps if empty]
    counted = [cell for cell, empty in steps if not empty]
    sizes = dict.fromkeys(cell.size for cell in missing if cell.size)
    regions = dict.fromkeys(cell.region for cell in missing if cell.region)
    no_size = [size for size in sizes if all(cell.size != size for cell in counted)]
    missing = [cell for cell in missing if cell.size not in no_size]
    no_region = [region for region in regions if all(cell.region != region for cell in counted)]
    missing = [cell for cell in missing if cell.region not in no_region]
    wholes = [
        *(f"deals of {size_words(size, currency)}" for size in no_size),
        *(f"contracts under {name} law" for name in no_region),
    ]
    return [*wholes, *(cell_label(cell, currency) for cell in missing)]


def _way(figures: Figures, clause: ClauseFigures) -> Section:
    way, currency = clause.presence, figures.statistics.currency
    bars = tuple(
        share_bar(
            figures.statistics,
            row,
            row.count,
            cell_label(cell, currency),
            note=step_note(way, row),
            draw=row.sampled >= way.least,
            strong=row == way.used,
        )
        for cell, row in way.steps
        if row
    )
    return Section(
        "How many contracts have it, from the narrowest sample to the widest", bars=bars, lines=nobody(figures, way)
    )


def _direction(figures: Figures, clause: ClauseFigures) -> Iterable[Section]:
    row = clause.direction
    if row is None:
        return
    counts = (("both sides alike", row.mutual), ("the seller alone", row.seller), ("the buyer alone", row.buyer))
    directed = DIRECTED.get(clause.clause_type)
    meaning = f" To be bound means: {directed.bound}." if directed else ""
    where = f"In {cell_words(row.cell, figures.statistics.currency)} where that could be told"
    told = f"{where} ({cited(figures.statistics, row)}).{meaning}"
    bars = tuple(share_bar(figures.statistics, row, count, label) for label, count in counts)
    yield Section("Whom it binds", bars=bars, lines=(Line(told),))


def outcome_section(statistics: Statistics, outcomes: tuple[OutcomeStatistic, ...]) -> Section:
    """What became of proposals of each side, with the rounds; or that nobody recorded it."""
    title = "What became of it where one side proposed it"
    if not outcomes:
        return Section(title, lines=(Line(NO_OUTCOMES),))
    bars = tuple(
        share_bar(statistics, row, count, f"by the {row.proposed_by}: {label}")
        for row in outcomes
        for label, count in (("accepted", row.accepted), ("changed", row.changed), ("removed", row.removed))
    )
    by = {row.proposed_by: _rounds(statistics, row) for row in outcomes}
    lines = tuple(Line(f"Proposed by the {side}: {by.get(side, NO_OUTCOMES)}") for side in Side)
    return Section(title, bars=bars, lines=lines)


def _rounds(statistics: Statistics, row: OutcomeStatistic) -> str:
    """How many proposals were settled, and in which round of negotiation."""
    about = "" if statistics.sources[row.source].public else "about "
    where = cell_words(row.cell, statistics.currency)
    rounds = ", ".join(f"{about}{count:,} in round {number}" for number, count in row.rounds)
    told = f"{about}{row.sampled:,} settled in {where}; {rounds or 'the rounds were not recorded'}"
    return f"{told} ({cited(statistics, row)})."


def _statements(statistics: Statistics, clause: ClauseFigures) -> Iterable[Section]:
    bars = tuple(
        share_bar(
            statistics,
            row,
            row.count,
            f"{row.statement.rstrip('.')} ({row.id})",
            note=_opposite(row.contradicted),
        )
        for row in clause.statements
    )
    if bars:
        row = clause.statements[0]
        told = f"Counted in {category_words(row.cell.category)} ({cited(statistics, row)})."
        yield Section("Narrower statements", bars=bars, lines=(Line(told),))


def _opposite(count: int) -> str:
    return f"{count:,} {'says' if count == 1 else 'say'} the opposite" if count else ""
