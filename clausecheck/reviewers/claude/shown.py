"""What a model is shown of a group of clauses: one JSON object, the same bytes wherever the clauses stand."""

import re
from typing import Any, Final

from clausecheck.model import Deviation, Evidence, Finding, ReviewRequest, Term
from clausecheck.reviewers.claude.beside import Beside
from clausecheck.reviewers.claude.figures_shown import figures_on
from clausecheck.reviewers.claude.grouping import Asked, Chunk
from clausecheck.reviewers.grounding import visible
from clausecheck.scan.addressing import addresses_reader

LONGEST_NAME: Final = 80
"""Characters of a name that are shown: that of a party goes into every request."""
_FIRST_WORDS: Final = 6
_MOST_TYPES: Final = 3


def data(request: ReviewRequest, chunk: Chunk) -> dict[str, Any]:
    """Everything that is shown for `chunk`. Nothing private is ever part of it.

    It holds no id, number or length of the document, and nothing of clauses that have nothing to do with these.
    """
    local = chunk.local
    terms = [term for term in request.contract.terms if term.clause_id in local]
    deviations = [found for found in request.deviations if found.clause_id in local]
    unusual = {found.clause_type for found in deviations} | {
        flag.clause_type for flag in request.flags if flag.clause_id in local
    }
    shown = {
        "parties": _parties(request),
        "clauses": [_clause(request, part, chunk) for part in chunk.parts],
        "beside": [[beside.name, beside.text] for beside in _beside(chunk)],
        "terms": [[local[term.clause_id], term.name, _value(term), term.unit, term.binds] for term in terms],
        "deviations": [[local[found.clause_id or ""], *_deviation(found)] for found in deviations],
        "findings": _findings(chunk, {found.evidence.statement for found in deviations}),
        "figures": figures_on(request.shared, unusual, {found.term for found in deviations}),
    }
    return {name: value for name, value in shown.items() if value}


def _parties(request: ReviewRequest) -> list[list[str]]:
    """What the contract calls each side. What speaks to whoever reads it is left out, and no name is long."""
    named = dict.fromkeys(
        (visible(name)[:LONGEST_NAME], party.role)
        for party in request.contract.facts.parties
        if party.role
        for name in (party.alias or party.name, *party.aliases)
        if not addresses_reader(name)
    )
    return [[name, role] for name, role in named]


def _clause(request: ReviewRequest, part: Asked, chunk: Chunk) -> dict[str, Any]:
    clause, region = part.clause, part.region
    text = request.contract.document.text[max(region.start, clause.span.start) : region.end]
    under = part.under if part.under and part.under.clause_id not in chunk.local else None
    shown = {
        "id": chunk.local[clause.id],
        "heading": _unnumbered(visible(clause.heading)) if region.start == clause.whole.start else "",
        "types": [guess.id for guess in request.contract.types.get(clause.id, ()) if guess.decided][:_MOST_TYPES],
        "under": under.text if under else "",
        "text": " ".join(visible(text).split()),
    }
    return {name: value for name, value in shown.items() if value}


def _unnumbered(heading: str) -> str:
    """A heading without a number that was not told from it: it would say how much stands before."""
    return re.sub(r"^\W*\d[\d.]*\W+(?=\w)", "", heading)


def _beside(chunk: Chunk) -> tuple[Beside, ...]:
    every = dict.fromkeys(beside for part in chunk.parts for beside in part.beside)
    return tuple(beside for beside in every if beside.clause_id not in chunk.local)


def _value(term: Term) -> float | str:
    if isinstance(term.value, str):
        return visible(term.value)[:LONGEST_NAME]
    return int(term.value) if float(term.value).is_integer() else term.value


def _deviation(found: Deviation) -> list[str]:
    usual = [f"usual {found.usual[0]:g} to {found.usual[1]:g}"] if found.usual else []
    return [_statement(found.evidence), *usual]


def _findings(chunk: Chunk, told: set[str]) -> list[list[str]]:
    """Each finding with its name, its clause, its severity, its title, how its words begin, and what was counted.

    What is for information has no name: it is told so that it is not found again.
    """
    rated = {found.id: name for name, found in chunk.rated.items()}
    return [
        [
            rated.get(found.id, ""),
            chunk.local[part.clause.id],
            found.severity,
            _title(found),
            " ".join(visible(found.quote).split()[:_FIRST_WORDS]),
            *(_statement(one) for one in found.evidence if one.statement not in told),
        ]
        for part in chunk.parts
        for found in part.findings
    ]


def _title(found: Finding) -> str:
    """The title, which may hold what the contract calls a party; the type where that speaks to whoever reads it."""
    return found.clause_type if addresses_reader(found.title) else visible(found.title)


def _statement(evidence: Evidence) -> str:
    """What was counted, without the samples that were too small to count in."""
    return re.sub(r" \([^()]* too few\)$", "", visible(evidence.statement))
