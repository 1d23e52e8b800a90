"""A result file is replaced whole or not at all."""

import argparse
import os
import stat
from pathlib import Path

import pytest

from clausecheck.cli import output
from clausecheck.errors import ClausecheckError


def arguments(path: Path, **more: object) -> argparse.Namespace:
    return argparse.Namespace(**{"output": str(path), "file": "contract.txt", "format": None, "quiet": True} | more)


def test_a_result_replaces_the_old_one_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "review.json"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    output.write_text("new – “x”\n", arguments(path))
    assert path.read_text(encoding="utf-8") == "new – “x”\n"
    assert os.listdir(tmp_path) == ["review.json"]  # noqa: PTH208 hidden files too
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a folder that cannot be written")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "review.json"
    path.write_text("old", encoding="utf-8")
    tmp_path.chmod(0o500)
    with pytest.raises(ClausecheckError, match="cannot write"):
        output.write_text("new", arguments(path))
    tmp_path.chmod(0o700)
    assert path.read_text(encoding="utf-8") == "old"


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "review.json"
    path.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ClausecheckError, match="No space left"):
        output.write_text("new", arguments(path))
    assert path.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["review.json"]  # noqa: PTH208 hidden files too


@pytest.mark.skipif(os.name != "posix", reason="links and devices")
def test_links_are_followed_and_devices_written_to(tmp_path: Path) -> None:
    target, link = tmp_path / "real.json", tmp_path / "link.json"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    output.write_text("new", arguments(link))
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    output.write_text("gone", arguments(Path("/dev/null")))
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    ("name", "given", "chosen"),
    [
        ("a.json", None, "json"),
        ("a.MD", None, "markdown"),
        ("a.txt", None, "terminal"),
        ("a.json", "markdown", "markdown"),
    ],
)
def test_the_suffix_picks_the_format_unless_one_is_given(tmp_path: Path, name: str, given: str, chosen: str) -> None:
    args = arguments(tmp_path / name, format=given)
    assert output.chosen_format(args, ("terminal", "json", "markdown")) == chosen
