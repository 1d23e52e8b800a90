"""Observations of a platform that is made up, for timing: as many as wanted, the same ones every time.

    python tools/bench_observations.py OUT.parquet [--rows 1000000]

Twenty-five types of clauses a deal; accounts whose activity falls off like Zipf's law, so that a few have hundreds of
deals; twelve categories, the regions and sizes of a marketplace, twenty years, rates in three currencies. One row in
forty has a second one of its deal and type: another round, another value.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

_CATEGORIES = (
    *("development", "design", "marketing", "consulting", "maintenance", "saas"),
    *("hosting", "staffing", "services", "license", "reseller", "nda"),
)
_REGIONS = ("US-CA", "US-NY", "US-DE", "US-TX", "GB", "DE", "FR", "CA-ON", "IN", "AU", "BR", "")
_CURRENCIES = ("USD", "EUR", "GBP")
_NAMES = ("New York", "Delaware", "California", "Texas", "England and Wales", "Germany", "France", "Ontario", "India")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A term that clauses of a type state."""

    term: str
    unit: str
    values: tuple[float, ...]


_TYPES: dict[str, tuple[float, _Stated | None]] = {
    "payment_terms": (0.93, _Stated("payment_days", "days", (7, 10, 14, 15, 30, 45, 60, 90))),
    "late_payment_interest": (0.41, _Stated("late_interest", "percent_per_month", (0.5, 0.75, 1, 1.25, 1.5, 2, 3))),
    "acceptance": (0.55, _Stated("acceptance_days", "days", (3, 5, 7, 10, 14, 30))),
    "confidentiality": (0.82, _Stated("confidentiality_period", "months", (12, 24, 36, 60, 120))),
    "termination_for_convenience": (0.58, _Stated("convenience_notice", "days", (7, 14, 30, 60, 90))),
    "cure_period": (0.47, _Stated("cure_period", "days", (5, 10, 15, 30, 60))),
    "term": (0.88, _Stated("initial_term", "months", (1, 3, 6, 12, 24, 36))),
    "cap_on_liability": (0.62, _Stated("liability_cap", "months_of_fees", (1, 3, 6, 12, 24))),
    "non_compete": (0.16, _Stated("non_compete_period", "months", (6, 12, 24))),
    "price_increase": (0.21, _Stated("price_increase", "percent_per_year", (2, 3, 5, 7.5, 10))),
    "renewal_term": (0.36, _Stated("renewal_period", "months", (1, 6, 12, 24))),
    "warranty_duration": (0.33, _Stated("warranty_period", "months", (1, 3, 6, 12, 24))),
    "governing_law": (0.9, _Stated("governing_law", "", ())),
    **dict.fromkeys(("indemnification", "anti_assignment", "termination_for_cause", "warranties"), (0.66, None)),
    **dict.fromkeys(("ip_ownership_assignment", "no_solicit_of_employees", "data_protection"), (0.42, None)),
    **dict.fromkeys(("kill_fee", "deposit", "revisions", "portfolio_right", "audit_rights"), (0.23, None)),
}
"""How many deals have a clause of the type, and what it states."""
_DIRECTED = ("indemnification", "confidentiality", "non_compete", "termination_for_convenience", "cap_on_liability")
_SECOND = 40
"""One row in so many has a second one."""


def main(argv: Sequence[str] | None = None) -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    args = parser.parse_args(argv)
    table = observations(args.rows)
    pq.write_table(table, args.out)
    print(f"{table.num_rows:,} rows, {args.out.stat().st_size / 1e6:.1f} MB")


def observations(rows: int) -> "pa.Table":
    """So many observations."""
    random = np.random.default_rng(20261123)
    types = np.array(list(_TYPES))
    deals = -(-rows * _SECOND // (len(types) * (_SECOND + 1)))
    of_deals = _deals(random, deals)
    deal = np.repeat(np.arange(deals), len(types))
    kind = np.tile(np.arange(len(types)), deals)
    second = random.choice(len(deal), rows - len(deal), replace=False) if rows > len(deal) else np.empty(0, int)
    deal, kind = np.concatenate([deal, deal[second]])[:rows], np.concatenate([kind, kind[second]])[:rows]
    columns = {name: pa.array(values).take(pa.array(deal)) for name, values in of_deals.items()}
    columns |= {"clause_type": pa.array(types).take(pa.array(kind))} | _clauses(random, kind)
    return pa.table(columns).take(pa.array(random.permutation(rows)))


def _deals(random: "np.random.Generator", count: int) -> dict[str, Any]:
    """The columns that say the same in every row of a deal."""
    size = np.round(np.exp(random.normal(9.2, 1.7, count)), 2)
    days = random.integers(0, 7300, count)
    region = random.choice(_REGIONS, count, p=_falling(len(_REGIONS), 0.7))
    rate = np.round(np.exp(random.normal(4.1, 0.55, count)) * 2) / 2
    return {
        "deal": np.char.add("deal-", np.char.zfill(random.permutation(count).astype(str), 6)),
        "seller": _accounts(random, "s", count, count // 4),
        "buyer": _accounts(random, "b", count, count // 6),
        "category": random.choice(_CATEGORIES, count, p=_falling(len(_CATEGORIES), 0.6)),
        "region": pa.array(region, mask=region == ""),
        "date": (np.datetime64("2006-01-01") + days).astype("datetime64[D]"),
        "deal_size": pa.array(size, mask=random.random(count) < 0.05),
        "currency": random.choice(_CURRENCIES, count, p=(0.7, 0.2, 0.1)),
        "rate": pa.array(rate, mask=random.random(count) < 0.4),
    }


def _accounts(random: "np.random.Generator", prefix: str, deals: int, accounts: int) -> "pa.Array":
    """Whose deal it is; of one in fifty it is not known."""
    chosen = random.choice(accounts, deals, p=_falling(accounts, 0.8))
    return pa.array(np.char.add(prefix, chosen.astype(str)), mask=random.random(deals) < 0.02)


def _falling(count: int, power: float) -> Any:
    """Chances that fall off like Zipf's law."""
    chances = 1 / np.arange(1, count + 1) ** power
    return chances / chances.sum()


def _clauses(random: "np.random.Generator", kind: Any) -> dict[str, Any]:
    """The columns that belong to a clause."""
    rows, names = len(kind), np.array(list(_TYPES))[kind]
    present = random.random(rows) < np.array([share for share, _ in _TYPES.values()])[kind]
    stated = present & (random.random(rows) < 0.7)
    term, unit, value = np.full(rows, "", "U24"), np.full(rows, "", "U24"), np.full(rows, np.nan)
    for at, (_, says) in enumerate(_TYPES.values()):
        mine = stated & (kind == at)
        if says:
            term[mine], unit[mine] = says.term, says.unit
        if says and says.values:
            value[mine] = random.choice(says.values, mine.sum(), p=_falling(len(says.values), 0.9)[::-1])
    named = stated & (names == "governing_law")
    directed = present & np.isin(names, _DIRECTED)
    talked = present & (random.random(rows) < 0.3)
    return {
        "present": pa.array(present, mask=random.random(rows) < 0.01),
        "term": pa.array(term, mask=term == ""),
        "value": pa.array(value, mask=np.isnan(value)),
        "unit": pa.array(unit, mask=unit == ""),
        "name": pa.array(random.choice(_NAMES, rows, p=_falling(len(_NAMES), 0.8)), mask=~named),
        "direction": pa.array(random.choice(("mutual", "seller", "buyer"), rows, p=(0.5, 0.35, 0.15)), mask=~directed),
        "proposed_by": pa.array(random.choice(("seller", "buyer"), rows, p=(0.4, 0.6)), mask=~talked),
        "outcome": pa.array(_outcome(random, rows), mask=~talked),
        "round": pa.array(random.integers(1, 6, rows), mask=~talked),
    }


def _outcome(random: "np.random.Generator", rows: int) -> Any:
    return random.choice(("accepted", "changed", "removed", "proposed"), rows, p=(0.55, 0.25, 0.12, 0.08))


if __name__ == "__main__":
    main()
