"""The README says what the program does: its commands, its help and its example are compared with the real ones."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
EXAMPLE = "examples/website-agreement.docx"


def output_of(*words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ANTHROPIC")}
    done = subprocess.run(
        [Path(sys.executable).with_name("clausecheck"), *words],
        cwd=ROOT,
        env=environment | {"COLUMNS": "100", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def block(first_words: str) -> str:
    found = [text for _, text in BLOCKS if text.startswith(first_words)]
    assert len(found) == 1, f"one block of the README begins with {first_words!r}"
    return found[0]


def test_the_help_is_the_programs_help() -> None:
    assert block("usage:") == output_of("--help")


def test_the_excerpt_stands_in_the_review_of_the_example() -> None:
    said = output_of("review", EXAMPLE, "--side", "seller")
    shown = [text for kind, text in BLOCKS if kind == "text" and not text.startswith("usage:")]
    assert shown
    for text in shown:
        assert text in said


def test_the_first_command_reviews_the_example() -> None:
    command = block("python3 -m venv")
    assert command.rstrip().endswith(f".venv/bin/clausecheck review {EXAMPLE} --side seller")
    assert (ROOT / EXAMPLE).is_file()


def test_the_second_command_is_what_continuous_integration_runs() -> None:
    command = block("bash").strip()
    assert f" {command}\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^):]+)\)", README))))
def test_every_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


@pytest.mark.parametrize("option", sorted(set(re.findall(r"`(--[a-z-]+)", README))))
def test_every_option_named_is_offered(option: str) -> None:
    assert option in output_of("review", "--help") + output_of("batch", "--help")


def test_every_category_named_is_known() -> None:
    from clausecheck.model.taxonomy import CATEGORY_PARENT

    named = re.findall(r"--category (\w+)", README)
    assert named
    assert set(named) <= set(CATEGORY_PARENT)
