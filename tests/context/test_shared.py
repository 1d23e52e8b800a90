"""The shared context: the same bytes for either side, whatever is narrowed, and all that a review may show."""

import dataclasses
import hashlib
import inspect
import json
from pathlib import Path

import pytest

from clausecheck import stats
from clausecheck.context import canonical, shared_context
from clausecheck.context.shared import SCHEMA, cell_row
from clausecheck.errors import UsageError
from clausecheck.model import Cell, Side
from clausecheck.model.taxonomy import CATEGORY_PARENT
from clausecheck.stats import Policy, Statistics
from clausecheck.stats.policy import COUNTED
from tests import statistics_files as making

OPEN = Policy(id="open", version=1, least=dict.fromkeys(COUNTED, 1))
PRESENCE = """
    insurance services 30 90
    insurance services@US-NY 4 9
    insurance services@US-NY/1000-9999 2 3
    insurance services@US 8 21
    insurance services@GB 3 9
    insurance services:..2009 10 50
    insurance services@US:2010.. 1 6
    insurance license 5 60
    insurance all 99 398
"""
OUTCOME = {
    "type": "insurance",
    "category": "services",
    "proposed_by": "buyer",
    "accepted": 20,
    "changed": 10,
    "removed": 0,
    "rounds": [[1, 20], [2, 10]],
    "sampled": 30,
    "source": "one",
}


@pytest.fixture
def small(tmp_path: Path) -> Statistics:
    return stats.load(
        making.write(
            tmp_path,
            presence=making.presence(PRESENCE),
            values=making.values("payment_days days services@US-NY 7.5:1 30:20"),
            names=making.names("governing_law all New_York:7 Delaware:2"),
            directions=[
                {"type": "insurance", "category": "all", "mutual": 3, "seller": 4, "buyer": 0}
                | {"sampled": 7, "source": "one"}
            ],
            outcomes=[OUTCOME],
            sources=[making.SOURCE, making.SOURCE | {"id": "unused"}],
        )
    )


def content(statistics: Statistics, cell: Cell, policy: Policy = OPEN) -> dict:
    return json.loads(shared_context(statistics, policy, cell).canonical)


def test_the_same_input_gives_the_same_bytes_and_their_digest(small: Statistics) -> None:
    one, other = (shared_context(small, OPEN, Cell("services", "US-NY")) for _ in range(2))
    assert one == other
    assert one.digest == f"sha256:{hashlib.sha256(one.canonical).hexdigest()}"


def test_the_order_of_rows_in_the_file_changes_nothing(small: Statistics) -> None:
    turned = dataclasses.replace(small, presence=dict(reversed(small.presence.items())))
    assert shared_context(turned, OPEN, Cell("services")) == shared_context(small, OPEN, Cell("services"))


def test_nothing_of_it_can_be_told_a_side_a_contract_or_a_history() -> None:
    """The types of what goes in are walked: none of them can hold one."""
    assert list(inspect.signature(shared_context).parameters) == ["statistics", "policy", "cell"]
    names = {field.name for kind in (Policy, Cell) for field in dataclasses.fields(kind)}
    assert names == {
        *("id", "version", "tables", "types", "terms", "categories", "sources", "least"),
        *("category", "region", "size", "years"),
    }


def test_it_is_canonical_json() -> None:
    shared = shared_context(*stats.load_served(), Cell("consulting"))
    again = json.dumps(json.loads(shared.canonical), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert again.encode("utf-8") == shared.canonical
    assert canonical({"b": [1.0, 0.5], "a": ("é",)}) == '{"a":["é"],"b":[1,0.5]}'.encode()


def test_half_a_character_is_refused() -> None:
    with pytest.raises(UsageError, match="half a character"):
        canonical({"name": "\ud800"})


def test_rows_of_the_cell_and_of_all_it_may_fall_back_to_are_in_it_and_no_others(small: Statistics) -> None:
    cell = Cell("services", "US-NY", "1000-9999")
    found = content(small, cell)
    assert found["cells"][0] == {"category": "services", "region": "US-NY", "size": "1000-9999"}
    assert found["cells"][-1] == {"category": "all"}
    counts = {row["count"] for row in found["presence"]}
    assert counts == {30, 4, 2, 8, 10, 99, 1}, "years are given for every cell on the way; GB and licences are others"
    assert content(small, Cell("services"))["values"] == []


def test_a_row_has_the_fields_of_the_statistics_file(small: Statistics) -> None:
    found = content(small, Cell("services", "US-NY"))
    assert found["outcomes"] == [OUTCOME]
    assert found["values"] == [
        {"term": "payment_days", "unit": "days", "category": "services", "region": "US-NY", "sampled": 21}
        | {"values": [[7.5, 1], [30, 20]], "source": "one"}
    ]
    assert found["names"][0]["names"] == [["New York", 7], ["Delaware", 2]]


def test_published_figures_are_those_on_a_category_of_the_way_up_and_those_on_any(tmp_path: Path) -> None:
    figure = {"topic": "t", "measure": "m", "population": "p", "value": 3, "unit": "%", "types": [], "date": "2020"}
    categories = {"any": [], "own": ["consulting", "saas"], "above": ["services"], "other": ["license"]}
    rows = [figure | {"id": name, "categories": of, "source": "one"} for name, of in categories.items()]
    figures = stats.load(making.write(tmp_path, published=rows))
    found = content(figures, Cell("consulting", "US"))
    assert found["published"] == [row for row in sorted(rows, key=lambda row: row["id"]) if row["id"] != "other"]
    assert [row["id"] for row in content(figures, Cell("license"))["published"]] == ["any", "other"]


def test_the_sources_are_those_that_a_row_names(small: Statistics) -> None:
    assert [source["id"] for source in content(small, Cell("services"))["sources"]] == ["one"]
    assert content(small, Cell("nda"), dataclasses.replace(OPEN, tables=frozenset({"values"})))["sources"] == []


def test_statistics_and_policy_are_named_in_it(small: Statistics) -> None:
    found = content(small, Cell("services"))
    assert found["statistics"]["digest"] == small.digest
    assert (found["statistics"]["id"], found["statistics"]["release"]) == ("test", 7)
    assert found["policy"] == OPEN.settings()


@pytest.mark.parametrize("category", CATEGORY_PARENT)
def test_every_figure_that_a_review_may_show_is_in_it(category: str) -> None:
    """Whatever is looked up for a cell, in any table, is a row of its context."""
    served, policy = stats.load_served()
    for cell in (Cell(category), Cell(category, "US-NY"), Cell(category, "GB", "10000-99999")):
        found = json.loads(shared_context(served, policy, cell).canonical)
        for kind in {key[0] for key in (*served.presence, *served.directions)}:
            if usual := served.usual_presence(kind, cell):
                row = usual.found
                counted = {"type": kind, "count": row.count, "sampled": row.sampled, "source": row.source}
                assert counted | cell_row(row.cell) in found["presence"]
            if told := served.usual_direction(kind, cell):
                bound = {side: getattr(told.found, side) for side in ("mutual", "seller", "buyer", "sampled")}
                assert (
                    bound | {"type": kind, "source": told.found.source} | cell_row(told.found.cell)
                    in (found["directions"])
                )
        for term, unit in {key[:2] for key in served.values}:
            if stated := served.usual_values(term, unit, cell):
                values = [[value, count] for value, count in stated.found.values]
                assert values in [row["values"] for row in found["values"] if row["term"] == term]


def test_category_region_size_statistics_and_policy_each_change_the_digest(small: Statistics) -> None:
    cells = [Cell(category) for category in CATEGORY_PARENT]
    cells += [Cell("services", "US"), Cell("services", "US-NY"), Cell("services", "US", "0-999")]
    digests = [shared_context(small, OPEN, cell).digest for cell in cells]
    changed = dataclasses.replace(small, digest="sha256:" + "0" * 64)
    digests.append(shared_context(changed, OPEN, Cell("services")).digest)
    digests.append(shared_context(small, dataclasses.replace(OPEN, version=2), Cell("services")).digest)
    assert len(set(digests)) == len(digests)


def test_a_review_of_either_side_is_given_the_same_bytes() -> None:
    from clausecheck.model import View
    from clausecheck.review import read_contract, review

    contract = read_contract(b"1. Payment. Customer shall pay within 90 days.\n\n2. Term. One year.\n", view=View.FINAL)
    seller, buyer = (
        review(contract, side, category="consulting", region="US-NY", deal_size=5000).shared for side in Side
    )
    assert seller == buyer
    assert seller == shared_context(*stats.load_served(), Cell("consulting", "US-NY", "1000-9999"))


def test_the_form_of_the_content_stays_as_it_is(small: Statistics) -> None:
    """Digests that were recorded must stay right: a change of the form needs another `SCHEMA`."""
    fixed = dataclasses.replace(small, digest="sha256:" + "0" * 64)
    shared = shared_context(fixed, OPEN, Cell("services", "US-NY", "1000-9999"))
    assert SCHEMA == "clausecheck/context/1"
    assert shared.digest == "sha256:2d8c53c0fc86d3e76129da20d78474320cf1cce12d128f8383192fb6f4a6cbd2"


def test_an_unknown_category_is_refused(small: Statistics) -> None:
    with pytest.raises(KeyError):
        shared_context(small, OPEN, Cell("moon"))


@pytest.mark.parametrize("category", ["consulting", "nda", "license", "all"])
def test_reading_only_the_rows_of_a_category_serves_the_same_bytes(category: str) -> None:
    every, policy = stats.load_served()
    some, _ = stats.load_served(category=category)
    assert len(some.presence) < len(every.presence)
    for region in ("", "US-NY", "GB"):
        cell = Cell(category, region)
        assert shared_context(some, policy, cell) == shared_context(every, policy, cell)
        assert some.narrowed(cell) == every.narrowed(cell)
