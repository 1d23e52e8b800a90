"""A batch that asks Claude: what it says before, what it spends, and who is asked at all."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.batches import folder_of, rows
from tests.cli.conftest import Program
from tests.messages_server import Service, answer, serve

QUIET = ("--no-audit",)
Asked = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def service() -> Iterator[Service]:
    with serve(answer()) as service:
        yield service


@pytest.fixture
def asked(program: Program, service: Service, tmp_path: Path) -> Asked:
    """A batch of two files, with credentials for the service."""
    inbox = folder_of(2, tmp_path / "in")
    env = {"ANTHROPIC_API_KEY": "sk-ant-test", "ANTHROPIC_BASE_URL": service.url, "NO_PROXY": "127.0.0.1"}
    return lambda *options: program("batch", inbox, "--out", tmp_path / "out", *QUIET, *options, **env)


def test_a_dry_run_says_what_it_would_cost_and_sends_nothing(asked: Asked, service: Service, tmp_path: Path) -> None:
    told = asked("--dry-run", "--format", "json")
    estimate = json.loads(told.stdout)
    assert told.returncode == 0
    assert estimate["schema"] == "clausecheck/estimate/1"
    assert estimate["requests"] >= 1
    assert not service.bodies
    assert not (tmp_path / "out" / "results.csv").exists()


@pytest.mark.parametrize("bulk", [(), ("--bulk",)])
def test_what_it_will_cost_is_said_first_and_everything_is_answered_once(
    asked: Asked, service: Service, tmp_path: Path, bulk: tuple[str, ...]
) -> None:
    told = asked("--reviewer", "claude", "--max-cost", "5", *bulk)
    assert told.returncode == 0, told.stderr
    assert "What asking will cost" in told.stderr
    assert "never above $5" in told.stderr
    for row in rows(tmp_path / "out"):
        review = json.loads((tmp_path / "out" / row["seller_review"]).read_text(encoding="utf-8"))
        assert review["reviewer"]["name"] == "claude"
        assert not review["unread"]
    sent = len(service.bodies)
    again = asked("--reviewer", "claude", "--max-cost", "5", *bulk)
    assert again.returncode == 0
    assert len(service.bodies) == sent


def test_without_a_bound_nobody_is_asked(asked: Asked, service: Service, tmp_path: Path) -> None:
    told = asked()
    assert told.returncode == 0
    assert "no model is asked" in told.stderr
    assert not service.bodies
    assert all(row["outcome"] == "reviewed" for row in rows(tmp_path / "out"))


def test_questions_may_be_handed_in_and_left(asked: Asked, service: Service, tmp_path: Path) -> None:
    service.polls = 1
    told = asked("--reviewer", "claude", "--bulk", "--no-wait")
    assert told.returncode == 1
    assert "2 of 2 files are not done" in told.stderr
    assert {row["outcome"] for row in rows(tmp_path / "out")} == {"pending"}
    assert asked("--reviewer", "claude", "--bulk").returncode == 0
    assert {row["outcome"] for row in rows(tmp_path / "out")} == {"reviewed"}
