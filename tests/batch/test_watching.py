"""Files that arrive: taken when they stand still, again when they are replaced, and until somebody says stop."""

import os
import threading
import time
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from clausecheck.batch.sources import Sources
from clausecheck.batch.sources.walking import Found, Tree
from clausecheck.batch.watching import PATIENCE, Watch
from tests.batch.sources.looking import SELLER, made


class Watched:
    """A folder that is looked at when a test says so."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = 0.0
        self.stopped = False
        self.cost = 0.0
        """Seconds that each file costs to look at."""
        watch = Watch(1.0, lambda: self.stopped, lambda: self.now)
        self.arrivals = watch.arrivals(self._look)

    def _look(self) -> Iterator[Found]:
        for found in Tree(root=str(self.folder), label="", asked=SELLER).found():
            self.now += self.cost
            yield found

    def look(self) -> list[str]:
        """What the next look gives on."""
        names = []
        for found in self.arrivals:
            if found is None:
                break
            names.append(found.name)
        self.now += 1.0
        return names


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    """An empty folder."""
    return Watched(made(tmp_path))


def test_a_file_is_taken_at_the_second_look(watched: Watched) -> None:
    assert watched.look() == []
    made(watched.folder, "a.txt")
    assert [watched.look() for _ in range(4)] == [[], ["a.txt"], [], []]


def test_what_is_there_at_the_start_is_taken_too(watched: Watched) -> None:
    made(watched.folder, "b.txt", "a.txt")
    assert [watched.look() for _ in range(3)] == [[], ["a.txt", "b.txt"], []]


def test_a_file_that_is_still_written_is_not_taken(watched: Watched) -> None:
    for number in range(3):
        with (watched.folder / "a.txt").open("a") as stream:
            stream.write(f"part {number}")
        assert watched.look() == []
    assert watched.look() == ["a.txt"]


def test_a_file_that_changes_without_growing_is_not_taken(watched: Watched) -> None:
    """As a download does that reserves its place first; its time tells."""
    path = made(watched.folder, "a.txt") / "a.txt"
    for moment in range(3):
        os.utime(path, ns=(0, moment))
        assert watched.look() == []
    assert watched.look() == ["a.txt"]


def test_a_file_that_is_renamed_into_place_is_taken(watched: Watched) -> None:
    watched.look()
    made(watched.folder.parent / "elsewhere", "a.part")
    (watched.folder.parent / "elsewhere" / "a.part").rename(watched.folder / "a.txt")
    assert [watched.look() for _ in range(2)] == [[], ["a.txt"]]


def test_a_file_that_is_replaced_is_taken_again(watched: Watched) -> None:
    made(watched.folder, "a.txt")
    assert [watched.look() for _ in range(2)] == [[], ["a.txt"]]
    (watched.folder / "a.txt").write_text("another version")
    assert [watched.look() for _ in range(3)] == [[], ["a.txt"], []]


def test_a_file_of_the_same_size_and_time_in_its_place_is_taken_again(watched: Watched) -> None:
    path = made(watched.folder, "a.txt") / "a.txt"
    assert [watched.look() for _ in range(2)] == [[], ["a.txt"]]
    other = made(watched.folder.parent / "elsewhere", "b.txt") / "b.txt"
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.rename(path)
    assert [watched.look() for _ in range(2)] == [[], ["a.txt"]]


def test_a_file_that_is_away_for_a_while_is_not_taken_again(watched: Watched) -> None:
    """As all files of a network folder are when it cannot be reached."""
    made(watched.folder, "in/a.txt")
    assert [watched.look() for _ in range(2)] == [[], ["in/a.txt"]]
    (watched.folder / "in").rename(watched.folder.parent / "away")
    assert [watched.look() for _ in range(2)] == [[], []]
    (watched.folder.parent / "away").rename(watched.folder / "in")
    assert [watched.look() for _ in range(3)] == [[], [], []]


def test_looks_have_a_pause_between_them(watched: Watched) -> None:
    made(watched.folder, "a.txt")
    watched.look()
    watched.now -= 0.5
    assert [next(watched.arrivals) for _ in range(5)] == [None] * 5
    watched.now += 0.5
    assert watched.look() == ["a.txt"]


def test_a_look_at_very_many_files_lets_others_work(watched: Watched) -> None:
    made(watched.folder, *(f"{number}.txt" for number in range(5)))
    watched.cost = PATIENCE * 1.5
    assert [next(watched.arrivals) for _ in range(5)] == [None] * 5


def test_a_long_look_is_followed_by_a_longer_pause(watched: Watched) -> None:
    made(watched.folder, "a.txt")
    watched.cost = 10.0
    watched.look()
    assert [watched.look() for _ in range(20)] == [[]] * 20
    watched.now += 50.0
    assert watched.look() == ["a.txt"]


@pytest.mark.parametrize("files", [0, 3])
def test_it_ends_when_it_is_stopped(watched: Watched, files: int) -> None:
    made(watched.folder, *(f"{number}.txt" for number in range(files)))
    watched.look()
    if files:
        assert next(watched.arrivals) is not None
    watched.stopped = True
    assert list(watched.arrivals) == []


def test_uploads_arrive_as_they_are_written(tmp_path: Path) -> None:
    folder, stop = made(tmp_path / "in", "first.txt"), threading.Event()

    def upload() -> None:
        with (folder / "second.txt").open("w") as stream:
            for _ in range(20):
                stream.write("x" * 100)
                stream.flush()
                stop.wait(0.01)
        (folder / "empty.part").touch()
        with zipfile.ZipFile(tmp_path / "week.zip", "w") as into:
            into.writestr("third.txt", "x")
        (tmp_path / "week.zip").rename(folder / "week.zip")

    writing = threading.Thread(target=upload)
    taken: dict[str, int] = {}
    for arrived in Sources([str(folder)], SELLER).watch(0.1, stop.is_set):
        if arrived is None:
            if not writing.ident:
                writing.start()
            stop.wait(0.005)
            continue
        taken[arrived.name] = len(arrived.read())
        if len(taken) == 4:
            stop.set()
    writing.join()
    assert taken == {"first.txt": 9, "second.txt": 2000, "empty.part": 0, "week.zip/third.txt": 1}


def test_a_folder_that_cannot_be_reached_for_a_while_is_waited_for(tmp_path: Path) -> None:
    folder, away = made(tmp_path / "in", "a.txt"), tmp_path / "away"
    found: list[str] = []
    pauses = count()
    for arrived in Sources([str(folder)], SELLER).watch(0.0, lambda: False):
        if arrived is not None:
            found.append(arrived.name)
            continue
        time.sleep(0.01)
        match next(pauses):
            case 10:
                folder.rename(away)
            case 20:
                away.rename(folder)
            case 30:
                break
    assert found == ["a.txt"]


def test_a_replaced_file_comes_with_its_own_name_also_beside_others(tmp_path: Path) -> None:
    for part in ("north", "south"):
        made(tmp_path, f"{part}/a.txt")
        (tmp_path / part / "list.csv").write_text("file\na.txt\n")
    names: list[str] = []
    lists = [str(tmp_path / part / "list.csv") for part in ("north", "south")]
    for arrived in Sources(lists, SELLER).watch(0.0, lambda: len(names) == 3):
        if arrived is not None:
            names.append(arrived.name)
            if len(names) == 2:
                (tmp_path / "south" / "a.txt").write_text("another version")
    assert names == ["a.txt", "a.txt (2)", "a.txt (2)"]
