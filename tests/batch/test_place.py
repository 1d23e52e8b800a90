"""A file of results is replaced whole or stays as it was."""

import hashlib
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from clausecheck.batch.place import Folder
from clausecheck.errors import ResultsError


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    place.write("reviews/a.json", b"old")
    place.write("reviews/a.json", b"new")
    assert place.digest("reviews/a.json") == hashlib.sha256(b"new").hexdigest()
    assert [path.name for path in (tmp_path / "reviews").iterdir()] == ["a.json"]


def test_what_is_not_there_has_no_digest(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    assert Folder(tmp_path).digest("reviews/a.json") is None
    assert Folder(tmp_path).digest("folder.json") is None


def test_a_stream_can_be_sought_and_replaces_at_its_end(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    place.write("results.xlsx", b"old")
    with place.writing("results.xlsx") as stream:
        stream.write(b"....tail")
        stream.seek(0)
        stream.write(b"head")
        assert (tmp_path / "results.xlsx").read_bytes() == b"old"
    assert (tmp_path / "results.xlsx").read_bytes() == b"headtail"


def test_a_stream_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    place.write("results.csv", b"old")

    def interrupted() -> None:
        with place.writing("results.csv") as stream:
            stream.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("results.csv", b"old")]


def test_what_a_killed_run_had_begun_is_removed(tmp_path: Path) -> None:
    (tmp_path / "reviews").mkdir()
    for name in (".clausecheck-12-ab.tmp", "reviews/.clausecheck-34-cd.tmp", "reviews/a.json", "mine.tmp"):
        (tmp_path / name).write_bytes(b"x")
    Folder(tmp_path).tidy()
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["a.json", "mine.tmp"]


def test_a_folder_that_cannot_be_made_is_told_in_two_lines(tmp_path: Path) -> None:
    (tmp_path / "reviews").write_bytes(b"a file")
    with pytest.raises(ResultsError, match=r"reviews/a\.json cannot be written") as caught:
        Folder(tmp_path).write("reviews/a.json", b"new")
    assert caught.value.hint


_TOO_LARGE = """
import sys
from pathlib import Path
from clausecheck.batch.place import Folder
from clausecheck.errors import ResultsError
try:
    Folder(Path(sys.argv[1])).write("results.csv", b"x" * 100_000)
except ResultsError as fault:
    print(fault.message, "|", fault.hint)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_file_for_which_there_is_no_room_leaves_the_old_one(tmp_path: Path) -> None:
    Folder(tmp_path).write("results.csv", b"old")
    ended = subprocess.run(
        [sys.executable, "-c", _TOO_LARGE, str(tmp_path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.stdout.startswith(
        "results.csv cannot be written: File too large | all that is done is kept: make room"
    )
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("results.csv", b"old")]


_ORDER = """
import os, sys
from pathlib import Path
from clausecheck.batch.place import Folder
real = os.fsync
def fsync(file):
    print("fsync", os.readlink(f"/proc/self/fd/{file}").rpartition("/")[2].partition("-")[0], file=sys.stderr)
    real(file)
os.fsync = fsync
rename = os.replace
def replace(*paths):
    print("rename", file=sys.stderr)
    rename(*paths)
os.replace = replace
Folder(Path(sys.argv[1])).write("reviews/a.json", b"new")
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc to tell which file is meant")
def test_bytes_are_on_the_disk_before_their_name_and_the_name_before_it_counts(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _ORDER, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stderr.splitlines() == [
        f"fsync {tmp_path.name.partition('-')[0]}",
        "fsync .clausecheck",
        "rename",
        "fsync reviews",
    ]


def test_the_names_of_temporary_files_are_never_the_same(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    with place.writing("a") as one, place.writing("a") as other:
        assert os.fstat(one.fileno()).st_ino != os.fstat(other.fileno()).st_ino
