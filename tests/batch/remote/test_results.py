"""Results that go to object storage, and a journal that other machines go on with."""

import gzip
import hashlib
import io
import sqlite3
from pathlib import Path

import pytest

from clausecheck.batch.journal import Journal
from clausecheck.batch.remote import Remote
from clausecheck.batch.remote.results import COPY, JOURNAL
from clausecheck.errors import ResultsError
from clausecheck.model import Side
from clausecheck.model.batch import Outcome, Result
from tests.batch.remote.conftest import stored


def result(words: int) -> Result:
    return Result(outcome=Outcome.REVIEWED, words=words)


def on_machine(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bucket: str) -> Remote:
    """The results as another machine sees them."""
    monkeypatch.setenv("CLAUSECHECK_DATA", str(tmp_path / name))
    return Remote(f"s3://{bucket}/out")


def test_a_file_is_replaced_whole_or_not_at_all(s3: str) -> None:
    place = Remote(f"s3://{s3}/out").place
    place.write("reviews/a-1-seller.json", b"first")
    place.write("reviews/a-1-seller.json", b"second")
    assert stored().cat_file(f"{s3}/out/reviews/a-1-seller.json") == b"second"
    with place.writing("results.csv") as stream:
        stream.write(b"a,b\n")
        stream.seek(0)
        assert stream.read() == b"a,b\n"
    with pytest.raises(ZeroDivisionError), place.writing("results.csv") as stream:
        stream.write(b"%d" % (1 // 0))
    assert stored().cat_file(f"{s3}/out/results.csv") == b"a,b\n"


def test_the_digest_is_that_of_what_is_there(s3: str) -> None:
    place = Remote(f"s3://{s3}/out").place
    place.write("results.csv", b"words")
    assert place.digest("results.csv") == hashlib.sha256(b"words").hexdigest()
    assert place.digest("reviews/none.json") is None


def test_a_store_that_does_not_take_it_is_told(s3: str) -> None:
    place = Remote("s3://no-such-bucket-here/out").place
    with pytest.raises(ResultsError, match=r"results\.csv cannot be written: .*bucket"):
        place.write("results.csv", b"words")


def test_another_machine_goes_on_where_the_first_stopped(
    s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = on_machine("one", tmp_path, monkeypatch, s3)
    first.fetch()
    first.folder.mkdir(parents=True)
    with Journal(first.folder / JOURNAL) as journal:
        journal.keep("a" * 64, result(1), ((Side.SELLER, "reviews/a.json", "d" * 64),))
        first.send(journal)
    second = on_machine("two", tmp_path, monkeypatch, s3)
    assert second.folder != first.folder
    second.fetch()
    with Journal(second.folder / JOURNAL) as journal:
        assert journal.recall("a" * 64) == (result(1), ((Side.SELLER, "reviews/a.json", "d" * 64),))
        assert not journal.said
        journal.keep("b" * 64, result(2), ())
        second.send(journal)
    # the first machine takes over what the second did, and keeps what it knows itself
    first = on_machine("one", tmp_path, monkeypatch, s3)
    with Journal(first.folder / JOURNAL) as journal:
        journal.keep("c" * 64, result(3), ())
    first.fetch()
    with Journal(first.folder / JOURNAL) as journal:
        found = [journal.recall(letter * 64) for letter in "abc"]
    assert [one[0].words for one in found if one] == [1, 2, 3]


def test_a_copy_goes_up_when_it_is_due_and_not_before(s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remote = on_machine("one", tmp_path, monkeypatch, s3)
    remote.folder.mkdir(parents=True)
    with Journal(remote.folder / JOURNAL) as journal:
        check = remote.checkpoint(journal)
        check()
        assert remote.place.digest(COPY) is None
        remote._next = 0.0
        check()
        before = remote.place.digest(COPY)
        assert before is not None
        journal.keep("a" * 64, result(1), ())
        check()
        assert remote.place.digest(COPY) == before


@pytest.mark.parametrize("spoiled", [b"no archive at all", gzip.compress(b"words")[:-3]])
def test_a_damaged_copy_is_told_and_nothing_here_is_touched(
    s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoiled: bytes
) -> None:
    remote = on_machine("one", tmp_path, monkeypatch, s3)
    remote.folder.mkdir(parents=True)
    with Journal(remote.folder / JOURNAL) as journal:
        journal.keep("a" * 64, result(1), ())
    remote.place.write(COPY, spoiled)
    with pytest.raises(ResultsError, match="beside the results is damaged"):
        remote.fetch()
    with Journal(remote.folder / JOURNAL) as journal:
        assert journal.recall("a" * 64)


def test_a_file_of_another_program_is_not_taken_for_a_journal(
    s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.sqlite"
    base = sqlite3.connect(other)
    base.execute("CREATE TABLE notes (words TEXT)")
    base.commit()
    base.close()
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as stream:
        stream.write(other.read_bytes())
    remote = on_machine("one", tmp_path, monkeypatch, s3)
    remote.place.write(COPY, packed.getvalue())
    with pytest.raises(ResultsError, match="another program"):
        remote.fetch()
    assert not (remote.folder / JOURNAL).exists()
