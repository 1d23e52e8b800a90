"""The figures that a reviewer was given: those of one clause, and those of everything else that it was shown."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from clausecheck.model import Deviation, Finding, ReviewRequest, Span
from clausecheck.reviewers.figures import Given, given


def of_clauses(request: ReviewRequest, regions: Mapping[str, Span]) -> Given:
    """The figures of the words of clauses that were shown, and of the values that were read from them."""
    clauses = [request.contract.by_id[name] for name in regions]
    terms = [term for term in request.contract.terms if term.clause_id in regions]
    return given(
        (
            *(words for clause in clauses for words in (clause.path, clause.number, clause.heading)),
            *(request.contract.document.slice(region) for region in regions.values()),
        ),
        values=[
            (value, term.unit)
            for term in terms
            for value in (term.value, term.high, term.multiple, term.look_back_months)
            if isinstance(value, int | float)
        ],
    )


def of_all_else(
    request: ReviewRequest, shown: Mapping[str, Span], beside: Iterable[str], texts: Iterable[str]
) -> Given:
    """The figures of every other clause that was shown, of what was counted and found, and of the shared context.

    Only statistics that stand in the request add to counts and samples.
    """
    contract = request.contract
    whole = {name: contract.by_id[name].whole for name in beside if name in contract.by_id} | dict(shown)
    deviations = [found for found in request.deviations if found.clause_id in shown or found.clause_id is None]
    findings = [found for found in request.findings if found.clause_id in shown or found.clause_id is None]
    types = {guess.id for name in shown for guess in contract.types.get(name, ())}
    terms = {term.name for term in contract.terms if term.clause_id in shown}
    known = types | {found.clause_type for found in deviations} | {found.clause_type for found in findings}
    return of_clauses(request, whole) | _counted(deviations, findings) | _shared(request, known | terms) | given(texts)


def _counted(deviations: Iterable[Deviation], findings: Iterable[Finding]) -> Given:
    deviations, findings = list(deviations), list(findings)
    evidence = [found.evidence for found in deviations] + [figure for found in findings for figure in found.evidence]
    numbers = [value for found in deviations for value in (found.value, *(found.usual or ())) if value is not None]
    texts = [words for found in findings for words in (found.title, found.explanation, found.quote)]
    return given(
        (*texts, *(figure.statement for figure in evidence), *(figure.as_of for figure in evidence)),
        numbers,
        [(figure.count, figure.sampled) for figure in evidence if figure.sampled],
    )


def _shared(request: ReviewRequest, about: set[str]) -> Given:
    """The rows of the shared context on these clause types and terms."""
    content = json.loads(request.shared.canonical)
    tables = [table for table in content.values() if isinstance(table, list)]
    rows = [row for table in tables for row in table if isinstance(row, Mapping) and not about.isdisjoint(_about(row))]
    pairs = [pair for row in rows for pair in _pairs(row)]
    values = [(value, str(row["unit"])) for row in rows if "unit" in row for value, _ in row.get("values", ())]
    published = [
        (row["value"], row["unit"]) for row in rows if isinstance(row.get("value"), int | float) and "unit" in row
    ]
    return given((), [], (*pairs, *((value, 100) for value, unit in published if unit == "%")), (*values, *published))


def _about(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(row.get("types", ())) or (row.get("type", row.get("term", "")),)


def _pairs(row: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Every count of a row with its sample; of what contracts state, also how many state so much or less."""
    sampled = row.get("sampled")
    if not isinstance(sampled, int):
        return
    counts = [row.get(name) for name in ("count", "mutual", "seller", "buyer", "accepted", "changed", "removed")]
    yield from ((count, sampled) for count in counts if isinstance(count, int))
    below = 0
    for _, count in (*row.get("values", ()), *row.get("names", ())):
        below += count
        yield count, sampled
        if "values" in row:
            yield from ((below, sampled), (sampled - below, sampled))
