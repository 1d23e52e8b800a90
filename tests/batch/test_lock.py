"""One run at a time for one folder of results."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clausecheck.batch.lock import NAME, Lock
from clausecheck.errors import ResultsError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="what is started here are processes of POSIX")

_HOLD = """
import os, sys, time
from pathlib import Path
from clausecheck.batch.lock import Lock
with Lock(Path(sys.argv[1])):
    if "fork" in sys.argv and os.fork() == 0:
        time.sleep(5)
        os._exit(0)
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def _holding(folder: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _HOLD, str(folder), *more]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_run_is_told_who_is_at_work(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    with _holding(folder) as process:
        with pytest.raises(ResultsError) as caught, Lock(folder):
            pass
        assert caught.value.message == f"another run is writing to results (process {process.pid})"
        assert caught.value.hint == "wait until it is done, or name another folder with --out"


@pytest.mark.parametrize("more", [(), ("fork",)])
def test_it_ends_with_the_process_even_where_a_child_lives_on(tmp_path: Path, more: tuple[str, ...]) -> None:
    with _holding(tmp_path, *more) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with Lock(tmp_path):
            assert (tmp_path / NAME).read_text() == f"{os.getpid()}\n"


def test_it_is_let_go_at_the_end(tmp_path: Path) -> None:
    with Lock(tmp_path):
        pass
    with _holding(tmp_path):
        pass


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("kept")
    (tmp_path / NAME).symlink_to("elsewhere")
    with pytest.raises(ResultsError, match="cannot be written"), Lock(tmp_path):
        pass
    assert (tmp_path / "elsewhere").read_text() == "kept"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("mine")
    with pytest.raises(ResultsError, match="results is a file, and no folder"), Lock(tmp_path / "results"):
        pass
