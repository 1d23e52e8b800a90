"""Lists of files: what is asked of each, and what is wrong with a list, before any work."""

import io
from pathlib import Path

import pytest

from clausecheck.batch.sources import Sources
from clausecheck.errors import UsageError
from clausecheck.model import Side
from clausecheck.model.batch import Upload
from tests.batch.sources.looking import SELLER, made, names, told, uploads


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Contracts beside which a list is written."""
    return made(tmp_path, "a.docx", "north/b.pdf", "c, the second.txt")


def listed(folder: Path, text: str | bytes, name: str = "list.csv") -> list[Upload]:
    """The uploads of a list."""
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return uploads(folder / name)


def asked(upload: Upload) -> tuple[object, ...]:
    """What is asked of an upload."""
    return upload.name, upload.sides, upload.category, upload.region, upload.account


def test_a_list_tells_what_is_asked_of_each_file(folder: Path) -> None:
    text = (
        "file,side,category,account,region\n"
        "a.docx,buyer,SaaS,Acme,New York\n"
        "north/b.pdf,both,,,\n"
        '"c, the second.txt",,,,\n'
    )
    found = listed(folder, text)
    both = (Side.SELLER, Side.BUYER)
    assert [asked(one) for one in found] == [
        ("a.docx", (Side.BUYER,), "saas", "US-NY", "Acme"),
        ("north/b.pdf", both, None, None, ""),
        ("c, the second.txt", (Side.SELLER,), None, None, ""),
    ]
    assert [one.read() for one in found] == [b"a.docx", b"north/b.pdf", b"c, the second.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "FILE; Side \r\na.docx;Buyer\r\n",
        "\ufeffFile\tSIDE\na.docx\tbuyer\n",
        "sep=;\r\nfile;side\r\na.docx;buyer\r\n",
        '"file","side"\n"a.docx","BUYER"\n\n,\n',
        "id,path,side,remark\n17,a.docx,buyer,urgent\n",
        "file,side\ra.docx,buyer\r",
        "file,side\na.docx, buyer \na.docx,buyer\n",
    ],
)
def test_the_ways_in_which_programs_write_lists(folder: Path, text: str) -> None:
    assert [asked(one)[:2] for one in listed(folder, text)] == [("a.docx", (Side.BUYER,))]


def test_a_list_in_excels_unicode(folder: Path) -> None:
    (one,) = listed(folder, "file\tside\r\na.docx\tbuyer\r\n".encode("utf-16"), "list.TSV")
    assert asked(one)[:2] == ("a.docx", (Side.BUYER,))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("side\nbuyer\n", "list.csv has no column called file"),
        ("", "list.csv has no column called file"),
        ("file\n", "list.csv names no file"),
        ("file,side\na.docx,buyer\nnorth/b.pdf,vendor\n", "list.csv, line 3: unknown side 'vendor'"),
        ("file,category\na.docx,sas\n", "list.csv, line 2: unknown category 'sas'"),
        ("file,region\na.docx,Atlantis\n", "list.csv, line 2: unknown region 'Atlantis'"),
        ("file,side\n,buyer\n", "list.csv, line 2: no file is named"),
        ("file,side\na.docx,buyer,more\n", "list.csv, line 2: more cells than the first line has"),
        ("file,catgory\na.docx,saas\n", "list.csv has an unknown column 'catgory'"),
        ("file,side,side\na.docx,buyer,seller\n", "list.csv has the column side twice"),
        (
            "file,side\na.docx,buyer\n./a.docx,seller\n",
            "list.csv, line 3: ./a.docx is asked for otherwise than in line 2",
        ),
        ('file\n"a.docx\n', "list.csv is no readable CSV file"),
        ("sep=;\nfile;side\na.docx;nobody\n", "list.csv, line 3: unknown side 'nobody'"),
        (b"file\n\xff.docx\n", "list.csv is no readable CSV file"),
    ],
)
def test_what_is_wrong_with_a_list_is_told_before_any_work(folder: Path, text: str | bytes, fault: str) -> None:
    with pytest.raises(UsageError) as raised:
        listed(folder, text)
    assert raised.value.message.startswith(fault)


def test_a_file_that_is_not_there_is_a_row(folder: Path) -> None:
    found = told(listed(folder, "file\nnowhere.docx\na.docx\n" + "x" * 300 + ".txt\n"))
    assert found["a.docx"] == b"a.docx"
    assert found["nowhere.docx"] == "UnreadableError: nowhere.docx is not there"
    assert "too long" in str(found["x" * 300 + ".txt"])


def test_links_of_a_list_are_not_followed(folder: Path) -> None:
    (folder / "link.docx").symlink_to(folder / "a.docx")
    assert "link" in str(told(listed(folder, "file\nlink.docx\n"))["link.docx"])


def test_folders_and_archives_of_a_list_are_opened(folder: Path) -> None:
    assert [asked(one)[:2] for one in listed(folder, "file,side\nnorth,buyer\n")] == [("north/b.pdf", (Side.BUYER,))]


def test_a_list_counts_from_where_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "north" / "list.csv").write_text("file\nb.pdf\n../a.docx\n")
    monkeypatch.chdir(folder.parent)
    assert told(uploads(folder / "north" / "list.csv")) == {"b.pdf": b"north/b.pdf", "../a.docx": b"a.docx"}


def test_what_a_list_says_of_a_file_counts_before_the_folder_that_follows(folder: Path) -> None:
    (folder / "list.csv").write_text("file,account\na.docx,Acme\n")
    found = uploads(folder / "list.csv", folder)
    assert [(one.file, one.account) for one in found] == [("a.docx", "Acme"), ("c, the second.txt", ""), ("b.pdf", "")]


def test_a_list_in_a_folder_is_a_file_like_any_other(folder: Path) -> None:
    (folder / "strange.csv").write_text("file\n/etc/passwd\n")
    assert "strange.csv" in names(folder)
    assert "/etc/passwd" not in names(folder)


def test_two_lists_that_write_different_files_alike_keep_them_apart(tmp_path: Path) -> None:
    for part in ("north", "south"):
        made(tmp_path, f"{part}/a.txt")
        (tmp_path / part / "list.csv").write_text("file\na.txt\n")
    found = told(uploads(tmp_path / "north" / "list.csv", tmp_path / "south" / "list.csv"))
    assert found == {"a.txt": b"north/a.txt", "a.txt (2)": b"south/a.txt"}


@pytest.mark.parametrize("lines", [b"a.docx\nnorth/b.pdf\n", b"a.docx\r\n\r\nnorth/b.pdf", b"a.docx\0north/b.pdf\0"])
def test_standard_input_is_a_list(folder: Path, monkeypatch: pytest.MonkeyPatch, lines: bytes) -> None:
    monkeypatch.chdir(folder)
    sources = Sources(["-"], SELLER, standard_input=io.BytesIO(lines))
    expected = {"a.docx": b"a.docx", "north/b.pdf": b"north/b.pdf"}
    assert told(list(sources.uploads())) == expected
    assert told(list(sources.uploads())) == expected, "it is remembered"


def test_paths_of_standard_input_may_hold_anything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    made(folder, "two\nlines.txt", "*.txt")
    lines = b"two\nlines.txt\0*.txt\0gone\xff.txt\0strange.csv\0"
    found = told(uploads("-", standard_input=io.BytesIO(lines)))
    assert found.pop("gone\\xff.txt") == "UnreadableError: gone\\xff.txt is not there"
    assert found.pop("strange.csv") == "UnreadableError: strange.csv is not there"
    assert found == {"two\nlines.txt": b"two\nlines.txt", "*.txt": b"*.txt"}


def test_folders_of_standard_input_name_no_file_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `find` without -type writes it."""
    monkeypatch.chdir(folder)
    lines = b"north\nnorth/b.pdf\n./north\nnorth/\n"
    assert names("-", standard_input=io.BytesIO(lines)) == ["north/b.pdf"]


def test_standard_input_without_a_line_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="names no file"):
        uploads("-", standard_input=io.BytesIO(b"\n\n"))
