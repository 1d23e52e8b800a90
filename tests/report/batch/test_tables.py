"""Tables are written together, in one pass, in little memory, and a fault leaves the old ones."""

import errno
import gc
import io
import os
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clausecheck.model import Side
from clausecheck.model.batch import Row
from clausecheck.report.batch.tables import TABLES, write_tables
from tests.report.batch.rows import Memory, point, reviewed, written


class Full(io.BytesIO):
    """A disk with room for so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, data: object, /) -> int:
        if self.tell() + len(bytes(data)) > self._room:  # type: ignore[call-overload]
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_every_table_is_there_and_no_temporary_file(temporary: Path) -> None:
    files, _ = written([reviewed("a.txt", point())])
    assert tuple(files) == TABLES[::-1]
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("bad", TABLES)
@pytest.mark.parametrize("room", [0, 300])
def test_a_full_disk_is_told_once_and_replaces_nothing(
    bad: str, room: int, temporary: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    memory = Memory()

    @contextmanager
    def writing(name: str) -> Iterator[io.BytesIO]:
        if name != bad:
            with memory.writing(name) as stream:
                yield stream
        else:
            yield Full(room)

    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_tables([reviewed(f"{n}.txt", point()) for n in range(2000)], (Side.SELLER,), writing)
    gc.collect()
    assert not memory.files
    assert not list(temporary.iterdir())
    assert capfd.readouterr() == ("", "")


def test_a_fault_among_the_rows_replaces_nothing(temporary: Path) -> None:
    def rows() -> Iterator[Row]:
        yield reviewed("a.txt")
        raise KeyboardInterrupt

    memory = Memory()
    with pytest.raises(KeyboardInterrupt):
        write_tables(rows(), (Side.SELLER,), memory.writing)
    assert not memory.files
    assert not list(temporary.iterdir())


def test_memory_does_not_grow_with_the_files() -> None:
    """Of rows that come one by one, not one is kept but those to look at first."""

    @contextmanager
    def writing(name: str) -> Iterator[io.BufferedRandom]:
        with tempfile.TemporaryFile() as stream:
            yield stream  # type: ignore[misc]

    def peak(count: int) -> int:
        tracemalloc.start()
        write_tables((reviewed(f"{n}.txt", point()) for n in range(count)), (Side.SELLER,), writing)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    few, many = peak(500), peak(1500)
    assert many < few * 1.1, (few, many, sys.version)
