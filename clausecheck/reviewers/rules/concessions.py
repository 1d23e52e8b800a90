"""Concessions that undo a protection: a right "even if", a duty "whether or not", an indemnity "including" one's fault.

A sentence says what a party must or may do; the words behind a concession say what shall not matter. Where that is
the very thing that a reader would expect to matter, the side that gains by the sentence gains by the concession.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from clausecheck.model import Binds, Confidence, Contract, FindingKind, Norm, NormKind, Part, Side
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.view import View

_ROLES: Final = {Side.SELLER: "SELLER", Side.BUYER: "BUYER"}
_LONGEST: Final = 3000
"""Characters of a view that are read."""
_AROUND: Final = 160
"""Characters behind a concession in which an exception makes it harmless."""
_FAULT: Final = (
    r"(?:breach|default|negligen|fault|misconduct|misuse|wilful|willful|malfeasance|bad faith|fraud|reckless|error"
    r"|failure to perform|non-performance|delay)"
)
_OWN: Final = r"(?:own |sole |gross |active |wilful |willful )*"
_OPENS: Final = (
    r"(?:whether or not|even|including|also|irrespective of|regardless of|notwithstanding|despite|be the cause)"
)
_GAP: Final = r"[^.;]{0,90}?"
_GRAVE: Final = re.compile(r"gross|wilful|willful|malfeasance|bad faith|fraud|reckless")
"""Fault for which nobody is usually let off."""

_TYPES: Final = {NormKind.INDEMNITY: "indemnification", NormKind.CAP: "limitation_of_liability"}

_Found = tuple[str, Side | None]
"""A topic and the side that gains."""


def concessions(contract: Contract, views: Sequence[View]) -> list[Candidate]:
    """A candidate for each sentence that binds a side although the other is at fault, or whatever protects it fails.

    Where each side is served alike in clauses of one type, as where each answers for its own people whoever is to
    blame, nothing is said.
    """
    found = list(_all(contract, views))
    sides: dict[tuple[str, str], set[Side | None]] = {}
    for one in found:
        sides.setdefault((one.topic, one.clause_type), set()).add(one.favored)
    return [one for one in found if len(sides[one.topic, one.clause_type] - {None}) < 2]


def _all(contract: Contract, views: Sequence[View]) -> Iterator[Candidate]:
    norms = _norms_by_sentence(contract)
    for view in views:
        text = view.text[:_LONGEST]
        if view.piece or view.clause.part is Part.SIGNATURES or not _concedes().search(text):
            continue
        own = norms.get(view.span.start, ())
        found = _own_fault(_named(text), own) or _unprotected(text, own)
        if found is not None:
            yield _candidate(found, view, _type(contract, view, own))


def _norms_by_sentence(contract: Contract) -> dict[int, list[Norm]]:
    starts = sorted(sentence.span.start for sentence in contract.sentences)
    found: dict[int, list[Norm]] = {}
    for norm in contract.norms:
        at = bisect_right(starts, norm.span.start) - 1
        if at >= 0:
            found.setdefault(starts[at], []).append(norm)
    return found


def _named(text: str) -> str:
    """The text with "on its part" as the name of the only side that it speaks of."""
    roles = [role for role in _ROLES.values() if role in text]
    return re.sub(r" (?:on its part|by it)\b", f" by {roles[0]}", text) if len(roles) == 1 else text


@cache
def _concedes() -> re.Pattern[str]:
    return re.compile(rf"\b{_OPENS}\b|\bincluded\b|\bwith or without\b")


@cache
def _fault_of(role: str) -> re.Pattern[str]:
    doing = r"(?:itself )?(?:has |have |had |is |was |be |itself )*"
    return re.compile(
        rf"\b{_OPENS}\b(?! but not){_GAP}(?:{role} ?(?:'s|or its \w+ ?(?:'s)?)? {_OWN}{_FAULT}"
        rf"|{_OWN}{_FAULT}\w*(?: or [\w ]{{1,30}}?)? (?:of|by|on the part of) (?:the )?{role}\b"
        rf"|{role} {doing}(?:caused|contributed|compounded|at fault|in breach|in default|negligent)"
        rf"|caused (?:\w+ ){{0,3}}by (?:the )?{role}\b)"
        rf"|{_FAULT}\w*(?: thereof)? (?:of|by) {role} (?:included|not excepted)"
    )


@cache
def _quiet() -> re.Pattern[str]:
    """Usual concessions: a warning that was given, a right that is kept, an exception that follows."""
    return re.compile(
        r"advised|possibility|informed of|aware|except (?:to the extent|where|if|for)|excluding|but not|unless"
        r"|other than|without limiting|contributory|reasonable|to the extent not"
    )


def _usual(text: str, match: re.Match[str]) -> bool:
    return _quiet().search(text, max(0, match.start() - _AROUND // 2), match.end() + _AROUND) is not None


def _own_fault(text: str, norms: Sequence[Norm]) -> _Found | None:
    """The side that is served although the fault is its own."""
    for side, role in _ROLES.items():
        match = _fault_of(role).search(text)
        if match is None or _usual(text, match):
            continue
        borne = not norms and _borne_by(_ROLES[side.other]).search(text)
        if borne or any(_gains(norm) is side and _counts(norm, match[0]) for norm in norms):
            return "concession_own_fault", side
    return None


@cache
def _borne_by(role: str) -> re.Pattern[str]:
    """A burden that no verb of duty states."""
    return re.compile(
        rf"(?:payable|paid|borne|due) by {role}\b|{role} (?:gives? up|waives?|forgoes|loses|surrenders)\b"
    )


def _counts(norm: Norm, words: str) -> bool:
    """Limits of liability often reach negligence; only graver fault is unusual there."""
    return norm.kind is not NormKind.CAP or _GRAVE.search(words) is not None


@cache
def _undone() -> re.Pattern[str]:
    """What shall not matter though it is there to protect."""
    done = (
        r"bound|aggregated|anonymi\w+|de-?identified|encrypted|paid|ordered|delivered|received|accepted|performed|completed"
        r"|authori[sz]ed|consented|agreed|approved|notified|insured|conform\w*"
    )
    return re.compile(
        r"\b(?:whether or not|even|also (?:when|where|if)) (?:(?!\b(?:advised|aware|possib|uses?|used)\b)[^.;]){0,70}?"
        rf"\b(?:not (?:been |yet )?(?:{done})|(?:was|were|is|are|has been|have been) (?:ever |actually |in fact )?"
        rf"(?:{done}|at fault|wrong|entitled|justified|correct|due)|(?:did|does|do) (?:anything wrong|receive|order"
        r"|accept|consent|object|agree)|objected|(?:by )?mistake|in error)"
        r"|\bwith or without (?:the )?(?:prior )?(?:written )?(?:consent|approval)"
    )


def _unprotected(text: str, norms: Sequence[Norm]) -> _Found | None:
    match = _undone().search(text)
    if match is None or _usual(text, match):
        return None
    told = [norm for norm in norms if norm.kind not in {NormKind.CAP, NormKind.WARRANTY}]
    sides = {_gains(norm) for norm in told} or {
        side.other for side, role in _ROLES.items() if _borne_by(role).search(text)
    }
    if sides == {None}:
        return ("concession_protection", None) if " not bound" in match[0] else None
    return ("concession_protection", sides.pop()) if len(sides) == 1 else None


def _gains(norm: Norm) -> Side | None:
    if norm.mutual:
        return None
    if norm.beneficiary in {Binds.SELLER, Binds.BUYER}:
        return Side(norm.beneficiary.value)
    return Side(norm.bearer.value).other if norm.bearer in {Binds.SELLER, Binds.BUYER} else None


def _type(contract: Contract, view: View, norms: Sequence[Norm]) -> str:
    """What its norm makes of the sentence, else the likeliest type of the clause."""
    for norm in norms:
        if norm.kind in _TYPES:
            return _TYPES[norm.kind]
    likely = contract.types.get(view.clause.id, ())
    return likely[0].id if likely else "interpretation"


def _candidate(found: _Found, view: View, kind: str) -> Candidate:
    topic, favored = found
    return Candidate(
        rule=topic,
        topic=topic,
        family="concession",
        kind=FindingKind.ONE_SIDED,
        confidence=Confidence.MEDIUM,
        favored=favored,
        clause_type=kind,
        clause=view.clause,
        span=view.span,
    )
