"""Killed at each single step of keeping results, a batch goes on and makes the same files."""

import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clausecheck.batch.journal import Journal
from clausecheck.batch.place import Folder
from clausecheck.batch.running import Batch
from clausecheck.model import Side
from clausecheck.model.batch import Reviewing
from tests.batch.uploads import Hands, files, run, upload

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="what is killed here is a fork")

UPLOADS = (
    upload("a.txt", b"one", tuple(Side)),
    upload("copy.txt", b"one", tuple(Side)),
    upload("b.txt", b"two"),
)
STEPS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect"})


class Steps:
    """Ends the process at a step, as a power cut would: nothing is closed and nobody is told."""

    def __init__(self, last: int) -> None:
        self.left = last

    def step(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(self, event: str, _: object) -> None:
        if event in STEPS:
            self.step()


def _killed_at(out: Path, last: int) -> bool:
    """Run in a process of its own that ends at a step; False where it was done before."""
    pid = os.fork()
    if pid == 0:
        _run_with(out, Steps(last))
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def _run_with(out: Path, steps: Steps) -> None:
    fsync = os.fsync

    def synced(fd: Any) -> None:
        steps.step()
        fsync(fd)
        steps.step()

    os.fsync = synced
    sys.addaudithook(steps.heard)
    with Journal(out / "journal.sqlite") as journal:
        journal.base.set_trace_callback(steps.step)
        place = Folder(out)
        place.tidy()
        batch = Batch(how=Reviewing(), engine=Hands(), journal=journal, place=place, told=lambda _: None)
        batch.run(UPLOADS)
        place.write("results.csv", "\n".join(map(repr, batch.rows())).encode())


def _outs(root: Path) -> Iterator[tuple[int, Path]]:
    for number in range(1, 2000):
        (out := root / str(number)).mkdir()
        yield number, out


def test_a_kill_at_any_step_loses_nothing(tmp_path: Path) -> None:
    (whole := tmp_path / "whole").mkdir()
    assert not _killed_at(whole, 0)
    for number, out in _outs(tmp_path):
        if not _killed_at(out, number):
            break
        assert not _killed_at(out, 0)
        assert files(out) == files(whole), number
    assert number > 50


def test_kills_at_every_step_one_after_the_other(tmp_path: Path) -> None:
    (whole := tmp_path / "whole").mkdir()
    (out := tmp_path / "parts").mkdir()
    assert not _killed_at(whole, 0)
    number = 10
    while _killed_at(out, number):
        number += 3
    assert files(out) == files(whole)


def test_a_journal_lost_with_the_power_is_made_again(tmp_path: Path) -> None:
    run(tmp_path, UPLOADS)
    before = files(tmp_path)
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as base, base:
        base.execute("DELETE FROM done")
    again = run(tmp_path, UPLOADS)
    assert len(again.hands.done) == 2
    assert files(tmp_path) == before
