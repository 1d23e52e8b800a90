"""The tallies are those of a plain reference, whatever the form and the order of the table."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.build import Settings, build
from clausecheck.build.tally import Table
from clausecheck.model import Cell
from clausecheck.stats.write import to_text
from tests.build.observed import (
    PRIVATE,
    PUBLIC,
    Row,
    as_csv,
    as_json_lines,
    as_parquet,
    as_rows,
    counted,
    table,
)
from tests.build.plain_tallies import plain_tallies


@pytest.mark.parametrize("how", [PRIVATE, PUBLIC], ids=["private", "public"])
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_tallies_are_those_of_the_reference(how: Settings, seed: int) -> None:
    rows = table(seed)
    public = how is PUBLIC
    expected = plain_tallies(rows, how.size_bounds, how.window_cut, public=public)
    found = {
        (tally.table, tally.key, tally.cell): tally
        for tally in counted([as_rows(rows)], how).tallies
        if not any(part.endswith("-") and not part[0].isdigit() for part in vars_of(tally.cell))
    }
    assert found.keys() == expected.keys()
    for key, (parts, sampled, accounts) in expected.items():
        tally = found[key]
        assert tally.sampled == pytest.approx(float(sampled), abs=1e-6)
        assert tally.fresh == tally.sampled
        assert tally.accounts == accounts
        said = {part: weight for part, weight in parts.items() if part != "absent"}
        assert dict(tally.parts) == pytest.approx({part: float(weight) for part, weight in said.items()}, abs=1e-6)
        assert list(tally.parts) == sorted(tally.parts)


def vars_of(cell: Cell) -> list[str]:
    return [cell.category, cell.region or ".", cell.size or ".", cell.years or "."]


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_form_order_and_threads_do_not_show(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    rows = table(seed)
    folder = tmp_path_factory.mktemp("tables")
    shuffled = rows.copy()
    random.Random(seed).shuffle(shuffled)
    half = len(rows) // 2
    first = counted([as_rows(rows)]).tallies
    assert first
    for sources, threads in (
        ([as_rows(shuffled)], 1),
        ([as_csv(rows, folder / "a.csv")], 2),
        ([as_csv(shuffled, folder / "odd [1]*.csv.gz")], 1),
        ([as_json_lines(rows, folder / "a.jsonl")], 1),
        ([as_json_lines(shuffled, folder / "b.jsonl.gz")], 2),
        ([as_parquet(shuffled, folder / "a.parquet")], 2),
        (
            [as_parquet(rows[half:], folder / "b.parquet"), *([as_csv(rows[:half], folder / "b.csv")] if half else [])],
            1,
        ),
    ):
        assert counted(sources, threads=threads).tallies == first


def many(deals: int, accounts: int, *, seed: int = 1) -> list[Row]:
    chance = random.Random(seed)
    return [
        {
            "deal": f"d{number}",
            "seller": f"s{chance.randrange(accounts)}",
            "buyer": f"b{chance.randrange(accounts)}",
            "category": chance.choice(["consulting", "design", "license"]),
            "region": chance.choice([None, "US", "US-CA"]),
            "date": f"{chance.randrange(2005, 2024)}",
            "rate": chance.choice([80, 90, 100.5]),
            "clause_type": kind,
            "present": chance.random() < 0.4,
            "term": "payment_days",
            "value": chance.choice([14, 30, 60]),
            "unit": "days",
        }
        for number in range(deals)
        for kind in ("payment_terms", "kill_fee")
    ]


def described(rows: list[Row]) -> list[Row]:
    """The rows with what describes a deal as its first row says it."""
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["deal"], row)
    return [
        row | {name: first[row["deal"]][name] for name in ("seller", "buyer", "category", "region", "date", "rate")}
        for row in rows
    ]


def test_a_release_is_the_same_bytes_whatever_the_form_order_and_threads(tmp_path: Path) -> None:
    rows = described(many(600, 70))
    texts = set()
    for number, make in enumerate((as_csv, as_json_lines, as_parquet)):
        random.Random(number).shuffle(rows)
        suffix = ("csv", "jsonl", "parquet")[number]
        whole = make(rows, tmp_path / f"whole.{suffix}")
        parts = [make(rows[at::3], tmp_path / f"part-{at}.{suffix}") for at in range(3)]
        texts |= {to_text(build([whole], threads=1).content), to_text(build(parts, threads=2).content)}
    assert len(texts) == 1
    assert '"presence": [\n  {"category": "all"' in texts.pop()


@pytest.mark.parametrize(
    ("partner", "present", "sampled"),
    [(lambda n: f"new{n}", 17.0, 101.0), (lambda n: f"b{16 + n % 84}", 17.0, 35.6)],
    ids=["new partners", "the partners without it"],
)
def test_how_far_one_account_moves_a_share(partner: Callable[[int], str], present: float, sampled: float) -> None:
    """With new partners by its own contribution alone; what it does through chosen partners is said on the page."""

    def deal(name: str, seller: str, buyer: str, has: bool) -> Row:
        return {"deal": name, "seller": seller, "buyer": buyer} | {
            "category": "consulting",
            "clause_type": "kill_fee",
            "present": has,
        }

    def tally(rows: list[Row]) -> tuple[float, float]:
        (found,) = [
            tally
            for tally in counted([as_rows(rows)]).tallies
            if tally.cell == Cell("consulting") and tally.table is Table.PRESENCE
        ]
        return dict(found.parts)["present"], found.sampled

    others = [deal(f"d{n}", f"s{n}", f"b{n}", n < 16) for n in range(100)]
    assert tally(others) == (16.0, 100.0)
    flood = [deal(f"x{n}", "flood", partner(n), True) for n in range(300)]
    assert tally(others + flood) == pytest.approx((present, sampled), abs=0.05)


def test_thirds_of_an_account_are_one() -> None:
    rows = [
        {"deal": f"d{n}", "seller": f"s{n // 3}", "buyer": f"b{n}", "category": "design", "clause_type": "kill_fee"}
        for n in range(60)
    ]
    assert {tally.sampled for tally in counted([as_rows(rows)]).tallies if tally.cell == Cell("design")} == {20.0}


def test_a_rest_holds_the_deals_that_no_narrower_cell_has() -> None:
    rows: list[Row] = [
        {"deal": "a", "category": "services", "region": "US", "clause_type": "kill_fee", "deal_size": 50},
        {"deal": "b", "category": "consulting", "region": "US-NY", "clause_type": "kill_fee", "date": "2020"},
        {"deal": "c", "category": "all", "clause_type": "kill_fee"},
    ]
    found = {tally.cell for tally in counted([as_rows(rows)]).tallies}
    rests = {cell for cell in found if any(part.endswith("-") and not part[0].isdigit() for part in vars_of(cell))}
    assert {Cell("services-"), Cell("all-"), Cell("all", "US-"), Cell("all", "-"), Cell("all", "", "-")} <= rests
    assert {Cell("all", "", "", "-"), Cell("services-", "US", "0-99"), Cell("services", "US-", "0-99")} <= rests
    assert Cell("consulting-") not in rests
    assert Cell("services-", "US-") not in rests
    public = {tally.cell for tally in counted([as_rows(rows)], PUBLIC).tallies}
    assert public == found - rests
