"""Files that come from object storage."""

import io
import zipfile

import pytest

from clausecheck.batch.remote import is_address, local_path, uploads
from clausecheck.batch.remote.store import Store, Unreachable
from clausecheck.batch.sources.asked import Asked
from clausecheck.batch.sources.stores import Addressed
from clausecheck.errors import LimitExceeded, UnreadableError, UsageError
from clausecheck.model import Side
from clausecheck.read.limits import FILE_BYTES
from tests.batch.remote.conftest import stored

ASKED = Asked(sides=(Side.SELLER,), category="saas", account="acme")


@pytest.fixture
def bucket(s3: str) -> str:
    return f"s3://{s3}"


def put(address: str, data: bytes) -> None:
    stored().pipe_file(address, data)


def test_every_file_below_an_address_is_an_upload_in_the_order_of_names(bucket: str) -> None:
    for name in ("in/b.txt", "in/north/a.txt", "in/a.txt", "in2/other.txt"):
        put(f"{bucket}/{name}", name.encode())
    found = list(uploads(f"{bucket}/in/", ASKED))
    assert [one.name for one in found] == [f"{bucket}/in/{name}" for name in ("a.txt", "b.txt", "north/a.txt")]
    assert [one.read() for one in found] == [b"in/a.txt", b"in/b.txt", b"in/north/a.txt"]
    assert {(one.sides, one.category, one.account) for one in found} == {((Side.SELLER,), "saas", "acme")}
    assert [one.file for one in found] == ["a.txt", "b.txt", "a.txt"]


def test_a_file_and_a_pattern_can_be_named(bucket: str) -> None:
    for name in ("in/b.txt", "in/a.pdf", "in/north/c.txt"):
        put(f"{bucket}/{name}", b"words")
    assert [one.name for one in uploads(f"{bucket}/in/a.pdf", ASKED)] == [f"{bucket}/in/a.pdf"]
    assert [one.name for one in uploads(f"{bucket}/in/*.txt", ASKED)] == [f"{bucket}/in/b.txt"]
    assert [one.name for one in uploads(f"{bucket}/in/**/*.txt", ASKED)] == [
        f"{bucket}/in/b.txt",
        f"{bucket}/in/north/c.txt",
    ]


def test_files_read_in_any_order_and_again_are_the_right_ones(bucket: str) -> None:
    names = [f"in/{number:02}.txt" for number in range(12)]
    for name in names:
        put(f"{bucket}/{name}", name.encode())
    found = list(uploads(f"{bucket}/in", ASKED))
    order = [3, 4, 10, 0, 1, 1, 2, 11, 9, 5, *range(12)]
    assert [found[number].read() for number in order] == [names[number].encode() for number in order]


def test_what_changed_between_listing_and_reading_is_told(bucket: str) -> None:
    put(f"{bucket}/in/a.txt", b"words")
    put(f"{bucket}/in/b.txt", b"words")
    first, second = uploads(f"{bucket}/in", ASKED)
    put(f"{bucket}/in/a.txt", b"other words")
    stored().rm_file(f"{bucket}/in/b.txt")
    assert first.read() == b"other words"
    with pytest.raises(UnreadableError, match=r"b\.txt is not there any more"):
        second.read()


def test_a_file_that_is_too_large_is_not_fetched(bucket: str) -> None:
    put(f"{bucket}/in/large.pdf", b"x" * (FILE_BYTES + 1))
    (only,) = uploads(f"{bucket}/in", ASKED)
    with pytest.raises(LimitExceeded, match=r"large\.pdf is larger than 25 MB"):
        only.read()


def test_archives_are_looked_into_and_files_of_the_system_are_not_opened(bucket: str) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("north/a.txt", "words of a")
        packed.writestr("b.txt", "words of b")
    put(f"{bucket}/in/week.zip", archive.getvalue())
    put(f"{bucket}/in/.DS_Store", b"nothing")
    hidden, *inside = uploads(f"{bucket}/in", ASKED)
    assert hidden.refused == "it is a file of the system"
    assert [(one.name, one.read()) for one in inside] == [
        (f"{bucket}/in/week.zip/north/a.txt", b"words of a"),
        (f"{bucket}/in/week.zip/b.txt", b"words of b"),
    ]


def test_results_below_the_input_are_no_input(bucket: str) -> None:
    put(f"{bucket}/in/a.txt", b"words")
    put(f"{bucket}/in/out/results.csv", b"file")
    put(f"{bucket}/in/outer.txt", b"words")
    found = [one.name for one in uploads(f"{bucket}/in", ASKED, out=f"{bucket}/in/out/")]
    assert found == [f"{bucket}/in/a.txt", f"{bucket}/in/outer.txt"]
    with pytest.raises(UsageError, match="cannot go where the files are"):
        list(uploads(f"{bucket}/in", ASKED, out=f"{bucket}/in/"))


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("s3://no-such-bucket-here/in", "cannot be listed: it is not there", "credentials"),
        ("ftp://host/in", "is no address that is known", "s3://"),
        ("simplecache::s3://bucket/in", "is no address that is known", "s3://"),
        ("s3://bucket::memory://x", "is no address that is known", "s3://"),
        ("s3://", "names no folder", "s3://bucket/folder"),
        (
            "abfs://box/in",
            r"needs a library that is not installed \(adlfs\)",
            "pip install 'clausecheck[storage]' adlfs",
        ),
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_two_lines(s3: str, text: str, what: str, hint: str) -> None:
    with pytest.raises(UsageError, match=what) as told:
        list(uploads(text, ASKED))
    assert "\n" not in told.value.message
    assert hint in told.value.hint


def test_an_address_without_files_is_told(bucket: str) -> None:
    with pytest.raises(UsageError, match="names no file"):
        list(uploads(f"{bucket}/in", ASKED))


def test_addresses_are_told_from_paths() -> None:
    assert [is_address(text) for text in ("s3://b/x", "GS://b", "file:///tmp/x")] == [True, True, True]
    assert not any(is_address(text) for text in ("uploads", "C:\\x", "C:/x", "a:b", "-", "north/s3://x"))
    assert local_path("file:///tmp/a%20b") == "/tmp/a b"
    assert local_path("s3://bucket/x") is None
    assert local_path("file://elsewhere/x") is None


def test_a_store_that_does_not_answer_is_a_fault_of_the_moment_and_not_of_a_file(
    s3: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Addressed(f"s3://{s3}/in/a.txt", ASKED, listed=True)
    (gone,) = listed.uploads()
    with pytest.raises(UnreadableError, match="names no file"):
        gone.read()
    monkeypatch.setattr(Store, "files", lambda _: (_ for _ in ()).throw(Unreachable("it does not answer")))
    (away,) = listed.uploads()
    with pytest.raises(OSError, match="it does not answer"):
        away.read()
