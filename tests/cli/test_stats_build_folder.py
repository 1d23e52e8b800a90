"""`clausecheck stats build FOLDER`, run as people run it."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CONTRACT, Program
from tests.generated import Article, written

SETTINGS = """
least_narrowed = 1
[[source]]
id = "forms"
title = "Forms"
licence = "CC0"
method = "read by the program"
"""
LAWS = ("the State of New York", "the State of Delaware", "England")


def articles(number: int) -> list[Article]:
    """A contract that differs from others in its payment days, its law, and whether it forbids to compete."""
    parties = (
        f"This Consulting Agreement is made as of March {number + 1}, 2024 between Buyer{number} Tools, Inc."
        f' ("Customer") and Seller{number} Works LLC ("Supplier").'
    )
    compete = "During the term Supplier shall not compete with Customer." if number % 2 else "The parties meet weekly."
    return [
        Article("Parties", parties, ()),
        Article("Payment", f"Customer shall pay each invoice within {15 * (1 + number % 3)} days after receipt.", ()),
        Article("Conduct", compete, ()),
        Article("Governing Law", f"This Agreement shall be governed by the laws of {LAWS[number % 3]}.", ()),
    ]


def folder(place: Path, form: str, count: int) -> Path:
    place.mkdir()
    for number in range(count):
        data, name = written("CONSULTING AGREEMENT", articles(number), form)
        (place / f"{number:02}{Path(name).suffix}").write_bytes(data)
    return place


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


def presence(figures: dict[str, Any], kind: str, category: str, region: str = "") -> tuple[int, int] | None:
    rows = [
        (row["count"], row["sampled"])
        for row in figures["presence"]
        if (row["type"], row["category"], row.get("region", "")) == (kind, category, region)
        if not {"size", "years"} & row.keys()
    ]
    return rows[0] if rows else None


def test_the_kind_of_file_does_not_show_in_the_figures(program: Program, tmp_path: Path, settings: Path) -> None:
    made = []
    for form in ("text", "docx", "html"):
        place = folder(tmp_path / form, form, 6)
        done = program("stats", "build", place, "--settings", settings, "--public")
        assert done.returncode == 0, done.stderr
        assert done.stderr.startswith("6 contracts counted, 0 files left out\n")  # no progress where no terminal is
        made.append(done.stdout)
    assert made[0] == made[1] == made[2]
    figures = json.loads(made[0])
    assert presence(figures, "governing_law", "consulting") == (6, 6)
    assert presence(figures, "non_compete", "consulting") == (3, 6)
    assert presence(figures, "non_compete", "services") == (3, 6)
    assert presence(figures, "audit_rights", "all") == (0, 6)
    (days,) = [row for row in figures["values"] if row["term"] == "payment_days" and row["category"] == "consulting"
               and not {"region", "size", "years"} & row.keys()]  # fmt: skip
    assert days["values"] == [[15, 2], [30, 2], [45, 2]]
    (law,) = [row for row in figures["names"] if row["term"] == "governing_law" and row["category"] == "consulting"
              and not {"region", "size", "years"} & row.keys()]  # fmt: skip
    assert sorted(law["names"]) == [["Delaware", 2], ["England", 2], ["New York", 2]]
    (bound,) = [row for row in figures["directions"] if row["type"] == "non_compete" and row["category"] == "all"
                and not {"region", "size", "years"} & row.keys()]  # fmt: skip
    assert (bound["seller"], bound["sampled"]) == (3, 3)


def test_a_bad_file_never_ends_the_build(program: Program, tmp_path: Path, settings: Path) -> None:
    place = folder(tmp_path / "in", "text", 6)
    whole = program("stats", "build", place, "--settings", settings, "--public")
    (place / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    (place / "a\x1b[31m.pdf").write_bytes(b"%PDF-1.4")
    (place / "link.txt").symlink_to(place / "00.txt")
    done = program("stats", "build", place, "--settings", settings, "--public")
    assert done.returncode == 0
    assert done.stdout == whole.stdout
    assert "6 contracts counted, 3 files left out" in done.stderr
    assert "broken.docx" in done.stderr
    assert "link.txt is a link, which is not followed" in done.stderr
    assert "\x1b" not in done.stderr


def test_what_a_platform_knows_stands_before_what_is_read(program: Program, tmp_path: Path, settings: Path) -> None:
    place = folder(tmp_path / "in", "text", 6)
    deals = place / "deals.csv"
    rows = [f"{n:02}.txt,maintenance,GB,5000,non_compete,buyer,removed,2" for n in range(6)]
    header = "file,category,region,deal_size,clause_type,proposed_by,outcome,round"
    deals.write_text("\n".join([header, *rows]), encoding="utf-8")
    done = program("stats", "build", place, "--deals", deals, "--settings", settings, "--public")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert presence(figures, "non_compete", "maintenance") == presence(figures, "non_compete", "maintenance", "GB")
    assert presence(figures, "non_compete", "maintenance") == (3, 6)
    assert presence(figures, "non_compete", "consulting") is None
    (outcome,) = [row for row in figures["outcomes"] if row["category"] == "maintenance"
                  and not {"region", "size", "years"} & row.keys()]  # fmt: skip
    assert (outcome["type"], outcome["proposed_by"], outcome["removed"]) == ("non_compete", "buyer", 6)


def test_private_contracts_need_twenty_accounts_on_each_side(program: Program, tmp_path: Path) -> None:
    place = folder(tmp_path / "in", "text", 21)
    done = program("stats", "build", place)
    assert done.returncode == 0, done.stderr
    assert presence(json.loads(done.stdout), "payment_terms", "all") == (19, 20)
    assert presence(json.loads(done.stdout), "non_compete", "all") == (10, 20)
    assert "seller" not in done.stdout.replace('"seller":', "")
    deals = tmp_path / "deals.csv"
    deals.write_text("\n".join(["file,seller", *(f"{n:02}.txt,one" for n in range(21))]), encoding="utf-8")
    alone = program("stats", "build", place, "--deals", deals)
    assert alone.returncode == 0
    assert json.loads(alone.stdout)["presence"] == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("file,price\n00.txt,3", "unknown column 'price'"),
        ("file,category\n00.txt,plumbing", "deals.csv, line 2: category 'plumbing' is not known"),
        ("file,deal\nother.txt,1", "'other.txt' is not among the contracts"),
    ],
)
def test_deals_that_do_not_fit(program: Program, tmp_path: Path, text_file: Path, row: str, words: str) -> None:
    place = tmp_path / "in"
    place.mkdir()
    (place / "00.txt").write_text(CONTRACT, encoding="utf-8")
    deals = tmp_path / "deals.csv"
    deals.write_text(row, encoding="utf-8")
    done = program("stats", "build", place, "--deals", deals)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2
    assert done.stderr.startswith("error: ")
    assert words in done.stderr
    assert done.stdout == ""


def test_a_folder_without_contracts(program: Program, tmp_path: Path) -> None:
    done = program("stats", "build", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: there is no contract to count\nhint: ")


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo terminal needs POSIX")
def test_progress_is_shown_on_a_terminal(tmp_path: Path, settings: Path) -> None:
    place = folder(tmp_path / "in", "text", 2)
    options = ["stats", "build", str(place), "--settings", str(settings), "--public"]
    ours, theirs = pty.openpty()
    command = [str(Path(sys.executable).with_name("clausecheck")), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # the other end was closed
            pass
        assert running.wait() == 0
    os.close(ours)
    assert b"\r1 of 2 contracts" in shown
    assert b"\x1b[K" in shown
