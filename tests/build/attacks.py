"""Attacks on generated platforms. Each says what the attacker knows, and counts what he can be certain of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from clausecheck.model import Cell
from clausecheck.stats.disclosure import apportion
from clausecheck.stats.keys import cell_of, key_of
from tests.build.platforms import SETTINGS, Deal, Release, cells_of, new_deal, platform, released

Rows = Mapping[tuple[Any, ...], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Attack:
    """How often an attack was tried, and how often the attacker was certain of the fact."""

    tried: int
    recovered: int

    def __add__(self, other: "Attack") -> "Attack":
        return Attack(self.tried + other.tried, self.recovered + other.recovered)


def one_new_deal(random: Random) -> tuple[Attack, Attack]:
    """Two releases with one deal between them, by one who knows every other term there is.

    He is certain where the second release would differ had the deal no such clause. Second: the same two tables without
    a ledger, each published as a first release: what rounding alone is worth.
    """
    deals = platform(random)
    target = new_deal(random, deals, len(deals))
    other = replace(target, present=not target.present)
    before = released(deals)
    batched = _differ(released([*deals, target], before), released([*deals, other], before))
    if _published_there(before, target):
        return Attack(1, batched), Attack(1, _differ(released([*deals, target]), released([*deals, other])))
    return Attack(1, batched), Attack(0, 0)


def one_deal_gone(random: Random) -> Attack:
    """Two releases with one deal removed between them: certain where the second differs from the first at all."""
    deals = platform(random)
    before = released(deals)
    gone = random.randrange(len(deals))
    return Attack(1, _differ(before, released([deal for deal in deals if deal.id != gone], before)))


def ten_new_deals(random: Random) -> tuple[Attack, Attack]:
    """Two releases with ten deals between them in one cell, of which the attacker knows nine to the last term.

    First: he knows how many deals there were before, but not their terms. Second: he knows all of them too.
    """
    deals = platform(random, single=True)
    like = random.choice(deals)
    new = [new_deal(random, deals, len(deals) + at, like=like) for at in range(10)]
    other = replace(new[0], present=not new[0].present)
    before = released(deals)
    after = released([*deals, *new], before)
    if not _changed(before, after):
        return Attack(0, 0), Attack(0, 0)
    certain = _certain(before, after, deals, new)
    return Attack(1, certain), Attack(1, _differ(after, released([*deals, other, *new[1:]], before)))


def extreme_value(random: Random) -> Attack:
    """One deal far above all others, by one who knows every other value.

    He is certain of more than that it is high where the release differs by how high it is. A rate so high that it is
    most of its cell withholds the row; that much shows.
    """
    deals = platform(random)
    at = random.randrange(len(deals))
    days, rate = max(deal.days for deal in deals), max(deal.rate for deal in deals)
    found = [
        released([*deals[:at], replace(deals[at], days=days * far, rate=rate * far), *deals[at + 1 :]])
        for far in (5, 10, 1000)
    ]
    shared = set.intersection(*(set(_rows(release)) for release in found))
    return Attack(1, any(_rows(found[0])[key] != _rows(release)[key] for release in found[1:] for key in shared))


def uploads(random: Random, kind: str) -> tuple[int, int, int] | None:
    """One seller uploads 300 deals with a clause of his own choice: how far the share of his cell moves, in points.

    First in the next release without other deals; then with ten honest ones, against the release with these alone; last
    what an uncontrolled count of contracts would move. `kind` says who the buyers of the 300 are: "new" ones, "one",
    "any" of those that the platform has, or "against": only those whose own deals there say the opposite.
    """
    deals = platform(random)
    before = released(deals)
    cells = [key[-1] for key in _rows(before) if key[0] == "presence"]
    if not cells:
        return None
    cell = random.choice(cells)
    there = [deal for deal in deals if cell in set(cells_of(deal))]
    like = random.choice(there)
    usual = sum(deal.present for deal in there) * 2 >= len(there)
    honest = [new_deal(random, deals, 10_000 + at, like=like) for at in range(10)]
    against = [deal.buyer for deal in there if deal.present == usual]
    buyers = {
        "new": [f"sock-{at}" for at in range(300)],
        "one": ["sock"],
        "any": [deal.buyer for deal in there],
        "against": against,
    }[kind]
    bulk = [
        replace(like, id=20_000 + at, seller="s-bulk", buyer=random.choice(buyers), present=not usual)
        for at in range(300)
    ]
    alone, clean = released([*deals, *bulk], before), released([*deals, *honest], before)
    both = released([*deals, *honest, *bulk], before)
    shares = [_share(release, cell) for release in (before, alone, clean, both)]
    if None in shares:
        return None
    first, second, third, fourth = (share or 0 for share in shares)
    raw = [100 * sum(deal.present for deal in group) / len(group) for group in (there, [*there, *bulk])]
    return abs(second - first), abs(fourth - third), round(abs(raw[1] - raw[0]))


def _rows(release: Release) -> Rows:
    return {(table, *key_of(table, row), cell_of(row)): row for table, rows in release.rows.items() for row in rows}


def _differ(one: Release, other: Release) -> bool:
    return _rows(one) != _rows(other)


def _changed(before: Release, after: Release) -> bool:
    old, new = _rows(before), _rows(after)
    return any(old.get(key, row) != row for key, row in new.items() if key[0] == "presence")


def _published_there(release: Release, deal: Deal) -> bool:
    return any(key[0] == "presence" and key[-1].category == deal.category for key in _rows(release))


def _share(release: Release, cell: Cell) -> int | None:
    row = _rows(release).get(("presence", "payment_terms", cell))
    return 100 * row["count"] // row["sampled"] if row else None


def _certain(before: Release, after: Release, deals: Sequence[Deal], new: Sequence[Deal]) -> bool:
    """Whether, of some row that was made anew, only one term of the unknown deal fits both releases."""
    known = sum(deal.present for deal in new[1:])
    old, fresh = _rows(before), _rows(after)
    for key, row in fresh.items():
        if key[0] != "presence" or key not in old or row == old[key]:
            continue
        size = sum(key[-1] in set(cells_of(deal)) for deal in deals)
        fits = {
            term
            for have in range(size + 1)
            if _steps(have, size) == _published(old[key])
            for term in (0, 1)
            if _steps(have + known + term, size + len(new)) == _published(row)
        }
        if len(fits) == 1:
            return True
    return False


def _steps(have: int, size: int) -> int:
    return apportion((float(have), float(size - have)), SETTINGS.steps)[0]


def _published(row: Mapping[str, Any]) -> int:
    return int(row["count"] // (row["sampled"] // SETTINGS.steps))
