"""Batches as people use them: the installed command against a local service."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CONTRACT
from tests.messages_server import Service, answer, serve, status


@dataclass
class Desk:
    """The command with its service and its data folder."""

    service: Service
    folder: Path

    def start(self, *options: str) -> subprocess.Popen[str]:
        contract = self.folder / "contract.txt"
        contract.write_text(CONTRACT)
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC", "AWS_", "CLOUD"))
        }
        env = {
            "ANTHROPIC_API_KEY": "sk-ant-test",
            "ANTHROPIC_BASE_URL": self.service.url,
            "NO_PROXY": "127.0.0.1",
            "CLAUSECHECK_DATA": str(self.folder / "data"),
        }
        command = [str(Path(sys.executable).with_name("clausecheck")), "review", str(contract), "--side", "seller"]
        command += ["--reviewer", "claude", "--ask", "all", "--format", "json", *options]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=kept | env, stdout=pipe, stderr=pipe, text=True)

    def run(self, *options: str) -> tuple[int, dict[str, Any], str]:
        done = self.start(*options)
        out, err = done.communicate(timeout=60)
        return done.returncode, json.loads(out) if out else {}, err

    def kept(self) -> list[Path]:
        return sorted((self.folder / "data" / "batches").iterdir())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with serve(answer()) as service:
        yield Desk(service, tmp_path)


def test_half_the_price_and_the_same_review(desk: Desk) -> None:
    code, one_by_one, _ = desk.run()
    assert code == 0
    code, together, _ = desk.run("--batches")
    assert code == 0
    assert together["findings"] == one_by_one["findings"]
    assert together["unread"] == one_by_one["unread"] == []
    assert together["usage"]["cost_usd"] == pytest.approx(one_by_one["usage"]["cost_usd"] / 2, abs=1e-6)
    assert len(desk.service.batches) == 1
    assert desk.kept() == []


def test_after_an_interruption_the_same_command_picks_its_batch_up(desk: Desk) -> None:
    desk.service.polls = 10**6
    running = desk.start("--batches")
    until = time.monotonic() + 30
    while ("GET", "/v1/messages/batches/msgbatch_0") not in desk.service.asked and time.monotonic() < until:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == (130, "")
    assert err.splitlines() == [
        "error: interrupted",
        "hint: the batch goes on; the same command asks for it again, for 29 days",
    ]
    assert len(desk.kept()) == 1
    desk.service.batches[0].polls = 0
    code, review, _ = desk.run("--batches")
    assert (code, review["unread"], review["notes"]) == (0, [], [])
    assert len(desk.service.batches) == 1
    assert desk.kept() == []


def test_a_service_without_batches_leaves_the_rules_review_whole(desk: Desk) -> None:
    desk.service.faults["submit"] = [status(404, "not_found_error")]
    code, review, _ = desk.run("--batches", "--fail-on", "low")
    assert code == 10
    assert review["findings"]
    assert review["notes"] == [
        "Claude did not answer (it does not know the model or the address); the rules' review below is complete."
    ]


@pytest.mark.parametrize("service", ["bedrock", "vertex"])
def test_the_clouds_take_no_batches(desk: Desk, service: str) -> None:
    code, review, err = desk.run("--batches", "--service", service, "--model", "a-model")
    assert (code, review) == (2, {})
    assert err.splitlines() == [f"error: --service {service} takes no batches", "hint: leave out --batches"]
