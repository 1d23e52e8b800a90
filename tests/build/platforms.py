"""Generated platforms to attack, and their exact tallies, counted by plain loops that share nothing with the build."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from clausecheck.build.control import Controlled, RowKey, control
from clausecheck.build.tally import Table, Tally
from clausecheck.model import Cell
from clausecheck.model.sample import region_chain
from clausecheck.model.taxonomy import APART, CATEGORY_PARENT, category_chain
from clausecheck.stats.disclosure import DisclosureSettings

PRESENCE: Final = (Table.PRESENCE, ("payment_terms",))
DAYS: Final = (Table.VALUES, ("payment_days", "days"))
RATES: Final = (Table.VALUES, ("rate", "USD_per_hour"))
SETTINGS: Final = DisclosureSettings()
SOURCE: Final = "market"
PARENTS: Final = frozenset(CATEGORY_PARENT.values())

_STATES: Final = ("US-NY", "US-CA", "US-TX", "US", "GB", "DE", "")
_BANDS: Final = ("0-9999", "10000-99999", "100000-", "")
_CATEGORIES: Final = ("consulting", "development", "design", "saas", "services", "license", "reseller", "nda", "all")


@dataclass(frozen=True, slots=True)
class Deal:
    """One deal: who, where, and what was agreed."""

    id: int
    seller: str
    buyer: str
    category: str
    region: str
    size: str
    present: bool
    days: float
    rate: float


@dataclass(frozen=True, slots=True)
class Release:
    """One release and what the platform remembers of it."""

    rows: Mapping[str, list[dict[str, object]]]
    seen: Mapping[int, int]
    refreshed: Mapping[RowKey, int]
    number: int

    def content(self) -> dict[str, object]:
        """The rows as the next release's build reads them."""
        return {"sources": [{"id": SOURCE, "public": False}], "statements": [], **self.rows}


def platform(random: Random, *, single: bool = False) -> list[Deal]:
    """Deals of a random platform: sizes, categories, regions, and accounts whose activity follows Zipf's law.

    With `single`, every deal is of two accounts of its own: weights then add up, which an attacker can use.
    """
    categories = random.sample(_CATEGORIES, random.randint(2, 5))
    regions = random.sample(_STATES, random.randint(1, 4))
    bands = random.sample(_BANDS, random.randint(1, 3))
    shares = {name: random.choice((0.0, 0.05, 0.2, 0.5, 0.8, 0.95, 1.0)) for name in categories}
    skew = [1 / (rank + 1) ** random.uniform(0.5, 1.5) for rank in range(8)]
    size = random.choice((25, 45, 60, 90, 140, 220))
    return [
        _deal(random, at, categories, regions, bands, shares, skew, 0 if single else size // 2) for at in range(size)
    ]


def new_deal(random: Random, deals: list[Deal], at: int, *, like: Deal | None = None) -> Deal:
    """One more deal of two new accounts, in a cell that the platform has."""
    cell = like or random.choice(deals)
    return Deal(
        at,
        f"s-new-{at}",
        f"b-new-{at}",
        cell.category,
        cell.region,
        cell.size,
        random.random() < 0.5,
        random.choice((7.0, 30.0, 60.0)),
        random.uniform(20, 200),
    )


def tallies(
    deals: Iterable[Deal], seen: Mapping[int, int] | None = None, refreshed: Mapping[RowKey, int] | None = None
) -> Iterator[Tally]:
    """Exact tallies of every cell; the smallest useful set: a clause, a term's values, rates."""
    cells: dict[Cell, list[Deal]] = defaultdict(list)
    for deal in deals:
        for cell in cells_of(deal):
            cells[cell].append(deal)
    for cell, there in cells.items():
        weights = weigh(there)
        with_clause = [deal for deal in there if deal.present]
        have = sum(weights[deal.id] for deal in with_clause)
        for (table, key), said, parts in (
            (PRESENCE, there, (("present", have),)),
            (DAYS, with_clause, _parts(with_clause, "days")),
            (RATES, there, _parts(there, "rate")),
        ):
            since = (refreshed or {}).get((table, key, cell), 0)
            new = [deal for deal in said if (seen or {}).get(deal.id, 1 << 30) > since]
            own = weigh(said)
            amounts = _amounts(said, own) if key[0] == "rate" else (0.0, 0.0, 0.0)
            yield Tally(
                table=table,
                key=key,
                cell=cell,
                source=SOURCE,
                parts=parts,
                sampled=sum(own.values()),
                accounts=min(len({deal.seller for deal in said}), len({deal.buyer for deal in said})),
                fresh=sum(weigh(new).values()),
                largest=amounts[0],
                second=amounts[1],
                total=amounts[2],
            )


def released(deals: list[Deal], before: Release | None = None, settings: DisclosureSettings = SETTINGS) -> Release:
    """The next release of a platform."""
    number = before.number + 1 if before else 1
    seen = dict(before.seen) if before else {}
    exact = tallies(deals, seen, before.refreshed if before else None)
    made: Controlled = control(exact, settings, before.content() if before else None)
    refreshed = {**(before.refreshed if before else {}), **dict.fromkeys(made.judged, number)}
    return Release(made.tables, {deal.id: seen.get(deal.id, number) for deal in deals}, refreshed, number)


def cells_of(deal: Deal) -> Iterator[Cell]:
    """The cells that a deal is counted in, with the unnamed rests: at most one in a cell."""
    categories = [name for name in category_chain(deal.category) if deal.category not in APART or name in APART]
    if deal.category in PARENTS:
        categories.append(f"{deal.category}-")
    regions = [*region_chain(deal.region), *([f"{deal.region}-"] if "-" not in deal.region else [])]
    sizes = ["", deal.size or "-"]
    for category in categories:
        for region in regions:
            for size in sizes:
                if category.endswith("-") + region.endswith("-") + (size == "-") <= 1:
                    yield Cell(category, region, size)


def weigh(deals: Iterable[Deal]) -> dict[int, float]:
    """The weight of each deal: 1 over the deals of its more active account."""
    there = list(deals)
    by_seller: dict[str, int] = defaultdict(int)
    by_buyer: dict[str, int] = defaultdict(int)
    for deal in there:
        by_seller[deal.seller] += 1
        by_buyer[deal.buyer] += 1
    return {deal.id: 1 / max(by_seller[deal.seller], by_buyer[deal.buyer]) for deal in there}


def _deal(
    random: Random,
    at: int,
    categories: list[str],
    regions: list[str],
    bands: list[str],
    shares: Mapping[str, float],
    skew: list[float],
    accounts: int,
) -> Deal:
    category = random.choices(categories, skew[: len(categories)])[0]
    seller, buyer = (at, at) if not accounts else (_zipf(random, accounts), _zipf(random, accounts))
    return Deal(
        at,
        f"s{seller}",
        f"b{buyer}",
        category,
        random.choices(regions, skew[: len(regions)])[0],
        random.choices(bands, skew[: len(bands)])[0],
        random.random() < shares[category],
        random.choice((7.0, 10.0, 14.0, 30.0, 30.0, 30.0, 45.0, 60.0, 90.0)),
        round(random.lognormvariate(4.2, 0.5), 2),
    )


def _zipf(random: Random, accounts: int) -> int:
    """The number of an account: half of all deals are those of a few."""
    any_one = random.randrange(accounts)
    return any_one if random.random() < 0.5 else min(int(random.paretovariate(0.8)) - 1, any_one)


def _parts(deals: list[Deal], field: str) -> tuple[tuple[float, float], ...]:
    weights = weigh(deals)
    found: dict[float, float] = defaultdict(float)
    for deal in deals:
        found[getattr(deal, field)] += weights[deal.id]
    return tuple(sorted(found.items()))


def _amounts(deals: list[Deal], weights: Mapping[int, float]) -> tuple[float, float, float]:
    """The largest and the second largest account's amount on either side, and the total."""
    sides: list[tuple[float, float]] = []
    for side in ("seller", "buyer"):
        sums: dict[str, float] = defaultdict(float)
        for deal in deals:
            sums[getattr(deal, side)] += weights[deal.id] * deal.rate
        sides.append(tuple([*sorted(sums.values(), reverse=True), 0.0, 0.0][:2]))  # type: ignore[arg-type]
    total = sum(weights[deal.id] * deal.rate for deal in deals)
    return max((pair[0] for pair in sides), default=0.0), max((pair[1] for pair in sides), default=0.0), total
