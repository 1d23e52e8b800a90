"""How far a batch has come: a bar on a terminal, plain lines elsewhere, nothing where nothing is wanted."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from clausecheck.batch.running import Event
from clausecheck.cli.batch_progress import Lines, duration, progress_words
from clausecheck.cli.batch_tally import Tally
from clausecheck.model.batch import Outcome
from tests.cli.batches import QUICK, folder_of
from tests.cli.conftest import Program

ESCAPE = "\x1b"


class Clock:
    """A time that the test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def on_a_terminal(*arguments: str | Path, **env: str) -> tuple[int, str]:
    """The exit code of a batch, and what a terminal was sent."""
    ours, theirs = pty.openpty()
    command = [str(Path(sys.executable).with_name("clausecheck")), "batch", *map(str, arguments)]
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "TERM"}}
    running = subprocess.Popen(
        command,
        env=kept | {"TERM": "xterm", "COLUMNS": "90"} | env,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    while running.poll() is None or select.select([ours], [], [], 0)[0]:
        if select.select([ours], [], [], 0.1)[0]:
            try:
                shown += os.read(ours, 65_536)
            except OSError:
                break
    running.communicate(timeout=60)
    os.close(ours)
    return running.returncode, shown.decode("utf-8")


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = folder_of(10, tmp_path_factory.mktemp("progress") / "in")
    (folder / "contract-003.txt").rename(folder / f"evil{ESCAPE}[2J.txt")
    return folder


def test_a_terminal_shows_a_bar_and_is_left_clean(inbox: Path, tmp_path: Path) -> None:
    code, shown = on_a_terminal(inbox, "--out", tmp_path / "out", *QUICK)
    assert code == 0
    assert "of 10 files" in shown
    assert "reviewed" in shown
    assert "now: " in shown
    assert f"{ESCAPE}[2J" not in shown
    assert shown.rindex(f"{ESCAPE}[?25h") > shown.rindex(f"{ESCAPE}[?25l")  # the cursor is there again
    assert shown.rindex(f"{ESCAPE}[2K") > shown.rindex("10 of 10 files")  # the bar is not


@pytest.mark.parametrize("plain", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colour_gets_plain_lines(inbox: Path, tmp_path: Path, plain: dict[str, str]) -> None:
    code, shown = on_a_terminal(inbox, "--out", tmp_path / "out", *QUICK, **plain)
    assert code == 0
    assert ESCAPE not in shown
    assert "10 of 10 files: 10 reviewed" in shown


def test_elsewhere_there_is_a_line_at_each_tenth(program: Program, inbox: Path, tmp_path: Path) -> None:
    told = program("batch", inbox, "--out", tmp_path / "out", *QUICK)
    lines = told.stderr.splitlines()
    assert [line.partition(" of ")[0] for line in lines[1:11]] == [str(number) for number in range(1, 11)]
    assert ESCAPE not in told.stderr


def test_verbose_names_every_file_and_quiet_says_nothing(program: Program, inbox: Path, tmp_path: Path) -> None:
    told = program("batch", inbox, "--out", tmp_path / "out", *QUICK, "--verbose")
    assert "evilU+001B[2J.txt" in told.stderr
    assert sum(line.startswith("reviewed: ") for line in told.stderr.splitlines()) == 10
    again = program("batch", inbox, "--out", tmp_path / "out", *QUICK, "--quiet")
    assert not again.stderr


def test_what_was_done_before_does_not_count_for_the_rate() -> None:
    clock = Clock()
    tally = Tally(100, clock)
    for number in range(50):
        tally.take(Event(name=str(number), outcome=Outcome.REVIEWED, known=True))
    assert tally.rate() is None
    for number in range(10):
        clock.now += 2
        tally.take(Event(name=f"new {number}", outcome=None))
        tally.take(Event(name=f"new {number}", outcome=Outcome.REVIEWED))
    assert tally.rate() == pytest.approx(0.5)
    assert tally.left() == pytest.approx(80)
    assert not tally.current
    assert progress_words(tally) == (
        "60 of 100 files: 60 reviewed (50 of them before); 30.0 a minute; about 1 min left"
    )


def test_the_rate_is_that_of_the_last_minute() -> None:
    clock = Clock()
    tally = Tally(1_000, clock)
    for gap in (10.0, 0.5):
        for number in range(200):
            clock.now += gap
            tally.take(Event(name=str(number), outcome=Outcome.REVIEWED))
    assert tally.rate() == pytest.approx(2, rel=0.05)


def test_lines_come_each_ten_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    lines = Lines(Tally(10_000, clock), verbose=False, clock=clock)
    lines.begin()
    for number in range(200):
        clock.now += 0.25
        lines.told(Event(name=str(number), outcome=Outcome.REVIEWED))
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in said] == [
        "10,000 files to look at", "40 of 10,000 files", "80 of 10,000 files", "120 of 10,000 files",
        "160 of 10,000 files", "200 of 10,000 files",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "1 s"), (59, "59 s"), (90, "2 min"), (3_599, "60 min"), (3_660, "1 h 01 min")]
)
def test_a_time_is_told_as_people_say_it(seconds: float, words: str) -> None:
    assert duration(seconds) == words
