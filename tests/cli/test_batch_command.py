"""`clausecheck batch`: one row a file, the reviews, the exit code, and what is refused before any work."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.batches import QUICK, contract, folder_of, results, rows
from tests.cli.conftest import CONTRACT, Program
from tests.cli.test_scan_command import HIDDEN, hiding_body
from tests.read.files import word_file

PLAYBOOK = """\
side = "buyer"

[term.payment_days]
standard = 60
walk_away = 30
"""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What people upload: contracts, one twice, a damaged file, an empty one, a link, a pipe."""
    folder = tmp_path_factory.mktemp("mixed") / "uploads"
    (folder / "north").mkdir(parents=True)
    (folder / "a.txt").write_text(contract(1), encoding="utf-8")
    (folder / "north" / "b.docx").write_bytes(word_file(hiding_body(HIDDEN)))
    (folder / "north" / "again.txt").write_text(contract(1), encoding="utf-8")
    (folder / "damaged.docx").write_bytes(word_file(hiding_body())[:700])
    (folder / "empty.txt").touch()
    (folder / "link.txt").symlink_to(folder / "a.txt")
    os.mkfifo(folder / "pipe.txt")
    return folder


@pytest.fixture(scope="module")
def done(program: Program, mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    out = tmp_path_factory.mktemp("mixed-results") / "out"
    return out, program("batch", mixed, "--out", out, "--side", "both", *QUICK)


def test_every_file_is_one_row_that_says_why(done: tuple[Path, Any]) -> None:
    out, told = done
    outcomes = {row["file"]: row["outcome"] for row in rows(out)}
    assert outcomes == {
        "a.txt": "reviewed",
        "north/b.docx": "reviewed",
        "north/again.txt": "reviewed",
        "damaged.docx": "unreadable",
        "empty.txt": "unreadable",
        "link.txt": "skipped",
        "pipe.txt": "skipped",
    }
    assert all(row["why"] for row in rows(out) if row["outcome"] != "reviewed")
    assert told.returncode == 3
    assert "Traceback" not in told.stderr


def test_the_same_bytes_are_reviewed_once_and_told_twice(done: tuple[Path, Any]) -> None:
    out, _ = done
    told = {row["file"]: row for row in rows(out)}
    assert told["north/again.txt"]["seller_review"] == told["a.txt"]["seller_review"]
    assert told["north/again.txt"]["same_as"] == "a.txt"
    assert len(list((out / "reviews").iterdir())) == 4


def test_a_review_is_the_one_that_review_makes(program: Program, mixed: Path, done: tuple[Path, Any]) -> None:
    out, _ = done
    row = next(row for row in rows(out) if row["file"] == "a.txt")
    alone = program("review", mixed / "a.txt", "--side", "buyer", *QUICK, "--no-history", "--format", "json")
    made, expected = json.loads((out / row["buyer_review"]).read_text()), json.loads(alone.stdout)
    for one in (made, expected):
        one["usage"].pop("seconds")
    assert made == expected


def test_the_same_command_does_nothing_again(program: Program, mixed: Path, done: tuple[Path, Any]) -> None:
    out, first = done
    before, written = results(out), {path: path.stat().st_mtime_ns for path in (out / "reviews").iterdir()}
    again = program("batch", mixed, "--out", out, "--side", "both", *QUICK)
    assert results(out) == before
    assert {path: path.stat().st_mtime_ns for path in (out / "reviews").iterdir()} == written
    assert (again.stdout, again.returncode) == (first.stdout, 3)
    assert "before" in again.stderr


def test_the_summary_says_what_failed_and_why(done: tuple[Path, Any]) -> None:
    _, told = done
    assert "2 could not be read" in told.stdout
    for name in ("damaged.docx", "empty.txt"):
        assert name in told.stdout


def test_the_summary_as_json_is_as_its_schema_says(program: Program, mixed: Path, done: tuple[Path, Any]) -> None:
    out, _ = done
    told = program("batch", mixed, "--out", out, "--side", "both", *QUICK, "--format", "json", "--quiet")
    schema = json.loads(program("schema", "batch").stdout)
    jsonschema.validate(json.loads(told.stdout), schema)
    assert told.stdout == (out / "summary.json").read_text(encoding="utf-8")
    assert not told.stderr


def test_the_exit_code_says_what_was_found(program: Program, tmp_path: Path) -> None:
    inbox, out = folder_of(1, tmp_path / "in"), tmp_path / "out"
    assert program("batch", inbox, "--out", out, *QUICK).returncode == 0
    assert program("batch", inbox, "--out", out, *QUICK, "--fail-on", "info").returncode == 10
    assert program("batch", inbox, "--out", out, *QUICK, "--fail-on", "hidden").returncode == 0
    (inbox / "hiding.docx").write_bytes(word_file(hiding_body(HIDDEN)))
    (inbox / "empty.txt").touch()
    assert program("batch", inbox, "--out", out, *QUICK, "--fail-on", "critical").returncode == 3
    assert program("batch", inbox, "--out", out, *QUICK, "--fail-on", "hidden").returncode == 11


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--jobs", "0"], "--jobs"),
        (["--side", "neither"], "unknown side"),
        (["--bulk", "--reviewer", "rules"], "--bulk asks Claude"),
        (["--no-wait"], "--no-wait is for --bulk"),
        (["--interval", "3"], "--interval is for --watch"),
        (["--watch", "--interval", "nan"], "no time between two looks"),
        (["--address", "head:6379"], "--address is of a cluster"),
        (["--offline", "--reviewer", "claude"], "needs the network"),
        (["--history", "no.such"], "no such history"),
        (["--history", "no.such", "--side", "both"], "--history is of one side"),
        (["--playbook", "buyer.toml"], "playbook of the buyer"),
        (["--audit", "a.jsonl", "--no-audit"], "contradict"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_done(
    program: Program, tmp_path: Path, text_file: Path, arguments: list[str], words: str
) -> None:
    (tmp_path / "buyer.toml").write_text(PLAYBOOK, encoding="utf-8")
    named = [str(tmp_path / "buyer.toml") if one == "buyer.toml" else one for one in arguments]
    told = program("batch", text_file, "--out", tmp_path / "out", *named)
    error, hint = told.stderr.splitlines()
    assert (error.startswith("error: "), hint.startswith("hint: ")) == (True, True)
    assert words in error
    assert told.returncode == 2
    assert not (tmp_path / "out").exists()


def test_results_go_into_a_folder(program: Program, tmp_path: Path, text_file: Path) -> None:
    (tmp_path / "out").touch()
    told = program("batch", text_file, "--out", tmp_path / "out")
    assert told.returncode == 2
    assert "out is no folder" in told.stderr


def test_nothing_to_review_is_wrong_usage(program: Program, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for named in ("empty", "no-such", "*.docx"):
        told = program("batch", tmp_path / named, "--out", tmp_path / "out")
        assert told.returncode == 2
        assert not (tmp_path / "out").exists()


def test_own_deals_are_for_files_of_their_account_alone(program: Program, tmp_path: Path) -> None:
    inbox, store = folder_of(2, tmp_path / "in"), tmp_path / "deals.sqlite"
    signed = tmp_path / "signed.txt"
    signed.write_text(CONTRACT.replace("ninety (90)", "ten (10)"), encoding="utf-8")
    assert program("history", "add", signed, "--history", store, "--account", "acme").returncode == 0
    (tmp_path / "list.csv").write_text("file,account\nin/contract-000.txt,acme\nin/contract-001.txt,other\n")
    for paths, compared in (([tmp_path / "list.csv"], [True, False]), ([inbox], [True, True])):
        out = tmp_path / f"out-{len(compared)}{compared[1]}"
        told = program("batch", *paths, "--out", out, "--history", store, "--account", "acme", *QUICK)
        assert told.returncode == 0
        reviews = [json.loads((out / row["seller_review"]).read_text()) for row in rows(out)]
        assert [review["private"] is not None for review in reviews] == compared


def test_each_review_is_in_the_record(program: Program, mixed: Path, tmp_path: Path) -> None:
    record, anchor = tmp_path / "audit.jsonl", tmp_path / "anchor"
    named = ("--audit", record, "--anchor", anchor)
    program("batch", mixed, "--out", tmp_path / "out", "--offline", "--side", "both", *named)
    lines = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 8  # two sides of two contracts, of a damaged and of an empty file
    assert program("audit", "verify", "--audit", record, "--anchor", anchor).returncode == 0
    program("batch", mixed, "--out", tmp_path / "out", "--offline", "--side", "both", *named)
    assert len(record.read_text(encoding="utf-8").splitlines()) == 8
