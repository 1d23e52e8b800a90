"""Patterns in quotes name what the same pattern of a shell names, and hide nothing of a folder that they name."""

from pathlib import Path

import pytest

from clausecheck.errors import UsageError
from tests.batch.sources.looking import made, names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files at several depths, some of them hidden."""
    files = ("a.docx", "b.pdf", "north/a.docx", "north/deep/er/c.docx", "south/a.docx", ".hidden/a.docx", ".a.docx")
    return made(tmp_path, *files)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.docx", ["a.docx"]),
        ("**/*.docx", ["a.docx", "north/a.docx", "north/deep/er/c.docx", "south/a.docx"]),
        ("*/*.docx", ["north/a.docx", "south/a.docx"]),
        ("[ab].*", ["a.docx", "b.pdf"]),
        ("?.pdf", ["b.pdf"]),
        ("n*/**/c.docx", ["north/deep/er/c.docx"]),
        ("**/deep/**", ["north/deep/er/c.docx"]),
        ("**/deep/**/*", ["north/deep/er/c.docx"]),
        ("nor*", ["north/a.docx", "north/deep/er/c.docx"]),
        ("**", ["a.docx", "b.pdf", "north/a.docx", "north/deep/er/c.docx", "south/a.docx"]),
        (".*.docx", [".a.docx"]),
    ],
)
def test_what_a_pattern_names(folder: Path, pattern: str, found: list[str]) -> None:
    assert names(f"{folder}/{pattern}") == found


def test_the_folder_before_a_pattern_is_part_of_no_name(folder: Path) -> None:
    assert names(f"{folder}/north/*.docx") == ["a.docx"]


def test_a_pattern_counts_from_the_current_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert names("*.pdf") == ["b.pdf"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    made(tmp_path, "[draft] a*.txt", "d.txt")
    assert names(tmp_path / "[draft] a*.txt") == ["[draft] a*.txt"]


def test_patterns_beside_a_folder_name_no_file_twice(folder: Path) -> None:
    assert names(f"{folder}/*.docx", f"{folder}/**/*.docx") == [
        "a.docx",
        "north/a.docx",
        "north/deep/er/c.docx",
        "south/a.docx",
    ]


@pytest.mark.parametrize("pattern", ["*.odt", "nowhere/*.docx", "*/nothing/**"])
def test_a_pattern_that_names_nothing_is_wrong_usage(folder: Path, pattern: str) -> None:
    with pytest.raises(UsageError, match=r"names no file|no such file"):
        names(f"{folder}/{pattern}")


def test_links_are_followed_by_no_pattern(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    assert names(f"{folder}/**/b.pdf") == ["b.pdf"]


def test_a_pattern_of_many_stars_is_quick(tmp_path: Path) -> None:
    made(tmp_path, "/".join("a" * 30) + "/" + "a" * 200)
    with pytest.raises(UsageError):
        names(f"{tmp_path}/{'**/' * 30}{'*a' * 30}b")
