"""Protections that most contracts have: what no sentence of this one says, whatever the statistics could tell."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from clausecheck.model import Confidence, Contract, FindingKind, Part, Severity, Side
from clausecheck.reviewers.playbook import Playbook
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.fragment import bind
from clausecheck.reviewers.rules.view import View

_LEAST_WORDS = 1000
"""Shorter texts are amendments, excerpts or order forms; little can be missing from them."""
_SHORT = "the text is short, as amendments, excerpts and order forms are"


@dataclass(frozen=True, slots=True, kw_only=True)
class Essential:
    """A clause type whose absence is a finding by itself."""

    type: str
    said: tuple[str, ...]
    """Fragments of which one, anywhere, shows that the contract has it."""
    aside: tuple[str, ...]
    """Fragments of what only mentions the clause, makes an exception to it, or is for one narrow subject."""
    not_for: frozenset[str]
    """Categories that do without."""

    @staticmethod
    def of(entry: Mapping[str, Any]) -> "Essential":
        """An essential as `readings.toml` states it."""
        return Essential(
            type=entry["type"],
            said=tuple(entry["said"]),
            aside=tuple(entry.get("aside", ())),
            not_for=frozenset(entry["not_for"]),
        )

    def said_in(self, texts: Iterable[str]) -> bool:
        """Whether one of `texts`, views or headings between spaces, states it; a mention or a narrow case does not."""
        said, aside = ([bind(source, "SELLER", "BUYER") for source in sources] for sources in (self.said, self.aside))
        return any(
            any(fragment.found(text) for fragment in said) and not any(fragment.found(text) for fragment in aside)
            for text in texts
            if not _mention().search(text)
        )


def settled(
    candidates: Iterable[Candidate],
    essentials: Sequence[Essential],
    contract: Contract,
    category: str,
    views: Sequence[View],
    book: Playbook,
) -> Iterator[Candidate]:
    """`candidates`, where what is counted as missing is held against the text, and what nobody counted is added."""
    texts = [view.text for view in views]
    texts += [
        f" {clause.heading.lower()} "
        for clause in contract.clauses
        if clause.part is Part.BODY and clause.heading and not _several().search(clause.heading)
    ]
    said = {essential.type: essential.said_in(texts) for essential in essentials}
    counted: set[str] = set()
    excerpt = contract.document.words < _LEAST_WORDS
    exposed = _exposed(texts)
    for candidate in candidates:
        if candidate.kind is not FindingKind.MISSING_CLAUSE:
            yield candidate
        elif not said.get(candidate.clause_type, False):
            counted.add(candidate.clause_type)
            told = _for_the_exposed(candidate, exposed)
            yield replace(told, at_most=Severity.LOW, held=_SHORT) if excerpt else told
    if excerpt:
        return
    for essential in essentials:
        if not said[essential.type] and essential.type not in counted and category not in essential.not_for:
            yield _for_the_exposed(_missing(essential.type, book), exposed)


def _exposed(texts: Iterable[str]) -> Side | None:
    """The one side whose information the contract still calls confidential; None for both or neither."""
    found = {match[1] or match[2] for text in texts for match in _owned().finditer(text)}
    return Side(found.pop().lower()) if len(found) == 1 else None


@cache
def _mention() -> re.Pattern[str]:
    """A definition, or a list of what outlives the contract: it names a clause and is none."""
    return re.compile(
        r"^[^.;:]{1,80} (?:means|(?:shall|will) have the meanings?|has the meaning|is defined)\b(?! of)"
        r"|\b(?:sections?|provisions?|paragraphs?|articles?|clauses?|following)\b[^;]{0,200}\bsurviv"
        r"|\bsurviv\w*\b[^;]{0,80}(?:: |\b(?:sections|articles|paragraphs|clauses)\b)"
    )


@cache
def _several() -> re.Pattern[str]:
    """A heading over several subjects, of which some may be gone."""
    return re.compile(r"[;,/&]| (?:and|AND|And) ")


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:confidential|proprietary|secret)s?\b[^.;]{0,40} (?:of|to) (?:the )?(SELLER|BUYER)\b"
        r"|\b(SELLER|BUYER) 's (?:\w+ ){0,2}?(?:confidential|proprietary|secret)"
    )


def _for_the_exposed(candidate: Candidate, exposed: Side | None) -> Candidate:
    """A missing duty of secrecy favours the side that has nothing to hide."""
    if candidate.clause_type != "confidentiality" or candidate.favored is not None or exposed is None:
        return candidate
    return replace(candidate, favored=exposed.other)


def _missing(kind: str, book: Playbook) -> Candidate:
    topic = f"missing_{kind}"
    favors = book.favors.get(topic, "neither")
    return Candidate(
        rule=f"missing.{kind}",
        topic=topic,
        family="missing",
        kind=FindingKind.MISSING_CLAUSE,
        confidence=Confidence.MEDIUM,
        favored=Side(favors) if favors != "neither" else None,
        clause_type=kind,
        clause=None,
        span=None,
        at_most=None if topic in book.positions else Severity.LOW,
        held="many contracts do without",
    )
