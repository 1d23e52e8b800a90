"""A side's own signed deals and what they say of a contract: private to their owner, and never part of what is shared.

Not exported by `clausecheck.model`: whoever handles own history says so in its imports, and a contract in
`pyproject.toml` lists who may not.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from clausecheck.model.sides import Binds, Side

PRESENT: Final = "present"
ABSENT: Final = "absent"
"""What a deal says where whole clauses are compared."""
DIRECTION: Final = "direction"

_LEGAL_FORMS: Final = frozenset({
    "ab", "ag", "as", "asa", "bv", "bvba", "co", "company", "corp", "corporation", "cv", "eurl", "gmbh", "inc",
    "incorporated", "kg", "kgaa", "kk", "lc", "limited", "llc", "llp", "lp", "ltd", "ltda", "nv", "oy", "oyj", "plc",
    "private", "pte", "pty", "pvt", "sa", "sarl", "sas", "se", "sl", "spa", "srl", "ug",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose deals a store holds."""

    account: str
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClause:
    """A kind of clause that a deal has."""

    type: str
    direction: Binds = Binds.UNKNOWN
    """Whom it binds; both where it is mutual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTerm:
    """A value that a deal states, in the unit of the statistics."""

    name: str
    value: float | str
    unit: str
    binds: Binds


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDeal:
    """One signed contract of the owner: what was agreed, without its text."""

    id: int
    """The store's number; 0 before it is stored."""
    sha256: str
    """Of the file's bytes."""
    name: str
    """The file's name without its folder."""
    date: str
    """ISO 8601; empty where it is not known."""
    category: str
    region: str
    """ISO 3166; empty where it is not known."""
    own: str
    """The owner's name in the contract; empty where it could not be told."""
    other: str
    """The other party's name; empty where it could not be told."""
    partial: bool
    """The file was read in part, so that a clause that was not found may be there."""
    clauses: tuple[OwnClause, ...]
    terms: tuple[OwnTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What one deal agreed, and when."""

    value: float | str
    date: str
    """Of the deal, ISO 8601; empty where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnUsual:
    """What own deals say on one thing: a value, whom a clause binds, whether there is one."""

    value: float | str
    """What most of them say; where no answer has a majority, the middle one of numbers."""
    unit: str
    """Of numbers; empty for words."""
    count: int
    """How many say so."""
    sampled: int
    """How many say anything on it."""
    majority: bool
    """`count` is more than half of `sampled`."""
    low: float | None
    """The smallest number that a deal states; None where none states one."""
    high: float | None
    last: Accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSummary:
    """What own deals say on one term, or on one kind of clause."""

    clause_type: str
    """Empty for a term that belongs to no kind."""
    term: str
    """Empty where whole clauses are counted."""
    binds: Binds
    """Whom the values bind."""
    usual: OwnUsual


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigure:
    """What the owner's deals say on one value, or on one kind of clause, of the contract under review."""

    finding_id: str
    """The finding that it belongs to; empty where the market has none."""
    clause_id: str | None
    """None where the contract has no such clause."""
    clause_type: str
    term: str
    """`Term.name`; empty where whole clauses are compared, `DIRECTION` where it is whom they bind."""
    value: float | str
    """What the contract under review says: a number or a word, `PRESENT` or `ABSENT`, or a word of `Binds`."""
    unit: str
    usual: OwnUsual
    with_party: Accepted | None
    """The last deal with the same other party; None where there is none that says anything on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateContext:
    """What the owner's own deals say of a contract. It is made after the reviewer has answered."""

    side: Side
    deals: int
    """How many own deals were compared with."""
    with_party: int
    """How many of those are with the other party of the contract."""
    figures: tuple[OwnFigure, ...]
    """Those of the findings in their order, then those where the market has no finding."""


def party_key(name: str) -> str:
    """A party's name for comparing: without case, punctuation, accents and legal form.

    "ACME Tools, Inc." and "Acme Tools L.L.C." are the same; a name that is a legal form alone stays.
    """
    plain = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in ".'’")
    words = re.sub(r"[^\w]+|_", " ", letters).split()
    kept = words[1:] if len(words) > 1 and words[0] == "the" else words
    while len(kept) > 1 and kept[-1] in _LEGAL_FORMS:
        kept = kept[:-1]
        if len(kept) > 1 and kept[-1] == "and":
            kept = kept[:-1]
    return " ".join(kept)
