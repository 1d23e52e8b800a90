"""However the process that leads ends, nothing of its workers, their readers and programs is left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clausecheck.batch.engines.local import why_not
from tests.batch.engines.local.test_pool import nobody_left
from tests.machine.test_lineage import gone

pytestmark = pytest.mark.skipif(bool(why_not()), reason="no workers on this system")

_LEADS = """\
import sys
from clausecheck.batch.engines.local import Local
from clausecheck.model import Side
from clausecheck.model.batch import Reviewing, Task
from tests.batch.engines.local.faults import Faulty
words = [f"hang {path}" for path in sys.argv[1:]]
tasks = [Task(key=word, file="a.txt", data=word.encode(), sides=(Side.SELLER,)) for word in words]
list(Local(Reviewing(), 2, makes=Faulty).run(iter(tasks), lambda task: None))
"""


def descendants(pid: int) -> list[int]:
    try:
        found = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return found + [lower for one in found for lower in descendants(one)]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_outlives_the_process_that_leads(number: signal.Signals, tmp_path: Path) -> None:
    there = [tmp_path / "one", tmp_path / "two"]
    root = Path(__file__).parents[4]
    env = {**os.environ, "PYTHONPATH": str(root), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", _LEADS, *map(str, there)]
    with subprocess.Popen(command, env=env, cwd=root, stderr=subprocess.DEVNULL, start_new_session=True) as leading:
        until = time.monotonic() + 60
        while not all(path.exists() for path in there) and time.monotonic() < until:
            time.sleep(0.05)
        below = descendants(leading.pid)
        assert len(below) >= 5, "the nursery, two workers, and a program of each"
        os.killpg(leading.pid, number)
    assert all(map(gone, below))
    assert nobody_left()
    assert not list(tmp_path.glob("clausecheck-*")), "no folder is left behind"
