"""What binds whom: the norms that sentences of a contract make."""

from dataclasses import dataclass
from enum import StrEnum

from clausecheck.model.document import Span
from clausecheck.model.sides import Binds


class NormKind(StrEnum):
    """What a norm does."""

    OBLIGATION = "obligation"
    RIGHT = "right"
    """What a party may do, or need not do."""
    PROHIBITION = "prohibition"
    WARRANTY = "warranty"
    INDEMNITY = "indemnity"
    CAP = "cap"
    """A limit or an exclusion of liability or of warranties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What a sentence binds a party to, or lets it do."""

    kind: NormKind
    bearer: Binds
    """On whom it lies: who must, must not, warrants or indemnifies; of a right and of a cap, the side across."""
    beneficiary: Binds
    """Who gains: who may, who is protected; of all others, the side across."""
    mutual: bool
    """Both sides bear and gain alike."""
    clause_id: str
    span: Span
    quote: str
    """From the words that make it ("shall pay each invoice …") on, at most 160 characters; the whole sentence where a
    list's introduction holds those words."""
