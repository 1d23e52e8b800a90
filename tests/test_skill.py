"""The skill for assistants, and the page on it: in the promised form, and every command in them is a real one."""

import json
import re
import shlex
from pathlib import Path

import pytest

from clausecheck.cli.parser import build, option_names, parse_arguments
from clausecheck.mcp.asks import Ask
from clausecheck.mcp.tools import TOOLS

ROOT = Path(__file__).parents[1]
SKILL = ROOT / "skills" / "clausecheck" / "SKILL.md"
PAGES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (SKILL, ROOT / "docs" / "mcp.md", ROOT / "docs" / "prompts.md")
}
COMMANDS = sorted({
    (name, command)
    for name in ("SKILL.md", "mcp.md", "prompts.md")
    for command in re.findall(r"(?:^|`)(clausecheck [^`\n#]+)", PAGES[name], re.MULTILINE)
})  # fmt: skip


def front_matter() -> dict[str, str]:
    opening, matter, body = SKILL.read_text(encoding="utf-8").split("---\n", 2)
    assert (opening, bool(body.strip())) == ("", True)
    found = dict(line.split(": ", 1) for line in matter.splitlines())
    for value in found.values():
        assert not re.search(r": | #|^[\"'\[{>|*&!%@`-]", value), "a plain scalar of YAML"
    return found


def test_the_front_matter_is_as_the_specification_says() -> None:
    found = front_matter()
    assert {"name", "description"} <= found.keys() <= {
        "name", "description", "license", "compatibility", "metadata", "allowed-tools",
    }  # fmt: skip
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found["name"])
    assert found["name"] == SKILL.parent.name
    assert len(found["name"]) <= 64
    assert 0 < len(found["description"]) <= 1024
    assert 0 < len(found["compatibility"]) <= 500
    assert "<" not in found["description"]


def test_it_is_short_enough_to_be_read() -> None:
    assert len(PAGES["SKILL.md"].splitlines()) < 500
    assert len(PAGES["SKILL.md"].split()) < 2_500


@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_every_command_is_understood(page: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("contracts", "my-prompts"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command)[1:]
    if any(word.endswith("…") for word in words) or words[-1:] == ["--help"]:
        return
    if words == ["mcp"]:
        words = ["mcp", "--root", "contracts"]
    assert callable(parse_arguments(words).run), page


def test_there_are_commands_to_understand() -> None:
    assert len([page for page, _ in COMMANDS if page == "SKILL.md"]) > 12
    assert {page for page, _ in COMMANDS} == {"SKILL.md", "mcp.md", "prompts.md"}


def test_every_option_is_an_option_of_the_program() -> None:
    known = {
        option for choice in build()._subparsers._group_actions[0].choices.values() for option in option_names(choice)
    }
    for name in ("SKILL.md", "mcp.md"):
        assert {*re.findall(r"(?<![\w-])--[a-z][a-z-]*", PAGES[name])} <= known | {"--help"}


def test_the_exit_codes_are_those_of_the_help() -> None:
    told = re.findall(r"^ +(\d+)  ", build().epilog or "", re.MULTILINE)
    assert re.findall(r"^\| (\d+) \|", PAGES["SKILL.md"], re.MULTILINE) == told


def test_the_page_lists_the_tools_with_all_their_arguments() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", PAGES["mcp.md"], re.MULTILINE))
    takes: dict[str, type[Ask]] = {tool.name: tool.takes for tool in TOOLS}
    assert {name: {*re.findall(r"`(\w+)`", words)} for name, words in rows.items()} == {
        name: {*model.model_fields} for name, model in takes.items()
    }
    for name in takes:
        assert f"`{name}`" in PAGES["SKILL.md"]


def test_the_example_of_a_setting_can_be_used(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```json\n(.*?)^```$", PAGES["mcp.md"], re.MULTILINE | re.DOTALL)
    (server,) = json.loads(block)["mcpServers"].values()
    assert server["args"][:2] == ["mcp", "--root"]
    words = [str(tmp_path) if word == "/home/me/contracts" else word for word in server["args"]]
    assert parse_arguments(words).offline is True
