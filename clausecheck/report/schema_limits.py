"""The shapes of what JSON says of limits of liability, references and defined terms."""

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.model import Binds, DefinitionForm, LimitKind, ReferenceKind
from clausecheck.report.schema_file import DESCRIBED


@with_config(DESCRIBED)
class DamageJson(TypedDict):
    """A kind of damage that is excluded."""

    id: str
    """`consequential`, `indirect`, `lost_profits`, …"""
    quote: str
    span: tuple[int, int]
    """In the definition, where a defined term gathers kinds of damage."""
    terms: list[str]
    """That term."""


@with_config(DESCRIBED)
class CeilingJson(TypedDict):
    """An amount up to which somebody is liable."""

    value: float | None
    """Null where it is blacked out, or another thing than money or fees."""
    unit: str
    """A currency, `months_of_fees`, `multiple_of_fees` (1 is all that is paid), `insurance`, `replacement`, `unlimited`
    or `other`."""
    multiple: float | None
    """How many times the fees; with a look-back, `value` is their product."""
    look_back_months: float | None
    """The period whose fees are counted."""
    base: str
    """Fees `paid`, `payable` or `paid_or_payable`; empty where it does not say."""
    under: str
    """Fees of the `agreement`, of an `order` or statement of work, or of what gave `cause` to the claim; or empty."""
    per: str
    """`claim`, `year`, `aggregate`, or empty."""
    quote: str
    span: tuple[int, int]
    """In the definition, where a defined term carries the amount."""
    terms: list[str]
    """The defined terms that lead to it."""


@with_config(DESCRIBED)
class CarveOutJson(TypedDict):
    """What a limit does not hold for."""

    kind: str
    """`confidentiality`, `indemnification`, `fraud`, …"""
    quote: str
    span: tuple[int, int]
    """In another clause or in a definition, where it is said there."""
    binds: Binds
    """Whose liability it frees from the limit."""
    clauses: list[str]
    """Ids of the clauses cited for it."""
    terms: list[str]
    """The defined terms that lead to it."""


@with_config(DESCRIBED)
class LiabilityJson(TypedDict):
    """A sentence that limits liability, or says that it is unlimited."""

    kind: LimitKind
    protects: Binds
    """Whose liability it limits; or whose is unlimited."""
    quote: str
    span: tuple[int, int]
    damages: list[DamageJson]
    ceilings: list[CeilingJson]
    choice: str
    """`greater` or `lesser`: which of several ceilings counts; or empty."""
    carve_outs: list[CarveOutJson]


@with_config(DESCRIBED)
class UseJson(TypedDict):
    """A defined term that the clause uses."""

    term: str
    clause: str
    """The id of the clause that defines it as it is meant here."""
    spans: list[tuple[int, int]]
    """Where the clause uses it."""


@with_config(DESCRIBED)
class DefinitionJson(TypedDict):
    """A defined term."""

    term: str
    text: str
    """The words that define it."""
    span: tuple[int, int]
    clause: str
    """The id of the clause that defines it."""
    form: DefinitionForm
    scope: str | None
    """The id of the clause or annex for which alone it is defined; null for the whole document."""
    uses: int
    """How often the term stands elsewhere."""


@with_config(DESCRIBED)
class ReferenceJson(TypedDict):
    """A mention of a clause, an exhibit or a part of another document."""

    name: str
    """What is cited, in full: "Section 5(b)" where the quote is "5(b)"."""
    quote: str
    span: tuple[int, int]
    kind: ReferenceKind
    targets: list[str]
    """Ids of the cited clauses; empty unless it is resolved."""
