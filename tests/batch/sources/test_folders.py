"""Folders: every file once, in one order, and nothing opened that is no file."""

import io
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from clausecheck.batch.sources import Sources
from clausecheck.batch.sources.opening import read_below
from clausecheck.errors import LimitExceeded, UnreadableError, UsageError
from clausecheck.read.limits import FILE_BYTES
from tests.batch.sources.looking import SELLER, made, names, told, uploads


def test_every_file_of_a_folder_in_the_order_of_names(tmp_path: Path) -> None:
    made(tmp_path, "b.pdf", "a/z.docx", "a/b/c.txt", "Ä.docx", "c.html")
    assert names(tmp_path) == ["a/b/c.txt", "a/z.docx", "b.pdf", "c.html", "Ä.docx"]
    assert told(uploads(tmp_path))["a/b/c.txt"] == b"a/b/c.txt"


def test_the_last_part_of_a_name_tells_the_reader_the_suffix(tmp_path: Path) -> None:
    assert [upload.file for upload in uploads(made(tmp_path, "a/b.docx"))] == ["b.docx"]


def test_nothing_is_opened_before_it_is_read(tmp_path: Path) -> None:
    arriving = Sources([str(made(tmp_path, "a.txt", "b.txt"))], SELLER).uploads()
    first = next(arriving)
    (tmp_path / "a.txt").write_text("changed since")
    assert first.read() == b"changed since"


def test_links_pipes_sockets_and_devices_are_told_and_not_opened(tmp_path: Path) -> None:
    made(tmp_path / "in", "a.txt")
    made(tmp_path / "elsewhere", "secret.txt")
    (tmp_path / "in" / "file link.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (tmp_path / "in" / "folder link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "broken").symlink_to("nowhere")
    os.mkfifo(tmp_path / "in" / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path / "in")  # the address of a socket has to be short
        server.bind("socket")
        os.chdir(here)
        found = told(uploads(tmp_path / "in"))
    assert found.pop("a.txt") == b"a.txt"
    assert {name: str(why).partition(",")[0] for name, why in found.items()} == {
        "broken": "skipped: it is a link",
        "file link.txt": "skipped: it is a link",
        "folder link": "skipped: it is a link",
        "loop": "skipped: it is a link",
        "pipe.pdf": "skipped: it is a pipe",
        "socket": "skipped: it is a socket",
    }


def test_a_link_and_a_pipe_that_are_named_are_not_opened(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    (tmp_path / "link.txt").symlink_to("a.txt")
    os.mkfifo(tmp_path / "pipe")
    found = told(uploads(tmp_path / "link.txt", tmp_path / "pipe"))
    assert [str(why).partition(",")[0] for why in found.values()] == ["skipped: it is a link", "skipped: it is a pipe"]


def test_a_device_that_is_named_is_not_opened() -> None:
    assert "device" in str(told(uploads("/dev/zero"))["zero"])


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "gone"])
def test_what_took_the_place_of_a_file_since_is_not_opened(tmp_path: Path, kind: str) -> None:
    (upload,) = uploads(made(tmp_path / "in", "a.txt"))
    file = tmp_path / "in" / "a.txt"
    file.unlink()
    match kind:
        case "link":
            file.symlink_to(made(tmp_path, "secret.txt") / "secret.txt")
        case "pipe":
            os.mkfifo(file)
        case "folder":
            file.mkdir()
    with pytest.raises(UnreadableError, match=r"^a\.txt is"):
        upload.read()


def test_no_folder_on_the_way_may_have_become_a_link(tmp_path: Path) -> None:
    (upload,) = uploads(made(tmp_path / "in", "north/a.txt"))
    made(tmp_path / "elsewhere", "a.txt")
    (tmp_path / "in" / "north").rename(tmp_path / "moved")
    (tmp_path / "in" / "north").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(UnreadableError):
        upload.read()


def test_a_file_larger_than_what_is_read_is_a_limit(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as stream:
        stream.truncate(FILE_BYTES + 1)
    with pytest.raises(LimitExceeded, match="larger than 25 MB"):
        uploads(tmp_path)[0].read()


def test_a_fault_of_the_machine_is_no_fault_of_the_file(tmp_path: Path) -> None:
    """Reading the memory of a process at its start fails with EIO: the next run may do better."""
    if not Path("/proc/self/mem").exists():
        pytest.skip("there is no /proc")
    with pytest.raises(OSError, match=r"Input/output|seek|Invalid"):
        read_below("/proc/self", "mem")


def test_what_systems_and_programs_leave_behind_is_told_and_not_opened(tmp_path: Path) -> None:
    made(tmp_path, "a.docx", "~$a.docx", ".~lock.a.odt#", ".DS_Store", "Thumbs.db", "._a.docx", ".a.docx.swp")
    made(tmp_path, ".git/config", "__MACOSX/a.docx", "DESKTOP.INI")
    found = told(uploads(tmp_path))
    assert found.pop("a.docx") == b"a.docx"
    assert len(found) == 9
    assert all(str(why).startswith("skipped: it is a ") for why in found.values())


def test_a_hidden_file_that_is_named_is_meant(tmp_path: Path) -> None:
    assert told(uploads(made(tmp_path, ".a.docx") / ".a.docx")) == {".a.docx": b".a.docx"}


def test_names_of_any_bytes_are_told_apart_and_can_be_written(tmp_path: Path) -> None:
    hostile = ["two\nlines.txt", "é" * 127, "x" * 255, "a\\xff.txt", "b\u202ecod.exe"]
    made(tmp_path, *hostile)
    for name in (b"a\xff.txt", b"\xfe\xff/inner.txt"):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name)
    found = told(uploads(tmp_path))
    assert set(found) == {*hostile, "a\\xff.txt (2)", "\\xfe\\xff/inner.txt"}
    assert found["a\\xff.txt (2)"] == b"a\xff.txt"
    assert found["\\xfe\\xff/inner.txt"] == b"\xfe\xff/inner.txt"
    "".join(found).encode()


def test_folders_in_folders_without_end_are_walked_without_recursion(tmp_path: Path) -> None:
    deep = str(tmp_path)
    while len(deep) < 3500:
        deep += "/d"
        os.mkdir(deep)  # noqa: PTH102 no Path copes with so many parts
    Path(f"{deep}/a.txt").write_text("deep")
    (upload,) = uploads(tmp_path)
    assert upload.read() == b"deep"
    Path(f"{deep}/a.txt").unlink()
    (tmp_path / "kept").touch()
    os.removedirs(deep)  # nobody else can


_AS_NOBODY = """
import os, sys
from tests.batch.sources.looking import told, uploads
if os.geteuid() == 0:  # who may read everything
    os.setuid(65534)
for name, what in told(uploads(sys.argv[1])).items():
    print(name, what)
"""


def test_what_may_not_be_read_is_a_row() -> None:
    with tempfile.TemporaryDirectory() as name:  # below a folder that everybody may enter
        folder = made(Path(name), "a.txt", "locked/b.txt", "c.txt")
        folder.chmod(0o755)
        (folder / "locked").chmod(0)
        (folder / "c.txt").chmod(0)
        command = [sys.executable, "-c", _AS_NOBODY, name]
        run = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True)
        (folder / "locked").chmod(0o700)
    assert run.stdout.splitlines() == [
        "a.txt b'a.txt'",
        "c.txt UnreadableError: c.txt may not be read by this user",
        "locked UnreadableError: the folder locked may not be read by this user",
    ], run.stderr


def test_a_folder_that_is_gone_is_a_row(tmp_path: Path) -> None:
    made(tmp_path, "a/1.txt", "b/2.txt")
    arriving = Sources([str(tmp_path)], SELLER).uploads()
    assert next(arriving).name == "a/1.txt"
    (tmp_path / "b" / "2.txt").unlink()
    (tmp_path / "b").rmdir()
    assert told(list(arriving)) == {"b": "UnreadableError: the folder b is not there"}


_RESULTS = ("out/journal.sqlite", "out/results.csv", "out/reviews/a.json")


def test_where_the_results_go_is_no_input(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", *_RESULTS, "other/out/b.txt")
    assert names(tmp_path, out=tmp_path / "out") == ["a.txt", "other/out/b.txt"]


def test_results_that_a_shell_names_among_the_files_are_no_input(tmp_path: Path) -> None:
    """As `batch * --out out` does the second time."""
    made(tmp_path, "a.txt", *_RESULTS)
    out = tmp_path / "out"
    assert names(*sorted(tmp_path.iterdir()), out=out) == ["a.txt"]
    assert names(tmp_path / "a.txt", out / "results.csv", out / "reviews" / "a.json", out=out) == ["a.txt"]
    made(tmp_path, "north/b.txt")
    assert names(tmp_path / "north", out, out=out) == names(tmp_path / "north", out=out) == ["b.txt"]


def test_results_that_find_names_among_the_files_are_no_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "a.txt", *_RESULTS)
    monkeypatch.chdir(tmp_path)
    lines = b"out\nout/results.csv\n./out/reviews/a.json\na.txt\n"
    assert names("-", out="out", standard_input=io.BytesIO(lines)) == ["a.txt"]


@pytest.mark.parametrize("out", [".", "north", "north/deep"])
def test_results_may_hide_no_files_that_are_there(tmp_path: Path, out: str) -> None:
    made(tmp_path, "a.txt", "north/b.txt", "north/deep/c.txt")
    with pytest.raises(UsageError, match="results cannot go where files are"):
        uploads(tmp_path, out=tmp_path / "." / out)


def test_results_hide_no_file_that_a_list_names(tmp_path: Path) -> None:
    made(tmp_path, "north/b.txt")
    (tmp_path / "list.csv").write_text("file\nnorth/b.txt\n")
    assert names(tmp_path / "list.csv", out=tmp_path / "north") == ["north/b.txt"]


def test_results_alone_are_no_input(tmp_path: Path) -> None:
    made(tmp_path, *_RESULTS)
    with pytest.raises(UsageError):
        uploads(tmp_path / "out", out=tmp_path / "out")


def test_a_folder_without_a_file_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no file to review"):
        Sources([str(tmp_path)], SELLER).uploads()


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    for missing in (tmp_path / "b", tmp_path / ("x" * 300), f"{tmp_path}/a\0b", ""):
        with pytest.raises(UsageError, match="no such file or folder"):
            uploads(tmp_path, missing)


def test_several_folders_are_told_apart_by_as_much_of_their_paths_as_it_takes(tmp_path: Path) -> None:
    made(tmp_path, "north/week/a.txt", "south/week/a.txt", "east/a.txt")
    folders = (tmp_path / "north" / "week", tmp_path / "south" / "week", tmp_path / "east" / "a.txt")
    assert names(*folders) == ["north/week/a.txt", "south/week/a.txt", "a.txt"]


def test_a_file_that_is_named_twice_is_one_row(tmp_path: Path) -> None:
    made(tmp_path, "in/a.txt", "in/b.txt")
    folder = tmp_path / "in"
    assert names(folder, f"{folder}/") == ["a.txt", "b.txt"]
    assert names(folder / "b.txt", folder, tmp_path / "in" / ".." / "in" / "a.txt") == ["b.txt", "in/a.txt"]


def test_files_of_one_name_from_several_places_keep_names_of_their_own(tmp_path: Path) -> None:
    """Even where the longer name of one is a name in another folder."""
    made(tmp_path, "p/a/x.txt", "q/a/x.txt", "r/x.txt")
    found = uploads(tmp_path / "p" / "a", tmp_path / "q" / "a" / "x.txt", tmp_path / "r" / "x.txt")
    assert len({upload.name for upload in found}) == 3
    assert [upload.read().decode() for upload in found] == ["p/a/x.txt", "q/a/x.txt", "r/x.txt"]


def test_a_folder_that_is_named_through_a_link_is_meant(tmp_path: Path) -> None:
    made(tmp_path, "in/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "in")
    assert names(tmp_path / "link") == ["a.txt"]


def test_the_count_is_that_of_the_uploads(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "b/c.txt", ".hidden")
    sources = Sources([str(tmp_path)], SELLER)
    assert sources.total() == len(list(sources.uploads())) == len(list(sources.uploads())) == 3
