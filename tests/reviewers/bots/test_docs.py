"""The page on bots says what there is, and what it shows works."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from clausecheck.review.conformance import CASES
from clausecheck.reviewers.bots.environment import PASSED
from clausecheck.reviewers.bots.installed import GROUP
from clausecheck.reviewers.bots.limits import Limits
from clausecheck.reviewers.bots.shapes import json_schema
from tests.cli.conftest import Program

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "bots.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "examples" / "bots" / "moving_papers.py"
SMALLEST = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
CONTRACT = """\
SERVICES AGREEMENT

This Services Agreement is entered into as of January 5, 2026 between Acme Tools Inc., a Delaware corporation
("Customer"), and Bright Ideas LLC, a New York limited liability company ("Supplier").

1. Services. Supplier shall use its best endeavours to provide the services.

2. Policies. Supplier shall comply with Customer’s policies, as updated by Customer from time to time.

3. Law. This Agreement is governed by the laws of the State of New York.
"""


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "agreement.txt"
    path.write_text(CONTRACT, encoding="utf-8")
    return path


def by_model(text: str) -> list[tuple[str, str]]:
    return [(one["title"], one["quote"]) for one in json.loads(text)["findings"] if one["origin"] == "model"]


def test_the_example_finds_what_it_is_for(program: Program, contract: Path) -> None:
    assert len(EXAMPLE.read_text(encoding="utf-8").splitlines()) < 60
    options = ("--reviewer", f"command:{sys.executable} {EXAMPLE}", "--format", "json")
    done = program("review", contract, "--side", "seller", *options)
    assert by_model(done.stdout) == [
        (
            "A duty to follow papers that the buyer can change",
            "Supplier shall comply with Customer’s policies, as updated by Customer from time to time.",
        )
    ]
    assert json.loads(done.stdout)["dropped"] == []
    assert by_model(program("review", contract, "--side", "buyer", *options).stdout) == []


def test_the_example_conforms(program: Program) -> None:
    done = program("reviewers", "test", f"command:{sys.executable} {EXAMPLE}", "--format", "json")
    assert done.returncode == 0, done.stdout
    assert {check["state"] for check in json.loads(done.stdout)["checks"]} == {"passed"}


def test_the_smallest_bot_works(program: Program, contract: Path, tmp_path: Path) -> None:
    bot = tmp_path / "smallest.py"
    bot.write_text(SMALLEST, encoding="utf-8")
    done = program("review", contract, "--reviewer", f"command:{sys.executable} {bot}", "--format", "json")
    assert [title for title, _ in by_model(done.stdout)] == ["A word that starts quarrels"]


def test_every_field_of_request_and_answer_is_named() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert set(json_schema("bot-request")["properties"]) - {"schema"} <= named
    shapes = json_schema("bot-answer")["$defs"]
    fields = {field for name in ("BotAnswerJson", "FindingJson", "AdviceJson") for field in shapes[name]["properties"]}
    assert fields <= named


def test_limits_and_names_are_those_of_the_program() -> None:
    limits = Limits()
    assert f"{limits.seconds:g} seconds, or `--max-time`" in PAGE
    assert f"at most {limits.request_bytes // 1_000_000} MB" in PAGE
    assert f"at most {limits.answer_bytes // 1_000_000} MB of UTF-8" in PAGE
    assert f"at most {limits.memory_bytes // 1_000_000_000} GB" in PAGE
    assert f"`{PASSED}`" in PAGE
    assert f'"{GROUP}"' in PAGE
    assert f"{len(CASES)} made-up contracts" in PAGE


def test_the_example_needs_nothing_but_python(contract: Path) -> None:
    request = json.dumps({"side": "seller", "contract": {"parties": []}, "clauses": []})
    done = subprocess.run([sys.executable, "-I", EXAMPLE], input=request, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"version": "1", "findings": []}
