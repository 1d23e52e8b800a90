"""The installed command, killed at random moments with its workers, makes the files of an undisturbed run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "check_kills.py"


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc to find the processes of a run")
def test_kills_at_random_moments_lose_nothing() -> None:
    command = [sys.executable, str(TOOL), "--files", "16", "--kills", "5", "--each", "5", "--seed", "3"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    counts = json.loads(ended.stdout)
    assert counts["kills"] == 5
    assert counts["files_equal"] > 20
    assert counts["processes_left"] == counts["files_that_differ"] == counts["files_missing"] == 0
