"""Reviewers that packages bring: found by their entry points, run in a process of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import CONTRACT

Here = Callable[..., subprocess.CompletedProcess[str]]
OBJECT = """
class Counter:
    name, version = "counter", "3.1"
    needs = "nothing at all"

    def review(self, request):
        print("this goes to standard error")
        return {"findings": [
            {"clause": {"id": clause["id"]}, "quote": clause["text"], "kind": "unusual_wording", "severity": "low",
             "clause_type": "interpretation", "title": "Counted", "explanation": "It has words."}
            for clause in request["clauses"] if "ninety" in clause["text"]
        ]}

reviewer = Counter()
broken = object()
raises = Counter()
raises.review = lambda request: 1 / 0
odd = Counter()
odd.review = lambda request: {"findings": [object()]}
"""
POINTS = """
[clausecheck.reviewers]
counter = some_bot:reviewer
as-class = some_bot:Counter
broken = some_bot:broken
raises = some_bot:raises
odd = some_bot:odd
missing = no_such_module:reviewer
leaves = leaving_bot:reviewer
rules = some_bot:reviewer
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Here:
    """Run `clausecheck` where a package with reviewers is installed, in a folder that holds traps."""
    site, work = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("work")
    for version, name in (("1.0", "some_bot"), ("2.0", "other_bot")):
        info = site / f"{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: {version}\n")
        twice = "\n[clausecheck.reviewers]\ntwice = some_bot:reviewer\n"
        (info / "entry_points.txt").write_text((POINTS + "twice = some_bot:reviewer\n") if version == "1.0" else twice)
    (site / "some_bot.py").write_text(OBJECT)
    (site / "leaving_bot.py").write_text("import sys; sys.exit(4)")
    (work / "json.py").write_text("raise SystemExit('a module of the working folder was imported')")
    (work / "agreement.txt").write_text(CONTRACT)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ANTHROPIC")}
        command = [str(Path(sys.executable).with_name("clausecheck")), *arguments]
        env = kept | {"PYTHONPATH": str(site), "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1"}
        return subprocess.run(command, env=env, cwd=work, capture_output=True, encoding="utf-8", timeout=60)

    return run


def test_they_are_listed_with_what_they_need_or_their_fault(here: Here) -> None:
    done = here("reviewers", "list", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    listed = {(one["name"], one["kind"]): one for one in json.loads(done.stdout)["reviewers"]}
    assert listed["rules", "built_in"]["ready"]
    assert listed["claude", "built_in"]["fault"] == "no credentials for Claude"
    assert listed["counter", "installed"] == {
        "name": "counter", "kind": "installed", "version": "3.1", "maker": "some-bot", "needs": "nothing at all",
        "ready": True, "fault": "",
    }  # fmt: skip
    assert listed["as-class", "installed"]["ready"]
    faults = {name: one["fault"] for (name, kind), one in listed.items() if kind == "installed" and not one["ready"]}
    assert faults["broken"] == "it ended with exit code 1: TypeError: it has no name"
    assert faults["missing"] == "it ended with exit code 1: ModuleNotFoundError: No module named 'no_such_module'"
    assert faults["leaves"] == "it ended with exit code 4"
    assert faults["rules"] == "the name is taken by a reviewer that ships"
    assert faults["twice"] == "several packages bring a reviewer of this name"
    assert len(faults) == 5


@pytest.mark.parametrize("name", ["counter", "as-class"])
def test_one_is_chosen_by_its_name(here: Here, name: str) -> None:
    done = here("review", "agreement.txt", "--reviewer", name, "--format", "json")
    assert done.returncode == 0
    review = json.loads(done.stdout)
    assert review["reviewer"] == {"name": name, "version": "3.1", "model": None, "maker": "some-bot"}
    assert [one["quote"][:12] for one in review["findings"] if one["title"] == "Counted"] == ["Customer sha"]


@pytest.mark.parametrize(
    ("name", "note"),
    [("raises", "it said “ZeroDivisionError: division by zero”"), ("odd", "not JSON serializable")],
)
def test_one_that_fails_leaves_the_rules_review(here: Here, name: str, note: str) -> None:
    done, rules = (here("review", "agreement.txt", "--reviewer", who, "--format", "json") for who in (name, "rules"))
    assert done.returncode == 0
    assert any(note in said for said in json.loads(done.stdout)["notes"])
    assert json.loads(done.stdout)["findings"] == json.loads(rules.stdout)["findings"]


def test_an_unknown_name_is_answered_with_the_known_ones(here: Here) -> None:
    done = here("review", "agreement.txt", "--reviewer", "conter")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: unknown reviewer 'conter'\n"
        "hint: use auto, rules, claude, as-class, broken, counter, leaves, missing, odd, raises, twice or "
        "command:PROGRAM\n"
    )
    assert here("review", "agreement.txt", "--reviewer", "twice").returncode == 2
