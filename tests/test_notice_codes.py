"""Every code of a notice stands in docs/json.md, and the page names no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]


def codes(path: Path) -> Iterator[str]:
    """Every code that a call in this module gives to a notice as a literal."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [keyword.value for keyword in node.keywords if keyword.arg == "code"] if name == "Notice" else []
        given += node.args[:1] if name == "notice" else []
        for value in given:
            for literal in ast.walk(value):
                if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
                    yield literal.value


def test_the_docs_tell_every_code() -> None:
    told = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    section = told[told.index("`notices` tell") : told.index("`changes` are the tracked changes")]
    documented = set(re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE))
    used = {code for path in (ROOT / "clausecheck").rglob("*.py") for code in codes(path)}
    assert documented == used
