"""A batch that is stopped, or that cannot keep its results: what is done stays, and the same command goes on."""

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.batches import PARTS, QUICK, contract, folder_of, results, reviewed, rows, started, until
from tests.cli.conftest import Program

FILES = 10
SLOW = 400
"""Copies of the clauses in a contract that takes longer than anybody waits."""


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(FILES, tmp_path_factory.mktemp("many") / "in", parts=PARTS)


@pytest.fixture(scope="module")
def undisturbed(program: Program, inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert program("batch", inbox, "--out", out, *QUICK).returncode == 0
    return results(out)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_good_order_and_the_same_command_goes_on(
    program: Program, inbox: Path, undisturbed: dict[str, bytes], tmp_path: Path, number: signal.Signals
) -> None:
    out = tmp_path / "out"
    with started(inbox, "--out", out, *QUICK, "--jobs", "1") as running:
        until(lambda: reviewed(out) >= 2)
        running.send_signal(number)
        _, said = running.communicate(timeout=60)
        assert running.returncode == 128 + number
        assert "once more stops at once" in said
        assert "Traceback" not in said
        outcomes = [row["outcome"] for row in rows(out)]
        assert len(outcomes) == FILES
        assert set(outcomes) == {"reviewed", "pending"}
        assert outcomes.count("reviewed") == reviewed(out)
        assert program("batch", inbox, "--out", out, *QUICK).returncode == 0
        assert results(out) == undisturbed
        assert not list(out.rglob("*.tmp"))


def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    slow, out = folder_of(1, tmp_path / "in"), tmp_path / "out"
    for number in range(1, 4):
        (slow / f"slow-{number}.txt").write_text(contract(number, SLOW), encoding="utf-8")
    with started(slow, "--out", out, *QUICK, "--jobs", "1") as running:
        until(lambda: reviewed(out) == 1)
        running.send_signal(signal.SIGTERM)
        assert running.stderr is not None
        assert any("once more stops at once" in line for line in iter(running.stderr.readline, ""))
        running.send_signal(signal.SIGTERM)
        _, said = running.communicate(timeout=30)
    assert running.returncode == 128 + signal.SIGTERM
    assert "error: stopped at once" in said
    assert not (out / "results.csv").exists()


def test_what_was_ignored_from_the_start_is_ignored(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = (
        "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    )
    clausecheck = str(Path(sys.executable).with_name("clausecheck"))
    few = folder_of(4, tmp_path / "in", parts=PARTS)
    running = subprocess.Popen(
        [sys.executable, "-c", command, clausecheck, "batch", str(few), "--out", str(out), *QUICK],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    until(lambda: reviewed(out) >= 1)
    running.send_signal(signal.SIGHUP)
    running.communicate(timeout=60)
    assert running.returncode == 0
    assert len(rows(out)) == 4


def test_a_reader_that_goes_away_stops_nothing(tmp_path: Path) -> None:
    few, out = folder_of(4, tmp_path / "in"), tmp_path / "out"
    with started(few, "--out", out, *QUICK, "--verbose") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        running.stderr.close()
        assert running.wait(timeout=60) in {0, 141}
        assert [row["outcome"] for row in rows(out)] == ["reviewed"] * 4


def test_streams_that_are_closed_stop_nothing(tmp_path: Path) -> None:
    few, out = folder_of(2, tmp_path / "in"), tmp_path / "out"
    clausecheck = str(Path(sys.executable).with_name("clausecheck"))
    shell = ["/bin/sh", "-c", '"$@" <&- >&- 2>&-', "sh", clausecheck, "batch", str(few), "--out", str(out), *QUICK]
    assert subprocess.run(shell, timeout=60).returncode == 0
    assert [row["outcome"] for row in rows(out)] == ["reviewed"] * 2


def test_a_full_disk_ends_it_with_two_lines_and_loses_nothing(program: Program, tmp_path: Path) -> None:
    few, out = folder_of(6, tmp_path / "in"), tmp_path / "out"
    assert program("batch", few / "contract-000.txt", "--out", out, *QUICK).returncode == 0
    before = results(out)
    limited = subprocess.run(
        [str(Path(sys.executable).with_name("clausecheck")), "batch", str(few), "--out", str(out), *QUICK, "--quiet"],
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000)),
    )
    error, hint = limited.stderr.splitlines()[-2:]
    assert limited.returncode == 1
    assert (error.startswith("error: "), hint.startswith("hint: ")) == (True, True)
    assert "Traceback" not in limited.stderr
    assert results(out) == before
    assert program("batch", few, "--out", out, *QUICK).returncode == 0
    assert [row["outcome"] for row in rows(out)] == ["reviewed"] * 6


def test_two_runs_do_not_write_to_one_folder(program: Program, tmp_path: Path) -> None:
    slow, out = tmp_path / "slow.txt", tmp_path / "out"
    slow.write_text(contract(1, SLOW), encoding="utf-8")
    with started(slow, "--out", out, *QUICK):
        until((out / "journal.sqlite").exists)
        second = program("batch", slow, "--out", out, *QUICK)
    assert second.returncode == 1
    assert "another run is writing to out" in second.stderr


def test_watching_takes_what_arrives_and_stops_cleanly(tmp_path: Path) -> None:
    inbox, out = folder_of(2, tmp_path / "in"), tmp_path / "out"
    with started(inbox, "--out", out, *QUICK, "--watch", "--interval", "0.2") as running:
        until(lambda: (out / "results.csv").exists() and len(rows(out)) == 2)
        (inbox / "late.txt").write_text(contract(99), encoding="utf-8")
        until(lambda: len(rows(out)) == 3)
        running.send_signal(signal.SIGTERM)
        _, said = running.communicate(timeout=30)
        assert running.returncode == 128 + signal.SIGTERM
        assert [row["outcome"] for row in rows(out)] == ["reviewed"] * 3
        assert "Traceback" not in said
        assert json.loads((out / "summary.json").read_text(encoding="utf-8"))["files"] == 3
