"""Trades: for what is asked, something that is cheap for the chosen side and usually wanted by the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from clausecheck import resources
from clausecheck.model import Confidence, Contract, Finding, FindingKind, Severity, Side, Trade
from clausecheck.reviewers.playbook import playbook
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.names import Names

MOST: Final = 5
"""Trades of one review; more would not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that no clause holds yet and that may be offered."""

    side: Side
    group: str
    """The group of clause types that it is offered for."""
    clause_type: str
    offer: str
    reason: str
    unless: tuple[str, ...]
    """Words, in lower case, of which one in the contract shows that it has the like already."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that `trades.toml` holds."""

    groups: Mapping[str, str]
    """Clause type to its group."""
    offers: tuple[Offer, ...]


@cache
def shelf() -> Shelf:
    """The offers that ship. Raises KeyError or ValueError for a file that is faulty."""
    data = resources.toml("playbooks", "trades.toml")
    offers = tuple(
        Offer(
            side=Side(entry["side"]),
            group=entry["group"],
            clause_type=entry["clause_type"],
            offer=entry["offer"],
            reason=entry["reason"],
            unless=tuple(entry["unless"]),
        )
        for entry in data["offer"]
    )
    return Shelf({kind: group for group, kinds in data["groups"].items() for kind in kinds}, offers)


def trades(
    found: Sequence[Finding], candidates: Sequence[Candidate], contract: Contract, side: Side, names: Names
) -> tuple[Trade, ...]:
    """What `side` could offer for its gravest findings, nothing twice.

    What the contract gives it too much of comes first, where it is of the same group; then an offer that no clause
    holds yet; then what is given of any group. `candidates` are those that the findings were made from, in their order.
    """
    kept, text = shelf(), contract.document.text.lower()
    gifts = list(_gifts(found, candidates, side, names))
    offers = [one for one in kept.offers if one.side is side and not any(word in text for word in one.unless)]
    made: list[Trade] = []
    for finding in sorted((f for f in found if _worth(f)), key=lambda f: -f.severity.rank):
        group = kept.groups.get(finding.clause_type, "")
        gift = next((one for one in gifts if kept.groups.get(one.clause_type, "") == group), None)
        offer = next((one for one in offers if one.group == group), None)
        if gift is None and offer is None and gifts:
            gift = gifts[0]
        if gift is not None:
            gifts.remove(gift)
            made.append(_trade(finding, gift))
        elif offer is not None:
            offers.remove(offer)
            made.append(_trade(finding, offer))
        if len(made) == MOST:
            break
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Gift:
    """A clause that gives the side more than is usual."""

    clause_id: str
    clause_type: str
    offer: str
    reason: str


def _gifts(found: Sequence[Finding], candidates: Sequence[Candidate], side: Side, names: Names) -> Iterator[_Gift]:
    """What the other side would ask for, the gravest for it first, each topic once."""
    other, told = playbook(side.other), set[str]()
    pairs = [(f, c) for f, c in zip(found, candidates, strict=True) if c.favored is side and f.clause_id]
    for finding, candidate in sorted(pairs, key=lambda pair: -pair[1].severity.rank):
        give = playbook(side).position(candidate.topic).give
        if candidate.topic in told or candidate.severity.rank < Severity.MEDIUM.rank or not give:
            continue
        told.add(candidate.topic)
        ask = names.fill(other.position(candidate.topic).ask, candidate.favored)
        yield _Gift(str(finding.clause_id), finding.clause_type, ask, names.fill(give, candidate.favored))


def _worth(finding: Finding) -> bool:
    """Whether something may be given for it: nobody pays for the mending of a slip."""
    grave = finding.severity.rank >= Severity.MEDIUM.rank and finding.confidence is not Confidence.LOW
    return grave and finding.negotiation is not None and finding.kind is not FindingKind.INCONSISTENT


def _trade(finding: Finding, given: "Offer | _Gift") -> Trade:
    return Trade(
        finding_id=finding.id,
        clause_id=given.clause_id if isinstance(given, _Gift) else None,
        clause_type=given.clause_type,
        offer=given.offer,
        reason=given.reason,
    )
