"""Opening files, telling formats, and the child process with its limits."""

import hashlib
import os
import signal
import socket
import time
from pathlib import Path

import pytest

from clausecheck import read
from clausecheck.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    LimitExceeded,
    UnreadableError,
    UnsupportedFormat,
)  # fmt: skip
from clausecheck.model import Document, Format
from clausecheck.read import child, limits
from tests.read.files import column, paragraph, pdf_file, word_file


def test_the_name_stands_without_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "deal.txt"
    file.write_text("Pay now.")
    document = read.read(file)
    assert document.name == "deal.txt"
    assert document.sha256 == hashlib.sha256(b"Pay now.").hexdigest()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (word_file(paragraph("x")), "a.pdf", Format.DOCX),
        (pdf_file([column(["x"])]), "a.docx", Format.PDF),
        (b"\n\n" + pdf_file([column(["x"])]), "a.pdf", Format.PDF),
        (b"# Title\n", "a.markdown", Format.MARKDOWN),
        (b"# Title\n", "a.txt", Format.TEXT),
        (b"<p>x</p>", "a.htm", Format.HTML),
        (b"Words", "stdin", Format.TEXT),
        (b"<PAGE> 1\nWords\n", "a.txt", Format.TEXT),
    ],
)
def test_the_content_tells_the_format(data: bytes, name: str, kind: Format) -> None:
    assert read.read_bytes(data, name).format is kind


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.txt", EmptyFile),
        (b" \n\x00 ", "a.docx", EmptyFile),
        (b"---\n***\n", "a.txt", EmptyFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", UnsupportedFormat),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            EncryptedFile,
        ),
        (b"\x89PNG\r\n", "a.pdf", UnsupportedFormat),
        (b"words", "a.odt", UnsupportedFormat),
        (bytes(range(256)) * 20, "a.txt", UnsupportedFormat),
        (b"<?xml version='1.0'?><a/>", "a.xml", UnsupportedFormat),
        (b"PK\x03\x04 nothing", "a.docx", DamagedFile),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, name: str, error: type[UnreadableError]) -> None:
    with pytest.raises(error) as told:
        read.read_bytes(data, name)
    assert told.value.exit_code == 3
    assert told.value.hint


def test_only_regular_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        for name in ("pipe", "socket", "", "missing.txt"):
            with pytest.raises(UnreadableError) as told:
                read.read(tmp_path / name)
            assert str(tmp_path.parent) not in told.value.message


def test_too_large_a_file(tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    with file.open("wb") as stream:
        stream.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(LimitExceeded, match="25 MB"):
        read.read(file)


def test_control_characters_of_a_name_are_not_echoed() -> None:
    with pytest.raises(EmptyFile) as told:
        read.read_bytes(b"", "a\x1b[31m\n.txt")
    assert told.value.message.isprintable()


def test_reading_twice_gives_the_same() -> None:
    data = word_file(paragraph("One") + paragraph("Two"))
    assert read.read_bytes(data, "a.docx") == read.read_bytes(data, "a.docx")


def _allocate(data: bytes, name: str) -> Document:
    return Document(
        name=str(len(bytearray(limits.MEMORY_BYTES * 2))), format=Format.TEXT, sha256="", text="", blocks=()
    )


def _die(data: bytes, name: str) -> Document:
    os.kill(os.getpid(), signal.SIGILL)
    raise AssertionError


def _fail(data: bytes, name: str) -> Document:
    raise KeyError("/secret/path")


def _recurse(data: bytes, name: str) -> Document:
    return _recurse(data, name)


def _sleep(data: bytes, name: str) -> Document:
    time.sleep(60)
    raise AssertionError


@pytest.mark.parametrize(
    ("reader", "error"),
    [
        (_allocate, LimitExceeded), (_die, DamagedFile), (_fail, DamagedFile), (_recurse, LimitExceeded),
        (_sleep, LimitExceeded),
    ],
)  # fmt: skip
def test_a_reader_that_goes_wrong_is_a_fault_of_the_file(reader: child.Reader, error: type[Exception]) -> None:
    begun = time.monotonic()
    with pytest.raises(error) as told:
        child.run(reader, b"x", "a.txt", seconds=2)
    assert "secret" not in str(told.value)
    assert time.monotonic() - begun < 10


def _environment(data: bytes, name: str) -> Document:
    return Document(name=repr(dict(os.environ)), format=Format.TEXT, sha256="", text="", blocks=())


def test_the_reader_sees_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_KEY", "secret")
    assert child.run(_environment, b"", "a").name == "{}"
    assert os.environ["API_KEY"] == "secret"


def _open_files(data: bytes, name: str) -> Document:
    try:
        os.fstat(int(data))
    except OSError:
        name = "closed"
    return Document(name=name, format=Format.TEXT, sha256="", text="", blocks=())


def test_the_reader_has_no_open_file_of_the_parent(tmp_path: Path) -> None:
    with (tmp_path / "secret").open("w") as stream:
        assert child.run(_open_files, str(stream.fileno()).encode(), "open").name == "closed"


def test_without_fork_the_limits_are_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    document = read.read_bytes(b"Pay now.", "a.txt")
    assert [notice.code for notice in document.notices] == ["limits_not_enforced"]


def test_a_library_that_is_missing_is_no_fault_of_the_file() -> None:
    def reader(_data: bytes, _name: str) -> Document:
        import a_library_that_nobody_has  # noqa: F401

        raise AssertionError

    with pytest.raises(ImportError, match="a_library_that_nobody_has"):
        child.run(reader, b"x", "a.txt")
