"""A reader that somebody kills is started once more; one that ends by itself is not."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from clausecheck.errors import ClausecheckError, DamagedFile, LimitExceeded, WorkerLost
from clausecheck.model import Document, Format
from clausecheck.read import child

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="readers have no process of their own here")

READ = Document(name="a.txt", format=Format.TEXT, sha256="", text="", blocks=())


def _killed(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _killed_at_first(start: int) -> None:
    if start == 0:
        _killed(start)


def _works(_: int) -> None:
    while True:
        pass


def _crashes(_: int) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _reader(starts: Path, does: Callable[[int], None]) -> child.Reader:
    """A reader that leaves a folder for each start, since it may write no file."""

    def read(_data: bytes, _name: str) -> Document:
        start = len(list(starts.iterdir()))
        (starts / str(start)).mkdir()
        does(start)
        return READ

    return read


def test_a_reader_that_is_killed_once_reads_in_the_end(tmp_path: Path) -> None:
    assert child.run(_reader(tmp_path, _killed_at_first), b"x", "a.txt") == READ
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("does", "starts", "fault"), [(_killed, 2, WorkerLost), (_works, 1, LimitExceeded), (_crashes, 1, DamagedFile)]
)
def test_whose_fault_it_is(
    tmp_path: Path, does: Callable[[int], None], starts: int, fault: type[ClausecheckError]
) -> None:
    with pytest.raises(fault):
        child.run(_reader(tmp_path, does), b"x", "a.txt", work=1)
    assert len(list(tmp_path.iterdir())) == starts
