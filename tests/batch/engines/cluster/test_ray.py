"""The command on a real cluster of several nodes of this machine."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.engines.cluster.nodes import Nodes, cluster, command_of
from tests.cli.batches import folder_of, results, reviewed, rows, until

pytestmark = pytest.mark.xdist_group("ray")


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    with cluster(2) as running:
        yield running


@pytest.fixture(scope="module")
def uploads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Contracts, two of them alike, and files that cannot be read."""
    folder = folder_of(15, tmp_path_factory.mktemp("input") / "uploads", parts=3)
    (folder / "same.md").write_bytes(sorted(folder.iterdir())[3].read_bytes())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    (folder / "empty.docx").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def undisturbed(uploads: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What this machine makes of them alone."""
    out = tmp_path_factory.mktemp("local")
    assert _end(_started(uploads, "--out", out, "--quiet"))[0] == 3
    return results(out)


def _started(*arguments: str | Path, env: dict[str, str] | None = None) -> "subprocess.Popen[str]":
    command = [str(Path(sys.executable).with_name("clausecheck")), "batch", *map(str, arguments)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _end(running: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = running.communicate(timeout=120)
    return running.returncode, out, err


def _on(nodes: Nodes, *arguments: str | Path) -> "subprocess.Popen[str]":
    return _started(*arguments, "--engine", "ray", "--address", nodes.address, env=nodes.env)


def test_the_same_bytes_though_a_host_is_killed_in_the_middle(
    nodes: Nodes, uploads: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    running = _on(nodes, uploads, "--out", out, "--quiet")
    until(lambda: reviewed(out) >= 3)
    hosts = nodes.hosts()
    assert len(set(hosts.values())) == len(hosts) == 2, "each node hosts workers"
    os.kill(next(iter(hosts)), signal.SIGKILL)
    code, said, err = _end(running)
    assert (code, err) == (3, "")
    assert "ray" not in said.lower()
    assert results(out) == undisturbed
    assert len(rows(out)) == 18


def test_a_run_that_is_killed_goes_on_and_leaves_nobody_behind(
    nodes: Nodes, uploads: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    running = _on(nodes, uploads, "--out", out, "--quiet")
    until(lambda: reviewed(out) >= 2)
    running.kill()
    _end(running)
    until(lambda: not nodes.hosts())
    assert _end(_on(nodes, uploads, "--out", out, "--quiet"))[0] == 3
    assert results(out) == undisturbed


def test_a_signal_ends_a_run_on_a_cluster_with_its_tables(nodes: Nodes, uploads: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    running = _on(nodes, uploads, "--out", out, "--quiet")
    until(lambda: reviewed(out) >= 2)
    running.send_signal(signal.SIGTERM)
    code, _, _ = _end(running)
    assert code == 143
    found = [row["outcome"] for row in rows(out)]
    assert len(found) == 18
    assert {"reviewed", "pending"} <= set(found)


def test_an_address_where_nobody_listens_is_told_in_two_lines(uploads: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    running = _started(uploads, "--out", tmp_path / "out", "--engine", "ray", "--address", "127.0.0.1:1")
    code, out, err = _end(running)
    assert (code, out) == (1, "")
    error, hint = err.splitlines()
    assert error.startswith("error: no Ray cluster answers at 127.0.0.1:1")
    assert hint.startswith("hint: start one with: ray start --head")
    assert time.monotonic() - began < 60


def test_a_node_that_is_lost_with_all_its_processes_loses_nothing(
    nodes: Nodes, uploads: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    """The last test: one node is left."""
    out = tmp_path / "out"
    running = _on(nodes, uploads, "--out", out, "--quiet")
    until(lambda: reviewed(out) >= 3)
    (raylet,) = (one for one in set(nodes.hosts().values()) if "--head" not in command_of(one))
    os.kill(raylet, signal.SIGKILL)
    code, _, err = _end(running)
    assert (code, err) == (3, "")
    assert results(out) == undisturbed
