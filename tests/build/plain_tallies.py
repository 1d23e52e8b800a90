"""The tallies once more, in plain Python and exact fractions, written from the documentation, not the queries."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from clausecheck.build.tally import Table
from clausecheck.model import Cell, size_band
from clausecheck.model.taxonomy import category_chain

Row = Mapping[str, Any]
Key = tuple[Table, tuple[str, ...], Cell]

DEAL = ("seller", "buyer", "category", "region", "deal_size", "currency", "rate")


def plain_tallies(
    rows: Sequence[Row], bounds: Sequence[int], cut: int, *, public: bool
) -> dict[Key, tuple[dict[Any, Fraction], Fraction, int]]:
    """What is said and its weight, the sample's weight, and the accounts."""
    deals: dict[str, dict[str, Any]] = {}
    said: dict[tuple[Table, tuple[str, ...]], dict[str, Any]] = defaultdict(dict)
    by_deal: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_deal[row["deal"]].append(row)
    for deal, own in by_deal.items():
        deals[deal] = {name: next((row[name] for row in own if row.get(name) is not None), None) for name in DEAL}
        deals[deal]["date"] = max((row["date"] for row in own if row.get("date")), default=None)
        _say(deal, deals[deal], own, said)
    _presence(by_deal, said)
    accounts = {deal: (deal, deal) if public else (about["seller"], about["buyer"]) for deal, about in deals.items()}
    found: dict[Key, tuple[dict[Any, Fraction], Fraction, int]] = {}
    for (table, key), parts in said.items():
        members: dict[Cell, list[str]] = defaultdict(list)
        for deal in parts:
            for cell in cells(deals[deal], bounds, cut):
                members[cell].append(deal)
        for cell, inside in members.items():
            found[table, key, cell] = _weighed(inside, parts, accounts)
    return found


def cells(deal: Mapping[str, Any], bounds: Sequence[int], cut: int) -> list[Cell]:
    """The cells that a deal counts in, without the rests."""
    own = deal["category"]
    categories = (own,) if own == "nda" else category_chain(own)
    region = deal["region"] or ""
    regions = {region, region[:2], ""}
    in_currency = deal["deal_size"] is not None and (deal["currency"] or "USD") == "USD"
    sizes = {size_band(deal["deal_size"], bounds), ""} if in_currency else {""}
    found = [Cell(c, r, s) for c in categories for r in regions for s in sizes]
    if deal["date"]:
        years = f"..{cut - 1}" if int(deal["date"][:4]) < cut else f"{cut}.."
        found += [Cell(c, years=years) for c in categories]
    return found


def _weighed(
    inside: Sequence[str], parts: Mapping[str, Any], accounts: Mapping[str, tuple[Any, Any]]
) -> tuple[dict[Any, Fraction], Fraction, int]:
    sellers = Counter(accounts[deal][0] for deal in inside)
    buyers = Counter(accounts[deal][1] for deal in inside)
    weights: dict[Any, Fraction] = defaultdict(Fraction)
    total = Fraction()
    for deal in inside:
        seller, buyer = accounts[deal]
        weight = Fraction(1, max(sellers[seller], buyers[buyer]))
        total += weight
        weights[parts[deal]] += weight
    return dict(weights), total, min(len(sellers), len(buyers))


def _presence(by_deal: Mapping[str, Sequence[Row]], said: dict[tuple[Table, tuple[str, ...]], dict[str, Any]]) -> None:
    stated = any("present" in row for own in by_deal.values() for row in own)
    says: dict[tuple[str, str], list[bool | None]] = defaultdict(list)
    for deal, own in by_deal.items():
        for row in own:
            present = row["present"] if stated else row.get("outcome") not in {"proposed", "removed"}
            says[deal, row["clause_type"]].append(present)
    for kind in {kind for (_, kind), states in says.items() if any(state is not None for state in states)}:
        for deal in by_deal:
            states = says.get((deal, kind), [False])
            if any(state is not None for state in states):
                said[Table.PRESENCE, (kind,)][deal] = "present" if any(states) else "absent"


def _say(deal: str, about: Row, own: Sequence[Row], said: dict[tuple[Table, tuple[str, ...]], dict[str, Any]]) -> None:
    values: dict[tuple[str, str], Counter[float]] = defaultdict(Counter)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    sides: dict[str, set[str]] = defaultdict(set)
    rounds: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
    for row in own:
        if row.get("value") is not None:
            values[row["term"], row["unit"]][float(row["value"])] += 1
        if row.get("name") is not None:
            names[row["term"]][row["name"]] += 1
        if row.get("direction"):
            sides[row["clause_type"]].add(row["direction"])
        if row.get("outcome"):
            rank = ("proposed", "accepted", "changed", "removed").index(row["outcome"])
            at = -1 if row.get("round") is None else row["round"]
            rounds[row["clause_type"], row["proposed_by"]].append((at, rank, row["outcome"]))
    if about["rate"] is not None:
        values["rate", f"{about['currency'] or 'USD'}_per_hour"][float(about["rate"])] += 1
    for key, stated in values.items():
        said[Table.VALUES, key][deal] = min(stated, key=lambda value: (-stated[value], value))
    for term, written in names.items():
        said[Table.NAMES, (term,)][deal] = min(written, key=lambda name: (-written[name], name))
    for kind, bound in sides.items():
        said[Table.DIRECTIONS, (kind,)][deal] = next(iter(bound)) if len(bound) == 1 else "mutual"
    for pair, steps in rounds.items():
        at, rank, outcome = max(steps)
        if rank:
            said[Table.OUTCOMES, pair][deal] = outcome
            if at >= 0:
                said[Table.ROUNDS, pair][deal] = float(at)
