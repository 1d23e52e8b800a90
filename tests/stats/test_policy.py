"""The policy: what it withholds is gone, for whoever asks; a slip in it, or a side in it, is refused."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from clausecheck import resources, stats
from clausecheck.errors import UsageError
from clausecheck.model import Cell, Side
from clausecheck.stats.policy import COUNTED, TABLES, Policy
from tests import statistics_files as making

CELL = {"category": "services", "source": "one"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sources, two types and a term or more in every table."""
    other = {"source": "two"}
    figure = {
        "topic": "caps",
        "measure": "mean",
        "population": "all",
        "value": 12,
        "unit": "months",
        "categories": ["services"],
        "date": "2020",
        "source": "one",
    }
    outcome = {"proposed_by": "seller", "accepted": 5, "changed": 0, "removed": 0, "rounds": [[1, 5]], "sampled": 5}
    return making.write(
        tmp_path,
        sources=[making.SOURCE, making.SOURCE | {"id": "two", "as_of": "2002"}],
        presence=making.presence("insurance services 30 90\npayment_terms services 8 9\npayment_terms license 1 9")
        + [row | other for row in making.presence("warranties all 5 50")],
        values=making.values("payment_days days services 30:5 60:1\ncure_period days services 30:12"),
        names=making.names("governing_law services New_York:7"),
        directions=[{"type": "insurance", "mutual": 3, "seller": 4, "buyer": 0, "sampled": 7} | CELL],
        outcomes=[{"type": "payment_terms"} | outcome | CELL],
        statements=[
            {"id": "s", "statement": "says so", "type": "insurance", "count": 2, "contradicted": 0, "sampled": 9} | CELL
        ],
        published=[
            figure | {"id": "cap", "types": ["cap_on_liability", "insurance"]},
            figure | {"id": "rate", "types": [], "categories": ["license", "services"]},
        ],
    )


def served(folder: Path, text: str) -> stats.Statistics:
    """The statistics of a folder as a policy with these settings serves them."""
    path = folder / "mine.toml"
    path.write_text(f'id = "mine"\nversion = 3\n{text}\n', encoding="utf-8")
    return stats.load_served(folder, path)[0]


def types_of(found: stats.Statistics) -> set[str]:
    rows: list[Any] = [*found.presence.values(), *found.directions.values(), *found.outcomes.values()]
    return {row.clause_type for row in (*rows, *found.statements)} | {
        kind for row in found.published for kind in row.clause_types
    }


def test_the_shipped_policy_serves_everything() -> None:
    found, policy = stats.load_served()
    whole = stats.load()
    for table in TABLES:
        assert getattr(found, table) == getattr(whole, table)
    assert policy.name == "clausecheck-default 1"


def test_every_setting_of_the_shipped_file_is_read() -> None:
    data = resources.toml("clause_stats", "policy.toml")
    settings = stats.load_policy().settings()
    assert data | {"tables": sorted(data["tables"])} == settings


def test_a_withheld_type_is_gone_from_every_table_with_its_terms(folder: Path) -> None:
    found = served(folder, 'withhold.types = ["payment_terms"]')
    assert "payment_terms" in types_of(stats.load(folder))
    assert "payment_terms" not in types_of(found)
    assert {key[0] for key in found.values} == {"cure_period"}
    assert found.usual_presence("payment_terms", Cell("services"), 1) is None
    assert "insurance" in types_of(found)


def test_a_published_figure_on_a_withheld_type_is_gone(folder: Path) -> None:
    found = served(folder, 'withhold.types = ["cap_on_liability"]')
    assert [row.id for row in found.published] == ["rate"]


def test_a_published_figure_is_gone_with_the_term_that_belongs_to_its_type(folder: Path) -> None:
    assert [row.id for row in served(folder, 'withhold.terms = ["liability_cap"]').published] == ["rate"]
    assert [row.id for row in served(folder, 'withhold.terms = ["rate"]').published] == ["cap"]
    assert len(served(folder, 'withhold.terms = ["cure_period"]').published) == 2


def test_a_withheld_term_is_gone_and_its_type_stays(folder: Path) -> None:
    found = served(folder, 'withhold.terms = ["payment_days", "governing_law"]')
    assert {key[0] for key in found.values} == {"cure_period"}
    assert found.names == {}
    assert ("payment_terms", Cell("services")) in found.presence


def test_a_withheld_category_is_gone_and_wider_ones_stay(folder: Path) -> None:
    found = served(folder, 'withhold.categories = ["services"]')
    assert {cell.category for _, cell in found.presence} == {"license", "all"}
    assert [(row.id, row.categories) for row in found.published] == [("rate", ("license",))]


def test_a_withheld_source_is_gone_with_its_name(folder: Path) -> None:
    found = served(folder, 'withhold.sources = ["one"]')
    assert {row.source for row in found.presence.values()} == {"two"}
    assert set(found.sources) == {"two"}
    assert (stats.load(folder).as_of, found.as_of) == ("2004", "2002")


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_is_not_served_is_empty(folder: Path, table: str) -> None:
    others = [name for name in TABLES if name != table]
    found, whole = served(folder, f"tables = {others}"), stats.load(folder)
    assert not getattr(found, table)
    assert all(getattr(found, name) == getattr(whole, name) for name in others)


def test_a_sample_below_the_least_is_gone(folder: Path) -> None:
    found = served(folder, "least.presence = 10\nleast.values = 7")
    assert {row.sampled for row in found.presence.values()} == {90, 50}
    assert {key[0] for key in found.values} == {"cure_period"}
    assert found.directions, "of other tables nothing is said"


def test_serving_again_changes_nothing(folder: Path) -> None:
    path = folder / "mine.toml"
    path.write_text('id = "m"\nversion = 1\nwithhold.types = ["insurance"]\nleast.presence = 10\n', encoding="utf-8")
    found, policy = stats.load_served(folder, path)
    assert stats.serve(found, policy) == found != stats.load(folder)


def test_the_policy_beside_the_statistics_is_used_and_one_that_is_named_wins(folder: Path, tmp_path: Path) -> None:
    assert stats.load_policy(statistics=folder).id == "clausecheck-default"
    (folder / "policy.toml").write_text('id = "beside"\nversion = 1\n', encoding="utf-8")
    assert stats.load_policy(statistics=folder).id == "beside"
    assert stats.load_policy(statistics=folder / "statistics.json").id == "beside"
    named = tmp_path / "other.toml"
    named.write_text('id = "named"\nversion = 1\n', encoding="utf-8")
    assert stats.load_policy(named, folder).id == "named"
    assert stats.load_policy().id == "clausecheck-default"


def test_comments_and_defaults_that_are_left_out_do_not_change_the_settings(tmp_path: Path) -> None:
    short = tmp_path / "policy.toml"
    short.write_text('# short\nversion = 1\nid = "clausecheck-default"\n', encoding="utf-8")
    assert stats.load_policy(short).settings() == stats.load_policy().settings()


def test_no_field_of_a_policy_can_hold_a_side() -> None:
    fields = {field.name for field in dataclasses.fields(Policy)}
    assert not any(side.value in name for side in Side for name in fields)
    assert not set(TABLES) & {side.value for side in Side}
    assert set(COUNTED) <= set(TABLES)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('side = "seller"', "'side': a policy holds for both sides alike"),
        ("[seller]\ntables = []", "'seller': a policy holds for both sides"),
        ('[withhold]\nbuyer_types = ["insurance"]', "'buyer_types': a policy holds for both sides"),
        ("[least.seller]\npresence = 5", "'seller': a policy holds for both sides"),
        ("colour = 1", "unknown key 'colour'"),
        ("[withhold]\ntype = []", "unknown key 'withhold.type'"),
        ("[least]\npublished = 3", "unknown key 'least.published'"),
        ('tables = ["presences"]', "tables: 'presences' is not known"),
        ('[withhold]\ntypes = ["cap"]', "withhold.types: 'cap' is not known"),
        ('[withhold]\nterms = ["payment"]', "withhold.terms: 'payment' is not known"),
        ('[withhold]\ncategories = ["moon"]', "withhold.categories: 'moon' is not known"),
        ('[withhold]\nsources = ["three"]', "withholds 'three', which is no source of test 7"),
        ("[withhold]\ntypes = [1]", "no list of words"),
        ('tables = "presence"', "no list of words"),
        ("withhold = 1", "withhold is no table"),
        ("[least]\npresence = 0", "no whole number from 1 up"),
        ("[least]\npresence = true", "no whole number from 1 up"),
        ("[least]\npresence = 20.0", "no whole number from 1 up"),
        ("= 1", "mine.toml is no policy"),
        ("a = " + "[" * 5000, "mine.toml is no policy"),
    ],
)
def test_what_makes_no_sense_is_refused(folder: Path, text: str, told: str) -> None:
    with pytest.raises(UsageError) as fault:
        served(folder, text)
    assert told in fault.value.message
    assert "\n" not in fault.value.message


@pytest.mark.parametrize("raw", [b"", b'id = "x"', b"id = 3\nversion = 1", b'id = "\xff"\nversion = 1', b"#" * 300_000])
def test_a_file_without_id_and_version_or_that_is_no_text_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(raw)
    with pytest.raises(UsageError, match=r"policy\.toml is no policy"):
        stats.load_policy(path)
