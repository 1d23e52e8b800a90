"""The exact tallies of `clausecheck stats build`, by pandas alone: what one would write without an engine.

    python tools/bench_pandas.py OBSERVATIONS.parquet OUT.jsonl

The same reductions to one row a deal, the same weights and the same cells, with the default settings and a source that
is not public; neither checks of the input nor disclosure control. One line a tally, sorted. Each type and each term is
counted by itself, since all together would take several times the memory.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from clausecheck.model.sample import size_band, year_windows
from clausecheck.model.taxonomy import APART, CATEGORY_PARENT, category_chain

_BOUNDS = (0, 1_000, 10_000, 100_000, 1_000_000)
_CUT = 2010
_CURRENCY = "USD"
_UNIT = 10**12
_CELL = ["category", "region", "size", "years"]
_OUTCOMES = {"removed": 0, "changed": 1, "accepted": 2, "proposed": 3}
"""In the highest round, the one that changed most counts."""


def main(source: str, out: str) -> None:
    """Count and write."""
    rows = pd.read_parquet(source)
    rows["deal"] = rows["deal"].astype("category").cat.codes
    deals = _deals(rows)
    cells, members = _members(deals)
    names = [dict(zip(_CELL, cell, strict=True)) for cell in cells.itertuples(index=False, name=None)]
    lines = [line(names) for line in _lines(rows, deals, members)]
    with open(out, "w", encoding="utf-8") as stream:  # noqa: PTH123
        stream.writelines(sorted(lines))


def _deals(rows: "pd.DataFrame") -> "pd.DataFrame":
    """One row a deal."""
    described = ["seller", "buyer", "category", "region", "date", "deal_size", "currency", "rate"]
    deals = rows.groupby("deal")[described].max()
    for side in ("seller", "buyer"):
        deals[side] = deals[side].astype("category").cat.codes  # -1 for all without an account
    sized = deals["currency"].eq(_CURRENCY) & deals["deal_size"].notna()
    at = np.searchsorted(_BOUNDS, deals["deal_size"].fillna(0), side="right") - 1
    deals["size"] = np.where(sized, np.array([size_band(low, _BOUNDS) for low in _BOUNDS])[at], "")
    years = pd.to_datetime(deals["date"]).dt.year
    before, since = year_windows(_CUT)
    deals["years"] = np.where(years.isna(), "", np.where(years < _CUT, before, since))
    deals["region"] = deals["region"].fillna("")
    return deals


def _members(deals: "pd.DataFrame") -> "tuple[pd.DataFrame, pd.DataFrame]":
    """The cells, and which deals count in which, by the cell's number."""
    profiles = deals[_CELL].drop_duplicates()
    spread = pd.DataFrame(
        [(*profile, *cell) for profile in profiles.itertuples(index=False, name=None) for cell in _cells(*profile)],
        columns=[*_CELL, *(f"in_{name}" for name in _CELL)],
    )
    inside = [f"in_{name}" for name in _CELL]
    spread["cell"] = spread.groupby(inside).ngroup()
    cells = spread.drop_duplicates("cell").sort_values("cell")[inside]
    members = deals[[*_CELL, "seller", "buyer"]].reset_index().merge(spread[[*_CELL, "cell"]], on=_CELL)
    return cells, members[["deal", "cell", "seller", "buyer"]]


def _cells(category: str, region: str, size: str, years: str) -> Iterator[tuple[str, str, str, str]]:
    """Every cell of a deal; an end of "-" is the rest of a cell that is in none of the narrower ones."""
    chain = [category] if category in APART else list(category_chain(category))
    rest = [f"{category}-"] if category in set(CATEGORY_PARENT.values()) else []
    country = region.partition("-")[0]
    regions = {region, country, ""} | (set() if "-" in region else {f"{region}-"})
    sizes = {size, ""} | (set() if size else {"-"})
    for own in (*chain, *rest):
        for place in regions:
            for band in sizes:
                if sum(level.endswith("-") for level in (own, place)) + (band == "-") < 2:
                    yield own, place, band, ""
        if not (own in rest and not years):
            yield own, "", "", years or "-"


def _lines(rows: "pd.DataFrame", deals: "pd.DataFrame", members: "pd.DataFrame") -> Iterator[Any]:
    """Functions that give a line each, once they know the names of the cells."""
    for kind, own in rows.groupby("clause_type"):
        present = own.dropna(subset=["present"]).groupby("deal")["present"].max().astype(bool)
        yield from _presence(kind, members.merge(present.rename("part"), on="deal"))
    valued = rows.dropna(subset=["value"])
    for (term, unit), own in valued.groupby(["term", "unit"]):
        yield from _said("values", [term, unit], _most_frequent(own, "value"), members)
    for currency, own in deals.dropna(subset=["rate"]).groupby("currency"):
        yield from _said("values", ["rate", f"{currency}_per_hour"], own["rate"], members)
    for term, own in rows.dropna(subset=["name"]).groupby("term"):
        yield from _said("names", [term], _most_frequent(own, "name"), members)
    for kind, own in rows.dropna(subset=["direction"]).groupby("clause_type"):
        sides = own.groupby("deal")["direction"].agg(["min", "max"])
        part = sides["min"].where(sides["min"] == sides["max"], "mutual")
        yield from _said("directions", [kind], part, members)
    talked = rows.dropna(subset=["outcome"])
    talked = talked.assign(order=talked["outcome"].map(_OUTCOMES), round=talked["round"].astype(float))
    last = talked.sort_values(["round", "order"], ascending=[False, True])
    last = last.drop_duplicates(["deal", "clause_type", "proposed_by"])
    for (kind, side), own in last[last["outcome"] != "proposed"].groupby(["clause_type", "proposed_by"]):
        settled = own.set_index("deal")
        yield from _said("outcomes", [kind, side], settled["outcome"], members)
        yield from _said("rounds", [kind, side], settled["round"].dropna(), members)


def _most_frequent(own: "pd.DataFrame", column: str) -> "pd.Series":
    """The most frequent value of each deal, then the smallest."""
    counts = own.groupby(["deal", column]).size().reset_index(name="count")
    counts = counts.sort_values(["deal", "count", column], ascending=[True, False, True])
    return counts.drop_duplicates("deal").set_index("deal")[column]


def _weighed(joined: "pd.DataFrame") -> "tuple[pd.DataFrame, pd.Series]":
    """The rows with their weights, as whole numbers; and how many accounts each cell has."""
    by_seller = joined.groupby(["cell", "seller"])["deal"].transform("size")
    by_buyer = joined.groupby(["cell", "buyer"])["deal"].transform("size")
    activity = np.maximum(by_seller, by_buyer)
    joined["weight"] = (_UNIT + activity // 2) // activity
    of_cell = joined.groupby("cell")
    return joined, np.minimum(of_cell["seller"].nunique(), of_cell["buyer"].nunique())


def _presence(kind: str, joined: "pd.DataFrame") -> Iterator[Any]:
    weighed, accounts = _weighed(joined)
    sampled = weighed.groupby("cell")["weight"].sum()
    having_it = weighed[weighed["part"]].groupby("cell")["weight"].sum()
    for cell, weight in sampled.items():
        have = having_it.get(cell, 0)
        parts = [["present", _decimal(have)]] if have else []
        yield _line("presence", [kind], cell, parts, weight, accounts[cell])


def _said(table: str, key: list[str], part: "pd.Series", members: "pd.DataFrame") -> Iterator[Any]:
    weighed, accounts = _weighed(members.merge(part.rename("part"), on="deal"))
    sums = weighed.groupby(["cell", "part"])["weight"].sum()
    for cell, of_cell in sums.groupby(level="cell"):
        parts = [[name, _decimal(weight)] for (_, name), weight in of_cell.items()]
        yield _line(table, key, cell, parts, of_cell.sum(), accounts[cell])


def _decimal(weight: int) -> float:
    return round(int(weight) / _UNIT, 6)


def _line(table: str, key: list[str], cell: int, parts: list[Any], sampled: int, accounts: int) -> Any:
    def line(names: list[dict[str, str]]) -> str:
        row = {"table": table, "key": key, "cell": list(names[cell].values()), "parts": parts}
        return json.dumps(row | {"sampled": _decimal(sampled), "accounts": int(accounts)}) + "\n"

    return line


if __name__ == "__main__":
    main(*sys.argv[1:])
