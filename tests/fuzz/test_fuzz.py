"""The fuzzer itself: cases can be made again, and a failing one is kept."""

import os
import signal
from pathlib import Path

import pytest

from clausecheck.errors import UnreadableError
from tests.fuzz.__main__ import kept
from tests.fuzz.cases import TARGETS, Target, case
from tests.fuzz.invariants import check, read_here
from tests.fuzz.worker import outcomes


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_sound_files_are_read_and_some_spoiled_ones_checked(target: Target) -> None:
    for data in set(target.files()):
        assert check(data, f"seed{target.suffix}", thorough=True) in ("read", "partial")
    assert case(target, 1, 5) == case(target, 1, 5) != case(target, 1, 6)
    for number in range(4):
        check(case(target, 1, number), f"case{target.suffix}")


def test_a_case_that_ends_its_process_is_told_and_the_next_one_follows(tmp_path: Path) -> None:
    target = Target("text", ".txt", lambda: (b"some words",), (lambda data, chance: _fatal(data),))
    told = outcomes(target, 0, 0, 20.0)
    first, second = next(told), next(told)
    assert first.failed
    assert first.told == "the process died of signal 15"
    assert second.number == 1
    told.close()


def _fatal(data: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGTERM)
    return data


def test_a_kept_case_is_the_same_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(TARGETS[4], 3, 2, tmp_path, "ValueError")
    (path,) = tmp_path.iterdir()
    assert path.read_bytes() == case(TARGETS[4], 3, 2)
    assert f"--replay {path}" in capsys.readouterr().out


def test_an_empty_file_has_a_cause() -> None:
    with pytest.raises(UnreadableError, match="empty"):
        read_here(b"", "a.txt")
    assert check(b"", "a.txt") == "EmptyFile"
