"""`clausecheck prompts`, run as people run it."""

import json
import re
import shlex
from pathlib import Path

import jsonschema
import pytest

from clausecheck import resources
from clausecheck.report.schema import json_schema
from tests.cli.conftest import Program
from tests.messages_server import answer, serve

DOCS = Path(__file__).parents[2] / "docs" / "prompts.md"
NAMES = ("frame", "seller", "buyer")


def listed(program: Program, *options: str | Path) -> list[dict[str, object]]:
    done = program("prompts", "list", "--format", "json", *options)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    jsonschema.validate(told, json_schema("prompts"))
    rows: list[dict[str, object]] = told["prompts"]
    return rows


@pytest.fixture
def mine(program: Program, tmp_path: Path) -> Path:
    """A copy, begun with the command."""
    folder = tmp_path / "mine"
    done = program("prompts", "copy", folder)
    assert done.returncode == 0, done.stderr
    assert "--prompts mine" in done.stderr
    return folder


def test_every_version_is_listed_and_the_highest_is_in_use(program: Program) -> None:
    rows = listed(program)
    shipped = {path.name for path in resources.folder("prompts").glob("*-v*.md")}
    assert {f"{row['name']}-v{row['version']}.md" for row in rows} == shipped
    for name in NAMES:
        versions = [row for row in rows if row["name"] == name]
        assert [row["current"] for row in versions] == [*[False] * (len(versions) - 1), True]
    page = program("prompts", "list").stdout
    assert page.startswith("prompts: shipped\n")
    for row in rows:
        assert str(row["digest"])[:16] in page


def test_what_is_changed_or_ones_own_is_told_from_what_was_released(program: Program, tmp_path: Path) -> None:
    for path in resources.folder("prompts").glob("*-v1.md"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert {row["state"] for row in listed(program, "--prompts", tmp_path)} == {"released"}
    seller = tmp_path / "seller-v1.md"
    seller.write_bytes(seller.read_bytes() + b"\nBe brave.\n")
    (tmp_path / "buyer-v900.md").write_bytes((tmp_path / "buyer-v1.md").read_bytes())
    states = {(row["name"], row["version"]): row["state"] for row in listed(program, "--prompts", tmp_path)}
    assert states == {
        ("frame", 1): "released",
        ("seller", 1): "changed",
        ("buyer", 1): "released",
        ("buyer", 900): "own",
    }


def test_a_copy_is_the_set_in_use(program: Program, mine: Path) -> None:
    used = [row for row in listed(program) if row["current"]]
    assert listed(program, "--prompts", mine) == used
    assert {path.name for path in mine.iterdir()} == {f"{row['name']}-v{row['version']}.md" for row in used} | {
        "models.toml"
    }


def test_a_copy_overwrites_nothing(program: Program, mine: Path) -> None:
    (mine / "note.txt").write_text("mine", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in mine.iterdir()}
    again = program("prompts", "copy", mine)
    assert again.returncode == 2
    assert "mine is there already" in again.stderr
    assert {path.name: path.read_bytes() for path in mine.iterdir()} == before
    nowhere = program("prompts", "copy", mine / "no" / "such")
    assert nowhere.returncode == 1
    assert len(nowhere.stderr.splitlines()) == 2


def test_a_copy_that_is_changed_is_what_a_model_is_told(program: Program, mine: Path, text_file: Path) -> None:
    (buyer,) = mine.glob("buyer-v*.md")
    buyer.write_text(buyer.read_text(encoding="utf-8") + "\nMind the tulips.\n", encoding="utf-8")
    with serve(answer()) as claude:
        env = {"ANTHROPIC_API_KEY": "sk-test", "ANTHROPIC_BASE_URL": claude.url}
        options = ("--side", "buyer", "--category", "saas", "--reviewer", "claude", "--prompts", mine)
        done = program("review", text_file, *options, "--format", "json", **env)
    assert done.returncode == 0, done.stderr
    (changed,) = (row for row in listed(program, "--prompts", mine) if row["name"] == "buyer")
    assert f"buyer-v{changed['version']}:{str(changed['digest'])[:8]}" in json.loads(done.stdout)["reviewer"]["version"]
    told = [part["text"] for part in claude.requests[0]["system"]]
    assert "Mind the tulips." in told[1]
    shown = [
        program("prompts", "show", name, "--filled", "--category", "saas", "--prompts", mine).stdout
        for name in ("frame", "buyer")
    ]
    assert shown == told, "what is shown filled in is what is sent"


def test_a_prompt_is_shown_as_it_is(program: Program, tmp_path: Path) -> None:
    for name in NAMES:
        versions = [row["version"] for row in listed(program) if row["name"] == name]
        for word, version in ((name, versions[-1]), (f"{name}-v1", 1), (f"{name}-v1.md", 1)):
            path = resources.folder("prompts") / f"{name}-v{version}.md"
            assert program("prompts", "show", word).stdout.strip() == path.read_text(encoding="utf-8").strip()
    assert "{{" not in program("prompts", "show", "frame", "--filled").stdout
    out = tmp_path / "seller.md"
    assert program("prompts", "show", "seller", "-o", out).returncode == 0
    assert out.read_text(encoding="utf-8") == program("prompts", "show", "seller").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "seler"), "did you mean seller"),
        (("show", "seller-v99"), "no prompt 'seller-v99'"),
        (("show", "frame", "--category", "saas"), "--category is for --filled"),
        (("show", "frame", "--filled", "--category", "sas"), "unknown category 'sas'"),
        (("list", "--prompts", "nowhere"), "no such folder: nowhere"),
        (("list", "--prompts", "."), "no frame-v1.md"),
        (("copy",), "DIR"),
    ],
)
def test_wrong_words_are_told(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = program("prompts", *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_the_commands_of_the_page_work(
    program: Program, text_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contract.docx").write_bytes(text_file.read_bytes())
    (block,) = re.findall(
        r"^```sh\n(clausecheck prompts.*?)^```$", DOCS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    with serve(answer()) as claude:
        for line in block.splitlines():
            words = shlex.split(line, comments=True)[1:]
            done = program(*words, ANTHROPIC_API_KEY="sk-test", ANTHROPIC_BASE_URL=claude.url)
            assert done.returncode == 0, (line, done.stderr)
    assert claude.bodies
