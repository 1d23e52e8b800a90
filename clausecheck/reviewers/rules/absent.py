"""Clauses that are not there although the contract speaks of them: named by a reference, or left as a defined term.

Where a clause is taken out, its traces stay: a list of what survives names it, an exception limits it, a definition
that only it used is used no more.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from clausecheck.compare.stakes import Stakes
from clausecheck.model import (
    Confidence,
    Contract,
    Definition,
    DefinitionForm,
    FindingKind,
    LimitKind,
    Side,
)
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.reviewers.rules.candidate import Candidate

_TITLE: Final = re.compile(r"\s{0,2}\(([A-Z][A-Za-z ,&;/-]{3,60})\)")
_TYPES: Final[Mapping[str, str]] = {
    r"\bcaps?(?: amounts?)?$|liability caps?": "cap_on_liability",
    r"(?:covered|indemnified|third[- ]party) claims?$|^indemnifi": "indemnification",
}
"""How a defined term ends or begins that only a clause of the type would use."""
_NAMED: Final = frozenset(
    {"governing_law", "confidentiality", "indemnification", "limitation_of_liability", "data_protection", "warranties"}
)
"""Types whose absence matters by itself where a reference names the clause."""


def absent(contract: Contract, favors: Mapping[str, str]) -> Iterator[Candidate]:
    """A candidate for each clause type that the contract's own words show to be missing. `favors` is the playbook's."""
    told: set[str] = set()
    for kind, favored in (*_capped(contract), *_orphaned(contract), *_named(contract)):
        if kind not in told:
            told.add(kind)
            yield _missing(kind, favored or _side(favors.get(f"missing_{kind}", "neither")))


def _capped(contract: Contract) -> Iterator[tuple[str, Side | None]]:
    """The text speaks of a ceiling as if it were there, and no sentence sets it."""
    if not contract.limits:
        return
    named = {match[0].lower() for match in _caps().finditer(contract.document.text)}
    limiting = [sentence.roles for sentence in contract.sentences if _limited().search(sentence.roles)]
    unset = any("cap amount" in name and not any(name in roles for roles in limiting) for name in named)
    if unset or (named and not limiting and all(limit.kind is LimitKind.EXCLUSION for limit in contract.limits)):
        yield "cap_on_liability", None


@cache
def _limited() -> re.Pattern[str]:
    return re.compile(
        r"liab[^.;]{0,160}(?:exceed|more than|greater than|limited to)[^.;]{0,160}\b(?:cap|amount|fees|paid)"
    )


@cache
def _caps() -> re.Pattern[str]:
    return re.compile(r"\b(?:[Ll]iability [Cc]aps?|LIABILITY CAPS?|(?:[A-Z][a-z]+ )?Cap Amount|General Cap)\b")


def _orphaned(contract: Contract) -> Iterator[tuple[str, Side | None]]:
    """Defined terms that no operative sentence uses, where their name tells what the clause was about."""
    stakes = Stakes(contract)
    for definition in contract.definitions:
        if definition.form is DefinitionForm.INLINE:
            continue
        kind = _type_of(definition.term.lower())
        if kind and not _operative(contract, definition, stakes, kind):
            yield kind, _relieved(definition)


def _type_of(name: str) -> str:
    return next((kind for way, kind in _TYPES.items() if re.search(way, name)), "")


def _operative(contract: Contract, definition: Definition, stakes: Stakes, kind: str) -> bool:
    uses = [use for use in stakes.uses(definition) if stakes.operative(use)]
    if kind == "cap_on_liability":
        limits = [limit.span for limit in contract.limits if limit.kind is LimitKind.CEILING]
        return any(span.start <= use.span.start < span.end for use in uses for span in limits)
    return bool(uses)


def _relieved(definition: Definition) -> Side | None:
    """The side that the term is named after, and that would have borne the clause."""
    name = definition.term.lower()
    sides = {
        side
        for side, words in ((Side.SELLER, ("provider", "supplier", "vendor")), (Side.BUYER, ("customer", "client")))
        if any(name.startswith(word) for word in words)
    }
    return sides.pop() if len(sides) == 1 else None


def _named(contract: Contract) -> Iterator[tuple[str, Side | None]]:
    """Titles behind a cited number, "Section 13.2 (Governing Law)", of which no clause is in the contract."""
    decided = {kind.id for kinds in contract.types.values() for kind in kinds if kind.decided}
    headings = {clause.heading.lower() for clause in contract.clauses if clause.text or clause.heading}
    titles = [_TITLE.match(contract.document.text, reference.span.end) for reference in contract.references]
    for title in dict.fromkeys(match[1].strip().lower() for match in titles if match):
        kind = _labels().get(title, "")
        if kind in _NAMED and kind not in decided and not any(title in heading for heading in headings):
            yield kind, None


@cache
def _labels() -> Mapping[str, str]:
    names = {name.lower(): kind for kind, name in CLAUSE_TYPES.items()}
    return names | {"confidential information": "confidentiality", "indemnity": "indemnification"}


def _side(name: str) -> Side | None:
    return Side(name) if name in {"seller", "buyer"} else None


def _missing(kind: str, favored: Side | None) -> Candidate:
    return Candidate(
        rule=f"absent.{kind}",
        topic=f"missing_{kind}",
        family="missing",
        kind=FindingKind.MISSING_CLAUSE,
        confidence=Confidence.MEDIUM,
        favored=favored,
        clause_type=kind,
        clause=None,
        span=None,
    )
