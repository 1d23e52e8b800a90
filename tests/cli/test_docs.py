"""The pages about the command line name what there is, no more and no less."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from clausecheck.cli.parser import build, option_names

DOCS = Path(__file__).parents[2] / "docs"


def _commands(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, set[str]]]:
    """Each command that does something, "stats show", with its options."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups or not name:
        yield name, set(option_names(parser))
    for group in groups:
        for word, below in group.choices.items():
            yield from _commands(below, f"{name} {word}".strip())


def _parsers() -> dict[str, set[str]]:
    return dict(_commands(build()))


def _section(text: str, command: str) -> str:
    return re.split(r"^## ", text.split(f"## `clausecheck {command}", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_option_is_described_under_its_command() -> None:
    text = (DOCS / "usage.md").read_text(encoding="utf-8")
    for command, options in _parsers().items():
        if command:
            rows = re.findall(r"^\| (`-[^|]*) \|", _section(text, command), re.MULTILINE)
            described = {option for row in rows for option in re.findall(r"`(--[a-z-]+)", row)}
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
    for name in ("parse", "review", "scan", "batch", "manifest", "parity"):
        schema = json_schema(name)
        fields = {field for shape in [schema, *schema["$defs"].values()] for field in shape.get("properties", {})}
        assert fields <= described
