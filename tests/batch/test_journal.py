"""A journal is private, believes nothing that was altered, and survives damage as far as it can be read."""

import os
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from clausecheck.batch.journal import Journal
from clausecheck.batch.store import FORM
from clausecheck.errors import ResultsError
from clausecheck.model import Severity, Side, Verdict
from clausecheck.model.batch import Judged, Outcome, Point, Result

POINT = Point(severity=Severity.HIGH, kind="one_sided", clause_type="payment", title="Ninety days \udcff", clause="2")
RESULT = Result(
    outcome=Outcome.PARTIAL,
    why="page 3 is a picture",
    pages=17,
    scan=Verdict.HOSTILE,
    judged=(Judged(side=Side.BUYER, points=(POINT,), cost_usd=0.25),),
)
REVIEWS = ((Side.BUYER, "reviews/a-1-buyer.json", "00ff"),)
MANY = 400


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


def _fill(path: Path, count: int = MANY) -> None:
    with Journal(path) as journal:
        for number in range(count):
            journal.keep(f"key{number}", RESULT, REVIEWS)


def test_what_is_kept_comes_back_whole(path: Path) -> None:
    with Journal(path) as journal:
        journal.keep("key", RESULT, REVIEWS)
    with Journal(path) as journal:
        assert journal.recall("key") == (RESULT, REVIEWS)
        assert journal.recall("other") is None
        assert journal.said == ()


def test_the_last_word_on_a_file_counts(path: Path) -> None:
    with Journal(path) as journal:
        journal.keep("key", Result(outcome=Outcome.FAILED), ())
        journal.keep("key", RESULT, REVIEWS)
        assert journal.recall("key") == (RESULT, REVIEWS)


@pytest.mark.parametrize("column", ["result", "reviews", "key"])
def test_an_altered_entry_is_not_believed(path: Path, column: str) -> None:
    _fill(path, 2)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(f"UPDATE done SET {column} = replace({column}, '1', '2') WHERE key = 'key1'")
    with Journal(path) as journal:
        assert journal.recall("key0") == (RESULT, REVIEWS)
        assert journal.recall("key1") is None
        assert journal.recall("key2") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_it_is_its_owners_alone(path: Path) -> None:
    with Journal(path) as journal:
        journal.keep("key", RESULT, REVIEWS)
        assert {stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()} == {0o600}
    path.chmod(0o644)
    with Journal(path) as journal:
        assert journal.said == ("journal.sqlite could be read by others; now it is yours alone",)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_needs_no_memory_that_programs_share(path: Path) -> None:
    with Journal(path) as journal:
        journal.keep("key", RESULT, REVIEWS)
        assert {one.name for one in path.parent.iterdir()} == {"journal.sqlite", "journal.sqlite-wal"}


def test_an_unfinished_change_is_not_made(path: Path) -> None:
    def interrupted(journal: Journal) -> None:
        with journal.writing() as base:
            base.execute("DELETE FROM done")
            raise KeyboardInterrupt

    _fill(path, 1)
    with Journal(path) as journal:
        with pytest.raises(KeyboardInterrupt):
            interrupted(journal)
        assert journal.recall("key0")
        journal.keep("later", RESULT, REVIEWS)
        assert journal.recall("later")


def test_a_full_database_keeps_what_it_has(path: Path) -> None:
    _fill(path, 3)
    with Journal(path) as journal:
        journal.base.execute("PRAGMA max_page_count = 1")
        with pytest.raises(ResultsError, match=r"journal\.sqlite cannot be written: .*full") as caught:
            any(journal.keep(f"key{number}", RESULT, REVIEWS) for number in range(3, 100))  # type: ignore[func-returns-value]
        assert "make room" in caught.value.hint
        assert journal.recall("key2") == (RESULT, REVIEWS)
        journal.base.execute("PRAGMA max_page_count = 100000")
        journal.keep("after", RESULT, REVIEWS)
    with Journal(path) as journal:
        assert journal.recall("after")


def _recalled(path: Path) -> tuple[int, tuple[str, ...]]:
    with Journal(path) as journal:
        return sum(journal.recall(f"key{number}") == (RESULT, REVIEWS) for number in range(MANY)), journal.said


@pytest.mark.parametrize("left", [0.9, 0.5, 0.02])
def test_a_journal_that_was_cut_off_is_mended(path: Path, left: float) -> None:
    _fill(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * left)])
    recalled, said = _recalled(path)
    assert recalled < MANY
    (sentence,) = said
    assert sentence.startswith("journal.sqlite was damaged: it is kept as journal-damaged-1.sqlite")
    assert path.with_name("journal-damaged-1.sqlite").read_bytes() == whole[: int(len(whole) * left)]
    assert _recalled(path) == (recalled, ())


def test_what_can_be_read_of_a_damaged_journal_is_taken_over(path: Path) -> None:
    _fill(path)
    with Journal(path) as journal, journal.writing() as base:
        base.execute("CREATE TABLE batches (id TEXT PRIMARY KEY, at INTEGER)")
        base.execute("INSERT INTO batches VALUES ('msgbatch_1', 7)")
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 4096 // 2 * 4096
    whole[middle : middle + 4096] = os.urandom(4096)
    path.write_bytes(whole)
    recalled, said = _recalled(path)
    assert 0 < recalled < MANY
    assert said
    with Journal(path) as journal:
        assert journal.base.execute("SELECT id, at FROM batches").fetchall() == [("msgbatch_1", 7)]


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + b"\xff" * 5000, b"file,outcome\n" * 100])
def test_what_is_no_journal_is_moved_aside(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for number in (1, 2):
        path.write_bytes(content)
        _, said = _recalled(path)
        assert said[-1].endswith(f"it is kept as journal-damaged-{number}.sqlite, and 0 entries were taken over")
        assert path.with_name(f"journal-damaged-{number}.sqlite").read_bytes() == content


def test_a_torn_log_loses_the_last_entries_and_no_others(path: Path) -> None:
    journal = Journal(path)
    for number in range(MANY):
        journal.keep(f"key{number}", RESULT, REVIEWS)
    log = path.with_name("journal.sqlite-wal")
    torn = log.read_bytes()[: log.stat().st_size * 2 // 3]
    base = path.read_bytes()
    journal.base.close()
    path.write_bytes(base)
    log.write_bytes(torn)
    with Journal(path) as again:
        found = [bool(again.recall(f"key{number}")) for number in range(MANY)]
        assert again.said == ()
    assert found == sorted(found, reverse=True)
    assert 0 < sum(found) < MANY


@pytest.mark.parametrize("gone", [False, True])
def test_mending_that_was_cut_short_is_ended(path: Path, gone: bool) -> None:
    _fill(path, 1)
    mended = path.with_name("journal.sqlite-mended")
    mended.write_bytes(path.read_bytes())
    path.unlink() if gone else _fill(path, 2)
    with Journal(path) as journal:
        assert journal.recall("key0")
        assert bool(journal.recall("key1")) is not gone
    assert not mended.exists()


def test_a_newer_program_is_not_overruled(path: Path) -> None:
    _fill(path, 1)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(f"PRAGMA user_version = {FORM + 1}")
    before = path.read_bytes()
    with pytest.raises(ResultsError, match="was made by a newer clausecheck"):
        Journal(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE bookmarks (title TEXT)")
    before = path.read_bytes()
    with pytest.raises(ResultsError, match="is a file of another program"):
        Journal(path)
    assert path.read_bytes() == before


def test_a_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_bytes(b"")
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("no links can be made here")
    with pytest.raises(ResultsError, match=r"journal\.sqlite cannot be written"):
        Journal(path)
    assert target.read_bytes() == b""


def test_a_copy_is_whole_at_any_moment(path: Path, tmp_path: Path) -> None:
    with Journal(path) as journal:
        journal.keep("key", RESULT, REVIEWS)
        journal.copy(tmp_path / "copy.sqlite")
        journal.keep("later", RESULT, REVIEWS)
    with Journal(tmp_path / "copy.sqlite") as copy:
        assert copy.recall("key") == (RESULT, REVIEWS)
        assert copy.recall("later") is None
