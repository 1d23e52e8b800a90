"""The private record of releases, and releases that follow from it, with the installed command."""

import csv
import json
import stat
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from clausecheck.build.ledger import Ledger, check_frame, check_previous, open_ledger, publish
from clausecheck.build.tally import Table
from clausecheck.errors import ClausecheckError, UsageError
from clausecheck.model import Cell

FRAME = {"id": "market", "currency": "USD", "size_bounds": [0], "window_cut": 2010, "disclosure": None}
KEY = (Table.VALUES, ("payment_days", "days"), Cell("all", "US-NY", "0-999"))


def text(release: int = 1, **more: Any) -> str:
    return json.dumps({"release": release, **FRAME, **more})


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """The ledger after a first release, in ledger.json; the release is 1.json."""
    return publish(text(), tmp_path / "1.json", tmp_path / "ledger.json", Ledger(), ["aa", "bb"], [KEY])


def test_a_ledger_comes_back_as_it_was_written(ledger: Ledger, tmp_path: Path) -> None:
    assert open_ledger(tmp_path / "ledger.json") == ledger
    assert (ledger.release, ledger.seen, ledger.refreshed) == (1, {"aa": 1, "bb": 1}, {KEY: 1})


def test_only_the_owner_can_read_a_ledger(ledger: Ledger, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "ledger.json").stat().st_mode) == 0o600


def test_a_deal_keeps_the_release_that_counted_it_first(ledger: Ledger, tmp_path: Path) -> None:
    following = publish(text(2), tmp_path / "2.json", tmp_path / "ledger.json", ledger, ["bb", "cc"], [])
    assert following.seen == {"aa": 1, "bb": 1, "cc": 2}
    assert following.refreshed == {KEY: 1}


def test_a_release_is_never_overwritten(ledger: Ledger, tmp_path: Path) -> None:
    old = (tmp_path / "1.json").read_bytes()
    with pytest.raises(UsageError, match="never overwritten"):
        publish(text(2), tmp_path / "1.json", tmp_path / "ledger.json", ledger, [], [])
    assert (tmp_path / "1.json").read_bytes() == old
    assert open_ledger(tmp_path / "ledger.json") == ledger


def test_releases_are_numbered_without_gaps(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="release 3 cannot follow release 1"):
        publish(text(3), tmp_path / "3.json", tmp_path / "ledger.json", ledger, [], [])


def test_nothing_is_published_where_the_ledger_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ClausecheckError, match=r"cannot write ledger\.json"):
        publish(text(), tmp_path / "1.json", tmp_path / "missing" / "ledger.json", Ledger(), [], [])
    assert list(tmp_path.iterdir()) == []


def test_two_builds_at_once_do_not_both_publish(ledger: Ledger, tmp_path: Path) -> None:
    publish(text(2), tmp_path / "2.json", tmp_path / "ledger.json", ledger, [], [])
    with pytest.raises(UsageError, match="changed by another build"):
        publish(text(2), tmp_path / "2b.json", tmp_path / "ledger.json", ledger, [], [])


def test_an_altered_previous_release_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "1.json"
    assert check_previous(path, ledger) == json.loads(text())
    path.write_text(text() + "\n")
    with pytest.raises(UsageError, match="not release 1 as it was published"):
        check_previous(path, ledger)
    with pytest.raises(UsageError, match="last release is number 1"):
        check_previous(None, ledger)
    with pytest.raises(UsageError, match="no release of this ledger"):
        check_previous(path, Ledger())


@pytest.mark.parametrize("field", [{"id": "other"}, {"size_bounds": [0, 10]}, {"disclosure": {"least_accounts": 3}}])
def test_a_series_keeps_its_settings(ledger: Ledger, field: dict[str, Any]) -> None:
    check_frame(FRAME, ledger)
    with pytest.raises(UsageError, match="release 1 has another"):
        check_frame(FRAME | field, ledger)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": "other"}', "\x00", "[" * 100_000])
def test_a_damaged_ledger_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "ledger.json").write_text(content)
    with pytest.raises(UsageError, match="is no ledger, or damaged"):
        open_ledger(tmp_path / "ledger.json")


def test_marks_depend_on_a_secret() -> None:
    one, other = Ledger(), Ledger()
    assert one.mark("market", "deal 1") == one.mark("market", "deal 1")
    assert len({one.mark("market", "deal 1"), one.mark("market", "deal 2"), other.mark("market", "deal 1")}) == 3


def observations(path: Path, deals: int) -> Path:
    """A table of so many deals, each of two accounts of its own; the first ones are always the same."""
    random = Random(1)
    with path.open("w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("deal", "seller", "buyer", "category", "clause_type", "present"))
        for at in range(deals):
            present = random.random() < 0.5
            table.writerow((f"deal-{at}", f"seller-{at}", f"buyer-{at}", "saas", "payment_terms", str(present).lower()))
    return path


def build(table: Path, output: Path, *more: str) -> subprocess.CompletedProcess[str]:
    ledger = table.parent / "ledger.json"
    command = [sys.executable, "-m", "clausecheck", "stats", "build", table, "-o", output, "--ledger", ledger, *more]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True)


def test_releases_from_the_command_line(tmp_path: Path) -> None:
    first = tmp_path / "1.json"
    done = build(observations(tmp_path / "deals.csv", 40), first)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(first.read_text())["presence"]) == 3  # saas, services, all
    follow = ("--previous", str(first))
    few = build(observations(tmp_path / "deals.csv", 49), tmp_path / "2.json", *follow)
    assert (few.returncode, (tmp_path / "2.json").exists()) == (0, False)
    assert "no figure has enough new deals yet" in few.stderr
    ten = build(observations(tmp_path / "deals.csv", 60), tmp_path / "2.json", *follow)
    assert ten.returncode == 0, ten.stderr
    second = json.loads((tmp_path / "2.json").read_text())
    assert (second["release"], {row["sampled"] for row in second["presence"]}) == (2, {60})
    again = build(tmp_path / "deals.csv", tmp_path / "3.json", *follow)
    assert again.returncode == 2
    assert "is not release 2 as it was published" in again.stderr
    checked = [sys.executable, "-m", "clausecheck", "stats", "check", str(tmp_path / "2.json")]
    assert subprocess.run(checked, capture_output=True, text=True).returncode == 0


def test_no_account_and_no_deal_is_in_a_release_or_told(tmp_path: Path) -> None:
    done = build(observations(tmp_path / "deals.csv", 40), tmp_path / "1.json")
    for shown in (done.stdout, done.stderr, (tmp_path / "1.json").read_text()):
        assert not any(word in shown for word in ("deal-", "seller-", "buyer-"))
    assert "deal-" not in (tmp_path / "ledger.json").read_text()
