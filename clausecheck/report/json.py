"""Contracts and reviews as JSON with the names that the interface promises; the same input gives the same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from clausecheck.report import json_file as of_file
from clausecheck.report import json_limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clausecheck.model import (
        ClassifiedType,
        Clause,
        Contract,
        DefinitionUse,
        LiabilityLimit,
        Norm,
        Term,
    )
    from clausecheck.report import schema as shapes
    from clausecheck.report import schema_limits as clause_shapes

LEAST_PROBABILITY = 0.2
"""Types below it are noise and are left out; 0.5 is the threshold of a decision."""


def to_json(value: Mapping[str, Any]) -> str:
    """Write a value as JSON in plain ASCII, so that no terminal or code page can misread it; ends in a line break."""
    return json.dumps(value, indent=1, allow_nan=False) + "\n"


def parse_json(contract: Contract) -> shapes.ParseJson:
    """The clause tree of a contract, with types and terms."""
    terms: dict[str, list[shapes.TermJson]] = {}
    for term in contract.terms:
        terms.setdefault(term.clause_id, []).append(_term(term))
    norms: dict[str, list[shapes.NormJson]] = {}
    for norm in contract.norms:
        norms.setdefault(norm.clause_id, []).append(_norm(norm))
    limits: dict[str, list[LiabilityLimit]] = {}
    for limit in contract.limits:
        limits.setdefault(limit.clause_id, []).append(limit)
    uses: dict[str, list[DefinitionUse]] = {}
    for use in contract.uses:
        uses.setdefault(use.clause_id, []).append(use)
    references: dict[str, list[clause_shapes.ReferenceJson]] = {}
    for reference in contract.references:
        references.setdefault(reference.clause_id, []).append(json_limits.reference(reference))
    return {
        "schema": "clausecheck/parse/1",
        "document": of_file.document(contract),
        "notices": of_file.notices(contract),
        "changes": of_file.changes(contract),
        "comments": of_file.comments(contract),
        "clauses": [
            _clause(
                clause,
                contract,
                terms.get(clause.id, []),
                norms.get(clause.id, []),
                references.get(clause.id, []),
                limits.get(clause.id, ()),
                uses.get(clause.id, ()),
            )
            for clause in contract.clauses
        ],
        "definitions": [json_limits.definition(definition) for definition in contract.definitions],
    }


def _clause(
    clause: Clause,
    contract: Contract,
    terms: list[shapes.TermJson],
    norms: list[shapes.NormJson],
    references: list[clause_shapes.ReferenceJson],
    limits: Sequence[LiabilityLimit],
    uses: Sequence[DefinitionUse],
) -> shapes.ClauseJson:
    types = contract.types.get(clause.id, ())
    return {
        "id": clause.id,
        "number": clause.number,
        "path": clause.path,
        "heading": clause.heading,
        "level": clause.level,
        "parent": clause.parent,
        "part": clause.part,
        "text": clause.text,
        "span": of_file.span(clause.span),
        "page": clause.page,
        "paragraph": clause.paragraph,
        "types": [_type(kind, contract) for kind in types if kind.probability >= LEAST_PROBABILITY],
        "terms": terms,
        "norms": norms,
        "liability": [json_limits.liability(limit) for limit in limits],
        "references": references,
        "uses": json_limits.uses(uses),
    }


def _type(kind: ClassifiedType, contract: Contract) -> shapes.TypeJson:
    return {
        "id": kind.id,
        "probability": of_file.rounded(kind.probability),
        "span": of_file.span(kind.span) if kind.span else None,
        "quote": contract.document.text[kind.span.start : kind.span.end] if kind.span else "",
    }


def _term(term: Term) -> shapes.TermJson:
    return {
        "name": term.name,
        "value": term.value,
        "unit": term.unit,
        "quote": term.quote,
        "span": of_file.span(term.span),
        "binds": term.binds,
        "mutual": term.mutual,
        "high": term.high,
        "bound": term.bound,
        "choice": term.choice,
        "multiple": term.multiple,
        "look_back_months": term.look_back_months,
        "index": term.index,
        "counted_from": term.counted_from,
        "used_by": list(term.used_by),
    }


def _norm(norm: Norm) -> shapes.NormJson:
    return {
        "kind": norm.kind,
        "bearer": norm.bearer,
        "beneficiary": norm.beneficiary,
        "mutual": norm.mutual,
        "quote": norm.quote,
        "span": of_file.span(norm.span),
    }
