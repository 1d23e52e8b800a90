"""A limit of liability in its parts: whom it protects, up to what, for which damage, and what it does not hold for."""

from dataclasses import dataclass
from enum import StrEnum

from clausecheck.model.document import Span
from clausecheck.model.sides import Binds


class LimitKind(StrEnum):
    """What a limit does."""

    CEILING = "ceiling"
    """It keeps liability below an amount."""
    EXCLUSION = "exclusion"
    """It takes away liability for kinds of damage."""
    UNLIMITED = "unlimited"
    """It says that there is no ceiling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A kind of damage that is excluded."""

    id: str
    """"consequential", "lost_profits", … (see `cap_patterns.toml`)."""
    quote: str
    span: Span
    """In the definition where a defined term gathers kinds of damage."""
    terms: tuple[str, ...] = ()
    """That term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """One amount up to which somebody is liable."""

    value: float | None
    """None where it is blacked out, or another thing than fees and money."""
    unit: str
    """A currency, "months_of_fees", "multiple_of_fees" (1 is all that is paid), "insurance", "replacement",
    "unlimited" or "other"."""
    base: str
    """Fees "paid", "payable" or "paid_or_payable"; empty where it does not say."""
    under: str
    """Fees of what: of the "agreement", of the "order" (a statement of work, a purchase order), of what gave "cause" to
    the claim; empty where it does not say."""
    per: str
    """"claim", "year" or "aggregate"; empty where it does not say."""
    quote: str
    span: Span
    """Where the amount stands: in the definition where a defined term carries it."""
    multiple: float | None = None
    """How many times the fees; with a look-back, `value` is their product."""
    look_back_months: float | None = None
    """The period whose fees are counted."""
    terms: tuple[str, ...] = ()
    """The defined terms that were followed to the amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarveOut:
    """What a limit does not hold for."""

    kind: str
    """"confidentiality", "indemnification", "fraud", … (see `cap_patterns.toml`); "other" where it is none of them."""
    quote: str
    span: Span
    """Where it stands, which may be in another clause or in a definition."""
    binds: Binds = Binds.BOTH
    """Whose liability it frees from the limit."""
    clause_ids: tuple[str, ...] = ()
    """The clauses that are cited for it."""
    terms: tuple[str, ...] = ()
    """The defined terms that were followed to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiabilityLimit:
    """A sentence that limits liability, or says that it is unlimited."""

    kind: LimitKind
    clause_id: str
    span: Span
    quote: str
    protects: Binds
    """Whose liability it limits; for one that says that there is no ceiling, whose liability is unlimited."""
    damages: tuple[Damage, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    choice: str = ""
    """"greater" or "lesser" of the ceilings; empty where there is no such choice."""
    carve_outs: tuple[CarveOut, ...] = ()
