"""What a scan found becomes findings, the same for either side: nobody can tell from a file who hid what."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Final

from clausecheck import resources
from clausecheck.model import (
    Confidence,
    Contract,
    Favors,
    Finding,
    FindingKind,
    Negotiation,
    Observation,
    ObservationCategory,
    Origin,
    Priority,
    Scan,
    Severity,
    Span,
)

_EACH: Final = 3
"""Findings of one category; the rest are counted in the last."""
_ANY: Final = "interpretation"
"""The clause type of what stands in no clause that has one."""
_GUESSED: Final = frozenset({ObservationCategory.INSTRUCTION_TO_REVIEWER, ObservationCategory.NOISE_FLOOD})
"""Categories that words are told by, not measured."""


def concealed(contract: Contract, scan: Scan) -> tuple[Finding, ...]:
    """A finding for each observation of medium severity and above, the gravest three of each category."""
    by_category: dict[ObservationCategory, list[Observation]] = {}
    for one in scan.observations:
        if one.severity.rank >= Severity.MEDIUM.rank:
            by_category.setdefault(one.category, []).append(one)
    if not by_category:
        return ()
    words = resources.toml("signs", "findings.toml")
    return tuple(
        finding
        for category, found in by_category.items()
        for finding in _findings(contract, found, words.get(category.value, words["other"]))
    )


def _findings(contract: Contract, found: list[Observation], words: Mapping[str, str]) -> Iterator[Finding]:
    shown = found[:_EACH]
    for place, one in enumerate(shown):
        more = len(found) - len(shown) if place + 1 == len(shown) else 0
        yield _finding(contract, one, words, more)


def _finding(contract: Contract, one: Observation, words: Mapping[str, str], more: int) -> Finding:
    others = f" There are {more:,} more such places: clausecheck scan lists them." if more else ""
    grave = one.severity.rank >= Severity.HIGH.rank
    kinds = contract.types.get(one.clause_id or "", ())
    seed = "\x1f".join((one.category, one.technique, one.location, one.quote))
    return Finding(
        id="f" + hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:6],
        kind=FindingKind.HIDDEN_CONTENT,
        severity=one.severity,
        confidence=Confidence.MEDIUM if one.category in _GUESSED else Confidence.HIGH,
        favors=Favors.NEITHER,
        clause_id=one.clause_id,
        clause_type=kinds[0].id if kinds else _ANY,
        title=words["title"],
        explanation=f"{one.explanation}{others}",
        quote=one.quote,
        span=_span(contract, one),
        location=one.location,
        origin=Origin.RULES,
        rule=f"scan.{one.technique}",
        negotiation=Negotiation(
            priority=Priority.MUST if grave else Priority.SHOULD,
            ask=words["ask"],
            fallback=words["fallback"],
            walk_away=words["walk_away"],
            proposed_text=words["proposed_text"],
            reason=words["reason"],
        ),
    )


def _span(contract: Contract, one: Observation) -> Span | None:
    """Where the words stand in the text; None for words that are not part of it."""
    if one.at is None or not one.quote or not contract.document.text.startswith(one.quote, one.at):
        return None
    return Span(one.at, one.at + len(one.quote))
