"""Zip archives: read in place, each file a row, and no harm in any of them."""

import io
import stat
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from clausecheck.batch.sources import archives, unpacking
from clausecheck.errors import DamagedFile, LimitExceeded
from tests.batch.sources.looking import SELLER, made, names, told, uploads


def archive(path: Path, files: dict[str | zipfile.ZipInfo, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip archive with these files."""
    with zipfile.ZipFile(path, "w", method) as into:
        for name, data in files.items():
            into.writestr(name, data, None if isinstance(name, str) else name.compress_type)
    return path


def test_each_file_of_an_archive_is_an_upload(tmp_path: Path) -> None:
    archive(tmp_path / "week.zip", {"b.txt": "second", "north/": "", "north/a.docx": b"PK first"})
    found = uploads(tmp_path / "week.zip")
    assert told(found) == {"week.zip/b.txt": b"second", "week.zip/north/a.docx": b"PK first"}
    assert [upload.file for upload in found] == ["b.txt", "a.docx"]


def test_archives_in_folders_are_opened_too(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "north/c.txt")
    archive(tmp_path / "north" / "B.ZIP", {"x.txt": "x"})
    assert names(tmp_path) == ["a.txt", "north/B.ZIP/x.txt", "north/c.txt"]


def test_nothing_is_unpacked_to_the_disk(tmp_path: Path) -> None:
    archive(tmp_path / "week.zip", {"../up.txt": "1", "/tmp/clausecheck-root.txt": "2", "in.txt": "3"})
    told(uploads(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["week.zip"]
    assert not Path("/tmp/clausecheck-root.txt").exists()


@pytest.mark.parametrize(
    "name", ["../a.txt", "north/../../a.txt", "/a.txt", "C:\\a.txt", "\\\\server\\a.txt", "..\\a.txt"]
)
def test_a_name_that_leads_out_is_told_and_not_opened(tmp_path: Path, name: str) -> None:
    found = told(uploads(archive(tmp_path / "week.zip", {name: "words", "b.txt": "b"})))
    assert found.pop("week.zip/b.txt") == b"b"
    assert list(found.values()) == ["skipped: its name leads out of the archive"]


def test_a_name_of_windows_is_told_with_its_folders(tmp_path: Path) -> None:
    (upload,) = uploads(archive(tmp_path / "week.zip", {"north\\a.docx": "a"}))
    assert (upload.name, upload.file, upload.read()) == ("week.zip/north/a.docx", "a.docx", b"a")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_two_rows(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "week.zip", "w") as into:
        for name, data in (("a.txt", "1"), ("a.txt", "2"), ("./a.txt", "3"), ("a.txt (2)", "4")):
            into.writestr(name, data)
    found = told(uploads(tmp_path / "week.zip"))
    assert len(found) == 4
    assert set(found.values()) == {b"1", b"2", b"3", b"4"}


def test_an_archive_in_an_archive_is_told_and_not_opened(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner.zip", {"a.txt": "a"}).read_bytes()
    found = told(uploads(archive(tmp_path / "week.zip", {"inner.zip": inner})))
    assert "archive in an archive" in str(found["week.zip/inner.zip"])


def test_links_and_pipes_in_an_archive_are_told_and_not_opened(tmp_path: Path) -> None:
    link, pipe = zipfile.ZipInfo("link.txt"), zipfile.ZipInfo("pipe")
    link.external_attr, pipe.external_attr = (stat.S_IFLNK | 0o777) << 16, (stat.S_IFIFO | 0o600) << 16
    found = told(uploads(archive(tmp_path / "week.zip", {link: "/etc/passwd", pipe: ""})))
    assert [str(why).partition(",")[0] for why in found.values()] == ["skipped: it is a link", "skipped: it is a pipe"]


def test_what_a_mac_puts_into_archives_is_told_and_not_opened(tmp_path: Path) -> None:
    files = {"a.docx": "a", "__MACOSX/._a.docx": "resources", ".DS_Store": "x", "__MACOSX/b.docx": "b"}
    found = told(uploads(archive(tmp_path / "week.zip", files)))
    assert found.pop("week.zip/a.docx") == b"a"
    assert all(str(why).startswith("skipped: it is ") for why in found.values())
    assert len(found) == 3


def test_a_document_that_is_called_an_archive_is_a_document(tmp_path: Path) -> None:
    path = archive(tmp_path / "contract.zip", {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})
    assert told(uploads(path)) == {"contract.zip": path.read_bytes()}


def test_names_in_utf_8_are_read_also_where_the_archive_does_not_say_so(tmp_path: Path) -> None:
    path = archive(tmp_path / "week.zip", {"Ärger.txt": "a"})
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + flags
        data[at : at + 2] = b"\0\0"
    path.write_bytes(data)
    assert told(uploads(path)) == {"week.zip/Ärger.txt": b"a"}


def test_a_file_under_a_password_says_so(tmp_path: Path) -> None:
    path = archive(tmp_path / "week.zip", {"a.txt": "a"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert told(uploads(path)) == {"week.zip/a.txt": "EncryptedFile: a.txt is under a password in the archive week.zip"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_know_no_measure_are_not_unpacked(tmp_path: Path, method: int) -> None:
    found = told(uploads(archive(tmp_path / "week.zip", {"a.txt": "a" * 1000}, method)))
    assert str(found["week.zip/a.txt"]).startswith("UnsupportedFormat: a.txt is packed in a way that is not read")


@pytest.mark.parametrize(("size", "words"), [(24_000_000, "more than 100 times"), (26_000_000, "larger than 25 MB")])
def test_a_file_that_unpacks_to_very_much_is_not_unpacked(tmp_path: Path, size: int, words: str) -> None:
    (upload,) = uploads(archive(tmp_path / "week.zip", {"a.txt": bytes(size)}))
    tracemalloc.start()
    try:
        with pytest.raises(LimitExceeded, match=words):
            upload.read()
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = archive(tmp_path / "week.zip", {"a.txt": bytes(20_000_000)})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 5_000)
    path.write_bytes(data)
    with pytest.raises(DamagedFile, match="damaged in the archive"):
        uploads(path)[0].read()


def test_files_that_share_their_bytes_are_not_unpacked(tmp_path: Path) -> None:
    """The trick of archives that unpack to a million times their size: one kernel, named by many entries."""
    packer = zlib.compressobj(wbits=-15)
    words = b"word " * 1000
    packed = packer.compress(words) + packer.flush()
    sizes = zlib.crc32(words), len(packed), len(words)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, *sizes, 1, 0) + b"a"
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, *sizes, 1, 0, 0, 0, 0, 0, 0)
    directory = b"".join(entry + bytes([name]) for name in b"aaaa")
    start = len(local) + len(packed)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 4, 4, len(directory), start, 0)
    path = tmp_path / "week.zip"
    path.write_bytes(local + packed + directory + end)
    found = told(uploads(path))
    assert found, "a row at least"
    assert all(str(why).startswith("DamagedFile: ") for why in found.values())


@pytest.mark.parametrize("length", [2, 30, 100, -1])
def test_an_archive_that_was_cut_off_is_one_row(tmp_path: Path, length: int) -> None:
    path = archive(tmp_path / "week.zip", {"a.txt": "a" * 500, "b.txt": "b"})
    path.write_bytes(path.read_bytes()[:length])
    found = told(uploads(path))
    assert str(found.pop("week.zip")).startswith("DamagedFile: week.zip is no whole zip archive")
    assert not found


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"words", b"", bytes(500)])
def test_what_is_called_an_archive_and_is_none_is_read_as_what_it_is(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "week.zip").write_bytes(data)
    assert told(uploads(tmp_path)) == {"week.zip": data}


def test_an_archive_without_a_file_is_one_row(tmp_path: Path) -> None:
    found = told(uploads(archive(tmp_path / "week.zip", {"north/": ""})))
    assert found == {"week.zip": "EmptyFile: week.zip holds no file"}


def test_bytes_that_were_damaged_are_found(tmp_path: Path) -> None:
    path = archive(tmp_path / "week.zip", {"a.txt": "words of a", "b.txt": "b"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"words of a", b"words of x"))
    found = told(uploads(path))
    assert found["week.zip/b.txt"] == b"b"
    assert "DamagedFile: a.txt is damaged in the archive week.zip" in str(found["week.zip/a.txt"])


def test_an_archive_of_very_many_files_is_one_row(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as into:
        for number in range(unpacking.ENTRIES + 1):
            into.writestr(f"{number}", "")
    (tmp_path / "week.zip").write_bytes(data.getvalue())
    found = told(uploads(tmp_path))
    assert found == {"week.zip": "LimitExceeded: week.zip holds more than 20,000 files"}


def test_a_directory_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "week.zip", {"a.txt": "a"})
    data = bytearray(path.read_bytes())
    end = data.index(b"PK\5\6")
    directory = data[data.index(b"PK\1\2") : end] * 150_000
    data[end + 12 : end + 16] = struct.pack("<I", len(directory))
    path.write_bytes(bytes(data[: data.index(b"PK\1\2")]) + directory + bytes(data[end:]))
    assert "LimitExceeded: week.zip holds too many files" in str(told(uploads(path))["week.zip"])


def test_no_change_of_a_few_bytes_ends_the_listing(tmp_path: Path) -> None:
    whole = archive(tmp_path / "week.zip", {"a.txt": "words " * 20, "b/c.txt": "b"}).read_bytes()
    for at in range(len(whole)):
        for value in (0, 0xFF, whole[at] ^ 0x41):
            data = whole[:at] + bytes([value]) + whole[at + 1 :]
            assert told(list(archives.members("week.zip", lambda data=data: io.BytesIO(data), SELLER)))  # type: ignore[misc]


def test_an_archive_is_opened_once_for_all_its_files(tmp_path: Path) -> None:
    opened = 0
    data = archive(tmp_path / "week.zip", {f"{number}.txt": str(number) for number in range(50)}).read_bytes()

    def again() -> io.BytesIO:
        nonlocal opened
        opened += 1
        return io.BytesIO(data)

    for upload in archives.members("week.zip", again, SELLER):
        upload.read()
    assert opened == 1


def test_a_file_can_be_read_again_long_after(tmp_path: Path) -> None:
    for number in range(5):
        archive(tmp_path / f"{number}.zip", {"a.txt": str(number)})
    found = uploads(tmp_path)
    assert [upload.read() for upload in (*found, *found)] == [str(number).encode() for number in (*range(5), *range(5))]


def test_an_archive_that_was_replaced_since_is_not_taken_for_the_old_one(tmp_path: Path) -> None:
    for number in range(5):
        archive(tmp_path / f"{number}.zip", {"a.txt": str(number)})
    found = uploads(tmp_path)
    for upload in found:
        upload.read()
    archive(tmp_path / "0.zip", {"other.txt": "others"})
    assert told(found[:1])["0.zip/a.txt"] == "DamagedFile: 0.zip has changed while it was read"


@pytest.mark.parametrize("works", [0, 1])
def test_a_fault_of_the_machine_is_a_row_that_is_tried_again(works: int) -> None:
    """At once, or when it is looked at again since it is no archive."""
    left = works

    def fails() -> io.BytesIO:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(5, "Input/output error")
        return io.BytesIO(b"words")

    (upload,) = archives.members("week.zip", fails, SELLER)
    with pytest.raises(OSError, match="Input/output"):
        upload.read()
