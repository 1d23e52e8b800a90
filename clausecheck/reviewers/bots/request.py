"""What a bot is given: the clauses with what is known of each, what was found, and the shared context."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from clausecheck.context import canonical, context_json
from clausecheck.reviewers.grounding import visible

if TYPE_CHECKING:
    from clausecheck.model import (
        Deviation,
        Evidence,
        Finding,
        Negotiation,
        Redacted,
        Redaction,
        ReviewRequest,
        Term,
    )
    from clausecheck.reviewers.bots import shapes
    from clausecheck.reviewers.bots.limits import Limits

SCHEMA: Final = "clausecheck/bot-request/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A request, ready to be put."""

    body: bytes
    """Canonical JSON, without what is private: so no record of it holds any."""
    private: Mapping[str, Any] | None
    """What is put in when it is sent."""
    shown: Callable[[Any], Any]
    """Puts back in an answer what was replaced in the request."""
    redacted: "Redacted | None"


def prepared(
    request: "ReviewRequest", limits: "Limits", redact: "frozenset[Redaction]", private: Mapping[str, Any] | None
) -> Prepared:
    """The request on a contract, with words of the kinds in `redact` replaced, in what is private too."""
    data = _contract(request) | {"private": private}
    shown: Callable[[Any], Any] = _as_it_is
    redacted = None
    if redact:
        from clausecheck.reviewers.redaction import Redactor

        redactor = Redactor(request.contract, redact)
        hidden = redactor.hidden(data)
        data, shown, redacted = hidden.data, hidden.shown, redactor.report([hidden])
    private = data.pop("private")
    whole = {
        "schema": SCHEMA,
        **data,
        "shared_context": context_json(request.shared),
        "private": None,
        "limits": {"seconds": limits.seconds, "answer_bytes": limits.answer_bytes},
    }
    return Prepared(body=canonical(whole), private=private, shown=shown, redacted=redacted)


def with_private(body: bytes, private: Mapping[str, Any] | None) -> bytes:
    """A request as it is sent: with what is private where the user gives it."""
    return body if private is None else canonical(json.loads(body) | {"private": private})


def _contract(request: "ReviewRequest") -> dict[str, Any]:
    """What is said of this contract. No places in characters are part of it, so that words may be replaced."""
    facts = request.contract.facts
    told: dict[str, Any] = _seen(
        {
            "side": request.side,
            "category": request.category,
            "region": request.region,
            "contract": {
                "title": facts.title,
                "parties": [{"name": party.name, "alias": party.alias, "role": party.role} for party in facts.parties],
                "governing_law": facts.governing_law,
                "effective_date": facts.effective_date,
            },
            "clauses": list(_clauses(request)),
            "missing": [_deviation(found) for found in request.deviations if found.clause_id is None],
            "findings": [_finding(found) for found in request.findings],
        }
    )
    return told


def _clauses(request: "ReviewRequest") -> "Iterator[shapes.ClauseJson]":
    contract = request.contract
    terms: dict[str, list[Term]] = {}
    for term in contract.terms:
        terms.setdefault(term.clause_id, []).append(term)
    deviations: dict[str | None, list[Deviation]] = {}
    for found in request.deviations:
        deviations.setdefault(found.clause_id, []).append(found)
    for clause in contract.clauses:
        types = contract.types.get(clause.id, ())
        yield {
            "id": clause.id,
            "number": clause.path or clause.number,
            "heading": clause.heading,
            "level": clause.level,
            "parent": clause.parent,
            "part": clause.part,
            "page": clause.page,
            "text": clause.text,
            "types": [{"id": guess.id, "probability": guess.probability} for guess in types],
            "terms": [_term(term) for term in terms.get(clause.id, [])],
            "deviations": [_deviation(found) for found in deviations.get(clause.id, [])],
        }


def _term(term: "Term") -> "shapes.TermJson":
    return {
        "name": term.name,
        "value": term.value,
        "unit": term.unit,
        "quote": term.quote,
        "binds": term.binds,
        "mutual": term.mutual,
    }


def _deviation(found: "Deviation") -> "shapes.DeviationJson":
    return {
        "kind": found.kind,
        "clause_type": found.clause_type,
        "term": found.term,
        "value": found.value,
        "usual": found.usual,
        "binds": found.binds,
        "evidence": _figure(found.evidence),
    }


def _figure(evidence: "Evidence") -> "shapes.FigureJson":
    return {
        "statement": evidence.statement,
        "count": evidence.count,
        "sampled": evidence.sampled,
        "source": evidence.source,
        "as_of": evidence.as_of,
    }


def _finding(found: "Finding") -> "shapes.GivenFindingJson":
    return {
        "id": found.id,
        "kind": found.kind,
        "severity": found.severity,
        "confidence": found.confidence,
        "favors": found.favors,
        "clause": {"id": found.clause_id} if found.clause_id else None,
        "clause_type": found.clause_type,
        "title": found.title,
        "explanation": found.explanation,
        "quote": found.quote,
        "origin": found.origin,
        "evidence": [_figure(evidence) for evidence in found.evidence],
        "negotiation": _advice(found.negotiation) if found.negotiation else None,
    }


def _advice(advice: "Negotiation") -> "shapes.GivenAdviceJson":
    return {
        "priority": advice.priority,
        "ask": advice.ask,
        "fallback": advice.fallback,
        "walk_away": advice.walk_away,
        "proposed_text": advice.proposed_text,
        "reason": advice.reason,
    }


def _seen(value: Any) -> Any:
    """The value with nothing in its texts that a person cannot see."""
    if isinstance(value, dict):
        return {key: _seen(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_seen(item) for item in value]
    return visible(value) if isinstance(value, str) else value


def _as_it_is(value: Any) -> Any:
    return value
