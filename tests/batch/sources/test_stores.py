"""Addresses of object storage beside paths; fsspec's own store in memory stands for the others."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from clausecheck.batch.sources import Sources
from clausecheck.errors import UsageError
from tests.batch.sources.looking import SELLER, made, names, told, uploads


@pytest.fixture
def store() -> Iterator[Any]:
    """A store with three files and an archive."""
    store = fsspec.filesystem("memory")
    for name in ("a.txt", "b.pdf", "deep/c.txt"):
        store.pipe_file(f"/bucket/north/{name}", name.encode())
    yield store
    store.rm("/bucket", recursive=True)


@pytest.mark.usefixtures("store")
def test_an_address_is_a_source_like_any_other(tmp_path: Path) -> None:
    made(tmp_path, "z.txt")
    found = told(uploads("memory://bucket/north", tmp_path))
    assert found == {
        "memory://bucket/north/a.txt": b"a.txt",
        "memory://bucket/north/b.pdf": b"b.pdf",
        "memory://bucket/north/deep/c.txt": b"deep/c.txt",
        f"{tmp_path.name}/z.txt": b"z.txt",
    }


@pytest.mark.usefixtures("store")
def test_a_file_of_a_store_that_is_named_twice_is_one_row() -> None:
    assert names("memory://bucket/north/*.txt", "memory://bucket/north/a.txt") == ["memory://bucket/north/a.txt"]


@pytest.mark.usefixtures("store")
def test_a_list_may_name_addresses(tmp_path: Path) -> None:
    made(tmp_path, "z.txt")
    (tmp_path / "list.csv").write_text(
        "file,account\nmemory://bucket/north/a.txt,Acme\nmemory://bucket/none.txt,\nz.txt,\n", encoding="utf-8"
    )
    sources = Sources([str(tmp_path / "list.csv")], SELLER)
    found = list(sources.uploads())
    assert [(one.name, one.account) for one in found] == [
        ("memory://bucket/north/a.txt", "Acme"),
        ("memory://bucket/none.txt", ""),
        ("z.txt", ""),
    ]
    assert "UnreadableError" in str(told(found)["memory://bucket/none.txt"])
    assert sources.total() == 3


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("address", ["memory://bucket/none", "nothing://bucket/north"])
def test_an_address_with_nothing_behind_it_is_wrong_usage(address: str) -> None:
    with pytest.raises(UsageError):
        uploads(address)


@pytest.mark.usefixtures("store")
def test_an_address_cannot_be_watched() -> None:
    with pytest.raises(UsageError, match="--watch"):
        Sources(["memory://bucket/north"], SELLER).watch(1.0, lambda: False)


def test_an_address_of_this_machines_disk_is_a_path(tmp_path: Path) -> None:
    made(tmp_path / "in", "a.txt", "out/journal.sqlite")
    assert names(f"file://{tmp_path}/in", out=f"file://{tmp_path}/in/out") == ["a.txt"]
    assert os.fspath(tmp_path) not in "".join(names(f"file://{tmp_path}/in/a.txt"))
