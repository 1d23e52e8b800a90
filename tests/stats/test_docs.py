"""The page on statistics and the figures agree."""

import re
from collections import Counter
from pathlib import Path

from clausecheck import stats
from clausecheck.compare.directions import DIRECTED
from clausecheck.model import Cell, year_windows
from clausecheck.model.taxonomy import CLAUSE_TYPES

PAGE = (Path(__file__).parents[2] / "docs" / "statistics.md").read_text(encoding="utf-8")
FIGURES = stats.load()
OLD, RECENT = (Cell("all", years=window) for window in year_windows(FIGURES.window_cut))


def _count(kind: str, cell: Cell) -> str:
    row = FIGURES.presence[kind, cell]
    return f"{row.count} of {row.sampled}"


def test_the_table_of_text_rules_is_the_shipped_one() -> None:
    for kind, rule in stats.presence_rules().items():
        if "cuad" in rule.counted:
            counts = f"| {_count(kind, Cell('all'))} | {_count(kind, Cell('services'))} |"
            assert f"| `{kind}` | {rule.says} {counts} {rule.right_hits} | {rule.right_misses} |" in PAGE


def test_the_table_of_values_is_the_shipped_one() -> None:
    for (term, unit, cell), row in FIGURES.values.items():
        if cell == Cell("all"):
            assert f"| `{term}` | {unit} | {row.sampled} |" in PAGE
    assert f"| `governing_law` | name | {FIGURES.names['governing_law', Cell('all')].sampled} |" in PAGE


def test_the_split_of_the_liability_label_is_the_shipped_one() -> None:
    for kind in ("cap_on_liability", "exclusion_of_consequential_damages"):
        assert f"`{kind}`, {_count(kind, Cell('all'))}" in PAGE
    assert f"{_count('limitation_of_liability', Cell('all'))} contracts carry it" in PAGE


def test_the_table_of_drift_is_the_shipped_one() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d+ of \d+) \| (\d+ of \d+) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 6
    changed = []
    for kind, before, since in rows:
        assert (before, since) == (_count(kind, OLD), _count(kind, RECENT))
        one, other = (FIGURES.presence[kind, cell] for cell in (OLD, RECENT))
        (low, high), (least, most) = stats.wilson(one.count, one.sampled), stats.wilson(other.count, other.sampled)
        changed.append(high < least or most < low)
    assert changed == [True] * 4 + [False] * 2


def test_the_table_of_directions_is_the_shipped_one() -> None:
    told = {kind: row for (kind, cell), row in FIGURES.directions.items() if cell == Cell("all")}
    assert set(told) == set(DIRECTED)
    for kind, row in told.items():
        have = FIGURES.presence[kind, Cell("all")].count
        counts = f"{have} | {row.sampled} | {row.mutual} | {row.seller} | {row.buyer}"
        line = f"| `{kind}` | {DIRECTED[kind].bound} | {counts} | "
        assert line in PAGE
        right, checked = re.match(r"(\d+) of (\d+) \|", PAGE.split(line)[1]).groups()  # type: ignore[union-attr]
        assert int(right) >= 0.85 * int(checked)


def test_types_whose_direction_is_left_out_are_not_shipped() -> None:
    left_out = PAGE.split("Left out, because fewer than 85 %")[1].split("\n\n")[0]
    named = set(re.findall(r"`(\w+)`", left_out))
    assert len(named) == 3
    assert named <= set(CLAUSE_TYPES)
    assert not named & {kind for kind, _ in FIGURES.directions}


def test_the_table_of_published_figures_is_the_shipped_one() -> None:
    for source, count in Counter(figure.source for figure in FIGURES.published).items():
        second_hand = "yes" if FIGURES.sources[source].second_hand else "no"
        assert f"| `{source}` | {count} | {second_hand} |" in PAGE


def test_statements_that_are_quoted_are_the_shipped_ones() -> None:
    rows = {row.id: row for row in FIGURES.statements}
    kept = rows["nda-20"]
    assert f"holds in {kept.count} of {kept.sampled} and is contradicted in {kept.contradicted}." in PAGE
    for key in ("nda-18", "nda-19"):
        assert f"{rows[key].count} of {rows[key].sampled})" in PAGE


def test_sources_and_samples_are_named() -> None:
    for source in FIGURES.sources:
        assert f"`{source}`" in PAGE
    assert FIGURES.sources["cuad-v1"].years.replace("-", " to ") in PAGE
    laws = FIGURES.names["governing_law", Cell("all")].sampled
    sampled = FIGURES.presence["parties", Cell("all")].sampled
    assert f"{laws} of the {sampled} contracts have one" in PAGE
    dated = FIGURES.presence["parties", OLD].sampled + FIGURES.presence["parties", RECENT].sampled
    assert f"{sampled - dated} contracts\nwithout a year" in PAGE
