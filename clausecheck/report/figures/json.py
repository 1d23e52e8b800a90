"""Figures as JSON for programs; the same figures give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.report.figures.distribution import at_most, quantiles
from clausecheck.report.figures.drift import Compared, name_drift, presence_drift, value_drift
from clausecheck.stats import TYPES, wilson

if TYPE_CHECKING:
    from clausecheck.model import Cell, DirectionStatistic, OutcomeStatistic, PublishedFigure, StatementStatistic
    from clausecheck.report import schema_figures as shapes
    from clausecheck.report.figures.lookup import ClauseFigures, Figures, NameFigures, Row, ValueFigures, Way
    from clausecheck.stats import Statistics
    from clausecheck.stats.library import Sampled


def figures_json(figures: Figures) -> shapes.FiguresJson:
    """Everything that was looked up."""
    statistics = figures.statistics
    return {
        "schema": "clausecheck/figures/1",
        "name": figures.name,
        "cell": _cell(figures.cell),
        "statistics": statistics.name,
        "statistics_digest": statistics.digest,
        "policy": figures.policy.name,
        "currency": statistics.currency,
        "as_of": statistics.as_of,
        "found": figures.found,
        "withheld": figures.withheld,
        "clauses": [_clause(statistics, one) for one in figures.clauses],
        "terms": [_values(statistics, one) for one in figures.values],
        "names": [_names(statistics, one) for one in figures.names],
        "published": [_published(statistics, row) for row in figures.published],
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "licence": source.licence,
                "url": source.url,
                "years": source.years,
                "as_of": source.as_of,
                "method": source.method,
                "note": source.note,
                "public": source.public,
                "second_hand": source.second_hand,
            }
            for source in figures.sources
        ],
    }


def _clause(statistics: Statistics, one: ClauseFigures) -> shapes.ClauseFiguresJson:
    used, direction = one.presence.used, one.direction
    return {
        "type": one.clause_type,
        "title": CLAUSE_TYPES[one.clause_type],
        "least": one.presence.least,
        "presence": {**_share(used.count, used.sampled), "sample": _sample(statistics, used)} if used else None,
        "way": [_step(cell, row, one.presence, row.count if row else None) for cell, row in one.presence.steps],
        "drift": _drift(statistics, presence_drift(one.drift)),
        "direction": _direction(statistics, direction) if direction else None,
        "outcomes": [_outcome(statistics, row) for row in one.outcomes],
        "statements": [_statement(statistics, row) for row in one.statements],
    }


def _direction(statistics: Statistics, row: DirectionStatistic) -> shapes.DirectionFigureJson:
    return {
        "mutual": _share(row.mutual, row.sampled),
        "seller": _share(row.seller, row.sampled),
        "buyer": _share(row.buyer, row.sampled),
        "sample": _sample(statistics, row),
    }


def _outcome(statistics: Statistics, row: OutcomeStatistic) -> shapes.OutcomeFigureJson:
    return {
        "proposed_by": row.proposed_by,
        "accepted": _share(row.accepted, row.sampled),
        "changed": _share(row.changed, row.sampled),
        "removed": _share(row.removed, row.sampled),
        "rounds": list(row.rounds),
        "sample": _sample(statistics, row),
    }


def _statement(statistics: Statistics, row: StatementStatistic) -> shapes.StatementFigureJson:
    return {
        "id": row.id,
        "statement": row.statement,
        **_share(row.count, row.sampled),
        "contradicted": row.contradicted,
        "sample": _sample(statistics, row),
    }


def _values(statistics: Statistics, one: ValueFigures) -> shapes.TermFiguresJson:
    row = one.way.used
    return {
        "term": one.term,
        "type": TYPES.get(one.term),
        "unit": one.unit,
        "least": one.way.least,
        "values": [{"value": value, **_share(count, row.sampled)} for value, count in row.values] if row else [],
        "beyond": row.beyond if row else 0,
        "quantiles": [
            {"share": share, "value": value, **_share(at_most(row, value), row.sampled)}
            for share, value in quantiles(statistics, row)
        ]
        if row
        else [],
        "sample": _sample(statistics, row) if row else None,
        "way": [_step(cell, step, one.way) for cell, step in one.way.steps],
        "drift": _drift(statistics, value_drift(one.drift)),
    }


def _names(statistics: Statistics, one: NameFigures) -> shapes.NameFiguresJson:
    row = one.way.used
    return {
        "term": one.term,
        "type": TYPES.get(one.term),
        "least": one.way.least,
        "names": [{"name": name, **_share(count, row.sampled)} for name, count in row.names] if row else [],
        "others": row.others if row else 0,
        "sample": _sample(statistics, row) if row else None,
        "way": [_step(cell, step, one.way) for cell, step in one.way.steps],
        "drift": _drift(statistics, name_drift(one.drift)),
    }


def _published(statistics: Statistics, row: PublishedFigure) -> shapes.PublishedFigureJson:
    return {
        "id": row.id,
        "topic": row.topic,
        "measure": row.measure,
        "population": row.population,
        "value": row.value,
        "unit": row.unit,
        "date": row.date,
        "sampled": row.sampled,
        "sampled_words": row.sampled_words,
        "spread": row.spread,
        "note": row.note,
        "second_hand": statistics.sources[row.source].second_hand,
        "source": row.source,
    }


def _drift(statistics: Statistics, drift: Compared | None) -> shapes.DriftJson | None:
    if drift is None:
        return None
    (before, older), (recent, newer) = drift.before, drift.recent
    return {
        "label": drift.label,
        "before": {**_share(older, before.sampled), "sample": _sample(statistics, before)},
        "recent": {**_share(newer, recent.sampled), "sample": _sample(statistics, recent)},
        "enough": drift.enough,
        "overlap": drift.overlap,
    }


def _step(cell: Cell, row: Sampled | None, way: Way[Sampled], count: int | None = None) -> shapes.StepJson:
    sampled = row.sampled if row else 0
    return {
        "cell": _cell(cell),
        "sampled": sampled,
        "count": count,
        "enough": sampled >= way.least,
        "used": row is not None and row == way.used,
    }


def _share(count: int, sampled: int) -> shapes.ShareJson:
    low, high = wilson(count, sampled)
    return {"count": count, "sampled": sampled, "low": round(low, 4), "high": round(high, 4)}


def _sample(statistics: Statistics, row: Row) -> shapes.SampleJson:
    source = statistics.sources[row.source]
    return {
        "cell": _cell(row.cell),
        "sampled": row.sampled,
        "source": source.id,
        "as_of": source.as_of,
        "rounded": not source.public,
    }


def _cell(cell: Cell) -> shapes.CellFigureJson:
    return {"category": cell.category, "region": cell.region, "size": cell.size, "years": cell.years}
