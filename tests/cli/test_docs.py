"""The pages about the command line name what there is, no more and no less."""

import re
from pathlib import Path

from clausecheck.cli.parser import COMMANDS, build, option_names

DOCS = Path(__file__).parents[2] / "docs"


def _parsers() -> dict[str, set[str]]:
    parser = build()
    options = {"": set(option_names(parser))}
    for command in COMMANDS:
        args = parser.parse_args([command, "parse" if command == "schema" else "file"])
        options[command] = set(option_names(args.parser))
    return options


def _section(text: str, command: str) -> str:
    return re.split(r"^## ", text.split(f"## `clausecheck {command}", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_option_is_described_under_its_command() -> None:
    text = (DOCS / "usage.md").read_text(encoding="utf-8")
    for command, options in _parsers().items():
        if command:
            described = set(re.findall(r"^\| `(-.*?)[` ]", _section(text, command), re.MULTILINE))
            assert described == {option for option in options if option.startswith("--")} - {"--help"}


def test_no_option_is_named_that_does_not_exist() -> None:
    known = set().union(*_parsers().values())
    for page in ("usage.md", "json.md"):
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", (DOCS / page).read_text(encoding="utf-8")))
        assert named <= known


def test_every_field_of_the_json_is_described() -> None:
    from clausecheck.report.schema import json_schema

    text = (DOCS / "json.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`([a-z_0-9]+)`", text))
    for name in ("parse", "review"):
        schema = json_schema(name)
        fields = {field for shape in [schema, *schema["$defs"].values()] for field in shape.get("properties", {})}
        assert fields <= described
