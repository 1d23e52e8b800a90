import hashlib
import os

import pytest

from clausecheck import stats
from clausecheck.errors import UsageError
from clausecheck.model import Cell
from tests.statistics_files import SOURCE, names, presence, values

from .conftest import TABLES


def test_a_folder_is_read(statistics_folder) -> None:
    place = statistics_folder()
    figures = stats.load(place)
    assert (figures.id, figures.release, figures.as_of, figures.name) == ("test", 7, "2004", "test 7")
    assert figures.digest == f"sha256:{hashlib.sha256((place / 'statistics.json').read_bytes()).hexdigest()}"
    row = figures.presence["confidentiality", Cell("consulting")]
    assert (row.count, row.sampled, row.source) == (2, 9, "one")
    assert figures.presence["confidentiality", Cell("services", "US", "0-999")].sampled == 3
    assert ("confidentiality", Cell("hosting")) not in figures.presence
    stated = figures.values["payment_days", "days", Cell("all")]
    assert stated.values == ((15.0, 4), (30.0, 20), (60.0, 6))
    assert stated.sampled == 30
    named = figures.names["governing_law", Cell("all")]
    assert named.names == (("New York", 9), ("Delaware", 5))
    assert named.sampled == 14


def test_a_file_is_parsed_once_and_again_when_its_bytes_have_changed(statistics_folder) -> None:
    place = statistics_folder()
    first = stats.load(place, "consulting")
    assert stats.load(place, "consulting") is first

    file = place / "statistics.json"
    told = file.stat()
    file.write_bytes(file.read_bytes().replace(b'"release": 7', b'"release": 8'))
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))

    assert (first.release, stats.load(place, "consulting").release) == (7, 8)


def test_a_file_may_be_named_itself(statistics_folder, tmp_path) -> None:
    place = statistics_folder()
    (place / "statistics.json").rename(tmp_path / "mine.json")
    assert stats.load(tmp_path / "mine.json").id == "test"


def row(table: str, **changes: object) -> dict[str, object]:
    return TABLES[table][0] | changes


@pytest.mark.parametrize(
    ("table", "wrong", "message"),
    [
        ("presence", row("presence", category="agency", count=5, sampled=4), "row 7: count 5 is above its sample 4"),
        ("presence", row("presence"), "is there twice"),
        ("presence", row("presence", type="telepathy"), "unknown clause type 'telepathy'"),
        ("presence", row("presence", category="moon"), "unknown category 'moon'"),
        ("presence", row("presence", source="two"), "unknown source 'two'"),
        ("presence", row("presence", category="agency", count=-1), "-1 is no count"),
        ("presence", row("presence", category="agency", count=True), "True is no count"),
        ("presence", row("presence", category="agency", count="1"), "'1' is no count"),
        ("presence", {"type": "notices", "category": "all", "count": 1, "source": "one"}, "sampled is missing"),
        ("presence", {"type": "notices", "category": "all", "count": 1, "sampled": 2}, "source is missing"),
        ("presence", row("presence", region=7), "no text"),
        ("presence", [], "row 7"),
        ("values", row("values", unit="months"), "unknown term 'payment_days' in 'months'"),
        ("values", row("values", category="agency", values=[["soon", 30]]), "'soon' is no value"),
        ("values", row("values", category="agency", values=[[30, 10], [15, 20]]), "do not ascend"),
        ("values", row("values", category="agency", sampled=31), "count 30 is not its sample 31"),
        ("names", row("names", term="payment_days"), "unknown term 'payment_days'"),
        ("names", row("names", category="agency", names=[["", 14]]), "a name is empty"),
        ("names", row("names", category="agency", others=1), "count 15 is not its sample 14"),
        ("directions", row("presence", mutual=1, seller=1, buyer=0, sampled=3), "count 2 is not its sample 3"),
        ("outcomes", row("presence", proposed_by="judge", accepted=1, changed=0, removed=0, rounds=[]), "judge"),
    ],
)
def test_a_wrong_entry_is_told_with_its_row(statistics_folder, table: str, wrong: object, message: str) -> None:
    rows = [*TABLES.get(table, []), wrong]
    if table == "outcomes":
        wrong["sampled"] = 1
    with pytest.raises(UsageError) as raised:
        stats.load(statistics_folder(**{table: rows}))
    assert message in raised.value.message
    assert table in raised.value.message
    assert "stats check" in raised.value.hint


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"schema": "clausecheck/statistics/2"}, "its schema is not clausecheck/statistics/1"),
        ({"sources": [{"id": "one"}]}, "missing"),
        ({"sources": [SOURCE | {"account": "x"}]}, "account"),
        ({"release": "seven"}, "'seven' is no count"),
        ({"presence": {}, "values": None}, "statistics.json is no statistics file"),
    ],
)
def test_a_wrong_file_is_told(statistics_folder, changes: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError) as raised:
        stats.load(statistics_folder(**changes))
    assert message in raised.value.message


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"", b"[]", b"[" * 100_000, b'{"schema": NaN}'])
def test_bytes_that_are_no_statistics_are_told(tmp_path, raw: bytes) -> None:
    (tmp_path / "statistics.json").write_bytes(raw)
    with pytest.raises(UsageError, match=r"statistics\.json is no statistics file"):
        stats.load(tmp_path)


def test_a_missing_file_is_told_without_its_folder(tmp_path) -> None:
    with pytest.raises(UsageError) as raised:
        stats.load(tmp_path)
    assert "statistics.json cannot be read" in raised.value.message
    assert str(tmp_path) not in raised.value.message


def test_rows_that_stand_for_themselves_are_read(statistics_folder) -> None:
    figures = stats.load(
        statistics_folder(
            presence=presence("notices all 1 2"),
            values=values("rate USD_per_hour all 90:3 120:4"),
            names=names("venue all Rome:2"),
        )
    )
    assert figures.values["rate", "USD_per_hour", Cell("all")].sampled == 7
    assert figures.names["venue", Cell("all")].names == (("Rome", 2),)
