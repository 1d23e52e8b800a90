"""`clausecheck batch` with archives, lists and standard input, from the command to the rows."""

import zipfile
from pathlib import Path

import pytest

from tests.cli.batches import QUICK, contract, rows
from tests.cli.conftest import Program


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A contract in a folder, and two more in an archive beside what does no good."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "one.txt").write_text(contract(1), encoding="utf-8")
    with zipfile.ZipFile(folder / "week.zip", "w", zipfile.ZIP_DEFLATED) as week:
        week.writestr("two.txt", contract(2))
        week.writestr("north/again.txt", contract(1))
        week.writestr("../../../escaped.txt", contract(3))
        week.writestr("bomb.txt", bytes(20_000_000))
        week.writestr("more.zip", b"PK")
    return folder


def test_the_files_of_an_archive_are_rows_and_nothing_is_unpacked(
    program: Program, inbox: Path, tmp_path: Path
) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    told = program("batch", inbox, "--out", inbox / "out", *QUICK)
    found = rows(inbox / "out")
    assert {row["file"]: row["outcome"] for row in found} == {
        "one.txt": "reviewed",
        "week.zip/two.txt": "reviewed",
        "week.zip/north/again.txt": "reviewed",
        "week.zip/../../../escaped.txt": "skipped",
        "week.zip/bomb.txt": "limit",
        "week.zip/more.zip": "skipped",
    }
    assert {row["file"]: row["same_as"] for row in found}["week.zip/north/again.txt"] == "one.txt"
    assert told.returncode == 3
    made = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert all(path.is_relative_to(inbox / "out") for path in made)


def test_the_same_command_does_not_read_its_own_results(program: Program, inbox: Path) -> None:
    """Neither in the folder, nor where a shell names them among the files."""
    out = inbox / "out"
    program("batch", inbox, "--out", out, *QUICK)
    first = (out / "results.csv").read_bytes()
    program("batch", inbox, "--out", out, *QUICK)
    assert (out / "results.csv").read_bytes() == first
    program("batch", inbox / "one.txt", out, out / "results.csv", "--out", out, *QUICK)
    assert [row["file"] for row in rows(out)] == ["one.txt"]


def test_a_list_says_what_is_asked_of_each_file(program: Program, inbox: Path, tmp_path: Path) -> None:
    listed = "File;Side;Category;Account\r\none.txt;both;SaaS;Acme\r\nnowhere.docx;buyer;;\r\nweek.zip;buyer;;Bolt\r\n"
    (inbox / "list.csv").write_text(listed, encoding="utf-8-sig")
    told = program("batch", inbox / "list.csv", "--out", tmp_path / "out", *QUICK)
    found = {row["file"]: row for row in rows(tmp_path / "out")}
    assert told.returncode == 3
    assert (found["one.txt"]["category"], found["one.txt"]["account"]) == ("saas", "Acme")
    assert found["nowhere.docx"]["outcome"] == "unreadable"
    assert found["week.zip/two.txt"]["account"] == "Bolt"
    reviews = {path.name.rpartition("-")[2] for path in (tmp_path / "out" / "reviews").glob("one*")}
    assert reviews == {"seller.json", "buyer.json"}


def test_a_list_that_does_not_fit_is_refused_before_any_work(program: Program, inbox: Path, tmp_path: Path) -> None:
    (inbox / "list.csv").write_text("file,side\none.txt,seller\nweek.zip,vendor\n", encoding="utf-8")
    told = program("batch", inbox / "list.csv", "--out", tmp_path / "out", *QUICK)
    assert told.returncode == 2
    assert told.stderr.splitlines()[0] == "error: list.csv, line 3: unknown side 'vendor'"
    assert not (tmp_path / "out").exists()


def test_standard_input_is_a_list(program: Program, inbox: Path, tmp_path: Path) -> None:
    """As `find -print0` writes it."""
    told = program("batch", "-", "--out", tmp_path / "out", *QUICK, stdin=f"{inbox}/one.txt\0{inbox}/none.txt\0")
    assert [(Path(row["file"]).name, row["outcome"]) for row in rows(tmp_path / "out")] == [
        ("one.txt", "reviewed"),
        ("none.txt", "unreadable"),
    ]
    assert told.returncode == 3
