"""`stats` and `context`: counted figures, the same for either side."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from clausecheck.errors import UsageError
from clausecheck.mcp.marking import page

if TYPE_CHECKING:
    from clausecheck.mcp.asks import Context, Stats
    from clausecheck.mcp.desk import Desk
    from clausecheck.mcp.shapes import ContextPageJson, FiguresPageJson
    from clausecheck.report.figures.lookup import Figures

_KINDS = ("clauses", "terms", "names", "published")


def stats(desk: "Desk", ask: "Stats") -> "FiguresPageJson":
    """The figures on a clause type or a term, a page at a time; without a name, what there are figures on."""
    from clausecheck.report.figures.json import figures_json

    figures = _looked_up(desk, ask)
    told: Mapping[str, Any] = figures_json(figures)
    rows = [(kind, row) for kind in _KINDS for row in told[kind]] if ask.name else []
    shown, following = page(rows, ask.start)
    by_kind = {kind: [row for one, row in shown if one == kind] for kind in _KINDS}
    return {
        "name": ask.name,
        "category": ask.category,
        "region": ask.region or "",
        "statistics": told["statistics"],
        "statistics_digest": told["statistics_digest"],
        "policy": told["policy"],
        "currency": told["currency"],
        "as_of": told["as_of"],
        "found": told["found"],
        "withheld": told["withheld"],
        "known": [] if ask.name else _known(figures),
        "clauses": by_kind["clauses"],
        "terms": by_kind["terms"],
        "names": by_kind["names"],
        "published": by_kind["published"],
        "sources": told["sources"] if ask.name and ask.start == 0 else [],
        "next": following,
    }


def context(desk: "Desk", ask: "Context") -> "ContextPageJson":
    """The digest of what both sides are served, and rows of one table of it."""
    from clausecheck import stats as served
    from clausecheck.context import context_json, shared_context
    from clausecheck.context.schema import Table

    settings = desk.settings
    figures, policy = served.load_served(settings.statistics, settings.policy, ask.category)
    shared = shared_context(figures, policy, figures.cell(ask.category, ask.region or "", ask.deal_size))
    content: Mapping[str, Any] = context_json(shared)["content"]
    shown, following = page(content[ask.table], ask.start) if ask.table else ([], None)
    return {
        "digest": shared.digest,
        "statistics": shared.statistics,
        "statistics_digest": shared.statistics_digest,
        "as_of": shared.as_of,
        "policy": shared.policy,
        "policy_digest": shared.policy_digest,
        "sources": list(shared.sources),
        "category": ask.category,
        "region": ask.region or "",
        "rows": {table: len(content[table]) for table in get_args(Table)},
        "table": ask.table,
        "slice": shown,
        "next": following,
    }


def _looked_up(desk: "Desk", ask: "Stats") -> "Figures":
    from clausecheck.model.taxonomy import CLAUSE_TYPES
    from clausecheck.report.figures.lookup import look_up
    from clausecheck.stats import TYPES, load_served
    from clausecheck.stats.terms import RATE

    if ask.name and ask.name not in {*CLAUSE_TYPES, *TYPES, RATE}:
        raise UsageError("no clause type and no term has this name", hint="stats without a name lists what there is")
    statistics, policy = load_served(desk.settings.statistics, desk.settings.policy)
    return look_up(statistics, policy, ask.name, statistics.cell(ask.category, ask.region or "", ask.deal_size))


def _known(figures: "Figures") -> list[str]:
    types = {one.clause_type for one in figures.clauses}
    return sorted(types | {one.term for one in figures.values} | {one.term for one in figures.names})
