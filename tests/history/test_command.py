"""`clausecheck history` and `review` with a history, as people call them."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from clausecheck.cli import run
from clausecheck.report.schema import json_schema
from tests.history.contracts import ONE_WAY, UNLIMITED, agreement, write

Said = tuple[int, str, str]
Run = Callable[..., Said]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command with an empty data folder of its own; returns exit code, output and errors."""
    monkeypatch.setenv("CLAUSECHECK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CLAUSECHECK_ACCOUNT", "me")
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.chdir(tmp_path)

    def run_it(*arguments: str | Path) -> Said:
        code = run([*map(str, arguments)], fences=False)
        return code, *capfd.readouterr()

    return run_it


@pytest.fixture
def deals(tmp_path: Path) -> list[Path]:
    return [
        write(tmp_path, "one.txt", agreement(date="March 1, 2024")),
        write(tmp_path, "two.txt", agreement(date="May 5, 2025", buyer="Globex Corporation", days=45, law="Delaware")),
    ]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return write(tmp_path, "next.txt", agreement(days=120, warranty=90, liability=UNLIMITED, indemnity=ONE_WAY))


def test_deals_are_added_shown_and_forgotten(command: Run, deals: list[Path]) -> None:
    code, out, errors = command("history", "add", *deals)
    assert (code, errors) == (0, "")
    assert "one.txt: added: 2024-03-01, services, US-NY, with Acme Tools Inc." in out
    assert command("history", "add", deals[0]) == (0, "one.txt: is there already, as deal 1\n", "")
    code, out, _ = command("history", "show")
    assert code == 0
    assert "Payment days: 30 to 45 days in both of your deals; 45 days last time (2025-05-05)" in out
    assert "deal 2: 2025-05-05, services, US-DE, with Globex Corporation" in out
    assert command("history", "forget", "--counterparty", "globex corp.")[0] == 0
    shown = json.loads(command("history", "show", "--format", "json")[1])
    jsonschema.validate(shown, json_schema("history"))
    assert [deal["name"] for deal in shown["deals"]] == ["one.txt"]
    assert command("history", "forget", "--all")[2] == "forgot 1 deal\n"
    assert json.loads(command("history", "show", "--format", "json")[1])["deals"] == []


def test_what_is_given_stands_in_place_of_what_is_read(command: Run, deals: list[Path]) -> None:
    given = ("--counterparty", "Wayne", "--date", "2020-02-02", "--category", "saas", "--region", "Texas")
    assert "2020-02-02, saas, US-TX, with Wayne, " in command("history", "add", deals[0], *given)[1]


def test_what_could_not_be_told_is_said(command: Run, tmp_path: Path) -> None:
    path = write(
        tmp_path, "note.txt", "1. Payment. Invoices are paid within thirty days.\n\n2. Law. Texas law governs.\n"
    )
    assert "what is not told can be given: --date, --counterparty, --category" in command("history", "add", path)[1]


def test_one_bad_file_never_stops_the_rest(command: Run, deals: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04\x00\x01\x02")
    code, out, errors = command("history", "add", deals[0], broken, tmp_path / "nowhere.docx", deals[1])
    assert code == 3
    assert [line.partition(":")[0] for line in out.splitlines()] == ["one.txt", "two.txt"]
    lines = errors.splitlines()
    assert [line.partition(": ")[0] for line in lines] == ["error", "hint", "error", "hint"]
    assert "broken.docx" in lines[0]
    assert "nowhere.docx" in lines[2]
    assert command("history", "add", tmp_path / "nowhere.docx")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["history"], "required"),
        (["history", "ad"], "ad"),
        (["history", "add"], "FILE"),
        (["history", "add", "one.txt", "--date", "yesterday"], "is no date"),
        (["history", "add", "one.txt", "--region", "Mars"], "unknown region"),
        (["history", "add", "one.txt", "--side", "both"], "unknown side"),
        (["history", "show", "--side", "buyer"], "no history of a buyer yet"),
        (["history", "show", "--history", "nowhere.sqlite3"], "no such history: nowhere.sqlite3"),
        (["history", "export", "--side", "seller"], "required"),
        (["history", "export", "-o", "nowhere/x.json"], "no such folder"),
        (["history", "export", "-o", "data/history/seller.sqlite3"], "names the history itself"),
        (["history", "forget"], "in one way"),
        (["history", "forget", "1", "--all"], "in one way"),
        (["history", "forget", "7"], "no deal 7"),
        (["history", "forget", "1", "7"], "no deal 7"),
        (["history", "forget", "x"], "no number"),
        (["history", "forget", "--counterparty", "Nobody"], "no deal with this other party"),
        (["history", "forget", "--counterparty", ""], "no deal with this other party"),
        (["review", "one.txt", "--history", "nowhere.sqlite3"], "no such history"),
        (["review", "one.txt", "--history", "x", "--no-history"], "contradict"),
        (["review", "one.txt", "--history", "same.json", "-o", "same.json"], "names the history itself"),
    ],
)
def test_wrong_usage_is_two_lines_and_changes_nothing(
    command: Run, deals: list[Path], tmp_path: Path, arguments: list[str], error: str
) -> None:
    command("history", "add", deals[0])
    store = tmp_path / "data" / "history" / "seller.sqlite3"
    before = store.read_bytes()
    code, out, errors = command(*arguments)
    assert (code, out) == (2, "")
    assert [line.partition(": ")[0] for line in errors.splitlines()] == ["error", "hint"]
    assert error in errors.splitlines()[0]
    assert store.read_bytes() == before


def test_a_review_tells_the_market_the_usual_and_the_last(command: Run, deals: list[Path], draft: Path) -> None:
    command("history", "add", *deals)
    code, out, errors = command("review", draft, "--offline")
    assert (code, errors) == (0, "")
    assert "History   2 deals of your own, 1 with this party (private)" in out
    flat = " ".join(out.split())
    market, usual = (
        flat.index("Market 120 days or more"),
        flat.index("You usually 30 to 45 days in both of your deals"),
    )
    last = flat.index(
        "You accepted 45 days last time (2025-05-05); with this party 30 days last time (2024-03-01) (private)"
    )
    assert market < usual < last
    assert (
        "Against your own deals (private) - Warranty duration (5, paragraph 7): 3 months here; you usually have" in flat
    )
    assert "make it again with --no-history" in flat
    plain = command("review", draft, "--offline", "--no-history")[1]
    assert "private" not in plain
    assert "Market" not in plain
    assert "Figure" in plain


def test_the_page_shows_what_four_deals_say(command: Run, draft: Path, tmp_path: Path) -> None:
    made = (("March 1, 2024", 30), ("May 5, 2024", 45), ("June 7, 2025", 30), ("September 9, 2025", 60))
    command("history", "add", *(write(tmp_path, f"{date}.txt", agreement(date=date, days=days)) for date, days in made))
    out = command("review", draft, "--offline")[1]
    page = (Path(__file__).parents[2] / "docs" / "history.md").read_text(encoding="utf-8")
    shown = [line for line in page.splitlines() if line.strip().startswith(("You usually ", "You accepted "))]
    assert len(shown) == 2
    assert set(shown) <= set(out.splitlines())


def test_in_json_it_is_one_object_that_keeps_to_the_schema(command: Run, deals: list[Path], draft: Path) -> None:
    command("history", "add", *deals)
    value = json.loads(command("review", draft, "--offline", "--format", "json")[1])
    jsonschema.validate(value, json_schema("review"))
    assert (value["private"]["deals"], value["private"]["with_party"]) == (2, 1)
    named = {one["finding"] for one in value["private"]["figures"]}
    assert named - {None} <= {finding["id"] for finding in value["findings"]}
    assert None in named
    high = json.loads(command("review", draft, "--offline", "--format", "json", "--min-severity", "critical")[1])
    shown = {finding["id"] for finding in high["findings"]}
    assert {one["finding"] for one in high["private"]["figures"]} - {None} <= shown < named


def test_each_side_has_a_history_of_its_own(command: Run, deals: list[Path], draft: Path, tmp_path: Path) -> None:
    command("history", "add", deals[0], "--side", "seller")
    command("history", "add", *deals, "--side", "buyer")
    told = {side: command("review", draft, "--offline", "--side", side)[1] for side in ("seller", "buyer")}
    assert "1 deal of your own, 1 with this party" in told["seller"]
    assert "2 deals of your own, 2 with this party" in told["buyer"]
    named = command("review", draft, "--offline", "--history", tmp_path / "data" / "history" / "seller.sqlite3")[1]
    assert "1 deal of your own" in named


def test_the_account_is_the_login_name_where_none_is_given(
    command: Run, deals: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLAUSECHECK_ACCOUNT")
    monkeypatch.setenv("LOGNAME", "wilma")
    command("history", "add", deals[0])
    assert json.loads(command("history", "show", "--format", "json")[1])["account"] == "wilma"
    monkeypatch.setenv("LOGNAME", "fred")
    assert command("history", "show")[0] == 2
    assert command("history", "show", "--account", "wilma")[0] == 0
    monkeypatch.setenv("CLAUSECHECK_ACCOUNT", "wilma")
    assert command("history", "show")[0] == 0


def test_a_named_history_is_made_where_it_is_named(
    command: Run, deals: list[Path], draft: Path, tmp_path: Path
) -> None:
    assert command("history", "add", deals[0], "--history", "mine.sqlite3", "--account", "firm")[0] == 0
    assert not (tmp_path / "data").exists()
    review = ("review", draft, "--offline", "--history", "mine.sqlite3")
    assert "error: this history belongs to another account" in command(*review)[2]
    assert "1 deal of your own" in command(*review, "--account", "firm")[1]
    assert command("history", "add", deals[0], "--history", "nowhere/mine.sqlite3")[0] == 1


@pytest.mark.skipif(os.name == "nt", reason="no modes of files as POSIX has them")
def test_an_export_is_all_of_it_and_its_owners_alone(command: Run, deals: list[Path], tmp_path: Path) -> None:
    command("history", "add", *deals)
    out = tmp_path / "mine.json"
    out.write_text("old", encoding="utf-8")
    out.chmod(0o644)
    assert command("history", "export", "-o", out) == (0, "", "wrote mine.json\n")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    value = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.validate(value, json_schema("history"))
    assert value == json.loads(command("history", "show", "--format", "json")[1])
    assert (value["account"], value["side"], len(value["deals"])) == ("me", "seller", 2)


@pytest.mark.skipif(os.name == "nt", reason="no modes of files as POSIX has them")
def test_a_store_that_others_can_read_is_tightened_and_said(
    command: Run, deals: list[Path], draft: Path, tmp_path: Path
) -> None:
    command("history", "add", *deals)
    store = tmp_path / "data" / "history" / "seller.sqlite3"
    store.chmod(0o664)
    warning = "warning: seller.sqlite3 could be read by others; now it is yours alone\n"
    assert command("review", draft, "--offline", "--quiet")[2] == warning
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert command("review", draft, "--offline", "--quiet")[2] == ""


def test_names_from_contracts_cannot_act_on_the_terminal(command: Run, deals: list[Path], tmp_path: Path) -> None:
    hostile = write(tmp_path, "o.txt", agreement(buyer="Evil \x1b[31mCorp \u202e Inc."))
    _, out, _ = command("history", "add", hostile, "--counterparty", "E\x1b[2Jvil\u202e")
    shown = command("history", "show")[1]
    for text in (out, shown):
        assert "U+001B" in text
        assert "\x1b" not in text
        assert "\u202e" not in text


_LISTED = """\
import sys
from clausecheck.cli import run
run(sys.argv[1:])
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def test_a_database_is_loaded_only_where_there_is_a_history(command: Run, deals: list[Path], draft: Path) -> None:
    def loaded() -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", _LISTED, "review", str(draft), "--offline"],
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return set(done.stderr.splitlines()[-1].split())

    assert "sqlite3" not in loaded()
    command("history", "add", deals[0])
    assert "sqlite3" in loaded()
