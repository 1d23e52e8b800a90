"""Ceilings as terms: each amount once, where it stands."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from clausecheck.model import Binds, Ceiling, Clause, LiabilityLimit, LimitKind, Span, Term


def cap_terms(clauses: Sequence[Clause], limits: Sequence[LiabilityLimit]) -> tuple[Term, ...]:
    """The amounts of limits of liability, as terms named `liability_cap` of the clauses that state them.

    An amount that a definition carries is a term of the clause that defines it, for whomever the first limit protects
    that uses it. Amounts that are blacked out, of insurance or of replacement are no values and left out.
    """
    starts = [clause.whole.start for clause in clauses]
    found: dict[int, Term] = {}
    for limit in limits:
        for term in _terms(limit):
            clause = clauses[max(0, bisect_right(starts, term[0].span.start) - 1)]
            found.setdefault(term[0].span.start, _term(limit, *term, clause))
    return tuple(found[start] for start in sorted(found))


def _terms(limit: LiabilityLimit) -> Iterator[tuple[Ceiling, float | str, str]]:
    for ceiling in limit.ceilings:
        if limit.kind is LimitKind.UNLIMITED:
            yield ceiling, "unlimited", ""
        elif ceiling.value is not None:
            yield ceiling, ceiling.value, ceiling.unit


def _term(limit: LiabilityLimit, ceiling: Ceiling, value: float | str, unit: str, clause: Clause) -> Term:
    """The ceiling as a term; what goes on in the clauses below is read, and not quoted."""
    start = ceiling.span.start
    quote = ceiling.quote[: clause.whole.end - start].rstrip()
    return Term(
        name="liability_cap",
        value=value,
        unit=unit,
        quote=quote,
        span=Span(start, start + len(quote)),
        clause_id=clause.id,
        binds=limit.protects,
        mutual=None if limit.protects is Binds.UNKNOWN else limit.protects is Binds.BOTH,
        choice=limit.choice,
        multiple=ceiling.multiple,
        look_back_months=ceiling.look_back_months,
        used_by=(limit.clause_id,) if ceiling.terms else (),
    )
