"""Nothing is believed that somebody outside this program says.

A quote must stand in its clause, a figure must have been given, and what the contract says to
whoever reads it is never repeated but as a quote.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from clausecheck.model import (
    Confidence,
    Favors,
    Finding,
    FindingKind,
    Negotiation,
    Opinion,
    Origin,
    Priority,
    ReviewRequest,
    Severity,
    Span,
)
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.reviewers.claims import Claim, Rating, Refused
from clausecheck.reviewers.figures import Given, invented, invented_count
from clausecheck.reviewers.figures_given import of_all_else, of_clauses
from clausecheck.reviewers.grounding import Folded, find_quote, fold, long_enough, visible
from clausecheck.reviewers.prose import LONGEST_TEXT, LONGEST_TITLE, copies, links, runs, shown, unfounded
from clausecheck.scan.addressing import addresses_reader

KINDS: Final = tuple(
    kind for kind in FindingKind if kind not in {FindingKind.MISSING_CLAUSE, FindingKind.HIDDEN_CONTENT}
)
"""What may be claimed: an absence has no quote, and what is hidden was not shown."""

WITHHELD_TITLE: Final = "Words that may be meant for whoever reviews this, not for the parties"
WITHHELD: Final = (
    "This clause seems to speak to a program or a reader. The reviewer that was asked flags the quoted words; what it "
    "says of them is not shown, because the clause may have told it what to say."
)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the claims of one answer are held against."""

    request: ReviewRequest
    by: str
    """Who claims; part of the ids of findings."""
    asked: Mapping[str, Span]
    """The clauses to be judged, each with the part of the document that was shown of it."""
    beside: tuple[str, ...] = ()
    """Clauses that were shown beside them."""
    also: tuple[str, ...] = ()
    """Other texts that were shown, whose figures may be named."""
    _figures: dict[str, Given] = field(default_factory=dict, init=False, repr=False, compare=False)
    _folded: dict[str, Folded] = field(default_factory=dict, init=False, repr=False, compare=False)
    _runs: dict[str, frozenset[tuple[str, ...]]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _addressing: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        request: ReviewRequest,
        *,
        by: str,
        asked: Mapping[str, Span] | None = None,
        beside: Iterable[str] = (),
        also: Iterable[str] = (),
    ) -> "Ground":
        """The ground of an answer to `request` by a reviewer of that name; None for `asked` is every clause in full."""
        regions = {clause.id: clause.whole for clause in request.contract.clauses} if asked is None else asked
        return cls(request=request, by=by, asked=regions, beside=tuple(beside), also=tuple(also))

    def finding(self, claim: Claim) -> Finding | Refused:
        """The finding that a claim makes, or why it makes none."""
        region = self.asked.get(claim.clause_id)
        if region is None:
            known = claim.clause_id if claim.clause_id in self.request.contract.by_id else None
            return Refused(reason="clause that was not asked about", clause_id=known)
        span = self._span(claim, region)
        if isinstance(span, str):
            return Refused(reason=span, clause_id=claim.clause_id)
        if self.addresses_reader(claim.clause_id):
            return self._made(claim, span, WITHHELD_TITLE, WITHHELD, None)
        title, explanation = shown(claim.title, LONGEST_TITLE), shown(claim.explanation)
        fault = self._words_fault(claim) or ("" if title and explanation else "finding without words")
        if fault:
            return Refused(reason=fault, clause_id=claim.clause_id)
        return self._made(claim, span, title, explanation, _negotiation(claim))

    def opinion(self, rating: Rating) -> Opinion | Refused:
        """What a rating says of a finding of the request, or why it says nothing that can be shown."""
        finding = self._known.get(rating.finding_id)
        if finding is None:
            return Refused(reason="rating of a finding that was not given")
        name = finding.clause_id or ""
        if rating.severity not in set(Severity):
            return Refused(reason="unknown severity", clause_id=finding.clause_id)
        if self.addresses_reader(name):
            return Refused(reason="rating in a clause that speaks to whoever reads it", clause_id=finding.clause_id)
        if fault := self._prose_fault(name, (rating.why,)):
            return Refused(reason=fault, clause_id=finding.clause_id)
        return Opinion(finding_id=finding.id, severity=Severity(rating.severity), why=shown(rating.why))

    def addresses_reader(self, clause_id: str) -> bool:
        """Whether the clause speaks to whoever reads it, so that nothing said of it can be trusted."""
        if clause_id not in self._addressing:
            clause = self.request.contract.by_id.get(clause_id)
            words = self.request.contract.document.slice(clause.whole) if clause else ""
            self._addressing[clause_id] = addresses_reader(words)
        return self._addressing[clause_id]

    def clause_of(self, finding_id: str) -> str | None:
        """The clause of a finding of the request; None where it has none, or is not known."""
        finding = self._known.get(finding_id)
        return finding.clause_id if finding else None

    def _span(self, claim: Claim, region: Span) -> Span | str:
        """Where the quote stands, or what is wrong with the claim's form or quote."""
        if claim.clause_type not in CLAUSE_TYPES:
            return "unknown clause type"
        if claim.kind not in KINDS:
            return "unknown kind of finding"
        known = ((claim.severity, Severity), (claim.favors, Favors), (claim.priority, Priority))
        if any(said not in set(values) for said, values in known):
            return "unknown severity, side or priority"
        if not long_enough(claim.quote):
            return "quote too short to place"
        document = self.request.contract.document
        if claim.clause_id not in self._folded:
            self._folded[claim.clause_id] = fold(document.slice(region), region.start)
        folded = self._folded[claim.clause_id]
        return find_quote(document.text, region, claim.quote, folded) or "quote not in the document"

    def _words_fault(self, claim: Claim) -> str:
        wished = (claim.ask, claim.fallback, claim.walk_away, claim.proposed_text)
        every = self._own(claim.clause_id) | self._other
        if invented(claim.reason, every) or any(invented_count(text, every) for text in wished):
            return "figure that was not given"
        if any(links(text) for text in (*wished, claim.reason)):
            return "link in the text"
        return self._prose_fault(claim.clause_id, (claim.title, claim.explanation))

    def _prose_fault(self, clause_id: str, said: tuple[str, ...]) -> str:
        """What is wrong with words that tell what a clause does; empty where nothing is."""
        own = self._own(clause_id)
        if any(unfounded(text, own, self._other) for text in said):
            return "figure that was not given"
        if any(links(text) for text in said):
            return "link in the text"
        if clause_id not in self._runs:
            region = self.asked.get(clause_id)
            self._runs[clause_id] = runs(self.request.contract.document.slice(region)) if region else frozenset()
        copied = any(copies(text, self._runs[clause_id]) for text in said)
        return "words of the contract told as its own" if copied else ""

    def _own(self, clause_id: str) -> Given:
        if clause_id not in self._figures:
            region = self.asked.get(clause_id)
            self._figures[clause_id] = of_clauses(self.request, {clause_id: region}) if region else Given()
        return self._figures[clause_id]

    @cached_property
    def _other(self) -> Given:
        return of_all_else(self.request, self.asked, self.beside, self.also)

    @cached_property
    def _known(self) -> dict[str, Finding]:
        given = (f for f in self.request.findings if f.clause_id is None or f.clause_id in self.asked)
        return {finding.id: finding for finding in given}

    def _made(self, claim: Claim, span: Span, title: str, explanation: str, negotiation: Negotiation | None) -> Finding:
        place = f"{claim.kind}|{claim.clause_type}|{span.start}|{span.end}|{self.by}"
        return Finding(
            id="f" + hashlib.sha256(place.encode()).hexdigest()[:6],
            kind=FindingKind(claim.kind),
            severity=Severity(claim.severity),
            confidence=Confidence.MEDIUM,
            favors=Favors(claim.favors),
            clause_id=claim.clause_id,
            clause_type=claim.clause_type,
            title=title,
            explanation=explanation,
            quote=self.request.contract.document.slice(span),
            span=span,
            origin=Origin.MODEL,
            negotiation=negotiation,
        )


def _negotiation(claim: Claim) -> Negotiation | None:
    ask = shown(claim.ask)
    if not ask:
        return None
    whole = visible(claim.proposed_text).strip()
    return Negotiation(
        priority=Priority(claim.priority),
        ask=ask,
        fallback=shown(claim.fallback),
        walk_away=shown(claim.walk_away),
        proposed_text=whole if len(whole) <= 2 * LONGEST_TEXT else "",
        reason=shown(claim.reason),
    )
