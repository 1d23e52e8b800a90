"""The sections of a page of figures on a clause type: the way up, drift, whom it binds, outcomes, statements."""

from collections.abc import Iterable
from typing import Final

from clausecheck.compare.directions import DIRECTED
from clausecheck.model import OutcomeStatistic
from clausecheck.report.figures.distribution import share_bar
from clausecheck.report.figures.drift import drift_sections, presence_drift
from clausecheck.report.figures.lookup import ClauseFigures, Figures, Way
from clausecheck.report.figures.words import cell_label, contracts_words
from clausecheck.report.page import Line, Section
from clausecheck.stats import Statistics, category_words
from clausecheck.stats.library import Sampled

NO_OUTCOMES: Final = "no outcome data"
"""Said where nobody recorded what became of proposed clauses."""
USED: Final = "used"


def clause_sections(figures: Figures, clause: ClauseFigures) -> tuple[Section, ...]:
    """What is counted on a clause type, but for outcomes and the values in it."""
    return (
        _way(figures, clause),
        *drift_sections(figures.statistics, presence_drift(clause.drift)),
        *_direction(figures, clause),
        *_statements(figures.statistics, clause),
    )


def step_note(way: Way[Sampled], row: Sampled | None, used: str = USED) -> str:
    """What is said beside a cell: whether it is used, or too small."""
    if row is None:
        return ""
    if row == way.used:
        return used
    return f"too few: {way.least} are needed" if row.sampled < way.least else ""


def nobody(figures: Figures, way: Way[Sampled]) -> tuple[Line, ...]:
    """The cells in which nobody counted, on one line."""
    empty = [cell_label(cell, figures.statistics.currency) for cell, row in way.steps if row is None]
    return (Line(f"Nobody counted: {'; '.join(empty)}."),) if empty else ()


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
    return Section("How many contracts have it, and the way up", bars=bars, lines=nobody(figures, way))


def _direction(figures: Figures, clause: ClauseFigures) -> Iterable[Section]:
    row = clause.direction.used
    if row is None:
        return
    directed = DIRECTED.get(clause.clause_type)
    bound = f": {directed.bound}" if directed else ""
    counts = (
        (f"both sides alike{bound}", row.mutual),
        (f"the seller alone{bound}", row.seller),
        (f"the buyer alone{bound}", row.buyer),
    )
    statistics = figures.statistics
    where = f"In {contracts_words(row.cell, statistics.currency)} where that could be told."
    yield Section(
        "Whom it binds",
        bars=tuple(share_bar(statistics, row, count, label) for label, count in counts),
        lines=(Line(where),),
    )


def outcome_section(statistics: Statistics, outcomes: tuple[OutcomeStatistic, ...]) -> Section:
    """What became of proposals of each side, with the rounds; or that nobody recorded it."""
    title = "What became of it where one side proposed it"
    if not outcomes:
        return Section(title, lines=(Line(NO_OUTCOMES),))
    bars, lines = [], []
    for row in outcomes:
        for label, count in (("accepted", row.accepted), ("changed", row.changed), ("removed", row.removed)):
            bars.append(share_bar(statistics, row, count, f"by the {row.proposed_by}: {label}"))
        rounds = ", ".join(f"{count} in round {number}" for number, count in row.rounds)
        settled = f"settled {rounds}" if rounds else "rounds were not recorded"
        where = contracts_words(row.cell, statistics.currency)
        lines.append(Line(f"Proposed by the {row.proposed_by}, {counted_all(statistics, row)} in {where}: {settled}."))
    return Section(title, bars=tuple(bars), lines=tuple(lines))


def counted_all(statistics: Statistics, row: OutcomeStatistic) -> str:
    """How many proposals were settled."""
    about = "" if statistics.sources[row.source].public else "about "
    return f"{about}{row.sampled:,} settled"


def _statements(statistics: Statistics, clause: ClauseFigures) -> Iterable[Section]:
    if not clause.statements:
        return
    bars = tuple(
        share_bar(
            statistics,
            row,
            row.count,
            row.id,
            note=f"{row.contradicted:,} say the opposite" if row.contradicted else "",
        )
        for row in clause.statements
    )
    told = tuple(Line(f"{row.id}: {row.statement} ({category_words(row.cell.category)})") for row in clause.statements)
    yield Section("Narrower statements", bars=bars, lines=told)
