"""An assistant reads the contracts of one folder, and nothing else."""

import os
from pathlib import Path

import pytest

from clausecheck.errors import ClausecheckError, UsageError
from clausecheck.mcp.folder import Folder


@pytest.fixture
def around(tmp_path: Path) -> Path:
    """A folder beside a secret, with a contract, a hidden file and settings in it."""
    (tmp_path / "secret.txt").write_text("the key", encoding="utf-8")
    folder = tmp_path / "root"
    (folder / "below").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for name in ("a.txt", "below/b.md", ".hidden/c.txt", ".env", "settings.toml", "plain"):
        (folder / name).write_text(f"words of {name}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["a.txt", "below/b.md", "below/../a.txt", "./a.txt"])
def test_what_is_in_it_is_read(around: Path, name: str) -> None:
    assert Folder(around).read(name)[0].startswith(b"words of")
    assert Folder(around).read(str(around / name))[0].startswith(b"words of")


def test_a_folder_named_through_a_link_is_the_folder_itself(around: Path) -> None:
    link = around.with_name("link")
    link.symlink_to(around)
    assert Folder(link).read(str(around / "a.txt")) == (b"words of a.txt", "a.txt")
    assert Folder(around).read(str(link / "a.txt")) == (b"words of a.txt", "a.txt")


@pytest.mark.parametrize(
    "name",
    ["../secret.txt", "below/../../secret.txt", "/etc/passwd", "//etc/passwd", "a.txt\0", "x" * 5000, "", "~/a.txt/.."],
)
def test_what_is_outside_is_not(around: Path, name: str) -> None:
    with pytest.raises(UsageError) as told:
        Folder(around).read(name)
    assert str(around.parent) not in told.value.message + told.value.hint


def test_whether_a_file_outside_is_there_is_not_told(around: Path) -> None:
    told = []
    for name in ("../secret.txt", "../nothing.txt"):
        with pytest.raises(UsageError) as fault:
            Folder(around).read(name)
        told.append((fault.value.message, fault.value.hint))
    assert told[0] == told[1]


@pytest.mark.parametrize("name", [".hidden/c.txt", ".env", "settings.toml", "plain", ".", "below"])
def test_what_is_no_contract_by_its_name_is_not(around: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is no contract by its name"):
        Folder(around).read(name)


def test_a_link_that_leads_out_is_not_followed_and_one_that_stays_is(around: Path) -> None:
    (around / "out.txt").symlink_to(around.parent / "secret.txt")
    (around / "up").symlink_to(around.parent)
    (around / "in.txt").symlink_to("below/b.md")
    (around / "to-settings.txt").symlink_to("settings.toml")
    (around / "round.txt").symlink_to("round.txt")
    for name in ("out.txt", "up/secret.txt", "to-settings.txt", "round.txt"):
        with pytest.raises(ClausecheckError):
            Folder(around).read(name)
    assert Folder(around).read("in.txt") == (b"words of below/b.md", "b.md")


def test_a_link_that_is_put_there_between_looking_and_opening_is_not_followed(around: Path) -> None:
    folder = Folder(around)
    (around / "a.txt").unlink()
    (around / "a.txt").symlink_to(around.parent / "secret.txt")
    (around / "below" / "b.md").rename(around / "b.md")
    (around / "below").rmdir()
    (around / "below").symlink_to(around.parent)
    for within in ("a.txt", "below/secret.txt"):
        with pytest.raises(OSError, match=r"[Ll]oop|symbolic|directory"):
            folder._opened(Path(within))


def test_what_is_no_regular_file_is_not_waited_for(around: Path) -> None:
    os.mkfifo(around / "pipe.txt")
    (around / "folder.txt").mkdir()
    for name in ("pipe.txt", "folder.txt"):
        with pytest.raises(ClausecheckError, match="is not a regular file"):
            Folder(around).read(name)


@pytest.mark.parametrize("root", ["/", "/nowhere", "/etc/passwd"])
def test_a_root_that_is_no_bound_is_refused(root: str) -> None:
    with pytest.raises(UsageError, match=r"^--root: "):
        Folder(Path(root))
