"""What a table of observations may hold, and how it is told what is wrong with one, by file and row."""

import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from clausecheck.build import Rows, Settings, build
from clausecheck.build.engine import start
from clausecheck.build.settings import OWN_DEALS
from clausecheck.build.tally import Table
from clausecheck.errors import UnreadableError, UsageError
from clausecheck.model import Cell
from tests.build.observed import Row, as_rows, counted

HEAD = "deal,category,clause_type,present\n"
ROW = "d1,all,kill_fee,true\n"
DEAL = {"deal": "d1", "category": "all", "clause_type": "kill_fee"}


def fault(path: Path, data: bytes | str, kind: type[Exception]) -> str:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    with pytest.raises(kind) as caught:
        counted([path])
    assert "\n" not in str(caught.value)
    assert str(path.parent) not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"deal": None}, "no deal"),
        ({"deal": " "}, "no deal"),
        ({"category": None}, "no category"),
        ({"clause_type": None}, "no clause_type"),
        ({"source": "elsewhere"}, "unknown source 'elsewhere'"),
        ({"category": "consultng"}, "unknown category 'consultng'"),
        ({"clause_type": "Kill_fee"}, "unknown clause type 'Kill_fee'"),
        ({"deal": "d" * 201}, "a deal or an account of more than 200 characters"),
        ({"region": "New York"}, "region 'New York' is no ISO 3166 code"),
        ({"date": "2026-02-30"}, "date '2026-02-30' is no date"),
        ({"date": "1066"}, "date '1066' is no date"),
        ({"deal_size": "-1"}, "deal_size '-1' is no number"),
        ({"deal_size": "1_000"}, "deal_size '1_000' is no number"),
        ({"deal_size": "nan"}, "deal_size 'nan' is no number"),
        ({"currency": "$"}, "currency '$' is no ISO 4217 code"),
        ({"rate": "1e9"}, "rate '1e9' is no number"),
        ({"present": "maybe"}, "present 'maybe' is neither true nor false"),
        ({"term": "payment_day"}, "unknown term 'payment_day'"),
        ({"value": 3}, "a value or a name without a term"),
        ({"term": "payment_days", "value": "1e400", "unit": "days"}, "value '1e400' is no number"),
        ({"term": "payment_days", "value": 3}, "a value without a unit"),
        ({"term": "payment_days", "value": 3, "unit": "day"}, "unknown unit 'day'"),
        ({"term": "payment_days", "value": 3, "unit": "months"}, "term 'payment_days' is not counted in 'months'"),
        ({"term": "payment_days", "name": "x"}, "term 'payment_days' has no names"),
        ({"term": "venue", "name": "x" * 61}, "name '" + "x" * 40 + "' is longer than 60 characters"),
        ({"term": "venue", "name": "a\u202eb"}, "name 'a\u202eb' is longer than 60 characters or has invisible ones"),
        ({"direction": "both"}, "direction 'both' is not mutual, seller or buyer"),
        ({"proposed_by": "me", "outcome": "accepted"}, "proposed_by 'me' is not seller or buyer"),
        ({"proposed_by": "buyer", "outcome": "won"}, "outcome 'won' is not proposed"),
        ({"outcome": "accepted"}, "an outcome without proposed_by"),
        ({"round": -1}, "round '-1' is no number from 0 to 999"),
        ({"round": 1.5}, "round '1.5' is no number from 0 to 999"),
    ],
)
def test_a_cell_that_makes_no_sense_is_told_with_its_row(cells: Row, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        counted([as_rows([DEAL, DEAL | cells])])
    assert f"rows, row 3: {words}" in str(caught.value)


def test_a_few_faults_are_told_and_the_others_counted(tmp_path: Path) -> None:
    rows = "".join(f"d{number},all,kill_me,true\n" for number in range(5))
    said = fault(tmp_path / "five.csv", HEAD + ROW + rows, UsageError)
    assert said.startswith("five.csv, row 3: unknown clause type 'kill_me'; row 4: ")
    assert said.endswith("; 2 more")


def test_rows_are_numbered_as_they_stand_in_a_long_file(tmp_path: Path) -> None:
    wrong = sorted(random.Random(1).sample(range(400_000), 3))
    path = tmp_path / "long.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE t AS SELECT 'd' || i AS deal, 'all' AS category, CASE WHEN list_contains(?, i) THEN 'x' || i"
            " ELSE 'kill_fee' END AS clause_type FROM range(400000) AS r(i)",
            [wrong],
        )
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    with pytest.raises(UsageError) as caught:
        counted([path])
    told = "; ".join(f"row {number + 1}: unknown clause type 'x{number}'" for number in wrong)
    assert str(caught.value) == f"long.parquet, {told}"


@pytest.mark.parametrize(
    ("name", "data", "kind", "words"),
    [
        ("a.csv", "deal;category;clause_type\n", UsageError, "a.csv: unknown column 'deal;category;clause_type'"),
        ("a.csv", "deal,category\n", UsageError, "a.csv: no column clause_type"),
        ("a.csv", HEAD.replace("present", "deal"), UsageError, "a.csv: a column is there twice"),
        ("a.csv", "x" * 99_999, UsageError, "a.csv: unknown column 'xxxx"),
        ("a.csv", "", UsageError, "a.csv: no column deal"),
        ("a.csv", HEAD, UnreadableError, "there is no observation to count"),
        ("a.csv", HEAD + ROW + "d2,all\n", UnreadableError, "a.csv cannot be read: CSV Error on Line: 3"),
        ("a.csv", HEAD + 'd1,all,kill_fee,"true\n', UnreadableError, "a.csv cannot be read"),
        ("a.csv", (HEAD + ROW).encode("utf-16"), UnreadableError, "a.csv is no CSV table in UTF-8"),
        ("a.csv", HEAD.encode() + b"d\xe9,all,kill_fee,true\n", UnreadableError, "a.csv is no CSV table in UTF-8"),
        ("a.csv.gz", HEAD + ROW, UnreadableError, "a.csv.gz is no CSV table in UTF-8"),
        ("a.csv.gz", gzip.compress((HEAD + ROW * 9999).encode())[:200], UnreadableError, "a.csv.gz "),
        ("a.jsonl", json.dumps(DEAL) + '\n{"deal":', UnreadableError, "a.jsonl cannot be read: line 2 is no JSON"),
        ("a.jsonl", json.dumps(DEAL | {"Deal": 1}), UsageError, "a.jsonl, row 1: unknown column 'Deal'"),
        ("a.jsonl", "[1]\n", UsageError, "a.jsonl, row 1: not an object"),
        ("a.jsonl", json.dumps(DEAL | {"name": {"a": 1}}), UsageError, "a.jsonl, row 1: a list or an object"),
        ("a.parquet", "PAR1", UnreadableError, "a.parquet cannot be read"),
        ("a.xlsx", "PK", UsageError, "a.xlsx is no table of observations"),
        ("a.parquet.gz", "PK", UsageError, "a.parquet.gz is no table of observations"),
    ],
)
def test_a_file_that_is_no_table_is_told(
    tmp_path: Path, name: str, data: bytes | str, kind: type[Exception], words: str
) -> None:
    assert fault(tmp_path / name, data, kind).startswith(words)


def test_lists_in_parquet_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT 'd' AS deal, 'all' AS category, ['kill_fee'] AS clause_type) TO '{path}' (FORMAT parquet)"
        )
    assert fault(path, path.read_bytes(), UnreadableError) == "a.parquet: column clause_type holds lists or records"


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ({"seller": "a"}, {"seller": "b"}, "two sellers"),
        ({"category": "nda"}, {}, "two categories"),
        ({"region": "US"}, {"region": "US-NY"}, "two regions"),
        ({"deal_size": 1}, {"deal_size": 2}, "two sizes"),
        ({"rate": 1}, {"rate": 2}, "two rates"),
        ({"currency": "EUR"}, {"currency": "USD"}, "two currencies"),
    ],
)
def test_the_rows_of_a_deal_must_agree(one: Row, other: Row, words: str) -> None:
    with pytest.raises(UsageError, match=f"deal 'd1' has {words}"):
        counted([as_rows([DEAL | one, DEAL | other])])


def test_what_describes_a_deal_may_stand_on_one_row_and_of_dates_the_latest_counts() -> None:
    rows = [DEAL | {"seller": "s", "date": "2004"}, DEAL | {"region": "UK", "date": "2011-05-01"}, DEAL]
    cells = {tally.cell for tally in counted([as_rows(rows)]).tallies}
    assert Cell("all", "GB") in cells
    assert Cell("all", years="2010..") in cells
    assert Cell("all", years="..2009") not in cells


def test_a_moment_is_of_the_day_in_utc_wherever_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'd' AS deal, 'all' AS category, 'kill_fee' AS clause_type,"
            f" TIMESTAMPTZ '2009-12-31 23:30:00-05' AS date) TO '{path}' (FORMAT parquet)"
        )
    for zone in ("America/New_York", "Asia/Tokyo"):
        monkeypatch.setenv("TZ", zone)
        cells = {tally.cell for tally in counted([path]).tallies}
        assert Cell("all", years="2010..") in cells
        assert Cell("all", years="..2009") not in cells


def test_without_the_column_present_a_removed_clause_is_absent() -> None:
    settled = {"proposed_by": "buyer", "outcome": "removed"}
    rows = [DEAL, DEAL | {"deal": "d2", **settled}, DEAL | {"deal": "d3", **settled, "outcome": "changed"}]
    (tally,) = [
        tally
        for tally in counted([as_rows(rows)]).tallies
        if tally.table is Table.PRESENCE and tally.cell == Cell("all")
    ]
    assert tally.parts == (("present", 0.666667),)  # all deals are of one unknown seller
    assert tally.sampled == 1.0


def test_json_lines_without_present_are_a_table_without_the_column(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(DEAL) + "\n", encoding="utf-8")
    assert {tally.parts for tally in counted([path]).tallies} == {(("present", 1.0),)}
    path.write_text(json.dumps(DEAL | {"present": None}) + "\n", encoding="utf-8")
    assert not counted([path]).tallies


def test_cells_and_file_names_are_data(tmp_path: Path) -> None:
    evil = "x'); DROP TABLE observations; --"
    path = tmp_path / f"{evil}*[a]?.csv"
    path.write_text(f'deal,seller,category,clause_type\n"{evil}","{evil}",all,kill_fee\n', encoding="utf-8")
    (tmp_path / f"{evil}*a?.csv").write_text("nothing\n", encoding="utf-8")
    assert counted([path]).deals == 1


def test_rows_may_hold_what_file_names_hold() -> None:
    names = ("caf\udce9.pdf", "caf\udcea.pdf", 'a\nb,"c".pdf', "a\tb")
    assert counted([as_rows([DEAL | {"deal": name} for name in names])]).deals == 4


def test_the_engine_opens_nothing_but_its_tables(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    with start(inside, []) as connection:
        for text in (
            f"SELECT * FROM read_csv('{tmp_path}/secret.csv')",
            f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
            "INSTALL httpfs",
            "SET enable_external_access = true",
            "SELECT * FROM read_csv('https://example.org/a.csv')",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(text)
    assert not (tmp_path / "out.csv").exists()


def test_two_sources_that_count_the_same_are_refused() -> None:
    both = Settings(sources=tuple(replace(OWN_DEALS, id=name, public=True) for name in ("one", "two")))
    rows = [DEAL | {"source": "one"}, DEAL | {"source": "two"}]
    with pytest.raises(UsageError, match="kill_fee is counted from two sources, one and two"):
        counted([as_rows(rows)], both)
    with pytest.raises(UsageError, match="row 2: no source, and the settings list several"):
        counted([as_rows([DEAL])], both)
    assert counted([as_rows([rows[0], rows[1] | {"clause_type": "deposit"}])], both).deals == 2


def test_rows_are_read_once_and_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    built = build([Rows(name="stream", columns=tuple(DEAL), rows=iter([tuple(DEAL.values())]))])
    assert built.report[0] == "1 observation of 1 deal"
    assert not list(tmp_path.iterdir())
