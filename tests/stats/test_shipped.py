"""Every entry of the shipped statistics."""

import csv

import pytest

from clausecheck import stats
from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES, CUAD_TYPES, category_chain
from clausecheck.resources import folder
from clausecheck.stats.load import UNITS

FIGURES = stats.load()


def test_every_presence_row_makes_sense() -> None:
    for (kind, category), (count, sampled, source) in FIGURES.presence_rows.items():
        assert kind in CLAUSE_TYPES
        assert category in CATEGORY_PARENT
        assert 0 <= count <= sampled
        assert sampled > 0
        assert source in FIGURES.sources


def test_every_value_row_makes_sense() -> None:
    for (term, unit, category), (values, source) in FIGURES.value_rows.items():
        assert unit in UNITS[term]
        assert category in CATEGORY_PARENT
        assert list(values) == sorted(values)
        assert all(value >= 0 and count > 0 for value, count in values)
        assert source in FIGURES.sources


def test_every_name_row_makes_sense() -> None:
    for (term, category), (names, source) in FIGURES.name_rows.items():
        assert term == "governing_law"
        assert category in CATEGORY_PARENT
        assert all(name and count > 0 for name, count in names)
        assert source in FIGURES.sources


@pytest.mark.parametrize("source", FIGURES.sources.values(), ids=lambda source: source.id)
def test_every_source_is_told_in_full(source) -> None:
    assert source.licence == "CC BY 4.0"
    assert source.url.startswith("https://")
    assert source.years
    assert source.as_of.isdigit()
    assert "not the market" in source.note
    assert "@" not in source.note + source.years


def test_every_source_is_used() -> None:
    used = {row[-1] for rows in (FIGURES.presence_rows, FIGURES.value_rows, FIGURES.name_rows) for row in rows.values()}
    assert used == set(FIGURES.sources)


def test_every_label_of_cuad_is_counted_over_all_contracts() -> None:
    samples = {FIGURES.presence_rows[kind, "all"][1] for kind in CUAD_TYPES}
    assert len(samples) == 1
    assert samples.pop() > 300


def test_a_parent_has_at_least_what_its_children_have() -> None:
    for (kind, category), (count, sampled, _) in FIGURES.presence_rows.items():
        for parent in category_chain(category)[1:]:
            if category != "nda":
                above = FIGURES.presence_rows[kind, parent]
                assert count <= above[0]
                assert sampled <= above[1]


def test_the_liability_label_is_split() -> None:
    """ "54 % have a cap" would be false: the label counts exclusions and limits in time as well."""
    for category in ("services", "all"):
        union = FIGURES.presence_rows["limitation_of_liability", category][0]
        cap = FIGURES.presence_rows["cap_on_liability", category][0]
        exclusion = FIGURES.presence_rows["exclusion_of_consequential_damages", category][0]
        assert max(cap, exclusion) < union <= cap + exclusion + union // 5


@pytest.mark.parametrize("name", ["presence.csv", "values.csv", "names.csv"])
def test_files_are_canonical(name: str) -> None:
    data = (folder("clause_stats") / name).read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    rows = list(csv.reader(data.decode("utf-8").splitlines()))[1:]
    keys = [
        tuple(float(cell) if name == "values.csv" and at == 3 else cell for at, cell in enumerate(row)) for row in rows
    ]
    assert keys == sorted(keys)
