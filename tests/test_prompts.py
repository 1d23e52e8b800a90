"""The prompt files: two sides equal in structure, released versions unchanged, placeholders as promised."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from clausecheck import resources
from clausecheck.errors import UsageError
from clausecheck.model import Side
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.reviewers.claude.schema import Claim, Rating, Verdict
from clausecheck.reviewers.prompt_parity import compare_prompts
from clausecheck.reviewers.prompting import load_prompts

FOLDER = resources.folder("prompts")


def copy(folder: Path) -> Path:
    for file in FOLDER.glob("*.md"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def test_the_sides_are_equals_section_by_section_and_the_frame_takes_none() -> None:
    parts = compare_prompts(load_prompts())
    assert [part.faults for part in parts] == [()] * 5


def test_each_side_advises_itself() -> None:
    prompts = load_prompts()
    for side in Side:
        assert prompts.sides[side].text.startswith(f"# You advise the {side}\n")
        assert f"You advise the {side.other}" not in prompts.sides[side].text


def test_the_frame_explains_every_field_of_the_answer() -> None:
    frame = load_prompts().frame.text
    for field in (*Claim.model_fields, *Rating.model_fields, *Verdict.model_fields):
        assert f"`{field}`" in frame or field == "verdict", field
    for words in ("usual", "finding", "unsure"):
        assert f"`{words}`" in frame


def test_placeholders_are_filled() -> None:
    prompts = load_prompts()
    frame = prompts.frame.filled(clause_types="\n".join(CLAUSE_TYPES))
    side = prompts.sides[Side.SELLER].filled(category="{{clause_types}}")
    assert "{{" not in frame
    assert "cap_on_liability" in frame
    assert "{{clause_types}}" in side, "a value is not searched for placeholders again"


def test_a_released_version_is_never_edited() -> None:
    released = tomllib.loads((FOLDER / "released.toml").read_text(encoding="utf-8"))
    found = {
        path.stem: hashlib.sha256((path.read_text(encoding="utf-8").strip() + "\n").encode()).hexdigest()
        for path in FOLDER.glob("*-v*.md")
    }
    assert found == released, "add a new version instead, and its digest to released.toml"


def test_the_highest_version_is_used_and_named(tmp_path: Path) -> None:
    copy(tmp_path)
    (tmp_path / "seller-v10.md").write_text("# New\n{{category}}\n", encoding="utf-8")
    (tmp_path / "seller-v9.md").write_text("# Old\n{{category}}\n", encoding="utf-8")
    prompts = load_prompts(tmp_path)
    assert prompts.sides[Side.SELLER].version == 10
    assert prompts.version.split("+")[1].startswith("seller-v10:")
    assert prompts.version != load_prompts().version


def test_line_ends_do_not_change_the_digest(tmp_path: Path) -> None:
    copy(tmp_path)
    for file in tmp_path.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load_prompts(tmp_path).version == load_prompts().version


@pytest.mark.parametrize(
    "words", [b"no placeholder", b"{{category}} {{contract}}", b"{{category}} \xff", b"{{category}}" + b"x" * 70_000]
)
def test_a_prompt_that_cannot_be_used_is_said(tmp_path: Path, words: bytes) -> None:
    (copy(tmp_path) / "buyer-v2.md").write_bytes(words)
    with pytest.raises(UsageError, match=r"buyer-v2\.md"):
        load_prompts(tmp_path)


def test_a_folder_without_prompts_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no frame-v1\.md"):
        load_prompts(tmp_path)
    with pytest.raises(UsageError, match="no folder of prompts: nowhere"):
        load_prompts(tmp_path / "nowhere")
