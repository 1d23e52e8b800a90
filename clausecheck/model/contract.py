"""A contract as understood: clauses, what each is, what it says and whom it binds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from clausecheck.model.document import Document, Span


class Side(StrEnum):
    """The two sides of a deal: who provides, and who pays."""

    SELLER = "seller"
    BUYER = "buyer"

    @property
    def other(self) -> "Side":
        """The side across the table."""
        return Side.BUYER if self is Side.SELLER else Side.SELLER


class Binds(StrEnum):
    """Whom a term binds."""

    SELLER = "seller"
    BUYER = "buyer"
    BOTH = "both"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """Which part of the document a clause stands in."""

    COVER = "cover"
    """Title, preamble, recitals, cover pages and tables of key terms."""
    BODY = "body"
    SIGNATURES = "signatures"
    ANNEX = "annex"
    """Exhibits, schedules, statements of work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of the tree. `document.text[span.start:span.end] == text`, always."""

    id: str
    """"c1", "c2", … in reading order."""
    number: str
    """As displayed, without a closing full stop: "7.2", "(a)", "Article IV"; empty where there is none."""
    path: str
    """The number with those above it, as a lawyer cites it: "7.2(a)"."""
    heading: str
    """Without number and closing punctuation; empty where there is none."""
    level: int
    """1 is a top-level clause."""
    parent: str | None
    """The id of the clause it stands under."""
    span: Span
    """Its own words, without number, heading and children. May be empty for a heading that only has children."""
    text: str
    whole: Span
    """From its number or heading to its last own word; does not reach into children."""
    part: Part
    page: int | None
    paragraph: int
    """`Block.paragraph` of its first block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifiedType:
    """A clause type with its probability."""

    id: str
    """An id of the taxonomy, in snake_case."""
    probability: float
    origin: str = "model"
    """"model" or "rule"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A typed value read from a clause."""

    name: str
    """"payment_days", "liability_cap", … (see the taxonomy)."""
    value: float | str
    """A number, "perpetual", "unlimited", or the name of a place."""
    unit: str
    """"days", "months", "percent_per_month", "months_of_fees", "multiple_of_fees", "USD", "region", …"""
    quote: str
    span: Span
    """Where the quote stands."""
    clause_id: str
    binds: Binds = Binds.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a clause, with the parties replaced by their roles."""

    clause_id: str
    span: Span
    text: str
    roles: str
    """The text in lower case with straight quotes and single spaces, each mention of the provider as `SELLER`, of the
    customer as `BUYER`, of either, each or both parties as `PARTY`, "the other party" as `OTHER`. For matching, never
    for quoting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party of the contract."""

    name: str
    alias: str
    """What the contract calls it: "Customer", "the Contractor", "Acme". Empty where it has none."""
    role: Side | None
    """None where the role cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryGuess:
    """The service category with its probability."""

    id: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the contract says of itself."""

    title: str = ""
    parties: tuple[Party, ...] = ()
    governing_law: str = ""
    effective_date: str = ""
    """ISO 8601; empty where it is not stated or not readable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """Everything that was read, before anything is compared or judged."""

    document: Document
    facts: Facts
    category: CategoryGuess
    """Detected; a chosen category stands in the review."""
    clauses: tuple[Clause, ...]
    types: Mapping[str, tuple[ClassifiedType, ...]]
    """Clause id to its types, the most probable first. A clause without a type has an empty tuple."""
    terms: tuple[Term, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    by_id: Mapping[str, Clause] = field(default_factory=dict)
    """Clause id to clause."""
