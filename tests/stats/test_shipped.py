"""Every entry of the shipped statistics."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from pydantic import TypeAdapter

from clausecheck.compare.directions import DIRECTED
from clausecheck.model import region_chain, year_windows
from clausecheck.model.taxonomy import APART, CATEGORY_PARENT, CUAD_TYPES
from clausecheck.resources import folder
from clausecheck.stats.check import check_file
from clausecheck.stats.load import FILE
from clausecheck.stats.regions import region_codes
from clausecheck.stats.schema import StatisticsJson
from clausecheck.stats.terms import NAMED, is_unit
from clausecheck.stats.write import to_text

PATH = folder("clause_stats") / FILE
TEXT = PATH.read_text(encoding="utf-8")
CONTENT: dict[str, Any] = json.loads(TEXT)
SOURCES = {source["id"]: source for source in CONTENT["sources"]}
COUNTED = ("presence", "values", "names", "directions")
LEAST_NARROWED = 10

Row = Mapping[str, Any]
Amounts = Counter[str]


def test_the_file_has_the_promised_shape() -> None:
    TypeAdapter(StatisticsJson).validate_json(TEXT)
    assert not check_file(PATH).violations
    assert to_text(CONTENT) == TEXT
    assert len(TEXT) < 1_000_000
    assert CONTENT["disclosure"] is None


def test_every_source_is_told_in_full_and_used() -> None:
    used = {row["source"] for name in (*COUNTED, "statements", "published") for row in CONTENT[name]}
    assert used == set(SOURCES)
    for source in SOURCES.values():
        assert source["licence"] in {"CC BY 4.0", "CC0", "facts, quoted with their source"}, source
        assert source["url"].startswith(("https://", "http://")), source
        assert all(source[field] for field in ("years", "as_of", "method", "note")), source
        assert source["public"] is True, source
        assert "@" not in source["note"] + source["years"], source
        if source["licence"] == "CC BY 4.0":
            assert "not the market" in source["note"]


def test_what_was_read_in_a_report_is_marked() -> None:
    for source in SOURCES.values():
        told = "as reported by" in source["title"]
        assert source.get("second_hand", False) == told, source["title"]
        assert ("Read in a report" in source["note"]) == told, source["title"]


def test_every_presence_row_counts_within_its_sample() -> None:
    for row in CONTENT["presence"]:
        assert 0 <= row["count"] <= row["sampled"] > 0, row
    samples = {row["sampled"] for row in CONTENT["presence"] if row["type"] in CUAD_TYPES and _plain(row, "all")}
    assert len(samples) == 1
    assert samples.pop() > 300


def test_every_value_row_adds_up_and_has_its_quantiles() -> None:
    for row in CONTENT["values"]:
        values = row["values"]
        assert is_unit(row["term"], row["unit"]), row
        assert [value for value, _ in values] == sorted({value for value, _ in values}), row
        assert all(count > 0 for _, count in values), row
        assert sum(count for _, count in values) == row["sampled"], row
        assert "beyond" not in row, row
        every = [value for value, count in values for _ in range(count)]
        for name, told in row["quantiles"].items():
            share = int(name[1:]) / 100
            assert told == next(v for at, v in enumerate(every, 1) if at >= share * len(every) - 1e-9), (name, row)


def test_every_name_row_adds_up_and_names_known_places() -> None:
    for row in CONTENT["names"]:
        assert row["term"] in NAMED, row
        assert sum(count for _, count in row["names"]) + row.get("others", 0) == row["sampled"], row
        assert {name for name, _ in row["names"]} <= set(region_codes()), row
        assert [count for _, count in row["names"]] == sorted((count for _, count in row["names"]), reverse=True), row


def test_every_direction_row_adds_up_within_the_contracts_that_have_the_clause() -> None:
    present = {(row["type"], *_cell(row)): row["count"] for row in CONTENT["presence"]}
    assert {row["type"] for row in CONTENT["directions"]} == set(DIRECTED)
    for row in CONTENT["directions"]:
        assert row["mutual"] + row["seller"] + row["buyer"] == row["sampled"] > 0, row
        assert row["sampled"] <= present[row["type"], *_cell(row)], row


def test_every_statement_is_counted_over_the_same_agreements() -> None:
    rows = CONTENT["statements"]
    assert len({row["id"] for row in rows}) == 17
    assert {row["sampled"] for row in rows} == {451}
    for row in rows:
        assert row["category"] == "nda", row
        assert row["count"] + row["contradicted"] <= row["sampled"], row
        assert row["statement"].endswith("."), row


def test_nobody_recorded_outcomes() -> None:
    assert CONTENT["outcomes"] == []


def test_every_published_figure_is_complete() -> None:
    rows = CONTENT["published"]
    assert len({row["id"] for row in rows}) == len(rows) == 121
    for row in rows:
        told = ("topic", "measure", "population", "unit", "date", "sampled_words")
        assert all(row[field] for field in told), row
        assert row["value"] != "", row
        assert row["source"] in SOURCES, row
        assert set(row["categories"]) <= set(CATEGORY_PARENT), row
    rates = [row for row in rows if row["source"] == "gsa-calc-2016"]
    assert len(rates) == 60
    for row in rates:
        assert min(row["value"], row["sampled"], row["spread"], len(row["categories"])) > 0, row
        assert row["note"].startswith("2016 prices; a ceiling rate"), row


def test_vendor_customer_and_negotiated_forms_are_kept_apart() -> None:
    populations: dict[str, set[str]] = defaultdict(set)
    for row in CONTENT["published"]:
        populations[row["measure"]].add(row["population"])
    for measure in ("vendor indemnifies for its breach of contract", "automatic renewal clause present"):
        assert len(populations[measure]) == 3


@pytest.mark.parametrize("name", COUNTED)
def test_rows_are_counted_once_and_narrowed_ones_have_ten_contracts(name: str) -> None:
    seen = Counter((row.get("type") or (row["term"], row.get("unit")), *_cell(row)) for row in CONTENT[name])
    assert max(seen.values()) == 1
    for row in CONTENT[name]:
        assert "size" not in row, row
        if "region" in row or "years" in row:
            assert row["sampled"] >= LEAST_NARROWED, row
        if "region" in row:
            assert "years" not in row, row
            assert set(region_codes().values()) & {row["region"]} or "-" not in row["region"], row
        if "years" in row:
            assert row["years"] in year_windows(CONTENT["window_cut"]), row


@pytest.mark.parametrize(
    ("name", "level"),
    [
        (name, level)
        for name in COUNTED
        for level in ("category", "region", "years")
        if (name, level) != ("names", "region")
    ],
)
def test_a_cell_has_at_least_what_those_within_it_have_together(name: str, level: str) -> None:
    within: dict[tuple[Any, ...], Amounts] = defaultdict(Counter)
    have: dict[tuple[Any, ...], Amounts] = {}
    for key, cell, amounts in _amounts(name):
        have[key, *cell] = amounts
        if above := _above(cell, level):
            within[key, *above].update(amounts)
    assert within
    for place, together in within.items():
        for what, amount in together.items():
            assert amount <= have[place][what], (place, what)


def test_whose_law_governs_is_not_counted_by_the_region_that_it_tells() -> None:
    rows = [row for row in CONTENT["presence"] if row["type"] == "governing_law"]
    assert rows
    assert not [row for row in [*rows, *CONTENT["names"]] if "region" in row]


def test_the_liability_label_is_split() -> None:
    """ "54 % have a cap" would be false: the label counts exclusions and limits in time as well."""
    for category in ("services", "all"):
        count = {row["type"]: row["count"] for row in CONTENT["presence"] if _plain(row, category)}
        cap, exclusion = count["cap_on_liability"], count["exclusion_of_consequential_damages"]
        union = count["limitation_of_liability"]
        assert max(cap, exclusion) < union <= cap + exclusion + union // 5


def _amounts(name: str) -> Iterator[tuple[tuple[str, ...], tuple[str, str, str], Amounts]]:
    """What is counted, in which cell, and how much of each thing."""
    told: Mapping[str, Callable[[Row], Mapping[str, int]]] = {
        "presence": lambda row: {"count": row["count"], "without": row["sampled"] - row["count"]},
        "values": lambda row: {str(value): count for value, count in row["values"]},
        "names": lambda row: dict(row["names"]),
        "directions": lambda row: {side: row[side] for side in ("mutual", "seller", "buyer")},
    }
    for row in CONTENT[name]:
        key = (row.get("type", ""), row.get("term", ""), row.get("unit", ""))
        yield key, _cell(row), Counter(told[name](row))


def _above(cell: tuple[str, str, str], level: str) -> tuple[str, str, str] | None:
    """The next wider cell along one hierarchy; None at its top."""
    category, region, years = cell
    if level == "years":
        return (category, region, "") if years else None
    if years:
        return None
    if level == "region":
        return (category, region_chain(region)[1], "") if region else None
    parent = CATEGORY_PARENT[category]
    return (parent, region, "") if parent and category not in APART else None


def _cell(row: Row) -> tuple[str, str, str]:
    return row["category"], row.get("region", ""), row.get("years", "")


def _plain(row: Row, category: str) -> bool:
    return _cell(row) == (category, "", "")
