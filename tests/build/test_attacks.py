"""Attacks on generated platforms, a few here; `python -m tools.attack_statistics` makes a thousand of each."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from clausecheck.build import Rows, Settings, build
from clausecheck.build.subtraction import Group
from clausecheck.stats.check import check_file
from clausecheck.stats.disclosure import DisclosureSettings
from clausecheck.stats.keys import cell_of
from clausecheck.stats.write import to_text
from tests.build import linear
from tests.build.attacks import Attack, extreme_value, one_deal_gone, one_new_deal, ten_new_deals, uploads
from tests.build.platforms import Deal, platform, released

PLATFORMS = 25


def total(attacks: Iterator[Attack]) -> Attack:
    return sum(attacks, Attack(0, 0))


def test_two_releases_tell_nothing_of_the_one_deal_between_them() -> None:
    found = [one_new_deal(Random(seed)) for seed in range(PLATFORMS)]
    assert total(batched for batched, _ in found) == Attack(PLATFORMS, 0)
    rounded = total(alone for _, alone in found)
    assert rounded.recovered > 0  # the attack works where nothing but rounding stands against it


def test_two_releases_tell_nothing_of_a_deal_that_was_taken_out() -> None:
    assert total(one_deal_gone(Random(seed)) for seed in range(PLATFORMS)) == Attack(PLATFORMS, 0)


def test_a_release_does_not_tell_how_extreme_a_value_is() -> None:
    assert total(extreme_value(Random(seed)) for seed in range(PLATFORMS)) == Attack(PLATFORMS, 0)


def test_who_knows_all_but_one_of_ten_new_deals_is_often_certain() -> None:
    """What is not promised: rounding cannot hide one deal from somebody who knows all the others."""
    knows_all = total(ten_new_deals(Random(seed))[1] for seed in range(PLATFORMS))
    assert knows_all.recovered > 0


@pytest.mark.parametrize(("buyers", "most"), [("new", 10), ("one", 10)])
def test_one_account_cannot_move_what_is_usual(buyers: str, most: int) -> None:
    moved = [found for seed in range(PLATFORMS) if (found := uploads(Random(seed), buyers))]
    assert moved
    assert max(alone for alone, _, _ in moved) == 0
    assert max(mixed for _, mixed, _ in moved) <= most
    assert max(uncontrolled for _, _, uncontrolled in moved) > 40


def test_no_withheld_count_can_be_solved_for() -> None:
    found = 0
    for seed in range(20):
        deals = platform(Random(seed), single=True)
        for cell, certain in linear.recovered(linear.Known(deals, released(deals))):
            assert not certain, (seed, cell)
            found += 1
    assert found > 500


def test_without_secondary_suppression_withheld_counts_can_be_solved_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Group, "settle", lambda self, settings: None)
    deals = platform(Random(3), single=True)
    assert any(certain for _, certain in linear.recovered(linear.Known(deals, released(deals))))


def test_without_samples_a_withheld_cell_is_bounded_widely_and_rightly() -> None:
    for seed in range(4):
        deals = platform(Random(seed), single=True)
        known = linear.Known(deals, released(deals))
        for cell, sample, count in linear.intervals(known):
            kinds = known.members[cell]
            assert sample[0] - 1e-6 <= known.sample(kinds) <= sample[1] + 1e-6
            assert count[0] - 1e-6 <= sum(known.have[kind] for kind in kinds) <= count[1] + 1e-6
            assert sample[1] - sample[0] >= 5
            assert count[1] - count[0] >= 1


@pytest.mark.parametrize("seed", range(4))
def test_the_build_publishes_what_the_plain_loops_do(seed: int, tmp_path: Path) -> None:
    """The platforms that are attacked are counted as the program counts, the unnamed rests among them."""
    deals = platform(Random(seed))
    built = build([_table(deals)], Settings(size_bounds=(0, 10_000, 100_000), disclosure=DisclosureSettings()))
    for table, rows in released(deals).rows.items():
        made = {cell_of(row): row for row in built.content[table] if row.get("term") != "rate"}
        plain = {cell_of(row): row | {"source": "own-deals"} for row in rows if row.get("term") != "rate"}
        assert made == plain
    (tmp_path / "release.json").write_text(to_text(built.content))
    assert check_file(tmp_path / "release.json").violations == ()


def _table(deals: list[Deal]) -> Rows:
    columns = "deal seller buyer category region deal_size clause_type present term value unit"
    sizes = {"0-9999": 10, "10000-99999": 20_000, "100000-": 300_000}
    rows = []
    for deal in deals:
        about = (f"d{deal.id}", deal.seller, deal.buyer, deal.category, deal.region or None, sizes.get(deal.size))
        stated = ("payment_days", deal.days, "days") if deal.present else (None, None, None)
        rows.append((*about, "payment_terms", deal.present, *stated))
    return Rows(name="deals", columns=tuple(columns.split()), rows=rows)
