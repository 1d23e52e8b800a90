"""Whom the clauses of a type bind: both sides alike, the seller alone, or the buyer alone."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from clausecheck.model import Binds, Contract, LimitKind, Norm, NormKind, Sentence, Side, Span
from clausecheck.terms.words import Expression

Norms = tuple[frozenset[NormKind], Expression]
"""Kinds of norms, and what must stand in their words, in lower case."""


class Directed(NamedTuple):
    """How the direction of a clause type is read, and what being bound by it means."""

    bound: str
    """What being bound means, after "the seller" or "the buyer"."""
    norms: tuple[Norms, ...] = ()
    """The norms that tell it; the first that are there decide."""
    owned: Expression | None = None
    """Names the one who is bound in a sentence with roles, before norms are asked: "SELLER's books"."""
    gains: bool = False
    """Whether `owned` names the one who gains instead, and the other is bound."""
    limits: frozenset[LimitKind] = frozenset()
    """The limits of liability that tell it, instead of norms."""


_DUTY = frozenset({NormKind.OBLIGATION, NormKind.PROHIBITION})
_FORBID = frozenset({NormKind.PROHIBITION})
_MUST = frozenset({NormKind.OBLIGATION})
_MAY = frozenset({NormKind.RIGHT})
_NOT = r"\bnot\b|\bnor\b|\bno\b|neither|refrain|abstain|prohibit|cease"


def _norms(bound: str, *norms: tuple[frozenset[NormKind], str]) -> Directed:
    return Directed(bound=bound, norms=tuple((kinds, Expression(words)) for kinds, words in norms))


DIRECTED: Final[Mapping[str, Directed]] = {
    "anti_assignment": _norms("may not assign", (_FORBID, "assign|transfer|delegat"), (_FORBID, "")),
    "audit_rights": Directed(
        bound="can be audited",
        owned=Expression(
            r"\b(?P<of>SELLER|BUYER|PARTY|OTHER)'s? (?:[a-z-]+,? (?:and |or )?){0,4}?"
            r"(?:books?|records?|accounts?|facilit|premises|site)"
            r"|(?:books|records|accounts|facilities|premises|sites?) (?:and \w+ )?(?:of|(?:maintained|kept) by) "
            r"(?:the )?(?P<by>SELLER|BUYER|PARTY|OTHER)\b"
            r"|\b(?P<must>SELLER|BUYER|PARTY) (?:hereby )?(?:shall|will|must|agrees? to) (?:[a-z]+ly )?"
            r"(?:permit|allow|cooperate|make)\b"
        ),
        norms=(
            (_MAY, Expression(r"audit|inspect|examin|review|access|verif")),
            (_MUST, Expression(r"permit|allow|cooperat|available|access|provide|retain|maintain|keep|grant|give")),
        ),
    ),
    "cap_on_liability": Directed(bound="can claim no more than the cap", limits=frozenset({LimitKind.CEILING})),
    "confidentiality": _norms(
        "must keep confidential",
        (_DUTY, r"(?:keep|hold|maintain|treat|retain|preserve|protect|safeguard)\b[^.;]{0,70}(?:confiden|secre)"),
        (
            _DUTY,
            r"\bnot\b[^.;]{0,70}\b(?:disclos|divulg|reveal|use\b|disseminat)[^.;]{0,70}(?:confiden|proprietary|secret)",
        ),
    ),
    "covenant_not_to_sue": _norms(
        "may not sue or contest", (_FORBID, ""), (_MUST | _MAY, f"releas|waive|forgo|{_NOT}")
    ),
    "exclusion_of_consequential_damages": Directed(
        bound="cannot claim such damages", limits=frozenset({LimitKind.EXCLUSION})
    ),
    "exclusivity": _norms(
        "must deal with the other side alone",
        (_FORBID, ""),
        (_MAY, r"exclusiv|\bsole"),
        (_MUST, r"exclusively|solely|\bonly\b|\ball (?:of )?its"),
    ),
    "indemnification": _norms("indemnifies", (frozenset({NormKind.INDEMNITY}), "")),
    "insurance": _norms(
        "must insure",
        (_MUST, r"^(?!\D{0,20}\bbe (?:named|added|included|listed|insured))[\s\S]*(?:insur|coverage|polic)"),
    ),
    "ip_ownership_assignment": _norms(
        "assigns ownership", (_MUST | _MAY, r"^(?:(?!own\b|may\b)\S+\s+){0,7}?(?:assign|transfer|convey)")
    ),
    "license_grant": _norms("grants the licence", (_MAY, "grant|licen[cs]"), (_MAY, "use|right")),
    "no_solicit_of_customers": _norms("may not solicit", (_FORBID, ""), (_MUST, _NOT)),
    "no_solicit_of_employees": _norms("may not solicit", (_FORBID, ""), (_MUST, _NOT)),
    "non_compete": _norms("may not compete", (_FORBID, ""), (_MUST, _NOT)),
    "termination_for_convenience": _norms(
        "can be left without cause", (_MAY | _MUST, r"terminat|cancel|\bend\b|resign")
    ),
}
"""The types whose direction is told."""

_ROLES: Final = {"SELLER": Binds.SELLER, "BUYER": Binds.BUYER}

_EITHER: Final = re.compile(
    r"\b(?:either|both|neither|each of|between) (?:the )?(SELLER|BUYER),? (?:or|and|nor) (?:the )?(SELLER|BUYER)\b"
)


def directions(contract: Contract) -> Mapping[str, Binds]:
    """Whom each decided type of a contract binds, where that can be told: `SELLER`, `BUYER`, or `BOTH` for mutual."""
    spans: dict[str, list[Span]] = {}
    for clause in contract.clauses:
        for found in contract.types.get(clause.id, ()):
            if found.decided and found.id in DIRECTED:
                spans.setdefault(found.id, []).append(found.span or clause.span)
    told = {kind: direction(kind, contract, places) for kind, places in sorted(spans.items())}
    return {kind: binds for kind, binds in told.items() if binds}


def direction(clause_type: str, contract: Contract, spans: Sequence[Span]) -> Binds | None:
    """Whom the words of a contract at `spans` bind, read as a clause of a type; None where that cannot be told.

    Raises KeyError for a type that is not in `DIRECTED`. See `telling`.
    """
    told = telling(DIRECTED[clause_type], contract, spans)
    return told[0] if told else None


def telling(rule: Directed, contract: Contract, spans: Sequence[Span]) -> tuple[Binds, Span] | None:
    """Whom the words of a contract at `spans` bind by `rule`, with the words that tell it first.

    Nothing is told of a contract whose seller or buyer is not known: there only what is mutual could be told, and
    mutual clauses would be counted too often.
    """
    if not {Side.SELLER, Side.BUYER} <= {party.role for party in contract.facts.parties}:
        return None
    places = _merged(spans)
    if rule.limits:
        limits = [limit for limit in contract.limits if limit.kind in rule.limits and _within(limit.span.start, places)]
        return _together((limit.protects.other, limit.span) for limit in limits)
    if rule.owned and (found := _together(_owners(rule, rule.owned, contract.sentences, places))):
        return found
    norms = [norm for norm in contract.norms if _within(norm.span.start, places)]
    for kinds, words in rule.norms:
        ours = [norm for norm in norms if norm.kind in kinds and words.search(norm.quote.lower())]
        if found := _together(_bearers(ours, contract.sentences)):
            return found
    return None


def _owners(
    rule: Directed, owned: Expression, sentences: Iterable[Sentence], places: Sequence[Span]
) -> Iterator[tuple[Binds, Span]]:
    """Those who are named so in the sentences that reach into `places`."""
    for sentence in sentences:
        after = bisect_left(places, sentence.span.end, key=_start)
        if after and places[after - 1].end > sentence.span.start:
            for match in owned.finditer(sentence.roles):
                named = _ROLES.get(match[match.lastgroup or 0], Binds.BOTH)
                yield named.other if rule.gains else named, sentence.span


def _bearers(norms: Iterable[Norm], sentences: Sequence[Sentence]) -> Iterator[tuple[Binds, Span]]:
    """Whom norms bind; both where the sentence names both as doing it, "either SELLER or BUYER"."""
    for norm in norms:
        at = bisect_right(sentences, norm.span.start, key=lambda sentence: sentence.span.start) - 1
        named = _EITHER.search(sentences[at].roles) if at >= 0 else None
        yield (Binds.BOTH if named and named[1] != named[2] else norm.bearer), norm.span


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(spans, key=_start):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _within(offset: int, places: Sequence[Span]) -> bool:
    at = bisect_right(places, offset, key=_start)
    return at > 0 and offset < places[at - 1].end


def _start(span: Span) -> int:
    return span.start


def _together(bound: Iterable[tuple[Binds, Span]]) -> tuple[Binds, Span] | None:
    """Both where any is mutual, or where one binds the seller and another the buyer; with the first place."""
    known = [one for one in bound if one[0] is not Binds.UNKNOWN]
    if not known:
        return None
    sides = {side for side, _ in known}
    return (sides.pop() if len(sides) == 1 else Binds.BOTH), known[0][1]
