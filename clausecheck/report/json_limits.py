"""What JSON says of limits of liability, references and defined terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.report.json_file import span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clausecheck.model import CarveOut, Ceiling, Definition, DefinitionUse, LiabilityLimit, Reference
    from clausecheck.report import schema_limits as shapes


def liability(limit: LiabilityLimit) -> shapes.LiabilityJson:
    """A limit of liability in its parts."""
    return {
        "kind": limit.kind,
        "protects": limit.protects,
        "quote": limit.quote,
        "span": span(limit.span),
        "damages": [
            {"id": one.id, "quote": one.quote, "span": span(one.span), "terms": list(one.terms)}
            for one in limit.damages
        ],
        "ceilings": [_ceiling(one) for one in limit.ceilings],
        "choice": limit.choice,
        "carve_outs": [_carve_out(one) for one in limit.carve_outs],
    }


def _ceiling(one: Ceiling) -> shapes.CeilingJson:
    return {
        "value": one.value,
        "unit": one.unit,
        "multiple": one.multiple,
        "look_back_months": one.look_back_months,
        "base": one.base,
        "under": one.under,
        "per": one.per,
        "quote": one.quote,
        "span": span(one.span),
        "terms": list(one.terms),
    }


def _carve_out(one: CarveOut) -> shapes.CarveOutJson:
    return {
        "kind": one.kind,
        "quote": one.quote,
        "span": span(one.span),
        "binds": one.binds,
        "clauses": list(one.clause_ids),
        "terms": list(one.terms),
    }


def uses(found: Sequence[DefinitionUse]) -> list[shapes.UseJson]:
    """The defined terms of one clause, each once, in the order of their first use."""
    made: dict[tuple[str, int], shapes.UseJson] = {}
    for use in found:
        definition = use.definition
        entry = made.setdefault(
            (definition.term, definition.span.start),
            {"term": definition.term, "clause": definition.clause_id, "spans": []},
        )
        entry["spans"].append(span(use.span))
    return list(made.values())


def definition(definition: Definition) -> shapes.DefinitionJson:
    """A defined term."""
    return {
        "term": definition.term,
        "text": definition.text,
        "span": span(definition.span),
        "clause": definition.clause_id,
        "form": definition.form,
        "scope": definition.scope or None,
        "uses": definition.uses,
    }


def reference(mention: Reference) -> shapes.ReferenceJson:
    """A mention of a clause, an exhibit or another document."""
    return {
        "name": mention.name,
        "quote": mention.quote,
        "span": span(mention.span),
        "kind": mention.kind,
        "targets": list(mention.targets),
    }
