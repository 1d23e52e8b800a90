"""`clausecheck batch --bulk` as people use it: the installed command against a local service, stopped at any moment."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.batch.asking.desk import contract
from tests.messages_server import Service, answer, serve

LOOKED = ("GET", "/v1/messages/batches/msgbatch_0")


@dataclass
class Night:
    """Uploads, the command that reviews them, and the service that it asks."""

    service: Service
    folder: Path

    def start(self, *options: str, out: str = "out", reviewer: str = "claude") -> subprocess.Popen[str]:
        uploads = self.folder / "uploads"
        uploads.mkdir(exist_ok=True)
        for number in range(3):
            (uploads / f"{number}.txt").write_bytes(contract(number))
        env = {name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC", "CLAUSECHECK"))}
        env |= {
            "ANTHROPIC_API_KEY": "sk-ant-test",
            "ANTHROPIC_BASE_URL": self.service.url,
            "NO_PROXY": "127.0.0.1",
            "CLAUSECHECK_DATA": str(self.folder / "data"),
            "NO_COLOR": "1",
        }
        command = [str(Path(sys.executable).with_name("clausecheck")), "batch", str(uploads)]
        command += ["--out", str(self.folder / out), "--reviewer", reviewer, "--ask", "all", *options]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=env, stdout=pipe, stderr=pipe, text=True, start_new_session=True)

    def run(self, *options: str, out: str = "out", reviewer: str = "claude") -> tuple[int, str, str]:
        running = self.start(*options, out=out, reviewer=reviewer)
        said, faults = running.communicate(timeout=120)
        return running.returncode, said, faults

    def wait_for_a_look(self) -> None:
        """Wait until the command has handed in its batch and asked how far it is."""
        until = time.monotonic() + 100
        while LOOKED not in self.service.asked and time.monotonic() < until:
            time.sleep(0.05)
        assert LOOKED in self.service.asked

    def results(self, out: str = "out") -> dict[str, bytes]:
        """Whatever is there for people, by name."""
        found = [path for path in (self.folder / out).rglob("*") if path.suffix in {".json", ".csv", ".html", ".xlsx"}]
        return {path.relative_to(self.folder / out).as_posix(): path.read_bytes() for path in sorted(found)}


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    with serve(answer()) as service:
        yield Night(service, tmp_path)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_batch_is_picked_up_after_the_command_was_stopped(night: Night, how: signal.Signals) -> None:
    night.service.polls = 10**6
    running = night.start("--bulk")
    night.wait_for_a_look()
    if how is signal.SIGKILL:
        os.killpg(running.pid, how)
    else:
        running.send_signal(how)
    running.communicate(timeout=60)
    assert running.returncode == (-signal.SIGKILL if how is signal.SIGKILL else 128 + how)
    night.service.batches[0].polls = night.service.polls = 0
    assert night.run("--bulk")[0] == 0
    assert len(night.service.batches) == 1
    assert night.run("--bulk", out="undisturbed")[0] == 0
    assert night.results() == night.results("undisturbed")


def test_a_batch_is_left_and_asked_for_in_the_morning(night: Night) -> None:
    night.service.polls = 10**6
    code, _, said = night.run("--bulk", "--no-wait")
    assert code == 1
    assert "What asking will cost" in said
    assert b"pending" in night.results()["results.csv"]
    night.service.batches[0].polls = 0
    assert night.run("--bulk", "--no-wait")[0] == 0
    assert b"pending" not in night.results()["results.csv"]
    assert len(night.service.batches) == 1


def test_without_the_network_nobody_is_asked(night: Night) -> None:
    code, _, said = night.run("--bulk", "--offline")
    assert (code, said.splitlines()) == (
        2,
        ["error: --reviewer claude needs the network", "hint: leave out --offline, or use --reviewer rules"],
    )
