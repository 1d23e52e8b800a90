"""docs/build-statistics.md says what the program does: its columns, its settings, and what its example gives."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from clausecheck.build import Settings, build, read_settings
from clausecheck.build.observations import COLUMNS
from clausecheck.build.tally import Table
from clausecheck.model import Cell, Source
from clausecheck.stats.write import to_text
from tests.build.observed import counted

PAGE = (Path(__file__).parents[2] / "docs" / "build-statistics.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def block(text: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1]


def first_column(text: str) -> list[str]:
    return re.findall(r"^\| `(\w+)`", text, re.MULTILINE)


def test_the_columns_are_those_of_the_page() -> None:
    assert tuple(first_column(section("The table of observations"))) == COLUMNS


def test_the_settings_are_those_of_the_page(tmp_path: Path) -> None:
    listed = first_column(section("Settings"))
    assert set(listed) == {field.name for field in fields(Settings)} - {"sources"} | {"source"}
    said = re.search(r"^\| `source` .*$", section("Settings"), re.MULTILINE)
    assert said
    assert set(re.findall(r"`(\w+)`", said[0].partition("| one,")[2])) == {field.name for field in fields(Source)}
    usual = Settings()
    shown = {"id": f"`{usual.id}`", "release": str(usual.release), "currency": f"`{usual.currency}`"}
    shown |= {"size_bounds": ", ".join(map(str, usual.size_bounds)), "window_cut": str(usual.window_cut)}
    shown |= {"least_narrowed": str(usual.least_narrowed)}
    for name, value in shown.items():
        assert f"| `{name}` | {value} |" in PAGE
    path = tmp_path / "market.toml"
    path.write_text(block(section("Settings"), "toml"), encoding="utf-8")
    settings = read_settings(path)
    assert (settings.id, settings.disclosure.least_accounts, settings.sources[0].note) == (
        "market",
        30,
        "small studios are over-represented",
    )


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    done = subprocess.run(
        [sys.executable, "-c", block(section("An example"), "python")], capture_output=True, check=True, timeout=60
    )
    path = tmp_path_factory.mktemp("example") / "deals.csv"
    path.write_bytes(done.stdout)
    return path


def test_the_example_gives_what_the_page_shows(deals: Path) -> None:
    example = section("An example")
    built = build([deals])
    told = block(example, "console").splitlines()[2:]
    assert told == [*built.report, "wrote statistics.json"]
    lines = {line.strip().rstrip(",") for line in to_text(built.content).splitlines()}
    rows = block(example, "json").splitlines()
    assert len(rows) == 3
    assert set(rows) <= lines


def test_the_weights_are_those_of_the_page(deals: Path) -> None:
    (tally,) = [
        tally
        for tally in counted([deals], Settings()).tallies
        if (tally.table, tally.key, tally.cell) == (Table.PRESENCE, ("kill_fee",), Cell("consulting"))
    ]
    said = " ".join(section("An example").split())
    assert f"{dict(tally.parts)['present']:.1f} of {tally.sampled:.1f}" in said
    rows = [line.split(",") for line in deals.read_text(encoding="utf-8").splitlines()]
    asked = [row[7] for row in rows if row[3] == "consulting" and row[6] == "kill_fee"]
    assert f"{asked.count('true')} of {len(asked)} consulting deals" in said
