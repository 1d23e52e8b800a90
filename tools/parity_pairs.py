"""Random contracts, each with a history for either side, full of words that occur nowhere else."""

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clausecheck.history import make_file
from clausecheck.history.store import opened
from clausecheck.model import Binds, Side
from clausecheck.model.history import OwnClause, OwnDeal, Owner, OwnTerm
from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES

REGIONS: Final = ("", "US", "US-NY", "US-CA", "US-DE", "US-TX", "GB", "DE", "CA", "CA-ON", "IN", "SG")
SIZES: Final = ("", "900", "12000", "50k", "250000", "3m")
TERMS: Final = (
    ("payment_days", "days"),
    ("warranty_period", "months"),
    ("cure_period", "days"),
    ("initial_term", "months"),
)

CONTRACT: Final = """\
{title}

This Agreement is made on January 5, 2026 between Acme Tools Inc. ("Customer") and Bright Ideas LLC ("Supplier").

1. Services. Supplier shall provide the services described in Exhibit A to Customer.

2. Payment. Customer shall pay each undisputed invoice within {days} days after receipt.

3. Liability. Supplier's total liability shall not exceed the fees paid in the {months} months before the claim. In no
event shall Customer be liable to Supplier for any damages of any kind.

4. Warranty. Supplier warrants that the services conform to Exhibit A for a period of {months} months.

5. Termination. Customer may terminate this Agreement at any time without cause on {days} days' notice.

6. Governing Law. This Agreement is governed by the laws of {law}.
"""
LAWS: Final = ("the State of New York", "the State of Delaware", "England and Wales", "Germany", "Ontario, Canada")


@dataclass(frozen=True)
class Pair:
    """What both sides review, and with which options."""

    folder: Path
    options: tuple[str, ...]

    def file(self, name: str) -> Path:
        """A file of this pair."""
        return self.folder / name


def make_pair(folder: Path, chance: random.Random) -> Pair:
    """A contract with options and histories, in a new folder."""
    folder.mkdir()
    title = chance.choice(("CONSULTING AGREEMENT", "SOFTWARE LICENSE AGREEMENT", "HOSTING SERVICES AGREEMENT"))
    text = CONTRACT.format(
        title=title,
        days=chance.choice((10, 30, 45, 90, 120)),
        months=chance.choice((1, 6, 12, 36)),
        law=chance.choice(LAWS),
    )
    (folder / "contract.txt").write_text(text, encoding="utf-8")
    for side in Side:
        _history(folder / f"{side}.sqlite3", side, chance)
    options = ["--category", chance.choice(sorted(CATEGORY_PARENT))]
    region, size = chance.choice(REGIONS), chance.choice(SIZES)
    options += ["--region", region] if region else []
    options += ["--deal-size", size] if size else []
    return Pair(folder, tuple(options))


def secret(path: Path) -> str:
    """A word that stands in one history and nowhere else."""
    return f"zq{hashlib.sha256(str(path).encode()).hexdigest()[:16]}qz"


def _history(path: Path, side: Side, chance: random.Random) -> None:
    make_file(path)
    with opened(path, Owner(account=secret(path), side=side)) as store:
        for number in range(chance.randint(1, 12)):
            store.add(_deal(path, number, chance))


def _deal(path: Path, number: int, chance: random.Random) -> OwnDeal:
    terms = chance.sample(TERMS, chance.randint(1, len(TERMS)))
    return OwnDeal(
        id=0,
        sha256=hashlib.sha256(f"{path} {number}".encode()).hexdigest(),
        name=f"{secret(path)}-{number}.docx",
        date=f"20{chance.randint(15, 25)}-0{chance.randint(1, 9)}-11",
        category=chance.choice(sorted(CATEGORY_PARENT)),
        region=chance.choice(REGIONS),
        own=f"{secret(path)} own",
        other=chance.choice((f"{secret(path)} other", "Acme Tools Inc.", "Bright Ideas LLC")),
        partial=False,
        clauses=tuple(OwnClause(type=kind) for kind in chance.sample(sorted(CLAUSE_TYPES), 8)),
        terms=tuple(
            OwnTerm(name=name, unit=unit, value=float(chance.randint(1, 400)), binds=chance.choice(list(Binds)))
            for name, unit in terms
        ),
    )
