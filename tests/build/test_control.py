"""From exact tallies to rows that may be shared."""

from collections.abc import Iterable
from typing import Any

import pytest

from clausecheck.build.control import Controlled, control
from clausecheck.build.tally import Table, Tally
from clausecheck.model import Cell
from clausecheck.stats.disclosure import DisclosureSettings

SETTINGS = DisclosureSettings()
KIND = ("payment_terms",)


def tally(cell: Cell, sampled: float, have: float = 0.0, **more: Any) -> Tally:
    """A tally of presence, all of it new."""
    usual = {"table": Table.PRESENCE, "key": KIND, "source": "market", "parts": (("present", have),)}
    return Tally(cell=cell, sampled=sampled, **{**usual, "accounts": int(sampled), "fresh": sampled, **more})


def controlled(*tallies: Tally, previous: Iterable[dict[str, Any]] | None = None) -> Controlled:
    if previous is None:
        return control(tallies, SETTINGS)
    empty = {table.value: [] for table in Table}
    return control(tallies, SETTINGS, {**empty, "sources": [{"id": "market", "public": False}], "presence": previous})


def row(category: str, count: int, sampled: int, **cell: str) -> dict[str, Any]:
    return {
        "category": category,
        **cell,
        "source": "market",
        "type": "payment_terms",
        "count": count,
        "sampled": sampled,
    }


def presence(made: Controlled) -> list[dict[str, Any]]:
    return list(made.tables["presence"])


def test_a_cell_of_twenty_accounts_is_published_rounded() -> None:
    made = controlled(tally(Cell("all"), 47.3, 30.0))
    assert presence(made) == [row("all", 26, 40)]  # 63 % → 65 % of 40
    assert controlled(tally(Cell("all"), 19.9, 10.0)).withheld == {"too_few": 1}
    assert controlled(tally(Cell("all"), 25, 10.0, accounts=19)).withheld == {"too_few": 1}


@pytest.mark.parametrize(("have", "count"), [(0.0, 2), (60.0, 38)])
def test_nothing_is_told_of_nobody_or_of_everybody(have: float, count: int) -> None:
    assert presence(controlled(tally(Cell("all"), 60, have)))[0]["count"] == {2: 3, 38: 57}[count]


def test_a_small_part_cannot_be_told_by_subtracting() -> None:
    whole, large, small = tally(Cell("services"), 60, 30), tally(Cell("saas"), 50, 25), tally(Cell("design"), 10, 5)
    above = tally(Cell("all"), 60, 30)
    made = controlled(above, whole, large, small)
    assert [found["category"] for found in presence(made)] == ["all", "services"]
    assert made.withheld == {"too_few": 1, "subtraction": 1}


def test_parts_are_published_where_nothing_or_enough_is_left() -> None:
    whole, above = tally(Cell("services"), 60, 30), tally(Cell("all"), 60, 30)
    halves = tally(Cell("saas"), 30, 15), tally(Cell("design"), 30, 15)
    assert len(presence(controlled(above, whole, *halves))) == 4
    enough = tally(Cell("saas"), 38, 19), tally(Cell("design"), 11, 6), tally(Cell("hosting"), 11, 5)
    assert [found["category"] for found in presence(controlled(above, whole, *enough))] == ["all", "saas", "services"]


def test_the_unnamed_rest_counts_as_left_and_is_never_published() -> None:
    whole, above = tally(Cell("services"), 60, 30), tally(Cell("all"), 60, 30)
    part, rest = tally(Cell("saas"), 57, 28), tally(Cell("services-"), 3, 2)
    assert [found["category"] for found in presence(controlled(above, whole, part, rest))] == ["all", "services"]
    big = tally(Cell("services-"), 30, 15)
    found = presence(controlled(above, whole, tally(Cell("saas"), 30, 15), big))
    assert [line["category"] for line in found] == ["all", "saas", "services"]


@pytest.mark.parametrize(
    "parts",
    [
        (Cell("all", "US"), Cell("all", "-")),
        (Cell("all", "", "0-999"), Cell("all", "", "-")),
        (Cell("all", "", "", "..2009"), Cell("all", "", "", "-")),
    ],
)
def test_subtracting_is_watched_along_every_way(parts: tuple[Cell, Cell]) -> None:
    assert len(presence(controlled(tally(Cell("all"), 60, 30), tally(parts[0], 55, 28), tally(parts[1], 5, 2)))) == 1
    assert len(presence(controlled(tally(Cell("all"), 60, 30), tally(parts[0], 30, 15), tally(parts[1], 30, 15)))) == 2


def test_a_part_is_not_published_without_its_whole() -> None:
    dominated = {"table": Table.VALUES, "key": ("rate", "USD_per_hour"), "total": 100.0}
    whole = tally(Cell("services"), 60, **dominated | {"parts": ((50.0, 60.0),), "largest": 60.0, "second": 1.0})
    above = tally(Cell("all"), 90, **dominated | {"parts": ((50.0, 90.0),), "largest": 10.0, "second": 1.0})
    part = tally(Cell("saas"), 40, **dominated | {"parts": ((50.0, 40.0),), "largest": 10.0, "second": 1.0})
    made = controlled(above, whole, part)
    assert [found["category"] for found in made.tables["values"]] == ["all"]
    assert made.withheld == {"dominance": 1, "wider_withheld": 1}


def test_what_is_left_must_not_be_told_to_be_all_or_nothing() -> None:
    """10 of 40 less 10 of 20: whoever knows the samples knows that none of the 20 left has the clause."""
    above = tally(Cell("all"), 40, 10), tally(Cell("services"), 40, 10)
    made = controlled(*above, tally(Cell("saas"), 20, 10), tally(Cell("design"), 12, 0), tally(Cell("hosting"), 8, 0))
    assert [found["category"] for found in presence(made)] == ["all", "services"]
    mixed = tally(Cell("design"), 12, 5), tally(Cell("hosting"), 8, 0)
    wider = tally(Cell("all"), 40, 15), tally(Cell("services"), 40, 15)
    assert len(presence(controlled(*wider, tally(Cell("saas"), 20, 10), *mixed))) == 3


@pytest.mark.parametrize(("largest", "second", "published"), [(40, 30, 1), (51, 10, 0), (48, 48, 0), (48, 47, 1)])
def test_rates_that_one_or_two_accounts_hold_are_withheld(largest: float, second: float, published: int) -> None:
    rates = {"table": Table.VALUES, "key": ("rate", "USD_per_hour"), "parts": ((50.0, 20.0), (80.0, 20.0))}
    made = controlled(tally(Cell("all"), 40, **rates, largest=largest, second=second, total=100.0))
    assert len(made.tables["values"]) == published


def test_values_are_steps_and_middle_quantiles() -> None:
    days = {
        "table": Table.VALUES,
        "key": ("payment_days", "days"),
        "parts": ((13.0, 10.0), (30.0, 20.0), (999.0, 10.0)),
    }
    (found,) = controlled(tally(Cell("all"), 40, **days)).tables["values"]
    assert found["values"] == [[14, 10], [30, 20]]
    assert (found["beyond"], found["quantiles"]) == (10, {"p25": 14, "p50": 30, "p75": 30})


def test_rare_names_and_what_is_no_place_are_others() -> None:
    parts = (("Acme Corporation", 30.0), ("Delaware", 25.0), ("New York", 40.0), ("Ohio", 5.0))
    names = {"table": Table.NAMES, "key": ("governing_law",), "parts": parts}
    (found,) = controlled(tally(Cell("all"), 100, **names)).tables["names"]
    assert (found["names"], found["others"]) == ([["New York", 40], ["Delaware", 25]], 35)


def test_outcomes_take_their_rounds() -> None:
    parts = (("accepted", 30.0), ("changed", 30.0))
    outcome = tally(Cell("all"), 60, table=Table.OUTCOMES, key=(*KIND, "seller"), parts=parts)
    rounds = tally(Cell("all"), 40, table=Table.ROUNDS, key=(*KIND, "seller"), parts=((1.0, 20.0), (2.0, 20.0)))
    (found,) = controlled(outcome, rounds).tables["outcomes"]
    assert (found["accepted"], found["changed"], found["removed"]) == (27, 30, 3)
    assert found["rounds"] == [[1, 20], [2, 18]]
    assert found["proposed_by"] == "seller"


def test_a_row_stays_word_for_word_until_ten_deals_are_new() -> None:
    old = row("all", 10, 20)
    assert presence(controlled(tally(Cell("all"), 95, 60, fresh=9.9), previous=[old])) == [old]
    assert presence(controlled(tally(Cell("all"), 95, 60, fresh=10), previous=[old])) == [row("all", 52, 80)]


def test_a_row_whose_cell_became_too_small_stays_as_it_was() -> None:
    old = row("all", 10, 20)
    made = controlled(tally(Cell("all"), 5, 5, fresh=0), previous=[old])
    assert (presence(made), made.kept) == ([old], {"too_few": 1})
    assert presence(controlled(previous=[old])) == [old]


def test_the_twentieth_account_does_not_make_a_row_appear() -> None:
    made = controlled(tally(Cell("all"), 20, 10, fresh=1), previous=[])
    assert (presence(made), made.withheld, made.judged) == ([], {"too_new": 1}, frozenset())


def test_a_cell_that_was_judged_too_small_is_remembered() -> None:
    made = controlled(tally(Cell("all"), 19, 10), tally(Cell("saas"), 9, 5))
    assert made.judged == {(Table.PRESENCE, KIND, Cell("all"))}


def test_what_came_since_cannot_be_told_from_a_row_that_stays() -> None:
    """The whole is made anew, one part too; in the other part one deal is new: it must not be what is left."""
    old = [row("all", 20, 40), row("services", 20, 40), row("saas", 10, 20), row("design", 10, 20)]
    above = tally(Cell("all"), 62, 31, fresh=12), tally(Cell("services"), 62, 31, fresh=12)
    made = controlled(
        *above, tally(Cell("saas"), 40, 20, fresh=11), tally(Cell("design"), 22, 11, fresh=1), previous=old
    )
    assert {key[2].category for key in made.refreshed} == {"all", "services"}


def test_the_report_counts_and_names_no_cell() -> None:
    made = controlled(tally(Cell("all"), 60, 30), tally(Cell("all", "US"), 10, 5))
    assert made.report() == ["1 figure published or made anew", "1 withheld: too few accounts"]
