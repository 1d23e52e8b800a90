"""A release: exact figures of public sources, sources described, and only what is new enough made anew."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from clausecheck.build import Built, Settings, build, engine, read_settings
from clausecheck.build.ledger import Ledger
from clausecheck.build.settings import OWN_DEALS
from clausecheck.errors import ClausecheckError, UsageError
from clausecheck.stats.disclosure import DisclosureSettings
from clausecheck.stats.schema import StatisticsJson
from clausecheck.stats.write import to_text
from tests.build.observed import PUBLIC, Row, as_csv, as_rows


def row(deal: str, **cells: Any) -> Row:
    return {"deal": deal, "category": "consulting", "clause_type": "payment_terms"} | cells


def found(built: Built, table: str, **fields: Any) -> list[dict[str, Any]]:
    content: Any = built.content
    return [entry for entry in content[table] if fields.items() <= entry.items()]


def test_public_figures_are_exact() -> None:
    rows = [row(f"d{n}", present=n < 7, date=f"{2001 + n}") for n in range(10)]
    rows += [row(f"d{n}", term="payment_days", value=days, unit="days") for n, days in enumerate((30, 30, 45.5, 60))]
    rows += [row(f"d{n}", term="governing_law", name=name) for n, name in enumerate(("Texas", "Ohio", "Texas"))]
    rows += [row(f"d{n}", direction=side) for n, side in enumerate(("mutual", "seller", "seller"))]
    settled = {"proposed_by": "buyer", "outcome": "changed"}
    rows += [row("d1", **settled, round=2), row("d2", **settled, round=3), row("d3", **settled)]
    built = build([as_rows(rows)], PUBLIC)
    TypeAdapter(StatisticsJson).validate_json(to_text(built.content))
    place = {"category": "services", "source": "own-deals"}
    assert found(built, "presence", **place) == [place | {"type": "payment_terms", "count": 7, "sampled": 10}]
    quantiles = {"p10": 30, "p25": 30, "p50": 30, "p75": 45.5, "p90": 60}
    values = {"term": "payment_days", "unit": "days", "values": [[30, 2], [45.5, 1], [60, 1]], "quantiles": quantiles}
    assert found(built, "values", **place) == [place | values | {"sampled": 4}]
    names = {"term": "governing_law", "names": [["Texas", 2], ["Ohio", 1]], "sampled": 3}
    assert found(built, "names", **place) == [place | names]
    sides = {"type": "payment_terms", "mutual": 1, "seller": 2, "buyer": 0, "sampled": 3}
    assert found(built, "directions", **place) == [place | sides]
    became = {"accepted": 0, "changed": 3, "removed": 0, "rounds": [[2, 1], [3, 1]], "sampled": 3}
    assert found(built, "outcomes", **place) == [place | {"type": "payment_terms", "proposed_by": "buyer"} | became]
    assert built.content["disclosure"] is None
    assert built.refreshed == frozenset()
    assert built.report[1] == "15 figures of public sources"


def test_a_narrowed_cell_of_a_public_source_needs_contracts() -> None:
    rows = [row(f"d{n}", present=True, region="US" if n < 10 else "GB") for n in range(19)]
    built = build([as_rows(rows)], PUBLIC)
    assert {entry.get("region") for entry in found(built, "presence")} == {None, "US"}
    every = build([as_rows(rows)], replace(PUBLIC, least_narrowed=1))
    assert {entry.get("region") for entry in found(every, "presence")} == {None, "US", "GB"}


def test_whose_law_governs_is_not_counted_by_the_region_that_it_makes() -> None:
    law = {"clause_type": "governing_law", "term": "governing_law", "name": "Texas", "region": "US-TX"}
    rows = [row(f"d{n}", present=True, **law) for n in range(12)] + [row(f"d{n}", present=True) for n in range(12)]
    built = build([as_rows(rows)], PUBLIC)
    for table, named in (("presence", {"type": "governing_law"}), ("names", {"term": "governing_law"})):
        assert {entry.get("region") for entry in found(built, table, **named)} == {None}
    assert {entry.get("region") for entry in found(built, "presence", type="payment_terms")} == {None, "US", "US-TX"}


def test_years_and_date_of_a_source_are_those_of_its_deals() -> None:
    dates = ("2004-05-06", "2019", None, "2011-12")
    rows = [row(f"d{n}", present=True, date=date) for n, date in enumerate(dates)]
    (source,) = build([as_rows(rows)], PUBLIC).content["sources"]
    assert (source["years"], source["as_of"]) == ("2004-2019", "2019")
    stated = replace(PUBLIC, sources=(replace(PUBLIC.sources[0], years="to 2020", as_of="2021"),))
    (source,) = build([as_rows(rows)], stated).content["sources"]
    assert (source["years"], source["as_of"]) == ("to 2020", "2021")


def test_the_oldest_and_the_newest_deal_of_a_private_source_do_not_show() -> None:
    rows = [row(f"d{n}", seller=f"s{n}", buyer=f"b{n}", date=f"{1980 + n}-07-31") for n in range(45)]
    rows += [row(f"old{n}", seller="s0", buyer="b0", date="1950") for n in range(30)]
    (source,) = build([as_rows(rows)]).content["sources"]
    assert (source["years"], source["as_of"]) == ("1999-2005", "2005-07")
    for few in (rows[:19], rows[:30]):
        (source,) = build([as_rows(few)]).content["sources"]
        assert (source["years"], source["as_of"]) == ("not recorded", "not recorded")


def platform(deals: Sequence[int], seed: int = 5) -> list[Row]:
    """Deals by number: each with accounts of its own, two in five with the clause."""
    chance = random.Random(seed)
    states = [chance.random() < 0.4 for _ in range(1000)]
    return [row(f"d{n}", seller=f"s{n}", buyer=f"b{n}", present=states[n]) for n in deals]


def test_a_small_platform_gets_a_release_without_figures() -> None:
    built = build([as_rows(platform(range(19)))])
    TypeAdapter(StatisticsJson).validate_json(to_text(built.content))
    assert not found(built, "presence")
    assert built.report[0] == "19 observations of 19 deals"


def test_a_private_release_is_rounded_and_says_how() -> None:
    built = build([as_rows(platform(range(250)))])
    TypeAdapter(StatisticsJson).validate_json(to_text(built.content))
    (entry,) = found(built, "presence", category="consulting")
    assert entry["sampled"] == 240
    assert entry["count"] % 12 == 0
    disclosure: Any = built.content["disclosure"]
    assert disclosure["least_accounts"] == 20


@pytest.mark.parametrize(("new", "made"), [(9, False), (10, True)])
def test_a_figure_is_made_anew_after_ten_new_deals(new: int, made: bool) -> None:
    ledger = Ledger()
    first = build([as_rows(platform(range(250)))], ledger=ledger)
    assert len(first.deals) == 250
    after = replace(ledger, release=1, seen=dict.fromkeys(first.deals, 1), refreshed=dict.fromkeys(first.refreshed, 1))
    following = replace(Settings(), release=2)
    others = platform(range(250), seed=6)
    second = build(
        [as_rows(others + platform(range(250, 250 + new)))], following, previous=dict(first.content), ledger=after
    )
    assert bool(second.refreshed) is made
    assert (found(second, "presence") == found(first, "presence")) is not made


def test_new_deals_count_by_weight() -> None:
    first = build([as_rows(platform(range(250)))], ledger=(ledger := Ledger()))
    after = replace(ledger, release=1, seen=dict.fromkeys(first.deals, 1), refreshed=dict.fromkeys(first.refreshed, 1))
    flood = [entry | {"seller": "s1"} for entry in platform(range(300, 500))]
    second = build([as_rows(platform(range(250)) + flood)], previous=dict(first.content), ledger=after)
    assert not second.refreshed
    assert to_text({**second.content, "sources": []}) == to_text({**first.content, "sources": []})


def test_a_row_is_new_since_its_own_last_release() -> None:
    """Consulting is made anew in release 2, agreements on secrets are not: their new deals of two releases add up."""

    def deals(first: int, *, consulting: int, nda: int) -> list[Row]:
        return platform(range(first, first + consulting)) + [
            entry | {"category": "nda"} for entry in platform(range(first + 50, first + 50 + nda))
        ]

    def following(built: Built, ledger: Ledger) -> Ledger:
        release = ledger.release + 1
        return replace(
            ledger,
            release=release,
            seen={**dict.fromkeys(built.deals, release), **ledger.seen},
            refreshed={**ledger.refreshed, **dict.fromkeys(built.refreshed, release)},
        )

    def anew(built: Built) -> set[str]:
        return {cell.category for _, _, cell in built.refreshed}

    ledger = Ledger()
    rows = deals(0, consulting=50, nda=50)
    built = build([as_rows(rows)], ledger=ledger)
    assert anew(built) == {"consulting", "services", "all", "nda"}
    for first, consulting, nda, expected in ((100, 15, 6, "consulting"), (200, 4, 4, "nda")):
        rows += deals(first, consulting=consulting, nda=nda)
        ledger = following(built, ledger)
        built = build([as_rows(rows)], previous=dict(built.content), ledger=ledger)
        assert anew(built) & {"consulting", "nda"} == {expected}


def test_too_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MEMORY", "5MB")
    path = as_csv(platform(range(100)), tmp_path / "a.csv")
    with pytest.raises(ClausecheckError, match="neither memory nor the temporary folder") as caught:
        build([path])
    assert caught.value.exit_code == 1


def test_settings_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "platform.toml"
    path.write_text(
        'id = "market"\ncurrency = "EUR"\nsize_bounds = [0, 500]\nwindow_cut = 2020\nleast_narrowed = 3\n'
        "[disclosure]\nleast_accounts = 30\nlargest_share = 0.4\n"
        '[[source]]\nid = "deals"\ntitle = "Deals"\nlicence = "private"\nmethod = "counted"\n',
        encoding="utf-8",
    )
    source = replace(OWN_DEALS, id="deals", title="Deals", licence="private", method="counted")
    disclosure = DisclosureSettings(least_accounts=30, largest_share=0.4)
    expected = Settings(
        id="market",
        currency="EUR",
        size_bounds=(0, 500),
        window_cut=2020,
        least_narrowed=3,
        disclosure=disclosure,
        sources=(source,),
    )
    assert read_settings(path) == expected
    assert read_settings(path, public=True).sources == (replace(source, public=True),)
    assert read_settings(None) == Settings()


SOURCE = '[[source]]\nid = "a"\ntitle = "t"\nlicence = "l"\nmethod = "m"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id = ", "a.toml: "),
        ("ID = 1", "a.toml: unknown setting 'ID'"),
        ("release = true", "a.toml: release is no whole number"),
        ("id = 'A b'", "a.toml: ids are small letters"),
        ("size_bounds = [1, 2]", "a.toml: size_bounds must ascend from 0"),
        ("size_bounds = [0, 2.5]", "a.toml: size_bounds is no list of whole numbers"),
        ("currency = 'usd'", "a.toml: currency 'usd' is no code"),
        ("window_cut = 10", "a.toml: release must be 1 or more, window_cut a year"),
        ("source = []", "a.toml: there must be a source"),
        (SOURCE * 2, "a.toml: there must be a source, and none twice"),
        (SOURCE + "URL = 'x'", "a.toml: unknown field of a source 'URL'"),
        (SOURCE + "public = 1", "a.toml: public of a source is no true or false"),
        ("[[source]]\nid = 'a'", "a.toml: a source without title, licence, method"),
        ("[disclosure]\nleast = 1", "a.toml: unknown setting of disclosure 'least'"),
        ("[disclosure]\nshare_points = 7", "a.toml: share_points is 7"),
        ("[disclosure]\nleast_accounts = true", "a.toml: least_accounts of disclosure is no whole number"),
        ("[disclosure]\nleast_accounts = 20.5", "a.toml: least_accounts of disclosure is no whole"),
        ("disclosure = 1", "a.toml: disclosure is no table"),
        ("[source]\nid = 1", "a.toml: a source is no table"),
    ],
)
def test_settings_that_make_no_sense_are_told(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_settings(path)
    assert str(caught.value).startswith(words)
    assert "\n" not in str(caught.value)


def test_published_contracts_need_a_described_source(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("id = 'a'", encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.toml describes no source"):
        read_settings(path, public=True)
    with pytest.raises(UsageError, match="--public needs a description"):
        read_settings(None, public=True)
