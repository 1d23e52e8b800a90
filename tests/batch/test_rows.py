"""Uploads are remembered in their order, whatever their names hold, and take no room in memory."""

import sqlite3
import tracemalloc

import pytest

from clausecheck.batch.rows import Rows
from clausecheck.model import Side
from clausecheck.model.batch import Outcome, Result
from tests.batch.uploads import upload

STRANGE = ["new\nline.txt", "\udcff\udc80.pdf", "nul\0.txt", "\u202egpj.exe", "=cmd()", "é" * 127]


@pytest.fixture
def rows() -> Rows:
    return Rows(sqlite3.connect(":memory:", isolation_level=None))


def test_names_come_back_as_they_were(rows: Rows) -> None:
    for name in STRANGE:
        rows.add(upload(name, sides=tuple(Side)), key=name.encode("utf-8", "surrogatepass").hex())
    assert [one.name for one in rows] == STRANGE
    assert {one.sides for one in rows} == {tuple(Side)}


def test_the_first_of_a_key_is_the_first_that_came(rows: Rows) -> None:
    for name, key in (("z", "1"), ("a", "1"), ("m", ""), ("n", "")):
        rows.add(upload(name), key)
    assert [(one.name, one.same_as) for one in rows] == [("z", ""), ("a", "z"), ("m", ""), ("n", "")]
    assert (rows.first("1"), rows.first("2")) == ("z", None)
    rows.add(upload("z"), "2")
    assert [(one.name, one.same_as) for one in rows] == [("z", ""), ("a", ""), ("m", ""), ("n", "")]


def test_what_was_known_comes_back(rows: Rows) -> None:
    known = Result(outcome=Outcome.SKIPPED, why="a link \udcff")
    rows.add(upload("a"), known=known)
    assert [one.known for one in rows] == [known]


def test_many_take_no_more_memory_than_few() -> None:
    rows = Rows(sqlite3.connect(":memory:", isolation_level=None))
    tracemalloc.start()
    try:
        for number in range(20_000):
            rows.add(upload(f"folder/{number}.docx"), f"{number:064}")
        assert sum(1 for _ in rows) == 20_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
