"""Every technique that the program names is described in `signs/` and in the docs, and no other."""

import ast
import re
from pathlib import Path

import pytest

from clausecheck import resources
from clausecheck.model import ObservationCategory, Severity
from clausecheck.scan.techniques import FOLDER, technique

ROOT = Path(__file__).parents[2]
OTHER = {"addressing", "codes", "findings"}
FAMILIES = tuple(sorted({path.stem for path in resources.folder(FOLDER).glob("*.toml")} - OTHER))
_NAME = re.compile(rf"(?:{'|'.join(FAMILIES)})\.[a-z0-9_]+")

DESCRIBED = {f"{family}.{key}" for family in FAMILIES for key in resources.toml(FOLDER, f"{family}.toml")}


def named() -> set[str]:
    """Every text in the program that is a technique's name."""
    found = set()
    for path in (ROOT / "clausecheck").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _NAME.fullmatch(node.value):
                found.add(node.value)
    return found - {f"{family}.toml" for family in FAMILIES}


def test_what_is_named_is_described_and_what_is_described_is_named() -> None:
    assert named() == DESCRIBED


@pytest.mark.parametrize("name", sorted(DESCRIBED))
def test_a_description_is_whole_and_plain(name: str) -> None:
    told = technique(name)
    assert told.category in ObservationCategory
    assert told.severity in Severity
    assert told.title[:1].isupper()
    assert not told.title.endswith(".")
    assert ". " not in told.title
    assert told.why.endswith(".")
    assert len(told.why) < 250


def test_the_docs_list_every_technique_as_it_is() -> None:
    section = (ROOT / "docs" / "scan.md").read_text(encoding="utf-8").split("## Techniques", 1)[1]
    rows = set(re.findall(r"^\| `([a-z0-9_.]+)` \| (.*) \| `([a-z_]+)` \| ([a-z]+) \|$", section, re.MULTILINE))
    told = {name: technique(name) for name in DESCRIBED}
    assert rows == {(name, one.title, one.category.value, one.severity.value) for name, one in told.items()}
