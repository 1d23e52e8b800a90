"""A contract as understood: clauses, what each is, what it says and whom it binds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from clausecheck.model.document import Document, Notice, Span
from clausecheck.model.liability import LiabilityLimit
from clausecheck.model.norms import Norm
from clausecheck.model.sides import Binds, Side


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


class ReferenceKind(StrEnum):
    """Where a mention of a clause leads."""

    RESOLVED = "resolved"
    DANGLING = "dangling"
    """It reads as a clause of this document, and none has that number."""
    NOT_ATTACHED = "not_attached"
    """An exhibit, schedule or the like that is not in the file."""
    EXTERNAL = "external"
    """A part of another document: a statute, a rule, another agreement."""
    UNCLEAR = "unclear"
    """No clause was found, and the file's numbers are too few or too broken to say that there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One mention of a clause or attachment: each number of "Sections 3.1 and 5(b)" is one, "4 to 6" is one."""

    clause_id: str
    """The clause that mentions it."""
    span: Span
    quote: str
    name: str
    """What is cited, in full: "Section 5(b)" where the quote is "5(b)"."""
    kind: ReferenceKind
    targets: tuple[str, ...] = ()
    """Ids of the cited clauses; where the number stands inside a clause, that clause. Empty unless it is resolved."""


class DefinitionForm(StrEnum):
    """How a term is defined."""

    MEANS = "means"
    """“Fees” means …"""
    INLINE = "inline"
    """… (the “Fees”)."""
    TABLE = "table"
    """A row of the term and its meaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term with the words that define it. `document.text[span.start:span.end] == text`."""

    term: str
    span: Span
    text: str
    clause_id: str
    form: DefinitionForm
    scope: str
    """The id of the clause or annex for which alone it is defined; empty for the whole document."""
    uses: int
    """How often the term stands elsewhere in the document, in its plural too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionUse:
    """One mention of a defined term in a clause, with the definition that holds there."""

    definition: Definition
    clause_id: str
    span: Span


DECIDED: Final = 0.5
"""The probability from which a type is decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifiedType:
    """A clause type with its probability."""

    id: str
    """An id of the taxonomy, in snake_case."""
    probability: float
    """The chance that the clause is of the type; from `DECIDED` on it is taken to be."""
    origin: str = "model"
    """"model", "rule", or "heading" where a heading alone names it and the text is plainly about something else."""
    span: Span | None = None
    """The sentence, or the run of sentences, that says it most plainly, where the clause has others beside it. None
    where the clause is no longer than that, and where its heading alone says it."""

    @property
    def decided(self) -> bool:
        """Whether the clause is taken to be of the type."""
        return self.probability >= DECIDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A typed value read from a clause."""

    name: str
    """"payment_days", "liability_cap", … (see the taxonomy)."""
    value: float | str
    """A number, "perpetual", "unlimited", "while_trade_secret", "legal_maximum", "index", or the name of a place."""
    unit: str
    """"days", "business_days", "months", "percent_per_month", "months_of_fees", "multiple_of_fees", "USD", "region"…"""
    quote: str
    span: Span
    """Where the quote stands."""
    clause_id: str
    binds: Binds = Binds.UNKNOWN
    mutual: bool | None = None
    """Whether the same holds for both sides; None where that cannot be told."""
    high: float | None = None
    """The upper end of a range, of which `value` is the lower."""
    bound: str = ""
    """"at_least" or "at_most" where the number is said to be a limit."""
    choice: str = ""
    """"lesser" or "greater" where that one of several values counts."""
    multiple: float | None = None
    """How many times the fees; with a look-back, `value` is their product."""
    look_back_months: float | None = None
    """The period whose fees are counted."""
    index: str = ""
    """"CPI", "prime rate", …: what the percentage is added to, or what alone sets it where `value` is "index"."""
    counted_from: str = ""
    """What a period runs from: "invoice", "receipt", "month_end", "quarter_end", "delivery", "notice"."""
    used_by: tuple[str, ...] = ()
    """Ids of the clauses that use it by a defined term; it stands in the definition then."""

    @property
    def calendar(self) -> tuple[float | str, str]:
        """Value and unit with business days as calendar days, for comparing: five are seven."""
        if self.unit == "business_days" and not isinstance(self.value, str):
            return round(self.value * 7 / 5), "days"
        return self.value, self.unit


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
class Inserted:
    """The meaning of a defined term within a resolved sentence."""

    span: Span
    """In `ResolvedSentence.text`."""
    definition: Definition
    source: Span
    """Where the words stand in the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedSentence:
    """A sentence as it reads with the meaning of its defined terms in place of the terms. For matching alone."""

    clause_id: str
    span: Span
    """Of the sentence in the document."""
    text: str
    roles: str
    """As `Sentence.roles`."""
    inserted: tuple[Inserted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party of the contract."""

    name: str
    alias: str
    """What the contract calls it: "Customer", "the Contractor", "Acme". Empty where it has none."""
    role: Side | None
    """None where the role cannot be told."""
    aliases: tuple[str, ...] = ()
    """What else the contract calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryGuess:
    """The service category with its probability."""

    id: str
    probability: float
    likely: tuple[str, ...] = ()
    """Where the guess is unsure, the likeliest categories; `id` is then the one above the first of them."""


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
    limits: tuple[LiabilityLimit, ...] = ()
    """Limits of liability in their parts, in reading order."""
    sentences: tuple[Sentence, ...] = ()
    resolved: tuple[ResolvedSentence, ...] = ()
    """Sentences whose defined terms stand for numbers, with the numbers in their place."""
    norms: tuple[Norm, ...] = ()
    """In reading order; the first of a sentence is its main one."""
    references: tuple[Reference, ...] = ()
    definitions: tuple[Definition, ...] = ()
    uses: tuple[DefinitionUse, ...] = ()
    """Where clauses use defined terms, in reading order."""
    notices: tuple[Notice, ...] = ()
    """What a person should know of the contract's own order: mentions that lead nowhere, terms defined twice."""
    by_id: Mapping[str, Clause] = field(default_factory=dict)
    """Clause id to clause."""
