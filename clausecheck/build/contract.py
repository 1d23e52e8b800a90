"""One contract as observations: what a file says that may be counted, and nothing else of it."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Final

from clausecheck.errors import UnreadableError
from clausecheck.model import Binds, Contract, Side

SUFFIXES: Final = frozenset(
    {".docx", ".pdf", ".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".doc", ".rtf", ".odt"}
)
"""Of the files that are read as contracts."""
YEARS: Final = (1900, 2200)
"""Dates before and after are taken for errors, and left out."""
_MOST: Final = 1e12
"""A value from here on is no value of a contract."""
_LONGEST_NAME: Final = 120
_DIRECTIONS: Final = {Binds.BOTH: "mutual", Binds.SELLER: "seller", Binds.BUYER: "buyer"}
_LEGAL_FORMS: Final = frozenset(
    ("inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "corp", "corporation", "co", "company", "plc", "gmbh",
     "ag", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "oy", "as", "kg", "pty", "pte")
)  # fmt: skip
"""Words at the end of a company's name that are written or left out."""
_NO_NAME: Final = re.compile(r"[\[\]_*<>{}…]|\.{3}|\b(?:name of|insert|tbd|xxx)\b", re.IGNORECASE)
"""Signs of a blank that nobody filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value or a name that a contract states, with the clause type that it belongs to."""

    clause_type: str
    term: str
    value: float | None = None
    unit: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a contract adds to the statistics."""

    words: str
    """SHA-256 of its words: the same for the same contract in another kind of file."""
    plausible: bool
    """Whether it reads like a contract at all, and not like an invoice or a letter."""
    category: str
    region: str | None
    date: str | None
    """ISO 8601."""
    seller: str | None
    """The account, by its name in plain letters; None where the role cannot be told, or nobody filled in a name."""
    buyer: str | None
    present: frozenset[str]
    directions: dict[str, str]
    """Clause type to "mutual", "seller" or "buyer"."""
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not counted, and why."""

    file: str
    reason: str


def read_file(path: Path) -> Reading | str:
    """What the contract at `path` adds, or why it adds nothing. Never raises for what a file holds."""
    from clausecheck.review import read_contract

    try:
        contract = read_contract(path)
        missing = next((notice for notice in contract.document.notices if notice.partial), None)
        if missing:
            where = f"page {missing.page}: " if missing.page else ""
            return f"could be read only in part: {where}{missing.message}"
        if not any(clause.text.strip() for clause in contract.clauses):
            return "has no clause"
        return read(contract)
    except UnreadableError as fault:
        return fault.message.removeprefix(f"{path.name} ")
    except Exception as fault:  # noqa: BLE001 one file must not end the counting of all others
        return f"could not be understood ({type(fault).__name__})"


def read(contract: Contract) -> Reading:
    """What a contract adds to the statistics."""
    from clausecheck.classify.category import reads_like_a_contract
    from clausecheck.compare.directions import directions
    from clausecheck.compare.presence import present_types
    from clausecheck.stats import region_code

    present = present_types(contract)
    bound = {kind: _DIRECTIONS[binds] for kind, binds in directions(contract).items() if binds in _DIRECTIONS}
    return Reading(
        words=_words(contract),
        plausible=reads_like_a_contract(contract.document.text),
        category=contract.category.id,
        region=region_code(contract.facts.governing_law) or None,
        date=_date(contract.facts.effective_date),
        seller=_account(contract, Side.SELLER),
        buyer=_account(contract, Side.BUYER),
        present=present,
        directions={kind: told for kind, told in bound.items() if kind in present},
        values=(*_values(contract), *_names(contract)),
    )


def _words(contract: Contract) -> str:
    words = " ".join(f"{clause.heading} {clause.text}" for clause in contract.clauses)
    return hashlib.sha256(" ".join(words.lower().split()).encode("utf-8", "replace")).hexdigest()


def _values(contract: Contract) -> Iterator[Value]:
    """One value of each term and unit: the one that is stated most often, then the smallest."""
    from clausecheck.compare.values import comparable
    from clausecheck.stats import TYPES
    from clausecheck.stats.terms import is_unit

    counts: dict[tuple[str, str], Counter[float]] = {}
    for term in contract.terms:
        value, unit = comparable(term)
        if not isinstance(value, str) and is_unit(term.name, unit) and isfinite(value) and 0 <= value < _MOST:
            counts.setdefault((term.name, unit), Counter())[float(value)] += 1
    for (term_name, unit), count in sorted(counts.items()):
        value = min(count, key=lambda value: (-count[value], value))
        yield Value(clause_type=TYPES[term_name], term=term_name, value=value, unit=unit)


def _names(contract: Contract) -> Iterator[Value]:
    """Whose law governs, and where the first venue is, where the place is one that is known."""
    from clausecheck.stats import TYPES, region_codes

    venue = next((str(term.value) for term in contract.terms if term.name == "venue"), "")
    for term, place in (("governing_law", contract.facts.governing_law), ("venue", venue)):
        if place in region_codes():
            yield Value(clause_type=TYPES[term], term=term, name=place)


def _date(text: str) -> str | None:
    try:
        told = date.fromisoformat(text)
    except ValueError:
        return None
    return told.isoformat() if YEARS[0] <= told.year <= YEARS[1] else None


def _account(contract: Contract, side: Side) -> str | None:
    """The first party of the side that has a name of its own."""
    from clausecheck.terms.vocabulary import vocabulary

    words = vocabulary()
    named = (account(party.name) for party in contract.facts.parties if party.role is side)
    own = (name for name in named if name and words.role_of(name) is None and not words.is_numbered_party(name))
    return next(own, None)


def account(name: str) -> str:
    """A party's name as an account: plain small letters and figures without its legal form; empty for a blank.

    "ACME, Inc." and "Acme Inc" are one account, and so are "Acme Ltd" and "Acme LLC": fewer accounts protect more.
    """
    if _NO_NAME.search(name):
        return ""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", re.sub(r"['’.]", "", plain))
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)[:_LONGEST_NAME]
