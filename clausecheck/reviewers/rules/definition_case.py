"""A sentence that belongs to a definition, with what hangs on the term."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from clausecheck.compare.stakes import Stakes
from clausecheck.model import Confidence, Definition, FindingKind, Side
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.view import View

ROLES: Final = {Side.SELLER: "SELLER", Side.BUYER: "BUYER"}
"""What a view calls each side."""
LONGEST: Final = 3000
"""Characters of a definition's view that are read."""


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence that belongs to a definition."""

    definition: Definition
    view: View
    words: str
    """What it says of the term: behind "means", or before the bracket."""
    stakes: Stakes

    @property
    def gains(self) -> Side | None:
        """Who gains by a wider meaning: by the clauses that use the term, else the one who makes the claims in it."""
        claimant = _claimant().search(self.words)
        named = Side(claimant["of"].lower()) if claimant else None
        return self.stakes.wider_favors(self.definition) or named


@cache
def _claimant() -> re.Pattern[str]:
    return re.compile(
        r" (?:claim|claims|liability|action|demand) (?:\w+ ){0,2}?(?:of|by) (?:the )?(?P<of>SELLER|BUYER)\b"
    )


def candidate(case: Case, topic: str, favored: Side | None) -> Candidate:
    """A finding on the sentence, of the family of definitions."""
    return Candidate(
        rule=topic,
        topic=topic,
        family="definition",
        kind=FindingKind.UNUSUAL_WORDING,
        confidence=Confidence.MEDIUM,
        favored=favored,
        clause_type="definitions",
        clause=case.view.clause,
        span=case.view.span,
    )
