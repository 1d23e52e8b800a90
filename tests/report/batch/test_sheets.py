"""The results as CSV and as a spreadsheet hold one line a file, with texts that do nothing."""

import csv
import io
import zipfile
from typing import Any

import openpyxl
import pytest

from clausecheck.model import Severity, Side, Verdict
from clausecheck.model.batch import Outcome, Row
from clausecheck.report.batch.columns import cells, columns
from clausecheck.report.batch.tally import Tally
from clausecheck.report.batch.xlsx import XlsxTable
from tests.report import nasty
from tests.report.batch.rows import point, reviewed, unread, written

SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝")
FORMULA = '=HYPERLINK("http://evil.example","z")'


def csv_lines(files: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["results.csv"].decode("utf-8"), newline="")))


def book(files: dict[str, bytes]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(files["results.xlsx"]))


def sheet_lines(files: dict[str, bytes], sheet: str = "Files") -> list[dict[str, Any]]:
    head, *lines = book(files)[sheet].iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_a_file_is_a_line_with_what_was_found() -> None:
    row = reviewed("north/msa.docx", point(), point(Severity.LOW, "No clause on notices", clause="7.2"), account="a-17")
    files, _ = written([row, unread("south/secret.pdf")])
    first, second = csv_lines(files)
    assert first | {"hint": ""} == first | {
        "file": "north/msa.docx", "account": "a-17", "outcome": "reviewed", "scan": "clean", "category": "consulting",
        "category_detected": "yes", "seller_worst": "high", "seller_critical": "0", "seller_high": "1",
        "seller_low": "1", "seller_top": "No limit on liability; No clause on notices (7.2)",
        "seller_review": "reviews/msa-seller.json", "pages": "3", "words": "1200", "bytes": "2048", "hint": "",
    }  # fmt: skip
    assert (second["outcome"], second["why"], second["hint"]) == (
        "unreadable", "secret.pdf is protected with a password", "remove it",
    )  # fmt: skip
    assert second["seller_worst"] == second["seller_high"] == second["scan"] == ""


def test_each_side_has_columns_of_its_own() -> None:
    files, _ = written([reviewed("a.txt", point(), sides=tuple(Side))], *Side)
    (line,) = csv_lines(files)
    assert (line["seller_high"], line["buyer_high"], line["buyer_review"]) == ("1", "1", "reviews/msa-buyer.json")


def test_both_tables_say_the_same() -> None:
    files, _ = written([reviewed("a.txt", point()), unread("b.txt"), reviewed("=c.txt")])
    spread = [{key.replace(" ", "_"): value for key, value in line.items()} for line in sheet_lines(files)]
    assert [{key: "" if value is None else str(value) for key, value in line.items()} for line in spread] == csv_lines(
        files
    )


def test_numbers_are_numbers_and_texts_are_texts() -> None:
    files, _ = written([reviewed("1234", point(), title="007", account="-5")])
    (line,) = sheet_lines(files)
    assert (line["words"], line["seller high"], line["pages"]) == (1200, 1, 3)
    assert (line["file"], line["title"], line["account"]) == ("1234", "007", "'-5")


@pytest.mark.parametrize("begin", ["", " ", '"', "x;", "\t", "\u200b"])
def test_nothing_in_a_sheet_is_a_formula_or_a_link(begin: str) -> None:
    bad = f"{begin}{FORMULA}"
    row = reviewed(
        bad,
        point(title=bad, clause=bad),
        account=bad,
        title=bad,
        why=bad,
        hint=bad,
        category=bad,
        region=bad,
        same_as=bad,
    )
    files, _ = written([row, unread(bad, why=bad)])
    for line in csv_lines(files):
        assert not [cell for cell in line.values() if cell.lstrip(' "').startswith(SIGNS)]
    for sheet in book(files):
        for one in (one for line in sheet.iter_rows() for one in line):
            assert one.data_type in {"s", "n", "inlineStr"}
            assert one.hyperlink is None
            assert not str(one.value or "").lstrip(' "').startswith(SIGNS)
    with zipfile.ZipFile(io.BytesIO(files["results.xlsx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [
        name for name, data in parts.items() if b"<f>" in data or b"<hyperlink" in data or b'"External"' in data
    ]


@pytest.mark.parametrize("name", [*nasty.MARKS, nasty.CONTROLS, "a\nb", "a\udc80b", "x" * 255, 'a,"b"', "a\r\nb,c"])
def test_a_name_of_any_kind_is_one_line(name: str) -> None:
    files, _ = written([reviewed(name), reviewed("next.txt")])
    assert [line["outcome"] for line in csv_lines(files)] == ["reviewed"] * 2
    assert [line["outcome"] for line in sheet_lines(files)] == ["reviewed"] * 2
    assert csv_lines(files)[0]["file"] == sheet_lines(files)[0]["file"]
    assert files["results.csv"].count(b"\n") == 3


def test_names_that_differ_are_told_apart() -> None:
    names = ["a b.txt", "a  b.txt", "a\u00a0b.txt", "a\tb.txt", "a\nb.txt", " a b.txt", "a b.txt "]
    files, _ = written([reviewed(name) for name in names])
    assert len({line["file"] for line in csv_lines(files)}) == len(names)


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = [reviewed(f"{number}.txt", point()) for number in range(30)] + [unread("b.txt")]
    assert written(rows)[0] == written(rows)[0]


def test_a_sheet_has_a_frozen_head_filters_and_totals_beside_it() -> None:
    files, _ = written([reviewed("a.txt", point()), unread("b.txt"), reviewed("c.txt", category="saas")])
    sheets = book(files)
    assert sheets.sheetnames == ["Files", "Totals"]
    assert sheets["Files"].freeze_panes == "B2"
    assert sheets["Files"].auto_filter.ref.startswith("A1:")
    lines = {line[0]: line[1] for line in sheets["Totals"].iter_rows(values_only=True)}
    assert (lines["files"], lines["consulting"], lines["saas"], lines["not known"], lines["total"]) == (3, 1, 1, 1, 3)
    assert lines["the file is protected with a password"] == 1


def test_files_that_no_sheet_holds_go_to_the_next_one() -> None:
    shown, tally, stream = columns((Side.SELLER,)), Tally(), io.BytesIO()
    rows: list[Row] = [reviewed(f"{number}.txt") for number in range(7)]
    with XlsxTable(stream, shown, lines=4) as table:
        for row in rows:
            tally.add(row)
            table.add(cells(shown, row))
        table.end(tally.totals())
    files = {"results.xlsx": stream.getvalue()}
    assert book(files).sheetnames == ["Files", "Totals", "Files 2", "Files 3"]
    found = [line["file"] for name in ("Files", "Files 2", "Files 3") for line in sheet_lines(files, name)]
    assert found == [row.name for row in rows]


def test_what_the_scan_says_of_a_file_is_a_column() -> None:
    files, _ = written([reviewed("a.txt", scan=Verdict.HOSTILE), unread("b.txt", Outcome.LIMIT)])
    assert [(line["scan"], line["outcome"]) for line in csv_lines(files)] == [("hostile", "reviewed"), ("", "limit")]
